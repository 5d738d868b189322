import Foundation
import PseudoTerminal
import Testing

@Suite("Copies that other programs make of a session")
struct CopiesTests {
  private static func copy(_ study: Study, _ name: String, to copies: [String]) throws {
    for copy in copies {
      try FileManager.default.copyItem(
        atPath: study.path + "/Sessions/" + name, toPath: study.path + "/Sessions/" + copy)
    }
  }

  @Test("lose what is redacted in the session and in its reviews, or nothing says “everywhere”")
  func redacted() throws {
    let study = try Study()
    _ = try study.run(
      ["run", "example", "--participants", "3", "--id", "NL02", "--plain"],
      input: "3 my neighbour Zebrawitz took it\n")
    _ = try study.run(
      ["replay", "NL02", "--plain", "--reviewer", "anna"], input: "/memo 1 ask Zebrawitz\n")
    try Self.copy(
      study, "NL02.json",
      to: ["NL02 (conflicted copy 2026-07-10 070952).json", "NL02-LAPTOP-B.json", "NL02.json~"])
    try Self.copy(
      study, "NL02.review-anna.json", to: ["NL02.review-anna (conflicted copy 2026-07-10 070952).json"])
    let redacted = try study.run(["resume", "NL02"], input: "/redact 1\n")
    #expect(redacted.lines.contains("redacted 1; undo begins afresh"))
    #expect(redacted.lines.contains("its text is destroyed everywhere, also in 4 copies"))
    #expect(try study.places(of: "Zebrawitz") == [])

    _ = try study.run(["resume", "NL02"], input: "2 and Yellowby as well\n")
    let text = try String(contentsOfFile: study.file("NL02"), encoding: .utf8)
    try study.write(String(text.dropLast(30)), to: "Sessions/NL02 cut.json")
    let named = try study.run(["resume", "NL02"], input: "/redact 2\n")
    #expect(named.lines.contains("its text may still be in NL02 cut.json: it cannot be read whole"))
    #expect(!named.out.contains("everywhere"))
    #expect(try study.places(of: "Yellowby") == ["study/Sessions/NL02 cut.json"])
  }

  @Test("are told with what to do when they are all that is left, and check reads them whatever their names")
  func lost() throws {
    let study = try Study()
    _ = try study.run(
      ["run", "example", "--participants", "3", "--id", "NL02", "--plain"], input: "1 first\n")
    try FileManager.default.moveItem(
      atPath: study.file("NL02"), toPath: study.path + "/Sessions/NL02 (1).json")
    let told = "Sessions/NL02 (1).json holds session NL02, and there is no NL02.json: name it so"
    for command in [["list"], []] {
      let listed = try study.run(command)
      #expect(listed.out.contains(told + ", to go on with it"), "\(command): \(listed.out)")
      #expect(!listed.out.contains("no sessions yet"))
    }
    #expect(try study.run(["list", "--json"]).out.contains("\"file\":\"NL02 (1).json\""))
    // A row of its own, that stays.
    let home = try Facilitation(in: study, arguments: [])
    try home.sees("NL02 (1).json")
    home.press(.down)
    home.press(.down)
    home.press(.enter)
    try home.sees("well-formed session NL02")
    home.type("\u{11}\u{11}")
    try home.ends(with: .exit(0))
    try study.write("", to: "Sessions/NL02.json")
    #expect(
      try study.run(["list"]).out.contains(
        "NL02.json is another's or cannot be read: move that away and name this NL02.json"))
    let terminal = try Terminal(["--plain"], in: study)
    try terminal.sees("move that away and name this NL02.json")
    terminal.enter("/quit")
    #expect(try terminal.end() == .exit(0))
    try FileManager.default.removeItem(atPath: study.file("NL02"))
    try FileManager.default.moveItem(
      atPath: study.path + "/Sessions/NL02 (1).json", toPath: study.file("NL02"))
    #expect(try study.run(["list"]).lines.contains { $0.hasPrefix("NL02 ") })
    try study.write("what a journal lost", to: "Sessions/NL02.journal.torn")
    let kept = try study.run(["check", "NL02"])
    #expect(
      kept.end == .exit(0)
        && kept.out.contains("NL02: warning: NL02.journal.torn keeps what could not be read of it"))
    let protocolFile = study.path + "/draft"
    try FileManager.default.copyItem(
      atPath: study.path + "/Protocols/example.yaml", toPath: protocolFile)
    #expect(try study.run(["check", protocolFile]).out.contains("well-formed protocol example"))
    // And a journal in which nothing was ever saved is no rival of it.
    try study.write("", to: "Sessions/NL02-LAPTOP.journal")
    #expect(try study.run(["resume"], input: "2 more\n/leave\n").end == .exit(0))

    try Self.copy(study, "NL02.json", to: ["NL02.json.bak"])
    _ = try study.run(["replay", "NL02", "--plain", "--reviewer", "anna"], input: "/memo 1 ask\n")
    let backup = try study.run(["check", study.path + "/Sessions/NL02.json.bak"])
    #expect(backup.end == .exit(0) && backup.out.contains("well-formed session NL02"), "\(backup)")
    let review = try study.run(["check", study.path + "/Sessions/NL02.review-anna.json"])
    #expect(
      review.end == .exit(0)
        && review.out.hasSuffix("NL02.review-anna.json: well-formed review of session NL02 by anna, 1 note\n"),
      "\(review)")
    let text = try String(contentsOfFile: study.path + "/Sessions/NL02.review-anna.json", encoding: .utf8)
    try study.write(String(text.dropLast(30)), to: "Sessions/NL02.review-anna.json")
    #expect(try study.run(["check", study.path + "/Sessions/NL02.review-anna.json"]).end == .exit(65))
    let replayed = try study.run(["replay", "NL02", "--plain"], input: "/quit\n")
    #expect((replayed.out + replayed.err).contains("the review of anna: NL02.review-anna.json is damaged"))
  }

  @Test("are listed under it and counted once; what is opened is named by its own name to the end")
  func listed() throws {
    let study = try Study()
    _ = try study.run(
      ["run", "example", "--group", "NL02", "--participants", "3", "--id", "NL02", "--plain"],
      input: "1 first\n")
    let copies = [
      "NL02 (1).json", "NL02 (conflicted copy 2026-07-10 070952).json", "NL02-DESKTOP-3F9.json",
      "NL02.sync-conflict-20260710-070952-ABCDEFG.json",
    ]
    try Self.copy(study, "NL02.json", to: copies)
    let resumed = try study.run(["resume", "NL02-DESKTOP-3F9"], input: "2 only in the copy\n/leave\n")
    #expect(resumed.lines.first == "session NL02-DESKTOP-3F9")
    #expect(
      resumed.lines.last { !$0.isEmpty } == "left: 2 notes; go on with: focusgroup resume NL02-DESKTOP-3F9")
    #expect(resumed.err.contains("NL02-DESKTOP-3F9.json is a copy of session NL02"))
    let lines = try study.run(["list"]).lines
    #expect(lines.count { $0.hasPrefix("NL02 ") } == 1)
    #expect(lines.contains("  copy: NL02-DESKTOP-3F9.json, 1 note more"))
    #expect(lines.contains("  copy: NL02 (1).json, nothing more"))
    #expect(lines.count { $0.hasPrefix("  copy: ") } == 4)
    #expect(try study.run([]).lines.count { $0.hasPrefix("  copy: ") } == 4)
    let home = try Facilitation(in: study, arguments: [])
    try home.line("filter>")
    try home.sees("· 1 session")
    #expect(try home.sees("NL02-DESKTOP-3F9").contains("copy "))
    let json = try study.run(["list", "--json"]).out
    #expect(json.contains(#""file":"NL02-DESKTOP-3F9.json","notesMore":1"#))
    let checked = try study.run(["check", "NL02"])
    #expect(checked.end == .exit(0) && checked.out.contains("NL02: copy: NL02-DESKTOP-3F9.json, 1 note more"))
    let named = try study.run(["check", study.path + "/Sessions/NL02 (1).json"])
    #expect(named.end == .exit(0))
    #expect(named.out.contains("(1).json: warning: another name than NL02.json: a copy of session NL02"))
  }
}
