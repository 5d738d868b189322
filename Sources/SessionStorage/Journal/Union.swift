internal import Interview

extension Session {
  func united(with other: Session) -> (state: Session, joined: Int) {
    var parts = Parts()
    parts.participants = participants
    parts.answers = answers
    parts.visits = visits
    parts.outcomes = outcomes
    parts.pauses = pauses
    parts.offRecord = offRecord
    parts.recordings = recordings
    parts.summaries = summaries
    parts.clock = clock
    parts.probes = probes
    parts.stances = stances
    parts.retracted = retracted
    parts.notes = notes
    var next = nextNote
    var joined = 0
    for var note in other.notes where !notes.contains(where: { $0.id == note.id }) {
      note.number = next
      next += 1
      joined += 1
      parts.notes.append(note)
    }
    var session = self
    session.restore(parts)
    for recorder in other.recorders {
      if let index = session.recorders.firstIndex(where: { $0.id == recorder.id }) {
        session.recorders[index].last = max(session.recorders[index].last ?? 0, recorder.last ?? 0)
      } else {
        session.recorders.insert(recorder, at: 0)
      }
    }
    session.lastRecord = max(lastRecord, other.lastRecord)
    return (session, joined)
  }

  func takingOut(whatIsDestroyedIn main: Session) -> Session { self }
}

extension Review {
  func united(with other: Review) -> (state: Review, joined: Int) { (self, 0) }
  func takingOut(whatIsDestroyedIn main: Review) -> Review { self }
}
