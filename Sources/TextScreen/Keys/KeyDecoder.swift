/// Bytes from a terminal, made into keys. Pure and total: every byte sequence gives keys, none is lost that could
/// be text, and a character split between two reads comes whole.
///
/// Sequences are those of xterm, the Linux console, screen and tmux (CSI and SS3 forms, with modifiers), which
/// terminfo's entries for these terminals name as well. Invalid UTF-8 becomes U+FFFD, as the Unicode Standard
/// recommends (one for each maximal part).
public struct KeyDecoder: Equatable, Sendable {
  /// Milliseconds after which a lone ESC is the Escape key and not the beginning of a sequence.
  public static let escapeDelay = 25
  /// Milliseconds without any byte after which a paste that has begun is not waited for any longer: `endPaste()`.
  public static let pastePatience = 5000
  /// The longest control sequence that is waited for; what is longer types nothing.
  static let longestSequence = 64

  private var pending: [UInt8] = []
  private var pasted: [UInt8]?

  /// Makes a decoder that has read nothing.
  public init() {}

  /// Bytes wait for their rest: after `escapeDelay` without any, call `flush()`.
  public var isWaiting: Bool { !pending.isEmpty && pasted == nil }

  /// A paste has begun and not ended.
  public var isPasting: Bool { pasted != nil }

  /// Takes bytes and gives the keys that are complete.
  public mutating func decode(_ bytes: some Sequence<UInt8>) -> [Key] {
    pending.append(contentsOf: bytes)
    var keys: [Key] = []
    var index = 0
    while index < pending.count {
      if pasted != nil {
        index = takePaste(from: index, into: &keys)
        if pasted != nil { break }
        continue
      }
      guard let (key, length) = key(at: index) else { break }
      index += length
      if let key { keys.append(key) }
    }
    pending.removeFirst(index)
    return keys
  }

  /// No more bytes came in time: what waits is what it is, a lone ESC the Escape key.
  public mutating func flush() -> [Key] {
    guard pasted == nil, !pending.isEmpty else { return [] }
    let rest = pending
    pending = []
    if rest == [0x1B] { return [.escape] }
    if rest[0] == 0x1B {
      guard rest.count == 2, let character = printable(rest[1]) else { return [.unknown] }
      return [.alt(character)]
    }
    return [.character("\u{FFFD}")]
  }

  /// The end of a paste does not come: what has come of it is the paste, so that no key vanishes in it.
  public mutating func endPaste() -> [Key] {
    guard let begun = pasted else { return [] }
    let text = String(decoding: begun + pending, as: UTF8.self)
    pasted = nil
    pending = []
    return text.isEmpty ? [] : [.paste(text.withPlainLineBreaks)]
  }

  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private mutating func takePaste(from index: Int, into keys: inout [Key]) -> Int {
    let end = KeyDecoder.pasteEnd
    var at = index
    while at < pending.count {
      guard pending[at] == 0x1B else {
        pasted?.append(pending[at])
        at += 1
        continue
      }
      let rest = pending[at...].prefix(end.count)
      if rest.elementsEqual(end) {
        let text = String(decoding: pasted ?? [], as: UTF8.self)
        keys.append(.paste(text.withPlainLineBreaks))
        pasted = nil
        return at + end.count
      }
      guard !end.starts(with: rest) else { return at }
      pasted?.append(pending[at])
      at += 1
    }
    return at
  }

  /// The key at an index and its length in bytes; a nil key types nothing; nil if its rest is still to come.
  private mutating func key(at index: Int) -> (Key?, Int)? {
    let byte = pending[index]
    switch byte {
    case 0x1B: return escape(at: index)
    case 0x0D, 0x0A: return (.enter, 1)
    case 0x09: return (.tab, 1)
    case 0x7F, 0x08: return (.backspace, 1)
    case 0x00: return (.control("@"), 1)
    case 0x01...0x1A: return (.control(Character(Unicode.Scalar(byte + 0x60))), 1)
    case 0x1C...0x1F: return (.control(Character(Unicode.Scalar(byte + 0x40))), 1)
    default: return character(at: index).map { (.character($0.0), $0.1) }
    }
  }

  private func printable(_ byte: UInt8) -> Character? {
    (0x20..<0x7F).contains(byte) ? Character(Unicode.Scalar(byte)) : nil
  }

  /// A character of UTF-8; U+FFFD for a byte that cannot begin or go on one, or for a C1 control.
  private func character(at index: Int) -> (Character, Int)? {
    let first = pending[index]
    let length: Int
    switch first {
    case 0x00..<0x80: length = 1
    case 0xC2..<0xE0: length = 2
    case 0xE0..<0xF0: length = 3
    case 0xF0..<0xF5: length = 4
    default: return ("\u{FFFD}", 1)
    }
    var size = 1
    while size < length, index + size < pending.count {
      let next = pending[index + size]
      guard (0x80..<0xC0).contains(next), size > 1 || isSecond(next, after: first) else {
        return ("\u{FFFD}", size)
      }
      size += 1
    }
    guard size == length else { return nil }
    let text = String(decoding: pending[index..<index + length], as: UTF8.self)
    guard let scalar = text.unicodeScalars.first, scalar.properties.generalCategory != .control else {
      return ("\u{FFFD}", length)
    }
    return (Character(scalar), length)
  }

  private func isSecond(_ byte: UInt8, after first: UInt8) -> Bool {
    switch first {
    case 0xE0: return byte >= 0xA0
    case 0xED: return byte < 0xA0
    case 0xF0: return byte >= 0x90
    case 0xF4: return byte < 0x90
    default: return true
    }
  }

  private mutating func escape(at index: Int) -> (Key?, Int)? {
    guard index + 1 < pending.count else { return nil }
    switch pending[index + 1] {
    case 0x5B: return control(at: index)
    case 0x4F:
      guard index + 2 < pending.count else { return nil }
      return (Sequences.final(pending[index + 2], modifier: 1), 3)
    case 0x1B: return (.escape, 1)
    case 0x0D: return (.enter, 2)
    case 0x7F: return (.control("w"), 2)
    case 0x00..<0x20: return (.escape, 1)
    default:
      guard let (character, length) = character(at: index + 1) else { return nil }
      switch character {
      case "b": return (.wordLeft, 1 + length)
      case "f": return (.wordRight, 1 + length)
      default: return (.alt(character), 1 + length)
      }
    }
  }

  /// A control sequence: parameters, then a final byte.
  private mutating func control(at index: Int) -> (Key?, Int)? {
    var at = index + 2
    // The Linux console's F1 to F5: ESC [ [ A.
    if at < pending.count, pending[at] == 0x5B {
      guard at + 1 < pending.count else { return nil }
      let number = Int(pending[at + 1]) - 0x40
      return ((1...5).contains(number) ? .function(number) : .unknown, at + 2 - index)
    }
    while at < pending.count, (0x20..<0x40).contains(pending[at]) {
      at += 1
      if at - index > KeyDecoder.longestSequence { return (.unknown, at - index) }
    }
    guard at < pending.count else { return nil }
    let length = at + 1 - index
    guard (0x40..<0x7F).contains(pending[at]) else { return (.unknown, at - index) }
    let parameters = pending[index + 2..<at].split(separator: 0x3B, omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    if pending[at] == 0x7E, parameters.first == 200 {
      pasted = []
      return (nil, length)
    }
    let modifier = parameters.count > 1 ? parameters[1] : 1
    if pending[at] == 0x7E { return (Sequences.tilde(parameters.first ?? 0, modifier: modifier), length) }
    return (Sequences.final(pending[at], modifier: modifier), length)
  }
}

extension String {
  /// Carriage returns, alone or before a line feed, as line feeds.
  fileprivate var withPlainLineBreaks: String {
    var scalars = UnicodeScalarView()
    var afterReturn = false
    for scalar in unicodeScalars {
      if scalar == "\r" {
        scalars.append("\n")
      } else if scalar != "\n" || !afterReturn {
        scalars.append(scalar)
      }
      afterReturn = scalar == "\r"
    }
    return String(scalars)
  }
}
