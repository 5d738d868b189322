internal import CVterm

/// A terminal that exists in memory only: bytes of a program in, a screen out. The emulator is libvterm, of the type
/// xterm, with UTF-8.
public final class Emulator {
  private let terminal: OpaquePointer
  /// All bytes that were fed so far.
  public private(set) var byteCount = 0

  /// Makes an empty screen.
  public init(rows: Int, columns: Int) throws {
    guard let made = cvt_make(Int32(rows), Int32(columns)) else { throw Stuck("no memory for a terminal") }
    terminal = made
  }

  deinit { cvt_free(terminal) }

  /// Takes what a program has written; a character or a sequence may be split between two calls.
  public func feed(_ bytes: some Sequence<UInt8>) {
    let bytes = ContiguousArray(bytes)
    byteCount += bytes.count
    bytes.withUnsafeBufferPointer { cvt_feed(terminal, $0.baseAddress, $0.count) }
  }

  /// Takes a text as the program's output.
  public func feed(_ text: String) { feed(text.utf8) }

  /// Changes the size. Where fewer rows fit, libvterm drops the ones at the top, as after so many lines more.
  public func resize(rows: Int, columns: Int) { cvt_resize(terminal, Int32(rows), Int32(columns)) }

  /// What the terminal answers to the program's questions, since the last call.
  public func takeReplies() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      count = cvt_take_replies(terminal, buffer.baseAddress, buffer.count)
    }
  }

  // MARK: What it shows

  /// Its size now.
  public var size: (rows: Int, columns: Int) {
    var rows: Int32 = 0
    var columns: Int32 = 0
    cvt_size(terminal, &rows, &columns)
    return (Int(rows), Int(columns))
  }

  /// Where the cursor is, counted from 0.
  public var cursor: (row: Int, column: Int) {
    var row: Int32 = 0
    var column: Int32 = 0
    cvt_cursor(terminal, &row, &column)
    return (Int(row), Int(column))
  }

  public var isCursorVisible: Bool { cvt_is_cursor_visible(terminal) }

  /// The program has gone to the alternate screen, which leaves what was there before as it was.
  public var isAlternateScreen: Bool { cvt_is_alternate(terminal) }

  /// The program asked for marks around what is pasted.
  public var bracketsPaste: Bool { cvt_brackets_paste(terminal) }

  /// One cell, counted from 0; nil outside of the screen.
  public func cell(_ row: Int, _ column: Int) -> Cell? {
    var found = cvt_cell()
    guard cvt_get_cell(terminal, Int32(clamping: row), Int32(clamping: column), &found) else { return nil }
    var cell = Cell()
    cell.isRightHalf = found.scalars.0 == CVT_RIGHT_HALF
    cell.text = cell.isRightHalf ? "" : Self.text(of: found)
    cell.isBold = found.bold
    cell.isReverse = found.reverse
    cell.isUnderlined = found.underline
    cell.foreground = Self.colour(found.foreground)
    cell.background = Self.colour(found.background)
    return cell
  }

  /// The text of each row, without the blanks at its end.
  public var rows: [String] {
    let size = size
    return (0..<size.rows).map { row in
      var text = ""
      var length = text.endIndex
      for column in 0..<size.columns {
        guard let cell = cell(row, column), !cell.isRightHalf else { continue }
        text += cell.text.isEmpty ? " " : cell.text
        if !cell.text.isEmpty, cell.text != " " { length = text.endIndex }
      }
      return String(text[..<length])
    }
  }

  private static func text(of cell: cvt_cell) -> String {
    withUnsafeBytes(of: cell.scalars) { bytes in
      let scalars = bytes.bindMemory(to: UInt32.self).prefix { $0 != 0 }
      return String(String.UnicodeScalarView(scalars.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
    }
  }

  private static func colour(_ colour: cvt_colour) -> Cell.Colour? {
    switch Int32(colour.kind) {
    case CVT_COLOUR_INDEXED: return .indexed(colour.values.0)
    case CVT_COLOUR_RGB: return .rgb(colour.values.0, colour.values.1, colour.values.2)
    default: return nil
    }
  }
}
