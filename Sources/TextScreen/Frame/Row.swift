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

  /// Makes an empty row.
  public init(width: Int) { self.width = max(0, width) }

  /// Columns that are free.
  public var left: Int { width - columns }

  /// Draws a text behind what is there; what does not fit is cut, and the cut is shown by `…`.
  public mutating func add(_ text: some StringProtocol, _ role: Role = .text) {
    guard !text.isEmpty, left > 0 else { return }
    if text.utf8.count <= left, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      append(String(text), text.utf8.count, role)
      return
    }
    var drawn = ""
    var taken = 0
    /// Where the last character begins that leaves a column for the `…`.
    var fitting: (text: String.Index, columns: Int) = (drawn.startIndex, 0)
    for character in text {
      let next = DrawnCharacter(character)
      guard taken + next.columns <= left else {
        append(drawn[..<fitting.text] + "…", fitting.columns + 1, role)
        return
      }
      drawn += next.text
      taken += next.columns
      if taken < left { fitting = (drawn.endIndex, taken) }
    }
    append(drawn, taken, role)
  }

  /// Leaves columns free up to a column.
  public mutating func skip(to column: Int) {
    let blanks = min(column, width) - columns
    guard blanks > 0 else { return }
    append(String(repeating: " ", count: blanks), blanks, .text)
  }

  /// Fills the rest of the row with a character of one column.
  public mutating func fill(with character: Character, _ role: Role) {
    guard left > 0 else { return }
    append(String(repeating: character, count: left), left, role)
  }

  /// Draws another row's spans behind what is there.
  public mutating func add(_ row: Row) { for span in row.spans { add(span.text, span.role) } }

  /// Draws another row's spans at the right end, as far as they fit behind what is there.
  public mutating func addAtEnd(_ row: Row) {
    skip(to: max(columns, width - row.columns))
    add(row)
  }

  /// The row in one role throughout, blanks to its end included.
  public func whole(_ role: Role) -> Row {
    var row = Row(width: width)
    for span in spans { row.add(span.text, role) }
    row.fill(with: " ", role)
    return row
  }

  /// What is read on it, without blanks at its end.
  public var text: String {
    let whole = spans.map(\.text).joined()
    return String(whole.reversed().drop { $0 == " " }.reversed())
  }

  private mutating func append(_ text: some StringProtocol, _ columns: Int, _ role: Role) {
    self.columns += columns
    if let last = spans.last, last.role == role {
      spans[spans.count - 1] = Span(text: last.text + text, columns: last.columns + columns, role: role)
    } else {
      spans.append(Span(text: String(text), columns: columns, role: role))
    }
  }
}
