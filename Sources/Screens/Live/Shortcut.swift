public import Facilitation
internal import Interview
public import TextScreen

/// Keys that stand for a command. Every action has a command; keys are accelerators, since terminals and
/// keyboards take some away.
public enum Shortcut: Equatable, Sendable {
  /// The key enters this command at once.
  case enters(String)
  /// The key begins this command in an empty line; the words follow.
  case begins(String)

  /// What a key stands for while recording; nil for none.
  ///
  /// - Parameter empty: nothing is typed in the line.
  public static func of(_ key: Key, empty: Bool, in recording: Recording) -> Shortcut? {
    let session = recording.session
    switch key {
    case .pageDown: return .enters("/next")
    case .pageUp: return .enters("/back")
    case .function(1): return .enters("/help")
    case .alt(let character):
      guard let number = character.wholeNumberValue, (1...9).contains(number) else { return nil }
      return .enters("/\(number)")
    case .control(let letter):
      switch letter {
      case "t": return .enters(session.openPause != nil ? "/on" : "/break")
      case "o": return .enters(session.isOffRecord ? "/on" : "/off")
      case "s": return .enters("/sum")
      case "y": return .enters("/redo")
      case "q": return .enters("/leave")
      case "z" where empty: return .enters("/undo")
      case "d" where empty: return .enters("/end")
      case "p" where empty: return .enters("/who")
      case "g" where empty: return .begins("/go ")
      case "r" where empty: return .begins("/find ")
      default: return nil
      }
    default: return nil
    }
  }
}
