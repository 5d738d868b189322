internal import Interview

extension NoteKind: StoredWord {}

extension Speaker: Stored {
  init(json: JSON) throws(Mismatch) {
    let text = try String(json: json)
    guard let speaker = Speaker(id: text) else {
      throw Mismatch("found \(JSONWriter.quoted(text)), wanted P1 to P99, P0 or M")
    }
    self = speaker
  }

  init(from reader: inout ByteReader) throws(Mismatch) { self = try reader.mark(Speaker.init(plain:)) }

  /// `M`, `P0`, `P3`.
  private init?(plain id: UnsafeBufferPointer<UInt8>) {
    if id.count == 1, id[0] == UInt8(ascii: "M") {
      self = .moderator
      return
    }
    guard (2...3).contains(id.count), id[0] == UInt8(ascii: "P") else { return nil }
    var seat = 0
    for digit in id.dropFirst() {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      seat = seat * 10 + Int(digit - UInt8(ascii: "0"))
    }
    guard id.count == 2 || seat > 9 else { return nil }
    self = seat == 0 ? .someone : .participant(seat)
  }

  var json: JSON { .string(id) }

  func write(to writer: inout ByteWriter) { writer.putPlain(id) }
}

/// A participant, by the name of the seat: `P3`.
struct SeatName: Stored {
  var seat: Seat

  init(_ seat: Seat) { self.seat = seat }

  init(json: JSON) throws(Mismatch) { try self.init(Speaker(json: json)) }

  init(from reader: inout ByteReader) throws(Mismatch) { try self.init(Speaker(from: &reader)) }

  private init(_ speaker: Speaker) throws(Mismatch) {
    guard let seat = speaker.seat else { throw Mismatch("found \"\(speaker.id)\", wanted P1 to P99") }
    self.seat = seat
  }

  var json: JSON { Speaker.participant(seat).json }

  func write(to writer: inout ByteWriter) { Speaker.participant(seat).write(to: &writer) }
}

extension Note: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let id = try archive.name("id", old?.id)
    let number = try archive.requiredWhole("number", old?.number, in: Limit.note)
    let at = try archive.required("at", old?.at)
    let time = try archive.required("time", old?.time)
    let saved = try archive.required("saved", old?.saved)
    let late = try archive.whole("late", old?.late, in: Limit.count)
    let raisedAt = try archive.optional("raisedAt", old?.raisedAt)
    let language = try archive.optional("language", old?.language)
    let askedAt = try archive.optional("askedAt", old?.askedAt)
    let redacted = try archive.flag("redacted", old?.redacted)
    let changes = try archive.list("revisions", old.map(NoteVersion.changes))
    let version = try NoteVersion(&archive, old.map(NoteVersion.init))
    var revisions = old?.revisions ?? []
    try archive.judge { () throws(Mismatch) in
      revisions = try NoteVersion.revisions(changes, before: version)
    }
    self.init(
      id: id, number: number, question: version.question, at: at, time: time, saved: saved,
      late: late, content: version.content, raisedAt: raisedAt, language: language, typed: version.typed,
      askedAt: askedAt, redacted: redacted, revisions: revisions, unknown: archive.rest(old?.unknown))
  }
}

/// What an edit can change of a note.
///
/// A revision holds, beside its time, only the values that differ from the version after it; `null` for one
/// that was absent. So the versions are read from the note backwards. Words that an edit took away are not among them
/// once the session was left: `reworded` says that there were some.
struct NoteVersion: StoredObject {
  var question: QuestionID
  var content: NoteContent
  var typed: String

  init(_ note: Note) { (question, content, typed) = (note.question, note.content, note.typed) }

  private init(_ revision: Revision) {
    (question, content, typed) = (revision.question, revision.content, revision.typed)
  }

  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let was = old?.content
    question = try archive.filledText("question", old?.question)
    content = NoteContent(
      kind: try archive.required("kind", was?.kind),
      speakers: try archive.list("participants", was?.speakers),
      unsure: try archive.flag("unsure", was?.unsure),
      replyTo: try archive.optional("replyTo", (was?.replyTo).map(SeatName.init))?.seat,
      text: try archive.text("text", was?.text), manner: try archive.optional("manner", was?.manner),
      codes: try archive.list("codes", was?.codes), important: try archive.flag("important", was?.important),
      intense: try archive.flag("intense", was?.intense),
      count: try archive.whole("count", was?.count, in: Limit.count),
      of: try archive.whole("of", was?.of, in: Limit.count),
      complete: try archive.flag("complete", was?.complete))
    typed = try archive.text("typed", old?.typed)
  }

  private var values: [String: JSON] {
    var members = Members()
    put(to: &members)
    return members.object
  }

  /// The revisions of a note, oldest first, as what each differs in from what came after it.
  static func changes(of note: Note) -> [JSON] {
    guard !note.revisions.isEmpty else { return [] }
    var later = NoteVersion(note).values
    var changes: [JSON] = []
    for revision in note.revisions.reversed() {
      let values = NoteVersion(revision).values
      var members = Members()
      for key in Set(values.keys).union(later.keys) where values[key] != later[key] {
        members.put(named: key, values[key] ?? JSON.null)
      }
      _ = RevisionHead(&members, RevisionHead(revision))
      members.keep(revision.unknown)
      changes.append(.object(members.object))
      later = values
    }
    return changes.reversed()
  }

  /// Reads the revisions, oldest first, of a note that stands as `version` now.
  static func revisions(_ changes: [JSON], before version: NoteVersion) throws(Mismatch) -> [Revision] {
    guard !changes.isEmpty else { return [] }
    var values = version.values
    // What a version has is what a revision can hold.
    let keys = FieldNames.of { names in _ = NoteVersion(&names, version) }
    var revisions: [Revision] = []
    for index in changes.indices.reversed() {
      do throws(Mismatch) {
        var fields = try Fields(changes[index])
        let head = try RevisionHead(&fields, nil)
        for key in keys {
          guard let old: JSON = try fields.optional(named: key, nil) else { continue }
          values[key] = old == .null ? nil : old
        }
        var older = Fields(values)
        let version = try NoteVersion(&older, nil)
        revisions.append(
          Revision(
            at: head.at, content: version.content, question: version.question, typed: version.typed,
            reworded: head.reworded, redacted: head.redacted, unknown: fields.rest))
      } catch {
        throw error.under(index).under("revisions")
      }
    }
    return revisions.reversed()
  }
}

/// What a revision says of itself, beside what it differs in.
private struct RevisionHead {
  var at: Offset
  var reworded: Bool
  var redacted: Bool

  init(_ revision: Revision) {
    (at, reworded, redacted) = (revision.at, revision.reworded, revision.redacted)
  }

  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    at = try archive.required("at", old?.at)
    reworded = try archive.flag("reworded", old?.reworded)
    redacted = try archive.flag("redacted", old?.redacted)
  }
}
