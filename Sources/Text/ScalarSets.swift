/// Which characters are harmful where: the only place that says so.
extension Unicode.Scalar {
  /// It must not reach a terminal as it is: control characters (C0, DEL, C1), line and paragraph separators, invisible
  /// format characters, and what carries a byte of a path. Joiners are harmless: scripts and emoji need them.
  public var isUnsafe: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    if carriedByte != nil { return true }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
    case .format: return isInvisibleFormat
    default: return false
    }
  }

  /// It shows nothing and changes how others are shown, as every override of the direction of writing does. Joiners do not
  /// count.
  public var isInvisibleFormat: Bool {
    !isASCII && properties.generalCategory == .format && value != 0x200C && value != 0x200D
  }

  /// A text of a protocol must not hold it: control characters, line breaks that only some programs see, what turns the
  /// direction of writing, the byte order mark, and what is no character. A tab and a line break are fit.
  public var isUnfitForText: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    case 0xFEFF, 0xFFFE...0xFFFF: true
    default: false
    }
  }

  /// The byte of a path that it stands for, which is no UTF-8 there; nil if it is a character like any other. Unicode leaves
  /// U+10FE80 to U+10FEFF to private use.
  public var carriedByte: UInt8? {
    (Unicode.Scalar.carrier + 0x80...Unicode.Scalar.carrier + 0xFF).contains(value)
      ? UInt8(value - Unicode.Scalar.carrier) : nil
  }

  /// The character that stands for a byte from 0x80 on.
  public init?(carrying byte: UInt8) { self.init(Unicode.Scalar.carrier + UInt32(byte)) }

  private static var carrier: UInt32 { 0x10FE00 }
}
