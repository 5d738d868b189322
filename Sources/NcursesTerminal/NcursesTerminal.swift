internal import CNcurses
public import TextScreen

/// A terminal drawn with ncurses. It only draws: keys are read elsewhere.
public struct NcursesTerminal: Display {
  /// As of the last `resize()`: the system says when it changes, and need not be asked at every key.
  public private(set) var size = Size(rows: 24, columns: 80)
  private var shown: Frame?
  private let usesPlainSigns: Bool

  /// Takes the terminal behind standard input and output; the locale for characters must be set before.
  ///
  /// - Parameters:
  ///   - term: the terminal's name, as in `$TERM`.
  ///   - colour: use colours if it has any; false for `NO_COLOR`.
  /// - Returns: nil when terminfo does not know the terminal.
  public init?(term: String, colour: Bool) {
    usesPlainSigns = PlainSigns.isNeeded(term: term)
    guard cn_open() == 0 else { return nil }
    let colours = colour ? cn_colours() : 0
    for role in Role.allCases {
      let style = Style.of(role)
      let number = colours >= 256 ? style.rich : colours >= 8 ? style.basic : -1
      cn_define_style(role.style, style.attributes, number)
    }
    size = NcursesTerminal.measure()
  }

  private static func measure() -> Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    cn_size(&rows, &columns)
    return Size(rows: Int(rows), columns: Int(columns))
  }

  public mutating func draw(_ frame: Frame) {
    let old = shown?.size == frame.size ? shown : nil
    for (index, row) in frame.rows.enumerated() where old?.rows[index] != row { draw(row, at: index) }
    cn_show(Int32(frame.cursor.row), Int32(frame.cursor.column))
    shown = frame
  }

  private func draw(_ row: Row, at index: Int) {
    var column = 0
    for span in row.spans {
      let text = usesPlainSigns ? PlainSigns.of(span.text) : span.text
      cn_put(Int32(index), Int32(column), text, span.role.style)
      column += span.columns
    }
    if column < row.width { cn_clear_rest(Int32(index), Int32(column)) }
  }

  public mutating func takeOutput() -> [UInt8] {
    let count = cn_waiting()
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: Int(count)) { bytes, taken in
      taken = Int(cn_take(bytes.baseAddress, count))
    }
  }

  public mutating func forget() {
    shown = nil
    cn_forget()
  }

  public mutating func resize() {
    size = NcursesTerminal.measure()
    cn_resize(Int32(size.rows), Int32(size.columns))
    forget()
  }

  public mutating func suspend() { cn_suspend() }

  public mutating func resume() {
    cn_resume()
    resize()
  }

  public mutating func retake() {
    cn_retake()
    resize()
  }

  public mutating func close() { cn_close() }
}
