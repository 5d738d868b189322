import Foundation
import PseudoTerminal
import Testing

@Suite("A review, with the built program")
struct ReviewTests {
  @Test("What a reviewer says is beside the session, whose bytes do not change")
  func bytesStay() throws {
    let study = try Study.withSample()
    let before = try study.bytesAndTime(Study.sample + ".json")
    let lines = [
      "/code 12 #bar.mes #own.idea", "/newcode own.idea What it means", "/memo 12 compare with 14",
      "/check 14 who?",
      "/speaker 14 3", "/verify 15 every single word", "/undo", "/redo", "/unmemo 1", "/uncode 12 #own.idea",
      "/agreement",
    ]
    let outcome = try study.run(
      ["replay", Study.sample, "--plain", "--reviewer", "anna"], input: lines.joined(separator: "\n") + "\n")
    #expect(outcome.end == .exit(0), "\(outcome.err)")
    #expect(outcome.out.contains("coded 12 #bar.mes #own.idea; new"))
    #expect(!outcome.out.contains("error:"), "\(outcome.out)")
    let after = try study.bytesAndTime(Study.sample + ".json")
    #expect(after.bytes == before.bytes)
    #expect(after.time == before.time)
    let review = try study.review("anna")
    #expect(review.session == Study.sample)
    #expect(review.notes.compactMap(\.verified?.text) == ["every single word"])
    #expect(review.notes.flatMap { $0.codes ?? [] }.map(\.code) == ["bar.mes"])
    #expect(study.sessionFiles == [Study.sample + ".json", Study.sample + ".review-anna.json"])
  }

  @Test("The reviewer's name is asked once and kept for the next time")
  func name() throws {
    let study = try Study.withSample()
    let first = try study.run(["replay", Study.sample, "--plain"], input: "/memo 3 mine\n/reviewer tomas\n")
    #expect(first.out.contains("who reviews? /reviewer anna"))
    #expect(try study.review("tomas").memos == ["mine"])
    let second = try study.run(["replay", Study.sample, "--plain"], input: "/memo 3 mine too\n")
    #expect(second.end == .exit(0), "\(second.err)")
    #expect(try study.review("tomas").memos == ["mine", "mine too"])
    let wrong = try study.run(["replay", Study.sample, "--plain", "--reviewer", "../x"])
    #expect(wrong.end == .exit(64))
  }

  @Test("What was acknowledged survives a kill, and the next start goes on with it")
  func killed() throws {
    let study = try Study.withSample()
    let program = try study.start(["replay", Study.sample, "--plain", "--comments", "--reviewer", "anna"])
    for number in 1...20 {
      program.enter("/memo \(number) remark \(number)")
      try program.answer("memo \(number) on \(number)")
    }
    try program.kill()
    let outcome = try study.run(
      ["replay", Study.sample, "--plain", "--comments", "--reviewer", "anna"],
      input: "/memo 21 remark 21\n/undo\n/redo\n")
    #expect(outcome.end == .exit(0), "\(outcome.err)")
    #expect(try study.review("anna").memos == (1...21).map { "remark \($0)" })
    #expect(study.sessionFiles.allSatisfy { $0.hasSuffix(".json") })
  }

  @Test("Two reviewers work at once; the same one twice is refused, and loses nothing")
  func atOnce() throws {
    let study = try Study.withSample()
    let anna = try study.start(["replay", Study.sample, "--plain", "--reviewer", "anna"])
    anna.enter("/memo 3 of anna")
    try anna.answer("memo 1 on 3")
    let tomas = try study.run(
      ["replay", Study.sample, "--plain", "--reviewer", "tomas"], input: "/memo 3 of tomas\n")
    #expect(tomas.out.contains("memo 1 on 3"))
    let twice = try study.run(
      ["replay", Study.sample, "--plain", "--reviewer", "anna"], input: "/memo 4 twice\n")
    #expect(twice.out.contains("error:") && twice.out.contains("anna"), "\(twice.out)")
    #expect(!twice.out.contains("memo 2 on 4"))
    anna.enter("/memo 5 again of anna")
    try anna.answer("memo 2 on 5")
    anna.enter("/leave")
    #expect(try anna.outcome().end == .exit(0))
    #expect(try study.review("anna").memos == ["of anna", "again of anna"])
    #expect(try study.review("tomas").memos == ["of tomas"])
  }

  @Test("On the screen: a code completed with Tab, a memo, and both are there the next time")
  func screen() throws {
    let study = try Study.withSample()
    var desk = try study.replay()
    try desk.sees("paused")
    desk.type("g12\r")
    try desk.sees("▸ 12")
    desk.type("cbar.me")
    desk.press(.tab, .enter)
    try desk.sees("who reviews?")
    desk.enter("anna")
    try desk.sees("anna: #bar.mes")
    try desk.sees("coded 12 #bar.mes")
    desk.type("m")
    desk.enter("look again")
    try desk.sees("memo 1: look again")
    desk.type("q")
    try desk.ends(with: .exit(0))
    desk = try study.replay(Study.sample, ["--at", "12"])
    try desk.sees("anna: #bar.mes · memo 1: look again")
    try desk.leaves()
    #expect(try study.review("anna").memos == ["look again"])
  }

  @Test("Samples come with two reviewers, and the agreement says what nobody coded")
  func agreement() throws {
    let study = try Study.withSample()
    for reviewer in ["anna", "tomas"] {
      let name = "Sessions/\(Study.sample).review-\(reviewer).json"
      try study.write([UInt8](try Data(contentsOf: Repository.root.appending(path: name))), to: name)
    }
    let outcome = try study.run(["replay", Study.sample, "--plain"], input: "/agreement\n")
    #expect(outcome.out.contains("anna and tomas on "))
    #expect(outcome.out.contains("by nobody"))
    #expect(outcome.out.contains("in all codes: agreement 0."))
  }

  @Test("What is redacted in the session is destroyed in its reviews too")
  func redacted() throws {
    let study = try Study()
    let group = ["run", "example", "--id", "one", "--participants", "3", "--yes", "--plain"]
    #expect(try study.run(group, input: "1 zebra in the cellar\n2 nothing\n/leave\n").end == .exit(0))
    for reviewer in ["anna", "tomas"] {
      let lines = "/memo 1 a zebra, says \(reviewer)\n/verify 1 the zebra\n/memo 2 fine\n"
      #expect(
        try study.run(["replay", "one", "--plain", "--reviewer", reviewer], input: lines).end == .exit(0))
    }
    let tomas = try study.start(["replay", "one", "--plain", "--reviewer", "tomas"])
    tomas.enter("/memo 2 still here")
    try tomas.answer("memo 3 on 2")
    let outcome = try study.run(["resume", "one", "--plain"], input: "/redact 1\nyes\n/leave\n")
    #expect(outcome.end == .exit(0))
    #expect(outcome.out.contains("the reviews of tomas may quote it"), "\(outcome.out)")
    #expect(try study.review("anna", of: "one").memos == ["fine"])
    tomas.enter("/leave")
    #expect(try tomas.outcome().end == .exit(0))
    #expect(try study.places(of: "zebra").isEmpty, "closing destroys it")
    let again = try study.run(["replay", "one", "--plain"], input: "/memo 2 last\n")
    #expect(again.end == .exit(0))
    #expect(try study.review("tomas", of: "one").memos == ["fine", "still here", "last"])
    #expect(try study.places(of: "zebra").isEmpty)
  }

  @Test("What another's copy of a review says is not taken for a review of this session")
  func foreign() throws {
    let study = try Study.withSample()
    let other = "sample-nl-municipality"
    let file = Repository.root.appending(path: "Sessions/\(other).review-anna.json")
    try study.write([UInt8](try Data(contentsOf: file)), to: "Sessions/\(Study.sample).review-anna.json")
    let read = try study.run(["replay", Study.sample, "--plain"])
    #expect(read.err.contains("the review of anna is left out"))
    #expect(!read.out.contains("  anna: "))
    let written = try study.run(
      ["replay", Study.sample, "--plain", "--reviewer", "anna"], input: "/memo 3 mine\n")
    #expect(written.out.contains("error:"), "\(written.out)")
    #expect(try study.bytesAndTime("\(Study.sample).review-anna.json").bytes == Data(contentsOf: file))
  }

  @Test("A redaction changes no review of another session that has its name")
  func foreignStays() throws {
    let study = try Study()
    let group = ["run", "example", "--id", "one", "--participants", "3", "--yes", "--plain"]
    #expect(try study.run(group, input: "1 zebra\n/leave\n").end == .exit(0))
    let memo = "/memo 1 of another group\n"
    #expect(try study.run(["replay", "one", "--plain", "--reviewer", "anna"], input: memo).end == .exit(0))
    // The same name and the same note, but another session.
    let text = try String(contentsOfFile: study.file("one"), encoding: .utf8)
    let uuid = try #require(text.split(separator: "\n").first { $0.hasPrefix("\"uuid\"") })
    try study.write(
      text.replacing(uuid, with: "\"uuid\": \"12345678-1234-4234-8234-123456789012\","),
      to: "Sessions/one.json")
    let before = try study.bytesAndTime("one.review-anna.json")
    #expect(try study.run(["resume", "one", "--plain"], input: "/redact 1\nyes\n/leave\n").end == .exit(0))
    #expect(try study.places(of: "zebra").isEmpty)
    #expect(try study.bytesAndTime("one.review-anna.json").bytes == before.bytes)
  }
}
