internal import Interview

/// Writes JSON: compact, keys sorted, one line, in UTF-8. A character that a terminal or an editor could take
/// for a command (control characters, line and paragraph separators, direction marks) is written as an escape.
enum JSONWriter {
  /// One value.
  static func bytes(of json: JSON) -> [UInt8] {
    var bytes: [UInt8] = []
    append(json, to: &bytes)
    return bytes
  }

  /// One value behind what is there.
  static func append(_ json: JSON, to bytes: inout [UInt8]) {
    switch json {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .integer(let number): append(number, to: &bytes)
    case .number(let number): bytes.append(contentsOf: (number.isFinite ? String(number) : "0.0").utf8)
    case .string(let text): append(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(element, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(member.value, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// A whole number.
  static func append(_ number: Int, to bytes: inout [UInt8]) {
    guard number >= 10 else {
      if number >= 0 {
        bytes.append(UInt8(ascii: "0") + UInt8(number))
      } else {
        bytes.append(contentsOf: String(number).utf8)
      }
      return
    }
    let start = bytes.count
    var rest = number
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  /// A text in its quotation marks.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    appendEscaped(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A text as a message may quote it: in quotation marks, escaped, at most 60 characters of it.
  static func quoted(_ text: String) -> String {
    let isLong = text.unicodeScalars.count > 60
    let shown = isLong ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "…" : text
    var bytes: [UInt8] = []
    append(shown, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      var plain = 0
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        guard isSuspect(byte) else {
          index += 1
          continue
        }
        guard let (scalar, length) = harmful(utf8, at: index) else {
          index += 1
          continue
        }
        bytes.append(contentsOf: utf8[plain..<index])
        appendEscape(scalar, to: &bytes)
        index += length
        plain = index
      }
      bytes.append(contentsOf: utf8[plain...])
    }
  }

  /// A scalar that has to be escaped can begin with this byte.
  private static func isSuspect(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE2, UInt8(ascii: "\""), UInt8(ascii: "\\"): return true
    default: return false
    }
  }

  /// The scalar at a byte and its length, if it has to be escaped; `utf8` is valid, as every Swift text is.
  private static func harmful(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int)? {
    let byte = UInt32(utf8[index])
    if byte < 0x80 { return (byte, 1) }
    guard index + 1 < utf8.count else { return nil }
    let second = UInt32(utf8[index + 1])
    if byte < 0xE0 {
      let scalar = (byte & 0x1F) << 6 | second & 0x3F
      return scalar < 0xA0 || scalar == 0x61C ? (scalar, 2) : nil
    }
    guard index + 2 < utf8.count else { return nil }
    let scalar = (byte & 0x0F) << 12 | (second & 0x3F) << 6 | UInt32(utf8[index + 2]) & 0x3F
    switch scalar {
    case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: return (scalar, 3)
    default: return nil
    }
  }

  private static func appendEscape(_ scalar: UInt32, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch scalar {
    case 0x22, 0x5C: bytes.append(UInt8(scalar))
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      let digits = String(scalar, radix: 16)
      bytes.append(UInt8(ascii: "u"))
      bytes.append(contentsOf: String(repeating: "0", count: 4 - digits.utf8.count).utf8)
      bytes.append(contentsOf: digits.utf8)
    }
  }
}
