internal import Text
internal import TextScreen

/// A rule with words on it.
func ruled(_ width: Int, _ left: String, _ right: String = "", role: Role = .faint) -> Row {
  var row = Row(width: width)
  row.add("──", .faint)
  if !left.isEmpty { row.add(" \(left) ", role) }
  let end = endOfRule(width, right)
  row.fill(with: "─", to: width - end.columns, .faint)
  row.add(end)
  return row
}

/// The rule over something that stands there for a while: what it is, and at the end how it goes. If one has to be cut, it
/// is what it is.
func titleRule(_ width: Int, _ title: String, _ right: String = "Esc closes") -> Row {
  let end = endOfRule(width, right)
  var cut = Row(width: max(0, width - end.columns - 4))
  cut.add(title)
  return ruled(width, cut.text, right, role: .title)
}

private func endOfRule(_ width: Int, _ words: String) -> Row {
  var end = Row(width: width)
  if !words.isEmpty { end.add(" \(words) ", .faint) }
  end.add("──", .faint)
  return end
}

/// Something at the left, as far as there is room for it, and something at the right, which matters more.
func twoEnds(_ left: Row, _ right: Row) -> Row {
  var row = Row(width: right.width)
  var name = Row(width: max(0, right.width - right.columns - 1))
  name.add(left)
  row.add(name)
  row.addAtEnd(right)
  return row
}

/// Keys and commands that are offered, the most useful first, as many as fit.
func hintRow(_ hints: [String], width: Int) -> Row {
  var row = Row(width: width)
  row.add(" ")
  for (index, hint) in hints.enumerated() {
    guard row.left >= DisplayWidth.of(hint) + 3 else { break }
    row.add((index > 0 ? " · " : "") + hint, .hint)
  }
  return row
}

/// Rows of which the last says that there are more.
///
/// - Parameters:
///   - more: how many follow.
///   - isAll: there are no more than these.
func marked(_ rows: [Row], more: Int, isAll: Bool = true) -> [Row] {
  guard more > 0, let last = rows.last else { return rows }
  var sign = Row(width: last.width)
  sign.add("   … \(isAll ? "" : "over ")\(more + 1) more", .hint)
  return rows.dropLast() + [sign]
}

/// Entries of any height, the last at the bottom: as many as fit, or blanks below few, as on paper.
///
/// - Parameters:
///   - last: the place of the last one.
///   - entry: the rows of the one at a place, at most so many. Asked only of what is seen.
func stacked(upTo last: Int, width: Int, height: Int, _ entry: (Int, Int) -> [Row]) -> [Row] {
  var rows: [Row] = []
  var place = last
  while place >= 0, rows.count < height {
    rows = entry(place, height - rows.count) + rows
    place -= 1
  }
  return rows + Array(repeating: Row(width: width), count: max(0, height - rows.count))
}

/// A text filled up with blanks to a number of columns.
func padded(_ text: String, to columns: Int) -> String {
  text + String(repeating: " ", count: max(0, columns - DisplayWidth.of(text)))
}
