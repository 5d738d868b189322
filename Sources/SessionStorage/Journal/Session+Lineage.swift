internal import Interview

extension Session {
  mutating func goOn(as recorder: String, _ heading: JournalHeading?) {
    recorders.removeAll { $0.id == recorder }
    recorders.append(Recorder(id: recorder, program: "", from: lastOffset, last: lastRecord))
  }

  var changedNumbers: [String: Int] {
    tally.strays.compactMapValues(\.first)
  }

  func without(_ recorders: Set<String>, since number: Int, numbers: [String: Int]) -> Session {
    var session = self
    session.lastRecord = number
    session.draft = nil
    session.putAside = []
    let others = self.recorders.filter { recorders.contains($0.id) }
    session.recorders.removeAll { recorders.contains($0.id) }
    let start = others.map(\.from).min() ?? Offset(.max)
    func isOld(_ at: Offset) -> Bool { at < start }
    func isOthers(_ id: String) -> Bool {
      id.lastIndex(of: "-").map { recorders.contains(String(id[..<$0])) } ?? false
    }
    var parts = Parts(of: self)
    parts.notes = notes.filter { !isOthers($0.id) }.numbered(as: numbers)
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
    session.nextNote = 1
    session.restore(parts)
    if let ended = endedAt, !isOld(ended.offset) { session.endedAt = nil }
    if let begun = begunAt, !isOld(begun.offset) { session.begunAt = nil }
    session.status = session.endedAt == nil ? .open : .ended
    session.lastOffset = min(lastOffset, start)
    return session
  }
}

extension Note {
  /// The number that it was made with, as its id has it.
  fileprivate var givenNumber: Int? { id.lastIndex(of: "-").flatMap { Int(id[id.index(after: $0)...]) } }
}

extension [Note] {
  /// With the numbers that they had once; each has one of its own.
  fileprivate func numbered(as numbers: [String: Int]) -> [Note] {
    let wanted = map { numbers[$0.id] ?? $0.givenNumber ?? $0.number }
    var next = (wanted + map(\.number)).max() ?? 0
    var used: Set<Int> = []
    return zip(self, wanted).map { note, number in
      var note = note
      if used.insert(number).inserted {
        note.number = number
      } else {
        next = Swift.min(next, Limit.note.upperBound - 1) + 1
        note.number = next
        used.insert(next)
      }
      return note
    }
  }
}
