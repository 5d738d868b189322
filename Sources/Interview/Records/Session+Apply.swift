/// What came of applying a record.
public enum Applied: Equatable, Sendable {
  /// It is in the session now; `inverse` takes it back, or is nil for a fact.
  case placed(inverse: Change?)
  /// Its number is not above `lastRecord`: it is in the session already.
  case known
  /// Something it is about is not in the session; the parts that could be placed are. The caller keeps the
  /// record whole in `unapplied`.
  case unplaced

  /// What takes it back; nil for a fact, and for what was not placed.
  public var inverse: Change? {
    guard case .placed(let inverse) = self else { return nil }
    return inverse
  }
}

extension Session {
  /// Applies a record: the one way in which a session changes, while recording, recovering and following.
  ///
  /// Total: every record of every kind is applied to every session without a trap, and no record twice.
  @discardableResult
  public mutating func apply(_ record: Record) -> Applied {
    guard record.number > lastRecord else { return .known }
    recorders.sayLast(lastRecord)
    lastRecord = record.number
    lastOffset = max(lastOffset, record.at)
    var placed = true
    let inverse = apply(record.change, placed: &placed)
    recorders.setLast(record.number)
    guard placed else { return .unplaced }
    return .placed(inverse: record.change.isFact ? nil : inverse)
  }

  /// Counts a record that cannot be applied.
  public mutating func pass(_ number: Int, at time: Offset) {
    lastOffset = max(lastOffset, time)
    guard number > lastRecord else { return }
    recorders.sayLast(lastRecord)
    lastRecord = number
    recorders.setLast(number)
  }

  /// The session that a first record starts; nil if it starts none.
  public static func begin(_ record: Record) -> Session? {
    guard case .started(let head) = record.change else { return nil }
    var session = head.session
    session.lastRecord = record.number
    session.lastOffset = record.at
    return session
  }

  private mutating func apply(_ change: Change, placed: inout Bool) -> Change? {
    switch change {
    case .together(let changes):
      var inverses: [Change] = []
      for change in changes {
        if let inverse = apply(change, placed: &placed) { inverses.append(inverse) }
      }
      return inverses.isEmpty ? nil : .together(inverses.reversed())
    case .note(let number, let note): return enter(number, note)
    case .retracted(let number, let at): return retract(number, at: at, &placed)
    case .unretracted(let note): return bringBack(note)
    case .edited(let number, let edit, let at): return self.edit(number, edit, at: at, &placed)
    case .unedited(let number, let edit): return takeBack(number, edit, &placed)
    case .asked(let number, let at): return ask(number, at: at, &placed)
    case .stance(let stance): return .stance(setStance(stance))
    case .stanceChanged(let speaker, let target, let splice):
      return self.splice(speaker, target, splice, &placed)
    case .stanceMoved(let speaker, let target, let question):
      return move(speaker, target, to: question, &placed)
    case .probe(let mark): return .probe(setProbe(mark))
    case .probeChanged(let question, let probe, let splice):
      return self.splice(probe, of: question, splice, &placed)
    case .outcome(let question, let new): return .outcome(question, setOutcome(question, new))
    case .participant(let seat, let new): return .participant(seat, setParticipant(seat, new))
    case .participantChanged(let seat, let edit): return self.change(seat, edit, &placed)
    case .group(let new): return .group(replace(&group, with: new))
    case .budget(let new): return .budget(replace(&budget, with: new))
    case .answer(let id, let text): return .answer(id: id, text: replace(&answers[id], with: text))
    case .relabelled(let from, let to, let question):
      return relabel(from: from, to: to, question: question, placed: &placed)
    // What follows happened, and has no inverse.
    case .recorder(let recorder): recorders.append(recorder)
    case .begun(let stamp): if begunAt == nil { begunAt = stamp }
    case .visited(let question, let at): visit(question, at: at)
    case .visitClosed(let at): closeVisit(at: at)
    case .pause(let pause): pauses.set(pause.inOrder, from: \.from)
    case .offRecord(let stretch): offRecord.set(stretch.inOrder, from: \.from)
    case .recording(let recording): recordings.set(recording.inOrder, from: \.from)
    case .summary(let summary): summaries.append(summary)
    case .redacted(let numbers): redact(numbers, placed: &placed)
    case .wordRedacted(let word, let at): self = WordRedaction(of: word, in: self, at: at).session
    case .erased(let seat, let at): erase(seat, at: at)
    case .struckOut(let from, let to): strikeOut(from: from, to: to)
    case .draft(let new): draft = new
    case .draftChanged(let edit):
      // An edit that does not fit the draft is left out: the whole draft is recorded again soon.
      if let draft, let text = edit.text(of: draft) { self.draft?.text = text }
    case .putAside(let at, let line):
      putAside.removeAll { $0.at == at }
      if let line { putAside.insert(line, at: putAside.firstIndex { $0.at > at } ?? putAside.count) }
    case .clock(let jump): clock.append(jump)
    case .ended(let stamp):
      endedAt = stamp
      status = .ended
    case .finished: status = .finished
    case .history: break
    // Only the first record starts a session.
    case .started: placed = false
    }
    return nil
  }

  private mutating func enter(_ number: Int, _ note: Note?) -> Change {
    // The draft has become this note, or its edit, and goes with the same record.
    if let draft, draft.editing == number || (draft.editing == nil && draft.at == note?.at) {
      self.draft = nil
    }
    if !putAside.isEmpty {
      // A note that was begun and saved in the same millisecond is another line.
      putAside.removeAll { line in
        line.editing == number || (line.editing == nil && line.at == note?.at && note?.saved != note?.at)
      }
    }
    return .note(number: number, setNote(number, note))
  }

  private mutating func retract(_ number: Int, at: Offset, _ placed: inout Bool) -> Change? {
    guard let note = setNote(number, nil) else {
      placed = false
      return nil
    }
    retracted.append(RetractedNote(id: note.id, at: note.at, retractedAt: at))
    return .unretracted(note)
  }

  private mutating func bringBack(_ note: Note) -> Change {
    let times = retracted.last { $0.id == note.id }
    retracted.removeAll { $0.id == note.id }
    setNote(note.number, note)
    return .retracted(number: note.number, at: times?.retractedAt ?? note.saved)
  }

  /// Sets or removes a note, keeps the counters true and tells what was there.
  @discardableResult
  mutating func setNote(_ number: Int, _ note: Note?) -> Note? {
    nextNote = max(nextNote, number.adding(1))
    let index = notes.firstIndex(number: number)
    let old = index < notes.count && notes[index].number == number ? notes[index] : nil
    if let old { tally.remove(old) }
    if var note {
      note.number = number
      tally.add(note)
      if old == nil { notes.insert(note, at: index) } else { notes[index] = note }
    } else if old != nil {
      notes.remove(at: index)
    }
    return old
  }

  private mutating func setStance(_ stance: Stance) -> Stance {
    let index = stances.firstPlace { $0.place < stance.place }
    let old = stances.indices.contains(index) && stances[index].place == stance.place ? stances[index] : nil
    if old != nil { stances.remove(at: index) }
    if !stance.changes.isEmpty { stances.insert(stance, at: index) }
    return old ?? Stance(participant: stance.participant, target: stance.target, changes: [])
  }

  private mutating func setProbe(_ mark: ProbeMark) -> ProbeMark {
    let index = probes.firstIndex { ($0.question, $0.probe) >= (mark.question, mark.probe) } ?? probes.count
    let isThere =
      probes.indices.contains(index)
      && (probes[index].question, probes[index].probe) == (mark.question, mark.probe)
    let old = isThere ? probes.remove(at: index) : nil
    if !mark.changes.isEmpty { probes.insert(mark, at: index) }
    return old ?? ProbeMark(question: mark.question, probe: mark.probe, changes: [])
  }

  /// States an outcome, or takes the last statement back. Nil takes it back, and so does a statement from before the
  /// last: this is what undo of a second statement says.
  ///
  /// - Returns: what was the last until now.
  private mutating func setOutcome(_ question: QuestionID, _ new: QuestionOutcome?) -> QuestionOutcome? {
    let last = outcome(of: question)
    let end = outcomes.firstPlace { $0.question <= question }
    guard var new else {
      if last != nil { outcomes.remove(at: end - 1) }
      return last
    }
    new.question = question
    guard new != last else { return last }
    let isThere = outcomes[outcomes.firstPlace { $0.question < question }..<end].contains(new)
    if let last, isThere || new.at < last.at { outcomes.remove(at: end - 1) }
    // The file of an older program had only the last, so that its undo may name one that is not here.
    if !isThere { outcomes.insert(new, at: outcomes.firstPlace { $0.place <= new.place }) }
    return last
  }

  private mutating func setParticipant(_ seat: Seat, _ new: Participant?) -> Participant? {
    let index = participants.firstIndex { $0.seat >= seat } ?? participants.count
    let old = index < participants.count && participants[index].seat == seat ? participants[index] : nil
    if old != nil { participants.remove(at: index) }
    if var new {
      new.seat = seat
      participants.insert(new, at: index)
    }
    return old
  }
}

/// Puts a value in the place of another.
///
/// - Returns: what was there.
private func replace<Value>(_ old: inout Value, with new: Value) -> Value {
  defer { old = new }
  return old
}

extension Stance {
  /// Where it stands among the stances: by question, point and participant, so that undo restores the order too.
  var place: (QuestionID, String, Speaker) { (target.question, target.note ?? "", participant) }
}

extension QuestionOutcome {
  /// Where it stands among the outcomes: by question and time.
  var place: (QuestionID, Offset) { (question, at) }
}

extension Array {
  /// Replaces the element with the same beginning, or appends.
  mutating func set(_ element: Element, from: KeyPath<Element, Offset>) {
    if let index = lastIndex(where: { $0[keyPath: from] == element[keyPath: from] }) {
      self[index] = element
    } else {
      append(element)
    }
  }
}
