public import Interview
internal import Text

extension Recording {
  mutating func retract(_ number: Int, line: TypedLine?, now: Stamp) {
    guard let note = existing(number, line) else { return }
    record(.retracted(number: note.number, at: now.offset), at: now.offset)
    say(.saved, "retracted \(number)")
  }

  mutating func markAsked(_ number: Int, line: TypedLine?, now: Stamp) {
    guard let note = existing(number, line) else { return }
    guard note.content.kind == .followUp else {
      refuse("\(number) is no follow-up", line)
      return
    }
    record(.asked(number: number, at: now.offset), at: now.offset)
    say(.saved, "asked \(number); \(session.openFollowUps.count) follow-ups left")
  }

  mutating func redact(_ number: Int, line: TypedLine?, now: Stamp, _ goAhead: GoAhead?) {
    if session.note(number) == nil, number < session.nextNote {
      // Taken back before: it is out of the session, but its words are still in the journal.
      record(.redacted(numbers: []), at: now.offset, goAhead)
      say(.saved, "redacted \(number), which was out of the record already")
      return
    }
    guard let note = existing(number, line) else { return }
    record(.redacted(numbers: [note.number]), at: now.offset, goAhead)
    say(.saved, "redacted \(number); undo begins afresh")
  }

  mutating func reseat(
    _ one: Seat, to other: Seat, swapped: Bool, since: Int, line: TypedLine?, now: Stamp, _ goAhead: GoAhead?
  ) {
    let change = session.reseat(one, to: other, swapped: swapped, since: since, at: now.offset)
    correct(change, since, line, now, goAhead) {
      swapped
        ? "P\(one) and P\(other) are swapped since \(since)" : "what was P\(one) since \(since) is P\(other)"
    }
  }

  /// A note as it is now. Its revisions are left out: as long as they were held here too, a change of the note would copy
  /// all of them.
  private mutating func existing(_ number: Int, _ line: TypedLine?) -> Note? {
    guard var note = session.note(number) else {
      refuse("there is no note \(number)", line)
      return nil
    }
    guard !note.redacted else {
      refuse("note \(number) is redacted: nothing of it is left", line)
      return nil
    }
    note.revisions = []
    return note
  }

  mutating func edit(_ number: Int, _ text: String, line: TypedLine?, now: Stamp) {
    guard let note = existing(number, line) else { return }
    let context = session.shorthandContext
    guard !text.isEmpty else {
      let shorthand = Shorthand.print(Entry(meaning: .note, content: note.content), in: context)
      if interactive {
        effects.append(
          .giveBack(TypedLine(shorthand, begun: now, question: note.question), editing: number))
      } else {
        say(.told, "note \(number): \(shorthand)")
      }
      return
    }
    let entry = Shorthand.read(text, in: context)
    guard entry.meaning == .note || entry.meaning == .completion else {
      refuse("that is no note; /retract \(number) takes it back", line)
      return
    }
    var content = entry.content
    if entry.meaning == .completion {
      content = note.content.completed(by: entry.content)
    }
    guard !content.isTooLong || content.text.utf8.count <= note.content.text.utf8.count else {
      refuse("\(text.utf8.count) bytes, a note holds \(NoteContent.longestText)", line)
      return
    }
    if content.count != nil { content.of = note.content.of ?? session.present(at: note.at).count }
    var changes = newcomers(entry, at: note.at)
    changes.append(
      session.edit(note, content: content, question: entry.filedUnder, typed: text, at: now.offset))
    var words = ""
    if entry.stance != nil {
      let target = stanceTarget(entry)
      changes += stances(entry, target: target, statement: note.id, at: now.offset)
      words = ", " + stanceWords(entry, target)
    }
    record(changes.count == 1 ? changes[0] : .together(changes), at: now.offset)
    say(.edited(session.note(number) ?? note, words), now: now)
  }

  private mutating func correct(
    _ change: Change?, _ since: Int, _ line: TypedLine?, _ now: Stamp, _ goAhead: GoAhead?,
    _ words: () -> String
  ) {
    guard session.note(since) != nil else {
      refuse("there is no note \(since)", line)
      return
    }
    guard let change else {
      refuse("nothing to correct since note \(since)", line)
      return
    }
    guard change.size <= Record.largest else {
      refuse("that is too much for one correction; correct since a later note", line)
      return
    }
    let text = words()
    record(change, at: now.offset, goAhead)
    say(.saved, "corrected: \(text), \(counted(change.changedNotes, "note")); /undo takes it back")
  }

  mutating func move(
    _ wanted: String, since: Int, line: TypedLine?, now: Stamp, _ goAhead: GoAhead?
  ) {
    switch question(wanted) {
    case .failure(let fault): refuse(fault.message, line)
    case .success(let question):
      let open = session.currentQuestion
      correct(session.moved(to: question.id, since: since, at: now.offset), since, line, now, goAhead) {
        "the talk was on \(question.id) since \(since)"
      }
      if session.currentQuestion != open { announce(question, now: now) }
    }
  }

  mutating func undo(now: Stamp) {
    guard let step = history.undoable.last else {
      refuse(nothingToUndo, nil)
      return
    }
    guard step.inverse.size <= Record.largest else {
      refuse("the last change is too large to be undone", nil)
      return
    }
    let back = lastLine.flatMap { $0.record == step.record ? $0.line : nil }
    let words = ChangeWords.of(step.inverse, in: session)
    record(step.inverse, at: now.offset, role: .undo(step.record))
    say(.undone(words, about: step.inverse.seats), now: now)
    if interactive, let back { effects.append(.giveBack(back, editing: nil)) }
  }

  private var nothingToUndo: String {
    guard history.givenUp > 0 else { return "nothing to undo" }
    return "nothing more to undo: this long session keeps only the newest changes for it, "
      + "\(counted(history.givenUp, "older one")) can be edited but not undone"
  }

  mutating func redo(now: Stamp) {
    guard let step = history.redoable.last else {
      refuse("nothing to redo", nil)
      return
    }
    guard step.inverse.size <= Record.largest else {
      refuse("the change is too large to be made again", nil)
      return
    }
    let words = ChangeWords.of(step.inverse, in: session)
    record(step.inverse, at: now.offset, role: .redo(step.record))
    say(.redone(words, about: step.inverse.seats), now: now)
  }

  /// Keeps or drops the line that was cut off. Kept, it is entered with its own time, on its own question.
  mutating func draft(keep: Bool, now: Stamp) {
    guard let draft = session.draft, !draft.text.isEmpty else {
      refuse("there is no unfinished line", nil)
      return
    }
    draftIsOffered = false
    record(.draft(nil), at: now.offset)
    guard keep else {
      say(.saved, "the unfinished line is dropped")
      return
    }
    let wall = now.wall.adding(draft.at - now.offset)
    let line = TypedLine(draft.text, begun: Stamp(offset: draft.at, wall: wall), question: draft.question)
    if Command.isCommand(draft.text) {
      say(.told, "the unfinished line is a command: \(draft.text)")
    } else {
      note(line, now: now)
    }
  }

  /// Keeps the unfinished line, when `DraftRhythm` says so.
  public mutating func keepDraft(_ line: TypedLine?, editing: Int? = nil, now: Stamp) -> [Effect] {
    effects = []
    let new = line.map { Draft(text: $0.text, at: $0.begun.offset, question: $0.question, editing: editing) }
    guard !session.isOffRecord, !draftIsOffered, new != session.draft else { return [] }
    record(draftChange(to: new), at: now.offset)
    return take()
  }

  /// The change that makes the draft what it is to be. Of a long line only what is new is written, so that it costs what
  /// is typed and not what it has become; as a whole it is written again once as much was typed, lest a record that is
  /// lost cost more.
  private mutating func draftChange(to new: Draft?) -> Change {
    if let old = session.draft, let new, let edit = DraftEdit(from: old, to: new) {
      // An edit has some more fields than a draft.
      let size = 40 + edit.inserted.utf8.count
      if draftGrowth + size < new.text.utf8.count {
        draftGrowth += size
        return .draftChanged(edit)
      }
    }
    draftGrowth = 0
    return .draft(new)
  }

  /// The journal has outgrown what it tells: it is begun anew after the session as it stands, with what can still be
  /// undone.
  public mutating func beginJournalAnew(now: Stamp) -> [Effect] {
    effects = []
    let state = session
    record(.history(history.newest), at: now.offset)
    effects.append(.renew(state))
    return take()
  }
}

extension Change {
  /// The participants that it is about, not those of notes.
  fileprivate var seats: [Seat] {
    switch self {
    case .participant(let seat, _), .participantChanged(let seat, _): [seat]
    case .together(let changes): changes.flatMap(\.seats)
    default: []
    }
  }

  /// How many notes it makes or changes.
  var changedNotes: Int {
    guard case .together(let changes) = self else { return changedNote == nil ? 0 : 1 }
    return changes.reduce(0) { $0 + $1.changedNotes }
  }
}

/// A change in the words of the facilitator: what was undone.
enum ChangeWords {
  static func of(_ inverse: Change, in session: Session) -> String {
    switch inverse {
    case .note(let number, let note):
      return note == nil || session.note(number) == nil ? "note \(number)" : "edit of note \(number)"
    case .edited(let number, _, _), .unedited(let number, _): return "edit of note \(number)"
    case .asked(let number, _): return "asking of \(number)"
    case .retracted(let number, _): return "return of note \(number)"
    case .unretracted(let note): return "retraction of note \(note.number)"
    case .stance(let stance): return "stance of \(stance.participant.id)"
    case .stanceChanged(let speaker, _, _), .stanceMoved(let speaker, _, _): return "stance of \(speaker.id)"
    case .probe(let mark): return "probe of \(mark.question)"
    case .probeChanged(let question, _, _): return "probe of \(question)"
    case .outcome(let question, _): return "outcome of \(question)"
    case .participant(let seat, _), .participantChanged(let seat, _): return "change of P\(seat)"
    case .answer(let id, _): return "answer \(id)"
    case .group: return "change of the group"
    case .budget: return "change of the plan"
    case .together(let changes):
      let ofNotes = changes.filter { $0.changedNote != nil }
      if ofNotes.count == 1 { return of(ofNotes[0], in: session) }
      let notes = counted(ofNotes.count, "note")
      if changes.contains(where: { if case .relabelled = $0 { true } else { false } }) {
        return "move of \(notes)"
      }
      return changes.count == 1 ? of(changes[0], in: session) : "correction of \(notes)"
    default: return "change"
    }
  }
}
