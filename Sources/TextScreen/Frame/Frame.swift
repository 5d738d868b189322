/// The size of a terminal.
public struct Size: Hashable, Sendable {
  /// Rows, at least 1.
  public var rows: Int
  /// Columns, at least 1.
  public var columns: Int

  /// Nothing is smaller than 1 × 1.
  public init(rows: Int, columns: Int) {
    self.rows = max(1, rows)
    self.columns = max(1, columns)
  }
}

/// A place on the screen, from 0.
public struct Position: Hashable, Sendable {
  /// From the top.
  public var row: Int
  /// From the left.
  public var column: Int

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// What a terminal shows: a value, the same whoever draws it.
public struct Frame: Equatable, Sendable {
  /// How large it is.
  public let size: Size
  /// As many as the size says, from the top.
  public private(set) var rows: [Row]
  /// Where the hardware cursor stands: at the input, for screen readers and input methods.
  public private(set) var cursor = Position(row: 0, column: 0)

  public init(_ size: Size) {
    self.size = size
    rows = Array(repeating: Row(width: size.columns), count: size.rows)
  }

  /// Puts a row in its place; a place outside of the frame is left alone.
  public mutating func set(_ row: Int, _ content: Row) {
    guard rows.indices.contains(row) else { return }
    rows[row] = content
  }

  /// Puts the cursor, inside the frame whatever is asked.
  public mutating func putCursor(_ position: Position) {
    cursor = Position(
      row: min(max(0, position.row), size.rows - 1), column: min(max(0, position.column), size.columns - 1))
  }

  /// What is read on it, a line a row, without blanks at the ends of lines.
  public var text: [String] { rows.map(\.text) }
}

/// Something that shows frames and gives a terminal back as it was: the whole contract of a screen.
public protocol Display {
  /// The terminal's size, as of the beginning or the last `resize()`.
  var size: Size { get }
  /// Shows a frame; only what differs from the one before is sent.
  mutating func draw(_ frame: Frame)
  /// The next frame is drawn whole, whatever is on the screen.
  mutating func forget()
  /// The terminal has another size now.
  mutating func resize()
  /// Gives the terminal back until `resume()`.
  mutating func suspend()
  /// Takes the terminal again.
  mutating func resume()
  /// Takes the terminal anew, however somebody else has left it, without giving it back in between.
  mutating func retake()
  /// Gives the terminal back for good. Safe to call twice.
  mutating func close()
  /// Takes the bytes that the calls before have left for the terminal; none where they are sent at once.
  mutating func takeOutput() -> [UInt8]
}
