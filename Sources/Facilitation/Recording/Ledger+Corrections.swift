internal import Interview
internal import Text

/// Notes put right, taken back and destroyed.
extension Ledger {
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
    say(.saved, "asked \(number); \(counted(session.openFollowUps.count, "follow-up")) left")
  }

  mutating func redact(_ numbers: [Int], line: TypedLine?, now: Stamp, _ goAhead: GoAhead?) {
    guard !numbers.isEmpty else {
      refuse("there is no note yet", line)
      return
    }
    let goes = Redacted(numbers, in: session)
    if let unknown = goes.unknown.first {
      refuse("there is no note \(unknown)", line)
      return
    }
    guard !goes.isNothing else {
      let which = numbers.map(String.init).joined(separator: ", ")
      refuse(
        numbers.count == 1
          ? "note \(which) is redacted: nothing of it is left"
          : "notes \(which) are redacted: nothing of them is left", line)
      return
    }
    var changes: [Change] = goes.notes.isEmpty ? [] : [.redacted(numbers: goes.notes.map(\.number))]
    if !goes.takenBack.isEmpty { changes.append(.redacted(numbers: [])) }
    record(changes.count == 1 ? changes[0] : .together(changes), at: now.offset, goAhead)
    let redacted = goes.notes.map { String($0.number) }.joined(separator: ", ")
    let takenBack = goes.takenBack.map { "\($0), which was out of the record already" }
    let all = ([redacted].filter { !$0.isEmpty } + takenBack).joined(separator: "; ")
    say(.saved, "redacted \(all)" + (goes.notes.isEmpty ? "" : "; undo begins afresh"))
  }

  mutating func redact(_ word: String, now: Stamp, _ goAhead: GoAhead?) {
    let goes = WordRedaction(of: word, in: session, at: now.offset)
    record(.wordRedacted(word, at: now.offset), at: now.offset, goAhead)
    let places = goes.isNothing ? "" : " in \(goes.places)"
    say(.saved, "redacted \(String.takenOut)\(places); undo begins afresh")
    if session.isNamed(with: word) {
      say(.warning, "the session's name still holds it: its files are called \(session.id)")
    }
  }

  mutating func reseat(
    _ one: Seat, to other: Seat, swapped: Bool, since: Int, line: TypedLine?, now: Stamp, _ goAhead: GoAhead?
  ) {
    let strangers = session.strangers(swapped ? [one, other] : [other])
    let before = session.lastRecord
    let change = session.reseat(one, to: other, swapped: swapped, since: since, at: now.offset)
    correct(change, since, line, now, goAhead) {
      swapped
        ? "P\(one) and P\(other) are swapped since \(since)" : "what was P\(one) since \(since) is P\(other)"
    }
    if session.lastRecord > before, !strangers.isEmpty { say(.warning, strangers) }
  }

  /// A note as it is now, without its revisions: if they were held here too, a change of the note would copy all of
  /// them.
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
    let context = shorthandContext
    guard !text.isEmpty else {
      let shorthand = Shorthand.print(Entry(meaning: .note, content: note.content), in: context)
      if interactive {
        giveBack(TypedLine(shorthand, begun: now, question: note.question), editing: number)
      } else {
        say(.told, "note \(number): \(shorthand)")
      }
      return
    }
    let entry = Shorthand.read(text, in: context)
    guard entry.late == 0 else {
      refuse("an edit keeps the note's time: leave < out", line)
      return
    }
    guard [.note, .completion, .coding].contains(entry.meaning) else {
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
    // In a group of one no line can say that nobody said it: it was given as said by someone.
    let isSomeone = content.speakers == [.someone] && !content.unsure && content.replyTo == nil
    if session.interviewee != nil, note.content.isOfNobody, content.isPoint, isSomeone, entry.stance == nil {
      content.speakers = []
    }
    if content.count != nil { content.of = note.content.of ?? session.present(at: note.at).count }
    let changes =
      [session.edit(note, content: content, question: entry.filedUnder, typed: text, at: now.offset)]
      + session.stances(entry, statement: note.id, at: now.offset)
    let words =
      entry.shownStances.map { ", " + session.stanceWords($0) }.joined() + writtenOut(text, in: context)
    record(changes, at: now.offset)
    say(.edited(session.note(number) ?? note, words), now: now)
    if entry.meaning == .note { tellWarning(of: text, number, in: context) }
  }

  private mutating func correct(
    _ change: Change?, _ since: Int, _ line: TypedLine?, _ now: Stamp, _ goAhead: GoAhead?,
    _ words: () -> String
  ) {
    guard session.note(since) != nil else {
      refuse(since == 0 ? "there is no note yet" : "there is no note \(since)", line)
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
    switch session.question(wanted: wanted) {
    case .failure(let fault): refuse(fault.message, line)
    case .success(let question):
      let open = session.currentQuestion
      let cleared = clearingOutcome(of: question.id)
      let change = session.moved(to: question.id, since: since, at: now.offset).map { moved in
        cleared.isEmpty ? moved : Change.together([moved] + cleared)
      }
      correct(change, since, line, now, goAhead) {
        "the talk was on \(question.id) since \(since)"
      }
      if session.currentQuestion != open { announce(question, now: now) }
    }
  }
}
