import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Discarding and printing at home, and what lies beside the protocols")
struct HomeDiscardTests {
  /// Somebody who was asked whether the pilot is to be destroyed.
  private func asked(_ filter: String = "") -> Lobby {
    var lobby = Lobby()
    lobby.rest()
    lobby.type(filter)
    lobby.enter(filter.isEmpty ? "/discard pilot" : "")
    lobby.tell(Lobby.goes("pilot"))
    return lobby
  }

  @Test("What goes is shown, and only the id that is typed by hand destroys it")
  func discards() {
    var lobby = asked()
    lobby.panel.says("destroyed for ever: pilot, 112 notes, finished")
    lobby.panel.says("with the reviews of anna")
    lobby.panel.says("type pilot and Enter to do it")
    lobby.prompt.says("its id?>")
    lobby.chosenEntry.says("pilot")
    for answer in ["yes", "pilo", "/discard"] {
      lobby.enter(answer)
      lobby.messages.says("that is not its id: nothing is destroyed")
      lobby.press(.control("u"))
    }
    lobby.press(.paste("pilot"), .tab)
    lobby.prompt.lacks("pilot")
    #expect(lobby.opened == [.open(.discard, id: "pilot")])
    lobby.enter("pilot")
    guard case .discard(let order)? = lobby.opened.last else {
      Issue.record("\(lobby.opened)")
      return
    }
    #expect(order.id == "pilot" && lobby.opened.count == 2)
  }

  @Test(
    "Esc, ^C, F1, an empty line and a sentence leave it as it was, and give back what was typed before",
    arguments: [Key.escape, .control("c"), .function(1), .enter])
  func leaves(key: Key) {
    var lobby = asked("pilot")
    lobby.prompt.says("its id?>")
    lobby.prompt.lacks("pilot")
    lobby.list.lacks("nothing fits")
    if key != .enter { lobby.type("pilo") }
    lobby.press(key)
    lobby.messages.says("pilot: left as it was")
    lobby.prompt.says("filter> pilot")
    if key == .function(1) { lobby.panel.says("Home lists the protocols") } else { lobby.list.marks("pilot") }
    #expect(!lobby.opened.contains { if case .discard = $0 { true } else { false } })
    lobby.press(.escape)
    lobby.enter("pilot")
    #expect(!lobby.opened.contains { if case .discard = $0 { true } else { false } })
  }

  @Test("A session that is open elsewhere is refused, and all stays as it was")
  func refused() {
    var lobby = Lobby()
    lobby.enter("/discard pilot")
    lobby.tell(.refused("pilot is open in another terminal, which goes on"))
    lobby.messages.says("pilot is open in another terminal, which goes on")
    lobby.prompt.says("filter>")
    lobby.enter("pilot")
    #expect(lobby.opened.last == .open(.replay, id: "pilot"))
  }

  @Test("After a discard the next session is chosen, and it is said what went")
  func nextIsChosen() {
    var lobby = Lobby()
    lobby.rest()
    for _ in 0..<2 { lobby.press(.down) }
    lobby.list.marks("NL02")
    let id = lobby.contents.sessions.remove(at: 3).id
    lobby.comesBack(.discard, id, told: ["discarded \(id): 4 files overwritten and removed"])
    lobby.list.marks("NL01")
    lobby.messages.says("discarded \(id): 4 files")
    lobby.header.says("6 sessions")
    let last = lobby.contents.sessions.removeLast().id
    lobby.press(.end)
    lobby.comesBack(.discard, last, status: 74, told: ["discarded", "it may still be in x: no"])
    lobby.list.marks("bad")
    lobby.messages.says("it may still be in x: no")
  }

  @Test("When the last that fitted a filter is gone, the whole list is seen, from where it stood")
  func filterGoes() {
    var lobby = Lobby()
    lobby.rest()
    lobby.type("nl02")
    let id = lobby.contents.sessions.remove(at: 3).id
    lobby.comesBack(.discard, id)
    #expect(lobby.screen.prompt.isEmpty)
    lobby.list.marks("NL01")
    lobby.type("de")
    lobby.contents.sessions.removeAll { $0.id.contains("DE02") }
    lobby.comesBack(.discard, "cogov-professionals-DE02-20260320-1300")
    lobby.prompt.says("filter> de")
    lobby.list.marks("DE01")
  }

  @Test("What can be done is offered where it can: nothing is destroyed that is running, a copy or elsewhere")
  func offered() {
    func actions(_ standing: SessionStanding) -> [HomeAction] {
      HomeEntry.session(Lobby.session("x", standing)).actions
    }
    for standing in [SessionStanding.open, .cutOff, .cutOffDamaged, .ended, .damaged, .finished] {
      #expect(actions(standing).last == .discard, "\(standing)")
    }
    for standing in [SessionStanding.running, .copy, .elsewhere] {
      #expect(!actions(standing).contains(.discard), "\(standing)")
    }
    func faulty(_ id: String) -> [HomeAction] {
      HomeEntry.session(HomeSession(id: id, content: .faulty("no"))).actions
    }
    #expect(faulty("bad") == [.check, .discard] && faulty("bad (1).json") == [.check])
    let protocols = Lobby.study.protocols.map { HomeEntry.protocol($0).actions }
    #expect(protocols == [[.run, .runShort, .print, .check], [.run, .print, .check], [.check]])
  }

  @Test("The footer tells of print with a protocol, and of discard with a session")
  func footer() {
    var lobby = Lobby()
    lobby.rest()
    for hint in ["Tab discard…", "^Q quit", "F1 help"] { lobby.hints.says(hint) }
    lobby.press(.home)
    for hint in ["Tab print…", "^Q quit", "F1 help"] { lobby.hints.says(hint) }
    lobby.press(.down, .down)
    lobby.list.marks("half")
    lobby.hints.says("Tab more")
    lobby.press(.function(1))
    for command in ["/print PROTOCOL", "/discard SESSION"] {
      #expect(HomeHelp.lines.contains { $0.hasPrefix("  \(command): ") })
    }
  }

  @Test("What lies beside the protocols is one row, which is not counted; check says what each is")
  func strays() {
    let names = ["guide.docx", "my guide.yaml", "note.txt", "z.csv"]
    var contents = Lobby.study
    contents.protocols.append(HomeProtocol(strays: names))
    var lobby = Lobby(contents)
    lobby.rest()
    lobby.header.says("2 protocols and 1 faulty · 7 sessions")
    lobby.list.says("guide.docx, my guide.yaml, note.txt and 1 more: not protocols; check says why")
    lobby.list.lacks("faulty  guide.docx")
    lobby.enter("docx")
    lobby.press(.escape)
    lobby.enter("/check z")
    lobby.enter("/run guide")
    lobby.messages.says("no protocol begins with guide")
    #expect(lobby.opened == [.open(.check, id: HomeProtocol.straysID), .open(.check, id: "z.csv")])
    #expect(HomeProtocol(strays: ["a.txt"]).fault == "a.txt: not a protocol; check says why")
  }
}
