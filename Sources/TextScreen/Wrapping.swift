/// Breaks a text into lines of at most `width` columns at white space. Every run of it counts as one space; a
/// no-break space is none.
///
/// - Parameter breakingWords: a word wider than a line is broken; otherwise it stands alone and whole.
public func wrapped(_ text: String, width: Int, breakingWords: Bool = false) -> [String] {
  var lines = WrappedLines(width: width)
  // By bytes: what separates words is ASCII, and no byte of another character is.
  for word in text.utf8.split(whereSeparator: { $0 == 0x20 || (0x09...0x0D).contains($0) }) {
    var word = String(word) ?? ""
    var size = DisplayWidth.of(word)
    while breakingWords, size > max(1, width) {
      let head = prefix(of: word, columns: max(1, width))
      lines.add(String(head), columns: DisplayWidth.of(String(head)))
      word = String(word[head.endIndex...])
      size = DisplayWidth.of(word)
    }
    if !word.isEmpty { lines.add(word, columns: size) }
  }
  return lines.all
}

private struct WrappedLines {
  let width: Int
  private var lines: [String] = []
  private var line = ""
  private var length = 0

  init(width: Int) { self.width = width }

  mutating func add(_ word: String, columns: Int) {
    if length > 0, length + 1 + columns > width {
      lines.append(line)
      line = ""
      length = 0
    }
    if length > 0 {
      line += " "
      length += 1
    }
    line += word
    length += columns
  }

  var all: [String] { length > 0 ? lines + [line] : lines }
}

/// The beginning of a text that fits into columns; at least one character.
private func prefix(of text: String, columns: Int) -> Substring {
  var end = text.startIndex
  var taken = 0
  while end < text.endIndex {
    taken += DrawnCharacter(text[end]).columns
    if taken > columns, end > text.startIndex { break }
    end = text.index(after: end)
  }
  return text[..<end]
}
