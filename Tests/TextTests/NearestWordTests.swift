import Testing
import Text

@Suite("The word that was meant")
struct NearestWordTests {
  private let words = ["back", "break", "finish", "undo"]

  @Test(
    "One slip is forgiven for every three letters",
    arguments: [("brek", "break"), ("baeck", "back"), ("finsih", "finish"), ("UNOD", "undo")])
  func near(typed: String, meant: String) {
    #expect(words.nearest(to: typed) == meant)
    #expect(words.suggestion(for: typed) == ", did you mean `\(meant)`?")
  }

  @Test("More is another word", arguments: ["", "mood", "xyz", String(repeating: "a", count: 100_000)])
  func far(typed: String) {
    #expect(words.nearest(to: typed) == nil)
    #expect(words.suggestion(for: typed) == "")
  }
}
