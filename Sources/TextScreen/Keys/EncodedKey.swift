/// Keys in the newer encodings, which name a key by its character and its modifiers: xterm's `modifyOtherKeys`, kitty's
/// keyboard protocol, the Windows console's input mode. The program asks for none of them, but one that was killed may
/// have left them on: without them no Enter, no Ctrl-Q, at worst no letter would be understood.
enum EncodedKey {
  /// A character's code and modifiers as xterm counts them, 1 + (Shift 1, Alt 2, Ctrl 4, …).
  ///
  /// - Parameter shifted: what Shift makes of it, where the terminal says so.
  static func key(code: Int, shifted: Int = 0, modifier: Int) -> Key? {
    let bits = modifier - 1
    let hasShift = bits & 1 != 0
    let hasAlt = bits & 0b10_0010 != 0
    let hasControl = bits & 0b100 != 0
    switch code {
    case 13: return .enter
    case 9: return hasShift ? .backTab : .tab
    case 27: return .escape
    case 8, 127: return hasAlt || hasControl ? .control("w") : .backspace
    case 57_344...63_743: return keypad(code, modifier: modifier)
    default: break
    }
    // Super and Hyper are the window manager's.
    guard bits & 0b1_1000 == 0, let scalar = Unicode.Scalar(UInt32(clamping: code)), isPrintable(scalar)
    else {
      return nil
    }
    if hasControl { return control(scalar) }
    let character = hasShift || bits & 0b100_0000 != 0 ? capital(scalar, shifted) : Character(scalar)
    return hasAlt ? Sequences.alt(character) : .character(character)
  }

  /// `ESC [ code:shifted ; modifier:event ; text u`.
  static func kitty(_ sequence: ControlSequence) -> Key? {
    let text = sequence.value(2)
    let hasModifier = (sequence.modifier - 1) & 0b11_1110 != 0
    if text > 0, !hasModifier, let scalar = Unicode.Scalar(UInt32(clamping: text)), isPrintable(scalar) {
      return .character(Character(scalar))
    }
    return key(code: sequence.value(0), shifted: sequence.value(0, part: 1), modifier: sequence.modifier)
  }

  /// `ESC [ virtual key ; scan code ; UTF-16 ; down ; state ; repeats _`.
  static func windows(_ sequence: ControlSequence) -> Key? {
    guard sequence.value(3) == 1 else { return nil }
    let state = sequence.value(4)
    let hasControl = state & 0b1100 != 0
    // AltGr is the right Alt with Ctrl, and what it makes is a character.
    let hasAlt = state & 0b0011 != 0 && !hasControl
    let modifier = 1 + (state & 0b1_0000 != 0 ? 1 : 0) + (hasAlt ? 2 : 0) + (hasControl ? 4 : 0)
    if let key = key(virtual: sequence.value(0), modifier: modifier) { return key }
    let unit = sequence.value(2)
    switch unit {
    case 1...26: return .control(Character(Unicode.Scalar(UInt8(unit) + 0x60)))
    case 0x1C...0x1F: return .control(Character(Unicode.Scalar(UInt8(unit) + 0x40)))
    // Half of a character, of which the other half follows.
    case 0xD800..<0xDC00: return .character("\u{FFFD}")
    default:
      guard let scalar = Unicode.Scalar(UInt32(clamping: unit)), isPrintable(scalar) else { return nil }
      return hasAlt ? Sequences.alt(Character(scalar)) : .character(Character(scalar))
    }
  }

  /// The bytes of a paste with what it typed in place of keys in these encodings: a terminal that encodes keys may
  /// encode the line breaks of a paste.
  static func typed(in bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x1B) else { return bytes }
    var typed: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let (text, length) = encoded(at: index, in: bytes) {
        typed += text.utf8
        index += length
      } else {
        typed.append(bytes[index])
        index += 1
      }
    }
    return typed
  }

  private static func encoded(at index: Int, in bytes: [UInt8]) -> (text: String, length: Int)? {
    guard bytes[index] == 0x1B, index + 1 < bytes.count, bytes[index + 1] == 0x5B else { return nil }
    let start = index + 2
    let rest = bytes[start...].prefix(KeyDecoder.longestSequence)
    guard let end = rest.firstIndex(where: { !(0x30..<0x3C).contains($0) }) else { return nil }
    let sequence = ControlSequence(bytes[start..<end], last: bytes[end])
    let isOther = bytes[end] == UInt8(ascii: "~") && sequence.value(0) == 27 && sequence.parameters.count == 3
    guard isOther || bytes[end] == UInt8(ascii: "u") || bytes[end] == UInt8(ascii: "_") else { return nil }
    let length = end + 1 - index
    switch Sequences.key(sequence) {
    case .enter?, .control("j")?, .control("m")?: return ("\n", length)
    case .tab?, .control("i")?: return ("\t", length)
    case .character(let character)?: return (String(character), length)
    case nil: return ("", length)
    default: return nil
    }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.properties.generalCategory != .control
  }

  private static func capital(_ scalar: Unicode.Scalar, _ shifted: Int) -> Character {
    if shifted > 0, let told = Unicode.Scalar(UInt32(clamping: shifted)), isPrintable(told) {
      return Character(told)
    }
    let upper = scalar.properties.uppercaseMapping
    return upper.count == 1 ? upper.first ?? Character(scalar) : Character(scalar)
  }

  private static func control(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar {
    case "a"..."z", "@", "[", "\\", "]", "^", "_": return .control(Character(scalar))
    case "A"..."Z": return .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x20)))
    case " ": return .control("@")
    default: return .unknown
    }
  }

  /// kitty's numbers for keys without a character; those of a modifier alone are none.
  private static func keypad(_ code: Int, modifier: Int) -> Key? {
    switch code {
    case 57_399...57_408: return .character(Character(Unicode.Scalar(UInt8(code - 57_399 + 0x30))))
    case 57_409: return .character(".")
    case 57_410: return .character("/")
    case 57_411: return .character("*")
    case 57_412: return .character("-")
    case 57_413: return .character("+")
    case 57_414: return .enter
    case 57_415: return .character("=")
    case 57_416: return .character(",")
    case 57_417: return Sequences.isByWord(modifier) ? .wordLeft : .left
    case 57_418: return Sequences.isByWord(modifier) ? .wordRight : .right
    case 57_419: return .up
    case 57_420: return .down
    case 57_421: return Sequences.hasAlt(modifier) ? .altPageUp : .pageUp
    case 57_422: return Sequences.hasAlt(modifier) ? .altPageDown : .pageDown
    case 57_423: return .home
    case 57_424: return .end
    case 57_425: return .insert
    case 57_426: return .delete
    default: return nil
    }
  }

  /// Windows' numbers for keys without a character.
  private static func key(virtual code: Int, modifier: Int) -> Key? {
    switch code {
    case 0x08, 0x09, 0x0D, 0x1B: return key(code: code, modifier: modifier)
    case 0x21: return Sequences.hasAlt(modifier) ? .altPageUp : .pageUp
    case 0x22: return Sequences.hasAlt(modifier) ? .altPageDown : .pageDown
    case 0x23: return .end
    case 0x24: return .home
    case 0x25: return Sequences.isByWord(modifier) ? .wordLeft : .left
    case 0x26: return .up
    case 0x27: return Sequences.isByWord(modifier) ? .wordRight : .right
    case 0x28: return .down
    case 0x2D: return .insert
    case 0x2E: return .delete
    case 0x70...0x7B: return .function(code - 0x6F)
    default: return nil
    }
  }
}
