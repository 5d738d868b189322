internal import Interview

/// Reads JSON that is right, straight from bytes that somebody holds meanwhile, and gives up at anything else.
///
/// Every value is read as strictly as `JSONReader` reads. Where this one gives up, that one tells what is wrong, and where.
/// A byte is never looked at beyond the end.
struct ByteReader {
  /// The members of the objects that are open, the innermost last.
  let members: MemberStack
  /// The byte that is read next, and the end.
  private(set) var next: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>
  private let deepest: Int
  /// How many arrays and objects are open.
  private var depth: Int

  /// Reads a part of bytes.
  ///
  /// - Parameters:
  ///   - members: serves one reading after the other.
  ///   - depth: how many arrays and objects are open around the part.
  static func read<Value>(
    _ bytes: [UInt8], _ part: Range<Int>, _ members: MemberStack, deepest: Int = JSONReader.deepest,
    depth: Int = 0, _ read: (inout ByteReader) throws(Mismatch) -> Value
  ) throws(Mismatch) -> (value: Value, end: Int) {
    try bytes.withUnsafeBufferPointer { buffer throws(Mismatch) in
      guard let start = buffer.baseAddress, part.upperBound <= buffer.count else { throw .unread }
      var reader = ByteReader(
        members: members, next: start + part.lowerBound, end: start + part.upperBound, deepest: deepest,
        depth: depth)
      defer { members.count = 0 }
      let value = try read(&reader)
      return (value, reader.next - start)
    }
  }

  /// Reads bytes that hold one value.
  static func readAll<Value>(
    _ bytes: [UInt8], _ part: Range<Int>, _ members: MemberStack, deepest: Int = JSONReader.deepest,
    _ read: (inout ByteReader) throws(Mismatch) -> Value
  ) throws(Mismatch) -> Value {
    try ByteReader.read(bytes, part, members, deepest: deepest) { reader throws(Mismatch) in
      let value = try read(&reader)
      reader.skipSpace()
      guard reader.next == reader.end else { throw .unread }
      return value
    }.value
  }

  // MARK: Places

  /// Goes back to a value that was passed.
  mutating func go(to place: UnsafePointer<UInt8>) { next = place }

  @inline(__always)
  private mutating func skipSpace() {
    while next < end, next.pointee <= 0x20 {
      switch next.pointee {
      case 0x20, 0x0A, 0x0D, 0x09: next += 1
      default: return
      }
    }
  }

  @inline(__always)
  private mutating func pass(_ byte: UInt8) -> Bool {
    skipSpace()
    guard next < end, next.pointee == byte else { return false }
    next += 1
    return true
  }

  // MARK: Containers

  /// Goes over an object to its end.
  ///
  /// - Returns: where its members stand among all, and the bits of their keys' marks.
  mutating func passObject() throws(Mismatch) -> (members: Range<Int>, marks: UInt64) {
    guard depth < deepest, pass(UInt8(ascii: "{")) else { throw .unread }
    let first = members.count
    var isRising = true
    var marks: UInt64 = 0
    if pass(UInt8(ascii: "}")) { return (first..<first, 0) }
    while true {
      guard pass(UInt8(ascii: "\"")) else { throw .unread }
      let key = next
      var mark: UInt64 = 0
      while next < end, next.pointee != UInt8(ascii: "\"") {
        let byte = next.pointee
        guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\\") else { throw .unread }
        if next - key < 8 { mark = mark << 8 | UInt64(byte) }
        next += 1
      }
      let length = next - key
      if length < 8 { mark <<= UInt64(64 - 8 * length) & 63 }
      guard length > 0, length <= Int(UInt16.max), pass(UInt8(ascii: "\"")), pass(UInt8(ascii: ":")) else {
        throw .unread
      }
      if members.count > first { isRising = isRising && members[members.count - 1].mark < mark }
      skipSpace()
      let value = next
      try passValue()
      let member = MemberStack.Member(mark: mark, key: key, value: value, end: next, length: UInt16(length))
      guard isRising || !members.contains(member, from: first), members.count - first < MemberStack.most,
        members.append(member)
      else { throw .unread }
      marks |= mark.markBit
      if pass(UInt8(ascii: "}")) { return (first..<members.count, marks) }
      guard pass(UInt8(ascii: ",")) else { throw .unread }
    }
  }

  /// Reads what lies in an object whose members are known.
  mutating func enter() { depth += 1 }

  /// The elements of the array that is next, one by one.
  mutating func eachElement(_ read: (inout ByteReader) throws(Mismatch) -> Void) throws(Mismatch) {
    guard depth < deepest, pass(UInt8(ascii: "[")) else { throw .unread }
    depth += 1
    var isLast = pass(UInt8(ascii: "]"))
    while !isLast {
      skipSpace()
      try read(&self)
      isLast = pass(UInt8(ascii: "]"))
      guard isLast || pass(UInt8(ascii: ",")) else { throw .unread }
    }
    depth -= 1
  }

  /// Goes over a value as far as its end can be told without reading it. What ends there can still be no value.
  private mutating func passValue() throws(Mismatch) {
    let start = next
    var open = 0
    while next < end {
      switch next.pointee {
      case UInt8(ascii: "\""):
        next += 1
        try passText()
        if open == 0 { return }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open += 1
        next += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard open > 0 else {
          guard next > start else { throw .unread }
          return
        }
        open -= 1
        next += 1
        if open == 0 { return }
      case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09:
        guard open > 0 else {
          guard next > start else { throw .unread }
          return
        }
        next += 1
      default: next += 1
      }
    }
    guard open == 0, next > start else { throw .unread }
  }

  /// Goes to behind the end of a text that has begun.
  private mutating func passText() throws(Mismatch) {
    while true {
      while end - next >= 8 {
        let word = UInt64(littleEndian: UnsafeRawPointer(next).loadUnaligned(as: UInt64.self))
        let found =
          Bytes8.places(of: UInt8(ascii: "\""), in: word) | Bytes8.places(of: UInt8(ascii: "\\"), in: word)
        guard found == 0 else {
          next += found.trailingZeroBitCount >> 3
          break
        }
        next += 8
      }
      while next < end, next.pointee != UInt8(ascii: "\""), next.pointee != UInt8(ascii: "\\") { next += 1 }
      guard next < end else { throw .unread }
      if next.pointee == UInt8(ascii: "\"") {
        next += 1
        return
      }
      guard end - next >= 2 else { throw .unread }
      next += 2
    }
  }

  // MARK: Single values

  /// A value by way of `JSONReader`.
  mutating func plainValue() throws(Mismatch) -> JSON {
    skipSpace()
    let start = next
    try passValue()
    // A mark of the byte order would be passed over.
    guard start.pointee < 0x80 else { throw .unread }
    let bytes = Array(UnsafeBufferPointer(start: start, count: next - start))
    var reader = JSONReader(bytes, deepest: deepest)
    guard let json = try? reader.value(depth: depth), reader.offset == bytes.count else { throw .unread }
    return json
  }

  /// A text.
  mutating func text() throws(Mismatch) -> String {
    guard next < end, next.pointee == UInt8(ascii: "\"") else { throw .unread }
    let start = next + 1
    next = start
    var all: UInt64 = 0
    while end - next >= 8 {
      let word = UInt64(littleEndian: UnsafeRawPointer(next).loadUnaligned(as: UInt64.self))
      let found =
        Bytes8.places(of: UInt8(ascii: "\""), in: word) | Bytes8.places(of: UInt8(ascii: "\\"), in: word)
        | Bytes8.controls(in: word)
      guard found == 0 else { break }
      all |= word
      next += 8
    }
    var high = all & 0x8080_8080_8080_8080 != 0
    while next < end, next.pointee != UInt8(ascii: "\"") {
      let byte = next.pointee
      if byte == UInt8(ascii: "\\") {
        next = start - 1
        guard case .string(let text) = try plainValue() else { throw .unread }
        return text
      }
      guard byte >= 0x20 else { throw .unread }
      high = high || byte >= 0x80
      next += 1
    }
    guard next < end else { throw .unread }
    let inside = UnsafeBufferPointer(start: start, count: next - start)
    next += 1
    // Of ASCII there is nothing to validate, which takes longer than to decode.
    guard high else { return String(decoding: inside, as: UTF8.self) }
    guard let text = String(validating: inside, as: UTF8.self) else { throw .unread }
    return text
  }

  /// What stands between quotation marks, if it is short and plain: for texts of a known form.
  mutating func mark<Value>(_ read: (UnsafeBufferPointer<UInt8>) -> Value?) throws(Mismatch) -> Value {
    guard next < end, next.pointee == UInt8(ascii: "\"") else { throw .unread }
    let start = next + 1
    var place = start
    while place < end, place.pointee != UInt8(ascii: "\"") {
      guard place.pointee >= 0x20, place.pointee < 0x7F, place.pointee != UInt8(ascii: "\\"),
        place - start < 64
      else { throw .unread }
      place += 1
    }
    guard place < end, let value = read(UnsafeBufferPointer(start: start, count: place - start)) else {
      throw .unread
    }
    next = place + 1
    return value
  }

  /// A whole number of at most 18 digits.
  mutating func whole() throws(Mismatch) -> Int {
    let isNegative = next < end && next.pointee == UInt8(ascii: "-")
    if isNegative { next += 1 }
    let start = next
    var number = 0
    while next < end, case let digit = next.pointee &- UInt8(ascii: "0"), digit < 10, next - start < 19 {
      number = number &* 10 &+ Int(digit)
      next += 1
    }
    let count = next - start
    guard count > 0, count < 19, count == 1 || start.pointee != UInt8(ascii: "0"), !isNegative || number > 0
    else { throw .unread }
    if next < end {
      switch next.pointee {
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): throw .unread
      default: break
      }
    }
    return isNegative ? -number : number
  }

  mutating func flag() throws(Mismatch) -> Bool {
    if passWord("true") { return true }
    if passWord("false") { return false }
    throw .unread
  }

  private mutating func passWord(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard end - next >= count else { return false }
    for index in 0..<count where next[index] != word.utf8Start[index] { return false }
    next += count
    return true
  }
}

/// Eight bytes at a time (Mycroft 1987): the highest bit of each byte that is looked for. Only the first that is found is
/// sure to be one.
private enum Bytes8 {
  private static let low: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  static func places(of byte: UInt8, in word: UInt64) -> UInt64 {
    let differing = word ^ (low &* UInt64(byte))
    return (differing &- low) & ~differing & high
  }

  /// Bytes below 0x20.
  @inline(__always)
  static func controls(in word: UInt64) -> UInt64 { (word &- low &* 0x20) & ~word & high }
}

/// The members of objects that are being read, one object above the other.
final class MemberStack {
  /// A key and a value, in the bytes that are read.
  struct Member {
    /// The key's first eight bytes, the first in the highest place, and zeros: what most keys differ in; 0 once it is
    /// taken.
    var mark: UInt64
    /// Without its quotation marks.
    var key: UnsafePointer<UInt8>
    var value: UnsafePointer<UInt8>
    var end: UnsafePointer<UInt8>
    var length: UInt16

    var name: String {
      String(decoding: UnsafeBufferPointer(start: key, count: Int(length)), as: UTF8.self)
    }
  }

  /// An object with more fields is not worth a list that is gone through.
  fileprivate static let most = 64
  private static let capacity = 8 * most
  private let all = UnsafeMutablePointer<Member>.allocate(capacity: MemberStack.capacity)
  private let counter = UnsafeMutablePointer<Int>.allocate(capacity: 1)

  init() { counter.initialize(to: 0) }

  deinit {
    all.deallocate()
    counter.deallocate()
  }

  var count: Int {
    get { counter.pointee }
    set { counter.pointee = newValue }
  }

  subscript(place: Int) -> Member {
    @inline(__always) get { all[place] }
    @inline(__always) set { all[place] = newValue }
  }

  /// - Returns: false if there is no room.
  fileprivate func append(_ member: Member) -> Bool {
    guard count < MemberStack.capacity else { return false }
    all[count] = member
    count += 1
    return true
  }

  fileprivate func contains(_ member: Member, from first: Int) -> Bool {
    for place in first..<count where all[place].mark == member.mark && all[place].length == member.length {
      var index = 8
      while index < Int(member.length), all[place].key[index] == member.key[index] { index += 1 }
      if index >= Int(member.length) { return true }
    }
    return false
  }
}
