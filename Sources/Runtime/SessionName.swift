internal import Interview

/// Names that are made once: of a session, of a recorder.
enum SessionName {
  /// `<protocol>-<group>-<yyyymmdd>-<hhmm>`, as far as given, in the characters of an id, at most 96 long.
  static func make(protocol: String, group: String?, at wall: WallTime) -> String {
    let parts = [`protocol`, group ?? "", wall.civil.compact].map { part in
      let words = part.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
      return String(words.joined(separator: "-").prefix(38))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "-")
  }

  /// A random UUID (RFC 9562, version 4).
  static func uuid() -> String {
    var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return [hex[0..<4], hex[4..<6], hex[6..<8], hex[8..<10], hex[10..<16]].map { $0.joined() }
      .joined(separator: "-")
  }

  /// Four fresh random letters, which name a recorder.
  static func recorder() -> String {
    let letters = Array("abcdefghijkmnopqrstuvwxyz")
    return String((0..<4).map { _ in letters[Int.random(in: 0..<letters.count)] })
  }
}

extension Session {
  /// Milliseconds of wall time since the last record; never negative. What the clocks disagreed by before is
  /// taken out.
  func wallSince(_ wall: WallTime) -> Int {
    let last = startedAt.adding(lastOffset.rawValue).adding(clock.lazy.map(\.by).sum)
    return max(0, wall.milliseconds.subtracting(last.milliseconds))
  }
}
