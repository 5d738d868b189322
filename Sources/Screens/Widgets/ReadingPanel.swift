internal import Text
internal import TextScreen

/// Lines that are read under a title, broken to the width and scrolled by rows. What is not seen is not laid out,
/// however long the text or one line of it is, but for some rows below, which are counted.
struct ReadingPanel: Equatable, Sendable {
  /// How it is told where in the text one is.
  enum Kind: Equatable, Sendable {
    /// An answer: its last row says how many follow.
    case answer
    /// A document: its title says which line is at the top.
    case document
  }

  /// A row of the text: the line that it is of, and which of the line's rows it is.
  private struct Place: Equatable, Comparable {
    var line = 0
    var row = 0

    static func < (left: Place, right: Place) -> Bool { (left.line, left.row) < (right.line, right.row) }
  }

  let title: String
  private let lines: [String]
  private let kind: Kind
  private var top = Place()

  /// Rows below what is seen that are counted.
  private static let counted = 500
  /// Rows of one line that can be scrolled through.
  private static let furthest = 20_000
  /// On a narrower screen the title does not say which line is at the top.
  private static let leastForPlace = 60

  init(_ title: String, _ lines: [String], _ kind: Kind = .answer) {
    self.title = title
    self.lines = lines
    self.kind = kind
  }

  // MARK: Scrolling

  /// Takes a key that scrolls, in a panel of this size.
  ///
  /// - Returns: false for a key that means something else.
  mutating func scroll(_ key: Key, width: Int, height: Int) -> Bool {
    let height = max(1, height - 1)
    let page = max(1, height - 1)
    switch key {
    case .up: top = above(top, by: 1, width)
    case .down: top = below(top, by: 1, width, height)
    case .pageUp: top = above(top, by: page, width)
    case .pageDown: top = below(top, by: page, width, height)
    case .home: top = Place()
    case .end: top = last(width, height)
    default: return false
    }
    return true
  }

  private func below(_ place: Place, by rows: Int, _ width: Int, _ height: Int) -> Place {
    var place = place
    var left = rows
    while left > 0, place.line < lines.count {
      let count = rowCount(place.line, width, most: place.row + left + 1)
      if place.row + left < count {
        place.row += left
        left = 0
      } else {
        left -= max(0, count - place.row)
        place = Place(line: place.line + 1)
      }
    }
    // Only near the end it matters where that is.
    return parts(from: place, width, most: height).count < height ? min(place, last(width, height)) : place
  }

  private func above(_ place: Place, by rows: Int, _ width: Int) -> Place {
    var place = place
    var left = rows
    while left > place.row, place.line > 0 {
      left -= place.row + 1
      place.line -= 1
      place.row = rowCount(place.line, width, most: ReadingPanel.furthest) - 1
    }
    place.row = max(0, place.row - left)
    return place
  }

  /// The last row from which on the rest is seen whole.
  private func last(_ width: Int, _ height: Int) -> Place {
    var rows = 0
    for line in lines.indices.reversed() {
      rows += rowCount(line, width, most: ReadingPanel.furthest)
      if rows >= height { return Place(line: line, row: rows - height) }
    }
    return Place()
  }

  // MARK: Laying out

  /// The title and the rows that are seen, as many as fit.
  func rows(width: Int, height: Int) -> [Row] {
    let height = max(0, height - 1)
    var seen = top
    var parts = parts(from: seen, width, most: height + 1)
    if parts.count < height {
      seen = min(seen, last(width, max(1, height)))
      parts = self.parts(from: seen, width, most: height + 1)
    }
    let rows = parts.prefix(height).map { part in
      var row = Row(width: width)
      row.skip(to: 1 + part.indent)
      row.add(part.text)
      return row
    }
    switch kind {
    case .answer:
      guard parts.count > height else { return [titleRule(width, title)] + rows }
      let most = height + ReadingPanel.counted
      let count = self.parts(from: seen, width, most: most).count
      return [titleRule(width, title)] + marked(rows, more: count - height, isAll: count < most)
    case .document:
      let isWhole = seen == Place() && parts.count <= height
      let place =
        isWhole || width < ReadingPanel.leastForPlace
        ? "" : "from line \(grouped(seen.line + 1)) of \(grouped(lines.count)) · "
      return [titleRule(width, title, place + "Esc closes")] + rows
    }
  }

  private struct Part {
    var text: String
    /// Columns before it.
    var indent: Int
  }

  /// The rows from a place on, at most so many.
  private func parts(from place: Place, _ width: Int, most: Int) -> [Part] {
    var parts: [Part] = []
    for line in lines.indices.dropFirst(place.line) {
      guard parts.count < most else { break }
      let skipped = line == place.line ? place.row : 0
      parts += broken(lines[line], width, most: skipped + most - parts.count).dropFirst(skipped)
    }
    return parts
  }

  private func rowCount(_ line: Int, _ width: Int, most: Int) -> Int {
    broken(lines[line], width, most: most).count
  }

  /// The first rows of a line; what goes on stands a little behind where its text begins.
  private func broken(_ line: String, _ width: Int, most: Int) -> [Part] {
    guard most > 0 else { return [] }
    guard DisplayWidth.of(line[...], atMost: width) + 2 > width else { return [Part(text: line, indent: 0)] }
    let indent = min(line.prefix { $0 == " " }.count, width / 2)
    let texts = wrapped(line, width: max(1, width - indent - 2), breakingWords: true, most: most)
    return (texts.isEmpty ? [""] : texts).enumerated().map { index, text in
      Part(text: text, indent: text == line ? 0 : indent + (index > 0 ? 1 : 0))
    }
  }
}
