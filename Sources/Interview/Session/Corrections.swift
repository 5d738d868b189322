extension Session {
  /// The change that edits a note. It sets the values that differ, and those before become a revision.
  public func edit(
    _ note: Note, content: NoteContent, question: QuestionID? = nil, typed: String, at: Offset
  ) -> Change {
    let edit = NoteEdit(of: note, to: content, question: question ?? note.question, typed: typed)
    return .edited(number: note.number, edit, at: at)
  }

  /// The change that puts right a wrong seat from a note on: in the notes (who said it, who is answered) and in
  /// the stances shown since. With `swapped`, the other seat's go the other way. A seat that nobody sits on makes no
  /// participant.
  ///
  /// - Returns: nil if nothing is to be changed.
  public func reseat(
    _ wrong: Seat, to right: Seat, swapped: Bool, since number: Int, at: Offset
  ) -> Change? {
    guard let first = note(number), wrong != right else { return nil }
    func other(_ seat: Seat) -> Seat {
      if seat == wrong { return right }
      return swapped && seat == right ? wrong : seat
    }
    func other(_ speaker: Speaker) -> Speaker { speaker.seat.map { .participant(other($0)) } ?? speaker }
    var changes: [Change] = []
    for note in notes[notes.firstIndex(number: number)...] where !note.redacted {
      var content = note.content
      var speakers: [Speaker] = []
      for speaker in content.speakers.map(other) where !speakers.contains(speaker) {
        speakers.append(speaker)
      }
      content.speakers = speakers
      content.replyTo = content.replyTo.map(other)
      guard content != note.content else { continue }
      changes.append(edit(note, content: content, typed: note.typed, at: at))
    }
    changes += restance(since: first.saved, other)
    return changes.isEmpty ? nil : .together(changes)
  }

  private func restance(since: Offset, _ other: (Speaker) -> Speaker) -> [Change] {
    var new: [StanceTarget: [Speaker: [Stance.Change]]] = [:]
    var touched: [StanceTarget: [Speaker]] = [:]
    for stance in stances {
      let moved = stance.changes.filter { $0.at >= since }
      guard other(stance.participant) != stance.participant, !moved.isEmpty else { continue }
      for speaker in [stance.participant, other(stance.participant)]
      where !touched[stance.target, default: []].contains(speaker) {
        touched[stance.target, default: []].append(speaker)
      }
    }
    for stance in stances where touched[stance.target] != nil {
      for change in stance.changes {
        let speaker = change.at >= since ? other(stance.participant) : stance.participant
        new[stance.target, default: [:]][speaker, default: []].append(change)
        if touched[stance.target]?.contains(speaker) == false { touched[stance.target]?.append(speaker) }
      }
    }
    return touched.sorted { ($0.key.question, $0.key.note ?? "") < ($1.key.question, $1.key.note ?? "") }
      .flatMap { target, speakers in
        speakers.compactMap { speaker in
          let changes = new[target]?[speaker]?.sorted { $0.at < $1.at } ?? []
          return Splice(from: stance(of: speaker, on: target)?.changes ?? [], to: changes)
            .map { .stanceChanged(speaker, target, $0) }
        }
      }
  }

  /// The change that says: from this note on the talk was about another question. It moves the border of the
  /// visit, the notes of that visit since, and the stances on them.
  ///
  /// - Returns: nil if the note is unknown or lies in no visit.
  public func moved(to question: QuestionID, since number: Int, at: Offset) -> Change? {
    guard let first = note(number), let visit = visits.last(where: { $0.holds(first.at) }) else { return nil }
    var changes: [Change] = [.relabelled(from: first.at, to: visit.to, question: question)]
    var movedIDs: Set<String> = []
    for note in notes where !note.redacted && note.raisedAt == nil && note.question == visit.question {
      guard note.at >= first.at, visit.holds(note.at) else { continue }
      changes.append(
        edit(note, content: note.content, question: question, typed: note.typed, at: at))
      movedIDs.insert(note.id)
    }
    return .together(changes + restance(on: movedIDs, to: question))
  }

  /// Takes the stances on some notes to another question. Where the same speaker has shown one there already, both
  /// become one.
  private func restance(on notes: Set<String>, to question: QuestionID) -> [Change] {
    var changes: [Change] = []
    // The stances on the new question, with those that were taken there before this one.
    var there: [StanceTarget: [Speaker: [Stance.Change]]] = [:]
    for stance in stances where stance.target.note.map(notes.contains) ?? false {
      guard stance.target.question != question else { continue }
      let speaker = stance.participant
      let target = StanceTarget(question: question, note: stance.target.note)
      let shown = there[target]?[speaker] ?? self.stance(of: speaker, on: target)?.changes
      let both = ((shown ?? []) + stance.changes).sorted { $0.at < $1.at }
      there[target, default: [:]][speaker] = both
      guard let shown else {
        changes.append(.stanceMoved(speaker, stance.target, to: question))
        continue
      }
      let gone = Splice<Stance.Change>(dropped: stance.changes.count)
      changes.append(.stanceChanged(speaker, stance.target, gone))
      if let splice = Splice(from: shown, to: both) {
        changes.append(.stanceChanged(speaker, target, splice))
      }
    }
    return changes
  }
}
