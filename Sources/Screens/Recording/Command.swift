public import Interview
internal import Text

/// What a line that begins with `/` asks for. The same on the screen and in plain mode.
public enum Command: Equatable, Sendable {
  /// How far off the record reaches back.
  public enum Reach: Equatable, Sendable {
    case now
    case since(note: Int)
    case milliseconds(Int)
  }

  /// Whom a consent is about.
  public enum Whom: Equatable, Sendable {
    case all
    case seat(Seat)
  }

  case next, back
  case go(String)
  case probe(Int, ProbeUse)
  case skip(SkipReason)
  case covered, adapted, asWritten
  case edit(Int, String)
  case retract(Int)
  case undo, redo
  case pause, on
  case off(Reach)
  case redact(Int)
  case arrive([Seat]), depart(Seat), who
  case participant(Seat, String)
  case reseat(Seat, Seat, since: Int)
  case swap(Seat, Seat, since: Int)
  case moved(String, since: Int)
  case consent(Whom, ConsentPurpose?, ConsentAnswer)
  case withdraw(Seat, WithdrawalScope)
  case audio(Bool, String?)
  case find(String)
  case summary
  case asked(Int)
  case begin, time
  case minutes(Double)
  case until(TimeOfDay)
  case set(String, String)
  case question, notes, allNotes, codes, point
  case gap(groupWentOn: Bool)
  case draft(keep: Bool)
  case end, finish, leave
  case help(String?)
}

/// Why a line is no command, and what to do.
public struct CommandFault: Error, Equatable, Sendable {
  /// One line.
  public let message: String

  init(_ message: String) { self.message = message }

  /// `, perhaps /next`, of the names that were probably meant; nothing if none is near.
  static func perhaps(_ name: String, among names: some Sequence<String>) -> String {
    names.filter { $0.count > 2 }.sorted().nearest(to: name).map { ", perhaps /\($0)" } ?? ""
  }
}

extension Command {
  /// The line is meant as a command.
  public static func isCommand(_ line: String) -> Bool { line.first == "/" }

  /// Reads a command line.
  public static func read(_ line: String) -> Result<Command, CommandFault> { lookUp(line).map(\.command) }

  /// Reads a command line, and tells whether it asks first.
  static func lookUp(_ line: String) -> Result<(command: Command, asking: Asking), CommandFault> {
    let words = line.dropFirst().split(whereSeparator: \.isWhitespace).map(String.init)
    guard let name = words.first?.lowercased() else {
      return .failure(CommandFault("/ alone is no command; /? lists them; to write it as text: \\/"))
    }
    let rest = Array(words.dropFirst())
    if let probe = probe(name), rest.isEmpty { return .success((probe, .nothing)) }
    guard let reader = CommandTable.readers[name] else {
      let shown = line.count > 40 ? line.prefix(40) + "…" : line[...]
      let near = CommandFault.perhaps(name, among: CommandTable.readers.keys)
      return .failure(
        CommandFault(
          "/\(name.prefix(20)) is no command\(near); /? lists them; to write it as text: \\\(shown)"))
    }
    let tail = String(line.dropFirst(1 + name.count).drop(while: \.isWhitespace))
    guard let command = reader.read(rest, tail) else {
      return .failure(CommandFault("/\(name) is used like this: \(reader.usage)"))
    }
    return .success((command, reader.asks))
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
}
