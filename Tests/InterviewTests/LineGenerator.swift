/// Random numbers that are the same for the same seed: SplitMix64 (Steele, Lea & Flood 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

/// Random lines: what note-takers type, put together in any order, with accidents in between.
struct LineGenerator {
  private static let starts = [
    "3", "3:", "P3", "p12", "12:", "0", "P0", "1,4", "1, 4", "3,3", "3?", "3*", "3!", "3*!", "3+", "3-",
    "1,4,6+", "5@3",
    "5@P40", "5+@2", "5@3-@2", "m:", "M:", "*", "!", "*!", ">K4", ">k1", ">K-2", ">nope", "=6", "=1,3", "=P3",
    "=100", "12",
    "3\"", "2+ 8+", "<15", "<2m", "<700", "2+ 8-", "3 +", "3+text", "3?+", "P3-@P2", "P1,7", "3:4", "2-3",
    "3,5", "03", "\\",
    "#bar.mes", "#new", "(",
  ]

  private static let signs = [
    "\"", "“", "”", "„", "«", "»", ",,", "~", ":", "[", "]", "(", ")", "?", "=", "...", "…", "..", "\\",
    "\\n", "\\\\", "\\#",
    "\\\"", "\\(", "*", "!", "@", "+", "-", ">", "#", ",", ".", ";", "'",
  ]

  private static let words = [
    "text", "we", "years", "million", "of", "them", "or", "4", "percent", "%", "jaar", "ans", "May", "next",
    "n", "m", "P",
    "we only hear", "č", "e\u{301}", "שלום", "👍🏽", "C:\\temp", "\\next", "a\\b", "#bar.mes", "#BAR.MES",
    "#drv.mic", "#a", "#A",
    "#new", "#New", "#e\u{301}", "#1", "#bar.mes.", "#new-", "#x,", "\"great\"", "“so”", "(well)", "don't",
    "K4", "é",
  ]

  private static let gaps = [" ", " ", " ", "", "", "  ", "\t", "\n", "\r\n", "\u{A0}", "\\n"]

  private static let accidents: [Unicode.Scalar] = [
    "\0", "\u{1B}", "\u{7F}", "\u{85}", "\u{301}", "\u{303}", "\u{20E3}", "\u{FE0F}", "\u{200D}", "\u{200F}",
    "\u{202E}",
    "\u{2028}", "\u{FEFF}", "\u{E000}", "\u{10FFFF}", "\u{3000}", "\u{338}", "²", "٣", "字", "Å",
  ]

  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  mutating func next() -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return scalars()
    case 1: return pieces(from: [Self.signs], count: 8)
    default:
      return pieces(from: [Self.starts], count: 3)
        + pieces(from: [Self.signs, Self.words, Self.words], count: 7)
        + pieces(from: [Self.signs, Self.words], count: 2)
    }
  }

  private mutating func pieces(from tables: [[String]], count: Int) -> String {
    var line = ""
    for _ in 0..<Int.random(in: 0...count, using: &random) {
      line += (tables.randomElement(using: &random) ?? []).randomElement(using: &random) ?? ""
      line += Self.gaps.randomElement(using: &random) ?? ""
      if Int.random(in: 0..<20, using: &random) == 0 { line.unicodeScalars.append(accident()) }
    }
    return line
  }

  private mutating func accident() -> Unicode.Scalar { Self.accidents.randomElement(using: &random) ?? "\0" }

  /// Scalars of any kind, ASCII more often.
  private mutating func scalars() -> String {
    var line = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...24, using: &random) {
      let limit: UInt32 =
        Bool.random(using: &random) ? 0x80 : Bool.random(using: &random) ? 0x3000 : 0x11_0000
      line.append(Unicode.Scalar(UInt32.random(in: 0..<limit, using: &random)) ?? accident())
    }
    return String(line)
  }
}
