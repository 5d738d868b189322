internal import Interview

/// Home, as a room in which commands are typed.
package struct HomeRoom: CommandRoom {
  /// What a line asks for, with a name as it was typed: the start of one, or a number in a list.
  package enum Command: Equatable, Sendable {
    case act(HomeAction, name: String?)
    case quit, help, again
  }

  /// What is there.
  let list: HomeList
  /// What would go; nil as long as nobody has looked.
  let goes: HomeBelongings?

  package init(_ list: HomeList, goes: HomeBelongings? = nil) {
    self.list = list
    self.goes = goes
  }

  private static let rows: [CommandRow<HomeRoom>] = [
    CommandRow(
      names: ["run"], usage: "/run PROTOCOL",
      does: "starts a session with it; /run PROTOCOL short: with its short version", asks: .nothing,
      completes: { words, room in words.isEmpty ? room.names(for: .run) : [] }
    ) { words, _ in
      let isShort = words.last?.lowercased() == "short"
      let names = isShort ? words.dropLast() : words[...]
      return names.count <= 1 ? .act(isShort ? .runShort : .run, name: names.first) : nil
    },
    row(.resume, "SESSION", "goes on with it, also when it was cut off or its debrief is open"),
    row(.replay, "SESSION", "plays it as it happened"),
    row(.follow, "SESSION", "watches it live while another program records it"),
    row(.show, "SESSION", "reads it as text, question by question"),
    row(.check, "NAME", "validates the file of a session or a protocol"),
    row(.print, "PROTOCOL", "shows it as a guide on paper, and how to print it"),
    row(
      .discard, "SESSION", "destroys it with its reviews and copies; wants its id typed",
      asks: .naming({ _, room, _ in room.goes?.lines }, { $0.goes?.id ?? "" })),
    .plain("again", "reads the folder again", .again),
    .plain("help ?", "this help", .help),
    .plain("quit q exit leave", "back to the shell", .quit),
  ]

  private static func row(
    _ action: HomeAction, _ name: String, _ does: String, asks: Asking<HomeRoom> = .nothing
  ) -> CommandRow<HomeRoom> {
    CommandRow(
      names: [action.rawValue], usage: "/\(action.rawValue) \(name)", does: does, asks: asks,
      completes: { words, room in words.isEmpty ? room.names(for: action) : [] }
    ) { words, _ in words.count <= 1 ? .act(action, name: words.first) : nil }
  }

  /// What an action can be done with.
  private func names(for action: HomeAction) -> [Offer.Candidate] {
    let protocols = list.protocolIDs
    let sessions = list.sessions.map(\.id)
    switch action {
    case .run, .runShort, .print: return Offer.plain(protocols)
    case .check: return Offer.plain(sessions + protocols + list.strays)
    case .resume, .replay, .follow, .show, .discard: return Offer.plain(sessions)
    }
  }

  package static let commands = CommandTable<HomeRoom>(
    rows, advice: "there are: " + rows.map { "/" + $0.names[0] }.joined(separator: " "))
}

/// What a line that begins with `/` asks for, at home.
package enum HomeCommand: Equatable, Sendable {
  case act(HomeAction, id: String)
  case quit
  case help
  case again

  package static func isCommand(_ line: String) -> Bool { line.first == "/" }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - chosen: what is meant by a command without a name; nil for nothing.
  ///   - number: what a number as name means; in the list of plain mode each entry has one.
  package static func read(
    _ line: String, in list: HomeList, chosen: HomeEntry?, number: (Int) -> HomeEntry? = { _ in nil }
  ) -> Result<HomeCommand, CommandFault> {
    HomeRoom.commands.read(line).flatMap { command, row in
      switch command {
      case .quit: return .success(.quit)
      case .help: return .success(.help)
      case .again: return .success(.again)
      case .act(let action, let name?): return act(action, name, in: list, number)
      case .act(let action, nil):
        guard let chosen, chosen.takes(action) else {
          return .failure(CommandFault("/\(row.names[0]) what? a name, or the start of one, follows it"))
        }
        return .success(.act(action, id: chosen.id))
      }
    }
  }

  private static func act(
    _ action: HomeAction, _ word: String, in list: HomeList, _ number: (Int) -> HomeEntry?
  ) -> Result<HomeCommand, CommandFault> {
    if let wanted = Int(word), let entry = number(wanted), entry.takes(action) {
      return .success(.act(action, id: entry.id))
    }
    return list.id(word, for: action).map { .act(action, id: $0) }
  }

  /// What a command that is being typed does; nil if there is none like it.
  package static func about(_ line: String) -> String? {
    let name = line.prefix { !$0.isWhitespace }.lowercased()
    let near = HomeRoom.commands.rows.filter { $0.usage.hasPrefix(name) }
    if near.count == 1 { return near[0].help }
    return near.isEmpty ? nil : near.map(\.usage).joined(separator: " · ")
  }
}

extension HomeEntry {
  /// The action is one for this kind of thing.
  fileprivate func takes(_ action: HomeAction) -> Bool {
    switch (self, action) {
    case (_, .check), (.protocol, .run), (.protocol, .runShort), (.protocol, .print): return true
    case (.session, .run), (.session, .runShort), (.session, .print), (.protocol, _): return false
    case (.session, _): return true
    }
  }
}

extension HomeList {
  /// The id that is meant, as `MeantID` has it.
  fileprivate func id(_ word: String, for action: HomeAction) -> Result<String, CommandFault> {
    let protocols = protocolIDs
    let sessions = self.sessions.map(\.id)
    let meant: (MeantID, what: String)
    switch action {
    case .run, .runShort, .print: meant = (MeantID(word, among: protocols), "protocol")
    case .check: meant = (MeantID(word, among: protocols + strays, sessions), "protocol or session")
    case .resume, .replay, .follow, .show, .discard: meant = (MeantID(word, among: sessions), "session")
    }
    switch meant.0 {
    case .one(let id, _): return .success(id)
    case .none: return .failure(.init("no \(meant.what) begins with \(word)"))
    case .several(let ids):
      let shown = ids.prefix(4).joined(separator: ", ") + (ids.count > 4 ? ", …" : "")
      return .failure(.init("\(word) can be \(shown): write more of it"))
    }
  }
}
