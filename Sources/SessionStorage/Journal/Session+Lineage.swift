internal import Interview

extension Session {
  mutating func goOn(as recorder: String, _ heading: JournalHeading?) {
    recorders.removeAll { $0.id == recorder }
    recorders.append(Recorder(id: recorder, program: "", from: lastOffset, last: lastRecord))
  }

  func without(_ recorders: Set<String>, since number: Int) -> Session {
    var session = self
    session.lastRecord = number
    session.draft = nil
    let others = self.recorders.filter { recorders.contains($0.id) }
    session.recorders.removeAll { recorders.contains($0.id) }
    guard let start = others.map(\.from).min() else { return session }
    func isOld(_ at: Offset) -> Bool { at < start }
    func isOthers(_ id: String) -> Bool {
      id.lastIndex(of: "-").map { recorders.contains(String(id[..<$0])) } ?? false
    }
    var parts = Parts()
    parts.participants = participants
    parts.answers = answers
    parts.notes = notes.filter { !isOthers($0.id) }
    parts.retracted = retracted.filter { !isOthers($0.id) }
    parts.visits = visits.filter { isOld($0.from) }
    parts.outcomes = outcomes.filter { isOld($0.at) }
    parts.pauses = pauses.filter { isOld($0.from) }
    parts.offRecord = offRecord.filter { isOld($0.from) }
    parts.recordings = self.recordings.filter { isOld($0.from) }
    parts.summaries = summaries.filter { isOld($0.at) }
    parts.clock = clock.filter { isOld($0.at) }
    parts.probes = probes.compactMap { probe in
      var probe = probe
      probe.changes.removeAll { !isOld($0.at) }
      return probe.changes.isEmpty ? nil : probe
    }
    parts.stances = stances.compactMap { stance in
      var stance = stance
      stance.changes.removeAll { !isOld($0.at) }
      return stance.changes.isEmpty ? nil : stance
    }
    session.restore(parts)
    if let ended = endedAt, !isOld(ended.offset) { session.endedAt = nil }
    if let begun = begunAt, !isOld(begun.offset) { session.begunAt = nil }
    session.status = session.endedAt == nil ? .open : .ended
    session.lastOffset = min(lastOffset, start)
    return session
  }
}
