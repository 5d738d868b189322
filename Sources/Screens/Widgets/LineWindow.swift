internal import Text
internal import TextScreen

/// The part of a line that is seen. It scrolls by half its width, so that typing moves nothing most of the time, and
/// costs what is visible, however long the line is.
struct LineWindow {
  let text: String
  /// The cursor's column.
  let cursor: Int
  /// There is more to the left.
  let isCut: Bool

  /// Bytes of a long line that are looked at at once.
  private static let stretch = 4096

  init(_ editor: LineEditor, columns: Int) {
    let bytes = editor.before.utf8
    let skipped = max(0, bytes.count / LineWindow.stretch - 1) * LineWindow.stretch
    var start = bytes.index(bytes.startIndex, offsetBy: skipped)
    while start < bytes.endIndex, skipped > 0, bytes[start] & 0xC0 == 0x80 {
      start = bytes.index(after: start)
    }
    let near = skipped == 0 ? editor.before : String(editor.before[start...])
    let width = DisplayWidth.of(near)
    let field = max(1, columns - 1)
    let step = max(1, field / 2)
    let offset = width < field ? 0 : ((width - field) / step + 1) * step
    var column = 0
    var from = near.startIndex
    while column < offset, from < near.endIndex {
      column += DrawnCharacter(near[from]).columns
      from = near.index(after: from)
    }
    cursor = width - column
    isCut = offset > 0 || skipped > 0
    text = String(near[from...]) + editor.after.prefix(columns)
  }
}
