import Foundation
import PseudoTerminal
import Testing

@Suite("Nothing confirms itself")
struct GuardedTests {
  /// What a clipboard may hold, where a terminal does not mark pastes.
  static let blocks = [
    "/redact 1\ryes\r", "/redact 1\r\ryes\ryes\r", "/withdraw 1 erase\ryes\r",
    "/redact 1\r3 they talk on\ryes\r",
    "/reseat 1 2 since 1\ryes\r",
  ]

  @Test(
    "A pasted block on the full screen asks, and its own yes is no answer; a line at once later is one",
    arguments: blocks)
  func screen(block: String) throws {
    let desk = try Facilitation()
    try desk.line("W>")
    desk.enter("1 firstword")
    try desk.saved("firstword", count: 1)
    desk.type(block)
    try desk.sees("typed before the question could be read")
    try desk.line("yes?>")
    usleep(400_000)
    desk.press(.escape)
    try desk.misses("yes?>")
    desk.enter("/redact 1")
    // As dictation and input methods give it.
    try desk.answer("yes")
    try desk.misses("firstword")
    try desk.leaves()
    let session = try desk.written
    #expect(session.note(1)?.redacted == true && session.note(1)?.participants == nil)
    #expect(session.texts.contains("they talk on") == block.contains("talk"))
    #expect(try desk.study.places(of: "firstword").isEmpty)
  }

  @Test("A block longer than a terminal holds at once asks as well, and stays unanswered to its end")
  func longBlock() throws {
    let desk = try Facilitation()
    try desk.line("W>")
    let talk = (1...2000).map { "3 talk \($0)\r" }.joined()
    desk.type("1 firstword\r/redact 1\r" + talk + "yes\r")
    try desk.saved(2001)
    try desk.line("yes?>")
    try desk.leaves()
    let session = try desk.written
    #expect(session.note(1)?.text == "firstword" && session.notes.count == 2001)
  }

  @Test(
    "In plain lines at a terminal the same is asked, from a block as by hand",
    arguments: ["dumb", "xterm-256color"])
  func plain(term: String) throws {
    let study = try Study()
    let terminal = try Terminal(Study.session("one"), in: study, term: term)
    try terminal.prompt("W")
    terminal.enter("1 firstword")
    try terminal.sees("saved 1 P1")
    terminal.type("/redact 1\ryes\r")
    try terminal.sees("typed before the question could be read")
    try terminal.prompt("yes?")
    usleep(400_000)
    terminal.enter("no")
    try terminal.sees("left as it was")
    terminal.enter("/withdraw 1 erase")
    try terminal.sees("all that P1 said is destroyed for ever: 1 note")
    try terminal.prompt("yes?")
    usleep(400_000)
    terminal.enter("3 they talk on")
    try terminal.sees("saved 2 P3")
    terminal.enter("/redact 1")
    try terminal.sees("firstword")
    try terminal.prompt("yes?")
    usleep(400_000)
    terminal.enter("yes")
    try terminal.sees("redacted 1; undo begins afresh")
    terminal.enter("/off since 2")
    try terminal.sees("1 note destroyed")
    try terminal.prompt("OFF")
    terminal.enter("/on")
    try terminal.prompt("W")
    terminal.enter("/leave")
    #expect(try terminal.end() == .exit(0))
    #expect(try study.session("one").notes.map(\.redacted) == [true, true])
  }

  @Test("In plain lines a yes that follows the question as fast as it can is none")
  func plainAtOnce() throws {
    let study = try Study()
    let terminal = try Terminal(Study.session("one"), in: study)
    try terminal.prompt("W")
    var wasTooEarly = false
    // The machine may be too busy to be that fast; hardly ten times.
    for number in 1...10 where !wasTooEarly {
      terminal.enter("1 word\(number)")
      try terminal.sees("saved \(number)")
      terminal.enter("/redact \(number)")
      try terminal.prompt("yes?")
      terminal.enter("yes")
      wasTooEarly = try terminal.sees("ed ").hasPrefix("that was typed before")
    }
    #expect(wasTooEarly)
    terminal.hangUp()
    _ = try terminal.end()
  }

  @Test("Off the record for the past at a terminal goes off at once; from a pipe nothing is asked")
  func past() throws {
    let desk = try Facilitation()
    try desk.line("W>")
    for number in 1...5 {
      desk.enter("\(number) word\(number)")
      try desk.saved("word\(number)", count: number)
    }
    desk.enter("/off since 2")
    try desk.sees("destroyed for ever: 4 notes, on W")
    try desk.sees("OFF THE RECORD")
    try desk.answer("no")
    try desk.line("OFF>")
    desk.enter("/off since 2")
    try desk.answer("yes")
    try desk.misses("word5")
    desk.enter("/on")
    try desk.leaves()
    #expect(try desk.written.texts.filter { !$0.isEmpty } == ["word1"])
    let study = try Study()
    let outcome = try study.run(
      Study.session("one"),
      input: "1 word1\n2 word2\n3 word3\n4 word4\n5 word5\n/off since 2\n/on\n/redact 1\n")
    #expect(outcome.end == .exit(0) && !outcome.out.contains("type yes"))
    #expect(try study.session("one").notes.allSatisfy { $0.redacted == true })
  }
}
