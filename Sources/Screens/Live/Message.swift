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
}
