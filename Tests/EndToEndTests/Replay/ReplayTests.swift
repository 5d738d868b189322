import Foundation
import PseudoTerminal
import Testing

@Suite("A replay, with the built program")
struct ReplayTests {
  @Test("A reviewer plays, seeks, searches, resizes and closes; the terminal is as it was")
  func story() throws {
    let study = try Study.withSample()
    let desk = try study.replay(columns: 100, rows: 30)
    try desk.sees("GB01 · GB · housing-organisation")
    try desk.sees("0 notes")
    desk.type("+++++ ")
    try desk.sees("▶ ×32")
    try desk.waits("some notes") { !$0.text.contains(" 0 notes") && !$0.text.contains(" 1 note ") }
    desk.type(" ")
    try desk.sees("paused")
    desk.type("gK3\r")
    try desk.waits("K3 as current") { $0.rows[1].contains("▐K3★") }
    desk.type("f")
    desk.type("the")
    try desk.waits("the hits") { $0.text.contains(" hits: the") && $0.text.contains("◆") }
    desk.press(.escape)
    desk.resize(columns: 40, rows: 12)
    try desk.sees("Space plays")
    desk.resize(columns: 20, rows: 3)
    try desk.sees("too small")
    desk.resize(columns: 80, rows: 24)
    desk.press(.end)
    try desk.sees("The group has ended")
    desk.type(" ")
    try desk.sees("this is the end")
    desk.type("q")
    try desk.ends(with: .exit(0))
    #expect(study.sessionFiles == [Study.sample + ".json"], "looking leaves nothing behind")
  }

  @Test("It begins where and as fast as it is told")
  func options() throws {
    let study = try Study.withSample()
    let desk = try study.replay(Study.sample, ["--question", "K4", "--speed", "8", "--gap", "off"])
    try desk.waits("K4 as current") { $0.rows[1].contains("▐K4★") }
    try desk.sees("×8 · gaps as they were")
    try desk.leaves()
  }

  @Test("However it ends, the terminal is as it was", arguments: [SIGTERM, SIGHUP])
  func signals(signal: Int32) throws {
    let study = try Study.withSample()
    let desk = try study.replay()
    try desk.sees("paused")
    desk.terminal.signal(signal)
    try desk.ends(with: .exit(1))
  }

  @Test("Plain, it is the whole session in order for a pipe, and commands for one who types")
  func plain() throws {
    let study = try Study.withSample()
    let whole = try study.run(["replay", Study.sample, "--plain"])
    #expect(whole.end == .exit(0))
    let questions = whole.lines.compactMap { line in
      line.dropFirst(9).hasPrefix("question ") ? line.dropFirst(18).prefix { $0 != ":" } : nil
    }
    #expect(questions.prefix(3) == ["W", "O1", "I1"], "\(questions)")
    #expect(whole.lines.filter { $0.contains(" agrees with note ") }.count > 3)
    let typed = try study.run(
      ["replay", Study.sample, "--plain"], input: "/go K2\n/next\n/filter P3\n/around\n\n/end\n/nonsense\n")
    #expect(typed.out.contains("question K2"))
    #expect(typed.out.contains("left out"))
    #expect(typed.out.contains("error: /nonsense is no command"))
    #expect(typed.end == .exit(0))
  }

  @Test("What is no session is said with its status, and nothing is drawn")
  func faults() throws {
    let study = try Study.withSample()
    #expect(try study.run(["replay", "nobody"]).end == .exit(66))
    try study.write("{\"format\":", to: "Sessions/broken.json")
    let broken = try study.run(["replay", "broken"])
    #expect(broken.end == .exit(65))
    #expect(broken.err.contains("broken.json:1:"))
    for wrong in [
      ["--speed", "65"], ["--gap", "-1"], ["--at", "1", "--question", "K1"], ["--follow", "--at", "1"],
    ] {
      #expect(try study.run(["replay", Study.sample] + wrong).end == .exit(64), "\(wrong)")
    }
    let desk = try Facilitation("broken", in: study, arguments: ["replay", "broken"])
    try desk.ends(with: .exit(65))
    try desk.sees("broken.json:1:")
  }

  @Test("A session file anywhere can be looked at, but not reviewed")
  func anywhere() throws {
    let study = try Study.withSample()
    let elsewhere = study.root + "/home/copy.json"
    try FileManager.default.copyItem(atPath: study.file(Study.sample), toPath: elsewhere)
    let outcome = try study.run(
      ["replay", elsewhere, "--plain", "--reviewer", "anna"], input: "/go 3\n/memo 3 no\n")
    #expect(outcome.out.contains("error: no study around this session"), "\(outcome.out)")
    #expect(try study.run(["replay", elsewhere, "--plain", "--follow"]).end == .exit(64))
  }
}
