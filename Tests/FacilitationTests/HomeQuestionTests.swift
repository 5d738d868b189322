import Testing

@testable import Facilitation

@Suite("What home asks before it destroys")
struct HomeQuestionTests {
  private func asked() throws -> HomeQuestion {
    try #require(HomeQuestion(HomeBelongings(id: "pilot-1", lines: ["pilot-1, 3 notes"]), in: HomeList()))
  }

  @Test(
    "Only the id itself destroys; another word is asked about again, nothing and a sentence leave all as it was"
  )
  func answers() throws {
    let question = try asked()
    #expect(question.lines == ["pilot-1, 3 notes"] && question.prompt == "its id?")
    for line in ["pilot-1", "  pilot-1 "] {
      guard case .destroy(let order) = question.take(line) else {
        Issue.record("\(line)")
        continue
      }
      #expect(order.id == "pilot-1")
    }
    for line in ["pilot", "PILOT-1", "yes", "y", "pilot-10"] {
      #expect(question.take(line) == .stays, "\(line)")
    }
    for line in ["", "  ", "no", "pilot-1 please"] {
      #expect(question.take(line) == .left("pilot-1: left as it was"), "\(line)")
    }
  }

  @Test("The row of what destroys asks, and no other does; without what goes there is no question")
  func rows() throws {
    for row in HomeRoom.commands.rows {
      switch row.asks {
      case .naming(let question, _):
        #expect(row.names == ["discard"])
        #expect(question(.act(.discard, name: "x"), HomeRoom(HomeList()), ()) == nil)
      case .nothing: #expect(row.names != ["discard"])
      case .first, .afterwards: Issue.record("\(row.names)")
      }
    }
  }
}
