import Foundation
import Interview
import PseudoTerminal
import RandomSessions
import SessionStorage
import Testing

/// Every byte that reaches the terminal is either curses' or harmless text, whatever the data are.
@Suite("No control byte of data reaches a terminal")
struct RawOutputTests {
  /// Sequences that curses never makes for this terminal, so that each is seen if it comes through.
  static let hostile =
    Hostile.texts + [
      "\u{1B}[6666zbad", "\u{1B}]0;title\u{07}", "\u{1B}Pq\u{1B}\\", "\u{1B}_apc\u{1B}\\",
      "\u{1B}^pm\u{1B}\\", "\u{1B}c",
      "\u{1B}#8", "\u{9D}52;c;ZXZpbA==\u{9C}", "\u{85}\u{90}\u{98}", "a\u{0}b\u{4}c\u{5}",
      "\u{061C}\u{200E}\u{200F}\u{202A}",
    ]

  private func expectHarmless(_ terminal: Terminal, _ what: Comment) throws {
    let bytes = try terminal.screen.whole()
    let check = OutputCheck(bytes)
    #expect(check.violations.isEmpty, what)
    for text in Self.hostile {
      let isThere = String(decoding: bytes, as: UTF8.self).contains(text)
      #expect(!isThere, "\(text.debugDescription) as it is: \(what)")
    }
    #expect(check.text.count > 500, "it has shown hardly anything: \(what)")
  }

  /// Types, and waits until all of it was answered.
  private func play(_ terminal: Terminal, _ keys: [String], until last: String) throws {
    for key in keys { terminal.type(key) }
    try terminal.sees(last)
  }

  @Test("A recording with hostile notes, people, codes, answers and pastes, and every panel of it")
  func recording() throws {
    let study = try Study()
    let terminal = try Terminal(Facilitation.run("one"), in: study, term: "xterm-256color")
    try terminal.sees("W")
    var keys: [String] = []
    for text in Self.hostile {
      let line = text.filter { !$0.isNewline }
      keys += ["\u{1B}[200~3 \"\(line)\u{1B}[201~\r", "\u{1B}[200~/p 3 label=\(line)\u{1B}[201~\r"]
      keys += ["\u{1B}[200~2 coded #c\(line)\u{1B}[201~\r", "\u{1B}[200~/set place \(line)\u{1B}[201~\r"]
      keys += [
        "\u{1B}[200~one \(line)\ntwo\u{1B}[201~", "lines\r", "\u{1B}[200~/\(line)\u{1B}[201~\r", "\u{15}",
      ]
    }
    keys += [
      "\u{10}", "\u{1B}", "\u{12}bad\r", "\u{1B}", "\u{7}x\u{1B}", "/all\r", "\u{1B}", "/codes\r", "\u{1B}",
      "/sum\r",
    ]
    keys += ["\u{1B}", "\u{1B}[A\u{1B}[A\u{1B}[A", "\u{1B}", "\u{15}9 that is all\r"]
    try play(terminal, keys, until: "that is all")
    terminal.type("\u{11}")
    #expect(try terminal.end() == .exit(0))
    try expectHarmless(terminal, "recording")
    let kept = try study.session("one").texts
    #expect(kept.contains { $0.contains("\u{1B}[6666z") } || kept.contains { $0.contains("bad") })
  }

  @Test(
    "Sessions in which every text is hostile, in a replay, on a resume, at home and in plain lines",
    arguments: 1...6)
  func sessions(seed: Int) throws {
    guard Repository.proves || seed <= 2 else { return }
    let study = try Study()
    var random = RandomSession(seed: seed, isFull: true)
    var session = random.session()
    session.id = "hostile"
    session.status = .open
    try study.write(SessionFormat.bytes(of: session), to: "Sessions/hostile.json")
    for text in Self.hostile where !text.contains("/") && !text.contains("\0") {
      try study.write("x", to: "Sessions/\(text).json")
      try study.write("title: \(text)", to: "Protocols/\(text).yaml")
      try study.write("{}", to: "Sessions/hostile.review-\(text).json")
    }
    let walk = [
      "]", "]", "n", "?", "\u{1B}[6~", "\u{1B}[6~", "g1\r", "fe\r", "\u{1B}", "FP1\r", "\u{1B}", "m", "x\r",
      "anna\r",
    ]
    let wanders: [(arguments: [String], keys: [String], exit: String)] = [
      (["replay", "hostile"], walk + ["c\u{9B}x\r", "\u{1B}[F", "\u{1B}OP", "\u{1B}"], "\u{11}"),
      (
        ["resume", "hostile"],
        ["\r", "on\r", "\u{10}", "\u{1B}", "\u{12}e\u{1B}", "\u{7}\u{1B}", "/all\r", "\u{1B}"], "\u{11}"
      ),
      (
        [], ["\u{1B}[B", "\u{1B}[B", "\t", "\u{1B}", "host", "\u{1B}", "/check hostile\r", "\u{1B}"], "\u{11}"
      ),
      (["show", "hostile"], [], ""), (["list"], [], ""), (["check", "hostile"], [], ""),
      (["replay", "hostile", "--plain"], ["/layers\r", "/agreement\r", "/leave\r"], ""),
    ]
    for wander in wanders {
      let terminal = try Terminal(wander.arguments, in: study, term: "xterm-256color")
      for key in wander.keys {
        terminal.type(key)
        usleep(30_000)
      }
      if !wander.exit.isEmpty {
        usleep(200_000)
        terminal.type(wander.exit)
        usleep(50_000)
        terminal.running.send(SIGTERM)
      }
      let end = try terminal.end()
      #expect([.exit(0), .exit(1), .exit(65)].contains(end), "\(wander.arguments) \(end)")
      let bytes = try terminal.screen.whole()
      let check = OutputCheck(bytes)
      // Where curses draws nothing there is no sequence at all; the terminal itself makes returns.
      let isPlain = wander.exit.isEmpty
      let lines = OutputCheck.withoutMouseOff(bytes).filter { $0 != 0x0D }
      let violations = isPlain ? Hostile.violations(in: lines) : check.violations
      #expect(violations.isEmpty, "\(wander.arguments) seed \(seed)")
      #expect(check.text.count > 20, "\(wander.arguments): \(String(decoding: check.text, as: UTF8.self))")
    }
  }

  @Test("The check sees what is not curses'", arguments: hostile)
  func check(text: String) {
    #expect(!OutputCheck([UInt8](text.utf8)).violations.isEmpty)
  }
}
