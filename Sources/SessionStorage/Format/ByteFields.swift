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
    reader.offset = members[place].value.lowerBound
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

/// Going over a text without reading it.
extension JSONReader {
  /// Reads what opens an array or an object, if that is next and may lie so deep.
  fileprivate mutating func enter(_ open: UInt8) -> Bool { depth < deepest && pass(open) }

  /// Reads what closes it, if that is next.
  fileprivate mutating func leave(_ close: UInt8) -> Bool { pass(close) }

  /// Reads a comma, if one is next.
  fileprivate mutating func passComma() -> Bool { pass(UInt8(ascii: ",")) }

  private mutating func pass(_ byte: UInt8) -> Bool {
    skipSpace()
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  /// Goes over a key of plain ASCII without escapes, and its colon.
  ///
  /// - Returns: where it is, without its quotation marks; nil for any other.
  fileprivate mutating func passKey() -> Range<Int>? {
    guard pass(UInt8(ascii: "\"")) else { return nil }
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
      guard (0x20..<0x7F).contains(bytes[offset]), bytes[offset] != UInt8(ascii: "\\") else { return nil }
      offset += 1
    }
    let key = start..<offset
    guard pass(UInt8(ascii: "\"")), pass(UInt8(ascii: ":")) else { return nil }
    return key
  }

  /// Goes over a value as far as its end can be told without reading it.
  ///
  /// - Returns: where it is; nil where no end can be told. What ends there can still be no value.
  fileprivate mutating func passValue() -> Range<Int>? {
    skipSpace()
    let start = offset
    let end = bytes.withUnsafeBufferPointer { JSONReader.end(of: $0, from: start) }
    guard let end, end > start else { return nil }
    offset = end
    return start..<end
  }

  private static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    var open = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index += 1
        if open == 0 { return index <= bytes.count ? index : nil }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open += 1
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard open > 0 else { return index }
        open -= 1
        index += 1
        if open == 0 { return index }
      case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09:
        guard open > 0 else { return index }
        index += 1
      default: index += 1
      }
    }
    return open == 0 ? index : nil
  }

  /// The elements of the array that is next, one by one.
  mutating func eachElement(_ read: (inout JSONReader) throws(Mismatch) -> Void) throws(Mismatch) {
    guard enter(UInt8(ascii: "[")) else { throw .unread }
    depth += 1
    var isLast = leave(UInt8(ascii: "]"))
    while !isLast {
      skipSpace()
      try read(&self)
      isLast = leave(UInt8(ascii: "]"))
      guard isLast || passComma() else { throw .unread }
    }
    depth -= 1
  }

  fileprivate func areSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy { bytes[$0] == bytes[$1] }
  }

  /// A key stands somewhere.
  fileprivate func holds(_ key: String, at place: Range<Int>) -> Bool {
    guard key.utf8.count == place.count else { return false }
    var index = place.lowerBound
    for byte in key.utf8 {
      guard bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  fileprivate func text(at place: Range<Int>) -> String { String(decoding: bytes[place], as: UTF8.self) }
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
