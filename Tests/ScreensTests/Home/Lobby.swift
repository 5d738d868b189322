import Facilitation
import Interview
import Screens
import Testing
import Text
import TextScreen

@testable import Screens

/// Somebody at home: presses keys, sees. What home asks to be read is read at once, unless the disk is slow.
struct Lobby {
  private(set) var screen: HomeScreen
  var size: Size
  /// All that had to be done, in order.
  private(set) var effects: [HomeEffect] = []
  /// What the files say.
  var contents: HomeContents
  /// Nothing is read for a while.
  var diskStalls = false

  init(
    _ contents: HomeContents = Lobby.study, at path: String = "/home/anna/renewal",
    size: Size = Size(rows: 24, columns: 80)
  ) {
    self.contents = contents
    self.size = size
    let opened = HomeScreen.open(path, Lobby.unread(contents), size: size)
    screen = opened.screen
    perform(opened.effects)
  }

  /// The contents as the names of files tell them.
  static func unread(_ contents: HomeContents) -> HomeContents {
    HomeContents(
      protocols: contents.protocols.map { $0.strays.isEmpty ? HomeProtocol(id: $0.id) : $0 },
      sessions: contents.sessions.map {
        HomeSession(id: $0.id, hasJournal: $0.hasJournal, reviewers: $0.reviewers)
      }, faults: contents.faults, unreadable: contents.unreadable)
  }

  private mutating func perform(_ new: [HomeEffect]) {
    effects += new
    guard !diskStalls else { return }
    for effect in new {
      switch effect {
      case .readSessions(let ids): tell(.sessionsRead(contents.sessions.filter { ids.contains($0.id) }))
      case .readProtocols(let ids): tell(.protocolsRead(contents.protocols.filter { ids.contains($0.id) }))
      case .reload: tell(.reloaded(Lobby.unread(contents)))
      default: break
      }
    }
  }

  // MARK: Doing

  mutating func tell(_ event: HomeEvent) {
    perform(screen.handle(event))
    expectWhole()
  }

  mutating func tell(_ news: HomeNews) {
    perform(screen.handle(news))
    expectWhole()
  }

  /// Types characters, one key each.
  mutating func type(_ text: String) { for character in text { press(.character(character)) } }

  /// Types a line, and Enter.
  mutating func enter(_ line: String) {
    type(line)
    press(.enter)
  }

  /// Presses keys.
  mutating func press(_ keys: Key...) { for key in keys { tell(.key(key)) } }

  /// Nothing happens until home has read all it wants.
  mutating func rest() {
    var turns = 0
    while screen.wakeUp == 0, turns < 1000 {
      tell(.woke)
      turns += 1
    }
    #expect(turns < 1000, "it never comes to rest")
  }

  mutating func resize(_ size: Size) {
    self.size = size
    tell(.resized(size))
  }

  /// What is asked before this session is destroyed.
  static func goes(_ id: String) -> HomeNews {
    .goes(
      HomeBelongings(
        id: id,
        lines: [
          "destroyed for ever: \(id), 112 notes, finished", "with the reviews of anna", "3 files in all",
        ]))
  }

  /// The action that was opened last is over, and the folder is as it is now.
  mutating func comesBack(
    _ action: HomeAction, _ id: String, status: Int32 = 0, told: [String] = [], _ complaints: String...
  ) {
    tell(
      .back(
        HomeReturn(
          action: action, id: id, status: status, told: told, complaints: complaints,
          contents: Lobby.unread(contents))))
  }

  // MARK: Seeing

  var rows: [String] { screen.frame(size).text }
  var picture: String { rows.map { "|" + $0 }.joined(separator: "\n") }

  /// What was asked for that takes the terminal, or ends.
  var opened: [HomeEffect] {
    effects.filter { effect in
      switch effect {
      case .open, .discard, .quit: true
      default: false
      }
    }
  }

  func misses(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let isThere = picture.contains(text)
    #expect(!isThere, "on the screen: “\(text)”\n\(picture)", sourceLocation: sourceLocation)
  }

  /// It fits, nothing on it can do harm, and what is chosen is seen.
  private func expectWhole() {
    let shown = screen.frame(size)
    let fits = shown.rows.count == size.rows && shown.rows.allSatisfy { $0.columns <= size.columns }
    #expect(fits, "wider than the screen:\n\(picture)")
    let isSafe = shown.text.allSatisfy { $0.unicodeScalars.allSatisfy { !$0.isUnsafe } }
    #expect(isSafe, "unsafe:\n\(picture)")
    guard screen.size == size, HomeLayout(size).has(.list), screen.panel == nil, screen.entry != nil else {
      return
    }
    #expect(shown.text.contains { $0.hasPrefix(" ▸") }, "the choice is not seen:\n\(picture)")
  }

  // MARK: A study

  static func session(
    _ id: String, _ standing: SessionStanding, title: String = "Professionals and renewal",
    group: String = "", country: String = "", setting: String = "",
    date: String = "2026-03-14", minutes: Int = 92, notes: Int = 112, reviewers: [String] = []
  ) -> HomeSession {
    HomeSession(
      id: id, hasJournal: standing == .cutOff || standing == .running, reviewers: reviewers,
      content: .read(
        HomeSession.Heading(
          heading(
            id, title, group: Group(code: group, country: country, setting: setting), date: date,
            minutes: minutes,
            notes: notes), standing)))
  }

  /// What the file of a session says that began at 09:26.
  static func heading(
    _ id: String, _ title: String, _ status: SessionStatus = .open,
    group: Group, date: String = "2026-03-14", minutes: Int, notes: Int
  ) -> SessionHeading {
    SessionHeading(
      id: id, uuid: id, title: title, status: status,
      startedAt: WallTime(rfc3339: date + "T09:26:00.000Z") ?? WallTime(milliseconds: 0),
      begunAt: nil, endedAt: nil, group: group, protocolID: "cogov", protocolVersion: "1", notes: notes,
      participants: 8, lastOffset: .seconds(minutes * 60), lastRecord: notes, nextNote: notes + 1)
  }

  /// The study of a team in the middle of its work.
  static let study = HomeContents(
    protocols: [
      HomeProtocol(
        id: "cogov-professionals",
        content: .read(
          HomeProtocol.Heading(title: "Professionals and strategic renewal", minutes: 115, shortMinutes: 90))),
      HomeProtocol(
        id: "example",
        content: .read(HomeProtocol.Heading(title: "Our library", minutes: 30, shortMinutes: nil))),
      HomeProtocol(
        id: "half", content: .faulty("Protocols/half.yaml:12:7: error: question K1: no minutes (and 2 more)")),
    ],
    sessions: [
      session(
        "cogov-professionals-SI03-20260402-1010", .running, group: "SI03", country: "SI", setting: "museum",
        date: "2026-04-02", minutes: 12, notes: 9),
      session(
        "cogov-professionals-DE02-20260320-1300", .cutOff, group: "DE02", country: "DE",
        setting: "municipality", date: "2026-03-20", minutes: 41, notes: 57),
      session(
        "cogov-professionals-DE01-20260319-1300", .ended, group: "DE01", country: "DE",
        setting: "municipality", date: "2026-03-19"),
      session(
        "cogov-professionals-NL02-20260314-0926", .finished, group: "NL02", country: "NL", setting: "museum",
        reviewers: ["anna", "bo", "chris-from-the-second-team"]),
      session(
        "cogov-professionals-NL01-20260313-0900", .open, group: "NL01", country: "NL",
        setting: "municipality", date: "2026-03-13", minutes: 1510, notes: 12_345),
      HomeSession(id: "bad", content: .faulty("Sessions/bad.json:1:1: error: the key `format` is missing")),
      session("pilot", .finished, date: "2026-01-09", reviewers: ["anna"]),
    ])

  /// So many sessions, the newest first.
  static func many(_ count: Int, standing: SessionStanding = .finished) -> HomeContents {
    HomeContents(
      protocols: [study.protocols[1]],
      sessions: (0..<count).map { number in
        session(
          "example-\(count - number)", standing, group: "G\(count - number)",
          country: ["NL", "DE", "SI", "IT"][number % 4])
      })
  }
}
