import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("At home")
struct HomeScreenTests {
  @Test("What there is is seen, and what was cut off is chosen")
  func first() {
    var lobby = Lobby()
    lobby.header.says("/home/anna/renewal")
    lobby.header.says("3 protocols · 7 sessions · 1 cut off")
    lobby.rest()
    lobby.header.says("2 protocols and 1 faulty · 7 sessions · 1 cut off")
    lobby.list.marks("cut off")
    lobby.list.marks("DE02")
    lobby.messages.says("a session was cut off: Enter recovers it")
    lobby.list.says("faulty    Sessions/bad.json:1:1: error: the key `format` is missing")
  }

  @Test(
    "Enter does the usual",
    arguments: [
      ("SI03", HomeAction.follow), ("DE02", .resume), ("DE01", .resume), ("NL02", .replay), ("NL01", .resume),
      ("bad", .check), ("example", .run), ("half", .check),
    ])
  func usual(word: String, action: HomeAction) throws {
    var lobby = Lobby()
    lobby.rest()
    lobby.enter(word)
    let id = try #require(
      (Lobby.study.sessions.map(\.id) + Lobby.study.protocols.map(\.id)).first { $0.contains(word) })
    #expect(lobby.opened == [.open(action, id: id)])
  }

  @Test("A newcomer chooses a protocol and presses Enter")
  func newcomer() {
    var lobby = Lobby(HomeContents(protocols: Lobby.study.protocols))
    lobby.list.says("no sessions yet; choose a protocol and press Enter to start one")
    lobby.list.says("Enter starts a session with one")
    lobby.press(.down, .enter)
    #expect(lobby.opened == [.open(.run, id: "example")])
  }

  @Test("In an empty study it is said how to begin")
  func empty() {
    var lobby = Lobby(HomeContents())
    lobby.list.says("focusgroup init")
    lobby.press(.enter, .tab, .down, .pageDown, .end, .up)
    #expect(lobby.opened.isEmpty)
    lobby.press(.control("q"))
    #expect(lobby.opened == [.quit])
  }

  @Test("All words must fit, wherever they stand and whatever the case")
  func filter() {
    var lobby = Lobby()
    lobby.rest()
    for (words, wanted) in [
      ("de municipality", ["DE02", "DE01"]), ("MUSEUM nl", ["NL02"]), ("anna", ["NL02", "pilot"]),
      ("cut off", ["DE02"]), ("2026-03-1 finished", ["NL02"]), ("format missing", ["bad"]),
      ("faulty", ["half", "bad"]),
      ("strategic", ["cogov-professionals"]), ("renewal si0", ["SI03"]),
    ] {
      lobby.press(.control("u"))
      lobby.type(words)
      let rows = lobby.rows[2..<19].filter { row in
        row.count > 3 && !row.contains("PROTOCOLS") && !row.contains("STATUS")
      }
      #expect(rows.count == wanted.count, "\(words)\n\(lobby.picture)")
      for (row, word) in zip(rows, wanted) { #expect(row.contains(word), "\(words)\n\(lobby.picture)") }
    }
    lobby.press(.control("u"))
    lobby.type("no such thing")
    lobby.list.says("nothing fits “no such thing”")
    lobby.press(.enter)
    #expect(lobby.opened.isEmpty)
    lobby.press(.escape)
    lobby.list.says("example")
    #expect(lobby.screen.prompt.isEmpty)
  }

  @Test("^C clears what is typed, and in an empty line goes back to the shell; ^Q always does")
  func quits() {
    var lobby = Lobby()
    lobby.type("nl")
    lobby.press(.control("c"))
    #expect(lobby.opened.isEmpty && lobby.screen.prompt.isEmpty)
    lobby.press(.control("c"))
    #expect(lobby.opened == [.quit])
    var other = Lobby()
    other.type("nl")
    other.press(.control("q"))
    #expect(other.opened == [.quit])
  }

  @Test("Tab, or → in an empty line, lists what is possible and no more", arguments: [Key.tab, .right])
  func actions(key: Key) {
    var lobby = Lobby()
    lobby.press(key)
    for word in ["resume", "recovers it", "replay", "show", "check"] { lobby.panel.says(word) }
    lobby.misses("follow")
    lobby.press(.down, .down, .enter)
    #expect(lobby.opened == [.open(.show, id: "cogov-professionals-DE02-20260320-1300")])
    lobby.press(.home)
    lobby.rest()
    lobby.press(key)
    lobby.panel.says("run short  starts a session of 90 instead of 115 minutes")
    lobby.panel.says("print      shows it as a guide on paper, and how to print it")
    lobby.press(.escape)
    lobby.list.says("PROTOCOLS")
    lobby.press(key, .down, .enter)
    #expect(lobby.opened.last == .open(.runShort, id: "cogov-professionals"))
  }

  @Test("What is typed goes into the line, whatever is open")
  func noModes() {
    var lobby = Lobby()
    for key in [Key.tab, .function(1)] {
      lobby.press(key)
      lobby.type("nl02")
      lobby.prompt.says("filter> nl02")
      lobby.list.marks("NL02")
      lobby.press(.escape)
    }
  }

  @Test(
    "Every action has a command; a name may be cut short",
    arguments: [
      ("/run ex", HomeEffect.open(.run, id: "example")),
      ("/run COGOV short", .open(.runShort, id: "cogov-professionals")),
      ("/resume cogov-professionals-DE02", .open(.resume, id: "cogov-professionals-DE02-20260320-1300")),
      ("/replay pil", .open(.replay, id: "pilot")), ("/follow PILOT", .open(.follow, id: "pilot")),
      ("/show pilot", .open(.show, id: "pilot")), ("/check half", .open(.check, id: "half")),
      ("/check bad", .open(.check, id: "bad")), ("/quit", .quit),
      ("/show", .open(.show, id: "cogov-professionals-DE02-20260320-1300")),
      ("/print ex", .open(.print, id: "example")), ("/discard pil", .open(.discard, id: "pilot")),
      ("/discard", .open(.discard, id: "cogov-professionals-DE02-20260320-1300")),
    ])
  func commands(line: String, wanted: HomeEffect) {
    var lobby = Lobby()
    lobby.enter(line)
    #expect(lobby.opened == [wanted])
    #expect(lobby.screen.prompt.isEmpty)
  }

  @Test(
    "A command that is none stays in the line, and it is said why",
    arguments: [
      ("/frob", "/frob is no command; there are"),
      ("/rezume x", "/rezume is no command, perhaps /resume"),
      ("/resume cogov", "cogov can be"),
      ("/resume zoo", "no session begins with zoo"),
      ("/run", "/run what?"), ("/run a b c", "/run is used like this: /run PROTOCOL"), ("/", "/run"),
      ("/run pilot", "no protocol begins with pilot"), ("/print pilot", "no protocol begins with pilot"),
      ("/discard example", "no session begins with example"),
      ("/print", "/print what?"),
    ])
  func wrongCommands(line: String, said: String) {
    var lobby = Lobby()
    lobby.enter(line)
    #expect(lobby.opened.isEmpty)
    lobby.messages.says(said)
    lobby.prompt.says("do> \(line)")
  }

  @Test("Tab completes a command and the name behind it")
  func completion() {
    var lobby = Lobby()
    lobby.type("/res")
    lobby.press(.tab)
    lobby.type("pi")
    lobby.press(.tab, .enter)
    #expect(lobby.opened == [.open(.resume, id: "pilot")])
    lobby.type("/show cogov-professionals-n")
    lobby.press(.tab)
    lobby.prompt.says("do> /show cogov-professionals-NL0")
  }

  @Test("What is shown is read at closing: from the top, by pages, and back")
  func reading() {
    var lobby = Lobby()
    lobby.tell(.text(title: "show pilot", lines: (1...100).map { "  \($0) line" }))
    lobby.panel.says("show pilot")
    lobby.panel.says("from line 1 of 100")
    lobby.press(.end)
    lobby.panel.says("  100 line")
    lobby.press(.pageUp, .up)
    lobby.misses("100 line")
    lobby.press(.home)
    lobby.panel.says("  1 line")
    lobby.press(.enter)
    lobby.list.says("PROTOCOLS")
    #expect(lobby.opened.isEmpty)
    lobby.press(.function(1))
    lobby.panel.says("Home lists the protocols")
    lobby.press(.function(1))
    lobby.list.says("PROTOCOLS")
  }

  // MARK: Coming back

  @Test("Back from a new session, that is chosen, and it is said how it was left")
  func backFromRun() {
    var lobby = Lobby()
    lobby.type("exam")
    lobby.press(.enter)
    lobby.contents.sessions.insert(Lobby.session("example-20260501-0900", .open, notes: 3), at: 0)
    lobby.comesBack(.run, "example")
    lobby.list.marks("example-2026")
    lobby.messages.says("example-20260501-0900: open, 3 notes saved")
    lobby.header.says("8 sessions")
    #expect(lobby.effects.contains(.repaint))
  }

  @Test("Back from a session that was gone on with, it stays chosen, with how it is now")
  func backFromResume() {
    var lobby = Lobby()
    lobby.press(.enter)
    let id = "cogov-professionals-DE02-20260320-1300"
    lobby.contents.sessions[1] = Lobby.session(id, .finished, group: "DE02", country: "DE", notes: 60)
    lobby.comesBack(.resume, id)
    lobby.list.marks("finished")
    lobby.list.marks("DE02")
    lobby.messages.says("\(id): finished, 60 notes saved")
    lobby.misses("cut off")
  }

  @Test("What an action complained of is said; else what to do about its exit status")
  func backWithFault() {
    var lobby = Lobby()
    lobby.comesBack(.resume, "pilot", status: 75, "focusgroup: pilot is open in another terminal")
    lobby.messages.says(" pilot is open in another terminal")
    lobby.comesBack(.resume, "pilot", status: 75)
    lobby.messages.says("Tab: follow or show it")
    lobby.comesBack(.run, "half", status: 65)
    lobby.messages.says("the file is invalid; Tab, check says where")
    lobby.press(.down)
    lobby.misses("the file is invalid")
  }

  @Test(
    "F5 reads the folder again; what is chosen stays chosen, wherever it is then",
    arguments: [Key.function(5), .control("l")])
  func again(key: Key) {
    var lobby = Lobby()
    lobby.type("pilot")
    lobby.contents.sessions.removeFirst(3)
    lobby.contents.faults = ["Sessions: cannot be read"]
    lobby.press(key)
    lobby.list.marks("pilot")
    lobby.messages.says("Sessions: cannot be read")
    lobby.press(.escape)
    lobby.list.marks("pilot")
    lobby.header.says("4 sessions")
  }

  @Test("Of a folder that cannot be read it is not said that there is nothing in it")
  func unreadable() {
    for size in [Size(rows: 24, columns: 80), Size(rows: 12, columns: 40)] {
      let fault = "Protocols: cannot be read"
      var lobby = Lobby(
        HomeContents(
          sessions: [Lobby.session("one", .open, notes: 1)], faults: [fault], unreadable: [.protocols]),
        size: size)
      lobby.list.says("their folder cannot be read")
      lobby.misses("none yet")
      lobby.misses("0 protocols")
      lobby = Lobby(HomeContents(faults: ["Sessions: no"], unreadable: [.sessions]), size: size)
      lobby.list.says("their folder cannot be read")
      lobby.misses("no sessions yet")
      lobby.misses("0 sessions")
    }
  }

  @Test("A word finds an accented letter in whichever byte form it is, and none without its accent")
  func accents() {
    var contents = HomeContents(
      sessions: ["one", "two", "three"].map { Lobby.session($0, .open, notes: 1) })
    for (place, title) in ["the caf\u{E9}", "the cafe\u{301}", "a cafe\u{FE0F}"].enumerated() {
      if case .read(var heading) = contents.sessions[place].content {
        heading.session.title = title
        contents.sessions[place].content = .read(heading)
      }
    }
    var lobby = Lobby(contents)
    lobby.rest()
    lobby.type("caf\u{E9}")
    #expect(lobby.screen.list.sessionCount == 2)
    for _ in 0..<4 { lobby.press(.backspace) }
    lobby.type("cafe")
    #expect(lobby.screen.list.sessionCount == 1)
  }

  @Test("Thousands of copies cost a list in proportion to their number")
  func manyCopies() {
    func steps(_ count: Int) -> Double {
      var sessions = [Lobby.session("one", .open, notes: 1)]
      for number in 1...count {
        var copy = Lobby.session("x\(number)", .copy, notes: 1)
        copy.original = "one"
        sessions.insert(copy, at: 0)
      }
      let contents = HomeContents(sessions: sessions)
      let start = ContinuousClock.now
      var list = HomeList(contents)
      list.take(Array(sessions[..<count]))
      #expect(list.session(0).id == "one" && list.sessionCount == count + 1)
      return (ContinuousClock.now - start) / .seconds(1)
    }
    _ = steps(1000)
    let small = (0..<5).map { _ in steps(1000) }.min() ?? 0
    let large = (0..<3).map { _ in steps(16_000) }.min() ?? 0
    // 16 times as many: a step for each pair of copies would cost 256 times as much.
    #expect(large / small < 80, "\(large) s and \(small) s")
  }

  @Test("A copy goes under the session it is a copy of, keeps being chosen, and is not counted")
  func copies() {
    var contents = HomeContents(sessions: (1...60).map { Lobby.session("s\($0)", .open, notes: 1) })
    for (place, original) in [(1, "s40"), (9, "s1"), (58, "s1")] {
      var copy = Lobby.session("\(original)-copy\(place)", .copy, notes: 1)
      copy.original = original
      contents.sessions.insert(copy, at: place)
    }
    var lobby = Lobby(contents)
    lobby.press(.end)
    lobby.rest()
    lobby.list.marks("s60")
    lobby.header.says("60 sessions")
    lobby.press(.home, .down)
    lobby.list.marks("  s1-copy9")
    lobby.press(.down)
    lobby.list.marks("  s1-copy58")
    lobby.press(.function(5))
    lobby.list.marks("  s1-copy58")
    lobby.rest()
    lobby.type("s40")
    lobby.press(.down)
    lobby.list.marks("  s40-copy1")
  }

  @Test("A folder that has become empty leaves nothing chosen")
  func gone() {
    var lobby = Lobby()
    lobby.press(.end)
    lobby.contents = HomeContents()
    lobby.press(.function(5), .enter, .tab, .up)
    #expect(lobby.opened.isEmpty)
  }
}
