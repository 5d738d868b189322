internal import Interview

/// What happened in a session, as its file has it between the heading and the protocol.
struct StoredSessionCourse {
  var draft: Draft?
  var putAside: [Draft]
  var recorders: [Recorder]
  var visits: [WrittenVisit]
  /// Without the notes; its visits are those above.
  var parts: Session.Parts
  var unapplied: [JSON]

  /// As it is written.
  init(of session: Session) {
    draft = session.draft
    putAside = session.putAside
    recorders = session.recorders
    visits = session.visits.map { WrittenVisit($0, isPassing: session.isPassing($0)) }
    parts = Session.Parts(of: session)
    parts.notes = []
    unapplied = session.unapplied
  }

  /// The keys, in their order.
  static let keys = FieldNames.of { names in
    _ = StoredSessionCourse(&names, StoredSessionCourse(of: .nobodys))
  }

  /// Goes through the fields, as a `StoredObject` does.
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let was = old?.parts
    draft = try archive.optional("draft", old?.draft)
    putAside = try archive.list("putAside", old?.putAside)
    recorders = try archive.list("recorders", old?.recorders)
    let participants = try archive.list("participants", was?.participants)
    visits = try archive.list("visits", old?.visits)
    let outcomes = try archive.list("outcomes", was?.outcomes)
    let probes = try archive.once("probes", archive.list("probes", was?.probes)) { [$0.question, $0.probe] }
    let stances = try archive.once(
      "stances", archive.list("stances", was?.stances), StanceIdentity.init)
    parts = Session.Parts(
      participants: participants, visits: visits.map(\.visit), outcomes: outcomes, probes: probes,
      stances: stances, pauses: try archive.list("pauses", was?.pauses),
      offRecord: try archive.list("offRecord", was?.offRecord),
      recordings: try archive.list("recordings", was?.recordings),
      summaries: try archive.list("summaries", was?.summaries),
      answers: try archive.table("answers", was?.answers),
      retracted: try archive.list("retracted", was?.retracted),
      clock: try archive.list("clock", was?.clock), notes: [])
    unapplied = try archive.list("unapplied", old?.unapplied)
    let read = parts
    try archive.judge { () throws(Mismatch) in
      try StoredSessionCourse.judge(read.visits)
      try StoredSessionCourse.judge(read.participants)
    }
  }

  /// Visits follow each other, and only the last can be open.
  private static func judge(_ visits: [Visit]) throws(Mismatch) {
    for index in visits.indices.dropFirst() {
      guard let before = visits[index - 1].to else {
        throw Mismatch("it is open, but another visit follows").under(index - 1).under("visits")
      }
      let from = visits[index].from
      guard before <= from else {
        throw Mismatch("found \(from.rawValue), wanted \(before.rawValue) or later", nearest: before.json)
          .under("from").under(index).under("visits")
      }
    }
  }

  /// Seats ascend.
  private static func judge(_ participants: [Participant]) throws(Mismatch) {
    for index in participants.indices.dropFirst()
    where participants[index - 1].seat >= participants[index].seat {
      let (before, seat) = (participants[index - 1].seat, participants[index].seat)
      throw Mismatch("found \(seat) after \(before), wanted more").under("seat").under(index)
        .under("participants")
    }
  }
}

/// There is one stance of one speaker on one point.
private struct StanceIdentity: Hashable {
  var participant: Speaker
  var target: StanceTarget

  init(_ stance: Stance) {
    participant = stance.participant
    target = stance.target
  }
}

extension Session {
  /// Of nobody: a file of it names what a file of any names.
  static let nobodys = Session(
    id: "", uuid: "", title: "", startedAt: WallTime(milliseconds: 0), timeZone: "", group: Group(),
    budget: Budget(),
    protocol: InterviewProtocol(id: "", version: "", title: .plain(""), languages: [], questions: []))
}
