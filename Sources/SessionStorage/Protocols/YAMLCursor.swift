/// A place in a YAML file's bytes that moves as libyaml's scanner does (`scanner.c`, which Yams holds).
///
/// The bytes are UTF-8 without NUL and without the breaks U+0085, U+2028 and U+2029.
struct YAMLCursor {
  let bytes: [UInt8]
  private(set) var offset = 0
  private(set) var line = 1
  /// From 0, counted in Unicode scalars.
  private(set) var column = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var place: Place { Place(line: line, column: column + 1) }
  var isAtEnd: Bool { offset >= bytes.count }
  /// The byte here or some bytes on; 0 after the end.
  func byte(_ ahead: Int = 0) -> UInt8 { offset + ahead < bytes.count ? bytes[offset + ahead] : 0 }
  var isAtBreak: Bool { byte() == newline || byte() == carriageReturn }
  var isAtBlank: Bool { byte() == space || byte() == tab }

  /// A blank, a break or the end, here or some bytes on.
  func isGap(_ ahead: Int = 0) -> Bool {
    switch byte(ahead) {
    case space, tab, newline, carriageReturn, 0: true
    default: false
    }
  }

  /// `---` or `...` at the beginning of a line.
  func isAtDocument(_ mark: Unicode.Scalar) -> Bool {
    let wanted = UInt8(ascii: mark)
    return column == 0 && byte() == wanted && byte(1) == wanted && byte(2) == wanted && isGap(3)
  }

  /// Moves on by one scalar that is no break.
  mutating func advance() {
    offset += 1
    while byte() & 0xC0 == 0x80 { offset += 1 }
    column += 1
  }

  /// Moves over a break, if it is at one.
  mutating func advanceOverBreak() {
    guard isAtBreak else { return }
    offset += byte() == carriageReturn && byte(1) == newline ? 2 : 1
    line += 1
    column = 0
  }

  /// Moves to the end of the line.
  mutating func advanceToBreak() {
    while !isAtEnd, !isAtBreak { advance() }
  }

  /// Moves to the next gap.
  mutating func advanceToGap() {
    while !isGap() { advance() }
  }

  /// Moves behind a text in quotation marks, or to the end.
  mutating func skipQuoted() {
    let mark = byte()
    let isSingle = mark == UInt8(ascii: "'")
    advance()
    while !isAtEnd {
      if isAtBreak {
        advanceOverBreak()
      } else if byte() == mark {
        advance()
        guard isSingle, byte() == mark else { return }
        advance()
      } else if !isSingle, byte() == UInt8(ascii: "\\") {
        advance()
        if !isAtEnd, !isAtBreak { advance() }
      } else {
        advance()
      }
    }
  }

  /// Moves behind a text without quotation marks and the gap after it; gives where the text ends and whether
  /// a break follows it.
  mutating func skipPlain(indent: Int, isInFlow: Bool) -> (end: Int, endsLine: Bool) {
    var end = offset
    var endsLine = false
    while !isAtDocument("-"), !isAtDocument("."), byte() != UInt8(ascii: "#") {
      while !isGap() {
        if byte() == UInt8(ascii: ":"), isGap(1) || (isInFlow && isFlowMark(1)) { break }
        if isInFlow, isFlowMark() { break }
        endsLine = false
        advance()
        end = offset
      }
      guard isAtBlank || isAtBreak else { break }
      while isAtBlank || isAtBreak {
        if isAtBreak {
          advanceOverBreak()
          endsLine = true
        } else {
          advance()
        }
      }
      guard isInFlow || column > indent else { break }
    }
    return (end, endsLine)
  }

  /// Moves behind a text that begins with `|` or `>`.
  mutating func skipBlock(indent: Int) {
    var content = 0
    advance()
    for _ in 0..<2 {
      switch byte() {
      case UInt8(ascii: "1")...UInt8(ascii: "9") where content == 0:
        content = max(indent, 0) + Int(byte() - UInt8(ascii: "0"))
        advance()
      case UInt8(ascii: "+"), UInt8(ascii: "-"): advance()
      default: break
      }
    }
    advanceToBreak()
    advanceOverBreak()
    skipMargin(&content, indent: indent)
    while column == content, !isAtEnd {
      advanceToBreak()
      advanceOverBreak()
      skipMargin(&content, indent: indent)
    }
  }

  /// Moves over empty lines and the margin of the next one, which decides how wide the margin is.
  private mutating func skipMargin(_ content: inout Int, indent: Int) {
    var widest = 0
    while true {
      while content == 0 || column < content, byte() == space { advance() }
      widest = max(widest, column)
      guard isAtBreak else { break }
      advanceOverBreak()
    }
    if content == 0 { content = max(widest, indent + 1, 1) }
  }

  private func isFlowMark(_ ahead: Int = 0) -> Bool {
    switch byte(ahead) {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }
}

private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
