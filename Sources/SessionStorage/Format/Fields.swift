internal import Interview

/// The fields of an object that has been read. It tells what is wrong and where.
struct Fields: FieldReader {
  private var members: [String: JSON]

  init(_ json: JSON) throws(Mismatch) {
    guard case .object(let members) = json else { throw Mismatch("found \(json.summary), wanted an object") }
    self.members = members
  }

  init(_ members: [String: JSON]) { self.members = members }

  mutating func optional<Value: Stored>(_ key: FieldKey, _ old: Value?) throws(Mismatch) -> Value? {
    try optional(named: key.text, old)
  }

  mutating func optional<Value: Stored>(named key: String, _ old: Value?) throws(Mismatch) -> Value? {
    guard let json = members.removeValue(forKey: key) else { return nil }
    do { return try Value(json: json) } catch { throw error.under(key) }
  }

  func rest(_ old: UnknownFields?) -> UnknownFields { members }

  /// What has not been taken.
  var rest: UnknownFields { members }
}

/// An object that is put together as a value.
struct Members: FieldWriter {
  private(set) var object: [String: JSON] = [:]

  mutating func keep(_ unknown: UnknownFields) {
    object.merge(unknown) { known, _ in known }
  }

  mutating func put(_ key: FieldKey, _ value: some Written) { put(named: key.text, value) }

  mutating func put(named key: String, _ value: some Written) { object[key] = value.json }
}

/// Hears the keys of an object, those of absent values too.
struct FieldNames: FieldWriter {
  /// In the order in which they were named.
  private(set) var keys: [String] = []

  /// The keys that a type's form names.
  static func of(_ form: (inout FieldNames) -> Void) -> [String] {
    var names = FieldNames()
    form(&names)
    return names.keys
  }

  mutating func optional<Value: Stored>(_ key: FieldKey, _ old: Value?) -> Value? {
    keys.append(key.text)
    return old
  }

  mutating func optional<Value: Stored>(named key: String, _ old: Value?) -> Value? {
    keys.append(key)
    return old
  }

  mutating func put(_ key: FieldKey, _ value: some Written) { keys.append(key.text) }

  mutating func put(named key: String, _ value: some Written) { keys.append(key) }

  /// What a version does not know is nothing of its own.
  mutating func keep(_ unknown: UnknownFields) {}
}

/// What numbers in a file can be, so that no sum of them leaves 64 bits.
enum Limit {
  /// Numbers of notes: a thousand million.
  static let note = 1...1_000_000_000
  /// The number the next note or memo gets, in a file: the records that follow can still be numbered.
  static let next = 1...900_000_001
  /// The number of a note or memo in a file.
  static let numbered = 1...900_000_000
  /// Counts of things.
  static let count = 0...1_000_000_000
  /// Numbers of records: as far as every JSON reader counts exactly (RFC 7493).
  static let record = 1...9_007_199_254_740_991
  /// The number of the last record in a file: half of all numbers are left.
  static let lastRecord = 0...4_503_599_627_370_495
  /// How high numbers of records, and of notes and memos, may be where a session goes on: what follows stays readable.
  static let roomForRecords = 1 << 51
  static let roomForNumbers = 800_000_000

  /// The number of a record, or the one that is counted on from instead.
  static func held(_ record: Int) -> Int { record > roomForRecords ? freshRecord : record }

  /// Where numbers of records go on from if a file leaves no room for them: above those of any session.
  static let freshRecord = 1_000_000_000_000
  /// Milliseconds from the session's start: 317 years.
  static let offset = 0...10_000_000_000_000
  /// Differences of clocks in milliseconds.
  static let difference = -10_000_000_000_000_000...10_000_000_000_000_000
  /// A year.
  static let minutes = 525_600.0
}

extension Int {
  /// The nearest number within a range.
  func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
