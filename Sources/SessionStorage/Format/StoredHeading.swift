public import Interview

/// The beginning of a session's file.
public struct StoredHeading: Equatable, Sendable {
  /// The version of the file's format; above `SessionFormat.version` the session opens for reading only.
  public var version: Int
  /// What lists show.
  public var heading: SessionHeading
  /// What lists do not show, and stands there: an IANA time zone, or nothing, and how long the session is to take.
  var timeZone = ""
  var budget = Budget()
  /// Fields of a newer version in `summary`.
  var unknownInSummary: UnknownFields = [:]

  init(version: Int, heading: SessionHeading) {
    self.version = version
    self.heading = heading
  }

  /// As it is written.
  init(of session: Session) {
    self.init(version: SessionFormat.version, heading: SessionHeading(of: session))
    (timeZone, budget) = (session.timeZone, session.budget)
    if case .object(let rest) = session.unknown["summary"] { unknownInSummary = rest }
  }

  /// The keys that come first in a file, in their order.
  static let keys = FieldNames.of { names in _ = StoredHeading(&names, StoredHeading(of: .nobodys)) }

  /// Goes through the fields, as a `StoredObject` does.
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let (was, group, budget) = (old?.heading, old?.heading.group ?? Group(), old?.budget ?? Budget())
    version = try archive.format(SessionFormat.name, version: old?.version)
    let id = try archive.name("id", was?.id)
    let uuid = try archive.name("uuid", was?.uuid)
    let title = try archive.required("title", was?.title)
    let status = try archive.required("status", was?.status)
    let startedAt = try archive.required("startedAt", was?.startedAt)
    let begunAt = try archive.stamp("begunAt", was?.begunAt, "begun")
    let endedAt = try archive.stamp("endedAt", was?.endedAt, "ended")
    timeZone = try archive.text("timeZone", old?.timeZone)
    let whom = try archive.optional("group", group == Group() ? nil : group)
    self.budget = try archive.optional("budget", budget == Budget() ? nil : budget) ?? Budget()
    let summary = try archive.required("summary", old.map(Summary.init))
    heading = SessionHeading(
      id: id, uuid: uuid, title: title, status: status, startedAt: startedAt, begunAt: begunAt,
      endedAt: endedAt, group: whom ?? Group(), protocolID: summary.protocol.id,
      protocolVersion: summary.protocol.version, notes: summary.notes, participants: summary.participants,
      lastOffset: summary.duration, lastRecord: summary.lastRecord, nextNote: summary.nextNote)
    unknownInSummary = summary.unknown
  }
}

/// What of a session is worked out for lists, and what recovery needs.
struct Summary: StoredObject {
  struct Source: StoredObject {
    var id: String
    var version: String

    init(id: String, version: String) {
      self.id = id
      self.version = version
    }

    init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
      id = try archive.name("id", old?.id)
      version = try archive.required("version", old?.version)
    }
  }

  var `protocol`: Source
  var notes: Int
  var participants: Int
  var duration: Offset
  var lastRecord: Int
  var nextNote: Int
  var unknown: UnknownFields

  init(of stored: StoredHeading) {
    let heading = stored.heading
    `protocol` = Source(id: heading.protocolID, version: heading.protocolVersion)
    notes = heading.notes
    participants = heading.participants
    duration = heading.lastOffset
    lastRecord = heading.lastRecord
    nextNote = heading.nextNote
    unknown = stored.unknownInSummary
  }

  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    `protocol` = try archive.required("protocol", old?.`protocol`)
    notes = try archive.requiredWhole("notes", old?.notes, in: Limit.count)
    participants = try archive.requiredWhole("participants", old?.participants, in: 0...99)
    duration = try archive.required("duration", old?.duration)
    lastRecord = try archive.counter(
      "lastRecord", old?.lastRecord, in: Limit.lastRecord, else: Limit.freshRecord)
    nextNote = try archive.counter("nextNote", old?.nextNote, in: Limit.next, else: Limit.next.lowerBound)
    unknown = archive.rest(old?.unknown)
  }
}
