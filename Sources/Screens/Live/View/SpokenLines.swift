internal import Facilitation
internal import Text
internal import TextScreen

/// What is said in a rehearsal: the end of it, word by word.
struct SpokenLines: Sendable {
  /// The last that were said, the latest last.
  private var speeches: [Speech] = []

  /// So many are remembered: no pane has room for more.
  private static let most = 4
  /// So many words of one.
  private static let mostWords = 120

  /// With what is said now.
  func with(_ speech: Speech) -> SpokenLines {
    var lines = self
    if lines.speeches.last?.number == speech.number { lines.speeches.removeLast() }
    var shown = speech
    shown.words = speech.words.suffix(SpokenLines.mostWords)
    lines.speeches = lines.speeches.suffix(SpokenLines.most - 1) + [shown]
    return lines
  }

  /// The rows that it takes at the top of an area, with a rule below them where there is room: question and notes keep at
  /// least two thirds.
  ///
  /// - Parameter height: rows of the area.
  func rows(of height: Int, columns: Int) -> [Row] {
    let taken = min(5, height / 3)
    guard taken > 0 else { return [] }
    let hasRule = taken > 2
    let room = taken - (hasRule ? 1 : 0)
    var lines: [Row] = []
    for speech in speeches.reversed() where lines.count < room {
      lines = rows(of: speech, atMost: room - lines.count, columns: columns) + lines
    }
    let blanks = Array(repeating: Row(width: columns), count: room - lines.count)
    return blanks + lines + (hasRule ? [ruled(columns, "above: what is said in this rehearsal")] : [])
  }

  /// The last rows of one; who speaks stands before the first of them.
  private func rows(of speech: Speech, atMost room: Int, columns: Int) -> [Row] {
    let who = speech.who.isEmpty ? " " : " \(speech.who): "
    let indent = DisplayWidth.of(who)
    let text = speech.words.joined(separator: " ") + (speech.isOver ? "" : " …")
    let lines = wrapped(text, width: max(1, columns - indent - 1), breakingWords: true)
    return lines.suffix(room).enumerated().map { place, line in
      var row = Row(width: columns)
      if place == 0 { row.add(who, .speaker) } else { row.skip(to: indent) }
      row.add(line, speech.isOver ? .faint : .text)
      return row
    }
  }
}
