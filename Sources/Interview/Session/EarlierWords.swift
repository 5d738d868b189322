/// An edit forgets. Once the session is left, the words that the edit took away are in no file of it, and replay shows
/// the final words from when the note first came. What remains is when the note was edited, and every old value that is
/// no word.
extension Session {
  /// The session with the final words in every version of its notes. Words are the text, the line as typed, the manner
  /// and codes outside the codebook. A moment stays empty until it was completed.
  public var forgettingEarlierWords: Session {
    var session = self
    let book = codesOfTheBook
    for index in notes.indices where !notes[index].revisions.isEmpty {
      session.notes[index] = notes[index].forgettingEarlierWords(keeping: book)
    }
    return session
  }

  /// How many edits, up to a time, took words away that the session still keeps.
  public func editsWithEarlierWords(by time: Offset = Offset(.max)) -> Int {
    earlierWords(by: time).reduce(0) { $0 + $1.edits }
  }

  /// The numbers of the notes of which the session still keeps words that an edit, up to a time, took away.
  public func notesWithEarlierWords(by time: Offset = Offset(.max)) -> [Int] {
    earlierWords(by: time).map(\.note)
  }

  private func earlierWords(by time: Offset) -> [(note: Int, edits: Int)] {
    let book = codesOfTheBook
    return notes.compactMap { note in
      guard !note.revisions.isEmpty else { return nil }
      let forgetful = note.forgettingEarlierWords(keeping: book).revisions
      let edits = forgetful.indices.count {
        note.revisions[$0].at <= time && forgetful[$0].reworded && note.revisions[$0] != forgetful[$0]
      }
      return edits > 0 ? (note.number, edits) : nil
    }
  }

  /// The codes of the protocol's codebook, which are no words of people.
  package var codesOfTheBook: Set<Code> { Set(`protocol`.codebook.map(\.code)) }
}

/// What an edit changed.
public enum EditKind: Sendable {
  /// Only the question under which the note is filed.
  case moved
  /// Only who said it, or who is answered.
  case reseated
  /// Only its codes.
  case coded
  /// A moment was given its words, or a stub its rest: nothing was taken away.
  case completed
  /// What it says, or how.
  case reworded
  /// A word was destroyed in it, for which `[…]` stands.
  case redacted
}

extension Note {
  /// An edit changed what the note says or how; not only where it is filed, who said it or its codes.
  public var isEdited: Bool { hasEdit(.reworded) }

  /// It was moved to another question after it was entered.
  public var isMoved: Bool { hasEdit(.moved) }

  /// It was put right who said it.
  public var isReseated: Bool { hasEdit(.reseated) }

  private func hasEdit(_ kind: EditKind) -> Bool {
    !revisions.isEmpty && revisions.indices.contains { self.kind(ofEdit: $0) == kind }
  }

  /// What the edit with this place changed.
  public func kind(ofEdit edit: Int) -> EditKind {
    let (before, after) = (revisions[edit], version(after: edit))
    if before.redacted { return .redacted }
    guard !before.reworded else { return .reworded }
    if before.content.isCompleted(in: after.content) { return .completed }
    guard before.typed == after.typed else { return .reworded }
    if before.question != after.question { return before.content == after.content ? .moved : .reworded }
    // Nothing can be seen of it any more: it may have been words.
    guard before.content != after.content else { return .reworded }
    var meant = before.content
    (meant.speakers, meant.replyTo, meant.unsure) = (
      after.content.speakers, after.content.replyTo, after.content.unsure
    )
    if meant == after.content { return .reseated }
    meant = before.content
    meant.codes = after.content.codes
    return meant == after.content ? .coded : .reworded
  }

  private func version(after edit: Int) -> (content: NoteContent, question: QuestionID, typed: String) {
    guard edit + 1 < revisions.count else { return (content, question, typed) }
    let next = revisions[edit + 1]
    return (next.content, next.question, next.typed)
  }

  /// The note with its final words in each of its versions.
  func forgettingEarlierWords(keeping book: Set<Code>) -> Note {
    var note = self
    let final = Set(content.codes)
    for (index, revision) in revisions.enumerated() {
      var forgetful = revision
      // A moment had no words yet, and a stub the first of them.
      if !revision.content.isBeginning(of: content) {
        forgetful.content.text = content.text
        forgetful.typed = typed
      } else if !typed.hasPrefix(revision.typed) || revision.content.text.isEmpty {
        forgetful.typed = ""
      }
      if revision.content.manner != nil || !revision.content.isBeginning(of: content) {
        forgetful.content.manner = content.manner
      }
      forgetful.content.codes.removeAll { !book.contains($0) && !final.contains($0) }
      forgetful.reworded = revision.reworded || takesWordsAway(index, book)
      note.revisions[index] = forgetful
    }
    return note
  }

  private func takesWordsAway(_ edit: Int, _ book: Set<Code>) -> Bool {
    let (before, after) = (revisions[edit], version(after: edit))
    let codes = before.content.codes.filter { !book.contains($0) }
    guard Set(codes).isSubset(of: after.content.codes) else { return true }
    // What is completed loses no words.
    if before.content.isBeginning(of: after.content) { return false }
    return before.content.text != after.content.text || before.content.manner != after.content.manner
      || before.typed != after.typed
  }
}

extension NoteContent {
  /// Its words are the first of those of a later version, or there are none yet.
  fileprivate func isBeginning(of later: NoteContent) -> Bool {
    guard !later.text.isEmpty else { return false }
    if text.isEmpty { return true }
    return !complete && later.text.hasPrefix(text) && (manner == nil || manner == later.manner)
  }

  /// A later version goes on with its words, and has all of its codes.
  fileprivate func isCompleted(in later: NoteContent) -> Bool {
    isBeginning(of: later) && (text != later.text || complete != later.complete)
      && Set(codes).isSubset(of: later.codes)
  }
}
