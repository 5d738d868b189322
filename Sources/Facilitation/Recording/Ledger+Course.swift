internal import Interview
internal import Text

/// The course of the group: which question is open, breaks, what is off the record, the audio.
extension Ledger {
  mutating func openNext(now: Stamp) {
    guard let next = session.nextQuestion ?? (session.endedAt == nil ? nil : session.protocol.questions.last)
    else {
      refuse("this is the last question; /end when the group has ended", nil)
      return
    }
    open(next, now: now)
  }

  mutating func openPrevious(now: Stamp) {
    guard let previous = session.previousQuestion else {
      refuse("this is the first question", nil)
      return
    }
    open(previous, now: now)
  }

  mutating func go(to wanted: String, line: TypedLine?, now: Stamp) {
    switch session.question(wanted: wanted) {
    case .success(let question): open(question, now: now)
    case .failure(let fault): refuse(fault.message, line)
    }
  }

  /// Takes so many seats from the start. Undo does not give them back.
  mutating func seat(_ participants: [Participant]) {
    guard !participants.isEmpty else { return }
    record(.together(participants.map { .participant($0.seat, $0) }), at: .zero)
    dropHistory()
  }

  /// Takes the answers of a session with another protocol.
  mutating func carry(_ answers: [String: String]) {
    guard !answers.isEmpty else { return }
    let sorted = answers.sorted { $0.key < $1.key }
    record(.together(sorted.map { .answer(id: $0.key, text: $0.value) }), at: .zero)
    dropHistory()
  }

  /// The session was left, and is gone on with.
  mutating func comeBack(after pause: Pause, away: Int, now: Stamp) {
    var pause = pause
    pause.to = now.offset
    record(.pause(pause), at: now.offset)
    say(.told, "left at \(session.clock(pause.from)), back after \(minutesText(milliseconds: away))")
  }

  /// Opens again the question that was open when the session was left or cut off, and says what lasts.
  mutating func reopen(now: Stamp) {
    let question = session.currentQuestion.flatMap(session.protocol.question)
    if session.openVisit == nil, let question {
      record(.visited(question.id, at: now.offset), at: now.offset)
    }
    if session.isOffRecord { say(.warning, "OFF THE RECORD, still; /on goes back on the record") }
    if session.openPause?.why == .break { say(.warning, "it is still a break; /on ends it") }
    tellInterview()
    if let question { announce(question, now: now) }
  }

  /// The group begins: the clock starts and the first question is opened. Here is who said yes to taking part; the others
  /// are expected. Where nobody was asked yet all are here, and that is said.
  mutating func begin(now: Stamp) {
    var changes: [Change] = [.begun(now)]
    let isAsked = session.participants.contains { $0.consents(to: .part) != .unknown }
    for person in session.participants where person.present.isEmpty && person.gone == nil {
      guard isAsked ? person.consents(to: .part) == .yes : true else { continue }
      var here = person
      here.present = [Stretch(from: now.offset)]
      changes.append(session.change(to: here))
    }
    record(.together(changes), at: now.offset)
    let seats = session.present(at: now.offset).count
    say(
      .told,
      "begun: \(counted(seats, "participant")), planned \(minutesText(milliseconds: session.plannedLength))")
    tellInterview()
    if interactive, session.participants.isEmpty {
      say(.warning, "nobody is entered: /in 1-8")
    }
    tellWhoIsMissing(isAsked: isAsked)
    if session.group.setting == nil, !session.protocol.settings.isEmpty {
      let known = session.protocol.settings.keys.sorted().joined(separator: ", ")
      say(.warning, "no setting: words in braces are not filled; /set setting with one of: \(known)")
    }
    if let first = session.protocol.questions.first { open(first, now: now) }
  }

  /// Says whose consent to taking part is not known, and who is expected still.
  private mutating func tellWhoIsMissing(isAsked: Bool) {
    let unknown = session.participants.filter { $0.consents(to: .part) == .unknown && $0.gone == nil }
    guard interactive, !unknown.isEmpty else { return }
    let who = unknown.map(\.id).joined(separator: ", ")
    let seats = unknown.map { String($0.seat) }.joined(separator: " ")
    if isAsked {
      say(.warning, "expected, consent not recorded: \(who); /in \(seats) when they come")
    } else {
      say(.warning, "nobody's consent is recorded; /consent all yes, or /consent 4 part no")
    }
  }

  /// Opens a question and announces it.
  mutating func open(_ question: Question, now: Stamp) {
    guard session.endedAt == nil || !interactive else {
      refuse("the group has ended: no question is opened any more", nil)
      return
    }
    if session.begunAt == nil { begin(now: now) }
    guard session.openVisit?.question != question.id else {
      announce(question, now: now)
      return
    }
    record(.visited(question.id, at: now.offset), at: now.offset)
    announce(question, now: now)
  }

  mutating func tick(_ number: Int, _ use: ProbeUse, now: Stamp) {
    guard let id = session.currentQuestion, let question = session.protocol.question(id) else {
      refuse("no question is open yet; /begin or /next", nil)
      return
    }
    guard question.probes.indices.contains(number - 1) else {
      refuse("\(id) has \(question.probes.count) probes", nil)
      return
    }
    let probe = question.probes[number - 1]
    let change = ProbeMark.Change(at: now.offset, how: use)
    let cleared = use == .none ? [] : clearingOutcome(of: id, at: now.offset)
    record([.probeChanged(id, probe.id, Splice(inserted: [change]))] + cleared, at: now.offset)
    let words = [ProbeUse.asked: "asked", .unprompted: "answered unprompted", .none: "not used"]
    let open = question.probes.filter { session.use(of: $0.id, on: id) == .none }.count
    say(.saved, "probe \(number) \(words[use] ?? ""), \(open) left")
    tellCleared(cleared, of: id)
  }

  /// Says a question without opening it.
  ///
  /// - Parameter wanted: which; nil for the next.
  mutating func peek(_ wanted: String?, line: TypedLine?, now: Stamp) {
    guard let wanted else {
      guard let next = session.nextQuestion else {
        refuse("this is the last question", nil)
        return
      }
      say(.question(next.id, isWanted: true), now: now)
      return
    }
    switch session.question(wanted: wanted) {
    case .success(let question): say(.question(question.id, isWanted: true), now: now)
    case .failure(let fault): refuse(fault.message, line)
    }
  }

  /// States what became of a question.
  ///
  /// - Parameter wanted: which; nil for the one under discussion. Only leaving that one out goes on to the next.
  mutating func state(
    _ wanted: String?, _ outcome: Outcome, reason: SkipReason? = nil, wording: Wording? = nil,
    line: TypedLine?, now: Stamp
  ) {
    if let wanted, case .failure(let fault) = session.question(wanted: wanted) {
      refuse(fault.message, line)
      return
    }
    guard let id = session.stated(wanted)?.id else { return }
    let new = QuestionOutcome(
      question: id, outcome: outcome, reason: reason, wording: wording, at: now.offset)
    record(.outcome(id, new), at: now.offset)
    switch outcome {
    case .skipped: say(.saved, "\(id) skipped, reason: \(reason?.rawValue ?? "other")")
    case .covered: say(.saved, "\(id) covered elsewhere")
    case .asked: say(.saved, "\(id) asked \(wording == .adapted ? "in other words" : "as written")")
    }
    guard outcome != .asked, session.openVisit?.question == id, let next = session.nextQuestion else {
      return
    }
    open(next, now: now)
  }

  /// Says that what was stated of a question does not hold any more.
  mutating func tellCleared(_ changes: [Change], of question: QuestionID) {
    if !changes.isEmpty {
      say(.told, "\(question) is not skipped or covered any more: something was noted on it")
    }
  }

  /// Something was noted, ticked or shown while a question was open: it was not left out.
  ///
  /// - Returns: the changes that take back what was stated otherwise; none if another question was open at the time.
  func clearingOutcome(of question: QuestionID, at time: Offset) -> [Change] {
    guard session.visit(at: time)?.question == question else { return [] }
    return clearingOutcome(of: question)
  }

  /// A question was asked: the changes that take back what was stated otherwise.
  func clearingOutcome(of question: QuestionID) -> [Change] {
    let stated = session.outcomes.filter { $0.question == question }
    let wrong = stated.reversed().prefix { $0.outcome != .asked }
    return wrong.map { _ in .outcome(question, nil) }
  }

  /// Announces a question: id and title first, then its text, then its probes.
  mutating func announce(_ question: Question, now: Stamp) {
    say(.question(question.id, isWanted: false), now: now)
  }

  /// Says the oral summary, to be read out in the room. To look at it is not to read it out: nothing is recorded.
  mutating func showSummary(now: Stamp) {
    guard let summary = summary(now: now) else { return }
    say(.summary(summary.lines + ["when it was read out: /sum read"]), now: now)
  }

  /// The oral summary was read out in the room.
  mutating func readSummary(now: Stamp) {
    guard let summary = summary(now: now) else { return }
    record(.summary(OralSummary(at: now.offset, notes: summary.notes)), at: now.offset)
    say(.saved, "recorded: the oral summary was read out")
  }

  private mutating func summary(now: Stamp) -> (lines: [String], notes: [String])? {
    let summary = Reports.oralSummary(of: session, at: now.offset)
    if summary == nil { refuse("nothing for the summary yet: mark points with * or note who agrees", nil) }
    return summary
  }

  // MARK: Breaks and off the record

  /// - Parameter ago: how many milliseconds ago it began. It begins after the break before it and after the beginning
  ///   of the group.
  mutating func takeBreak(ago: Int, now: Stamp) {
    guard session.openPause == nil else {
      refuse("it is a break already; /on ends it", nil)
      return
    }
    let earliest = max(session.begunAt?.offset ?? .zero, session.pauses.last?.to ?? .zero)
    let from = min(now.offset, max(earliest, Offset(now.offset.rawValue.subtracting(ago))))
    record(.pause(Pause(from: from, why: .break)), at: now.offset)
    say(.saved, ago == 0 ? "break; /on ends it" : "break since \(session.clock(from)); /on ends it")
  }

  /// - Parameter ago: how many milliseconds ago the break ended.
  mutating func goOn(ago: Int, now: Stamp) {
    guard ago == 0 || !session.isOffRecord else {
      refuse("what was said off the record is not there; /on goes back on the record now", nil)
      return
    }
    if session.isOffRecord, var stretch = session.offRecord.last {
      stretch.to = max(now.offset, stretch.from)
      record(.offRecord(stretch), at: now.offset)
      say(.saved, "on the record, after \(minutesText(milliseconds: now.offset - stretch.from))")
      return
    }
    guard var pause = session.openPause else {
      refuse("there is no break, and you are on the record", nil)
      return
    }
    let end = max(Offset(now.offset.rawValue.subtracting(ago)), pause.from)
    pause.to = end
    record(.pause(pause), at: now.offset)
    let length = minutesText(milliseconds: end - pause.from)
    let since = ago == 0 ? "" : " since \(session.clock(end))"
    say(.saved, "on\(since), after a break of \(length)")
  }

  mutating func goOff(_ reach: Command.Reach, now: Stamp, _ goAhead: GoAhead?) {
    // If it was asked about first, it reaches back from when the command came.
    let said = goAhead?.askedAt ?? now
    let known = session.beginning(of: reach, at: said)
    let from = known ?? now.offset
    if known == nil, case .since(let number) = reach {
      say(.warning, "there is no note \(number): off the record from now on")
    }
    var changes: [Change] = []
    if let open = session.offRecord.last, open.to == nil {
      guard from < open.from else {
        refuse("it is off the record already, for \(minutesText(milliseconds: now.offset - open.from))", nil)
        return
      }
      changes.append(.offRecord(Stretch(from: open.from, to: open.from)))
    }
    if reach != .now { changes.append(.struckOut(from: from, to: now.offset)) }
    changes.append(.offRecord(Stretch(from: from)))
    if !putsAside(reach) { changes.append(.draft(nil)) }
    let struck = StruckOut(of: session, from: from).count
    record(.together(changes), at: now.offset, goAhead)
    if reach != .now {
      say(
        .saved,
        "off the record since \(session.clock(from)): \(counted(struck, "note")) destroyed; undo begins afresh"
      )
    }
    say(.saved, "off the record: nothing is kept; /on goes back on the record")
  }

  /// The unfinished line is put aside as the draft, to be given back afterwards, also after a crash. The command itself
  /// is not put aside, and neither is anything if the past is struck out.
  private func putsAside(_ reach: Command.Reach) -> Bool {
    guard interactive, reach == .now, let draft = session.draft else { return false }
    // Of the command only a part may have been typed.
    let off = Command.off(.now).line
    return !draft.text.hasPrefix(off) && !off.hasPrefix(draft.text)
  }

  // MARK: Audio

  mutating func beginAudio(_ label: String?, now: Stamp) {
    guard !session.isRecordingAudio else {
      refuse("audio is on already; /rec off", nil)
      return
    }
    record(.recording(AudioRecording(from: now.offset, label: label)), at: now.offset)
    // No clock runs before the beginning.
    let time = session.begunAt == nil ? ", before the beginning" : " at \(session.clock(now.offset))"
    say(.saved, "audio recording begins\(time)")
    for (answer, words) in [
      (ConsentAnswer.no, "said no to audio recording"), (.unknown, "not asked about audio recording"),
    ] {
      let people = session.heardInTheRoom(at: now.offset).filter { $0.consents(to: .recording) == answer }
      guard !people.isEmpty else { continue }
      say(.warning, "warning: \(people.map(\.id).joined(separator: ", ")) \(words); /rec off ends it")
    }
  }

  mutating func endAudio(now: Stamp) {
    guard var open = session.recordings.last, open.to == nil else {
      refuse("audio is not on; /rec on", nil)
      return
    }
    open.to = now.offset
    record(.recording(open), at: now.offset)
    let time = session.begunAt == nil ? ", before the beginning" : " at \(session.clock(now.offset))"
    say(.saved, "audio recording ends\(time)")
  }
}

extension Session {
  /// Whom an audio recording takes up: who is in the room; before the beginning all who may come.
  func heardInTheRoom(at now: Offset) -> [Participant] {
    participants.filter { begunAt == nil ? $0.gone == nil : $0.isPresent(at: now) }
  }

  /// The question that was left when it was stated what an undo takes back; nil if one has gone on since.
  func questionLeft(by inverse: Change) -> Question? {
    guard case .outcome(let id, _) = inverse, let stated = outcome(of: id), stated.outcome != .asked,
      let open = openVisit, open.question != id, open.from == stated.at, visits.count > 1,
      visits[visits.count - 2].question == id, endedAt == nil
    else { return nil }
    return `protocol`.question(id)
  }

  /// The question that something is stated of; nil if there is none.
  ///
  /// - Parameter wanted: which; nil for the one under discussion.
  func stated(_ wanted: String?) -> Question? {
    guard let wanted else { return currentQuestion.flatMap(`protocol`.question) }
    return try? question(wanted: wanted).get()
  }

  /// A question by id, number in the route, start of its id or a word of its title; an exact id wins.
  func question(wanted: String) -> Result<Question, CommandFault> {
    question(meantBy: wanted, byNumber: true).mapError { fault in
      switch fault {
      case .unknown:
        let ids = `protocol`.questions.map(\.id).joined(separator: " ")
        return CommandFault("no question “\(wanted)”; there are: \(ids)")
      case .ambiguous(let ids): return CommandFault("“\(wanted)” may be: \(ids.joined(separator: " "))")
      }
    }
  }

  /// Since when the group was off the record; nil if there is no such note.
  func beginning(of reach: Command.Reach, at now: Stamp) -> Offset? {
    switch reach {
    case .now: now.offset
    case .milliseconds(let back): Offset(max(0, now.offset.rawValue.subtracting(back)))
    case .since(let number): time(ofNote: number)
    }
  }

  /// When a note was begun, also one that was retracted. If a note left no trace, it is when the next one was begun.
  private func time(ofNote number: Int) -> Offset? {
    if let note = note(number) { return note.at }
    if let gone = retracted.first(where: { $0.id.hasSuffix("-\(number)") }) { return gone.at }
    guard number < nextNote else { return nil }
    return notes.first { $0.number > number }?.at
  }
}
