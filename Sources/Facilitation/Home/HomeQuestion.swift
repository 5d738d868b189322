internal import Text

/// All that goes when a session is discarded, as the disk has it.
public struct HomeBelongings: Equatable, Sendable {
  /// The session's id.
  public let id: String
  /// What goes, a line each.
  public let lines: [String]

  public init(id: String, lines: [String]) {
    self.id = id
    self.lines = lines
  }
}

/// That a session is to be destroyed: somebody has typed its id below what goes. Only `HomeQuestion` makes one.
public struct DiscardOrder: Equatable, Sendable {
  /// The session's id.
  public let id: String

  fileprivate init(_ id: String) { self.id = id }
}

/// Whether a session is to be destroyed, as it was asked.
package struct HomeQuestion: Equatable, Sendable, WaitsForWord {
  /// The session's id.
  package let id: String
  /// What goes.
  package let lines: [String]
  package let wanted: String

  /// What follows from what was typed.
  package enum Verdict: Equatable, Sendable {
    case destroy(DiscardOrder)
    /// It is another word, and the question stays.
    case stays
    /// All is left as it was, in words.
    case left(String)
  }

  /// Asks what the row of the command asks.
  package init?(_ goes: HomeBelongings, in list: HomeList) {
    let room = HomeRoom(list, goes: goes)
    guard case .naming(let question, let word)? = HomeRoom.commands[HomeAction.discard.rawValue]?.asks,
      let lines = question(.act(.discard, name: goes.id), room, ())
    else { return nil }
    id = goes.id
    self.lines = lines
    wanted = word(room)
  }

  /// Takes a line as the answer. Only the id itself destroys; an empty line, and any text with a blank, leaves everything.
  package func take(_ line: String) -> Verdict {
    let typed = line.trimmed
    if !typed.isEmpty, typed == wanted { return .destroy(DiscardOrder(id)) }
    return typed.isEmpty || typed == "no" || typed.contains(" ") ? .left(left) : .stays
  }

  /// What is said of an answer that is another word.
  package var other: String { isOther }

  /// What is said when nothing is destroyed.
  package var left: String { "\(id): \(Confirmation.leftAsItWas)" }
}
