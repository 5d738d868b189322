extension Session {
  /// The session as it stood at a time, which is what replay shows. Of what remained in the record it holds what was
  /// there by then: probes, stances, moves and codes as they were, and words in their final form from when they first
  /// came. What was undone, retracted or redacted has no text.
  public func asOf(_ time: Offset) -> Session {
    var past = courseAsOf(time)
    past.stances = stances.compactMap { $0.asOf(time) }
    past.notes = forgettingEarlierWords.notes.compactMap { $0.asOf(time) }
    past.tally = Tally(notes: past.notes)
    return past
  }

  /// The session as it stood at a time but for notes, stances and counters, which stay as they are here.
  func courseAsOf(_ time: Offset) -> Session {
    var past = self
    past.draft = nil
    past.putAside = []
    past.status = endedAt.map { $0.offset <= time } ?? false ? .ended : .open
    if let begunAt, begunAt.offset > time { past.begunAt = nil }
    if let endedAt, endedAt.offset > time { past.endedAt = nil }
    past.recorders.removeAll { $0.from > time }
    past.participants = participants.compactMap { $0.asOf(time) }
    past.visits = visits.filter { $0.from <= time }.map { visit in
      var visit = visit
      visit.to = visit.to.flatMap { $0 > time ? nil : $0 }
      return visit
    }
    past.outcomes.removeAll { $0.at > time }
    past.probes = probes.compactMap { mark in
      let changes = mark.changes.filter { $0.at <= time }
      return changes.isEmpty ? nil : ProbeMark(question: mark.question, probe: mark.probe, changes: changes)
    }
    past.pauses = pauses.filter { $0.from <= time }.map { pause in
      var pause = pause
      pause.to = pause.to.flatMap { $0 > time ? nil : $0 }
      return pause
    }
    past.offRecord = offRecord.compactMap { $0.asOf(time) }
    past.recordings = recordings.filter { $0.from <= time }.map { recording in
      var recording = recording
      recording.to = recording.to.flatMap { $0 > time ? nil : $0 }
      return recording
    }
    past.summaries.removeAll { $0.at > time }
    past.retracted.removeAll { $0.retractedAt > time }
    past.clock.removeAll { $0.at > time }
    past.lastOffset = min(lastOffset, time)
    return past
  }
}

extension Stance {
  /// The stance as it had been shown by a time; nil if it had not.
  func asOf(_ time: Offset) -> Stance? {
    let changes = changes.filter { $0.at <= time }
    return changes.isEmpty
      ? nil : Stance(participant: participant, target: target, changes: changes)
  }
}

extension Stretch {
  /// The stretch as far as it had come by a time; nil if it had not begun.
  public func asOf(_ time: Offset) -> Stretch? {
    guard from <= time else { return nil }
    return Stretch(from: from, to: to.flatMap { $0 > time ? nil : $0 }, unknown: unknown)
  }
}

extension Participant {
  func asOf(_ time: Offset) -> Participant? {
    var past = self
    past.present = present.compactMap { $0.asOf(time) }
    past.consent = consent.filter { $0.value.at <= time }
    if let withdrawn, withdrawn.at > time { past.withdrawn = nil }
    let notYetThere = past.present.isEmpty && past.consent.isEmpty && !(present.isEmpty && consent.isEmpty)
    return notYetThere ? nil : past
  }
}

extension Note {
  /// The note as it stood at a time, with the words that this version of it holds; nil if it had not been entered.
  public func asOf(_ time: Offset) -> Note? {
    saved <= time ? asOf(time, edits: edits(by: time), keeping: .max) : nil
  }

  /// How many of its edits had been made by a time.
  func edits(by time: Offset) -> Int { revisions.firstIndex { $0.at > time } ?? revisions.count }

  /// The note as it read at a time.
  ///
  /// - Parameters:
  ///   - edits: how many of its edits had been made by then.
  ///   - most: how many of its versions before are kept, the latest.
  func asOf(_ time: Offset, edits: Int, keeping most: Int) -> Note {
    var past = self
    if let askedAt, askedAt > time { past.askedAt = nil }
    if edits < revisions.count {
      past.content = revisions[edits].content
      past.question = revisions[edits].question
      past.typed = revisions[edits].typed
    }
    if edits < revisions.count || most < edits { past.revisions = Array(revisions[..<edits].suffix(most)) }
    return past
  }
}
