/// What control sequences mean; nil for what is no key, but something that the terminal says.
enum Sequences {
  /// `ESC [ …`.
  static func key(_ sequence: ControlSequence) -> Key? {
    guard sequence.isPlain, !sequence.isRelease else { return nil }
    switch sequence.last {
    case UInt8(ascii: "~"):
      if sequence.value(0) == 27, sequence.parameters.count == 3 {
        return EncodedKey.key(code: sequence.value(2), modifier: sequence.modifier)
      }
      return tilde(sequence.value(0), modifier: sequence.modifier)
    case UInt8(ascii: "u"): return EncodedKey.kitty(sequence)
    case UInt8(ascii: "_"): return EncodedKey.windows(sequence)
    // The mouse, the cursor's place, the window, what the terminal is and how it is set.
    case UInt8(ascii: "M"), UInt8(ascii: "m"), UInt8(ascii: "R"), UInt8(ascii: "t"), UInt8(ascii: "c"),
      UInt8(ascii: "n"), UInt8(ascii: "x"), UInt8(ascii: "y"), UInt8(ascii: "I"), UInt8(ascii: "O"):
      return nil
    case UInt8(ascii: "P"), UInt8(ascii: "Q"), UInt8(ascii: "S"):
      guard sequence.parameters.isEmpty || sequence.parameters.count == 2 && sequence.value(0) == 1 else {
        return nil
      }
      return letter(sequence.last, modifier: sequence.modifier)
    default: return letter(sequence.last, modifier: sequence.modifier)
    }
  }

  /// `ESC O …`: with these a keypad may say which key it is, too.
  static func shifted(_ last: UInt8, modifier: Int) -> Key {
    switch last {
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "I"): return .tab
    case UInt8(ascii: "R"): return .function(3)
    case UInt8(ascii: "X"): return .character("=")
    case UInt8(ascii: "j")...UInt8(ascii: "y"): return .character(Character(Unicode.Scalar(last - 0x40)))
    // rxvt's arrows with Ctrl.
    case UInt8(ascii: "a"): return .up
    case UInt8(ascii: "b"): return .down
    case UInt8(ascii: "c"): return .wordRight
    case UInt8(ascii: "d"): return .wordLeft
    default: return letter(last, modifier: modifier)
    }
  }

  /// Alt and a character.
  static func alt(_ character: Character) -> Key {
    switch character {
    case "b": return .wordLeft
    case "f": return .wordRight
    default: return .alt(character)
    }
  }

  /// A letter as the last byte, of either form.
  private static func letter(_ byte: UInt8, modifier: Int) -> Key {
    switch byte {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return isByWord(modifier) ? .wordRight : .right
    case UInt8(ascii: "D"): return isByWord(modifier) ? .wordLeft : .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "P"): return .function(1)
    case UInt8(ascii: "Q"): return .function(2)
    case UInt8(ascii: "S"): return .function(4)
    default: return .unknown
    }
  }

  /// The modifier has Alt.
  static func hasAlt(_ modifier: Int) -> Bool { (modifier - 1) & 0b10 != 0 }

  /// The modifier has Ctrl or Alt.
  static func isByWord(_ modifier: Int) -> Bool { (modifier - 1) & 0b110 != 0 }

  /// `ESC [ number ~`.
  private static func tilde(_ number: Int, modifier: Int) -> Key? {
    switch number {
    case 1, 7: return .home
    case 2: return .insert
    case 3: return .delete
    case 4, 8: return .end
    case 5: return hasAlt(modifier) ? .altPageUp : .pageUp
    case 6: return hasAlt(modifier) ? .altPageDown : .pageDown
    case 11...15: return .function(number - 10)
    case 17...21: return .function(number - 11)
    case 23, 24: return .function(number - 12)
    // The end of a paste that never began.
    case 201: return nil
    default: return .unknown
    }
  }
}
