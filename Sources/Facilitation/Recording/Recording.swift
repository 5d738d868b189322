public import Interview
internal import Text

/// A line as someone typed it.
public struct TypedLine: Equatable, Sendable {
  /// The whole line.
  public var text: String
  /// Its first keystroke.
  public var begun: Stamp
  /// The question on which it was begun; nil before the first.
  public var question: QuestionID?
  /// Some of it was pasted, as far as the terminal tells.
  public var isPasted: Bool

  public init(_ text: String, begun: Stamp, question: QuestionID?, isPasted: Bool = false) {
    self.text = text
    self.begun = begun
    self.question = question
    self.isPasted = isPasted
  }
}

/// What the world has to do for a recording, in this order.
public enum Effect: Equatable, Sendable {
  /// Make the record durable. It is in the session already.
  case append(Record)
  /// Say it, once all records before it are durable.
  case say(Reply)
  /// Text was destroyed: begin the files anew before anything else is acknowledged.
  case beginAnew
  /// The journal has outgrown the state: write this state and begin the journal anew with the records after it. Nobody
  /// waits for it.
  case renew(Session)
  /// Put this line back where it was typed, with its time; it is not in the record. Or else give this note's shorthand to
  /// the line, to be edited.
  case giveBack(TypedLine, editing: Int?)
  /// Write the session and close it; it can be resumed.
  case leave
  /// Write the session and close it; it is done.
  case finish
  /// Draw the whole screen anew.
  case repaint
}

/// A recording in progress: what a facilitator's lines do to the session. Pure; both faces of the program, the
/// screen and plain mode, drive it.
public struct Recording: Equatable, Sendable {
  /// The session as it stands, pending records included.
  public internal(set) var session: Session
  /// What can be undone.
  public internal(set) var history: History
  /// Someone can be asked: there is a terminal. Without one nothing is asked.
  public let interactive: Bool
  /// The name of its files, where they say another of themselves: it is a copy.
  var openedUnder: String?
  /// The closing checklist was shown and `/end` is expected again.
  package internal(set) var closingShown = false
  /// The gap the facilitator is asked about: how long nothing was recorded.
  package var gap: Pause?
  /// The line that was cut off is offered and not answered yet: it stays in the session till then.
  var draftIsOffered = false
  /// Seats whose missing consent was pointed out.
  var reminded: Set<Seat> = []
  /// The minutes before the end at which open questions were offered.
  var offeredBeforeEnd = false
  /// The last note was the last change, with the line that made it: undo gives it back.
  var lastLine: (record: Int, line: TypedLine)?
  /// How many bytes were written of changes to the draft since it was written as a whole.
  var draftGrowth = 0
  /// The clocks of the place.
  public var zone = Zone.fixed
  /// What the team is being asked, at a terminal.
  package var form: Form?
  /// A command that cannot be undone waits for a yes, at a terminal.
  package var confirmation: Confirmation?
  /// The line that is too long for one note and was offered in parts.
  var offeredInParts: String?
  var effects: [Effect] = []

  /// Takes up a session.
  ///
  /// - Parameters:
  ///   - session: as recovered or begun.
  ///   - history: rebuilt from the records of the journal.
  ///   - interactive: someone sits at a terminal.
  public init(session: Session, history: History = History(), interactive: Bool) {
    self.session = session
    self.history = history
    self.interactive = interactive
  }

  public static func == (left: Recording, right: Recording) -> Bool {
    left.session == right.session && left.history == right.history
      && left.interactive == right.interactive && left.closingShown == right.closingShown
      && left.gap == right.gap && left.form == right.form && left.confirmation == right.confirmation
      && left.effects == right.effects
  }

  /// What the session is called when one goes on with it.
  public var name: String { openedUnder ?? session.id }

  /// Takes one line.
  ///
  /// - Parameter now: when it was entered.
  /// - Returns: what has to be done, in order.
  public mutating func enter(_ line: TypedLine, now: Stamp) -> [Effect] { enter(Input(line), now: now) }

  /// Takes what was read of a line, or a command that no line asked for.
  ///
  /// - Parameter now: when it was entered.
  /// - Returns: what has to be done, in order.
  public mutating func enter(_ input: Input, now: Stamp) -> [Effect] {
    effects = []
    if let confirmation { answer(input, to: confirmation, now: now) } else { obey(input, now: now) }
    // The gap is told, or no longer asked: the line that was cut off comes back.
    if interactive, draftIsOffered, form?.step != .gap { offerDraft(now: now) }
    offerBeforeEnd(now: now)
    return take()
  }

  /// Does what a line says: a command, an answer to the form, a note.
  mutating func obey(_ input: Input, now: Stamp) {
    switch input {
    case .command(let asked, let line): command(asked, line: line, now: now)
    case .fault(let fault, let line): refuse(fault.message, line)
    case .text(let line):
      if form?.step != nil { answer(line, now: now) } else { note(line, now: now) }
    }
  }

  /// A form with several questions is open; the one about a gap can wait.
  package var isFillingIn: Bool { form?.step != nil && form?.step != .gap }

  mutating func take() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// Applies a change and asks for it to be made durable. What cannot be undone or changes in bulk is not recorded
  /// without a go-ahead, wherever it comes from.
  @discardableResult
  mutating func record(
    _ change: Change, at: Offset, role: RecordRole = .change, _ goAhead: GoAhead? = nil
  ) -> Int {
    guard goAhead != nil || role != .change || !change.needsGoAhead else {
      refuse("not done: it has to be asked about first", nil)
      return session.lastRecord
    }
    let record = Record(
      number: session.lastRecord + 1, at: max(at, session.lastOffset), role: role, change: change)
    let applied = session.apply(record)
    history.noteApplied(record, applied)
    effects.append(.append(record))
    if change.destroysText { effects.append(.beginAnew) }
    if !change.isQuiet { lastLine = nil }
    return record.number
  }

  /// Answers; the words are those of the session as it stands.
  mutating func say(_ answer: Answer, now: Stamp) {
    say(answer, AnswerText(session: session, now: now.offset, interactive: interactive).lines(of: answer))
  }

  private mutating func say(_ answer: Answer, _ lines: [String]) {
    guard !lines.isEmpty else { return }
    effects.append(.say(Reply(answer, lines.map(safeText))))
  }

  mutating func say(_ kind: Reply.Kind, _ lines: String...) { say(kind, lines) }

  mutating func say(_ kind: Reply.Kind, _ lines: [String]) { say(.statement(kind), lines) }

  /// Refuses a line: it is given back, nothing is lost.
  mutating func refuse(_ message: String, _ line: TypedLine?, editing: Int? = nil) {
    say(.refused(message), ["error: \(message)"])
    if let line { effects.append(.giveBack(line, editing: editing)) }
  }

  /// Does a command that is not to be asked about any more.
  mutating func perform(_ command: Command, line: TypedLine?, now: Stamp, _ goAhead: GoAhead?) {
    if isFillingIn, command == .next || command == .back {
      stepForm(by: command == .next ? 1 : -1, now: now)
      return
    }
    switch command {
    case .next: openNext(now: now)
    case .back: openPrevious(now: now)
    case .go(let wanted): go(to: wanted, line: line, now: now)
    case .choose: refuse(command.row?.advice.message ?? "", line)
    case .question:
      if let question = session.currentQuestion { say(.question(question, isWanted: true), now: now) }
    case .probe(let number, let use): tick(number, use, now: now)
    case .skip(let reason): state(.skipped, reason: reason, now: now)
    case .covered: state(.covered, now: now)
    case .adapted: state(.asked, wording: .adapted, now: now)
    case .asWritten: state(.asked, wording: .asWritten, now: now)
    case .begin:
      form = nil
      begin(now: now)
    case .end: end(now: now)
    case .finish: finish(now: now)
    case .leave: leave(now: now)
    case .summary: readSummary(now: now)

    case .edit(let number, let text): edit(number, text, line: line, now: now)
    case .retract(let number): retract(number, line: line, now: now)
    case .asked(let number): markAsked(number, line: line, now: now)
    case .undo: undo(now: now)
    case .redo: redo(now: now)
    case .redact(let number): redact(number, line: line, now: now, goAhead)
    case .reseat(let wrong, let right, let since):
      reseat(wrong, to: right, swapped: false, since: since, line: line, now: now, goAhead)
    case .swap(let one, let other, let since):
      reseat(one, to: other, swapped: true, since: since, line: line, now: now, goAhead)
    case .moved(let wanted, let since): move(wanted, since: since, line: line, now: now, goAhead)
    case .draft(let keep): draft(keep: keep, now: now)

    case .pause: takeBreak(now: now)
    case .on: goOn(now: now)
    case .off(let reach): goOff(reach, now: now, goAhead)
    case .audio(true, let label): beginAudio(label, now: now)
    case .audio(false, _): endAudio(now: now)
    case .minutes(let minutes): plan(minutes: minutes, now: now)
    case .until(let time): plan(until: time, now: now)
    case .gap(let groupWentOn): tellGap(groupWentOn, now: now)

    case .arrive(let seats): for seat in seats { arrive(seat, now: now) }
    case .depart(let seat): depart(seat, now: now)
    case .participant(let seat, let words): describe(seat, words, line: line, now: now)
    case .consent(let whom, let purpose, let answer): consent(whom, purpose, answer, now: now)
    case .withdraw(let seat, let scope): withdraw(seat, scope, now: now, goAhead)
    case .set(let field, let text): set(field, text, line: line, now: now)

    case .who: say(.people, now: now)
    case .time: say(.time, now: now)
    case .find(let words): say(.found(session.notes(with: words)), now: now)
    case .notes:
      let question = session.currentQuestion
      say(.notes(session.notes.filter { $0.question == question }.map(\.number)), now: now)
    case .allNotes: say(.notes(session.notes.map(\.number)), now: now)
    case .codes: say(.codes, now: now)
    case .point: say(.point, now: now)
    case .help(let name): say(.help(name), now: now)
    }
  }

  /// More may be typed of a command while the group is off the record: not of one that would be refused and could
  /// hold what is said.
  package static func takesOffRecord(_ line: String) -> Bool {
    guard line.contains(where: \.isWhitespace) else { return true }
    let row = commands[line.dropFirst().prefix { !$0.isWhitespace }]
    return row?.when.contains { $0.holdsWords } != true
  }
}

extension Change {
  /// Nobody asked for it, and nobody waits until it is on the disk.
  package var isQuiet: Bool {
    switch self {
    case .draft, .draftChanged, .history: true
    default: false
    }
  }
}
