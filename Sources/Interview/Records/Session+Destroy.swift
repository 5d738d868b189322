extension Session {
  /// Destroys text in the state; the files are the storage's.
  mutating func destroy(_ change: Change, placed: inout Bool) {
    // What could not be placed may hold the words as well: only what kind of record it was stays.
    unapplied = unapplied.map { record in
      guard case .object(let fields) = record else { return .null }
      return .object(fields.filter { ["v", "n", "at", "kind"].contains($0.key) })
    }
    switch change {
    case .redacted(let numbers):
      for number in numbers where !wipe(number) { placed = false }
    case .erased(let seat, let at):
      erase(seat, at: at)
    case .struckOut(let from, let to):
      strikeOut(from: from, to: to)
    default:
      placed = false
    }
  }

  @discardableResult
  private mutating func wipe(_ number: Int) -> Bool {
    guard let note = note(number) else { return false }
    setNote(number, note.redactedCopy)
    for index in stances.indices {
      for change in stances[index].changes.indices where stances[index].changes[change].statement == note.id {
        stances[index].changes[change].statement = nil
      }
    }
    if draft?.editing == number { draft = nil }
    return true
  }

  private mutating func erase(_ seat: Seat, at: Offset) {
    let speaker = Speaker.participant(seat)
    for note in notes {
      let versions = [note.content] + note.revisions.map(\.content)
      if versions.contains(where: { $0.speakers.contains(speaker) }) {
        wipe(note.number)
      } else if versions.contains(where: { $0.replyTo == seat }) {
        var changed = note
        changed.content.replyTo = nil
        changed.typed = ""
        changed.revisions = []
        setNote(note.number, changed)
      }
    }
    stances.removeAll { $0.participant == speaker }
    if var participant = participant(seat) {
      participant.attributes = [:]
      participant.label = nil
      participant.withdrawn = Withdrawal(.erase, at: at)
      for index in participant.present.indices where participant.present[index].to == nil {
        participant.present[index].to = max(at, participant.present[index].from)
      }
      setErased(participant)
    }
    draft = nil
  }

  private mutating func setErased(_ participant: Participant) {
    guard let index = participants.firstIndex(where: { $0.seat == participant.seat }) else { return }
    participants[index] = participant
  }

  /// What was typed from a time on goes: notes begun or entered since, edits made since, stances shown since,
  /// the unfinished line.
  private mutating func strikeOut(from: Offset, to: Offset) {
    let struck = from..<max(from, to + 1)
    for note in notes {
      if struck.contains(note.at) || struck.contains(note.saved) {
        wipe(note.number)
      } else if let first = note.revisions.firstIndex(where: { struck.contains($0.at) }) {
        // What an edit of that time brought in must go, and of what it took away nothing is left to go back to.
        guard !note.revisions[first...].contains(where: \.reworded) else {
          wipe(note.number)
          continue
        }
        var before = note
        before.content = note.revisions[first].content
        before.question = note.revisions[first].question
        before.typed = note.revisions[first].typed
        before.revisions = Array(note.revisions[..<first])
        setNote(note.number, before)
      }
    }
    for index in stances.indices {
      stances[index].changes.removeAll { struck.contains($0.at) }
    }
    stances.removeAll { $0.changes.isEmpty }
    if let draft, struck.contains(draft.at) { self.draft = nil }
  }
}

extension Note {
  /// Only place, time and kind.
  var redactedCopy: Note {
    Note(
      id: id, number: number, question: question, at: at, time: time, saved: saved,
      content: NoteContent(kind: content.kind), raisedAt: raisedAt, redacted: true)
  }
}
