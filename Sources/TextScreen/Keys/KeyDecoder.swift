/// Bytes from a terminal, made into keys. Pure and total: every byte sequence gives keys, none is lost that could
/// be text, and a character split between two reads comes whole.
///
/// Sequences are those of xterm, the Linux console, screen and tmux (CSI and SS3 forms, with modifiers), which
/// terminfo's entries for these terminals name as well, and the newer encodings of keys that another program may
/// have left on. What a terminal says by itself (answers, titles, colours, mouse, focus) is no key and is passed over.
/// Invalid UTF-8 becomes U+FFFD, as the Unicode Standard recommends (one for each maximal part).
public struct KeyDecoder: Equatable, Sendable {
  /// Milliseconds after which a lone ESC is the Escape key, and ESC with the beginning of a sequence a key with Alt.
  public static let escapeDelay = 25
  /// After so many milliseconds without a byte, the rest of a character, of a sequence or of what a terminal says is
  /// not waited for any longer: a slow link brings them in pieces.
  public static let sequencePatience = 500
  /// After so many milliseconds without a byte, the end of a paste is not waited for any longer.
  public static let pastePatience = 5000
  /// The longest control sequence of a key in bytes; what is longer is none.
  static let longestSequence = 64

  private var pending: [UInt8] = []
  private var pasted: [UInt8]?
  private var report: TerminalReport?

  public init() {}

  /// Milliseconds without any byte after which `flush()` is to be called; nil if nothing waits for its rest.
  public var patience: Int? {
    if pasted != nil { return KeyDecoder.pastePatience }
    if report != nil { return KeyDecoder.sequencePatience }
    guard pending.first == 0x1B else { return pending.isEmpty ? nil : KeyDecoder.sequencePatience }
    let isKeyByItself = pending.count == 1 || pending.count == 2 && pending[1] < 0x80
    return isKeyByItself ? KeyDecoder.escapeDelay : KeyDecoder.sequencePatience
  }

  /// Takes bytes and gives the keys that are complete.
  public mutating func decode(_ bytes: some Sequence<UInt8>) -> [Key] {
    pending.append(contentsOf: bytes)
    var keys: [Key] = []
    var index = 0
    while index < pending.count {
      if report != nil {
        index = passReport(from: index)
        continue
      }
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

  /// No more bytes came in time, so what has come is all there is. A lone ESC is the Escape key; what has come of a
  /// paste is the paste, so that no key vanishes in it; what a terminal began to say is over.
  public mutating func flush() -> [Key] {
    if let begun = pasted {
      let bytes = begun + pending
      pasted = nil
      pending = []
      return bytes.isEmpty ? [] : [.paste(KeyDecoder.text(ofPaste: bytes))]
    }
    report = nil
    guard let first = pending.first else { return [] }
    let rest = pending
    pending = []
    if rest == [0x1B] { return [.escape] }
    guard first == 0x1B else { return [.character("\u{FFFD}")] }
    guard rest.count == 2, let character = printable(rest[1]) else { return [] }
    return [.alt(character)]
  }

  private mutating func passReport(from index: Int) -> Int {
    var at = index
    while at < pending.count {
      switch report?.take(pending[at]) {
      case .goesOn?: at += 1
      case .ends?:
        report = nil
        return at + 1
      case .isOver?, nil:
        report = nil
        return at
      }
    }
    return at
  }

  private static func text(ofPaste bytes: [UInt8]) -> String {
    String(decoding: EncodedKey.typed(in: bytes), as: UTF8.self).withPlainLineBreaks
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
        keys.append(.paste(KeyDecoder.text(ofPaste: pasted ?? [])))
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
    let byte = pending[index + 1]
    if let said = TerminalReport(introducer: byte) {
      guard index + 2 < pending.count else { return nil }
      report = said
      return (nil, 2)
    }
    switch byte {
    case 0x5B: return control(at: index)
    case 0x4F: return shifted(at: index)
    case 0x1B: return (.escape, 1)
    case 0x0D: return (.enter, 2)
    case 0x7F: return (.control("w"), 2)
    case 0x00..<0x20: return (.escape, 1)
    default:
      guard let (character, length) = character(at: index + 1) else { return nil }
      return (Sequences.alt(character), 1 + length)
    }
  }

  /// `ESC O`, a modifier in some old terminals, and a last byte.
  private func shifted(at index: Int) -> (Key?, Int)? {
    var at = index + 2
    while at < pending.count, at - index < 8, (0x30..<0x3C).contains(pending[at]) { at += 1 }
    guard at < pending.count else { return nil }
    guard (0x20..<0x7F).contains(pending[at]) else {
      return at == index + 2 ? (.alt("O"), 2) : (nil, at - index)
    }
    let modifier = ControlSequence(pending[index + 2..<at], last: pending[at]).parameters.last?.first ?? 1
    return (Sequences.shifted(pending[at], modifier: modifier), at + 1 - index)
  }

  /// A control sequence: parameters, then a last byte.
  private mutating func control(at index: Int) -> (Key?, Int)? {
    var at = index + 2
    guard at < pending.count else { return nil }
    // The Linux console's F1 to F5: ESC [ [ A.
    if pending[at] == 0x5B {
      guard at + 1 < pending.count else { return nil }
      let number = Int(pending[at + 1]) - 0x40
      return (1...5).contains(number) ? (.function(number), 4) : (.unknown, 3)
    }
    while at < pending.count, (0x20..<0x40).contains(pending[at]) {
      at += 1
      guard at - index <= KeyDecoder.longestSequence else {
        report = .longSequence
        return (nil, at - index)
      }
    }
    guard at < pending.count else { return nil }
    let last = pending[at]
    guard (0x40..<0x7F).contains(last) else {
      // A byte that is no part of it cut it off. CAN and SUB, which call it off, are part of it.
      return (nil, at - index + (last == 0x18 || last == 0x1A ? 1 : 0))
    }
    let sequence = ControlSequence(pending[index + 2..<at], last: last)
    if sequence.opensPaste {
      pasted = []
      return (nil, at + 1 - index)
    }
    if let characters = sequence.charactersBehind {
      return end(of: characters, from: at + 1).map { (nil, $0 - index) }
    }
    return (Sequences.key(sequence), at + 1 - index)
  }

  /// Where the characters end that follow a report of the mouse; nil if they have not all come. A terminal that makes
  /// UTF-8 of them sends two bytes for what lies far to the right. One that does not may send any byte, that of Enter
  /// too. But ESC begins something else.
  private func end(of characters: Int, from index: Int) -> Int? {
    var at = index
    for _ in 0..<characters {
      guard at < pending.count else { return nil }
      guard pending[at] != 0x1B else { return at }
      let mayBeTwo = (0xC2..<0xE0).contains(pending[at])
      at += 1
      guard mayBeTwo else { continue }
      guard at < pending.count else { return nil }
      if (0x80..<0xC0).contains(pending[at]) { at += 1 }
    }
    return at
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
