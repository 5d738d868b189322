import Foundation
import PseudoTerminal
import Testing

/// What stands on a screen compared with what stands there after it was drawn anew.
enum FreshDraw {
  /// What stands there comes back after ^L.
  ///
  /// - Parameter rowsLeftOut: rows from the top that hold clocks.
  static func expect(_ desk: Facilitation, _ size: (columns: Int, rows: Int), rowsLeftOut: Int) throws {
    // Longer than the silence that ends what a terminal says by itself: an Esc and a ] that come at once begin it.
    let picture = try desk.terminal.settles(for: 700)
    let shown = cells(of: desk, rowsLeftOut)
    let bytes = desk.terminal.byteCount
    desk.press(.control("l"))
    // The first bytes clear the screen: what was wrong on it cannot be there any more.
    let deadline = Date(timeIntervalSinceNow: 20)
    var isSame = false
    while !isSame, Date() < deadline {
      usleep(5000)
      isSame = desk.terminal.byteCount > bytes && isSameBut(shown, cells(of: desk, rowsLeftOut))
    }
    #expect(
      isSame,
      """
      at \(size.columns)×\(size.rows): \(differences(shown, cells(of: desk, rowsLeftOut)))
      \(picture)
      after ^L:
      \(desk.terminal.screen)
      """)
  }

  /// The same, but for what was said: that goes by itself after a while, which on a busy machine can be now, and the
  /// note that it stood over is seen again.
  private static func isSameBut(_ shown: [[Cell]], _ now: [[Cell]]) -> Bool {
    shown.count == now.count
      && zip(shown, now).allSatisfy { before, after in
        before == after || before.map(\.text).joined().hasPrefix(" saved ")
      }
  }

  /// The first cells that differ.
  private static func differences(_ shown: [[Cell]], _ now: [[Cell]]) -> String {
    var places: [String] = []
    for (row, (before, after)) in zip(shown, now).enumerated() {
      for (column, (old, new)) in zip(before, after).enumerated() where old != new && places.count < 5 {
        places.append("row \(row), column \(column): \(old) and then \(new)")
      }
    }
    return places.joined(separator: "; ")
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
