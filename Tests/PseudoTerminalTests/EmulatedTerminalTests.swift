import Foundation
import PseudoTerminal
import Testing

@Suite("A command in an emulated terminal")
struct EmulatedTerminalTests {
  private func shell(_ script: String, rows: Int = 5, columns: Int = 30) throws -> EmulatedTerminal {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try EmulatedTerminal(
      ["sh", "-c", script], environment: ["PATH": path, "LANG": "C.UTF-8"], rows: rows, columns: columns)
  }

  @Test("What is typed comes back on the screen, until the end of input")
  func echo() throws {
    let terminal = try shell("printf 'give \\033[1mč\\033[0m: '; cat")
    try terminal.sees("give č:")
    #expect(terminal.cell(0, 5)?.isBold == true)
    terminal.type("日 word")
    let shown = try terminal.waits { $0.rows[0] == "give č: 日 word" }
    #expect(shown.cursorRow == 0 && shown.cursorColumn == 15)
    terminal.type("\r")
    #expect(try terminal.waits { $0.rows[1] == "日 word" }.cursorRow == 2)
    #expect(try terminal.settles(for: 50).rows[2].isEmpty)
    terminal.type("\u{4}")
    #expect(try terminal.end() == .exit(0))
    #expect(try terminal.unrestored().isEmpty)
    #expect(terminal.byteCount > 30)
  }

  @Test("The command knows the terminal's size and type, and is told of another size")
  func size() throws {
    let terminal = try shell(
      "trap 'stty size' WINCH; echo $TERM; stty size; echo ready; while :; do sleep 0.02; done", columns: 31)
    try terminal.sees("ready")
    #expect(terminal.screen.rows.prefix(2) == ["xterm-256color", "5 31"])
    terminal.resize(rows: 7, columns: 41)
    try terminal.sees("7 41")
    #expect(terminal.screen.rows.count == 7 && terminal.cells.count == 7 && terminal.cells[0].count == 41)
    terminal.signal(SIGKILL)
    #expect(try terminal.end() == .signal(SIGKILL))
  }

  @Test("What a command leaves otherwise than it found it is told")
  func unrestored() throws {
    let terminal = try shell("stty -echo; printf '\\033[?1049h\\033[?25l\\033[?2004h'; exit 3")
    #expect(try terminal.end() == .exit(3))
    #expect(try terminal.unrestored().count == 4)
  }

  @Test("The terminal answers what a command asks it")
  func answers() throws {
    let terminal = try shell("stty raw -echo; printf 'ab\\033[6n'; head -c 6 | tr '\\033' '^'; stty sane")
    try terminal.sees("^[1;3R")
    #expect(try terminal.end() == .exit(0))
  }

  @Test("A command whose terminal is closed gets SIGHUP")
  func hangUp() throws {
    let terminal = try shell("echo ready; exec cat")
    try terminal.sees("ready")
    terminal.hangUp()
    #expect(try terminal.end() == .signal(SIGHUP))
  }

  @Test("What does not come is told with the screen as it was")
  func late() throws {
    let terminal = try shell("echo here I am; cat")
    try terminal.sees("here I am")
    let fault = #expect(throws: Stuck.self) { try terminal.sees("never", within: 0.05) }
    #expect(fault?.description.contains("“never” did not come") == true)
    #expect(fault?.description.contains("|here I am|") == true)
    let restless = try shell("while :; do date +%N; sleep 0.01; done")
    #expect(throws: Stuck.self) { try restless.settles(for: 2000, within: 0.3) }
  }
}
