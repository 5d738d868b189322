/// Breaks a text into lines of at most `width` characters at spaces; a longer word stands alone and whole.
/// Every run of white space counts as one space.
public func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var length = 0
  for word in text.split(whereSeparator: \.isWhitespace) {
    let size = word.count
    if length > 0, length + 1 + size > width {
      lines.append(line)
      line = ""
      length = 0
    }
    if length > 0 {
      line += " "
      length += 1
    }
    line += word
    length += size
  }
  if !line.isEmpty { lines.append(line) }
  return lines
}
