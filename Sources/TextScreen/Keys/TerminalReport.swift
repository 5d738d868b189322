/// What a terminal says by itself, from its beginning to its end: a string (DCS, OSC, APC, PM or SOS of ECMA-48), or a
/// control sequence that is longer than any key's. It is passed over, whatever is in it.
struct TerminalReport: Equatable, Sendable {
  /// What a byte is to it.
  enum Step {
    /// In it.
    case goesOn
    /// Its last.
    case ends
    /// No part of it: it is over.
    case isOver
  }

  private enum Kind {
    /// OSC, which BEL may end too.
    case command
    case string
    case sequence
  }

  /// The most bytes that are passed over, should its end not come.
  static let longest = 65_536
  /// The rest of a control sequence that is longer than any key's.
  static let longSequence = TerminalReport(kind: .sequence)

  private let kind: Kind
  private var length = 0
  private var isAfterEscape = false

  private init(kind: Kind) { self.kind = kind }

  /// - Parameter introducer: the byte behind ESC; nil if it begins no string.
  init?(introducer: UInt8) {
    switch introducer {
    case UInt8(ascii: "]"): self.init(kind: .command)
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"): self.init(kind: .string)
    default: return nil
    }
  }

  /// Takes a byte.
  mutating func take(_ byte: UInt8) -> Step {
    length += 1
    // CAN and SUB call off whatever it is.
    guard length < TerminalReport.longest, byte != 0x18, byte != 0x1A else { return .ends }
    switch kind {
    case .sequence:
      if (0x20..<0x40).contains(byte) { return .goesOn }
      return (0x40..<0x7F).contains(byte) ? .ends : .isOver
    case .command, .string:
      if byte == 0x07, kind == .command { return .ends }
      if isAfterEscape, byte == UInt8(ascii: "\\") { return .ends }
      isAfterEscape = byte == 0x1B
      return .goesOn
    }
  }
}
