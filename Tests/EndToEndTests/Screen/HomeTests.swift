import Foundation
import PseudoTerminal
import Testing

@Suite("At home")
struct HomeTests {
  /// A study with a session that is finished, one that was cut off, and two files that are faulty.
  private func lived() throws -> Study {
    let study = try Study()
    let finished = try study.run(Study.session("first-20260314-0926"), input: "1 one\n2 two\n/end\n")
    #expect(finished.end == .exit(0))
    let cut = try study.start(Study.session("second-20260315-0926"))
    try study.record(cut, 1...1)
    try cut.kill()
    try study.write("{}", to: "Sessions/bad.json")
    try study.write("title: [", to: "Protocols/broken.yaml")
    try study.write("x", to: "Sessions/first-20260314-0926.review-anna.json")
    return study
  }

  private func home(_ study: Study, columns: Int = 80, rows: Int = 24) throws -> Facilitation {
    let desk = try Facilitation(in: study, columns: columns, rows: rows, arguments: [])
    try desk.line("filter>")
    return desk
  }

  @Test("A whole afternoon: recover, start, look, filter, and back to the shell")
  func story() throws {
    let study = try lived()
    let desk = try home(study, columns: 100, rows: 30)
    try desk.sees("2 protocols and 1 faulty · 3 sessions · 1 cut off")
    try desk.sees("faulty    Sessions/bad.json:1:1: error: the key `format` is missing")
    try desk.sees("faulty  Protocols/broken.yaml:")
    #expect(try desk.sees("first-2026").hasSuffix("anna"))
    #expect(try desk.sees("▸ cut off").contains("second-2026"))
    desk.press(.enter)
    try desk.line("the gap>")
    desk.enter("pause")
    try desk.line("W>")
    desk.enter("3 it went on")
    try desk.saved("it went on", count: 2)
    desk.press(.control("q"))
    try desk.sees("second-20260315-0926: open, 2 notes saved")
    try desk.line("filter>")
    try desk.misses("cut off")

    desk.type("our lib")
    #expect(try desk.sees("▸ example").contains("Our library"))
    desk.press(.enter)
    try desk.sees("/begin starts the clock")
    desk.enter("/begin")
    try desk.line("W>")
    desk.enter("a first note")
    try desk.saved("a first note", count: 1)
    desk.press(.control("q"))
    try desk.line("filter>")
    try desk.sees("2 protocols and 1 faulty · 4 sessions")
    #expect(try desk.sees("▸ open").contains("example-"))

    desk.type("anna")
    try desk.misses("example-")
    desk.press(.tab)
    try desk.sees("▸ replay")
    desk.press(.down, .enter)
    try desk.sees("Field notes, not a transcript. Session first-20260314-0926, finished.")
    desk.press(.escape)
    try desk.sees("▸ finished")
    desk.press(.escape)
    try desk.line("filter>")
    desk.enter("/check bad")
    try desk.sees("── check bad ─")
    try desk.sees("the key `format` is missing")
    try desk.leaves()
    #expect(try study.session("second-20260315-0926").texts == ["note 1", "it went on"])
  }

  @Test(
    "However home ends, before and after a session, the terminal is as it was",
    arguments: [
      ("\u{11}", End.exit(0)), ("\u{3}", .exit(0)), ("/quit\r", .exit(0)), ("", .exit(1)),
    ], [0, 3])
  func ends(way: (keys: String, wanted: End), sessions: Int) throws {
    let (keys, wanted) = way
    let study = try Study()
    let desk = try home(study)
    let descriptors = try openDescriptors(desk)
    for number in 0..<sessions {
      desk.enter("/run example")
      try desk.sees("/begin starts the clock")
      desk.press(.control("q"))
      try desk.line("filter>")
      try desk.sees("\(number + 1) session")
    }
    #expect(try openDescriptors(desk) == descriptors)
    #expect(try !desk.terminal.unrestored().isEmpty, "it does not take the terminal")
    desk.resize(columns: 60, rows: 20)
    try desk.waits("20 rows") { $0.rows.count == 20 && $0.rows[18].hasPrefix("filter>") }
    if keys.isEmpty { desk.terminal.signal(SIGTERM) } else { desk.type(keys) }
    try desk.ends(with: wanted)
  }

  /// How many descriptors the program has when it reads nothing; nil where the system does not tell.
  private func openDescriptors(_ desk: Facilitation) throws -> Int? {
    try desk.terminal.settles(for: 200)
    return try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(desk.terminal.running.pid)/fd").count
  }

  @Test("A session that is told to end ends home too")
  func stopped() throws {
    let study = try lived()
    let desk = try home(study)
    desk.press(.enter)
    try desk.line("the gap>")
    desk.terminal.signal(SIGTERM)
    try desk.ends(with: .exit(1))
    try desk.sees("stopped; go on with: focusgroup resume second-20260315-0926")
  }

  @Test("What another program records is running, and cannot be gone on with; it is said why")
  func running() throws {
    let study = try Study()
    let other = try study.start(Study.session("other"))
    try study.record(other, 1...1)
    let desk = try home(study)
    try desk.sees("running")
    desk.enter("/resume other")
    try desk.sees("other is open in another terminal, which goes on")
    try desk.line("filter>")
    try desk.leaves()
    other.enter("/leave")
    #expect(try other.outcome().end == .exit(0))
  }

  @Test("A session is discarded once its id is typed, the others stay, and a guide is read")
  func discards() throws {
    let study = try lived()
    let desk = try home(study, columns: 100, rows: 30)
    desk.enter("/print example")
    try desk.sees("on paper: focusgroup print example | lp")
    desk.press(.escape)
    try desk.line("filter>")
    desk.type("first")
    desk.press(.tab, .up)
    try desk.sees("▸ discard")
    desk.press(.enter)
    try desk.line("its id?>")
    try desk.sees("with the reviews of anna")
    desk.enter("first")
    try desk.sees("that is not its id: nothing is destroyed")
    desk.press(.control("u"))
    desk.enter("first-20260314-0926")
    try desk.sees("discarded first-20260314-0926: 2 files overwritten and removed")
    #expect(try desk.sees("▸").contains("bad.json"))
    try desk.sees("2 sessions")
    #expect(study.sessionFiles.allSatisfy { !$0.hasPrefix("first") })
    try desk.leaves()
  }

  @Test("Other sizes at any moment: what stands there is what a fresh draw gives")
  func sizes() throws {
    let desk = try home(try lived())
    for (columns, rows) in [(1, 1), (40, 12), (200, 60), (7, 3), (100, 30), (30, 8), (80, 24)] {
      desk.resize(columns: columns, rows: rows)
      desk.press(.down)
      desk.type("a")
      desk.press(.control("u"))
    }
    try desk.line("filter>")
    try desk.waits("24 rows") { $0.rows.count == 24 && $0.rows[22].hasPrefix("filter>") }
    let shown = try desk.terminal.settles(for: 250)
    let bytes = desk.terminal.byteCount
    desk.press(.control("l"))
    while desk.terminal.byteCount == bytes { usleep(5000) }
    try desk.waits("the same screen") { $0.rows == shown.rows }
    try desk.leaves()
  }

  @Test("Hostile names and texts reach no terminal raw")
  func hostile() throws {
    let study = try Study()
    let outcome = try study.run(
      [
        "run", "example", "--id", "evil", "--yes", "--plain", "--group", "\u{1B}[31mX", "--place", "\u{202E}",
      ],
      input: "1 one\n/leave\n")
    #expect(outcome.end == .exit(0))
    try study.write("{}", to: "Sessions/\u{1B}[2J.json")
    try study.write("{\"format\": \"\u{1B}]0;owned\u{7}\"}", to: "Sessions/worse.json")
    let desk = try home(study)
    let shown = try desk.waits("both sessions") { $0.text.contains("worse") && $0.text.contains("evil") }
    #expect(!shown.text.contains("owned\u{7}"))
    try desk.leaves()
    let plain = try study.run([])
    #expect(plain.end == .exit(0) && !plain.out.contains("\u{1B}"))
  }

  // MARK: In lines

  @Test("In plain mode it is lines and a prompt", arguments: ["dumb", "xterm-256color"])
  func plain(term: String) throws {
    let study = try lived()
    let terminal = try Terminal(term == "dumb" ? [] : ["--plain"], in: study, term: term)
    try terminal.sees("2 protocols and 1 faulty, 3 sessions")
    try terminal.sees("1 protocol broken, faulty: ")
    try terminal.sees("4 second-20260315-0926: cut off")
    try terminal.sees("bad, faulty: ")
    try terminal.prompt("home")
    terminal.enter("anna")
    try terminal.sees("1 first-20260314-0926: finished")
    try terminal.prompt("home")
    terminal.enter("/show 1")
    try terminal.sees("Session first-20260314-0926, finished.")
    try terminal.prompt("home")
    terminal.enter("all")
    try terminal.prompt("home")
    terminal.enter("4")
    try terminal.sees("the session was cut off")
    terminal.enter("/leave")
    try terminal.sees("left: 1 note")
    try terminal.sees("4 second-20260315-0926: open")
    try terminal.prompt("home")
    terminal.type(TerminalKey.interrupt)
    try terminal.sees("/quit leaves")
    try terminal.prompt("home")
    terminal.type(TerminalKey.endOfInput)
    #expect(try terminal.end() == .exit(0))
  }

  @Test("Without a terminal it prints what there is, reviewers too, and ends")
  func pipe() throws {
    let outcome = try lived().run([], input: "1\n/quit\n")
    #expect(outcome.end == .exit(0))
    #expect(outcome.lines.contains { $0.hasPrefix("first-20260314-0926 ") && $0.hasSuffix(" anna") })
    #expect(outcome.lines.contains { $0.hasPrefix("bad: ") })
    #expect(outcome.out.contains("broken"))
  }
}
