import Facilitation
import Facilitators
import Interview
import Testing

@Suite("What was asked")
struct AskedTests {
  @Test("Another question is stated of without going on; undo of a skip comes back to the question")
  func outcomesElsewhere() {
    var it = Facilitator()
    it.type(lines: "/go K1", "/skip K2 time", "/covered E1")
    #expect(it.session.currentQuestion == "K1")
    #expect(it.session.standing(of: "K2") == .skipped && it.session.standing(of: "E1") == .covered)
    it.type("/skip K9")
    #expect(it.firstAnswer.hasPrefix("error: no question “K9”"))
    it.type(lines: "/skip sensitive", "/undo")
    #expect(it.session.currentQuestion == "K1" && it.session.outcome(of: "K1") == nil)
    it.type(lines: "/go K2", "/go E1", "3 noted", "/undo")
    #expect(it.session.currentQuestion == "E1")
  }

  @Test(
    "What is noted, shown or ticked while it is open takes back that a question was skipped; what is filed there does not"
  )
  func cleared() {
    for line in ["3 it was asked after all", "3+", "/1"] {
      var it = Facilitator()
      it.type(lines: "/go K1", "/skip time", "/go K1", line)
      #expect(it.session.outcome(of: "K1") == nil, "\(line)")
      #expect(it.session.standing(of: "K1") == .current)
      it.type("/undo")
      #expect(it.session.outcome(of: "K1")?.outcome == .skipped, "\(line)")
    }
    var it = Facilitator()
    it.type(lines: "/go K1", "/skip time", ">K1 3 raised late")
    #expect(it.session.outcome(of: "K1")?.outcome == .skipped)
    it.type(lines: "4 on K2, no: on K1 still", "/moved K1 since 2")
    #expect(it.session.outcome(of: "K1") == nil && it.session.standing(of: "K1") != .skipped)
  }

  @Test("A question that must be asked, or has notes, is said before it is skipped; nothing else is")
  func skipIsSaid() {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K2", "/skip time")
    #expect(it.session.outcome(of: "K2")?.outcome == .skipped && it.session.currentQuestion == "E1")
    it.type(lines: "/go K1", "3 so", "/skip time")
    #expect(it.session.outcome(of: "K1") == nil)
    #expect(it.heard.contains("it must be asked and has 1 note"))
  }

  @Test("A peek says a question with its probes and opens nothing, also before the group has begun")
  func peek() {
    var it = Facilitator(begun: false)
    it.type("/peek")
    #expect(it.heard.first == "question W: Welcome" && it.session.visits.isEmpty)
    it.type(lines: "/begin", "/peek K1")
    #expect(it.heard.contains { $0.hasPrefix("probe 1: ") } && it.session.currentQuestion == "W")
    #expect(it.session.visits.count == 1)
    it.type("/peek K9")
    #expect(it.firstAnswer.hasPrefix("error: no question “K9”"))
  }

  @Test("A note that is made when the question is not open any more takes nothing back")
  func afterwards() {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go E1", "/covered", "/end", "/end", "", "3 remembered")
    #expect(it.session.endedAt != nil && it.session.notes.map(\.question) == ["E1"])
    #expect(it.session.outcome(of: "E1")?.outcome == .covered)
  }
}
