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

  /// Columns of a text as `DrawnCharacter` shows it.
  public static func of(_ text: String) -> Int {
    text.isPlainASCII ? text.utf8.count : of(text[...], atMost: .max)
  }

  /// Columns of a text as `DrawnCharacter` shows it. What lies beyond so many columns is not looked at, however long
  /// the text is; for a wider text the result is some number above them.
  public static func of(_ text: Substring, atMost most: Int) -> Int {
    var columns = 0
    text.eachDrawnPiece { piece in
      columns += piece.columns
      return columns <= most
    }
    return columns
  }

  /// The value is in one of the ranges, which are first and last in turn. Found by halving.
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

extension String {
  /// Printable ASCII throughout: as many columns as bytes, and safe.
  package var isPlainASCII: Bool {
    for byte in utf8 where byte < 0x20 || byte >= 0x7F { return false }
    return true
  }
}

/// The longest run of ASCII that is one piece, so that of a word of a megabyte only what is shown is looked at.
private let longestRun = 512

extension Substring {
  /// Gives the text as it is drawn, in pieces: runs of printable ASCII, which cost next to nothing, and every other
  /// character alone. What comes after the last piece that is asked for is not looked at.
  ///
  /// - Parameter body: false ends it.
  package func eachDrawnPiece(_ body: (DrawnPiece) -> Bool) {
    var index = startIndex
    while index < endIndex {
      var end = index
      var length = 0
      while end < endIndex, length < longestRun, (0x20..<0x7F).contains(utf8[end]) {
        end = utf8.index(after: end)
        length += 1
      }
      // The last character of the run may carry a mark that follows it.
      if end < endIndex, end > index { end = utf8.index(before: end) }
      if end > index {
        let run = self[index..<end]
        guard body(DrawnPiece(text: String(run), columns: run.utf8.count, isRun: true)) else { return }
        index = end
      } else {
        let drawn = DrawnCharacter(self[index])
        guard body(DrawnPiece(text: drawn.text, columns: drawn.columns, isRun: false)) else { return }
        index = self.index(after: index)
      }
    }
  }
}

/// A piece of a text as it is drawn.
package struct DrawnPiece {
  package let text: String
  package let columns: Int
  /// As many columns as characters: it may be cut anywhere.
  package let isRun: Bool
}

/// One character (a grapheme cluster) as it is drawn: safe for a terminal, and of a width that terminals agree on.
///
/// - What must not reach a terminal is spelled out, as by `safeText`.
/// - Of an emoji sequence (joined, with a skin tone) the first emoji is drawn, of a flag its two letters: terminals
///   disagree on the rest. A presentation selector is not drawn.
/// - A mark with nothing to stand on stands on a dotted circle; of more than four marks the first four are drawn.
/// - Of a chain of joiners and marks without end, the first scalars are looked at: more are in nobody's writing.
/// - What is not printable is U+FFFD.
///
/// The text itself is stored whole; this is only how it looks.
public struct DrawnCharacter: Equatable, Sendable {
  /// What is sent to the terminal.
  public let text: String
  /// How many columns it takes, at least 1.
  public let columns: Int

  private static let mostMarks = 4
  /// Scalars of a cluster that are looked at; the longest that people write have about a dozen.
  private static let mostScalars = 64

  public init(_ character: Character) {
    if let ascii = character.asciiValue, (0x20..<0x7F).contains(ascii) {
      self.init(text: String(character), columns: 1)
      return
    }
    let first = character.unicodeScalars.first ?? " "
    if character.unicodeScalars.dropFirst().isEmpty, !first.isUnsafe, let columns = DisplayWidth.of(first),
      columns > 0,
      DrawnCharacter.flagLetter(first) == nil
    {
      self.init(text: String(character), columns: columns)
      return
    }
    let scalars = Array(character.unicodeScalars.prefix(DrawnCharacter.mostScalars))
    guard !scalars.contains(where: \.isUnsafe) else {
      let spelledOut = safeText(String(String.UnicodeScalarView(scalars))).map(DrawnCharacter.init)
      self.init(
        text: spelledOut.map(\.text).joined(), columns: spelledOut.reduce(0) { $0 + $1.columns })
      return
    }
    let flag = scalars.compactMap(DrawnCharacter.flagLetter)
    guard flag.count < scalars.count else {
      self.init(text: String(flag), columns: flag.count)
      return
    }
    guard let columns = DisplayWidth.of(first) else {
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
