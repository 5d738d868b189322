import Facilitators
import Interview
import Testing

@testable import Facilitation

@Suite("Whoever reads a note in words is told that it is not to be quoted")
struct QuotingWordsTests {
  private func told() -> Facilitator {
    var it = Facilitator()
    it.type(lines: "/consent 4 quote no", "/go K1", "4 \"word for word #new", "3 \"of another", "4 in short")
    return it
  }

  @Test("On a line of its own, in a replay's lines, and in what was said of it last")
  func replayed() throws {
    let session = told().session
    #expect(
      session.notes.map(session.line).map { $0.hasSuffix(" (not to be quoted)") } == [true, false, false])
    let replay = Replay(session, now: Facilitator.stamp(0))
    let lines = replay.lines(after: Offset(-1), through: Offset(.max))
    #expect(lines.contains("00:00:03 1 K1 P4 “word for word” #new (not to be quoted)"))
    #expect(lines.contains("00:00:04 2 K1 P3 “of another”"))
  }

  @Test("In the answer to whoever has just typed it")
  func answered() {
    var it = told()
    it.type("4 \"once more")
    #expect(it.answer == "saved 4 00:00:06 K1 P4 quote, not to be quoted: once more")
    it.type("/edit 4 4 \"twice more")
    #expect(it.answer == "edited 4 00:00:06 K1 P4 quote, not to be quoted: twice more")
    it.type("/edit 4 3 \"by another")
    #expect(it.answer == "edited 4 00:00:06 K1 P3 quote: by another")
  }
}
