internal import TextScreen

/// Where the parts of the replay screen stand, from a size alone.
struct ReplayLayout: Equatable {
  enum Kind: Equatable {
    /// All parts.
    case full
    /// Without route, people and the names under the scrubber.
    case compact
    /// A line that says how things stand, notes, a scrubber of one row, the line.
    case tiny
    /// What is typed or said, and above it where one is.
    case line
  }

  let size: Size
  let kind: Kind

  init(_ size: Size) {
    self.size = size
    if size.rows >= 18, size.columns >= 60 {
      kind = .full
    } else if size.rows >= 10, size.columns >= 30 {
      kind = .compact
    } else if size.rows >= 5, size.columns >= 16 {
      kind = .tiny
    } else {
      kind = .line
    }
  }

  var columns: Int { size.columns }

  /// Rows at the top: header, route, state.
  var top: Int {
    switch kind {
    case .full: 3
    case .compact: 2
    case .tiny: 1
    case .line: min(1, size.rows - 1)
    }
  }

  /// Rows of the scrubber.
  var scrubber: Int {
    switch kind {
    case .full: 3
    case .compact: 2
    case .tiny: 1
    case .line: 0
    }
  }

  /// Rows at the bottom: people, scrubber, line, hints.
  var bottom: Int {
    switch kind {
    case .full: 1 + scrubber + 2
    case .compact, .tiny: scrubber + 1
    case .line: 1
    }
  }

  /// The row of what is typed or said.
  var input: Int { size.rows - (kind == .full ? 2 : 1) }

  /// Whose session it is at the left, how it stands at the right.
  func header(_ group: [String], title: String, right: Row) -> Row {
    var row = Row(width: columns)
    var name = Row(width: max(0, columns - right.columns - 1))
    name.add(" " + (group.isEmpty ? title : group.joined(separator: " · ")), .title)
    if kind == .full, !group.isEmpty, !title.isEmpty { name.add(" · " + title, .faint) }
    row.add(name)
    row.addAtEnd(right)
    return row
  }

  /// Rows between top and bottom.
  var middle: Int { max(0, size.rows - top - bottom) }
}
