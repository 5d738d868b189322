internal import Interview

extension ReviewHead: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      uuid: try fields.name("uuid"), reviewer: try fields.reviewer("reviewer"),
      session: try fields.name("session"), sessionUUID: try fields.name("sessionUUID"),
      startedAt: try fields.required("startedAt"))
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("uuid", uuid)
    members.put("reviewer", reviewer)
    members.put("session", session)
    members.put("sessionUUID", sessionUUID)
    members.put("startedAt", startedAt)
  }
}

extension FieldReader {
  /// A reviewer's name.
  mutating func reviewer(_ key: Key) throws(Mismatch) -> String {
    let text: String = try required(key)
    guard Review.isName(text) else {
      throw Mismatch("found \(JSONWriter.quoted(text)), wanted 1-40 of a-z 0-9 -").under(key.text)
    }
    return text
  }
}

extension ReviewRecorder: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      id: try fields.name("id"), program: try fields.required("program"), from: try fields.required("from"),
      last: try fields.lastOfRecorder(), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("id", id)
    members.put("program", program)
    members.put("from", from)
    members.put("last", last)
    members.keep(unknown)
  }
}

extension ReviewerCode: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(about: try fields.text("about"), at: try fields.required("at"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.putText("about", about)
    members.put("at", at)
    members.keep(unknown)
  }
}

extension NoteReview.CodeMark: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(isGiven: try !fields.flag("removed"), at: try fields.required("at"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.putFlag("removed", !isGiven)
    members.put("at", at)
    members.keep(unknown)
  }
}

extension NoteReview.Memo: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      number: try fields.requiredWhole("number", in: Limit.note), text: try fields.text("text"),
      at: try fields.required("at"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("number", number)
    members.putText("text", text)
    members.put("at", at)
    members.keep(unknown)
  }
}

extension NoteReview.Check: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(about: try fields.text("about"), at: try fields.required("at"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.putText("about", about)
    members.put("at", at)
    members.keep(unknown)
  }
}

extension NoteReview.SpeakerCorrection: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(speakers: try fields.list("who"), at: try fields.required("at"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.putList("who", speakers)
    members.put("at", at)
    members.keep(unknown)
  }
}

extension NoteReview.VerifiedText: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(text: try fields.text("text"), at: try fields.required("at"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.putText("text", text)
    members.put("at", at)
    members.keep(unknown)
  }
}

/// A value in a list, with the code that it is under.
struct UnderCode<Value: StoredObject>: StoredObject {
  var code: Code
  var value: Value

  init(_ code: Code, _ value: Value) {
    self.code = code
    self.value = value
  }

  init(from fields: inout some FieldReader) throws(Mismatch) {
    code = try fields.required("code")
    value = try Value(from: &fields)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("code", code)
    value.fill(&members)
  }
}

/// What is said of a note, with the note's id.
struct ReviewedNote: StoredObject {
  var note: String
  var review: NoteReview

  init(_ note: String, _ review: NoteReview) {
    self.note = note
    self.review = review
  }

  init(from fields: inout some FieldReader) throws(Mismatch) {
    note = try fields.name("note")
    review = NoteReview()
    let marks: [UnderCode<NoteReview.CodeMark>] = try fields.list("codes")
    for mark in try marks.eachOnce(in: "codes", \.code, key: "code") { review.codes[mark.code] = mark.value }
    review.memos = try fields.list("memos")
    review.check = try fields.optional("check")
    review.speakers = try fields.optional("participants")
    review.verified = try fields.optional("verified")
    review.unknown = fields.rest
    for index in review.memos.indices.dropFirst()
    where review.memos[index - 1].number >= review.memos[index].number {
      let (before, number) = (review.memos[index - 1].number, review.memos[index].number)
      guard before <= Limit.numbered.upperBound else {
        let earlier = index > 1 ? review.memos[index - 2].number : 0
        throw Mismatch(
          "found \(before), wanted at most \(Limit.numbered.upperBound): no room to count on",
          nearest: .integer(earlier + 1)
        ).under("number").under(index - 1).under("memos")
      }
      throw Mismatch("found \(number) after \(before), wanted more", nearest: .integer(before + 1))
        .under("number").under(index).under("memos")
    }
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("note", note)
    members.putList(
      "codes", review.codes.sorted { $0.key < $1.key }.map { UnderCode($0.key, $0.value) })
    members.putList("memos", review.memos)
    members.put("check", review.check)
    members.put("participants", review.speakers)
    members.put("verified", review.verified)
    members.keep(review.unknown)
  }
}
