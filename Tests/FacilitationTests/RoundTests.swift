import Facilitation
import Facilitators
import Interview
import Testing

@Suite("A question that goes round the table")
struct RoundTests {
  @Test("It is said how many of those here are in a note on it")
  func round() {
    var route = Facilitator.route
    route.questions[0].round = true
    var it = Facilitator(participants: 3, route: route)
    it.type(lines: "1 here", "2 here too", "~3 nods", "/question")
    #expect(it.answer == "2 of 3, no note yet on W of: P3")
    it.type(lines: "/who")
    #expect(it.answer == "2 of 3, no note yet on W of: P3")
    it.type(lines: "3 and here", "/question")
    #expect(it.answer == "3 of 3, everybody here is in a note on W")
    it.type("/go K1")
    #expect(it.heard.allSatisfy { !$0.contains("no note yet") })
    it.type("/question")
    #expect(it.heard.allSatisfy { !$0.contains("no note yet") })
    it.type("/who")
    #expect(it.answer == "no note yet on K1 of: P1, P2, P3")
  }
}
