internal import Interview

extension ReviewHead: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      uuid: try archive.name("uuid", old?.uuid), reviewer: try archive.reviewer("reviewer", old?.reviewer),
      session: try archive.name("session", old?.session),
      sessionUUID: try archive.name("sessionUUID", old?.sessionUUID),
      startedAt: try archive.required("startedAt", old?.startedAt))
  }
}

extension Archive {
  /// A reviewer's name.
  mutating func reviewer(_ key: FieldKey, _ old: String?) throws(Failure) -> String {
    let text = try required(key, old)
    try wants(
      Review.isName(text),
      Mismatch("found \(JSONWriter.quoted(text)), wanted 1-40 of a-z 0-9 -").under(key.text))
    return text
  }
}

extension ReviewRecorder: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      id: try archive.name("id", old?.id), program: try archive.required("program", old?.program),
      from: try archive.required("from", old?.from),
      last: try archive.lastOfRecorder(old?.last), unknown: archive.rest(old?.unknown))
  }
}

extension ReviewerCode: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      about: try archive.text("about", old?.about), at: try archive.required("at", old?.at),
      unknown: archive.rest(old?.unknown))
  }
}

extension NoteReview.CodeMark: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      isGiven: try !archive.flag("removed", old.map { !$0.isGiven }), at: try archive.required("at", old?.at),
      unknown: archive.rest(old?.unknown))
  }
}

extension NoteReview.Memo: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      number: try archive.requiredWhole("number", old?.number, in: Limit.note),
      text: try archive.text("text", old?.text),
      at: try archive.required("at", old?.at), unknown: archive.rest(old?.unknown))
  }
}

extension NoteReview.Check: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      about: try archive.text("about", old?.about), at: try archive.required("at", old?.at),
      unknown: archive.rest(old?.unknown))
  }
}

extension NoteReview.SpeakerCorrection: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      speakers: try archive.list("who", old?.speakers), at: try archive.required("at", old?.at),
      unknown: archive.rest(old?.unknown))
  }
}

extension NoteReview.VerifiedText: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      text: try archive.text("text", old?.text), at: try archive.required("at", old?.at),
      unknown: archive.rest(old?.unknown))
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

  static func sorted(_ values: [Code: Value]) -> [UnderCode] {
    values.sorted { $0.key < $1.key }.map { UnderCode($0.key, $0.value) }
  }

  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    code = try archive.required("code", old?.code)
    value = try Value(&archive, old?.value)
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

  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    note = try archive.name("note", old?.note)
    review = NoteReview()
    let marks = try archive.list("codes", (old?.review.codes).map(UnderCode.sorted))
    for mark in try archive.once("codes", marks, \.code, under: "code") {
      review.codes[mark.code] = mark.value
    }
    review.memos = try archive.list("memos", old?.review.memos)
    review.check = try archive.optional("check", old?.review.check)
    review.speakers = try archive.optional("participants", old?.review.speakers)
    review.verified = try archive.optional("verified", old?.review.verified)
    review.unknown = archive.rest(old?.review.unknown)
    let memos = review.memos
    try archive.judge { () throws(Mismatch) in try ReviewedNote.judge(memos) }
  }

  /// The numbers of memos rise.
  private static func judge(_ memos: [NoteReview.Memo]) throws(Mismatch) {
    for index in memos.indices.dropFirst() where memos[index - 1].number >= memos[index].number {
      let (before, number) = (memos[index - 1].number, memos[index].number)
      guard before <= Limit.numbered.upperBound else {
        let earlier = index > 1 ? memos[index - 2].number : 0
        throw Mismatch(
          "found \(before), wanted at most \(Limit.numbered.upperBound): no room to count on",
          nearest: .integer(earlier + 1)
        ).under("number").under(index - 1).under("memos")
      }
      throw Mismatch("found \(number) after \(before), wanted more", nearest: .integer(before + 1))
        .under("number").under(index).under("memos")
    }
  }
}
