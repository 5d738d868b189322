/// A line that begins with `/`, at home.
enum HomeCommand: Equatable, Sendable {
  case act(HomeAction, id: String)
  case quit
  case help
  case again

  /// How each is used, and what it does.
  static let all: [(usage: String, does: String)] = [
    ("/run PROTOCOL", "starts a session with it; /run PROTOCOL short: with its short version"),
    ("/resume SESSION", "goes on with it, also when it was cut off or its debrief is open"),
    ("/replay SESSION", "plays it as it happened"),
    ("/follow SESSION", "watches it live while another program records it"),
    ("/show SESSION", "reads it as text, question by question"),
    ("/check NAME", "validates the file of a session or a protocol"),
    ("/again", "reads the folder again"),
    ("/help", "this help"),
    ("/quit", "back to the shell"),
  ]

  static func isCommand(_ line: String) -> Bool { line.first == "/" }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - chosen: what is meant by a command without a name; nil for nothing.
  ///   - number: what a number as name means; in the list of plain mode each entry has one.
  static func read(
    _ line: String, in list: HomeList, chosen: HomeEntry?, number: (Int) -> HomeEntry? = { _ in nil }
  ) -> Result<HomeCommand, CommandFault> {
    var words = line.dropFirst().split(whereSeparator: \.isWhitespace).map(String.init)
    guard let name = words.first?.lowercased() else { return .failure(CommandFault(usages)) }
    words.removeFirst()
    switch name {
    case "quit", "q", "exit", "leave": return .success(.quit)
    case "help", "?": return .success(.help)
    case "again": return .success(.again)
    default: break
    }
    guard var action = HomeAction(rawValue: name), action != .runShort else {
      let names = all.compactMap { $0.usage.dropFirst().split(separator: " ").first.map(String.init) }
      let near = CommandFault.perhaps(name, among: names)
      return .failure(CommandFault("no command /\(name)\(near); there are: \(usages)"))
    }
    if action == .run, words.last?.lowercased() == "short" {
      words.removeLast()
      action = .runShort
    }
    guard words.count <= 1 else { return .failure(CommandFault("/\(name) takes one name")) }
    guard let word = words.first else {
      guard let chosen, chosen.takes(action) else {
        return .failure(CommandFault("/\(name) what? a name, or the start of one, follows it"))
      }
      return .success(.act(action, id: chosen.id))
    }
    if let wanted = Int(word), let entry = number(wanted), entry.takes(action) {
      return .success(.act(action, id: entry.id))
    }
    return list.id(word, for: action).map { .act(action, id: $0) }
  }

  private static var usages: String {
    all.map { $0.usage.prefix { $0 != " " } }.joined(separator: " ")
  }

  /// What a command that is being typed does; nil if there is none like it.
  static func about(_ line: String) -> String? {
    let name = line.prefix { !$0.isWhitespace }.lowercased()
    let near = all.filter { $0.usage.hasPrefix(name) }
    if near.count == 1 { return "\(near[0].usage): \(near[0].does)" }
    return near.isEmpty ? nil : near.map(\.usage).joined(separator: " · ")
  }
}

extension HomeEntry {
  /// The action is one for this kind of thing.
  fileprivate func takes(_ action: HomeAction) -> Bool {
    switch (self, action) {
    case (_, .check), (.protocol, .run), (.protocol, .runShort): return true
    case (.session, .run), (.session, .runShort), (.protocol, _): return false
    case (.session, _): return true
    }
  }
}

extension HomeList {
  /// The id that is meant: the id itself, or else the one that begins like that; case does not count.
  fileprivate func id(_ word: String, for action: HomeAction) -> Result<String, CommandFault> {
    let protocols = self.protocols.map(\.id)
    let sessions = self.sessions.map(\.id)
    switch action {
    case .run, .runShort: return HomeList.chosen(word, from: protocols, what: "protocol")
    case .check:
      let found = HomeList.chosen(word, from: protocols, what: "protocol")
      if case .success = found { return found }
      return HomeList.chosen(word, from: sessions, what: "protocol or session")
    default: return HomeList.chosen(word, from: sessions, what: "session")
    }
  }

  private static func chosen(
    _ word: String, from ids: [String], what: String
  ) -> Result<String, CommandFault> {
    if ids.contains(word) { return .success(word) }
    let wanted = word.lowercased()
    let near = ids.filter { $0.lowercased().hasPrefix(wanted) }
    if let same = near.first(where: { $0.utf8.count == wanted.utf8.count }) { return .success(same) }
    guard let first = near.first else { return .failure(.init("no \(what) begins with \(word)")) }
    guard near.count == 1 else {
      let shown = near.prefix(4).joined(separator: ", ") + (near.count > 4 ? ", …" : "")
      return .failure(.init("\(word) can be \(shown): write more of it"))
    }
    return .success(first)
  }
}
