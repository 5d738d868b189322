import Foundation
import PseudoTerminal
import Testing

@Suite("A name, and a whole session, are destroyed with certainty")
struct CertainDestructionTests {
  @Test("A word is in no file as soon as that is acknowledged, after a kill, and when all is done")
  func word() throws {
    let study = try Study()
    let program = try study.start(Study.session("one"))
    program.enter("/go K1")
    program.enter("1 ask Mrs STRUCKWORD")
    program.enter("3 \"struckwords know\" #struckword")
    program.enter("4 kept as it is")
    try program.answer("saved 3")
    program.enter("/edit 1 1 ask Mrs Struckword first")
    program.enter("/set place Struckwordville")
    try program.answer("edited 1")
    #expect(try !study.places(of: "truckword").isEmpty)
    program.enter("/redact \"struckword\"")
    try program.answer("redacted […] in 2 notes")
    try program.settle()
    for spelling in ["struckword", "Struckword", "STRUCKWORD"] {
      #expect(try study.places(of: spelling) == [], "acknowledged")
    }
    try program.kill()
    let finished = try study.run(["resume", "one"], input: "/undo\n/redo\n/finish\n")
    #expect(finished.end == .exit(0))
    for spelling in ["struckword", "Struckword", "STRUCKWORD"] {
      #expect(try study.places(of: spelling) == [], "finished")
    }
    let session = try study.session("one")
    #expect(session.note(1)?.text == "ask Mrs […] first" && session.note(2)?.text == "[…] know")
    #expect(session.note(3)?.text == "kept as it is")
  }

  @Test("A session is discarded once its id is typed, and refused while it is open")
  func discarded() throws {
    let study = try Study()
    let program = try study.start(Study.session("one"))
    program.enter("1 struckword")
    try program.answer("saved 1")
    let refused = try study.run(["discard", "one"], input: "one\n")
    #expect(refused.end == .exit(75))
    program.enter("/leave")
    #expect(try program.outcome().end == .exit(0))
    let left = try study.run(["discard", "one"], input: "two\n")
    #expect(left.end == .exit(1) && left.out.contains("destroyed for ever: one, 1 note, open"))
    #expect(study.sessionFiles == ["one.json"])
    #expect(try study.run(["discard", "one"], input: "one\n").end == .exit(0))
    #expect(study.sessionFiles == [])
    #expect(try study.places(of: "struckword") == [])
    #expect(try study.run(["discard", "one"], input: "one\n").end == .exit(66))
  }

  @Test("The wrong protocol was opened: the same people go on with another, and nothing is left of the first")
  func anotherProtocol() throws {
    let study = try Study()
    let terminal = try Terminal(
      ["run", "cogov-professionals", "--group", "NL02", "--participants", "2", "--plain"], in: study,
      term: "dumb")
    try terminal.sees("session cogov-professionals-NL02")
    try terminal.prompt("set-up")
    for line in ["/consent all yes", "/protocol nowhere"] { terminal.enter(line) }
    try terminal.sees("there is no protocol nowhere")
    terminal.enter("/protocol example")
    try terminal.sees("were they given the same information sheet?")
    try terminal.prompt("yes?")
    usleep(400_000)  // nobody reads the question faster
    terminal.enter("yes")
    try terminal.sees("session example-NL02")
    try terminal.prompt("set-up")
    #expect(study.sessionFiles.allSatisfy { $0.hasPrefix("example-NL02") })
    terminal.enter("/who")
    try terminal.sees("P2 expected, consent to all")
    terminal.enter("/leave")
    #expect(try terminal.end() == .exit(0))
  }
}
