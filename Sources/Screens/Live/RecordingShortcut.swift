public import Facilitation
internal import Interview
public import TextScreen

/// Keys that stand for a command. Every action has a command; keys are accelerators, since terminals and
/// keyboards take some away.
public enum RecordingShortcut: Equatable, Sendable {
  /// The key does this command at once.
  case does(Command)
  /// The key begins a line with this in an empty line; the words follow.
  case begins(String)

  /// The unshifted digit rows of layouts that have signs there, from 1 to 9: French, Belgian; Czech and Slovak.
  private static let unshifted: [[Character]] = [
    ["&", "é", "\"", "'", "(", "-", "è", "_", "ç"], ["&", "é", "\"", "'", "(", "§", "è", "!", "ç"],
    ["+", "ě", "š", "č", "ř", "ž", "ý", "á", "í"],
  ]

  /// The digit of a key with Alt, 1 to 9, also where the keyboard has another sign on it.
  private static func digit(_ character: Character) -> Int? {
    if let number = character.wholeNumberValue { return (1...9).contains(number) ? number : nil }
    return unshifted.lazy.compactMap { $0.firstIndex(of: character) }.first.map { $0 + 1 }
  }

  /// What a key stands for while recording; nil for none.
  ///
  /// - Parameter empty: nothing is typed in the line.
  public static func of(_ key: Key, empty: Bool, in recording: Recording) -> RecordingShortcut? {
    let session = recording.session
    switch key {
    case .pageDown: return .does(.next)
    case .pageUp: return .does(.back)
    case .altPageDown: return .does(.peek(nil))
    case .altPageUp: return session.previousQuestion.map { .does(.peek($0.id)) }
    case .function(1): return .does(.help(nil))
    case .alt(let character):
      return digit(character).map { .does(.probe($0, .asked)) }
    case .control(let letter):
      switch letter {
      case "t": return .does(session.openPause != nil ? .on(ago: 0) : .pause(ago: 0))
      case "o": return .does(session.isOffRecord ? .on(ago: 0) : .off(.now))
      case "s": return .does(.summary)
      case "y": return .does(.redo)
      case "q": return .does(.leave)
      case "z" where empty: return .does(.undo)
      case "d" where empty: return .does(.end)
      case "p" where empty: return .does(.who)
      case "g" where empty: return .begins("/go ")
      case "r" where empty: return .begins("/find ")
      default: return nil
      }
    default: return nil
    }
  }
}
