internal import Interview
internal import Text

extension Recording {
  mutating func openNext(now: Stamp) {
    guard let next = session.nextQuestion ?? (session.endedAt == nil ? nil : session.protocol.questions.last)
    else {
      refuse("this is the last question; /end when the group has ended", nil)
      return
    }
    open(next, now: now)
  }

  /// Opens the question before; at a terminal before the beginning the set-up is taken up again.
  mutating func openPrevious(now: Stamp) {
    if session.begunAt == nil, form == nil, interactive {
      reopenSetUp(now: now)
      return
    }
    guard let previous = session.previousQuestion else {
      refuse("this is the first question", nil)
      return
    }
    open(previous, now: now)
  }

  mutating func go(to wanted: String, line: TypedLine?, now: Stamp) {
    switch question(wanted) {
    case .success(let question): open(question, now: now)
    case .failure(let fault): refuse(fault.message, line)
    }
  }

  /// The group begins: the clock starts and the first question is opened.
  mutating func begin(now: Stamp) {
    var changes: [Change] = [.begun(now)]
    for person in session.participants where person.present.isEmpty && person.consents(to: .part) != .no {
      var here = person
      here.present = [Stretch(from: now.offset)]
      changes.append(session.change(to: here))
    }
    record(.together(changes), at: now.offset)
    let seats = session.present(at: now.offset).count
    say(
      .told,
      "begun: \(counted(seats, "participant")), planned \(minutesText(milliseconds: session.plannedLength))")
    if interactive, session.participants.isEmpty {
      say(.warning, "nobody is entered: /in 1-8, or write P1 before what is said")
    }
    if session.group.setting == nil, !session.protocol.settings.isEmpty {
      let known = session.protocol.settings.keys.sorted().joined(separator: ", ")
      say(.warning, "no setting: words in braces are not filled; /set setting with one of: \(known)")
    }
    if let first = session.protocol.questions.first { open(first, now: now) }
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

  /// A question by id, number in the route, start of its id or a word of its title; an exact id wins.
  func question(_ wanted: String) -> Result<Question, CommandFault> {
    session.question(meantBy: wanted, byNumber: true).mapError { fault in
      switch fault {
      case .unknown:
        let ids = session.protocol.questions.map(\.id).joined(separator: " ")
        return CommandFault("no question “\(wanted)”; there are: \(ids)")
      case .ambiguous(let ids): return CommandFault("“\(wanted)” may be: \(ids.joined(separator: " "))")
      }
    }
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
    record(.probeChanged(id, probe.id, Splice(inserted: [change])), at: now.offset)
    let words = [ProbeUse.asked: "asked", .unprompted: "answered unprompted", .none: "not used"]
    let open = question.probes.filter { session.use(of: $0.id, on: id) == .none }.count
    say(.saved, "probe \(number) \(words[use] ?? ""), \(open) left")
  }

  mutating func state(
    _ outcome: Outcome, reason: SkipReason? = nil, wording: Wording? = nil, now: Stamp
  ) {
    guard let id = session.currentQuestion else { return }
    let new = QuestionOutcome(
      question: id, outcome: outcome, reason: reason, wording: wording, at: now.offset)
    record(.outcome(id, new), at: now.offset)
    switch outcome {
    case .skipped: say(.saved, "\(id) skipped, reason: \(reason?.rawValue ?? "other")")
    case .covered: say(.saved, "\(id) covered elsewhere")
    case .asked: say(.saved, "\(id) asked \(wording == .adapted ? "in other words" : "as written")")
    }
    guard outcome != .asked, let next = session.nextQuestion else { return }
    open(next, now: now)
  }

  /// Announces a question: id and title first, then its text, then its probes.
  mutating func announce(_ question: Question, now: Stamp) {
    say(.question(question.id, isWanted: false), now: now)
  }
}
