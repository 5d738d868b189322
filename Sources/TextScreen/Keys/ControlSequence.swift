/// A control sequence of ECMA-48: `ESC [`, perhaps a private mark, parameters, perhaps intermediate bytes, a last byte.
struct ControlSequence {
  /// The parameters, each with its sub-parameters (`1:3`); one that is left out is 0.
  let parameters: [[Int]]
  /// The last byte.
  let last: UInt8
  /// It has neither a private mark nor an intermediate byte: keys have none, most answers do.
  let isPlain: Bool

  /// - Parameter bytes: what stands between `ESC [` and the last byte.
  init(_ bytes: ArraySlice<UInt8>, last: UInt8) {
    self.last = last
    isPlain = bytes.allSatisfy { (0x30..<0x3C).contains($0) }
    parameters =
      bytes.isEmpty
      ? []
      : bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { parameter in
        parameter.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
          .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
      }
  }

  /// A parameter's own value; 0 if there is none.
  func value(_ parameter: Int, part: Int = 0) -> Int {
    guard parameters.indices.contains(parameter), parameters[parameter].indices.contains(part) else {
      return 0
    }
    return parameters[parameter][part]
  }

  /// Where keys have their modifiers, as xterm counts them: 1 + (Shift 1, Alt 2, Ctrl 4, …).
  var modifier: Int { max(1, value(1)) }

  /// The key was let go: kitty's encoding tells that, too.
  var isRelease: Bool { value(1, part: 1) == 3 }

  /// The beginning of a bracketed paste.
  var opensPaste: Bool { isPlain && last == UInt8(ascii: "~") && value(0) == 200 }

  /// How many characters of a report of the mouse follow it (X10 and xterm's old modes); nil for none.
  var charactersBehind: Int? {
    guard parameters.isEmpty else { return nil }
    switch last {
    case UInt8(ascii: "M"): return 3
    case UInt8(ascii: "t"): return 2
    case UInt8(ascii: "T"): return 6
    default: return nil
    }
  }
}
