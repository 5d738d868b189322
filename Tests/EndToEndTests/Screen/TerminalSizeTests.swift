import Foundation
import PseudoTerminal
import Testing

/// A size of a terminal.
struct TerminalSize: CustomTestStringConvertible, Sendable {
  let columns: Int
  let rows: Int

  var testDescription: String { "\(columns)×\(rows)" }

  static let all = [
    (1, 1), (2, 1), (3, 2), (7, 3), (12, 4), (16, 5), (20, 24), (30, 10), (40, 12), (60, 18), (80, 24),
    (100, 30), (132, 50),
    (300, 100), (500, 200),
  ].map { TerminalSize(columns: $0.0, rows: $0.1) }
}

@Suite("Every size of a terminal")
struct TerminalSizeTests {
  @Test("What is typed is taken and saved, and shown again when there is room", arguments: TerminalSize.all)
  func records(_ size: TerminalSize) throws {
    let desk = try Facilitation(columns: size.columns, rows: size.rows)
    desk.enter("2 the first, wherever it is shown")
    desk.type("3 the second")
    desk.resize(columns: 80, rows: 24)
    try desk.line("W> 3 the second")
    try desk.saved("the first, wherever it is shown", count: 1)
    desk.resize(columns: size.columns, rows: size.rows)
    desk.press(.enter)
    desk.resize(columns: 80, rows: 24)
    try desk.saved("the second", count: 2)
    try desk.leaves()
    #expect(try desk.written.texts == ["the first, wherever it is shown", "the second"])
  }

  @Test("A replay goes where it is told and comes back whole", arguments: TerminalSize.all)
  func replays(_ size: TerminalSize) throws {
    let study = try Study.withSample()
    let desk = try study.replay(
      Study.sample, ["--at", "20", "--comments"], columns: size.columns, rows: size.rows)
    // In the smallest there is nothing to wait for: the size that follows is.
    if size.columns < 12 { desk.resize(columns: 80, rows: 24) }
    try desk.waits("the first frame") { !$0.text.allSatisfy(\.isWhitespace) }
    desk.press(.right, .right)
    if size.columns >= 40, size.rows >= 12 { try desk.sees("▸ 22") }
    desk.resize(columns: 80, rows: 24)
    try desk.sees("▸ 22")
    desk.type("q")
    try desk.ends(with: .exit(0))
  }

  @Test("Home takes a filter and comes back whole", arguments: TerminalSize.all)
  func isAtHome(_ size: TerminalSize) throws {
    let desk = try Facilitation(
      in: try Study.withSample(), columns: size.columns, rows: size.rows, arguments: [])
    // In the smallest there is nothing to wait for: the size that follows is.
    if size.columns < 12 { desk.resize(columns: 80, rows: 24) }
    try desk.waits("the first frame") { !$0.text.allSatisfy(\.isWhitespace) }
    desk.type("housing")
    desk.resize(columns: 80, rows: 24)
    try desk.line("filter> housing")
    try desk.sees("▸ finished")
    desk.press(.escape)
    try desk.line("filter>")
    try desk.leaves()
  }
}
