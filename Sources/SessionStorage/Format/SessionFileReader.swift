internal import Interview

/// The contents of a session's file. The notes are taken one at a time, so that a long session never lies in
/// memory twice.
struct SessionFileReader {
  private var fields: Fields
  private var notes: [Note] = []
  private var noteFault: Mismatch?
  private var hasNotes = false
  /// The version of the format; 1 if the file does not tell.
  private(set) var version = SessionFormat.version

  init(_ bytes: [UInt8]) throws(JSONReader.Fault) {
    var members: [String: JSON] = [:]
    fields = Fields([:])
    var reader = JSONReader(bytes)
    var first = true
    try reader.openObject()
    while let key = try reader.nextKey(&first) {
      let start = reader.keyOffset
      let isTwice: Bool
      if key == "notes", reader.nextIsArray() {
        isTwice = hasNotes
        try takeNotes(&reader)
      } else {
        isTwice = members.updateValue(try reader.value(depth: 1), forKey: key) != nil
      }
      guard !isTwice else {
        throw JSONReader.Fault(offset: start, problem: "the key \(JSONWriter.quoted(key)) is there twice")
      }
    }
    try reader.end()
    if case .integer(let version) = members["version"] { self.version = version }
    fields = Fields(members)
  }

  private mutating func takeNotes(_ reader: inout JSONReader) throws(JSONReader.Fault) {
    hasNotes = true
    var first = true
    // Numbers begin with 1.
    var lastNumber = 0
    try reader.openArray()
    while try reader.nextElement(&first) {
      let json = try reader.value(depth: 2)
      guard noteFault == nil else { continue }
      do throws(Mismatch) {
        let note = try Note(json: json)
        guard note.number > lastNumber else {
          throw Mismatch("found \(note.number) after \(lastNumber), wanted more").under("number")
        }
        lastNumber = note.number
        notes.append(note)
      } catch {
        noteFault = error.under(notes.count).under("notes")
      }
    }
  }

  /// The session; every value of it is checked.
  mutating func session() throws(Mismatch) -> Session {
    let heading = try SessionHeading(from: &fields)
    if let noteFault { throw noteFault }
    if !hasNotes { notes = try fields.required("notes") }
    var session = Session(
      id: heading.id, uuid: heading.uuid, title: heading.title, startedAt: heading.startedAt,
      timeZone: try fields.text("timeZone"), group: heading.group,
      budget: try fields.optional("budget") ?? Budget(), protocol: try fields.required("protocol"))
    session.status = heading.status
    session.begunAt = heading.begunAt
    session.endedAt = heading.endedAt
    session.lastRecord = heading.lastRecord
    session.nextNote = heading.nextNote
    session.lastOffset = Offset(heading.duration)
    session.draft = try fields.optional("draft")
    session.recorders = try fields.list("recorders")
    session.unapplied = try fields.list("unapplied")
    session.restore(try parts())
    session.unknown = fields.rest
    if !heading.unknownInSummary.isEmpty {
      session.unknown["summary"] = .object(heading.unknownInSummary)
    }
    return session
  }

  private mutating func parts() throws(Mismatch) -> Session.Parts {
    var parts = Session.Parts()
    parts.participants = try fields.list("participants")
    parts.visits = try fields.list("visits")
    parts.outcomes = try fields.list("outcomes").eachOnce(in: "outcomes", \.question, key: "question")
    parts.probes = try fields.list("probes").eachOnce(in: "probes") { [$0.question, $0.probe] }
    parts.stances = try fields.list("stances").eachOnce(in: "stances", StanceIdentity.init)
    parts.pauses = try fields.list("pauses")
    parts.offRecord = try fields.list("offRecord")
    parts.recordings = try fields.list("recordings")
    parts.summaries = try fields.list("summaries")
    parts.answers = try fields.table("answers")
    parts.retracted = try fields.list("retracted")
    parts.clock = try fields.list("clock")
    parts.notes = notes
    try check(parts.visits)
    try check(parts.participants)
    return parts
  }

  /// Visits follow each other, and only the last can be open.
  private func check(_ visits: [Visit]) throws(Mismatch) {
    for index in visits.indices.dropFirst() {
      guard let before = visits[index - 1].to else {
        throw Mismatch("it is open, but another visit follows").under(index - 1).under("visits")
      }
      let from = visits[index].from
      guard before <= from else {
        throw Mismatch("found \(from.rawValue), wanted \(before.rawValue) or later").under("from")
          .under(index).under("visits")
      }
    }
  }

  /// Seats ascend.
  private func check(_ participants: [Participant]) throws(Mismatch) {
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
