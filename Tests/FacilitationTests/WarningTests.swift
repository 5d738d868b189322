import Facilitators
import Interview
import Testing

@testable import Facilitation

/// Whoever looks at the people does not see the preview, and in plain mode there is none.
@Suite("What the preview warns of is told after Enter")
struct WarningTests {
  @Test(
    "a seat that is text, and a sign that is none",
    arguments: [
      ("9 wrong seat", "text, not P9, who is not here; if somebody does sit there: /edit 1 P9 …"),
      ("9+ because", "text, not P9, who is not here; if somebody does sit there: /edit 1 P9 …"),
      ("4(comment", "text, not P4; if P4 said it: /edit 1 4 …"),
      (
        "<20m 1 too late",
        "text, not noted late: <15 or <2m before the note, 10 minutes at most; /edit 1"
      ),
      ("=all nods", "text, no show of hands: =6 or =1,3; /edit 1"),
      ("? who pays", "text, not a follow-up; /edit 1"),
      ("we saw #metoo and left", "#metoo stays text; /edit 1"),
    ])
  func told(line: String, words: String) {
    for interactive in [true, false] {
      var it = Facilitator(interactive: interactive)
      it.type("/consent all yes")
      it.type(line)
      #expect(it.heard.count == 2 && it.heard[0].hasPrefix("saved 1 ") && it.answer == words, "\(it.heard)")
      #expect(it.session.notes[0].content.speakers.isEmpty)
    }
  }

  @Test(
    "What is read as it was meant is not told",
    arguments: ["4 right", "<5 years ago", "text", "\\9 text", "13 of us", "50 years ago"])
  func silent(line: String) {
    var it = Facilitator()
    it.type(line)
    #expect(it.heard.count == 1, "\(it.heard)")
  }

  @Test("An edit is told as well")
  func edit() {
    var it = Facilitator()
    it.type(lines: "3 said", "/edit 1 9 said")
    #expect(it.answer.hasPrefix("text, not P9"))
  }

  @Test(
    "Seats that nobody sits on and signs without words do not become the point under discussion",
    arguments: ["9+", "9", "9-", "9,10+", "9+ 10-", "9+@2", "+", "-"])
  func alone(line: String) {
    var it = Facilitator(interactive: true)
    it.type("3 the point")
    it.type(line)
    #expect(it.firstAnswer.hasPrefix("error: ") && it.givenBack?.text == line)
    it.type("4+")
    #expect(it.firstAnswer == "shown P4 agrees with 1")
    it.type("\\" + line)
    #expect(it.texts == ["the point", line])
  }

  @Test("The refusal names the seats, and who has come is read", arguments: ["9+", "9,10+"])
  func come(line: String) {
    var it = Facilitator(interactive: true)
    it.type(lines: "3 the point", line)
    #expect(it.firstAnswer.contains(line == "9+" ? "/in 9;" : "/in 9 10;"))
    it.type(lines: "/in 9 10", line)
    #expect(it.firstAnswer.contains("with 1"))
  }

  @Test("Numbers that are words stay notes", arguments: ["50 %", "12:30", "9-10", "9 10", "100", "9 + 3"])
  func numbers(line: String) {
    var it = Facilitator()
    it.type(line)
    #expect(it.texts == [line])
  }
}
