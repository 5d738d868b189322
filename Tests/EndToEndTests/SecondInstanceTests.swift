import PseudoTerminal
import Testing

@Suite("A second instance")
struct SecondInstanceTests {
  @Test("Resuming a session that is being recorded is 75, says what to do and disturbs nothing")
  func refused() throws {
    let study = try Study()
    let first = try study.start(Study.session("one"))
    first.enter("1 before")
    try first.answer("saved 1")
    let second = try study.run(["resume", "one"], input: "2 from elsewhere\n")
    #expect(second.end == .exit(75))
    #expect(second.out == "")
    #expect(second.err.contains("one is open in another terminal"))
    #expect(second.err.contains("focusgroup replay --follow one"))
    let unnamed = try study.run(["resume"])
    #expect(unnamed.end == .exit(75), "there is no other to go on with")
    #expect(
      unnamed.err.contains("one is open in another terminal; see it with: focusgroup replay --follow one"))
    #expect(try study.run(["show", "one"]).out.contains("before"))
    first.enter("3 after")
    try first.answer("saved 2")
    first.enter("/end")
    #expect(try first.outcome().end == .exit(0))
    #expect(try study.session("one").texts == ["before", "after"])
  }

  @Test("A new session with the same id gets another one")
  func sameID() throws {
    let study = try Study()
    let first = try study.start(Study.session("one"))
    try first.answer("session one")
    let second = try study.run(Study.session("ONE"), input: "1 mine\n/end\n")
    #expect(second.lines[0] == "session ONE-2")
    first.enter("/end")
    #expect(try first.outcome().end == .exit(0))
    #expect(try study.session("ONE-2").texts == ["mine"])
    #expect(try study.session("one").texts == [])
  }

  @Test("Of several that resume at once one wins, however the session ended")
  func race() throws {
    let study = try Study()
    for round in 1...6 {
      let id = "race\(round)"
      let before = try study.start(Study.session(id))
      before.enter("1 first")
      try before.answer("saved 1")
      if round.isMultiple(of: 2) { before.closeInput() } else { try before.kill() }
      _ = try before.running.wait()
      let racers = try (0..<4).map { _ in try study.start(["resume", id]) }
      for racer in racers { racer.enter("2 after the race") }
      for racer in racers { racer.closeInput() }
      let outcomes = try racers.map { try $0.outcome() }
      // One that comes when the winner is gone already is no rival.
      let won = outcomes.filter { $0.end == .exit(0) }
      #expect(won.count >= 1)
      #expect(outcomes.allSatisfy { [.exit(0), .exit(75)].contains($0.end) })
      #expect(try study.session(id).texts == ["first"] + won.map { _ in "after the race" })
      #expect(won.allSatisfy { $0.saved.count == 1 })
    }
  }
}
