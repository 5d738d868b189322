import Facilitation
import Facilitators
import Interview
import Testing

@Suite("What was destroyed takes one line")
struct DestroyedNotesTests {
  /// Four notes that went off the record, one redacted by itself, three in a row, on two questions.
  private static func told() -> Facilitator {
    var it = Facilitator(participants: 5)
    it.type("/go K1", after: 60)
    it.type(lines: "1 stays", "2 gone", "3 gone", "4 gone")
    it.type("/off since 2", after: 60)
    it.type("/on", after: 60)
    it.type(lines: "5 stays too", "1 alone", "2 between", "3 redacted", "4 redacted")
    it.type("/go K2", after: 60)
    it.type(lines: "5 elsewhere", "/redact 6", "/redact 8-10")
    return it
  }

  private static func notes(_ lines: [String], under question: String) -> [String] {
    Array(
      lines.drop { !$0.hasPrefix(question) }.prefix { $0 != "" }.filter {
        $0.hasPrefix("  0") || $0.contains("redacted")
      })
  }

  @Test("in show, under each question, with how many there were and when")
  func shown() {
    let it = Self.told()
    let lines = SessionText(it.session).lines
    #expect(
      Self.notes(lines, under: "K1") == [
        "  00:01:01 1 P1 stays",
        "  00:01:02–00:03:04 off the record, 3 notes destroyed",
        "  00:03:05 5 P5 stays too",
        "  00:03:06 6 redacted paraphrase",
        "  00:03:07 7 P2 between",
        "  2 notes redacted, 00:03:08–00:03:09",
      ])
    #expect(Self.notes(lines, under: "K2") == ["  00:04:10 10 redacted paraphrase"])
    #expect(lines.contains { $0.hasSuffix("; 9 notes; 3 participants heard") })
  }

  @Test("in the lines of replay, where the row begins, whatever part of it is read")
  func replayed() {
    var replay = Replay(Self.told().session, now: Facilitator.stamp(0))
    let told = replay.lines(after: Offset(-1), through: replay.timeline.end)
    #expect(
      told.filter { $0.contains("destroyed") || $0.contains("redacted") } == [
        "00:01:02–00:03:04 off the record, 3 notes destroyed",
        "00:03:06 6 K1 redacted paraphrase",
        "2 notes redacted, 00:03:08–00:03:09",
        "00:04:10 10 K2 redacted paraphrase",
      ])
    #expect(replay.lines(after: .seconds(62), through: .seconds(180)) == [])
    replay.seek(to: .seconds(61))
    #expect(
      replay.stepOn(at: Facilitator.stamp(0)) == [
        "00:01:02–00:03:04 off the record, 3 notes destroyed", "00:01:02 off the record, for 02:02",
      ])
    #expect(replay.stepOn(at: Facilitator.stamp(0)) == ["00:03:04 on the record"])
  }

  @Test("and what a filter leaves out is not counted")
  func filtered() {
    var it = Facilitator(participants: 5)
    it.type("/go K1", after: 60)
    it.type(lines: ">K2 1 raised early", "2 redacted", ">K2 3 raised early", "4 redacted", "/redact 1-4")
    var replay = Replay(it.session, now: Facilitator.stamp(0))
    let redacted = { (replay: Replay) in
      replay.lines(after: Offset(-1), through: replay.timeline.end).filter { $0.contains("redacted") }
    }
    #expect(redacted(replay) == ["4 notes redacted, 00:01:01–00:01:04"])
    _ = replay.enter("/filter K1", at: Facilitator.stamp(0))
    #expect(redacted(replay) == ["2 notes redacted, 00:01:02–00:01:04"])
  }

  @Test("While it lasts, the stretch off the record has no end, and a single note in it is told so, too")
  func lasting() {
    var it = Facilitator(participants: 5)
    it.type("/go K1", after: 60)
    it.type(lines: "1 stays", "2 gone", "/off since 2")
    #expect(
      Self.notes(SessionText(it.session).lines, under: "K1") == [
        "  00:01:01 1 P1 stays", "  00:01:02 off the record, 1 note destroyed",
      ])
  }
}
