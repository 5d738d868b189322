import PseudoTerminal
import Testing

@Suite("What was destroyed is in no file")
struct DestructionTests {
  static let ways = [
    "/redact 2", "/off since 2", "/off 5m", "/off 90s", "/withdraw 3 erase",
  ]

  @Test("As soon as it is acknowledged, after a kill, and when all is done", arguments: ways)
  func destroyed(_ command: String) throws {
    let study = try Study()
    let program = try study.start(Study.session("one"))
    program.enter("/go K1")
    program.enter("1 struckword before")  // what reaches back over all of it takes this too
    program.enter("3 \"struckword\" with emphasis #struckword")
    try program.answer("saved 2")
    program.enter("/edit 2 3 \"struckword\" edited")
    try program.answer("edited 2")
    program.enter("/edit 1 1 before")
    program.enter("/redact 1")
    try program.answer("redacted 1")
    #expect(try !study.places(of: "struckword").isEmpty)
    program.enter(command)
    try program.answer(
      ["/redact": "redacted 2", "/off": "off the record", "/withdraw": "P3 withdrew"][
        String(command.prefix { $0 != " " })] ?? "")
    try program.settle()
    #expect(try study.places(of: "struckword") == [], "acknowledged")
    if command.hasPrefix("/off") {
      program.enter("1 offword, struckword")
      try program.answer("off the record: not kept")
      program.type("half an offword")
      program.enter("")
      try program.answer("off the record: not kept")
      program.enter("/on")
    }
    program.enter("/undo")
    try program.settle()
    try program.kill()
    for word in ["struckword", "offword"] { #expect(try study.places(of: word) == [], "killed") }
    let resumed = try study.run(["resume", "one"], input: "/undo\n/all\n4 after\n")
    #expect(resumed.end == .exit(0) && !resumed.out.contains("struckword"))
    #expect(try !study.run(["show", "one"]).out.contains("struckword"))
    let finished = try study.run(["resume", "one"], input: "/undo\n/redo\n/finish\n")
    #expect(finished.end == .exit(0))
    for word in ["struckword", "offword"] { #expect(try study.places(of: word) == [], "finished") }
    #expect(study.sessionFiles == ["one.json"])
    let session = try study.session("one")
    #expect(session.note(2)?.redacted == true && session.note(2)?.question == "K1")
    #expect(session.note(3)?.text == "after")
  }
}
