internal import Interview
internal import TextScreen

/// As many rows as fit, with a sign where there are more.
func windowed(_ rows: [Row], first: Int, height: Int) -> [Row] {
  var shown = Array(rows.dropFirst(first).prefix(max(0, height)))
  let below = rows.count - first - shown.count
  if below > 0, let last = shown.last {
    var more = Row(width: last.width)
    more.add("   … \(below + 1) more", .hint)
    shown[shown.count - 1] = more
  }
  return shown
}

/// Lines that are read, wrapped, with a hanging indent.
func readingRows(_ lines: [String], width: Int) -> [Row] {
  lines.flatMap { text -> [Row] in
    let parts = wrapped(text, width: max(1, width - 4), breakingWords: true)
    return (parts.isEmpty ? [""] : parts).enumerated().map { index, part in
      var row = Row(width: width)
      row.add(index == 0 ? " " : "   ")
      row.add(part)
      return row
    }
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
      messages.map(\.text).joined(separator: " · "), width: max(1, width - 2), breakingWords: true)
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
