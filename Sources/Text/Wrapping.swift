/// Breaks a text into lines of at most `width` columns at white space. Every run of it counts as one space; a
/// no-break space is none.
///
/// Each character is looked at a fixed number of times, and nothing behind the last line that is asked for is looked
/// at: it costs what is shown, however long the text or a word of it is.
///
/// - Parameters:
///   - breakingWords: a word wider than a line is broken; otherwise it stands alone and whole.
///   - most: no more lines are made; what does not fit in them is left out.
public func wrapped(_ text: String, width: Int, breakingWords: Bool = false, most: Int = .max) -> [String] {
  var lines = WrappedLines(width: width, most: most)
  var text = text
  // A text that is not contiguous would make every step a call.
  text.makeContiguousUTF8()
  let room = max(1, width)
  var start = text.startIndex
  while !lines.isFull, let word = text.utf8[start...].firstIndex(where: { !$0.separatesWords }) {
    start = word
    // A word that is broken is taken line by line. Its end is not looked for in advance.
    while !lines.isFull, start < text.endIndex, !text.utf8[start].separatesWords {
      var (head, columns) = text[start...].headOfWord(columns: room)
      if !breakingWords, columns > room || !text.isEndOfWord(head.endIndex) {
        head =
          text[start..<(text.utf8[head.endIndex...].firstIndex(where: \.separatesWords) ?? text.endIndex)]
        columns = room + 1
      }
      lines.add(head, columns: columns)
      start = head.endIndex
    }
  }
  return lines.all
}

private struct WrappedLines {
  let width: Int
  private let most: Int
  private var lines: [String] = []
  private var line = ""
  private var length = 0

  init(width: Int, most: Int) {
    self.width = width
    self.most = max(0, most)
  }

  /// All lines that were asked for are there.
  var isFull: Bool { lines.count >= most }

  /// - Parameter columns: of the word; of one that is wider than a line, anything above its width.
  mutating func add(_ word: Substring, columns: Int) {
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

  var all: [String] { length > 0 && !isFull ? lines + [line] : lines }
}

extension String {
  /// No word goes on at an index.
  fileprivate func isEndOfWord(_ index: Index) -> Bool { index == endIndex || utf8[index].separatesWords }
}

extension UInt8 {
  /// What separates words is ASCII, and no byte of another character is.
  fileprivate var separatesWords: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension Substring {
  /// The beginning of its first word that fits into columns, at least one character, and how many it takes.
  fileprivate func headOfWord(columns: Int) -> (Substring, Int) {
    var end = startIndex
    var taken = 0
    while end < endIndex, !utf8[end].separatesWords {
      let next = utf8.index(after: end)
      // A printable character of ASCII that no mark can follow.
      if (0x20..<0x7F).contains(utf8[end]), next == endIndex || utf8[next] < 0x80 {
        guard taken < columns else { break }
        taken += 1
        end = next
        continue
      }
      let size = DrawnCharacter(self[end]).columns
      if taken + size > columns, end > startIndex { break }
      taken += size
      end = index(after: end)
    }
    return (self[..<end], taken)
  }
}
