/// Changes of a part of something, which leave the rest of it where it is. Each returns its inverse.
extension Session {
  // MARK: Notes

  mutating func edit(
    _ number: Int, _ edit: NoteEdit, at: Offset, _ placed: inout Bool
  ) -> Change? {
    guard let before = before(edit, of: number, &placed) else { return nil }
    change(number) { note in
      note.revisions.append(
        Revision(at: at, content: note.content, question: note.question, typed: note.typed))
      edit.apply(to: &note)
    }
    return .unedited(number: number, before)
  }

  mutating func takeBack(_ number: Int, _ edit: NoteEdit, _ placed: inout Bool) -> Change? {
    guard let before = before(edit, of: number, &placed) else { return nil }
    var at = lastOffset
    change(number) { note in
      at = note.revisions.popLast()?.at ?? at
      edit.apply(to: &note)
    }
    return .edited(number: number, before, at: at)
  }

  /// The values that an edit will change; nil if there is no such note, or its words are destroyed: none come back.
  private func before(_ edit: NoteEdit, of number: Int, _ placed: inout Bool) -> NoteEdit? {
    guard let note = note(number) else {
      placed = false
      return nil
    }
    return note.redacted ? nil : edit.values(of: note)
  }

  mutating func ask(_ number: Int, at: Offset?, _ placed: inout Bool) -> Change? {
    guard let note = note(number) else {
      placed = false
      return nil
    }
    change(number) { $0.askedAt = at }
    return .asked(number: number, at: note.askedAt)
  }

  /// Changes a note where it is, so that its revisions are not copied, and keeps the counters true.
  private mutating func change(_ number: Int, _ body: (inout Note) -> Void) {
    guard let index = noteIndex(number) else { return }
    tally.remove(notes[index])
    body(&notes[index])
    tally.add(notes[index])
    // The draft has become this edit, and goes with the same record.
    if draft?.editing == number { draft = nil }
  }

  // MARK: Stances and probes

  mutating func splice(
    _ speaker: Speaker, _ target: StanceTarget, _ splice: Splice<Stance.Change>, _ placed: inout Bool
  ) -> Change? {
    var new = Stance(participant: speaker, target: target, changes: [])
    let index = stances.firstPlace { $0.place < new.place }
    let isThere = index < stances.count && stances[index].place == new.place
    let back = isThere ? splice.apply(to: &stances[index].changes) : splice.apply(to: &new.changes)
    guard let back else {
      placed = false
      return nil
    }
    if !isThere {
      if !new.changes.isEmpty { stances.insert(new, at: index) }
    } else if stances[index].changes.isEmpty {
      var old = stances.remove(at: index)
      old.changes = back.inserted
      // Fields of a newer version went with it, and the inverse has to bring them back.
      if !old.unknown.isEmpty { return .stance(old) }
    }
    return .stanceChanged(speaker, target, back)
  }

  mutating func move(
    _ speaker: Speaker, _ target: StanceTarget, to question: QuestionID, _ placed: inout Bool
  ) -> Change? {
    let old = Stance(participant: speaker, target: target, changes: [])
    let new = StanceTarget(question: question, note: target.note)
    let index = stances.firstPlace { $0.place < old.place }
    guard index < stances.count, stances[index].place == old.place,
      stance(of: speaker, on: new) == nil
    else {
      placed = false
      return nil
    }
    var stance = stances.remove(at: index)
    stance.target.question = question
    stances.insert(stance, at: stances.firstPlace { $0.place < stance.place })
    return .stanceMoved(speaker, new, to: target.question)
  }

  /// Somebody's stance on a point; nil if none was shown. Found in O(log n).
  public func stance(of speaker: Speaker, on target: StanceTarget) -> Stance? {
    let place = Stance(participant: speaker, target: target, changes: []).place
    let index = stances.firstPlace { $0.place < place }
    return index < stances.count && stances[index].place == place ? stances[index] : nil
  }

  mutating func splice(
    _ probe: String, of question: QuestionID, _ splice: Splice<ProbeMark.Change>, _ placed: inout Bool
  ) -> Change? {
    var new = ProbeMark(question: question, probe: probe, changes: [])
    let index = probes.firstPlace { ($0.question, $0.probe) < (question, probe) }
    let isThere = index < probes.count && (probes[index].question, probes[index].probe) == (question, probe)
    let back = isThere ? splice.apply(to: &probes[index].changes) : splice.apply(to: &new.changes)
    guard let back else {
      placed = false
      return nil
    }
    if !isThere {
      if !new.changes.isEmpty { probes.insert(new, at: index) }
    } else if probes[index].changes.isEmpty {
      var old = probes.remove(at: index)
      old.changes = back.inserted
      if !old.unknown.isEmpty { return .probe(old) }
    }
    return .probeChanged(question, probe, back)
  }

  // MARK: Participants

  mutating func change(_ seat: Seat, _ edit: ParticipantEdit, _ placed: inout Bool) -> Change? {
    guard let index = participants.firstIndex(where: { $0.seat == seat }),
      let back = edit.apply(to: &participants[index])
    else {
      placed = false
      return nil
    }
    return .participantChanged(seat, back)
  }
}
