internal import Text

/// A room in which commands are typed: a recording, a replay, home.
package protocol CommandRoom: SendableMetatype {
  /// What a line asks for.
  associatedtype Command: Sendable
  /// What tells when something is asked; nothing in a room without a clock.
  associatedtype Moment = Void
  /// Every command of the room.
  static var commands: CommandTable<Self> { get }
}

/// When a command of a room may be given.
package struct Condition<Room: CommandRoom>: Sendable {
  /// Why the command has to wait, or comes too late; nil if it may be done.
  let refusal: @Sendable (Room.Command, Room) -> String?
  /// What follows the command's name may hold what is said. While the command would be refused it cannot be typed, and
  /// what was typed before is given back.
  var holdsWords = false
}

/// All that is known of one command. Reading, help, completion, the nearest name, when it may be given and the question
/// before it come from here.
package struct CommandRow<Room: CommandRoom>: Sendable {
  /// What may come next after the words behind its name. Only what begins like the word that is being typed is offered.
  package typealias Completes = @Sendable (_ words: [String], Room) -> [Offer.Candidate]

  /// What it is typed as, without the slash; the usual name first.
  package let names: [String]
  /// How it is used.
  package let usage: String
  /// What it does, in words that follow its usage.
  package let does: String
  /// When it may be given: all of these have to hold.
  package let when: [Condition<Room>]
  /// Whether it is asked about before it is done.
  package let asks: Asking<Room>
  /// What may follow its name.
  package let completes: Completes
  /// Makes the command of what follows its name, as words and as it was typed; nil if it cannot be used like this.
  package let read: @Sendable (_ words: [String], _ tail: String) -> Room.Command?

  init(
    names: [String], usage: String, does: String, when: [Condition<Room>] = [], asks: Asking<Room>,
    completes: @escaping Completes = { _, _ in [] },
    read: @escaping @Sendable (_ words: [String], _ tail: String) -> Room.Command?
  ) {
    self.names = names
    self.usage = usage
    self.does = does
    self.when = when
    self.asks = asks
    self.completes = completes
    self.read = read
  }

  /// A command that stands alone.
  static func plain(
    _ names: String, _ does: String, when: [Condition<Room>] = [], _ command: Room.Command
  ) -> CommandRow {
    let names = names.split(separator: " ").map(String.init)
    return CommandRow(names: names, usage: "/" + names[0], does: does, when: when, asks: .nothing) {
      words, _ in
      words.isEmpty ? command : nil
    }
  }

  /// A line of help.
  package var help: String { "\(usage): \(does)" }

  /// Says how it is used.
  package var advice: CommandFault { advice(for: names[0]) }

  func advice(for name: some StringProtocol) -> CommandFault {
    CommandFault("/\(name.lowercased()) is used like this: \(usage)")
  }
}

/// The commands of a room.
package struct CommandTable<Room: CommandRoom>: Sendable {
  /// In the order of the help.
  package let rows: [CommandRow<Room>]
  private let places: [String: Int]
  /// Follows `is no command`.
  private let room: String
  /// Follows what is no command: where the commands are.
  private let advice: String
  /// A line can also be text.
  private let takesText: Bool

  init(
    _ rows: [CommandRow<Room>], room: String = "", advice: String = "/? lists them", takesText: Bool = false
  ) {
    self.rows = rows
    self.room = room
    self.advice = advice
    self.takesText = takesText
    let names = rows.enumerated().flatMap { place, row in row.names.map { ($0, place) } }
    places = Dictionary(names) { first, _ in first }
  }

  /// The command with a name; case does not count.
  package subscript(name: some StringProtocol) -> CommandRow<Room>? {
    places[name.lowercased()].map { rows[$0] }
  }

  /// Reads a line; the slash may be left out where nothing but a command can stand.
  package func read(_ line: String) -> Result<(command: Room.Command, row: CommandRow<Room>), CommandFault> {
    let text = line.hasPrefix("/") ? line.dropFirst() : line[...]
    let start = text.drop(while: \.isWhitespace)
    let name = start.prefix { !$0.isWhitespace }
    let tail = start.dropFirst(name.count).drop(while: \.isWhitespace)
    guard !name.isEmpty else {
      return .failure(CommandFault("/ alone is no command; \(advice)" + asText("/")))
    }
    guard let row = self[name] else {
      let shown = line.count > 40 ? line.prefix(40) + "…" : line[...]
      return .failure(
        CommandFault(
          "/\(name.lowercased().prefix(20)) is no command\(room)\(perhaps(name)); \(advice)" + asText(shown)))
    }
    let words = tail.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let command = row.read(words, String(tail)) else {
      return .failure(row.advice(for: name))
    }
    return .success((command, row))
  }

  /// Those of which a name begins like this.
  package func rows(beginning start: some StringProtocol) -> [CommandRow<Room>] {
    let start = start.lowercased()
    return rows.filter { $0.names.contains { $0.hasPrefix(start) } }
  }

  /// How one command is used and what it does; nil if there is none of that name.
  package func help(_ name: String) -> String? { self[name]?.help }

  private func asText(_ line: some StringProtocol) -> String {
    takesText ? "; to write it as text: \\\(line)" : ""
  }

  /// `, perhaps /next`, of the names that were probably meant; nothing if none is near.
  private func perhaps(_ name: some StringProtocol) -> String {
    places.keys.filter { $0.count > 2 }.sorted().nearest(to: name.lowercased()).map { ", perhaps /\($0)" }
      ?? ""
  }
}
