extension Sequence<Seat> {
  /// The seat of a group of one; nil of nobody and of more.
  ///
  /// This is all that tells an interview from a group. How many participants there are is in every file, also in those of
  /// older versions; it is right again after `/in 2` and after its undo, and no second field can contradict it.
  fileprivate var ofGroupOfOne: Seat? {
    var first: Seat?
    for seat in self {
      guard first == nil || first == seat else { return nil }
      first = seat
    }
    return first
  }
}

extension Session {
  /// The participant of a group of one: the session is an interview. Nil while nobody or more than one takes part, whether
  /// they are in the room or not.
  public var interviewee: Seat? { participants.lazy.map(\.seat).ofGroupOfOne }

  /// Everybody in turn answers a question; in an interview there is no turn.
  public func goesRound(on question: Question) -> Bool { question.round && interviewee == nil }
}

extension ShorthandContext {
  /// The participant of a group of one, an interview: whose a line without a seat is. Nil in a group.
  public var interviewee: Seat? { seats.ofGroupOfOne }
}
