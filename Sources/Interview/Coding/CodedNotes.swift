extension Session {
  /// The notes that reviewers code: points of participants with words, noted live or verified since.
  public func codable(in reviews: some Collection<Review>) -> [Note] {
    notes.filter { note in
      note.isPoint && !(note.content.text.isEmpty && reviews.allSatisfy { $0[note].verified == nil })
    }
  }
}

extension CodeAgreement {
  /// Compares what reviewers gave to the notes of a session.
  ///
  /// - Parameters:
  ///   - reviewers: their names.
  ///   - reviews: all there are of the session, by reviewers' names.
  ///   - restricted: only notes count that at least one of them coded.
  public init(of reviewers: [String], on session: Session, reviews: [String: Review], restricted: Bool) {
    let notes = session.codable(in: reviews.values)
    let wanted = Set(notes.map(\.id))
    var given: [String: [String: Set<Code>]] = [:]
    for name in reviewers {
      for (id, layer) in reviews[name]?.notes ?? [:] where wanted.contains(id) {
        let codes = layer.codes.filter(\.value.isGiven).keys
        if !codes.isEmpty { given[name, default: [:]][id] = Set(codes) }
      }
    }
    self.init(reviewers: reviewers, units: notes.map(\.id), given: given, restrictedToCoded: restricted)
  }
}
