internal import Interview

extension Mismatch {
  /// Something is not right; the reading of the same bytes as JSON tells what, and where.
  static let unread = Mismatch("it is not right")
}

/// The fields of an object straight from the bytes of a file, without a dictionary between.
///
/// What it reads is right: every value of the object is read as strictly as `JSONReader` reads, the ones that are not taken
/// too. At anything that is not, it throws, whatever; then the object is read once more, as `Fields`, which tells what is
/// wrong and where. So what is right pays nothing for faults, and there is one that judges them.
struct ByteFields: FieldReader {
  private struct Member {
    /// Where the key is, without its quotation marks, and the value.
    let key: Range<Int>
    let value: Range<Int>
  }

  /// A key's length and its first byte: what most keys differ in.
  private static func mark(_ count: Int, _ first: UInt8) -> UInt16 {
    UInt16(truncatingIfNeeded: count) << 8 | UInt16(first)
  }

  /// The mark of what was taken: no key has it.
  private static let taken: UInt16 = 0

  /// An object with more fields is not worth a list that is gone through.
  private static let most = 48

  private var reader: JSONReader
  private var members: [Member] = []
  /// Of their keys, in the same order: gone through for each field that is asked for.
  private var marks: [UInt16] = []
  private var isBroken = false

  /// - Parameter outer: stands behind the object afterwards.
  init(_ outer: inout JSONReader) throws(Mismatch) {
    guard outer.enter(UInt8(ascii: "{")) else { throw .unread }
    reader = outer
    members.reserveCapacity(16)
    marks.reserveCapacity(16)
    var isLast = reader.leave(UInt8(ascii: "}"))
    while !isLast {
      guard members.count < ByteFields.most, let key = reader.passKey() else { throw .unread }
      let mark = ByteFields.mark(key.count, reader.bytes[key.lowerBound])
      let isTwice = marks.indices.contains { marks[$0] == mark && reader.areSame(members[$0].key, key) }
      guard !key.isEmpty, !isTwice, let value = reader.passValue() else { throw .unread }
      members.append(Member(key: key, value: value))
      marks.append(mark)
      isLast = reader.leave(UInt8(ascii: "}"))
      guard isLast || reader.passComma() else { throw .unread }
    }
    outer = reader
    reader.depth += 1
  }

  mutating func optional<Value: Stored>(_ key: String) throws(Mismatch) -> Value? {
    try read(key) { reader throws(Mismatch) in try Value(from: &reader) }
  }

  /// A value that may be absent, by a reading of its own.
  mutating func read<Value>(
    _ key: String, _ read: (inout JSONReader) throws(Mismatch) -> Value
  ) throws(Mismatch) -> Value? {
    guard let place = place(of: key) else { return nil }
    marks[place] = ByteFields.taken
    return try value(at: place, read)
  }

  /// A value, which has to end where it seemed to.
  private mutating func value<Value>(
    at place: Int, _ read: (inout JSONReader) throws(Mismatch) -> Value
  ) throws(Mismatch) -> Value {
    reader.go(to: members[place].value.lowerBound)
    let value = try read(&reader)
    guard reader.offset == members[place].value.upperBound else { throw .unread }
    return value
  }

  private func place(of key: String) -> Int? {
    let bytes = key.utf8
    let mark = ByteFields.mark(bytes.count, bytes[bytes.startIndex])
    for place in marks.indices where marks[place] == mark && reader.holds(key, at: members[place].key) {
      return place
    }
    return nil
  }

  /// What has not been taken; then `finish` throws if something of it is not right.
  var rest: UnknownFields {
    mutating get {
      var rest: UnknownFields = [:]
      for place in members.indices where marks[place] != ByteFields.taken {
        marks[place] = ByteFields.taken
        do throws(Mismatch) {
          rest[reader.text(at: members[place].key)] = try value(at: place) { reader throws(Mismatch) in
            try reader.plainValue()
          }
        } catch {
          isBroken = true
        }
      }
      return rest
    }
  }

  /// Reads what nobody took.
  mutating func finish() throws(Mismatch) {
    _ = rest
    guard !isBroken else { throw .unread }
  }
}

/// An object that is put together as the bytes of a file, with its keys sorted as `JSONWriter` sorts them.
struct ByteMembers: FieldWriter {
  /// The values, in the order in which they were put.
  private var values: [UInt8] = []
  private var places: [(key: String, value: Range<Int>)] = []

  mutating func put(_ key: String, _ value: (some Written)?) {
    guard let value else { return }
    let start = values.count
    value.write(to: &values)
    places.append((key, start..<values.count))
  }

  mutating func keep(_ unknown: UnknownFields) {
    for (key, value) in unknown where !places.contains(where: { $0.key == key }) { put(key, value) }
  }

  /// Writes the object behind what is there.
  func write(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in places.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONWriter.append(member.key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      bytes.append(contentsOf: values[member.value])
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
