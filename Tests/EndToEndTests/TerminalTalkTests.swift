import Foundation
import PseudoTerminal
import Testing

/// What a terminal says by itself while a note is typed: answers to a shell's question that come late, the mouse.
@Suite("A terminal that talks")
struct TerminalTalkTests {
  private static let answers = [
    "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{7}", "\u{1B}]52;c;L3JlZGFjdCAx\u{7}", "\u{1B}P>|XTerm(380)\u{1B}\\",
    "\u{1B}]l/redact 1\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^pm\r\u{1B}\\", "\u{1B}Xsos\r\u{1B}\\",
    "\u{1B}[?62;22c", "\u{1B}[12;40R", "\u{1B}[I\u{1B}[O",
    "\u{1B}[" + String(repeating: "1;", count: 100) + "c",
  ]
  private static let mouse = [
    "\u{1B}[M !!", "\u{1B}[32;10;10M", "\u{1B}[<0;10;10M\u{1B}[<0;10;10m", "\u{1B}[<65;3;3M",
  ]

  @Test(
    "Between the letters of a note nothing of it is typed, entered or obeyed", arguments: [[], ["--plain"]])
  func talks(mode: [String]) throws {
    let study = try Study()
    let terminal = try Terminal(Facilitation.run("one") + mode, in: study, term: "xterm-256color")
    try terminal.sees("W>")
    terminal.type("1 we")
    for said in Self.answers + Self.mouse {
      terminal.type(said)
      terminal.type("l")
    }
    terminal.enter(" done")
    let letters = String(repeating: "l", count: Self.answers.count + Self.mouse.count)
    try terminal.sees(mode.isEmpty ? "paraphrase" : "saved 1")
    terminal.type(TerminalKey.leave)
    #expect(try terminal.end() == .exit(0))
    #expect(try study.session("one").texts == ["we\(letters) done"])
  }

  @Test("In pieces over a slow link as well; an answer that never ends is over after a silence")
  func slowly() throws {
    let desk = try Facilitation()
    try desk.line("W>")
    desk.type("1 slow")
    try desk.line("W> 1 slow")
    for said in ["\u{1B}]11;rgb:1e1e/1e1e\u{7}", "\u{1B}[<0;10;10M", "\u{1B}[?62;22c", "\u{1B}[M !!"] {
      // The introducer comes as a whole; what is behind it, when it comes.
      let begin = said.prefix(3)
      for piece in [String(begin)] + said.dropFirst(3).map(String.init) {
        desk.type(piece)
        usleep(60_000)
      }
    }
    desk.type("\u{1B}]11;never ended")
    usleep(900_000)
    desk.enter(" link")
    try desk.saved("slow link", count: 1)
    try desk.leaves()
    #expect(try desk.written.texts == ["slow link"])
  }

  @Test("A click confirms no redaction, though the word is typed")
  func click() throws {
    let desk = try Facilitation()
    try desk.line("W>")
    desk.enter("1 what was said")
    try desk.saved("what was said", count: 1)
    desk.enter("/redact 1")
    try desk.line("yes?>")
    desk.type("yes")
    try desk.line("yes?> yes")
    for said in Self.mouse { desk.type(said) }
    desk.press(.escape)
    try desk.waits("the panel to close") { $0.rows[$0.cursorRow].hasPrefix("W>") }
    desk.press(.control("u"))
    try desk.line("W>")
    try desk.leaves()
    #expect(try desk.written.texts == ["what was said"])
  }

  @Test("Reports of the mouse that a killed program left on are switched off", arguments: [[], ["--plain"]])
  func mouseOff(mode: [String]) throws {
    for arguments in [Facilitation.run("one"), []] {
      let study = try Study()
      let terminal = try Terminal(arguments + mode, in: study, term: "xterm-256color")
      try terminal.sees(">")
      for number in ["1000", "1002", "1003", "1006", "1015"] {
        #expect(terminal.screen.text.contains("\u{1B}[?\(number)l"), "\(number)")
      }
      terminal.type(arguments.isEmpty ? mode.isEmpty ? TerminalKey.leave : "/quit\r" : TerminalKey.leave)
      #expect(try terminal.end() == .exit(0))
    }
  }

  @Test("In a line of home or of a replay nothing of it is typed either")
  func lines() throws {
    let study = try Study.withSample()
    let terminal = try Terminal(["replay", Study.sample, "--plain"], in: study, term: "xterm-256color")
    try terminal.sees("Enter reads on")
    terminal.type("/no\u{1B}[<0;10;10M\u{1B}[Ate 20")
    terminal.enter("")
    try terminal.sees("20 00:")
    terminal.enter("/leave")
    #expect(try terminal.end() == .exit(0))
  }

  @Test(
    "Enter and every letter reach the screen of a terminal that was left otherwise",
    arguments: [[], ["--plain"]])
  func leftOtherwise(mode: [String]) throws {
    let study = try Study()
    let settings = "stty igncr istrip inlcr iuclc 2>/dev/null || stty igncr istrip inlcr; exec \"$0\" \"$@\""
    let desk = try Facilitation(
      in: study, arguments: Facilitation.run("one") + mode, under: ["sh", "-c", settings])
    try desk.sees("W>")
    desk.enter("1 Één čaša")
    try desk.sees(mode.isEmpty ? "Één čaša" : "saved 1")
    desk.press(.control("q"))
    #expect(try desk.terminal.end() == .exit(0))
    #expect(try desk.written.texts == ["Één čaša"])
  }

  @Test("Any size of a window is survived, and what is drawn fits into it", arguments: [[], ["--plain"]])
  func sizes(mode: [String]) throws {
    let study = try Study()
    let terminal = try Terminal(Facilitation.run("one") + mode, in: study, term: "xterm-256color")
    try terminal.sees("W>")
    for (number, size) in [(40_000, 24), (80, 40_000), (65_535, 65_535), (32_768, 32_768), (0, 0), (80, 24)]
      .enumerated()
    {
      terminal.resize(columns: size.0, rows: size.1)
      terminal.enter("1 in size \(number)")
      try terminal.sees("in size \(number)")
    }
    terminal.type(TerminalKey.leave)
    #expect(try terminal.end() == .exit(0))
    #expect(try study.session("one").texts.count == 6)
  }

  @Test("What $LINES and $COLUMNS say is no size")
  func environment() throws {
    let desk = try Facilitation(with: ["LINES": "40000", "COLUMNS": "40000"])
    try desk.line("W>")
    try desk.leaves()
  }
}
