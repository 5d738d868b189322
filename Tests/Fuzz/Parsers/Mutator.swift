/// Makes inputs out of others: the same for the same seed.
public struct Mutator: Sendable {
  /// SplitMix64 (Steele, Lea & Flood 2014).
  public struct Dice: RandomNumberGenerator, Sendable {
    public var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  /// No input gets longer, in bytes.
  public static let longest = 1 << 16

  public var dice: Dice
  private let corpus: [[UInt8]]
  private let words: [[UInt8]]

  /// - Parameters:
  ///   - corpus: what to begin with; never empty.
  ///   - words: what the parser's language is made of.
  public init(seed: UInt64, corpus: [[UInt8]], words: [String]) {
    dice = Dice(seed: seed)
    self.corpus = corpus.isEmpty ? [[]] : corpus
    self.words = (words + Mutator.everywhere).map { Array($0.utf8) } + Mutator.bytes
  }

  /// Breaks something in nearly every language.
  private static let everywhere = [
    "", " ", "\n", "\r\n", "\t", "\0", "\u{1B}", "\u{1B}[", "\u{9B}", "\u{202E}", "\u{FEFF}", "\u{2028}",
    "e\u{301}",
    "👍🏽", "👩‍👩‍👧", "字", "é", "\u{FFFD}", "\u{10FFFF}", "-1", "0", "1", "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808", "99999999999999999999", "1e999", "1e-999", "0.1", "NaN", "../", "/", "\\", "\"",
    "'", "{}",
    "[]", "[[", "{{", ":", ",",
  ]

  private static let bytes: [[UInt8]] = [
    [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
  ]

  /// The next input: one of the corpus, changed in one to a few places.
  public mutating func next() -> [UInt8] {
    var bytes = one(of: corpus)
    let changes = [1, 1, 1, 2, 3, 5, 12]
    for _ in 0..<one(of: changes) { change(&bytes) }
    return Array(bytes.prefix(Mutator.longest))
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = below(bytes.count + 1)
    switch below(11) {
    case 0, 1:
      guard !bytes.isEmpty else { return }
      bytes[below(bytes.count)] ^= 1 << UInt8(below(8))
    case 2:
      guard !bytes.isEmpty else { return }
      bytes[below(bytes.count)] = UInt8(below(256))
    case 3, 4, 5: bytes.insert(contentsOf: one(of: words), at: place)
    case 6:
      let word = one(of: words)
      bytes.replaceSubrange(place..<min(bytes.count, place + word.count), with: word)
    case 7: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(1 << below(8))))
    case 8: bytes.removeLast(below(bytes.count + 1))
    case 9:
      let part = bytes[place..<min(bytes.count, place + 1 + below(200))]
      bytes.insert(contentsOf: Array(repeatElement(part, count: 1 + below(20)).joined()), at: place)
    default:
      let other = one(of: corpus)
      let from = below(other.count + 1)
      bytes.replaceSubrange(
        place..<min(bytes.count, place + below(100)), with: other[from...].prefix(1 + below(500)))
    }
  }

  private mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &dice) }
}
