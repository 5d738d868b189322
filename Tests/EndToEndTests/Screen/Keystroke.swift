/// A key that is no character, as a terminal sends it.
enum Keystroke: Hashable, Sendable {
  case enter, escape, tab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  case control(Character)
  case alt(Character)
  case function(Int)

  /// The bytes of xterm; the other terminals that the tests know send the same.
  var bytes: [UInt8] {
    switch self {
    case .enter: return [0x0D]
    case .escape: return [0x1B]
    case .tab: return [0x09]
    case .backspace: return [0x7F]
    case .delete: return sequence("[3~")
    case .up: return sequence("[A")
    case .down: return sequence("[B")
    case .right: return sequence("[C")
    case .left: return sequence("[D")
    case .home: return sequence("[H")
    case .end: return sequence("[F")
    case .pageUp: return sequence("[5~")
    case .pageDown: return sequence("[6~")
    case .control(let letter): return [(letter.asciiValue ?? 0) & 0x1F]
    case .alt(let character): return sequence(String(character))
    case .function(let number): return sequence(number == 1 ? "OP" : "OQ")
    }
  }

  private func sequence(_ rest: String) -> [UInt8] { [0x1B] + Array(rest.utf8) }
}
