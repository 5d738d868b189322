/// How many columns characters take in a terminal.
public enum DisplayWidth {
  /// Columns of a scalar: 0, 1 or 2; nil if it is not printable.
  public static func of(_ scalar: Unicode.Scalar) -> Int? {
    let value = scalar.value
    if value < 0xA0 { return (0x20..<0x7F).contains(value) ? 1 : nil }
    if holds(WidthTable.zero, value) { return 0 }
    if holds(WidthTable.wide, value) { return 2 }
    return holds(WidthTable.unprintable, value) ? nil : 1
  }

  /// Columns of a text as `Drawn` shows it.
  public static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    return text.reduce(0) { $0 + DrawnCharacter($1).columns }
  }

  /// The ranges, first and last in turn, hold a value: by halving.
  private static func holds(_ ranges: [UInt32], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count / 2
    while low < high {
      let middle = (low + high) / 2
      if ranges[2 * middle + 1] < value { low = middle + 1 } else { high = middle }
    }
    return 2 * low < ranges.count && ranges[2 * low] <= value
  }
}

/// One character (a grapheme cluster) as it is drawn: safe for a terminal, and of a width that terminals agree on.
///
/// - What must not reach a terminal is spelled out, as by `safeText`.
/// - Of an emoji sequence (joined, with a skin tone) the first emoji is drawn, of a flag its two letters: terminals
///   disagree on the rest. A presentation selector is not drawn.
/// - A mark with nothing to stand on stands on a dotted circle; of more than four marks the first four are drawn.
/// - What is not printable is U+FFFD.
///
/// The text itself is stored whole; this is only how it looks.
public struct DrawnCharacter: Equatable, Sendable {
  /// What is sent to the terminal.
  public let text: String
  /// How many columns it takes, at least 1.
  public let columns: Int

  private static let mostMarks = 4

  /// Makes what is drawn for a character.
  public init(_ character: Character) {
    if let ascii = character.asciiValue, (0x20..<0x7F).contains(ascii) {
      self.init(text: String(character), columns: 1)
      return
    }
    let scalars = Array(character.unicodeScalars)
    guard !scalars.contains(where: isUnsafe) else {
      let spelledOut = safeText(String(character)).map(DrawnCharacter.init)
      self.init(
        text: spelledOut.map(\.text).joined(), columns: spelledOut.reduce(0) { $0 + $1.columns })
      return
    }
    let flag = scalars.compactMap(DrawnCharacter.flagLetter)
    guard flag.count < scalars.count else {
      self.init(text: String(flag), columns: flag.count)
      return
    }
    guard let first = scalars.first, let columns = DisplayWidth.of(first) else {
      self.init(text: "\u{FFFD}", columns: 1)
      return
    }
    if columns == 0 {
      let rest = DrawnCharacter.drawable(scalars[...])
      self.init(text: "\u{25CC}" + rest.text, columns: 1 + rest.columns)
    } else if columns == 2, scalars.dropFirst().contains(where: DrawnCharacter.joinsEmoji) {
      self.init(text: String(Character(first)), columns: 2)
    } else {
      let rest = DrawnCharacter.drawable(scalars.dropFirst())
      self.init(text: String(Character(first)) + rest.text, columns: columns + rest.columns)
    }
  }

  private init(text: String, columns: Int) {
    self.text = text
    self.columns = columns
  }

  private static func drawable(_ scalars: ArraySlice<Unicode.Scalar>) -> (text: String, columns: Int) {
    var text = String.UnicodeScalarView()
    var columns = 0
    var marks = 0
    for scalar in scalars where !(0xFE00...0xFE0F).contains(scalar.value) {
      guard let width = DisplayWidth.of(scalar) else { continue }
      marks = width == 0 ? marks + 1 : 0
      guard marks <= mostMarks else { continue }
      columns += width
      text.append(scalar)
    }
    return (String(text), columns)
  }

  private static func joinsEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200D || (0x1F3FB...0x1F3FF).contains(scalar.value)
      || (0xE0020...0xE007F).contains(scalar.value)
  }

  private static func flagLetter(_ scalar: Unicode.Scalar) -> Character? {
    guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return nil }
    return Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41).map(Character.init)
  }
}
