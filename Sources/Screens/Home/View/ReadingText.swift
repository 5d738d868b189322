internal import Facilitation
internal import Text
internal import TextScreen

/// Lines to be read, broken to a width; what is not seen is not laid out, however much there is.
enum ReadingText {
  /// The rows from a line on, as many as fit.
  static func rows(_ lines: [String], from top: Int, width: Int, height: Int) -> [Row] {
    var rows: [Row] = []
    for line in lines[min(top, lines.count)...] {
      guard rows.count < height else { break }
      rows += laid(line, width: width, most: height - rows.count)
    }
    return rows
  }

  /// The first line from which on the rest is seen whole.
  static func lastTop(of lines: [String], width: Int, height: Int) -> Int {
    var top = lines.count
    var rows = 0
    while top > 0 {
      rows += laid(lines[top - 1], width: width, most: height - rows + 1).count
      if rows > height { break }
      top -= 1
    }
    return min(top, max(0, lines.count - 1))
  }

  /// The first rows of a line, broken; what goes on stands where its text begins.
  private static func laid(_ line: String, width: Int, most: Int) -> [Row] {
    let indent = min(line.prefix { $0 == " " }.count, width / 2)
    let room = max(1, width - indent - 2)
    var parts = [line]
    if DisplayWidth.of(line[...], atMost: width) + 2 > width {
      parts = wrapped(line, width: room, breakingWords: true, most: most)
    }
    return (parts.isEmpty ? [""] : parts).enumerated().map { index, part in
      var row = Row(width: width)
      row.add(" ")
      if parts.count > 1 || part != line { row.skip(to: 1 + indent + (index > 0 ? 1 : 0)) }
      row.add(part)
      return row
    }
  }
}
