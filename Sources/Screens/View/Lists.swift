internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

/// As many of `count` rows as fit, with a sign where there are more; only those are laid out.
///
/// - Parameter isAll: there are no more than `count`.
func windowed(_ count: Int, first: Int, height: Int, isAll: Bool = true, row: (Int) -> Row) -> [Row] {
  let last = min(count, first + max(0, height))
  var shown = (min(first, last)..<last).map(row)
  let below = count - last
  if below > 0, let last = shown.last {
    var more = Row(width: last.width)
    more.add("   … \(isAll ? "" : "over ")\(below + 1) more", .hint)
    shown[shown.count - 1] = more
  }
  return shown
}

/// Lines that are read, broken to a width, with a hanging indent. What lies far below what is seen is not looked at.
struct ReadingLines {
  /// Rows below what is seen that are still counted.
  private static let counted = 500

  private let lines: [String]
  private let width: Int

  init(_ lines: [String], width: Int) {
    self.lines = lines
    self.width = width
  }

  /// The rows that are seen from a row on, or the last that fit.
  func rows(from top: Int, height: Int) -> [Row] {
    let most = max(0, top) + max(0, height) + ReadingLines.counted
    let parts = parts(most: most)
    return windowed(
      parts.count, first: min(top, max(0, parts.count - height)), height: height, isAll: parts.count < most
    ) { index in
      var row = Row(width: width)
      row.add(parts[index].isFirst ? " " : "   ")
      row.add(parts[index].text)
      return row
    }
  }

  /// How many rows there are, at most `most`.
  func count(most: Int) -> Int { parts(most: most).count }

  private func parts(most: Int) -> [(text: String, isFirst: Bool)] {
    var parts: [(text: String, isFirst: Bool)] = []
    for line in lines where parts.count < most {
      let broken = wrapped(line, width: max(1, width - 4), breakingWords: true, most: most - parts.count)
      parts += (broken.isEmpty ? [""] : broken).enumerated().map { ($1, $0 == 0) }
    }
    return parts
  }
}

/// A rule with words on it.
func ruled(_ width: Int, _ left: String, _ right: String = "", role: Role = .faint) -> Row {
  var row = Row(width: width)
  row.add("──", .faint)
  if !left.isEmpty { row.add(" \(left) ", role) }
  var end = Row(width: width)
  if !right.isEmpty { end.add(" \(right) ", .faint) }
  end.add("──", .faint)
  row.fill(with: "─", to: width - end.columns, .faint)
  row.add(end)
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

extension Completion {
  /// The candidates around the chosen one, at most so many.
  func rows(width: Int, most: Int) -> [Row] {
    let count = min(most, candidates.count)
    guard count > 0 else { return [] }
    let first = max(0, min(chosen - count / 2, candidates.count - count))
    return (0..<count).map { index in
      let candidate = candidates[first + index]
      var row = Row(width: width)
      let isChosen = chosen == first + index
      row.add(isChosen ? " ▸ " : "   ", .current)
      row.add(padded(candidate.word, to: 14) + "  ", isChosen ? .current : .code)
      row.add(candidate.about, .faint)
      if index == count - 1, candidates.count > first + count {
        row.add("  … \(candidates.count - first - count) more", .hint)
      }
      return row
    }
  }
}

extension Message {
  /// What is said, in at most so many rows.
  static func rows(_ messages: [Message], width: Int, most: Int) -> [Row] {
    guard !messages.isEmpty, most > 0 else { return [] }
    let isWarning = messages.contains { $0.kind == .refused || $0.kind == .warning }
    var lines = wrapped(
      messages.map(\.text).joined(separator: " · "), width: max(1, width - 2), breakingWords: true,
      most: most + 1)
    if lines.count > most {
      lines = Array(lines.prefix(most))
      lines[most - 1] += "…"
    }
    return lines.map { text in
      var row = Row(width: width)
      row.add(" ")
      row.add(text, isWarning ? .warning : .notice)
      return row
    }
  }
}
