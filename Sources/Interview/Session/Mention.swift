/// A note that concerns a participant who did not say it.
public struct Mention: Hashable, Sendable {
  /// Why it concerns them.
  public enum Why: Hashable, Sendable {
    /// It answers them, or agrees or dissents with what they said.
    case answers
    /// It shows a stance of theirs: in the record, or as it was typed (`3+ 4- they differ`).
    case stance
    /// It holds `P4`.
    case names
    /// It holds their label.
    case label
  }

  /// The number of the note.
  public let note: Int
  /// The first reason that was found, in the order above.
  public let why: Why

  public init(note: Int, why: Why) {
    self.note = note
    self.why = why
  }
}

extension Session {
  /// The notes, in their order, that name or answer a participant and that their erasure does not destroy: what they did
  /// not say, alone or with others. A label counts from two letters on: one letter is a word of many languages.
  ///
  /// Once a participant is erased, nothing tells any more which notes answered them or hold their label.
  public func mentions(of seat: Seat) -> [Mention] {
    let speaker = Speaker.participant(seat)
    let own = notes.filter { $0.erasing(seat)?.redacted == true }
    let points = Set(own.map(\.id))
    var (answering, showing): (Set<String>, Set<String>) = ([], [])
    for stance in stances {
      let statements = stance.changes.compactMap(\.statement)
      if stance.participant == speaker {
        showing.formUnion(statements)
      } else if stance.target.note.map(points.contains) ?? false {
        answering.formUnion(statements)
      }
    }
    let label = participant(seat)?.label.flatMap { label in
      label.count { $0.isLetter || $0.isNumber } < 2 ? nil : label
    }
    return notes.compactMap { note in
      guard !note.redacted, !points.contains(note.id) else { return nil }
      let why: Mention.Why
      if answering.contains(note.id) || note.answers(seat) {
        why = .answers
      } else if showing.contains(note.id) || note.shows(seat) {
        why = .stance
      } else if note.holds(word: speaker.id) {
        why = .names
      } else if let label, note.holds(word: label) {
        why = .label
      } else {
        return nil
      }
      return Mention(note: note.number, why: why)
    }
  }

  /// Something that a participant said, or that is known of them, is there to be destroyed.
  public func hasWords(of seat: Seat) -> Bool {
    let person = participant(seat)
    return person?.label != nil || person?.attributes.isEmpty == false
      || stances.contains { $0.participant == .participant(seat) }
      || notes.contains { !$0.redacted && $0.erasing(seat) != nil }
  }
}

extension Note {
  /// It answers a participant, or did before an edit.
  fileprivate func answers(_ seat: Seat) -> Bool {
    content.replyTo == seat || revisions.contains { $0.content.replyTo == seat }
  }

  /// Its words hold the sign of a participant's stance, or of an answer to them, that the shorthand left as text.
  fileprivate func shows(_ seat: Seat) -> Bool {
    let signs = ["\(seat)+", "\(seat)-", "@\(seat)"]
    return content.text.split(whereSeparator: \.isWhitespace).contains { word in
      signs.contains { $0 == word }
    }
  }

  /// A word stands by itself in what it says, in its codes, or in the line as it was typed.
  fileprivate func holds(word: String) -> Bool {
    ([content.text, content.manner ?? "", typed] + content.codes).contains { $0.holds(word: word) }
  }
}
