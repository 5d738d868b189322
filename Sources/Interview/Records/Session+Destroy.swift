/// Text is destroyed in the state; the files are the storage's.
extension Session {
  /// Destroys the text of notes.
  mutating func redact(_ numbers: [Int], placed: inout Bool) {
    forgetWordsOfUnapplied()
    for number in numbers where !wipe(number) { placed = false }
  }

  /// A record that could not be placed may hold the words as well: only its kind and time stay.
  mutating func forgetWordsOfUnapplied() { unapplied = unapplied.map(\.withoutWords) }

  @discardableResult
  private mutating func wipe(_ number: Int) -> Bool {
    guard let note = note(number) else { return false }
    setNote(number, note.redactedCopy)
    takeBackStatement(of: note.id)
    if draft?.editing == number { draft = nil }
    putAside.removeAll { $0.editing == number }
    return true
  }

  /// The stances that the note states stay; nothing states them any more.
  mutating func takeBackStatement(of note: String) {
    for index in stances.indices {
      for change in stances[index].changes.indices where stances[index].changes[change].statement == note {
        stances[index].changes[change].statement = nil
      }
    }
  }

  /// Destroys all that a participant said.
  mutating func erase(_ seat: Seat, at: Offset) {
    forgetWordsOfUnapplied()
    let speaker = Speaker.participant(seat)
    for note in notes {
      guard let changed = note.erasing(seat) else { continue }
      if changed.redacted { wipe(note.number) } else { setNote(note.number, changed) }
    }
    stances.removeAll { $0.participant == speaker }
    eraseParticipant(seat, at: at)
    draft = nil
    putAside = []
  }

  /// The notes whose text is destroyed when all goes that a participant said: also those that others said with them.
  public func notes(goingWith seat: Seat) -> [Note] {
    notes.filter { !$0.redacted && $0.erasing(seat)?.redacted ?? false }
  }

  /// Only the seat, the times and the answers about consent remain of a participant.
  mutating func eraseParticipant(_ seat: Seat, at: Offset) {
    guard let place = participants.firstIndex(where: { $0.seat == seat }) else { return }
    participants[place].attributes = [:]
    participants[place].label = nil
    participants[place].withdrawn = Withdrawal(.erase, at: at)
    for index in participants[place].present.indices where participants[place].present[index].to == nil {
      participants[place].present[index].to = max(at, participants[place].present[index].from)
    }
  }

  /// The session as it is when all goes that was typed from a time on.
  public func strikingOut(from: Offset) -> Session {
    var session = self
    session.strikeOut(from: from, to: max(from, lastOffset))
    return session
  }

  /// What was typed from a time on goes: notes begun or entered since, words that edits brought in since, stances shown
  /// since, the unfinished line.
  mutating func strikeOut(from: Offset, to: Offset) {
    forgetWordsOfUnapplied()
    let struck = from..<max(from, to + 1)
    let book = codesOfTheBook
    for note in notes {
      if !struck.contains(note.at), !struck.contains(note.saved),
        let left = note.strikingOutEdits(of: struck, at: to, keeping: book)
      {
        if left != note { setNote(note.number, left) }
      } else {
        wipe(note.number)
      }
    }
    for index in stances.indices {
      stances[index].changes.removeAll { struck.contains($0.at) }
    }
    stances.removeAll { $0.changes.isEmpty }
    if let draft, struck.contains(draft.at) { self.draft = nil }
    putAside.removeAll { struck.contains($0.at) }
  }
}

extension JSON {
  /// Of a record, only what kind it is and when it was made.
  var withoutWords: JSON {
    guard case .object(let fields) = self else { return .null }
    return .object(fields.filter { !JSON.isForgotten($0.key) })
  }

  /// Of a record, a field of this name goes with its words.
  static func isForgotten(_ field: String) -> Bool { !["v", "n", "at", "kind"].contains(field) }
}

extension Note {
  /// The note without what a participant said in it or is answered; nil if there is nothing of that in it.
  func erasing(_ seat: Seat) -> Note? {
    let versions = [content] + revisions.map(\.content)
    if versions.contains(where: { $0.speakers.contains(.participant(seat)) }) { return redactedCopy }
    guard versions.contains(where: { $0.replyTo == seat }) else { return nil }
    var changed = self
    changed.content.replyTo = nil
    changed.typed = ""
    // When words were taken out of it is still to be known.
    changed.revisions = revisions.filter(\.redacted).map { revision in
      Revision(
        at: revision.at, content: changed.content, question: question, typed: "", reworded: true,
        redacted: true)
    }
    return changed
  }

  /// Only place, time and kind.
  var redactedCopy: Note {
    Note(
      id: id, number: number, question: question, at: at, time: time, saved: saved, late: late,
      content: NoteContent(kind: content.kind), raisedAt: raisedAt, redacted: true)
  }
}
