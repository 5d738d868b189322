internal import Interview

/// How long a note-taker's fingers take: the same line always takes the same time.
enum TypingSpeed {
  /// Milliseconds from the first key to Enter: about seventy words a minute, a little faster or slower from line to
  /// line.
  static func milliseconds(for line: String) -> Int {
    let pace = 130 + Int(hash(line) % 60)
    return 250 + line.count * pace
  }

  /// Milliseconds within the second that a script names, so that no two keys fall on the full second.
  static func part(ofSecond line: String, at offset: Offset) -> Int {
    Int(hash("\(offset.rawValue) \(line)") % 1000)
  }

  /// FNV-1a, 64 bits (Fowler, Noll, Vo): the same on every machine and in every run, unlike `hashValue`.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
