public import Interview

/// The beginning of a session's file.
public struct StoredHeading: Equatable, Sendable {
  /// The version of the file's format; above `SessionFormat.version` the session opens for reading only.
  public var version: Int
  /// What lists show.
  public var heading: SessionHeading
  /// Fields of a newer version in `summary`.
  var unknownInSummary: UnknownFields = [:]

  init(version: Int, heading: SessionHeading) {
    self.version = version
    self.heading = heading
  }

  /// The keys that come first in a file, in their order.
  static let keys = [
    "format", "version", "id", "uuid", "title", "status", "startedAt", "begunAt", "begun", "endedAt", "ended",
    "timeZone", "group", "budget", "summary",
  ]

  init(from fields: inout some FieldReader) throws(Mismatch) {
    version = try fields.formatVersion(of: SessionFormat.name)
    let id = try fields.name("id")
    let uuid = try fields.name("uuid")
    let title: String = try fields.required("title")
    let status: SessionStatus = try fields.required("status")
    let startedAt: WallTime = try fields.required("startedAt")
    let begunAt = try fields.stamp("begunAt", "begun")
    let endedAt = try fields.stamp("endedAt", "ended")
    let group: Group = try fields.optional("group") ?? Group()
    let summary: Summary = try fields.required("summary")
    heading = SessionHeading(
      id: id, uuid: uuid, title: title, status: status, startedAt: startedAt, begunAt: begunAt,
      endedAt: endedAt, group: group, protocolID: summary.protocol.id,
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

    init(from fields: inout some FieldReader) throws(Mismatch) {
      id = try fields.name("id")
      version = try fields.required("version")
    }

    func fill(_ members: inout some FieldWriter) {
      members.put("id", id)
      members.put("version", version)
    }
  }

  var `protocol`: Source
  var notes: Int
  var participants: Int
  var duration: Offset
  var lastRecord: Int
  var nextNote: Int
  var unknown: UnknownFields

  init(of session: Session, unknown: UnknownFields) {
    `protocol` = Source(id: session.protocol.id, version: session.protocol.version)
    notes = session.notes.count
    participants = session.participants.count
    duration = session.lastOffset
    lastRecord = session.lastRecord
    nextNote = session.nextNote
    self.unknown = unknown
  }

  init(from fields: inout some FieldReader) throws(Mismatch) {
    `protocol` = try fields.required("protocol")
    notes = try fields.requiredWhole("notes", in: Limit.count)
    participants = try fields.requiredWhole("participants", in: 0...99)
    duration = try fields.required("duration")
    lastRecord = try fields.counter("lastRecord", in: Limit.lastRecord, else: Limit.freshRecord)
    nextNote = try fields.counter("nextNote", in: Limit.next, else: Limit.next.lowerBound)
    unknown = fields.rest
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("protocol", `protocol`)
    members.put("notes", notes)
    members.put("participants", participants)
    members.put("duration", duration)
    members.put("lastRecord", lastRecord)
    members.put("nextNote", nextNote)
    members.keep(unknown)
  }
}

extension FieldReader {
  /// Takes `format` and `version`.
  mutating func formatVersion(of name: String) throws(Mismatch) -> Int {
    let format: String = try required("format")
    guard format == name else {
      throw Mismatch("found \(JSONWriter.quoted(format)), wanted \"\(name)\"").under("format")
    }
    return try requiredWhole("version", in: 1...Limit.note.upperBound)
  }

  /// A time under one key and its offset under another: both or none.
  mutating func stamp(_ wall: Key, _ offset: Key) throws(Mismatch) -> Stamp? {
    let time: WallTime? = try optional(wall)
    let at: Offset? = try optional(offset)
    switch (time, at) {
    case (let time?, let at?): return Stamp(offset: at, wall: time)
    case (nil, nil): return nil
    case (nil, _?): throw Mismatch("`\(offset.text)` is there without `\(wall.text)`").under(offset.text)
    case (_?, nil): throw Mismatch("`\(wall.text)` is there without `\(offset.text)`").under(wall.text)
    }
  }
}
