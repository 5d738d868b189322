import Foundation
import PseudoTerminal
import Testing

@Suite("What names somebody who is erased is destroyed with certainty")
struct ErasureTests {
  @Test("Each yes destroys one text in every file, before a kill and after; what was not looked at stays")
  func killed() throws {
    let study = try Study()
    let terminal = try Terminal(Study.session("one"), in: study)
    try terminal.prompt("W")
    let lines = ["4 ownmark", "5@4 answermark", "6 P4 namemark", "7 P4 keptmark", "8 P14 othermark"]
    for (index, line) in lines.enumerated() {
      terminal.enter(line)
      try terminal.sees("saved \(index + 1) ")
      try terminal.prompt("W")
    }
    terminal.enter("/edit 3 6 P4 namemark, put right")
    try terminal.sees("edited 3")
    try terminal.prompt("W")
    for mark in ["ownmark", "answermark", "namemark"] { #expect(try !study.places(of: mark).isEmpty) }
    terminal.enter("/withdraw 4 erase")
    for asked in ["asked about: 3", "1 of 3, answers P4", "2 of 3, names P4"] {
      try terminal.sees(asked)
      try terminal.prompt("yes?")
      usleep(400_000)  // nobody reads the question faster
      terminal.enter("yes")
    }
    try terminal.sees("redacted 3; undo begins afresh")
    try terminal.sees("3 of 3, names P4")
    try terminal.prompt("yes?")
    let gone = ["ownmark", "answermark", "namemark"]
    for mark in gone { #expect(try study.places(of: mark) == [], "acknowledged: \(mark)") }
    terminal.running.send(SIGKILL)
    #expect(try terminal.running.wait() == .signal(SIGKILL))
    for mark in gone { #expect(try study.places(of: mark) == [], "killed: \(mark)") }
    let again = try study.run(["resume", "one"], input: "/undo\n/withdraw 4 erase\n/finish\n")
    #expect(again.end == .exit(0))
    #expect(again.out.contains("P4 is still named or answered in: 4; /edit or /redact them"))
    for mark in gone { #expect(try study.places(of: mark) == [], "finished: \(mark)") }
    let session = try study.session("one")
    #expect(session.notes.map(\.redacted) == [true, true, true, nil, nil])
    #expect(session.note(4)?.text == "P4 keptmark" && session.note(5)?.text == "P14 othermark")
  }
}
