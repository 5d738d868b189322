internal import Interview
internal import Text

/// Home as lines, for screen readers, braille lines and slow links: the list a page at a time, each entry with a
/// number; a line narrows it, takes a number, or is a command.
public struct PlainHome: Sendable {
  private let path: String
  private var list: HomeList
  /// Entries that were told of.
  private var told = 0
  /// A page is told once it is read; if words are looked for, once all sessions are.
  private var isWaiting = false
  private var readsAll = false
  /// It was said how much there is. That has to wait until the sessions are read, since a copy is not counted.
  private var isCounted = false
  /// What waits for an id to be typed.
  private var question: HomeQuestion?

  /// Entries that are told of at once.
  static let page = 20
  /// Sessions that are asked for at once.
  private static let chunk = 512

  /// Opens home.
  ///
  /// - Parameter path: of the study.
  /// - Returns: what has to be done first.
  public static func open(
    _ path: String, _ contents: HomeContents
  ) -> (home: PlainHome, effects: [HomeEffect]) {
    var home = PlainHome(path: path, list: HomeList(contents))
    let first = HomeEffect.say(["study: \(path)"] + contents.faults)
    let effects = home.tellPage(from: 0)
    return (home, [first] + effects)
  }

  private init(path: String, list: HomeList) {
    self.path = path
    self.list = list
  }

  /// Takes a line.
  ///
  /// - Returns: what has to be done, in order.
  public mutating func enter(_ line: String) -> [HomeEffect] {
    let text = line.trimmed
    if let question { return answer(question, text) }
    switch text.lowercased() {
    case "": return []
    case "more":
      guard told < list.count else { return [.say(["that was all; all lists it again"])] }
      return tellPage(from: told)
    case "all":
      list.narrow(to: "")
      return tellPage(from: 0)
    default: break
    }
    if HomeCommand.isCommand(text) { return command(text) }
    if let number = Int(text) {
      guard let entry = list.entry(number &- 1), let usual = entry.actions.first else {
        return [.say(["there is no \(number): 1 to \(list.count)"])]
      }
      return [.open(usual, id: entry.id)]
    }
    list.narrow(to: text)
    readsAll = true
    return tellPage(from: 0)
  }

  /// Takes what happened to what was asked for.
  public mutating func handle(_ news: HomeNews) -> [HomeEffect] {
    switch news {
    case .sessionsRead(let read): list.take(read, told: told)
    case .protocolsRead(let read): list.take(read)
    case .reloaded(let contents): return reload(contents)
    case .back(let end): return (end.told.isEmpty ? [] : [.say(end.told)]) + reload(end.contents)
    case .text(_, let lines): return [.say(lines)]
    case .refused(let why): return [.say(["error: \(why)"])]
    case .goes(let goes):
      question = HomeQuestion(goes, in: list)
      return [.say(question.map { $0.lines + [$0.howToAnswer] } ?? [])]
    }
    return isWaiting ? tell() : []
  }

  private mutating func answer(_ asked: HomeQuestion, _ text: String) -> [HomeEffect] {
    switch asked.take(text) {
    case .stays: return [.say([asked.other])]
    case .destroy(let order):
      question = nil
      return [.discard(order)]
    case .left(let words):
      question = nil
      return [.say([words])]
    }
  }

  /// `^C`: nothing that waits for an answer is done.
  package mutating func interrupt() -> [HomeEffect] {
    defer { question = nil }
    return [.say(["/quit leaves"] + (question.map { [$0.left] } ?? []))]
  }

  /// What a line stands behind.
  package var prompt: String { question?.prompt ?? "home>" }

  private mutating func reload(_ contents: HomeContents) -> [HomeEffect] {
    list.load(contents)
    list.narrow(to: "")
    return (contents.faults.isEmpty ? [] : [.say(contents.faults)]) + tellPage(from: 0)
  }

  private mutating func command(_ text: String) -> [HomeEffect] {
    switch HomeCommand.read(text, in: list, chosen: nil, number: { list.entry($0 &- 1) }) {
    case .failure(let fault): return [.say(["error: \(fault.message)"])]
    case .success(.quit): return [.quit]
    case .success(.again): return [.reload]
    case .success(.help): return [.say(PlainHome.help)]
    case .success(.act(let action, let id)): return [.open(action, id: id)]
    }
  }

  private static let help =
    [
      "a number does the usual: starts a session with a protocol, goes on with a session, replays a finished one",
      "words list what holds all of them; more goes on with the list; all lists everything",
    ] + HomeRoom.commands.rows.map(\.help) + ["a name may be cut short, or be its number"]

  // MARK: Telling

  private mutating func tellPage(from start: Int) -> [HomeEffect] {
    told = start
    isWaiting = true
    return tell()
  }

  /// Tells of the page, or asks for what of it is not read.
  private mutating func tell() -> [HomeEffect] {
    if readsAll {
      let unread = list.nextUnread(atMost: PlainHome.chunk)
      guard unread.isEmpty else { return [.readSessions(unread)] }
      readsAll = false
    }
    if let next = list.unreadProtocol { return [.readProtocols([next])] }
    let end = min(list.count, told + PlainHome.page)
    let unread = (max(told, list.protocolCount)..<max(end, list.protocolCount)).compactMap {
      list.needsReading(session: $0 - list.protocolCount)
    }
    guard unread.isEmpty else { return [.readSessions(unread)] }
    isWaiting = false
    var lines = isCounted ? [] : [counts]
    isCounted = true
    lines += (told..<end).compactMap { place in
      list.entry(place).map { "\(place + 1) \(PlainHome.line($0))" }
    }
    told = end
    if list.count == 0 { lines.append(list.isFiltered ? "nothing fits; all lists everything" : nothingYet) }
    let rest = list.count - end
    if rest > 0 { lines.append("\(grouped(rest)) more: more") }
    lines.append("a number, words to look for, /help or /quit")
    return [.say(lines)]
  }

  private var counts: String {
    let unreadable = list.unreadable
    return [
      unreadable.contains(.protocols)
        ? "protocols cannot be read" : list.protocolsCounted,
      unreadable.contains(.sessions)
        ? "sessions cannot be read" : groupedCount(list.sessionsOnce, "session"),
    ].joined(separator: ", ")
  }

  private var nothingYet: String {
    list.unreadable.isEmpty
      ? "no protocols and no sessions yet; focusgroup init makes an example"
      : "nothing can be listed; when that is mended: /again"
  }

  /// An entry in a line.
  static func line(_ entry: HomeEntry) -> String {
    switch entry {
    case .protocol(let found):
      switch found.content {
      case .unread: return "protocol \(found.id)"
      case .faulty(let error) where !found.strays.isEmpty: return error
      case .faulty(let error): return "protocol \(found.id), faulty: \(error)"
      case .read(let heading):
        let short = heading.shortMinutes.map { ", short \(plainNumber($0))" } ?? ""
        return "protocol \(found.id): \(heading.title), \(plainNumber(heading.minutes)) min\(short)"
      }
    case .session(let found):
      switch found.content {
      case .unread: return found.id
      case .faulty(let error): return "\(found.id), faulty: \(error)"
      case .read(let heading):
        let session = heading.session
        let begun = session.begun.civil
        let words: [String?] =
          [
            found.original.map { "copy of \($0)" },
            heading.standing == .copy ? nil : heading.standing.rawValue,
            "\(begun.date) \(begun.timeOfDay)", session.group.code, session.group.country,
            session.group.setting, "\(session.length / 60_000) min", groupedCount(session.notes, "note"),
            found.reviewers.isEmpty ? nil : "reviewed by " + found.reviewers.joined(separator: ", "),
          ] + found.copies
        return "\(found.id): " + words.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
      }
    }
  }
}
