internal import Facilitation
internal import Interview

/// One line that the program says, and for how long it stands.
struct Message: Equatable, Sendable {
  var kind: Reply.Kind
  var text: String
  var at: Offset

  /// Milliseconds that it stands, unless something is entered.
  var lifetime: Int {
    switch kind {
    case .saved, .told, .question: return 6000
    case .refused, .warning: return 30_000
    }
  }

  func isAlive(at now: Offset) -> Bool { now - at < lifetime }

  /// What was said last comes first; what was said at once stays in its order.
  static func newestFirst(_ messages: [Message]) -> [Message] {
    var ordered: [Message] = []
    var rest = messages[...]
    while let last = rest.last {
      let together = rest.filter { $0.at == last.at }
      ordered += together
      rest = rest.dropLast(together.count)
    }
    return ordered
  }
}
