public import Interview

extension RandomSession {
  /// A session of which every field can be anything, in an order that recording would never make, with many notes and
  /// many visits, some of them very short.
  public static func eventful(_ seed: Int) -> Session {
    var random = RandomSession(seed: seed)
    var session = random.session()
    var parts = Session.Parts(of: session)
    parts.participants = session.participants
    parts.visits = random.shortVisits()
    parts.outcomes = session.outcomes
    parts.probes = session.probes
    parts.pauses = session.pauses
    parts.offRecord = session.offRecord
    parts.notes = (1...random.number(1...60)).map { random.note($0) }
    parts.stances = session.stances
    session.restore(parts)
    return session
  }

  /// Visits that follow each other, many of them short.
  private mutating func shortVisits() -> [Visit] {
    var at = Offset.zero
    var visits: [Visit] = []
    for _ in 0..<number(0...30) {
      let from = at + number(0...1) * number(0...900_000)
      let to = from + (coin() ? number(0...6000) : number(0...400_000))
      visits.append(Visit(question: question(), from: from, to: to))
      at = to
    }
    if coin(), !visits.isEmpty { visits[visits.count - 1].to = nil }
    return visits
  }
}
