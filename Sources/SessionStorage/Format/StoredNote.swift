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

extension Note: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    let id = try fields.name("id")
    let number = try fields.requiredWhole("number", in: Limit.note)
    let at: Offset = try fields.required("at")
    let time: WallTime = try fields.required("time")
    let saved: Offset = try fields.required("saved")
    let raisedAt: QuestionID? = try fields.optional("raisedAt")
    let language: String? = try fields.optional("language")
    let askedAt: Offset? = try fields.optional("askedAt")
    let redacted = try fields.flag("redacted")
    let changes: [JSON] = try fields.list("revisions")
    let version = try NoteVersion(from: &fields)
    self.init(
      id: id, number: number, question: version.question, at: at, time: time, saved: saved,
      content: version.content, raisedAt: raisedAt, language: language, typed: version.typed,
      askedAt: askedAt, redacted: redacted, revisions: try NoteVersion.revisions(changes, before: version),
      unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("id", id)
    members.put("number", number)
    members.put("at", at)
    members.put("time", time)
    members.put("saved", saved)
    members.put("raisedAt", raisedAt)
    members.put("language", language)
    members.put("askedAt", askedAt)
    members.putFlag("redacted", redacted)
    let version = NoteVersion(question: question, content: content, typed: typed)
    members.putList("revisions", NoteVersion.changes(revisions, before: version))
    version.fill(&members)
    members.keep(unknown)
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

  init(question: QuestionID, content: NoteContent, typed: String) {
    self.question = question
    self.content = content
    self.typed = typed
  }

  init(from fields: inout some FieldReader) throws(Mismatch) {
    question = try fields.filledText("question")
    content = NoteContent(
      kind: try fields.required("kind"), speakers: try fields.list("participants"),
      unsure: try fields.flag("unsure"), replyTo: try NoteVersion.seat(&fields),
      text: try fields.text("text"), manner: try fields.optional("manner"),
      codes: try fields.list("codes"), important: try fields.flag("important"),
      intense: try fields.flag("intense"), count: try fields.whole("count", in: Limit.count),
      of: try fields.whole("of", in: Limit.count), complete: try fields.flag("complete"))
    typed = try fields.text("typed")
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("question", question)
    members.put("kind", content.kind)
    members.putList("participants", content.speakers)
    members.putFlag("unsure", content.unsure)
    members.put("replyTo", content.replyTo.map(Speaker.participant))
    members.putText("text", content.text)
    members.put("manner", content.manner)
    members.putList("codes", content.codes)
    members.putFlag("important", content.important)
    members.putFlag("intense", content.intense)
    members.put("count", content.count)
    members.put("of", content.of)
    members.putFlag("complete", content.complete)
    members.putText("typed", typed)
  }

  private static func seat(_ fields: inout some FieldReader) throws(Mismatch) -> Seat? {
    guard let speaker: Speaker = try fields.optional("replyTo") else { return nil }
    guard let seat = speaker.seat else {
      throw Mismatch("found \"\(speaker.id)\", wanted P1 to P99").under("replyTo")
    }
    return seat
  }

  private var values: [String: JSON] {
    var members = Members()
    fill(&members)
    return members.object
  }

  /// The revisions of a note, oldest first, that stands as `version` now.
  static func changes(_ revisions: [Revision], before version: NoteVersion) -> [JSON] {
    guard !revisions.isEmpty else { return [] }
    var later = version.values
    var changes: [JSON] = []
    for revision in revisions.reversed() {
      let version = NoteVersion(
        question: revision.question, content: revision.content, typed: revision.typed)
      let values = version.values
      var members = Members()
      members.put("at", revision.at)
      members.putFlag("reworded", revision.reworded)
      for key in Set(values.keys).union(later.keys) where values[key] != later[key] {
        members.put(named: key, values[key] ?? JSON.null)
      }
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
    // What a version is read from is what a revision can hold.
    var asked = AskedFields(values)
    _ = try NoteVersion(from: &asked)
    var revisions: [Revision] = []
    for index in changes.indices.reversed() {
      do {
        var fields = try Fields(changes[index])
        let at: Offset = try fields.required("at")
        let reworded = try fields.flag("reworded")
        for key in asked.keys {
          guard let old: JSON = try fields.optional(named: key) else { continue }
          values[key] = old == .null ? nil : old
        }
        var older = Fields(values)
        let version = try NoteVersion(from: &older)
        revisions.append(
          Revision(
            at: at, content: version.content, question: version.question, typed: version.typed,
            reworded: reworded, unknown: fields.rest))
      } catch {
        throw error.under(index).under("revisions")
      }
    }
    return revisions.reversed()
  }
}
