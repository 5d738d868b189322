public import Interview

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
}

extension Command {
  /// The line is meant as a command.
  public static func isCommand(_ line: String) -> Bool { line.first == "/" }

  /// Reads a command line.
  public static func read(_ line: String) -> Result<Command, CommandFault> { lookUp(line).map(\.command) }

  /// Reads a command line, and tells whether it asks first.
  static func lookUp(_ line: String) -> Result<(command: Command, asking: Asking<Recording>), CommandFault> {
    let words = line.dropFirst().split(whereSeparator: \.isWhitespace)
    if words.count == 1, let probe = probe(words[0].lowercased()) { return .success((probe, .nothing)) }
    return Recording.commands.read(line).map { ($0.command, $0.row.asks) }
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
