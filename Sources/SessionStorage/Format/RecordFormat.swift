public import Interview

/// What a line of a journal holds.
public enum LineReading<Entry: Equatable & Sendable, Time: Equatable & Sendable>: Equatable, Sendable {
  /// A record.
  case record(Entry)
  /// A record that this program cannot apply, since a newer one of the same version made it: its kind, or a
  /// value in it, is not known. It is kept whole for `unapplied`.
  case unknown(number: Int, at: Time, JSON)
}

extension LineReading where Entry: JournalRecord {
  /// Its number is not above another.
  func isAtMost(_ number: Int) -> Bool {
    switch self {
    case .record(let record): return record.number <= number
    case .unknown(let own, _, _): return own <= number
    }
  }
}

/// What a line of a session's journal holds.
public typealias RecordReading = LineReading<Record, Offset>

/// A record as one line of JSON: `{"v":2,"n":17,"at":123456,"kind":"note","data":{…}}`, with `undo` or `redo`
/// (the number of the record it takes back or makes again) before `data`.
///
/// Version 2 has kinds that hold a change where version 1 held what was changed, with its history: `edited`, `unedited`,
/// `asked`, `stance-changed`, `stance-moved`, `probe-changed`, `participant-changed`, `draft-changed`; and `history`. All
/// kinds of version 1 are read for ever.
public enum RecordFormat {
  /// The version that is written; older ones are read.
  public static let version = 2

  /// The line, without its line break; no byte of it is a control character.
  public static func bytes(of record: Record) -> [UInt8] {
    var line = RecordLine(version: version, number: record.number)
    line.put("at", record.at)
    line.put("kind", record.change.kind.rawValue)
    line.put(record.role)
    line.put("data", record.change.data)
    line.keep(record.unknown)
    return line.end()
  }

  /// Reads a line.
  ///
  /// - Throws: `newer` (without a session) for a record of a newer version, `invalid` for what is no record.
  public static func read(_ bytes: [UInt8]) throws(FormatError) -> RecordReading {
    let line = try RecordLine.read(bytes, file: RecordLine.record, newest: version)
    var fields = line.fields
    do throws(Mismatch) {
      let number = try fields.requiredWhole("n", in: Limit.record)
      let kind = try fields.filledText("kind")
      guard kind != JournalHeading.kind else {
        throw Mismatch("found a journal's heading, wanted a record").under("kind")
      }
      let at: Offset = try fields.required("at")
      guard let record = record(number, at, kind, &fields) else {
        return .unknown(number: number, at: at, line.json)
      }
      return .record(record)
    } catch {
      throw error.error(in: bytes, file: RecordLine.record)
    }
  }

  private static func record(_ number: Int, _ at: Offset, _ kind: String, _ fields: inout Fields) -> Record? {
    do {
      guard let kind = Change.Kind(rawValue: kind) else { return nil }
      let role = try fields.role()
      let change = try Change(kind, data: try fields.required("data"))
      return Record(number: number, at: at, role: role, change: change, unknown: fields.rest)
    } catch {
      return nil
    }
  }

}

extension Fields {
  /// Takes what a record is in the history of undo.
  mutating func role() throws(Mismatch) -> Record.Role {
    let undone = try whole("undo", in: Limit.record)
    let redone = try whole("redo", in: Limit.record)
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
  private static let deepest = JSONReader.deepest - 4

  private var bytes: [UInt8]

  init(version: Int, number: Int) {
    bytes = Array("{\"v\":\(version),\"n\":\(number)".utf8)
  }

  mutating func put(_ key: String, _ value: some Written) {
    bytes.append(UInt8(ascii: ","))
    JSONWriter.append(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    JSONWriter.append(value.json, to: &bytes)
  }

  mutating func put(_ role: Record.Role) {
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

  func end() -> [UInt8] { bytes + [UInt8(ascii: "}")] }

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
      let version = try fields.requiredWhole("v", in: 1...Limit.note.upperBound)
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
