internal import Interview
internal import Text

/// What a replay answers and has to have done, in order.
struct ReplayAnswers: Sendable {
  private var effects: [ReplayEffect] = []

  /// Asks for something to be done.
  mutating func ask(_ effect: ReplayEffect) { effects.append(effect) }

  /// Answers, in words that reviewers may have added to.
  mutating func say(_ answer: Answer, _ lines: [String]) {
    effects.append(.say(Reply(answer, lines.map(safeText))))
  }

  mutating func say(_ kind: Reply.Kind, _ line: String) { say(.statement(kind), [line]) }

  mutating func refuse(_ reason: String) { say(.refused(reason), ["error: \(reason)"]) }

  /// All of it; once.
  mutating func take() -> [ReplayEffect] {
    defer { effects = [] }
    return effects
  }
}
