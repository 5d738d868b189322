import Foundation
import PseudoTerminal
import Testing

@Suite("Killed, the terminal is as it was by the lines of the man page")
struct KilledScreenTests {
  private static let before = "what stood here before"

  /// The lines of sh that the man page gives, as a person reads them there.
  private static func parent() throws -> String {
    let page = try String(
      contentsOf: Repository.root.appending(path: "Documentation/focusgroup.1"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: ".SH IF IT IS KILLED\n").last)
    let lines = try #require(section.components(separatedBy: ".nf\n").dropFirst().first)
    let roff = [("\\e", "\\"), ("\\-", "-"), ("\\(dq", "\""), ("\\(aq", "'")]
    return try roff.reduce(#require(lines.components(separatedBy: ".fi\n").first)) {
      $0.replacing($1.0, with: $1.1)
    }
  }

  /// Starts a shell that shows a line and runs a script, for which `focusgroup` is a shell of its own that tells its
  /// number and runs a program, whose name is $0.
  private func start(_ script: String, program: String = "exec \"$0\" \"$@\"") throws -> Facilitation {
    let called = "focusgroup() { sh -c 'echo $$ >\"$HOME/pid\"; \(program)' \"$0\" \"$@\"; }"
    return try Facilitation(under: ["sh", "-c", "\(called)\necho '\(Self.before)'\n\(script)"])
  }

  private func kill(_ desk: Facilitation) throws {
    let number = try String(contentsOfFile: desk.study.root + "/home/pid", encoding: .utf8)
    let pid = try #require(pid_t(number.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(pid != desk.terminal.running.pid)
    Glue.kill(pid, SIGKILL)
  }

  @Test("Its parent gives the terminal back, and what was saved is there", arguments: [0, 200])
  func recording(linesAtOnce: Int) throws {
    let desk = try start(Self.parent())
    try desk.line("W>")
    #expect(try !desk.terminal.unrestored().isEmpty, "it does not take the terminal")
    desk.enter("1 what was said")
    try desk.saved("what was said", count: 1)
    for number in 0..<linesAtOnce { desk.enter("2 drawn while it is killed, \(number)") }
    try kill(desk)
    try desk.ends(with: .exit(128 + SIGKILL))
    let shown = desk.terminal.screen.rows
    #expect(shown.first == Self.before, "\(desk.terminal.screen)")
    #expect(shown.contains("focusgroup was killed; go on with: focusgroup resume"))
    try desk.resume()
    try desk.sees("type pause, or on if the group went on")
    desk.enter("pause")
    try desk.line("W>")
    try desk.leaves()
    #expect(try desk.written.texts.first == "what was said")
  }

  @Test("Without these lines it is not as it was")
  func alone() throws {
    let desk = try start("focusgroup \"$@\"\nexit $?")
    try desk.line("W>")
    try kill(desk)
    #expect(try desk.terminal.end() == .exit(128 + SIGKILL))
    #expect(
      try desk.terminal.unrestored() == [
        "the settings are other ones", "the alternate screen is on", "pastes are bracketed",
      ])
  }

  @Test("Killed at the worst moment, even the margins and the colours are as they were")
  func worst() throws {
    // What is saved with the other screen comes back with this one: the colours, and here the cursor.
    let taken = "\\033[1;7;31m\\033[?25l\\033[?1049h\\033[?2004h\\033[5;10r\\033[3"
    let script = try "(\(Self.parent()))\nprintf '\\033[24;1Hplain\\nend'"
    let desk = try start(script, program: "stty raw -echo; printf \"\(taken)\"; kill -KILL $$")
    try desk.ends(with: .exit(0))
    #expect(desk.terminal.screen.rows.suffix(2) == ["plain", "end"], "\(desk.terminal.screen)")
    let cell = desk.terminal.cell(23, 0)
    #expect(cell?.isBold == false && cell?.isReverse == false && cell?.foreground == nil)
  }

  @Test("An end of its own passes the parent untouched")
  func left() throws {
    let desk = try start(Self.parent())
    try desk.line("W>")
    try desk.leaves()
    try desk.sees("left: 0 notes")
    try desk.misses("was killed")
  }
}
