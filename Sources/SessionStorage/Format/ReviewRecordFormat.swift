public import Interview

/// What a line of a review's journal holds.
public typealias ReviewRecordReading = LineReading<ReviewRecord, WallTime>

/// A review's record as one line of JSON, as `RecordFormat` has a session's; its `at` is a wall time:
/// `{"v":2,"n":17,"at":"2026-03-14T09:26:53.589+01:00","kind":"code","data":{…}}`. Version 2 has one
/// more kind, `history`.
public enum ReviewRecordFormat {
  /// The version that is written; older ones are read.
  public static let version = 2

  /// The line, without its line break; no byte of it is a control character.
  public static func bytes(of record: ReviewRecord) -> [UInt8] {
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
  public static func read(_ bytes: [UInt8]) throws(FormatError) -> ReviewRecordReading {
    let line = try RecordLine.read(bytes, file: RecordLine.record, newest: version)
    var fields = line.fields
    do throws(Mismatch) {
      let number = try fields.requiredWhole("n", in: Limit.record)
      let kind = try fields.filledText("kind")
      guard kind != JournalHeading.kind else {
        throw Mismatch("found a journal's heading, wanted a record").under("kind")
      }
      let at: WallTime = try fields.required("at")
      guard let record = record(number, at, kind, &fields) else {
        return .unknown(number: number, at: at, line.json)
      }
      return .record(record)
    } catch {
      throw error.error(in: bytes, file: RecordLine.record)
    }
  }

  private static func record(
    _ number: Int, _ at: WallTime, _ kind: String, _ fields: inout Fields
  ) -> ReviewRecord? {
    do {
      guard let kind = ReviewChange.Kind(rawValue: kind) else { return nil }
      let role = try fields.role()
      let change = try ReviewChange(kind, data: try fields.required("data"))
      return ReviewRecord(number: number, at: at, role: role, change: change, unknown: fields.rest)
    } catch {
      return nil
    }
  }
}
