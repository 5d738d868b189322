internal import Text

/// A piece of a row in one role. Its text is safe for a terminal, and its width is known.
public struct Span: Equatable, Sendable {
  /// What is drawn.
  public let text: String
  /// Columns it takes.
  public let columns: Int
  /// What it is.
  public let role: Role
}

/// One row of a frame: spans from left to right, never wider than the row.
///
/// `add` is the one draw call of all screens: whatever goes through it is made safe (`DrawnCharacter`) and cut to
/// fit. There is no other way into a row.
public struct Row: Equatable, Sendable {
  /// Columns of the row.
  public let width: Int
  /// From left to right.
  public private(set) var spans: [Span] = []
  /// Columns that are taken.
  public private(set) var columns = 0

  public init(width: Int) { self.width = max(0, width) }

  /// Columns that are free.
  public var left: Int { width - columns }

  /// Draws a text behind what is there; what does not fit is cut, and the cut is shown by `…`.
  public mutating func add(_ text: String, _ role: Role = .text) {
    guard !text.isEmpty, left > 0 else { return }
    if text.utf8.count <= left, text.isPlainASCII {
      append(text, text.utf8.count, role)
      return
    }
    var drawn = ""
    var taken = 0
    /// What would be left of it, in bytes and columns, if a `…` had to follow.
    var fitting = (bytes: 0, columns: 0)
    var isCut = false
    text[...].eachDrawnPiece { piece in
      let room = left - taken
      guard piece.columns <= room else {
        isCut = true
        guard piece.isRun, room > 1 else { return false }
        drawn += piece.text.prefix(room - 1)
        fitting = (drawn.utf8.count, left - 1)
        return false
      }
      let before = (drawn.utf8.count, taken)
      drawn += piece.text
      taken += piece.columns
      if taken < left {
        fitting = (drawn.utf8.count, taken)
      } else {
        fitting = piece.isRun ? (drawn.utf8.count - 1, taken - 1) : before
      }
      return true
    }
    guard isCut else {
      append(drawn, taken, role)
      return
    }
    let end = drawn.utf8.index(drawn.startIndex, offsetBy: fitting.bytes)
    append(String(drawn[..<end]) + "…", fitting.columns + 1, role)
  }

  /// Leaves columns free up to a column.
  public mutating func skip(to column: Int) {
    let blanks = min(column, width) - columns
    guard blanks > 0 else { return }
    append(String(repeating: " ", count: blanks), blanks, .text)
  }

  /// Fills the row up to a column, or to its end, with a character of one column.
  public mutating func fill(with character: Character, to column: Int = .max, _ role: Role) {
    let count = min(column, width) - columns
    guard count > 0 else { return }
    append(String(repeating: character, count: count), count, role)
  }

  /// Draws another row's spans behind what is there.
  public mutating func add(_ row: Row) { for span in row.spans { add(span) } }

  private mutating func add(_ span: Span) {
    if span.columns <= left { append(span.text, span.columns, span.role) } else { add(span.text, span.role) }
  }

  /// Draws another row's spans at the right end, as far as they fit behind what is there.
  public mutating func addAtEnd(_ row: Row) {
    skip(to: max(columns, width - row.columns))
    add(row)
  }

  /// The row in one role throughout, blanks to its end included.
  public func whole(_ role: Role) -> Row {
    var row = Row(width: width)
    for span in spans { row.add(Span(text: span.text, columns: span.columns, role: role)) }
    row.fill(with: " ", role)
    return row
  }

  /// What is read on it, without blanks at its end.
  public var text: String {
    let whole = spans.map(\.text).joined()
    return String(whole.reversed().drop { $0 == " " }.reversed())
  }

  private mutating func append(_ text: String, _ columns: Int, _ role: Role) {
    self.columns += columns
    if let last = spans.last, last.role == role {
      spans[spans.count - 1] = Span(text: last.text + text, columns: last.columns + columns, role: role)
    } else {
      spans.append(Span(text: text, columns: columns, role: role))
    }
  }
}
