import Foundation
import PseudoTerminal
import Testing

@Suite("However the screen ends, the terminal is as it was")
struct ScreenEndTests {
  private func begun(under wrapper: [String] = []) throws -> Facilitation {
    let desk = try Facilitation(under: wrapper)
    try desk.line("W>")
    #expect(try !desk.terminal.unrestored().isEmpty, "it does not take the terminal")
    desk.enter("1 what was said")
    try desk.saved("what was said", count: 1)
    return desk
  }

  @Test("^Q and /leave leave the session; it says how to go on", arguments: ["\u{11}", "/leave\r"])
  func left(keys: String) throws {
    let desk = try begun()
    desk.type(keys)
    try desk.ends(with: .exit(0))
    try desk.sees("left: 1 note; go on with: focusgroup resume one")
    #expect(try desk.written.status == "open")
    #expect(desk.study.sessionFiles == ["one.json"])
  }

  @Test("Each file in which redacted text may still be is told once more when the screen is gone")
  func holders() throws {
    let desk = try Facilitation()
    try desk.line("W>")
    desk.enter("1 firstword")
    try desk.saved("firstword", count: 1)
    for number in 1...9 { try desk.study.write("{", to: "Sessions/old \(number)/x") }
    desk.enter("/redact 1")
    try desk.answer("yes")
    try desk.sees("its text may still be in 9 files; leaving tells why of each: old 1")
    desk.enter("/leave")
    try desk.ends(with: .exit(0))
    try desk.sees("focusgroup: what was redacted may still be in old 1: it is a folder")
    try desk.sees("focusgroup: what was redacted may still be in old 9: it is a folder")
  }

  @Test("An unfinished line is kept by leaving, whole, but not the command that leaves")
  func unfinished() throws {
    let desk = try begun()
    desk.type("2 typed a moment ago")
    try desk.leaves()
    #expect(try desk.written.draft?.text == "2 typed a moment ago")
    try desk.resume()
    try desk.line("W> 2 typed a moment ago")
    desk.press(.control("u"))
    desk.type("/leav")
    try waitForDraft("/leav", in: desk.study)
    desk.type("e\r")
    try desk.ends(with: .exit(0))
    #expect(try desk.written.draft == nil)
  }

  @Test("Killed right after Enter, the line that was entered is not offered again")
  func entered() throws {
    let desk = try begun()
    desk.type("2 a slow")
    try waitForDraft("2 a slow", in: desk.study)
    desk.enter(" line")
    try desk.saved("a slow line", count: 2)
    try desk.kill()
    try desk.resume()
    try desk.line("the gap>")
    desk.enter("pause")
    try desk.sees("it was a pause")
    try desk.line("W>")
    try desk.leaves()
    #expect(try desk.written.texts == ["what was said", "a slow line"])
  }

  /// Waits until a line is kept as the draft.
  private func waitForDraft(_ text: String, in study: Study) throws {
    let deadline = Date(timeIntervalSinceNow: 60)
    while try study.places(of: "\"\(text)\"").isEmpty {
      guard Date() < deadline else { throw Stuck("“\(text)” is not kept as draft") }
      usleep(20_000)
    }
  }

  @Test("/finish says first what is open, then finishes")
  func finished() throws {
    let desk = try begun()
    desk.enter("/finish")
    try desk.sees("before the people go")
    desk.enter("/finish")
    try desk.ends(with: .exit(0))
    try desk.sees("finished: 1 note")
    #expect(try desk.written.status == "finished")
  }

  enum Cut: String, CaseIterable { case terminate, hangUpSignal, closedTerminal }

  @Test("Cut off while a line is typed, the next start offers it with its time", arguments: Cut.allCases)
  func cutOff(_ cut: Cut) throws {
    let desk = try begun()
    desk.press(.pageDown)
    try desk.line("O1>")
    desk.type("2 an unfinished thou")
    try desk.line("O1> 2 an unfinished thou")
    switch cut {
    case .terminate: desk.terminal.signal(SIGTERM)
    case .hangUpSignal: desk.terminal.signal(SIGHUP)
    case .closedTerminal: desk.terminal.hangUp()
    }
    try desk.ends(with: .exit(1))
    #expect(desk.study.sessionFiles == ["one.journal"])
    #expect(try desk.study.places(of: "an unfinished thou") == ["study/Sessions/one.journal"])
    try desk.resume()
    try desk.sees("type pause, or on if the group went on")
    desk.enter("pause")
    try desk.line("O1> 2 an unfinished thou")
    desk.enter("ght")
    try desk.saved("an unfinished thought", count: 2)
    try desk.leaves()
    #expect(try desk.written.texts == ["what was said", "an unfinished thought"])
  }

  @Test("SIGINT and ^C are harmless, and say how to leave")
  func interrupt() throws {
    let desk = try begun()
    desk.type("2 half")
    try desk.line("W> 2 half")
    desk.terminal.signal(SIGINT)
    try desk.sees("^C stops nothing: ^Q leaves")
    desk.enter(" a line")
    try desk.saved("half a line", count: 2)
    desk.press(.escape)
    try desk.misses("^C stops nothing")
    desk.press(.control("c"), .control("c"))
    try desk.sees("^C stops nothing: ^Q leaves")
    try desk.leaves()
  }

  @Test("Stopped, it gives the terminal back; going on, it takes it again and draws all of it")
  func stopped() throws {
    let desk = try begun()
    desk.type("2 half")
    try desk.line("W> 2 half")
    for _ in 1...2 {
      desk.terminal.signal(SIGTSTP)
      try desk.waits("the terminal to be given back") { !$0.isAlternateScreen && !$0.bracketsPaste }
      try desk.stops()
      #expect(try desk.terminal.unrestored() == [])
      desk.terminal.signal(SIGCONT)
      try desk.waits("the screen to be there again") {
        $0.isAlternateScreen && $0.bracketsPaste && $0.rows[$0.cursorRow] == "W> 2 half"
      }
      try desk.saved("what was said", count: 1)
    }
    desk.enter(" a line")
    try desk.saved("half a line", count: 2)
    try desk.leaves()
  }

  @Test("Stopped from outside and left in another size, it draws anew in the size that there is")
  func stoppedHard() throws {
    let desk = try begun()
    desk.terminal.signal(SIGSTOP)
    try desk.stops()
    desk.resize(columns: 100, rows: 30)
    desk.terminal.signal(SIGCONT)
    try desk.waits("the screen in its new size") { $0.cursorRow == 28 && $0.rows[28] == "W>" }
    try desk.saved("what was said", count: 1)
    try desk.leaves()
  }

  @Test(
    "Told to go on, it never gives the terminal back for a moment: a ^Q would be the system's then",
    // With a limit for files ncurses writes to the terminal itself.
    arguments: [[], ["bash", "-c", "ulimit -f 4096; exec \"$@\"", "bash"]])
  func neverCooked(under wrapper: [String]) throws {
    let desk = try begun(under: wrapper)
    let taken = try desk.terminal.settingsNow()
    for _ in 1...200 {
      desk.terminal.signal(SIGCONT)
      let end = ContinuousClock.now + .milliseconds(3)
      repeat { try #require(try desk.terminal.settingsNow() == taken) } while ContinuousClock.now < end
    }
    desk.enter("2 after them")
    try desk.saved("after them", count: 2)
    try desk.leaves()
  }

  @Test(
    "A trap gives the terminal back, ends by its signal, and what was saved is there",
    arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT])
  func trap(signal: Int32) throws {
    let desk = try begun()
    desk.terminal.signal(signal)
    try desk.ends(with: .signal(signal))
    try desk.resume()
    try desk.saved("what was said", count: 1)
    try desk.line("the gap>")
    desk.enter("on")
    try desk.line("W>")
    try desk.leaves()
  }

  @Test("A terminal that nobody knows gets plain mode", arguments: ["no-such-terminal", "dumb", ""])
  func unknown(term: String) throws {
    let desk = try Facilitation(with: ["TERM": term])
    try desk.sees("W>")
    desk.enter("1 in plain lines")
    try desk.sees("saved 1 P1 paraphrase")
    #expect(!desk.terminal.screen.isAlternateScreen)
    try desk.leaves()
    #expect(try desk.written.texts == ["in plain lines"])
  }
}
