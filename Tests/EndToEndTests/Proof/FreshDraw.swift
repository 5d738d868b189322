import Foundation
import PseudoTerminal
import Testing

/// What stands on a screen compared with what stands there after it was drawn anew.
enum FreshDraw {
  /// What stands there comes back after ^L.
  ///
  /// - Parameter rowsLeftOut: rows from the top that hold clocks.
  static func expect(_ desk: Facilitation, _ size: (columns: Int, rows: Int), rowsLeftOut: Int) throws {
    let picture = try desk.terminal.settles(for: 250)
    let shown = cells(of: desk, rowsLeftOut)
    let bytes = desk.terminal.byteCount
    desk.press(.control("l"))
    // The first bytes clear the screen: what was wrong on it cannot be there any more.
    let deadline = Date(timeIntervalSinceNow: 20)
    var isSame = false
    while !isSame, Date() < deadline {
      usleep(5000)
      isSame = desk.terminal.byteCount > bytes && cells(of: desk, rowsLeftOut) == shown
    }
    #expect(
      isSame, "at \(size.columns)×\(size.rows):\n\(picture)\nafter ^L:\n\(desk.terminal.screen)")
  }

  /// A blank is a blank, written or not.
  private static func cells(of desk: Facilitation, _ rowsLeftOut: Int) -> [[Cell]] {
    desk.terminal.cells.dropFirst(rowsLeftOut).map { row in
      row.map { cell in
        let isBlank = ["", " "].contains(cell.text) && !cell.isRightHalf && !cell.isReverse
        return isBlank && cell.background == nil ? Cell() : cell
      }
    }
  }
}
