/// What the last bytes of control sequences mean.
enum Sequences {
  /// `ESC [ … letter` and `ESC O letter`. The modifier is xterm's: 1 + (Shift 1, Alt 2, Ctrl 4).
  static func final(_ byte: UInt8, modifier: Int) -> Key {
    let byWord = modifier == 3 || modifier == 5 || modifier == 7
    switch byte {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return byWord ? .wordRight : .right
    case UInt8(ascii: "D"): return byWord ? .wordLeft : .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "P"): return .function(1)
    case UInt8(ascii: "Q"): return .function(2)
    case UInt8(ascii: "R"): return .function(3)
    case UInt8(ascii: "S"): return .function(4)
    default: return .unknown
    }
  }

  /// `ESC [ number ~`.
  static func tilde(_ number: Int, modifier: Int) -> Key {
    switch number {
    case 1, 7: return .home
    case 2: return .insert
    case 3: return .delete
    case 4, 8: return .end
    case 5: return .pageUp
    case 6: return .pageDown
    case 11...15: return .function(number - 10)
    case 17...21: return .function(number - 11)
    case 23, 24: return .function(number - 12)
    default: return .unknown
    }
  }
}
