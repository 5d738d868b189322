public import Interview

/// What a line that begins with `/` asks for. The same on the screen and in plain mode.
public enum Command: Equatable, Sendable {
  /// How far off the record reaches back.
  public enum Reach: Equatable, Sendable {
    case now
    case since(note: Int)
    case milliseconds(Int)
  }

  /// What has to be chosen before it can be done: a screen lists it, elsewhere it is asked for by the usage.
  public enum Choice: Equatable, Sendable {
    /// A question, to go to.
    case question
    /// A note, by its words.
    case note
  }

  /// Whom a consent is about.
  public enum Whom: Equatable, Sendable {
    case all
    case seat(Seat)
  }

  case next, back
  case go(String)
  case choose(Choice)
  case probe(Int, ProbeUse)
  /// What is stated of a question; nil for the one under discussion.
  case skip(String?, SkipReason)
  case covered(String?), adapted(String?), asWritten(String?)
  /// Look at a question without opening it; nil for the next.
  case peek(String?)
  case edit(Int, String)
  case retract(Int)
  case undo, redo
  /// A break, or back from one or from off the record, so many milliseconds ago.
  case pause(ago: Int), on(ago: Int)
  case off(Reach)
  /// Of these notes; of the one entered last if there are none.
  case redact([Int])
  /// A word is destroyed wherever it stands.
  case redactWord(String)
  case arrive([Seat]), depart(Seat), who
  case participant(Seat, String)
  /// Since a note; since the one entered last if none is named.
  case reseat(Seat, Seat, since: Int?), swap(Seat, Seat, since: Int?)
  /// To a question, since a note; to the one under discussion, since the note entered last, if none is named.
  case moved(String?, since: Int?)
  case consent(Whom, ConsentPurpose?, ConsentAnswer)
  case withdraw(Seat, WithdrawalScope)
  case audio(Bool, String?)
  case find(String)
  /// The oral summary, to be read out; and that it was.
  case summary, summaryRead
  case asked(Int)
  case begin, time
  case minutes(Double)
  case until(TimeOfDay)
  case set(String, String)
  case question, notes, allNotes, codes, point
  case gap(groupWentOn: Bool)
  case draft(keep: Bool)
  case end, finish, leave
  /// The whole session is destroyed; where nobody can be asked, only with its id.
  case discard(String?)
  /// The same people go on with another protocol, and their consents go along or not.
  case `protocol`(String, takesConsents: Bool)
  case help(String?)
}

/// Why a line is no command, and what to do.
public struct CommandFault: Error, Equatable, Sendable {
  /// One line.
  public let message: String

  init(_ message: String) { self.message = message }
}

extension Command {
  /// The line is meant as a command.
  public static func isCommand(_ line: String) -> Bool { line.first == "/" }

  /// Reads a command line.
  public static func read(_ line: String) -> Result<Command, CommandFault> {
    let words = line.dropFirst().split(whereSeparator: \.isWhitespace)
    if words.count == 1, let probe = probe(words[0].lowercased()) { return .success(probe) }
    return Recording.commands.read(line).map(\.command)
  }

  private static func probe(_ name: String) -> Command? {
    guard let first = name.first, let number = first.wholeNumberValue, first.isASCII, number > 0 else {
      return nil
    }
    switch name.dropFirst() {
    case "": return .probe(number, .asked)
    case "u": return .probe(number, .unprompted)
    case "x": return .probe(number, .none)
    default: return nil
    }
  }

  /// What is done where its question is answered with no; nil if all is left as it is.
  var afterNo: Command? {
    guard case .protocol(let name, _) = self else { return nil }
    return .protocol(name, takesConsents: false)
  }

  /// Its row; nil of a probe, whose name is a number.
  package var row: CommandRow<Recording>? { Recording.commands[spelled.name] }

  /// The line that asks for it.
  package var line: String {
    let (name, rest) = spelled
    return "/" + name + (rest.isEmpty ? "" : " " + rest)
  }

  /// A stretch of time as a command takes it: `2m`, `90s`.
  private static func span(_ milliseconds: Int) -> String {
    milliseconds % 60_000 == 0 ? "\(milliseconds / 60_000)m" : "\(milliseconds / 1000)s"
  }

  private static func since(_ note: Int?) -> String { note.map { " since \($0)" } ?? "" }

  /// The command with what is meant where nothing is named: the note that is looked at or the one entered last, the question
  /// under discussion.
  func meant(in session: Session, chosen: Int?) -> Command {
    let last = chosen ?? session.notes.last { !$0.redacted }?.number
    switch self {
    case .redact([]): return .redact(last.map { [$0] } ?? [])
    case .reseat(let one, let other, nil): return .reseat(one, other, since: last)
    case .swap(let one, let other, nil): return .swap(one, other, since: last)
    case .moved(let question, let since):
      return .moved(question ?? session.currentQuestion, since: since ?? last)
    default: return self
    }
  }

  /// The usual name of its row, and what follows it.
  private var spelled: (name: String, rest: String) {
    switch self {
    case .next: ("next", "")
    case .back: ("back", "")
    case .go(let place): ("go", place)
    case .choose(.question): ("go", "")
    case .choose(.note): ("find", "")
    case .probe(let number, .asked): ("\(number)", "")
    case .probe(let number, .unprompted): ("\(number)u", "")
    case .probe(let number, .none): ("\(number)x", "")
    case .skip(let question, let reason): ("skip", (question.map { $0 + " " } ?? "") + reason.rawValue)
    case .covered(let question): ("covered", question ?? "")
    case .adapted(let question): ("adapted", question ?? "")
    case .asWritten(let question): ("as-written", question ?? "")
    case .peek(let question): ("peek", question ?? "")
    case .edit(let number, let text): ("edit", text.isEmpty ? "\(number)" : "\(number) \(text)")
    case .retract(let number): ("retract", "\(number)")
    case .undo: ("undo", "")
    case .redo: ("redo", "")
    case .pause(let ago): ("break", ago == 0 ? "" : Command.span(ago))
    case .on(let ago): ("on", ago == 0 ? "" : Command.span(ago))
    case .off(.now): ("off", "")
    case .off(.since(let number)): ("off", "since \(number)")
    case .off(.milliseconds(let back)): ("off", Command.span(back))
    case .redact(let numbers): ("redact", numbers.map(String.init).joined(separator: " "))
    case .redactWord(let word): ("redact", "\"\(word)\"")
    case .arrive(let seats): ("in", seats.map(String.init).joined(separator: " "))
    case .depart(let seat): ("out", "\(seat)")
    case .who: ("who", "")
    case .participant(let seat, let words): ("p", words.isEmpty ? "\(seat)" : "\(seat) \(words)")
    case .reseat(let wrong, let right, let since): ("reseat", "\(wrong) \(right)" + Command.since(since))
    case .swap(let one, let other, let since): ("swap", "\(one) \(other)" + Command.since(since))
    case .moved(let question, let since): ("moved", (question ?? "") + Command.since(since))
    case .consent(let whom, let purpose, let answer):
      ("consent", "\(whom.word) \(purpose?.rawValue ?? "all") \(answer.rawValue)")
    case .withdraw(let seat, let scope): ("withdraw", "\(seat) \(scope.rawValue)")
    case .audio(true, let label): ("rec", label.map { "on \($0)" } ?? "on")
    case .audio(false, _): ("rec", "off")
    case .find(let words): ("find", words)
    case .summary: ("sum", "")
    case .summaryRead: ("sum", "read")
    case .asked(let number): ("asked", "\(number)")
    case .begin: ("begin", "")
    case .time: ("time", "")
    case .minutes(let minutes): ("minutes", "\(minutes)")
    case .until(let time): ("until", "\(time.hour):\(time.minute < 10 ? "0" : "")\(time.minute)")
    case .set(let field, let text): ("set", text.isEmpty ? field : "\(field) \(text)")
    case .question: ("question", "")
    case .notes: ("notes", "")
    case .allNotes: ("all", "")
    case .codes: ("codes", "")
    case .point: ("point", "")
    case .gap(let groupWentOn): ("gap", groupWentOn ? "on" : "pause")
    case .draft(let keep): ("draft", keep ? "" : "drop")
    case .end: ("end", "")
    case .finish: ("finish", "")
    case .leave: ("leave", "")
    case .protocol(let name, _): ("protocol", name)
    case .discard(let id): ("discard", id ?? "")
    case .help(let name): ("help", name ?? "")
    }
  }
}

extension Command.Whom {
  fileprivate var word: String {
    switch self {
    case .all: "all"
    case .seat(let seat): "\(seat)"
    }
  }
}

/// A line, read once.
public enum Input: Equatable, Sendable {
  /// A note, or an answer to what is asked.
  case text(TypedLine)
  /// A command, and the line that asked for it; nil if a key or a panel did.
  case command(Command, TypedLine?)
  /// It is meant as a command, and is none.
  case fault(CommandFault, TypedLine)

  /// Reads a line.
  public init(_ line: TypedLine) {
    guard Command.isCommand(line.text) else {
      self = .text(line)
      return
    }
    switch Command.read(line.text) {
    case .success(let command): self = .command(command, line)
    case .failure(let fault): self = .fault(fault, line)
    }
  }

  /// The line, or the one that would ask for it.
  public var text: String {
    switch self {
    case .text(let line), .fault(_, let line), .command(_, let line?): line.text
    case .command(let command, nil): command.line
    }
  }

  /// The command that it is; nil if it is none.
  public var command: Command? {
    guard case .command(let command, _) = self else { return nil }
    return command
  }
}
