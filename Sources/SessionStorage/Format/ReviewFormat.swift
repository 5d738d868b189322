public import Interview

/// A review as a file: `Sessions/<id>.review-<reviewer>.json`, format `focusgroup.review`, version 1.
///
/// Top-level keys come in a fixed order, one a line; each code of the codebook and each note has its own line;
/// inside objects the keys are sorted. What is false, none or empty is absent.
public enum ReviewFormat {
  /// Names the format in the file.
  public static let name = "focusgroup.review"
  /// The version that is written; a higher one is read only for reading.
  public static let version = 1

  /// The file. The same review gives the same bytes.
  public static func bytes(of review: Review) -> [UInt8] {
    var file = FileWriter()
    _ = StoredReviewTop(&file, StoredReviewTop(of: review))
    file.keep(review.unknown, but: keys)
    let notes = review.notes.sorted { NoteOrder($0.key) < NoteOrder($1.key) }
    file.putLines("notes", notes.map { ReviewedNote($0.key, $0.value) })
    return file.end()
  }

  /// Reads a whole file; `file` names it in messages.
  ///
  /// - Returns: the review, of a newer program's file as far as it is understood: it is then for reading only.
  /// - Throws: `invalid` with the place of the first fault; `newer`, without a session, for a file of a newer
  ///   program of which too little is understood.
  public static func read(
    _ bytes: [UInt8], file: String
  ) throws(FormatError) -> (review: Review, isNewer: Bool) {
    let json: JSON
    do { json = try JSONReader.read(bytes) } catch { throw error.error(in: bytes, file: file) }
    var found = version
    if case .object(let members) = json, case .integer(let number) = members["version"] { found = number }
    do {
      var fields = try Fields(json)
      return (try review(&fields) { fault throws(Mismatch) in throw fault }, found > version)
    } catch {
      guard found <= version else { throw .newer(file: file, version: found, session: nil) }
      throw error.error(in: bytes, file: file)
    }
  }

  /// Reads a whole file in which numbers may be out of their range: each is taken as the nearest in it.
  ///
  /// - Returns: also where numbers were out of range: nowhere in a file that `read` reads.
  /// - Throws: as `read`, for a file in which something else is wrong.
  static func readMending(
    _ bytes: [UInt8], file: String
  ) throws(FormatError) -> (review: Review, isNewer: Bool, faults: [FormatFault]) {
    do {
      let read = try read(bytes, file: file)
      return (read.review, read.isNewer, [])
    } catch {
      var mender = NumberMender()
      var beyond: [Mismatch] = []
      guard case .invalid(let first) = error,
        let json = try? JSONReader.read(bytes, takesAnyNumber: true),
        let review = try? mender.read(
          json,
          { json throws(Mismatch) in
            var fields = try Fields(json)
            beyond = []
            return try review(&fields) { beyond.append($0) }
          })
      else { throw error }
      return (review, false, (mender.faults + beyond).told(after: first, in: bytes, file: file))
    }
  }

  /// - Parameter beyond: takes a memo's number that leaves no room to count on; it stays as it is, since a journal may
  ///   name the memo by it.
  private static func review(
    _ fields: inout Fields, beyond: (Mismatch) throws(Mismatch) -> Void
  ) throws(Mismatch) -> Review {
    let top = try StoredReviewTop(&fields, nil)
    let summary = top.summary
    var review = Review(top.head)
    review.lastRecord = summary.lastRecord
    review.lastChange = summary.lastChange
    review.nextMemo = summary.nextMemo
    review.restore(top.recorders)
    for entry in top.codebook { review.codebook[entry.code] = entry.value }
    review.unapplied = top.unapplied
    let notes: [ReviewedNote] = try fields.required("notes", nil)
    for (place, reviewed) in try fields.once("notes", notes, \.note, under: "note").enumerated()
    where !reviewed.review.isEmpty {
      review.notes[reviewed.note] = reviewed.review
      for (index, memo) in reviewed.review.memos.enumerated() {
        // A number is never given twice, whoever has edited the file.
        review.nextMemo = max(review.nextMemo, memo.number.adding(1))
        guard memo.number > Limit.numbered.upperBound else { continue }
        try beyond(
          Mismatch("found \(memo.number), wanted at most \(Limit.numbered.upperBound): no room to count on")
            .under("number").under(index).under("memos").under(place).under("notes"))
      }
    }
    review.unknown = fields.rest
    if !summary.unknown.isEmpty { review.unknown["summary"] = .object(summary.unknown) }
    return review
  }

  /// All keys at the top that this version knows.
  static let keys = Set(
    FieldNames.of { names in _ = StoredReviewTop(&names, StoredReviewTop(of: .nobodys)) } + ["notes"])
}

/// What of a review is in its file before the notes.
private struct StoredReviewTop {
  var version: Int
  var head: ReviewHead
  var summary: ReviewSummary
  var recorders: [ReviewRecorder]
  var codebook: [UnderCode<ReviewerCode>]
  var unapplied: [JSON]

  /// As it is written.
  init(of review: Review) {
    version = ReviewFormat.version
    head = ReviewHead(
      uuid: review.uuid, reviewer: review.reviewer, session: review.session, sessionUUID: review.sessionUUID,
      startedAt: review.startedAt)
    var unknown: UnknownFields = [:]
    if case .object(let rest) = review.unknown["summary"] { unknown = rest }
    summary = ReviewSummary(of: review, unknown: unknown)
    recorders = review.recorders
    codebook = UnderCode.sorted(review.codebook)
    unapplied = review.unapplied
  }

  /// Goes through the fields, as a `StoredObject` does.
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    version = try archive.format(ReviewFormat.name, version: old?.version)
    head = try ReviewHead(&archive, old?.head)
    summary = try archive.required("summary", old?.summary)
    recorders = try archive.list("recorders", old?.recorders)
    codebook = try archive.once(
      "codebook", archive.list("codebook", old?.codebook), \.code, under: "code")
    unapplied = try archive.list("unapplied", old?.unapplied)
  }
}

extension Review {
  /// Of nobody: a file of it names what a file of any names.
  fileprivate static let nobodys = Review(
    ReviewHead(uuid: "", reviewer: "", session: "", sessionUUID: "", startedAt: WallTime(milliseconds: 0)))
}

/// What of a review is worked out for lists, and what recovery needs.
struct ReviewSummary: StoredObject {
  /// Notes of which something is said; notes to which a code is given; codes given, and memos, over all notes.
  var notes, coded, codes, memos: Int
  var lastRecord: Int
  var lastChange: WallTime
  var nextMemo: Int
  var unknown: UnknownFields

  init(of review: Review, unknown: UnknownFields) {
    let given = review.notes.values.map { note in note.codes.values.count(where: \.isGiven) }
    notes = review.notes.count
    coded = given.count { $0 > 0 }
    codes = given.reduce(0, +)
    memos = review.notes.values.reduce(0) { $0 + $1.memos.count }
    lastRecord = review.lastRecord
    lastChange = review.lastChange
    nextMemo = review.nextMemo
    self.unknown = unknown
  }

  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    notes = try archive.requiredWhole("notes", old?.notes, in: Limit.count)
    coded = try archive.requiredWhole("coded", old?.coded, in: Limit.count)
    codes = try archive.requiredWhole("codes", old?.codes, in: Limit.count)
    memos = try archive.requiredWhole("memos", old?.memos, in: Limit.count)
    lastRecord = try archive.counter(
      "lastRecord", old?.lastRecord, in: Limit.lastRecord, else: Limit.freshRecord)
    lastChange = try archive.required("lastChange", old?.lastChange)
    nextMemo = try archive.counter("nextMemo", old?.nextMemo, in: Limit.next, else: Limit.next.lowerBound)
    unknown = archive.rest(old?.unknown)
  }
}

/// The order of notes in a file: those of one recorder together, by their numbers.
private struct NoteOrder: Comparable {
  let recorder: Substring
  let number: Int
  let id: String

  init(_ id: String) {
    let dash = id.lastIndex(of: "-") ?? id.startIndex
    recorder = id[..<dash]
    number = Int(id[dash...].drop { $0 == "-" }) ?? 0
    self.id = id
  }

  static func < (left: NoteOrder, right: NoteOrder) -> Bool {
    (left.recorder, left.number, left.id) < (right.recorder, right.number, right.id)
  }
}
