internal import Interview

/// A session's part of its file.
extension FileWriter {
  /// What lists show.
  mutating func writeHead(of session: Session) {
    put("format", SessionFormat.name)
    put("version", SessionFormat.version)
    put("id", session.id)
    put("uuid", session.uuid)
    put("title", session.title)
    put("status", session.status)
    put("startedAt", session.startedAt)
    put("begunAt", session.begunAt?.wall)
    put("begun", session.begunAt?.offset)
    put("endedAt", session.endedAt?.wall)
    put("ended", session.endedAt?.offset)
    if !session.timeZone.isEmpty { put("timeZone", session.timeZone) }
    if session.group != Group() { put("group", session.group) }
    if session.budget != Budget() { put("budget", session.budget) }
    var unknown: UnknownFields = [:]
    if case .object(let rest) = session.unknown["summary"] { unknown = rest }
    put("summary", Summary(of: session, unknown: unknown))
  }

  /// What happened, but for the notes.
  mutating func writeCourse(of session: Session) {
    put("draft", session.draft)
    putLines("recorders", session.recorders)
    putLines("participants", session.participants)
    putLines("visits", session.visits.map { WrittenVisit(visit: $0, isPassing: session.isPassing($0)) })
    putLines("outcomes", session.outcomes)
    putLines("probes", session.probes)
    putLines("stances", session.stances)
    putLines("pauses", session.pauses)
    putLines("offRecord", session.offRecord)
    putLines("recordings", session.recordings)
    putLines("summaries", session.summaries)
    if !session.answers.isEmpty { put("answers", session.answers) }
    putLines("retracted", session.retracted)
    putLines("clock", session.clock)
    putLines("unapplied", session.unapplied)
  }
}

/// A visit with what is worked out from the session.
private struct WrittenVisit: Written {
  var visit: Visit
  var isPassing: Bool

  var json: JSON {
    var members = Members()
    visit.fill(&members)
    members.putFlag("passing", isPassing)
    return .object(members.object)
  }
}
