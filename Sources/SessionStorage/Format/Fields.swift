internal import Interview
internal import Text

/// The fields of an object while it is read: each known one is taken out, with its type and range; what is
/// left is kept as it is. A field that may be absent is never `null`.
protocol FieldReader {
  /// A value that may be absent.
  mutating func optional<Value: Stored>(_ key: Key) throws(Mismatch) -> Value?
  /// The same, under a key that is a value itself.
  mutating func optional<Value: Stored>(named key: String) throws(Mismatch) -> Value?
  /// What has not been taken.
  var rest: UnknownFields { mutating get }
}

/// The fields of an object that has been read. It tells what is wrong and where.
struct Fields: FieldReader {
  private var members: [String: JSON]

  init(_ json: JSON) throws(Mismatch) {
    guard case .object(let members) = json else { throw Mismatch("found \(json.summary), wanted an object") }
    self.members = members
  }

  init(_ members: [String: JSON]) { self.members = members }

  var rest: UnknownFields { members }

  mutating func optional<Value: Stored>(_ key: Key) throws(Mismatch) -> Value? {
    try optional(named: key.text)
  }

  mutating func optional<Value: Stored>(named key: String) throws(Mismatch) -> Value? {
    guard let json = members.removeValue(forKey: key) else { return nil }
    do { return try Value(json: json) } catch { throw error.under(key) }
  }
}

/// The fields of an object, and the keys that were asked for: those that its type has.
struct AskedFields: FieldReader {
  private var fields: Fields
  private(set) var keys: [String] = []

  init(_ members: [String: JSON]) { fields = Fields(members) }

  var rest: UnknownFields { fields.rest }

  mutating func optional<Value: Stored>(_ key: Key) throws(Mismatch) -> Value? {
    try optional(named: key.text)
  }

  mutating func optional<Value: Stored>(named key: String) throws(Mismatch) -> Value? {
    keys.append(key)
    return try fields.optional(named: key)
  }
}

extension FieldReader {
  /// A value that has to be there.
  mutating func required<Value: Stored>(_ key: Key) throws(Mismatch) -> Value {
    guard let value: Value = try optional(key) else { throw Mismatch("the key `\(key.text)` is missing") }
    return value
  }

  /// A list; absent when empty.
  mutating func list<Value: Stored>(_ key: Key) throws(Mismatch) -> [Value] { try optional(key) ?? [] }

  /// A list with something in it.
  mutating func filledList<Value: Stored>(_ key: Key) throws(Mismatch) -> [Value] {
    let values: [Value] = try required(key)
    guard !values.isEmpty else {
      throw Mismatch("found an empty list, wanted something in it").under(key.text)
    }
    return values
  }

  /// Values by their keys; absent when empty.
  mutating func table<Value: Stored>(_ key: Key) throws(Mismatch) -> [String: Value] {
    try optional(key) ?? [:]
  }

  /// A flag; absent when false.
  mutating func flag(_ key: Key) throws(Mismatch) -> Bool { try optional(key) ?? false }

  /// A text; absent when empty.
  mutating func text(_ key: Key) throws(Mismatch) -> String { try optional(key) ?? "" }

  /// A text with something in it.
  mutating func filledText(_ key: Key) throws(Mismatch) -> String {
    let text: String = try required(key)
    guard !text.isEmpty else { throw Mismatch("found an empty text, wanted something in it").under(key.text) }
    return text
  }

  /// A text of 1-100 of `[A-Za-z0-9_-]`.
  mutating func name(_ key: Key) throws(Mismatch) -> String {
    let text: String = try required(key)
    guard PlainName.isValid(text) else {
      throw Mismatch("found \(JSONWriter.quoted(text)), wanted 1-100 of A-Z a-z 0-9 _ -").under(key.text)
    }
    return text
  }

  /// A whole number within a range that may be absent.
  mutating func whole(_ key: Key, in range: ClosedRange<Int>) throws(Mismatch) -> Int? {
    guard let number: Int = try optional(key) else { return nil }
    guard range.contains(number) else {
      throw Mismatch(
        "found \(number), wanted \(range.lowerBound) to \(range.upperBound)",
        nearest: .integer(number.clamped(to: range))
      ).under(key.text)
    }
    return number
  }

  /// A whole number within a range that has to be there.
  mutating func requiredWhole(_ key: Key, in range: ClosedRange<Int>) throws(Mismatch) -> Int {
    guard let number = try whole(key, in: range) else { throw Mismatch("the key `\(key.text)` is missing") }
    return number
  }

  /// The number of a recorder's last record. One that cannot be is as if it had none: what its journals hold is not held
  /// to be in the file.
  mutating func lastOfRecorder() throws(Mismatch) -> Int? {
    guard let number: Int = try optional("last") else { return nil }
    return try counted(number, "last", in: Limit.lastRecord, else: 0)
  }

  /// A number that is counted on from, and has to be there: it is so far from the end that no session gets there.
  ///
  /// - Parameter start: what is counted on from instead of a number that leaves no room.
  mutating func counter(_ key: Key, in range: ClosedRange<Int>, else start: Int) throws(Mismatch) -> Int {
    try counted(try required(key), key, in: range, else: start)
  }

  private func counted(
    _ number: Int, _ key: Key, in range: ClosedRange<Int>, else start: Int
  ) throws(Mismatch) -> Int {
    guard range.contains(number) else {
      throw Mismatch(
        "found \(number), wanted \(range.lowerBound) to \(range.upperBound): no room to count on",
        nearest: .integer(start)
      ).under(key.text)
    }
    return number
  }

  /// Minutes above 0, at most a year of them, that may be absent.
  mutating func minutes(_ key: Key) throws(Mismatch) -> Double? {
    guard let json: JSON = try optional(key) else { return nil }
    let minutes: Double
    switch json {
    case .integer(let number): minutes = Double(number)
    case .number(let number): minutes = number
    default: throw Mismatch("found \(json.summary), wanted a number").under(key.text)
    }
    guard minutes > 0, minutes <= Limit.minutes else {
      throw Mismatch(
        "found \(minutes), wanted above 0 and at most \(Int(Limit.minutes))",
        nearest: minutes > 0 ? .integer(Int(Limit.minutes)) : .integer(1)
      ).under(key.text)
    }
    return minutes
  }
}

/// An object while it is put together; what is false, none or empty is left out. No key is put twice.
protocol FieldWriter {
  mutating func put(_ key: Key, _ value: (some Written)?)
  /// The same, under a key that is a value itself.
  mutating func put(named key: String, _ value: (some Written)?)
  /// The fields that this version does not know; a known key goes before them.
  mutating func keep(_ unknown: UnknownFields)
}

extension FieldWriter {
  mutating func putList(_ key: Key, _ values: [some Stored]) {
    if !values.isEmpty { put(key, values) }
  }

  mutating func putTable<Value: Stored>(_ key: Key, _ values: [String: Value]) {
    if !values.isEmpty { put(key, values) }
  }

  mutating func putFlag(_ key: Key, _ flag: Bool) {
    if flag { put(key, true) }
  }

  mutating func putText(_ key: Key, _ text: String) {
    if !text.isEmpty { put(key, text) }
  }

  mutating func putMinutes(_ key: Key, _ minutes: Double?) {
    guard let minutes else { return }
    put(key, Int(exactly: minutes).map(JSON.integer) ?? .number(minutes))
  }
}

/// An object that is put together as a value.
struct Members: FieldWriter {
  private(set) var object: [String: JSON] = [:]

  mutating func keep(_ unknown: UnknownFields) {
    object.merge(unknown) { known, _ in known }
  }

  mutating func put(_ key: Key, _ value: (some Written)?) { put(named: key.text, value) }

  mutating func put(named key: String, _ value: (some Written)?) {
    if let value { object[key] = value.json }
  }
}

extension Array {
  /// The same list, if no two of its elements have the same identity; `key` holds it, if one key does.
  func eachOnce(
    in list: String, _ identity: (Element) -> some Hashable, key: String? = nil
  ) throws(Mismatch) -> [Element] {
    var seen: Set<AnyHashable> = []
    for (index, element) in enumerated() where !seen.insert(AnyHashable(identity(element))).inserted {
      let found = (identity(element) as? String).map { "found " + JSONWriter.quoted($0) } ?? "it is there"
      let mismatch = Mismatch(found + " a second time")
      throw (key.map { mismatch.under($0) } ?? mismatch).under(index).under(list)
    }
    return self
  }
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
