internal import Text

/// A text that is read on paper, in a pager or through a pipe. No line is wider than asked, but for a word that is.
struct TextPage {
  /// In columns.
  let width: Int
  /// Without line ends; not yet safe for a terminal.
  private(set) var lines: [String] = []

  /// - Parameter width: in columns; taken as 40 if it is less.
  init(width: Int) { self.width = max(40, width) }

  /// What stands over the whole.
  mutating func title(_ text: String) { underlined(text, "=") }

  /// What stands over a part, with an empty line before it.
  mutating func heading(_ text: String) {
    blank()
    underlined(text, "-")
  }

  private mutating func underlined(_ text: String, _ sign: String) {
    let parts = wrapped(text, width: width)
    let columns = parts.map(DisplayWidth.of).max() ?? 0
    lines += parts + [String(repeating: sign, count: min(width, columns))]
  }

  mutating func blank() { lines.append("") }

  /// A text, each line of it but the first two columns further in.
  mutating func say(_ text: String, indent: Int = 0) {
    let space = String(repeating: " ", count: indent)
    for (index, line) in parts(of: text, width: width - indent - 2).enumerated() {
      lines.append(space + (index == 0 ? "" : "  ") + line)
    }
  }

  /// A text behind a mark, all its lines below each other; without a mark, a block.
  mutating func say(_ text: String, behind mark: String, indent: Int = 0) {
    let space = String(repeating: " ", count: indent)
    let columns = DisplayWidth.of(mark)
    for (index, line) in parts(of: text, width: width - indent - columns).enumerated() {
      lines.append(space + (index == 0 ? mark : String(repeating: " ", count: columns)) + line)
    }
  }

  /// A line to write on.
  mutating func rule(behind mark: String = "", indent: Int = 0) {
    let columns = max(1, width - indent - DisplayWidth.of(mark))
    lines.append(String(repeating: " ", count: indent) + mark + String(repeating: "_", count: columns))
  }

  /// What stands side by side behind a mark, each in as many columns; blanks at the end are left out.
  mutating func cells(_ texts: [String], columns: Int, behind mark: String) {
    var line = mark
    for text in texts {
      line += text + String(repeating: " ", count: max(0, columns - DisplayWidth.of(text)))
    }
    while line.last == " " { line.removeLast() }
    lines.append(line)
  }

  /// Line breaks of the text are kept.
  private func parts(of text: String, width: Int) -> [String] {
    text.split(separator: "\n").flatMap { wrapped(String($0), width: width) }
  }
}
