/// Two states of one session, put together: what came of it and what has to be told.
public struct Union: Equatable, Sendable {
  /// A note that has another number than on the side it came from.
  public struct Renumbering: Equatable, Sendable {
    /// The note's id, which stays.
    public var id: String
    /// Its number on the other side.
    public var old: Int
    /// Its number from now on.
    public var new: Int
  }

  /// The two sides say different things, and neither said so knowing of the other.
  public enum Conflict: Equatable, Sendable {
    /// A note was edited on both sides: this side's version stays, the other's is a note of its own, by its id.
    case note(id: String, version: String)
    /// A set-up or debrief answer: this side's stays.
    case answer(id: String)
    /// What is known of a participant: this side's stays.
    case participant(Seat)
    /// The unfinished line: this side's stays.
    case draft
  }

  /// Both together. What contradicts is as in `conflicts`; what either side destroyed is destroyed.
  public var session: Session
  /// Ids of the notes that came from the other side, in the order of their new numbers.
  public var joined: [String]
  /// Of the notes that came, those whose number changed.
  public var renumbered: [Renumbering]
  /// What the session does not have as the other side has it. Whoever unites the two keeps the other side whole.
  public var conflicts: [Conflict]
}

extension Session {
  /// Unites two states of one session: all notes of both by their ids, with everything else that does not
  /// contradict. Numbers, and what contradicts, stay as they are here; the other side's notes get new numbers in the
  /// order of time.
  ///
  /// What either side redacted, erased or struck out is destroyed in the result. A retraction wins over a note that
  /// was not edited, an edit over the version it came from; of two edits that contradict both stay, the other side's
  /// as a note of its own. Visits, pauses, what was off the record and audio stay as here where they overlap.
  ///
  /// Total. A state united with itself, or with one that was united with it before, stays as it is.
  public func united(with other: Session) -> Union {
    let mine = takingOut(whatIsDestroyedIn: other)
    // Where each side has struck out the other's edit, this order keeps one version.
    let theirs = other.takingOut(whatIsDestroyedIn: mine)
    var states = StatesUnion(mine, theirs)
    return states.unite()
  }
}
