import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("What home reads")
struct HomeReadingTests {
  private func asked(_ effects: some Sequence<HomeEffect>) -> [String] {
    effects.flatMap { effect -> [String] in
      guard case .readSessions(let ids) = effect else { return [] }
      return ids
    }
  }

  @Test("Before the first screen only what stands on it", arguments: [10, 100, 10_000])
  func first(count: Int) {
    let lobby = Lobby(Lobby.many(count))
    let rows = lobby.rows.count { $0.contains("finished") }
    #expect(asked(lobby.effects).count == min(count, rows))
    #expect(rows == min(count, 13))
    #expect(!lobby.effects.contains { if case .readProtocols = $0 { true } else { false } })
  }

  @Test("What was cut off long ago is read first too, and chosen")
  func journals() {
    var contents = Lobby.many(1000)
    contents.sessions[700] = Lobby.session("old", .cutOff)
    let lobby = Lobby(contents)
    #expect(asked(lobby.effects).last == "old")
    lobby.list.marks("old")
    lobby.header.says("1 cut off")
  }

  @Test("A key reads what comes into sight, and nothing twice")
  func keys() {
    var lobby = Lobby(Lobby.many(1000))
    lobby.press(.end)
    lobby.chosenEntry.says("example-1 ")
    #expect(asked(lobby.effects).count < 40)
    for _ in 0..<30 { lobby.press(.pageUp) }
    lobby.press(.home, .end, .home)
    let ids = asked(lobby.effects)
    #expect(Set(ids).count == ids.count)
  }

  @Test("The rest is read when nothing else happens, a chunk at a time; a filter finds more and more")
  func chunks() {
    var lobby = Lobby(Lobby.many(1000))
    lobby.type("it")
    lobby.header.says("reading 13 of 1,000")
    #expect(lobby.screen.list.sessionCount == 3)
    lobby.tell(.woke)
    lobby.tell(.woke)
    #expect(lobby.screen.list.progress.read == 13 + HomeScreen.chunk)
    lobby.rest()
    #expect(lobby.screen.list.sessionCount == 250)
    lobby.misses("reading")
    #expect(Set(asked(lobby.effects)).count == asked(lobby.effects).count)
    #expect(lobby.screen.wakeUp == 1000)
  }

  @Test("Reading on never moves the choice of somebody")
  func choiceStays() {
    var lobby = Lobby(Lobby.many(300))
    lobby.type("2 nl")
    lobby.press(.down)
    let chosen = lobby.screen.entry?.id
    #expect(chosen != nil)
    lobby.rest()
    #expect(lobby.screen.entry?.id == chosen)
  }

  @Test("A slow disk leaves names to be seen and to be chosen")
  func slow() {
    var lobby = Lobby(Lobby.many(0))
    lobby.diskStalls = true
    lobby.contents = Lobby.many(50)
    lobby.tell(.reloaded(Lobby.unread(lobby.contents)))
    lobby.press(.end)
    lobby.list.marks("example-1")
    #expect(lobby.screen.wakeUp == 0)
    lobby.press(.enter)
    #expect(lobby.opened == [.open(.show, id: "example-1")])
  }

  @Test("After the folder was read again, what was known stays until it is read anew")
  func stale() {
    var lobby = Lobby(Lobby.many(500))
    lobby.rest()
    lobby.press(.function(5))
    lobby.type("it")
    #expect(lobby.screen.list.sessionCount == 125)
    lobby.header.says("reading ")
    lobby.contents.sessions = lobby.contents.sessions.map { Lobby.session($0.id, .open, country: "XX") }
    let readBefore = lobby.screen.list.progress.read
    lobby.rest()
    #expect(readBefore < 40 && lobby.screen.list.sessionCount <= readBefore)
  }
}
