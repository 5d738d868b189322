import Foundation
import PseudoTerminal
import Testing

@Suite("The note-taker's own comments")
struct CommentsTests {
  @Test("They are in no view of others, and in show and replay only if that is asked for")
  func left() throws {
    let study = try Study()
    let lines = "3 said aloud\n(P3 is xnervousx\n3 and more\n/leave\n"
    #expect(try study.run(Study.session("one"), input: lines).end == .exit(0))
    let shown = try study.run(["show", "one"])
    #expect(!shown.out.contains("xnervousx") && shown.out.contains("1 private comment left out"))
    #expect(try study.run(["show", "one", "--comments"]).out.contains("xnervousx"))
    let steps = "/play\n/find xnervousx\n/note 2\n/quit\n"
    let replayed = try study.run(["replay", "one", "--plain", "--speed", "64"], input: steps)
    #expect(replayed.end == .exit(0) && replayed.out.contains("and more"))
    #expect(!replayed.out.contains("P3 is xnervousx"))
    let all = try study.run(["replay", "one", "--plain", "--speed", "64", "--comments"], input: steps)
    #expect(all.out.contains("P3 is xnervousx"))
    #expect(try study.run(["replay", "one", "--follow", "--comments"], input: "").end == .exit(64))
    let followed = try study.run(["replay", "one", "--follow", "--plain"], input: "/find xnervousx\n/quit\n")
    #expect(!followed.out.contains("P3 is xnervousx"))
    // It stays part of the record.
    #expect(try study.session("one").texts == ["said aloud", "P3 is xnervousx", "and more"])
  }
}
