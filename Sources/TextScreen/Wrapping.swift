/// Breaks a text into lines of at most `width` columns at spaces. Every run of white space counts as one space.
///
/// - Parameter breakingWords: a word wider than a line is broken; otherwise it stands alone and whole.
public func wrapped(_ text: String, width: Int, breakingWords: Bool = false) -> [String] {
  var lines: [String] = []
  var line = ""
  var length = 0
  func end() {
    if length > 0 { lines.append(line) }
    line = ""
    length = 0
  }
  for word in text.split(whereSeparator: \.isWhitespace) {
    var word = word
    var size = DisplayWidth.of(word)
    if length > 0, length + 1 + size > width { end() }
    while breakingWords, size > max(1, width) {
      let head = prefix(of: word, columns: max(1, width))
      lines.append(String(head))
      word = word[head.endIndex...]
      size = DisplayWidth.of(word)
    }
    guard !word.isEmpty else { continue }
    if length > 0 {
      line += " "
      length += 1
    }
    line += word
    length += size
  }
  end()
  return lines
}

/// The beginning of a text that fits into columns; at least one character.
private func prefix(of text: Substring, columns: Int) -> Substring {
  var end = text.startIndex
  var taken = 0
  while end < text.endIndex {
    taken += DrawnCharacter(text[end]).columns
    if taken > columns, end > text.startIndex { break }
    end = text.index(after: end)
  }
  return text[..<end]
}
