import Foundation
import PseudoTerminal
import Testing

@Suite("Other sizes at any moment")
struct ResizingTests {
  @Test(
    "From 1×1 to 300×100 while one types: nothing is lost, and what stands there is what a fresh draw gives")
  func random() throws {
    let desk = try Facilitation()
    try desk.line("W>")
    var random = SeededMoments(state: 20_261_125)
    var typed: [String] = []
    for round in 0..<(Repository.proves ? 2000 : 100) {
      let size = (
        columns: Int.random(in: 1...300, using: &random), rows: Int.random(in: 1...100, using: &random)
      )
      let line = "so \(round) č字👍🏽 e\u{301} of \(size.columns)×\(size.rows)"
      let middle = line.index(line.startIndex, offsetBy: line.count / 2)
      desk.type(String(line[..<middle]))
      desk.resize(columns: size.columns, rows: size.rows)
      desk.enter(String(line[middle...]))
      typed.append(line)
      // Some sizes are seen, others are gone before anything was drawn.
      if round % 5 == 0 { usleep(UInt32.random(in: 0...20_000, using: &random)) }
      if round % 10 == 0, size.columns >= 40, size.rows >= 10 {
        try desk.saved(typed.count)
        try expectFreshDraw(desk, columns: size.columns, rows: size.rows)
      }
    }
    desk.resize(columns: 80, rows: 24)
    // Drawn from change to change, with characters of all widths.
    for round in 1...20 {
      typed.append("so \(round) " + String(repeating: "字a👍🏽e\u{301}č", count: round))
      desk.enter(typed[typed.count - 1])
    }
    try desk.saved(typed.count)
    try expectFreshDraw(desk, columns: 80, rows: 24)
    try desk.leaves()
    #expect(try desk.written.texts == typed)
  }

  /// What stands there comes back after ^L, but for the clocks.
  private func expectFreshDraw(_ desk: Facilitation, columns: Int, rows: Int) throws {
    let picture = try desk.terminal.settles(for: 250)
    let shown = cells(of: desk)
    let bytes = desk.terminal.byteCount
    desk.press(.control("l"))
    // The first bytes clear the screen: what was wrong on it cannot be there any more.
    let deadline = Date(timeIntervalSinceNow: 20)
    var isSame = false
    while !isSame, Date() < deadline {
      usleep(5000)
      isSame = desk.terminal.byteCount > bytes && cells(of: desk) == shown
    }
    #expect(isSame, "at \(columns)×\(rows):\n\(picture)\nafter ^L:\n\(desk.terminal.screen)")
  }

  /// The cells without the rows that hold clocks. A blank is a blank, written or not.
  private func cells(of desk: Facilitation) -> [[Cell]] {
    desk.terminal.cells.dropFirst(3).map { row in
      row.map { cell in
        let isBlank = ["", " "].contains(cell.text) && !cell.isRightHalf && !cell.isReverse
        return isBlank && cell.background == nil ? Cell() : cell
      }
    }
  }
}
