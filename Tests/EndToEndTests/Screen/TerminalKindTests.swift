import Foundation
import PseudoTerminal
import Testing

/// A terminal, its colours and its language, as the environment names them.
struct TerminalKind: CustomTestStringConvertible, Sendable {
  let term: String
  let noColour: Bool
  let language: String

  var environment: [String: String] {
    ["TERM": term, "LANG": language].merging(noColour ? ["NO_COLOR": "1"] : [:]) { $1 }
  }

  /// Terminfo gives it colours, and nobody forbids them.
  var hasColours: Bool { term != "vt100" && !noColour }

  var testDescription: String { "\(term), \(language)\(noColour ? ", NO_COLOR" : "")" }

  static let all: [TerminalKind] = ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100"]
    .flatMap { term in
      [false, true].flatMap { noColour in
        ["C.UTF-8", "C"].map { TerminalKind(term: term, noColour: noColour, language: $0) }
      }
    }
}

@Suite("Every kind of terminal")
struct TerminalKindTests {
  @Test(
    "It shows the question and the state in words, takes every letter, and uses colour where it may",
    arguments: TerminalKind.all)
  func works(_ kind: TerminalKind) throws {
    let desk = try Facilitation(with: kind.environment)
    try desk.line("W>")
    try desk.sees("Welcome, and thank you for coming")
    desk.type("2 čšžđ 字 e\u{301} 👍 says")
    try desk.sees("says")
    desk.press(.enter)
    try desk.saved("says", count: 1)
    let row = try desk.sees("čšžđ")
    #expect(row.contains("čšžđ 字 e\u{301} 👍 says"))
    #expect(hasColours(desk) == kind.hasColours)
    desk.press(.control("o"))
    try desk.line("OFF>")
    let alert = try desk.sees("! OFF THE RECORD 00:0")
    #expect(alert.contains("nothing typed is kept"))
    #expect(hasColours(desk) == kind.hasColours)
    // Without colours too it stands out.
    let place = try #require(desk.terminal.screen.rows.firstIndex(of: alert))
    let isInverse = desk.terminal.cells[place].allSatisfy(\.isReverse)
    #expect(isInverse)
    desk.press(.control("o"))
    try desk.line("W>")
    try desk.leaves()
    #expect(try desk.written.texts == ["čšžđ 字 e\u{301} 👍 says"])
  }

  @Test(
    "A replay too: where one is stands out without colour, and plain signs stand in for drawn ones",
    arguments: TerminalKind.all)
  func replays(_ kind: TerminalKind) throws {
    let study = try Study.withSample()
    let desk = try Facilitation(
      in: study, with: kind.environment, arguments: ["replay", Study.sample, "--at", "20"])
    try desk.sees("GB01")
    try desk.waits("note 20") { $0.text.contains(" 20 00:") }
    let hasPlainSigns = ["linux", "vt100"].contains(kind.term)
    try desk.sees(hasPlainSigns ? "^" : "▲")
    #expect(desk.terminal.screen.text.contains("█") != hasPlainSigns)
    #expect(hasColours(desk) == kind.hasColours)
    let isInverse = desk.terminal.cells.joined().contains(where: \.isReverse)
    #expect(isInverse)
    desk.type("m")
    desk.type("čšžđ 字 👍")
    try desk.sees("čšžđ 字 👍")
    desk.press(.escape)
    // What comes right behind an escape is a key with Alt.
    try desk.misses("> /memo")
    desk.type("q")
    try desk.ends(with: .exit(0))
  }

  @Test("Home too", arguments: TerminalKind.all)
  func isAtHome(_ kind: TerminalKind) throws {
    let desk = try Facilitation(in: try Study.withSample(), with: kind.environment, arguments: [])
    try desk.line("filter>")
    try desk.sees("finished")
    #expect(hasColours(desk) == kind.hasColours)
    try desk.leaves()
  }

  @Test(
    "A terminal that cannot move its cursor gets lines", arguments: ["dumb", "unknown", "no-such-terminal"])
  func lines(term: String) throws {
    let study = try Study.withSample()
    let desk = try Facilitation(in: study, with: ["TERM": term], arguments: ["replay", Study.sample])
    try desk.sees("Enter reads on")
    desk.press(.enter)
    try desk.sees("the group begins")
    desk.enter("/leave")
    try desk.ends(with: .exit(0))
    let home = try Facilitation(in: study, with: ["TERM": term], arguments: [])
    try home.sees(Study.sample)
    home.enter("/quit")
    try home.ends(with: .exit(0))
  }

  /// A cell has another colour than the terminal's own.
  private func hasColours(_ desk: Facilitation) -> Bool {
    desk.terminal.cells.joined().contains { $0.foreground != nil || $0.background != nil }
  }
}
