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

  /// Makes a line.
  public init(_ text: String, begun: Stamp, question: QuestionID?, isPasted: Bool = false) {
    self.text = text
    self.begun = begun
    self.question = question
    self.isPasted = isPasted
  }
}

/// What the program answers: lines to be shown or read aloud. Their text is safe for a terminal.
public struct Reply: Equatable, Sendable {
  /// What kind of answer it is.
  public enum Kind: Equatable, Sendable {
    /// Something was kept: shown only once it is durable.
    case saved
    /// What was asked for.
    case told
    /// A question is announced.
    case question
    /// The line was refused; nothing is lost.
    case refused
    /// Something the facilitator should know.
    case warning
  }

  /// What kind of answer it is.
  public var kind: Kind
  /// Short lines, without drawing characters.
  public var lines: [String]

  /// Makes a reply.
  public init(_ kind: Kind, _ lines: [String]) {
    self.kind = kind
    self.lines = lines
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
  /// Put this line back where it was typed, with its time; it is not in the record.
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
  package var closingShown = false
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
  public mutating func enter(_ line: TypedLine, now: Stamp) -> [Effect] {
    effects = []
    if let confirmation { answer(line, to: confirmation, now: now) } else { obey(line, now: now) }
    // The gap is told, or no longer asked: the line that was cut off comes back.
    if interactive, draftIsOffered, form?.step != .gap { offerDraft(now: now) }
    offerBeforeEnd(now: now)
    return take()
  }

  /// Does what a line says: a command, an answer to the form, a note.
  mutating func obey(_ line: TypedLine, now: Stamp) {
    if Command.isCommand(line.text) {
      switch Command.lookUp(line.text) {
      case .success((let command, let asking)): self.command(command, asking, line: line, now: now)
      case .failure(let fault): refuse(fault.message, line)
      }
    } else if form?.step != nil {
      answer(line, now: now)
    } else {
      note(line, now: now)
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

  mutating func say(_ kind: Reply.Kind, _ lines: String...) { say(kind, lines) }

  mutating func say(_ kind: Reply.Kind, _ lines: [String]) {
    guard !lines.isEmpty else { return }
    effects.append(.say(Reply(kind, lines.map(safeText))))
  }

  /// Refuses a line: it is given back, nothing is lost.
  mutating func refuse(_ message: String, _ line: TypedLine?, editing: Int? = nil) {
    say(.refused, "error: \(message)")
    if let line { effects.append(.giveBack(line, editing: editing)) }
  }

  /// Does a command that is not to be asked about any more.
  mutating func perform(_ command: Command, line: TypedLine, now: Stamp, _ goAhead: GoAhead?) {
    if closingShown, command != .end, command != .finish { closingShown = false }
    if isFillingIn, command == .next || command == .back {
      stepForm(by: command == .next ? 1 : -1)
      return
    }
    if command == .back, session.begunAt == nil, form == nil, interactive {
      reopenSetUp()
      return
    }
    if command == .begin { form = nil }
    switch command {
    case .next, .back, .go, .probe, .skip, .covered, .adapted, .asWritten, .begin, .question:
      performCourse(command, line: line, now: now)
    case .pause, .on, .off, .audio, .minutes, .until, .gap:
      performClock(command, line: line, now: now, goAhead)
    case .edit, .retract, .undo, .redo, .redact, .asked, .reseat, .swap, .moved, .draft:
      performCorrection(command, line: line, now: now, goAhead)
    case .arrive, .depart, .participant, .consent, .withdraw, .set:
      performPeople(command, line: line, now: now, goAhead)
    case .who, .time, .find, .notes, .allNotes, .codes, .point, .help:
      report(command, now: now)
    case .summary, .end, .finish, .leave:
      performClosing(command, now: now)
    }
  }

  /// More may be typed of a command while the group is off the record: not of one that would be refused and could
  /// hold what is said.
  package static func takesOffRecord(_ line: String) -> Bool {
    let name = line.dropFirst().prefix { !$0.isWhitespace }.lowercased()
    guard line.contains(where: \.isWhitespace) else { return true }
    return !["edit", "e", "p", "set", "asked", "reseat", "swap", "moved"].contains(name)
  }

  /// Why a command has to wait until the group is on the record again; nil if it need not.
  func refusalOffRecord(_ command: Command) -> String? {
    switch command {
    case .edit, .asked, .reseat, .swap, .moved, .draft, .participant, .set, .summary, .undo, .redo:
      return "off the record: not kept; /on goes back on the record"
    case .audio(true, _): return "off the record: no audio recording; /on goes back on the record"
    default: return nil
    }
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
