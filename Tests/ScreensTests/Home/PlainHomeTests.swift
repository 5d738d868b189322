import Interview
import Testing

@testable import Facilitation
@testable import Screens

@Suite("Home in lines")
struct PlainHomeTests {
  private let contents: HomeContents
  private var home: PlainHome
  private var said: [String] = []
  private var opened: [HomeEffect] = []
  private var read = 0

  init() { self.init(Lobby.study) }

  private init(_ contents: HomeContents) {
    self.contents = contents
    let opened = PlainHome.open("/renewal", Lobby.unread(contents))
    home = opened.home
    perform(opened.effects)
  }

  private mutating func perform(_ effects: [HomeEffect]) {
    for effect in effects {
      switch effect {
      case .say(let lines): said += lines
      case .readSessions(let ids):
        read += ids.count
        perform(home.handle(.sessionsRead(contents.sessions.filter { ids.contains($0.id) })))
      case .readProtocols(let ids):
        perform(home.handle(.protocolsRead(contents.protocols.filter { ids.contains($0.id) })))
      case .reload: perform(home.handle(.reloaded(Lobby.unread(contents))))
      default: opened.append(effect)
      }
    }
  }

  private mutating func enter(_ line: String) {
    said = []
    perform(home.enter(line))
  }

  @Test("It says what there is, each with a number") mutating func list() throws {
    try expectGolden("home-plain", said)
  }

  @Test("Of a folder that cannot be read it is not said that there is nothing in it") func unreadable() {
    var home = PlainHomeTests(
      HomeContents(
        sessions: [Lobby.session("one", .open, notes: 1)], faults: ["Protocols: no"], unreadable: [.protocols]
      ))
    #expect(home.said.contains("protocols cannot be read, 1 session"))
    home = PlainHomeTests(HomeContents(faults: ["no", "no"], unreadable: [.protocols, .sessions]))
    #expect(home.said.contains("protocols cannot be read, sessions cannot be read"))
    #expect(home.said.contains("nothing can be listed; when that is mended: /again"))
  }

  @Test("A copy stands behind the session that it is a copy of") func copies() {
    var found = Lobby.session("one", .finished, notes: 3)
    found.copies = ["copy: one (1).json, 2 notes more"]
    #expect(PlainHome.line(.session(found)).hasSuffix("3 notes, copy: one (1).json, 2 notes more"))
  }

  /// Copies of the last of forty sessions and of the first, under names of their own.
  private static var copied: HomeContents {
    var sessions = (1...40).map { Lobby.session("s\($0)", .open, notes: 1) }
    for (place, original) in [(2, "s40"), (9, "s1"), (35, "s1")] {
      var copy = Lobby.session("\(original)-copy\(place)", .copy, notes: 1)
      copy.original = original
      sessions.insert(copy, at: place)
    }
    return HomeContents(sessions: sessions)
  }

  @Test("Copies go under their session and are not counted; a number that was told stays")
  func gathered() {
    var plain = PlainHomeTests(PlainHomeTests.copied)
    #expect(plain.said[1] == "0 protocols, 41 sessions")
    #expect(plain.said[2].hasPrefix("1 s1: open") && plain.said[3].hasPrefix("2 s1-copy9: copy of s1, "))
    #expect(plain.said[4].hasPrefix("3 s2: open") && plain.said[5].hasPrefix("4 s3: open"))
    let before = plain.said
    plain.enter("more")
    #expect(plain.said.contains { $0.contains("s1-copy35: copy of s1, ") })
    plain.enter("more")
    #expect(plain.said.contains { $0.hasPrefix("42 s40: open") })
    #expect(plain.said.contains { $0.hasPrefix("43 s40-copy2: copy of s40, ") })
    plain.enter("all")
    #expect(plain.said[1].hasPrefix("2 s1-copy9") && plain.said[2].hasPrefix(before[4]))
  }

  @Test("A number does the usual; a command takes a name or a number") mutating func numbers() {
    for line in ["2", "5", "/show 7", "/run 1 short", "/check bad", "9", "/quit"] { enter(line) }
    #expect(
      opened == [
        .open(.run, id: "example"), .open(.resume, id: "cogov-professionals-DE02-20260320-1300"),
        .open(.show, id: "cogov-professionals-NL02-20260314-0926"),
        .open(.runShort, id: "cogov-professionals"),
        .open(.check, id: "bad"), .open(.check, id: "bad"), .quit,
      ])
    for (line, wanted) in [
      ("0", "there is no 0: 1 to 10"), ("11", "there is no 11"), ("/frob", "error: /frob is no command"),
    ] {
      enter(line)
      #expect(said.first?.hasPrefix(wanted) == true, "\(said)")
    }
  }

  @Test("A session is destroyed once its id is typed, and a line that is not the id does nothing else")
  func discards() throws {
    var plain = PlainHomeTests()
    plain.enter("/discard 10")
    #expect(plain.opened == [.open(.discard, id: "pilot")] && plain.home.prompt == "home>")
    for line in ["", "no", "leave it there"] {
      plain.perform(plain.home.handle(Lobby.goes("pilot")))
      #expect(plain.home.prompt == "its id?")
      plain.enter(line)
      #expect(plain.said == ["pilot: left as it was"] && plain.home.prompt == "home>")
    }
    plain.said = []
    plain.perform(plain.home.handle(Lobby.goes("pilot")))
    #expect(plain.said.first == "destroyed for ever: pilot, 112 notes, finished")
    #expect(plain.said.last?.hasPrefix("type pilot and Enter to do it") == true)
    for line in ["2", "/quit", "pilo"] {
      plain.enter(line)
      #expect(plain.said.first?.hasPrefix("that is not it; type pilot") == true && plain.said.count == 1)
    }
    #expect(plain.opened.count == 1)
    plain.enter("pilot")
    guard case .discard(let order)? = plain.opened.last else {
      Issue.record("\(plain.opened)")
      return
    }
    #expect(order.id == "pilot" && plain.home.prompt == "home>")
    plain.perform(plain.home.handle(.refused("pilot is open in another terminal")))
    #expect(plain.said == ["error: pilot is open in another terminal"])
    plain.perform(plain.home.handle(Lobby.goes("pilot")))
    plain.said = []
    plain.perform(plain.home.interrupt())
    #expect(plain.said == ["/quit leaves", "pilot: left as it was"] && plain.home.prompt == "home>")
  }

  @Test("Words narrow the list, and the numbers go with it; all is the whole list again")
  mutating func words() {
    enter("nl museum")
    #expect(said.first?.hasPrefix("1 cogov-professionals-NL02") == true)
    enter("1")
    #expect(opened == [.open(.replay, id: "cogov-professionals-NL02-20260314-0926")])
    enter("nowhere to be found")
    #expect(said.first == "nothing fits; all lists everything")
    enter("")
    #expect(said.isEmpty)
    enter("all")
    #expect(said.count == 11)
  }

  @Test("A long list comes by twenty, and only what is told is read") func pages() {
    var home = PlainHomeTests(Lobby.many(100))
    #expect(home.said.contains("81 more: more") && home.read == 19)
    home.enter("more")
    #expect(home.said.first?.hasPrefix("21 example-81") == true && home.read == 39)
    for _ in 0..<4 { home.enter("more") }
    #expect(home.said.first == "101 example-1: finished, 2026-03-14 09:26, G1, IT, 92 min, 112 notes")
    home.enter("more")
    #expect(home.said == ["that was all; all lists it again"])
    home.enter("g7 nl")
    #expect(home.read == 100)
    #expect(home.said.first?.contains("NL") == true)
  }

  @Test("After an action the whole list is told anew, since numbers may have changed") mutating func back() {
    enter("nl")
    said = []
    perform(
      home.handle(
        .back(
          HomeReturn(action: .run, id: "example", status: 0, complaints: [], contents: Lobby.unread(contents))
        )))
    #expect(said.count == 11)
  }
}
