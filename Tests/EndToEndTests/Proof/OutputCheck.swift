/// Reads what a program has sent to a terminal, as strictly as that program needs: whatever is not a sequence that
/// curses makes for this kind of terminal came from data.
struct OutputCheck {
  /// What nobody but data can have sent, each with what is around it.
  private(set) var violations: [String] = []
  /// What is left when all sequences are taken away.
  private(set) var text: [UInt8] = []
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x1B: index = sequence(at: index)
      // Shifts of the character set, tabs, steps back, returns.
      case 0x08, 0x09, 0x0A, 0x0D, 0x0E, 0x0F: index += 1
      case 0x00..<0x20, 0x7F: index = violation(at: index)
      default:
        text.append(bytes[index])
        index += 1
      }
    }
    violations += Hostile.violations(in: text)
  }

  private mutating func violation(at index: Int) -> Int {
    let around = bytes[max(0, index - 20)..<min(bytes.count, index + 20)]
    violations.append(
      String(decoding: around, as: UTF8.self).unicodeScalars.map { $0.escaped(asASCII: true) }.joined())
    return index + 1
  }

  /// The sequences of terminfo's xterm-256color and the modes that the program asks for itself.
  private mutating func sequence(at start: Int) -> Int {
    guard start + 1 < bytes.count else { return bytes.count }
    switch bytes[start + 1] {
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      guard start + 2 < bytes.count, [0x42, 0x30].contains(bytes[start + 2]) else {
        return violation(at: start)
      }
      return start + 3
    case UInt8(ascii: "7"), UInt8(ascii: "8"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "M"),
      UInt8(ascii: "H"):
      return start + 2
    case UInt8(ascii: "["): return control(at: start)
    default: return violation(at: start)
    }
  }

  /// Reports of the mouse and of focus, which are only ever switched off.
  private static let mouse = [
    "?9", "?1000", "?1001", "?1002", "?1003", "?1004", "?1005", "?1006", "?1015", "?1016",
  ]

  /// The output of plain mode without the one thing that it says to a terminal.
  static func withoutMouseOff(_ bytes: [UInt8]) -> [UInt8] {
    mouse.reduce(bytes) { $0.replacing("\u{1B}[\($1)l".utf8, with: []) }
  }

  private mutating func control(at start: Int) -> Int {
    var end = start + 2
    while end < bytes.count, (0x20..<0x40).contains(bytes[end]) { end += 1 }
    guard end < bytes.count else { return bytes.count }
    let parameters = String(decoding: bytes[(start + 2)..<end], as: UTF8.self)
    let final = Character(Unicode.Scalar(bytes[end]))
    let isKnown =
      switch final {
      case "h", "l":
        ["?1", "?7", "?12", "?25", "?1034", "?1049", "?2004", "?12;25", "4"].contains(parameters)
          || final == "l" && OutputCheck.mouse.contains(parameters)
      // Windows that are moved or minimised: terminfo's way to the alternate screen keeps the title.
      case "t": ["22;0;0", "23;0;0"].contains(parameters)
      case "m":
        parameters.split(separator: ";", omittingEmptySubsequences: false).allSatisfy {
          $0.isEmpty || (Int($0).map { (0...255).contains($0) } ?? false)
        }
      case "J" where parameters == "2":
        // Curses goes home before it clears.
        start >= 3 && bytes[(start - 3)..<start].elementsEqual([0x1B, 0x5B, 0x48])
      case "A", "B", "C", "D", "G", "H", "J", "K", "L", "M", "P", "S", "T", "X", "Z", "@", "b", "d", "r":
        parameters.allSatisfy { $0.isNumber || $0 == ";" }
      case "p": parameters == "!"
      default: false
      }
    return isKnown ? end + 1 : violation(at: start)
  }
}
