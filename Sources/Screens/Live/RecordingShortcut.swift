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

  /// What a key stands for while recording; nil for none.
  ///
  /// - Parameter empty: nothing is typed in the line.
  public static func of(_ key: Key, empty: Bool, in recording: Recording) -> RecordingShortcut? {
    let session = recording.session
    switch key {
    case .pageDown: return .does(.next)
    case .pageUp: return .does(.back)
    case .function(1): return .does(.help(nil))
    case .alt(let character):
      guard let number = character.wholeNumberValue, (1...9).contains(number) else { return nil }
      return .does(.probe(number, .asked))
    case .control(let letter):
      switch letter {
      case "t": return .does(session.openPause != nil ? .on : .pause)
      case "o": return .does(session.isOffRecord ? .on : .off(.now))
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
