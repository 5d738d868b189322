/// Lines out of a pipe: bytes in, whole lines out, invalid UTF-8 as U+FFFD. Memory is bounded by the longest line.
public struct LineSplitter: Sendable {
  /// The longest line in bytes, without its end.
  public static let longest = 1 << 20

  /// A line, or the length of one that was too long to take.
  public enum Line: Equatable, Sendable {
    case text(String)
    case tooLong(bytes: Int)
  }

  private var partial: [UInt8] = []
  private var dropped = 0

  /// Nothing has come yet.
  public init() {}

  /// What has come of a line that is not ended; nil if nothing has.
  public var unfinished: String? {
    partial.isEmpty || dropped > 0 ? nil : String(decoding: partial, as: UTF8.self)
  }

  /// Takes bytes and gives the lines that ended in them.
  public mutating func take(_ bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      add(rest[..<end])
      lines.append(finish())
      rest = rest[(end + 1)...]
    }
    add(rest)
    return lines
  }

  /// The end of the input: an unfinished line is a line.
  public mutating func end() -> Line? { partial.isEmpty && dropped == 0 ? nil : finish() }

  private mutating func add(_ bytes: ArraySlice<UInt8>) {
    if dropped > 0 || partial.count + bytes.count > LineSplitter.longest {
      dropped += partial.count + bytes.count
      partial = []
    } else {
      partial += bytes
    }
  }

  private mutating func finish() -> Line {
    defer {
      partial = []
      dropped = 0
    }
    if dropped > 0 { return .tooLong(bytes: dropped) }
    if partial.last == 0x0D { partial.removeLast() }
    return .text(String(decoding: partial, as: UTF8.self))
  }
}

/// What was typed of a line that a terminal gave as a whole: without what the terminal says by itself, and without keys
/// that are no characters.
public func typedText(_ line: String) -> String {
  guard line.utf8.contains(0x1B) else { return line }
  var decoder = KeyDecoder()
  return (decoder.decode(line.utf8) + decoder.flush()).reduce(into: "") { text, key in
    switch key {
    case .character(let character): text.append(character)
    case .paste(let block): text += block
    case .tab: text += "\t"
    default: break
    }
  }
}
