internal import Interview
internal import Text

/// What goes through the fields of an object of a file. A reader takes them, a writer puts those of an old value, and
/// `FieldNames` hears what they are called: so a type names each of its fields once, for all of them.
///
/// What is false, none or empty is absent, and a field that may be absent is never `null`. No key is named twice.
protocol Archive {
  /// What a reader throws. A writer cannot fail.
  associatedtype Failure: Error

  /// A value that may be absent.
  ///
  /// - Parameter old: what a writer puts and gives back; nil for a reader.
  mutating func optional<Value: Stored>(_ key: FieldKey, _ old: Value?) throws(Failure) -> Value?
  /// The same, under a key that is a value itself.
  mutating func optional<Value: Stored>(named key: String, _ old: Value?) throws(Failure) -> Value?
  /// A list; absent when empty.
  mutating func list<Value: Stored>(_ key: FieldKey, _ old: [Value]?) throws(Failure) -> [Value]
  /// What is under none of the keys that were named.
  mutating func rest(_ old: UnknownFields?) -> UnknownFields
  /// Something is wrong with what was read. A writer has its old value instead.
  func fail<Value>(_ wrong: @autoclosure () -> Mismatch, else old: @autoclosure () -> Value) throws(Failure)
    -> Value
  /// A rule for what is read; what is written is not judged.
  func judge(_ rule: () throws(Mismatch) -> Void) throws(Failure)
}

extension Archive {
  mutating func list<Value: Stored>(_ key: FieldKey, _ old: [Value]?) throws(Failure) -> [Value] {
    try optional(key, old.flatMap { $0.isEmpty ? nil : $0 }) ?? []
  }

  /// A rule for what is read.
  func wants(_ isRight: @autoclosure () -> Bool, _ wrong: @autoclosure () -> Mismatch) throws(Failure) {
    try judge { () throws(Mismatch) in if !isRight() { throw wrong() } }
  }

  /// What a writer puts, which a reader has not. Only a writer asks for it, and a writer goes through a value that is there:
  /// a form that does not hand on a field of its value is a mistake in the source, which each test that writes meets.
  private func given<Value>(_ old: Value?) -> Value {
    guard let old else { preconditionFailure("a value is written without one of its fields") }
    return old
  }

  /// A value that has to be there.
  mutating func required<Value: Stored>(_ key: FieldKey, _ old: Value?) throws(Failure) -> Value {
    if let value = try optional(key, old) { return value }
    return try fail(Mismatch("the key `\(key.text)` is missing"), else: given(old))
  }

  /// A list with something in it.
  mutating func filledList<Value: Stored>(_ key: FieldKey, _ old: [Value]?) throws(Failure) -> [Value] {
    guard let values = try optional(key, old.flatMap { $0.isEmpty ? nil : $0 }) else {
      return try fail(Mismatch("the key `\(key.text)` is missing"), else: [])
    }
    try wants(!values.isEmpty, Mismatch("found an empty list, wanted something in it").under(key.text))
    return values
  }

  /// The same values, if no two of them have the same identity.
  ///
  /// - Parameters:
  ///   - key: that of the list.
  ///   - inner: that of the identity, if it is under one.
  func once<Value>(
    _ key: FieldKey, _ values: [Value], _ identity: (Value) -> some Hashable, under inner: String? = nil
  ) throws(Failure) -> [Value] {
    try judge { () throws(Mismatch) in
      var seen: Set<AnyHashable> = []
      for (index, value) in values.enumerated() {
        let identity = identity(value)
        guard !seen.insert(AnyHashable(identity)).inserted else { continue }
        let found = (identity as? String).map { "found " + JSONWriter.quoted($0) } ?? "it is there"
        let mismatch = Mismatch(found + " a second time")
        throw (inner.map { mismatch.under($0) } ?? mismatch).under(index).under(key.text)
      }
    }
    return values
  }

  /// Values by their keys; absent when empty.
  mutating func table<Value: Stored>(
    _ key: FieldKey, _ old: [String: Value]?
  ) throws(Failure) -> [String: Value] {
    try optional(key, old.flatMap { $0.isEmpty ? nil : $0 }) ?? [:]
  }

  /// A flag; absent when false.
  mutating func flag(_ key: FieldKey, _ old: Bool?) throws(Failure) -> Bool {
    try optional(key, old == true ? true : nil) ?? false
  }

  /// A text; absent when empty.
  mutating func text(_ key: FieldKey, _ old: String?) throws(Failure) -> String {
    try optional(key, old.flatMap { $0.isEmpty ? nil : $0 }) ?? ""
  }

  /// A text with something in it.
  mutating func filledText(_ key: FieldKey, _ old: String?) throws(Failure) -> String {
    let text = try required(key, old)
    try wants(!text.isEmpty, Mismatch("found an empty text, wanted something in it").under(key.text))
    return text
  }

  /// A text of 1-100 of `[A-Za-z0-9_-]`.
  mutating func name(_ key: FieldKey, _ old: String?) throws(Failure) -> String {
    let text = try required(key, old)
    try wants(
      PlainName.isValid(text),
      Mismatch("found \(JSONWriter.quoted(text)), wanted 1-100 of A-Z a-z 0-9 _ -").under(key.text))
    return text
  }

  /// A whole number within a range that may be absent.
  mutating func whole(
    _ key: FieldKey, _ old: Int?, in range: ClosedRange<Int>
  ) throws(Failure) -> Int? {
    guard let number = try optional(key, old) else { return nil }
    try wants(
      range.contains(number),
      Mismatch(
        "found \(number), wanted \(range.lowerBound) to \(range.upperBound)",
        nearest: .integer(number.clamped(to: range))
      ).under(key.text))
    return number
  }

  /// A whole number within a range that has to be there.
  mutating func requiredWhole(
    _ key: FieldKey, _ old: Int?, in range: ClosedRange<Int>
  ) throws(Failure) -> Int {
    if let number = try whole(key, old, in: range) { return number }
    return try fail(Mismatch("the key `\(key.text)` is missing"), else: given(old))
  }

  /// A count; absent when 0.
  mutating func count(_ key: FieldKey, _ old: Int?) throws(Failure) -> Int {
    try whole(key, old == 0 ? nil : old, in: Limit.count) ?? 0
  }

  /// The number of a recorder's last record. One that cannot be is as if it had none: what its journals hold is not held
  /// to be in the file.
  mutating func lastOfRecorder(_ old: Int?) throws(Failure) -> Int? {
    guard let number = try optional("last", old) else { return nil }
    return try counted(number, "last", in: Limit.lastRecord, else: 0)
  }

  /// A number that is counted on from, and has to be there: it is so far from the end that no session gets there.
  ///
  /// - Parameter start: what is counted on from instead of a number that leaves no room.
  mutating func counter(
    _ key: FieldKey, _ old: Int?, in range: ClosedRange<Int>, else start: Int
  ) throws(Failure) -> Int {
    try counted(try required(key, old), key, in: range, else: start)
  }

  private func counted(
    _ number: Int, _ key: FieldKey, in range: ClosedRange<Int>, else start: Int
  ) throws(Failure) -> Int {
    try wants(
      range.contains(number),
      Mismatch(
        "found \(number), wanted \(range.lowerBound) to \(range.upperBound): no room to count on",
        nearest: .integer(start)
      ).under(key.text))
    return number
  }

  /// Minutes above 0, at most a year of them, that may be absent.
  mutating func minutes(_ key: FieldKey, _ old: Double?) throws(Failure) -> Double? {
    try optional(key, old.map(Minutes.init))?.number
  }

  /// A value that is set or, with `null`, taken away; nil if neither.
  mutating func setting<Value: Stored>(_ key: FieldKey, _ old: Value??) throws(Failure) -> Value?? {
    try optional(key, old.map { Setting(value: $0) }).map(\.value)
  }

  /// `format` and `version`.
  mutating func format(_ name: String, version: Int?) throws(Failure) -> Int {
    let format = try required("format", version.map { _ in name })
    try wants(
      format == name,
      Mismatch("found \(JSONWriter.quoted(format)), wanted \"\(name)\"").under("format"))
    return try requiredWhole("version", version, in: 1...Limit.note.upperBound)
  }

  /// A time under one key and its offset under another: both or none.
  mutating func stamp(_ wall: FieldKey, _ old: Stamp?, _ offset: FieldKey) throws(Failure) -> Stamp? {
    let time = try optional(wall, old?.wall)
    let at = try optional(offset, old?.offset)
    switch (time, at) {
    case (let time?, let at?): return Stamp(offset: at, wall: time)
    case (nil, nil): return nil
    case (nil, _?):
      return try fail(
        Mismatch("`\(offset.text)` is there without `\(wall.text)`").under(offset.text), else: old)
    case (_?, nil):
      return try fail(
        Mismatch("`\(wall.text)` is there without `\(offset.text)`").under(wall.text), else: old)
    }
  }

  /// The end of a stretch of time; absent while it lasts, never before its beginning.
  mutating func end(_ old: Offset?, after from: Offset) throws(Failure) -> Offset? {
    guard let to = try optional("to", old) else { return nil }
    try wants(
      from <= to,
      Mismatch("found \(to.rawValue), wanted \(from.rawValue) or later", nearest: from.json).under("to"))
    return to
  }
}

/// Takes the fields of an object.
protocol FieldReader: Archive where Failure == Mismatch {}

extension FieldReader {
  func fail<Value>(
    _ wrong: @autoclosure () -> Mismatch, else old: @autoclosure () -> Value
  ) throws(Mismatch) -> Value {
    throw wrong()
  }

  func judge(_ rule: () throws(Mismatch) -> Void) throws(Mismatch) { try rule() }
}

/// Puts the fields of an object. It has an old value for each.
protocol FieldWriter: Archive where Failure == Never {
  mutating func put(_ key: FieldKey, _ value: some Written)
  /// The same, under a key that is a value itself.
  mutating func put(named key: String, _ value: some Written)
  /// Puts what this version does not know; a key that was put already goes before it.
  mutating func keep(_ unknown: UnknownFields)
}

extension FieldWriter {
  mutating func optional<Value: Stored>(_ key: FieldKey, _ old: Value?) -> Value? {
    if let old { put(key, old) }
    return old
  }

  mutating func optional<Value: Stored>(named key: String, _ old: Value?) -> Value? {
    if let old { put(named: key, old) }
    return old
  }

  mutating func rest(_ old: UnknownFields?) -> UnknownFields {
    guard let old else { return [:] }
    if !old.isEmpty { keep(old) }
    return old
  }

  func fail<Value>(_ wrong: @autoclosure () -> Mismatch, else old: @autoclosure () -> Value) -> Value {
    old()
  }

  func judge(_ rule: () throws(Mismatch) -> Void) {}
}
