internal import Interview

extension Mismatch {
  /// Something is not right; the reading of the same bytes as JSON tells what, and where.
  static let unread = Mismatch("it is not right")
}

/// The fields of an object straight from the bytes of a file, without a dictionary between.
///
/// What it reads is right: every value of the object is read, the ones that are not taken too. At anything that is not
/// right it throws, whatever; then the object is read once more, as `Fields`, which tells what is wrong and where. So what
/// is right pays nothing for faults, and there is one that judges them.
struct ByteFields: FieldReader {
  private var reader: ByteReader
  private var places: Range<Int>
  /// The bits of the marks of all keys.
  private let marks: UInt64
  private var isBroken = false

  /// - Parameter outer: stands behind the object afterwards.
  init(_ outer: inout ByteReader) throws(Mismatch) {
    (places, marks) = try outer.passObject()
    reader = outer
    reader.enter()
  }

  @inline(__always)
  mutating func optional<Value: Stored>(_ key: FieldKey, _ old: Value?) throws(Mismatch) -> Value? {
    try read(key) { reader throws(Mismatch) in try Value(from: &reader) }
  }

  mutating func optional<Value: Stored>(named key: String, _ old: Value?) throws(Mismatch) -> Value? {
    for place in places where reader.members[place].mark != 0 && reader.members[place].name == key {
      return try value(at: place) { reader throws(Mismatch) in try Value(from: &reader) }
    }
    return nil
  }

  /// A value that may be absent, by a reading of its own.
  @inline(__always)
  mutating func read<Value>(
    _ key: FieldKey, _ read: (inout ByteReader) throws(Mismatch) -> Value
  ) throws(Mismatch) -> Value? {
    guard marks & key.mark.markBit != 0, let place = place(of: key) else { return nil }
    return try value(at: place, read)
  }

  /// A value, which has to end where it seemed to.
  @inline(__always)
  private mutating func value<Value>(
    at place: Int, _ read: (inout ByteReader) throws(Mismatch) -> Value
  ) throws(Mismatch) -> Value {
    let member = reader.members[place]
    reader.members[place].mark = 0
    reader.go(to: member.value)
    let value = try read(&reader)
    guard reader.next == member.end else { throw .unread }
    return value
  }

  private func place(of key: FieldKey) -> Int? {
    let (mark, length) = (key.mark, key.bytes.count)
    for place in places where reader.members[place].mark == mark {
      let member = reader.members[place]
      guard Int(member.length) == length else { continue }
      var index = 8
      while index < length, member.key[index] == key.bytes[index] { index += 1 }
      if index >= length { return place }
    }
    return nil
  }

  /// What has not been taken; then `finish` throws if something of it is not right.
  mutating func rest(_ old: UnknownFields?) -> UnknownFields {
    var rest: UnknownFields = [:]
    for place in places where reader.members[place].mark != 0 {
      let key = reader.members[place].name
      do throws(Mismatch) {
        rest[key] = try value(at: place) { reader throws(Mismatch) in try reader.plainValue() }
      } catch {
        isBroken = true
      }
    }
    return rest
  }

  /// Reads what nobody took.
  mutating func finish() throws(Mismatch) {
    _ = rest(nil)
    reader.members.count = places.lowerBound
    guard !isBroken else { throw .unread }
  }
}
