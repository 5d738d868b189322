public import Interview

/// A recording in progress: what a facilitator's lines do to the session. Pure; both faces of the program, the
/// screen and plain mode, drive it. Each part keeps what it has to remember; here they are put together.
public struct Recording: Sendable {
  var ledger: Ledger
  private var notes = NoteTaking()
  private(set) var drafting = Drafting()
  var filling = FormRun()
  var cut = Gap()
  private var plan = TimePlan()
  private(set) var closing = Closing()
  private(set) var confirming = Confirming()
  private(set) var mentioning = MentionWalk()
  /// The name of its files, where they say another of themselves: it is a copy.
  var openedUnder: String?
  /// Practice: every way out is its end, and nothing of it is kept.
  package internal(set) var isRehearsal = false
  /// The clocks of the place.
  public var zone = Zone.fixed
  /// The ids of the study's protocols.
  public var protocols: [String] = []
  /// Abbreviations of whoever types, beside those of the protocol, which go first.
  public var ownAbbreviations: [String: LocalText] {
    get { ledger.ownAbbreviations }
    set { ledger.ownAbbreviations = newValue }
  }
  /// The note that is looked at: a command and codes without a number are about it.
  package var chosenNote: Int? {
    get { ledger.chosenNote }
    set { ledger.chosenNote = newValue }
  }

  init(_ ledger: Ledger) { self.ledger = ledger }

  /// Takes up a session.
  ///
  /// - Parameters:
  ///   - session: as recovered or begun.
  ///   - history: rebuilt from the records of the journal.
  ///   - interactive: someone sits at a terminal.
  public init(session: Session, history: History = History(), interactive: Bool) {
    self.init(Ledger(session, history: history, interactive: interactive))
  }

  // MARK: What happens

  /// Takes one line, which was entered now. Gives what has to be done, in order.
  public mutating func enter(_ line: TypedLine, now: Stamp) -> [Effect] { enter(Input(line), now: now) }

  /// Takes what was read of a line, or a command that no line asked for.
  ///
  /// - Parameter now: when it was entered.
  /// - Returns: what has to be done, in order.
  public mutating func enter(_ input: Input, now: Stamp) -> [Effect] {
    let former = (hasBegun: session.begunAt != nil, interviewee: session.interviewee)
    let asked = filling.step
    if let verdict = confirming.take(input) { follow(verdict, now: now) } else { obey(input, now: now) }
    if asked == filling.step, !isAskingForYes { filling.askAgain(after: input, in: &ledger, now: now) }
    if filling.step == nil || filling.step == .gap { drafting.putAside(input, in: &ledger, now: now) }
    // At the beginning it is said with it.
    if former.hasBegun { ledger.tellInterview(since: former.interviewee) }
    // The gap is told, or no longer asked: the line that was cut off comes back.
    if interactive, drafting.isOffered, filling.step != .gap { offerDraft(now: now) }
    plan.offerWhatIsOpen(in: &ledger, now: now)
    return ledger.take()
  }

  /// Keeps the unfinished line, when `DraftRhythm` says so.
  public mutating func keepDraft(_ line: TypedLine?, editing: Int? = nil, now: Stamp) -> [Effect] {
    drafting.keep(line, editing: editing, in: &ledger, now: now)
    return ledger.take()
  }

  /// Time has passed: what is still open is offered before the end, once.
  public mutating func passTime(now: Stamp) -> [Effect] {
    plan.offerWhatIsOpen(in: &ledger, now: now)
    return ledger.take()
  }

  /// The wall clock was set: the session's clock goes on, and the difference is written down.
  public mutating func clockJumped(by milliseconds: Int, now: Stamp) -> [Effect] {
    ledger.record(.clock(ClockJump(at: now.offset, by: milliseconds)), at: now.offset)
    return ledger.take()
  }

  /// The machine slept: a pause, until someone says that the group went on.
  public mutating func slept(milliseconds: Int, now: Stamp) -> [Effect] {
    cut.slept(milliseconds: milliseconds, in: &ledger, now: now)
    return ledger.take()
  }

  /// Nothing more will be typed: it is left.
  public mutating func leaveAtEndOfInput(now: Stamp) -> [Effect] {
    leave(now: now)
    return ledger.take()
  }

  /// The journal has grown much larger than the session. It is begun anew after the session as it stands, with what can
  /// still be undone.
  public mutating func beginJournalAnew(now: Stamp) -> [Effect] {
    ledger.renew(now: now)
    return ledger.take()
  }

  /// All of the question can be read now, and no key waits that was pressed before.
  public mutating func questionIsShown(at now: Offset) { confirming.isShown(at: now) }

  /// Nobody said yes: all is left as it was. Gives what has to be said of it.
  package mutating func dropConfirmation() -> [Effect] {
    confirming.drop()
    mentioning.stop(in: &ledger)
    return ledger.take()
  }

  /// The checklist was read: the end does not ask once more.
  package mutating func checklistWasRead() { closing.checklistWasRead() }

  // MARK: Lines and commands

  /// Does what a line says: a command, an answer to the form, a note.
  private mutating func obey(_ input: Input, now: Stamp) {
    switch input {
    case .command(let asked, let line): command(asked, line: line, now: now)
    case .fault(let fault, let line): ledger.refuse(fault.message, line)
    case .text(let line) where filling.step == nil:
      if let wentOn = gapAnswer(line.text) { tellGap(wentOn, now: now) } else { note(line, now: now) }
    case .text(let line):
      switch filling.answer(line, in: &ledger, now: now) {
      case nil: break
      case .gap(let groupWentOn): tellGap(groupWentOn, now: now)
      case .note:
        note(line, now: now)
        ledger.say(.told, "when there is time: was it a pause, or did the group go on? /gap pause, /gap on")
      }
    }
  }

  /// Does what follows from what was entered while a question waited for its yes.
  private mutating func follow(_ verdict: Confirming.Verdict, now: Stamp) {
    guard !mentioning.isOpen else { return walkOn(verdict, now: now) }
    switch verdict {
    case .yes(let asked, let goAhead): perform(asked.command, line: asked.line, now: now, goAhead)
    case .no(let asked, let goAhead):
      guard let other = asked.command.afterNo else { return ledger.say(.told, asked.left) }
      perform(other, line: asked.line, now: now, goAhead)
    case .stays(let why): ledger.say(.told, why)
    case .left(let asked, let instead):
      ledger.say(.told, asked.left)
      if let instead { obey(instead, now: now) }
    case .tooEarly(let asked, let line):
      obey(.text(line), now: now)
      // What it is about may have changed: it is asked anew.
      let again = asked.line.map { TypedLine($0.text, begun: $0.begun, question: $0.question) }
      command(asked.command, line: again, now: asked.askedAt)
    }
  }

  /// Does what follows from what was entered while one note after the other is asked about. Only a command ends that.
  private mutating func walkOn(_ verdict: Confirming.Verdict, now: Stamp) {
    switch verdict {
    case .yes(let asked, let goAhead):
      perform(asked.command, line: asked.line, now: now, goAhead)
      mentioning.next(wasDestroyed: true, in: &ledger, asking: &confirming, now: now)
    case .no, .left(_, nil): mentioning.next(in: &ledger, asking: &confirming, now: now)
    case .stays(let why): ledger.say(.told, why)
    case .left(_, .command(let command, let line)?):
      mentioning.stop(in: &ledger)
      self.command(command, line: line, now: now)
    case .left(_, let instead?):
      obey(instead, now: now)
      mentioning.ask(in: &ledger, asking: &confirming, now: now)
    case .tooEarly(_, let line):
      obey(.text(line), now: now)
      mentioning.ask(in: &ledger, asking: &confirming, now: now)
    }
  }

  /// The one way to every command, from every road: the line, a panel, a key, plain mode. It is done as far as it may be
  /// done now. One whose row says that it asks is done only after a yes.
  private mutating func command(_ asked: Command, line: TypedLine?, now: Stamp) {
    let command = asked.meant(in: session, chosen: chosenNote)
    if command != .end, command != .finish { closing.goOn() }
    let row = command.row
    for condition in row?.when ?? [] {
      guard let refusal = condition.refusal(command, self) else { continue }
      ledger.refuse(refusal, condition.holdsWords ? line : nil)
      return
    }
    let question: Asking<Recording>.Question
    var wanted = Confirmation.yes
    switch row?.asks ?? .nothing {
    case .nothing:
      perform(command, line: line, now: now, nil)
      return
    case .first(let first): question = first
    case .naming(let first, let name): (question, wanted) = (first, name(self))
    case .afterwards(_, let later): question = later
    }
    let lines = interactive ? question(command, self, now) : nil
    if lines != nil, case .afterwards(let atOnce, _) = row?.asks, let part = atOnce(self) {
      perform(part, line: line, now: now, nil)
    }
    if let goAhead = confirming.ask(lines, wanting: wanted, about: command, line: line, now: now) {
      perform(command, line: line, now: now, goAhead)
    } else if let lines, let waiting = confirming.waiting {
      ledger.say(.confirmation(lines + [waiting.howToAnswer]), now: now)
    }
  }

  /// Does a command, without asking.
  private mutating func perform(_ command: Command, line: TypedLine?, now: Stamp, _ goAhead: GoAhead?) {
    switch command {
    case .next where isFillingIn: filling.turn(by: 1, in: &ledger, now: now)
    case .next: ledger.openNext(now: now)
    case .back where isFillingIn: filling.turn(by: -1, in: &ledger, now: now)
    // Before the beginning the set-up is taken up again.
    case .back where session.begunAt == nil && form == nil && interactive:
      filling.reopenSetUp(in: &ledger, now: now)
    case .back: ledger.openPrevious(now: now)
    case .go(let wanted): ledger.go(to: wanted, line: line, now: now)
    case .choose: ledger.refuse(command.row?.advice.message ?? "", line)
    case .question:
      // Before the beginning it is the welcome.
      let question = session.currentQuestion ?? session.protocol.questions.first?.id
      if let question { ledger.say(.question(question, isWanted: true), now: now) }
    case .probe(let number, let use): ledger.tick(number, use, now: now)
    case .peek(let wanted): ledger.peek(wanted, line: line, now: now)
    case .skip(let wanted, let reason): ledger.state(wanted, .skipped, reason: reason, line: line, now: now)
    case .covered(let wanted): ledger.state(wanted, .covered, line: line, now: now)
    case .adapted(let wanted): ledger.state(wanted, .asked, wording: .adapted, line: line, now: now)
    case .asWritten(let wanted): ledger.state(wanted, .asked, wording: .asWritten, line: line, now: now)
    case .begin:
      filling.close()
      ledger.begin(now: now)
    case .end where isRehearsal, .finish where isRehearsal: leave(now: now)
    case .end:
      if let debrief = closing.end(in: &ledger, now: now) { filling.start(debrief, in: &ledger, now: now) }
    case .finish: closing.finish(name, in: &ledger, now: now)
    case .leave: leave(now: now)
    case .discard(let id): closing.discard(name, named: id, in: &ledger, line: line)
    case .protocol(let wanted, let takesConsents):
      closing.change(
        to: wanted, of: protocols, takesConsents: takesConsents, in: &ledger, line: line, now: now)
    case .summary: ledger.showSummary(now: now)
    case .summaryRead: ledger.readSummary(now: now)

    case .edit(let number, let text): ledger.edit(number, text, line: line, now: now)
    case .retract(let number): ledger.retract(number, line: line, now: now)
    case .asked(let number): ledger.markAsked(number, line: line, now: now)
    case .undo: ledger.undo(now: now)
    case .redo: ledger.redo(now: now)
    case .redact(let numbers): ledger.redact(numbers, line: line, now: now, goAhead)
    case .redactWord(let word): ledger.redact(word, now: now, goAhead)
    case .reseat(let wrong, let right, let since):
      ledger.reseat(wrong, to: right, swapped: false, since: since ?? 0, line: line, now: now, goAhead)
    case .swap(let one, let other, let since):
      ledger.reseat(one, to: other, swapped: true, since: since ?? 0, line: line, now: now, goAhead)
    case .moved(let wanted, let since):
      ledger.move(wanted ?? "", since: since ?? 0, line: line, now: now, goAhead)
    case .draft(let keep):
      if let line = drafting.settle(keep: keep, in: &ledger, now: now) { note(line, now: now) }

    case .pause(let ago): ledger.takeBreak(ago: ago, now: now)
    case .on(let ago):
      let wasOff = session.isOffRecord
      ledger.goOn(ago: ago, now: now)
      if wasOff, interactive { offerDraft(now: now) }
    case .off(let reach): ledger.goOff(reach, now: now, goAhead)
    case .audio(true, let label): ledger.beginAudio(label, now: now)
    case .audio(false, _): ledger.endAudio(now: now)
    case .minutes(let minutes): plan.set(minutes: minutes, in: &ledger, now: now)
    case .until(let time): plan.set(until: time, zone: zone, in: &ledger, now: now)
    case .gap(let groupWentOn): tellGap(groupWentOn, now: now)

    case .arrive(let seats): for seat in seats { ledger.arrive(seat, now: now) }
    case .depart(let seat): ledger.depart(seat, now: now)
    case .participant(let seat, let words): ledger.describe(seat, words, line: line, now: now)
    case .consent(let whom, let purpose, let answer): ledger.consent(whom, purpose, answer, now: now)
    case .withdraw(let seat, .erase):
      mentioning.erase(seat, in: &ledger, asking: &confirming, now: now, goAhead)
    case .withdraw(let seat, let scope): ledger.withdraw(seat, scope, now: now, goAhead)
    case .set(let field, let text): ledger.set(field, text, line: line, now: now)

    case .who: ledger.say(.people, now: now)
    case .time: ledger.say(.time, now: now)
    case .find(let words): ledger.say(.found(session.notes(with: words)), now: now)
    case .notes:
      let question = session.currentQuestion
      ledger.say(.notes(session.notes.filter { $0.question == question }.map(\.number)), now: now)
    case .allNotes: ledger.say(.notes(session.notes.map(\.number)), now: now)
    case .codes: ledger.say(.codes, now: now)
    case .point: ledger.say(.point, now: now)
    case .help(let name): ledger.say(.help(name), now: now)
    }
  }

  // MARK: Where two parts meet

  private mutating func leave(now: Stamp) { closing.leave(isRehearsal ? nil : name, in: &ledger, now: now) }

  private mutating func note(_ line: TypedLine, now: Stamp) {
    if notes.take(line, in: &ledger, now: now) { closing.goOn() }
  }

  private mutating func tellGap(_ groupWentOn: Bool, now: Stamp) {
    cut.tell(groupWentOn: groupWentOn, in: &ledger, now: now)
    filling.closeGap()
  }

  mutating func offerDraft(now: Stamp) {
    drafting.offer(in: &ledger, gapIsAsked: filling.step == .gap, now: now)
  }
}
