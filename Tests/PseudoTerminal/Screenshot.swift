/// What a screen shows at one moment.
public struct Screenshot: Equatable, Sendable, CustomStringConvertible {
  /// The text of each row, without the blanks at its end.
  public let rows: [String]
  /// Where the cursor is, counted from 0.
  public let cursorRow: Int
  public let cursorColumn: Int
  public let isCursorVisible: Bool
  public let isAlternateScreen: Bool
  public let bracketsPaste: Bool

  /// All rows as one text.
  public var text: String { rows.joined(separator: "\n") }

  /// The screen in a frame, and the cursor's place under it, for a person to read.
  public var description: String {
    let width = rows.map(\.count).max() ?? 0
    let edge = "+" + String(repeating: "-", count: width) + "+"
    let body = rows.map { "|" + $0 + String(repeating: " ", count: width - $0.count) + "|" }
    let cursor = "cursor \(isCursorVisible ? "" : "hidden ")at \(cursorRow), \(cursorColumn)"
    let screen = isAlternateScreen ? ", alternate screen" : ""
    return ([edge] + body + [edge, cursor + screen]).joined(separator: "\n")
  }
}

extension Emulator {
  /// What it shows now.
  public var screenshot: Screenshot {
    Screenshot(
      rows: rows, cursorRow: cursor.row, cursorColumn: cursor.column, isCursorVisible: isCursorVisible,
      isAlternateScreen: isAlternateScreen, bracketsPaste: bracketsPaste)
  }
}
