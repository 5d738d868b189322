internal import Interview

/// A change as the lines of a journal have it: a word for its kind, and what belongs to it.
protocol JournalChange: Recordable {
  associatedtype Kind: RawRepresentable<String>
  /// What its records' times are.
  associatedtype Time: Stored & Equatable & Sendable

  /// The version of its records that is written; older ones are read.
  static var version: Int { get }
  var kind: Kind { get }
  /// Goes through what is changed, as a `StoredObject` does.
  ///
  /// - Parameter old: of this kind.
  init<A: Archive>(_ kind: Kind, _ archive: inout A, _ old: Self?) throws(A.Failure)
  /// The same, of what has been read.
  init(_ kind: Kind, data: JSON) throws(Mismatch)
  /// The recorder whose records begin with it; nil if it begins nobody's.
  var recorder: String? { get }
}

extension JournalChange {
  /// What it changes, as it is written.
  var data: JSON {
    var members = Members()
    put(to: &members)
    return .object(members.object)
  }

  init(_ kind: Kind, data: JSON) throws(Mismatch) {
    var fields = try Fields(data)
    try self.init(kind, &fields, nil)
  }

  /// Puts what it changes.
  func put(to members: inout some FieldWriter) { _ = Self(kind, &members, self) }
}

/// What a line of a journal holds.
enum LineReading<Change: JournalChange>: Equatable, Sendable {
  /// A record.
  case record(Numbered<Change, Change.Time>)
  /// A record that this program cannot apply, since a newer one of the same version made it: its kind, or a
  /// value in it, is not known. It is kept whole for `unapplied`.
  case unknown(number: Int, at: Change.Time, JSON)

  var number: Int {
    switch self {
    case .record(let record): record.number
    case .unknown(let number, _, _): number
    }
  }

  /// The recorder whose records begin with it.
  var begins: String? {
    guard case .record(let record) = self else { return nil }
    return record.change.recorder
  }
}

/// A record as one line of JSON: `{"v":2,"n":17,"at":123456,"kind":"note","data":{…}}`, with `undo` or `redo`
/// (the number of the record it takes back or makes again) before `data`. The time of a review's record is a wall time:
/// `"at":"2026-03-14T09:26:53.589+01:00"`.
///
/// Version 2 has kinds that hold a change where version 1 held what was changed, with its history: `edited`, `unedited`,
/// `asked`, `stance-changed`, `stance-moved`, `probe-changed`, `participant-changed`, `draft-changed`; and, in reviews too,
/// `history`. All kinds of version 1 are read for ever.
enum LineFormat<Change: JournalChange> {
  static var version: Int { Change.version }

  /// The line, without its line break; no byte of it is a control character.
  static func bytes(of record: Numbered<Change, Change.Time>) -> [UInt8] {
    var line = RecordLine(version: version, number: record.number)
    line.put("at", record.at)
    line.put("kind", record.change.kind.rawValue)
    line.put(record.role)
    line.putObject("data") { record.change.put(to: &$0) }
    line.keep(record.unknown)
    return line.end()
  }

  /// Reads a line.
  ///
  /// - Throws: `newer` (without a session) for a record of a newer version, `invalid` for what is no record.
  static func read(_ bytes: [UInt8]) throws(FormatError) -> LineReading<Change> {
    try read(bytes, bytes.indices, MemberStack())
  }

  /// Reads a line that is a part of bytes.
  ///
  /// - Parameter members: serves one line after the other.
  static func read(
    _ bytes: [UInt8], _ line: Range<Int>, _ members: MemberStack
  ) throws(FormatError) -> LineReading<Change> {
    if let record = try? rightRecord(bytes, line, members) { return .record(record) }
    return try judged(Array(bytes[line]))
  }

  /// A line by way of values, which tells what is wrong and where.
  static func judged(_ bytes: [UInt8]) throws(FormatError) -> LineReading<Change> {
    let line = try RecordLine.read(bytes, file: RecordLine.record, newest: version)
    var fields = line.fields
    do throws(Mismatch) {
      let number = try fields.requiredWhole("n", nil, in: Limit.record)
      let kind = try fields.filledText("kind", nil)
      guard kind != JournalHeading.kind else {
        throw Mismatch("found a journal's heading, wanted a record").under("kind")
      }
      let at: Change.Time = try fields.required("at", nil)
      guard let record = record(number, at, kind, &fields) else {
        return .unknown(number: number, at: at, line.json)
      }
      return .record(record)
    } catch {
      throw error.error(in: bytes, file: RecordLine.record)
    }
  }

  /// A line with nothing wrong or unknown in it.
  static func rightRecord(
    _ bytes: [UInt8], _ line: Range<Int>, _ members: MemberStack
  ) throws(Mismatch) -> Numbered<Change, Change.Time> {
    try ByteReader.readAll(bytes, line, members, deepest: RecordLine.deepest) { reader throws(Mismatch) in
      var fields = try ByteFields(&reader)
      _ = try fields.requiredWhole("v", nil, in: 1...version)
      let number = try fields.requiredWhole("n", nil, in: Limit.record)
      let at: Change.Time = try fields.required("at", nil)
      let kind: Change.Kind? = try fields.read("kind") { reader throws(Mismatch) in
        try reader.mark { Change.Kind(rawValue: String(decoding: $0, as: UTF8.self)) }
      }
      let role = try fields.role()
      let change: Change? = try fields.read("data") { reader throws(Mismatch) in
        guard let kind else { throw .unread }
        var data = try ByteFields(&reader)
        let change = try Change(kind, &data, nil)
        try data.finish()
        return change
      }
      guard let change else { throw .unread }
      let record = Numbered(number: number, at: at, role: role, change: change, unknown: fields.rest(nil))
      try fields.finish()
      return record
    }
  }

  private static func record(
    _ number: Int, _ at: Change.Time, _ kind: String, _ fields: inout Fields
  ) -> Numbered<Change, Change.Time>? {
    do {
      guard let kind = Change.Kind(rawValue: kind) else { return nil }
      let role = try fields.role()
      let change = try Change(kind, data: try fields.required("data", nil))
      return Numbered(number: number, at: at, role: role, change: change, unknown: fields.rest)
    } catch {
      return nil
    }
  }
}

/// The lines of a session's journal.
typealias RecordFormat = LineFormat<Change>

/// The lines of a review's journal.
typealias ReviewRecordFormat = LineFormat<ReviewChange>

extension Change: JournalChange {
  typealias Time = Offset
  static var version: Int { JournalHeading.sessionVersion }

  var recorder: String? {
    guard case .recorder(let recorder) = self else { return nil }
    return recorder.id
  }
}

extension ReviewChange: JournalChange {
  typealias Time = WallTime
  static var version: Int { 2 }
  /// A journal's heading tells whose its records are.
  var recorder: String? { nil }
}

extension Numbered where Change: JournalChange, Time == Change.Time {
  /// One line of JSON without its line break.
  var payload: [UInt8] { LineFormat.bytes(of: self) }
}

extension FieldReader {
  /// Takes what a record is in the history of undo.
  mutating func role() throws(Mismatch) -> RecordRole {
    let undone = try whole("undo", nil, in: Limit.record)
    let redone = try whole("redo", nil, in: Limit.record)
    switch (undone, redone) {
    case (nil, nil): return .change
    case (let undone?, nil): return .undo(undone)
    case (nil, let redone?): return .redo(redone)
    case (_?, _?): throw Mismatch("it takes back and makes again")
    }
  }
}

/// A line of a journal, with its keys in the order in which they are put.
struct RecordLine {
  /// What messages call a record and a journal's heading.
  static let record = "record"
  static let journal = "journal"
  /// A record may lie in a session's `unapplied`, three deeper than in its line, and still be read.
  static let deepest = JSONReader.deepest - 4

  private var writer = ByteWriter()

  init(version: Int, number: Int) {
    writer.bytes.append(contentsOf: "{\"v\":\(version),\"n\":\(number)".utf8)
  }

  mutating func put(_ key: String, _ value: some Written) {
    putKey(key)
    value.write(to: &writer)
  }

  mutating func putObject(_ key: String, _ fill: (inout ByteWriter) -> Void) {
    putKey(key)
    writer.object(fill)
  }

  private mutating func putKey(_ key: String) {
    writer.bytes.append(UInt8(ascii: ","))
    JSONWriter.append(key, to: &writer.bytes)
    writer.bytes.append(UInt8(ascii: ":"))
  }

  mutating func put(_ role: RecordRole) {
    switch role {
    case .change: break
    case .undo(let number): put("undo", number)
    case .redo(let number): put("redo", number)
    }
  }

  /// The fields that this version does not know, after all others.
  mutating func keep(_ unknown: UnknownFields) {
    for (key, value) in unknown.sorted(by: { $0.key < $1.key }) where !RecordLine.keys.contains(key) {
      put(key, value)
    }
  }

  consuming func end() -> [UInt8] {
    writer.bytes.append(UInt8(ascii: "}"))
    return writer.bytes
  }

  /// All keys of a record's line that this version knows.
  private static let keys: Set = ["v", "n", "at", "kind", "undo", "redo", "data"]

  /// A line as it is read: its version, which is one that this program knows, and the fields beside it.
  struct Contents {
    var version: Int
    var fields: Fields
    /// The whole.
    var json: JSON
  }

  static func read(_ bytes: [UInt8], file: String, newest: Int) throws(FormatError) -> Contents {
    let json: JSON
    do { json = try JSONReader.read(bytes, deepest: deepest) } catch {
      throw error.error(in: bytes, file: file)
    }
    let contents: Contents
    do {
      var fields = try Fields(json)
      let version = try fields.requiredWhole("v", nil, in: 1...Limit.note.upperBound)
      contents = Contents(version: version, fields: fields, json: json)
    } catch {
      throw error.error(in: bytes, file: file)
    }
    guard contents.version <= newest else {
      throw .newer(file: file, version: contents.version, session: nil)
    }
    return contents
  }
}
