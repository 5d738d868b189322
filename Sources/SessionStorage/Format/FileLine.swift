internal import Interview

/// The lines of a file of ours, each by itself: a member at the top, or one element of a list. What is damaged costs
/// the lines it is in and no other.
struct FileLine {
  /// What a line can be.
  enum Content {
    /// `{`, or nothing.
    case frame
    /// `}`.
    case end
    /// `"key": value`.
    case member(key: String, JSON)
    /// `"key": [`, and the elements follow.
    case list(key: String)
    /// `]`.
    case listEnd
    /// A value, as lists have them.
    case element(JSON)
    case unreadable
  }

  /// What a line of a file is, without its line break.
  static func content(of line: ArraySlice<UInt8>) -> Content {
    let bytes = trimmed(line)
    switch bytes.count {
    case 0: return .frame
    case 1 where bytes.first == UInt8(ascii: "{"): return .frame
    case 1 where bytes.first == UInt8(ascii: "}"): return .end
    case 1 where bytes.first == UInt8(ascii: "]"): return .listEnd
    default: break
    }
    if let (key, rest) = key(of: bytes) {
      if rest.elementsEqual([UInt8(ascii: "[")]) { return .list(key: key) }
      return (try? JSONReader.read(Array(rest))).map { .member(key: key, $0) } ?? .unreadable
    }
    return (try? JSONReader.read(Array(bytes))).map(Content.element) ?? .unreadable
  }

  /// The member that a line is, if it is one.
  static func member(of line: ArraySlice<UInt8>) -> (key: String, value: JSON)? {
    guard case .member(let key, let value) = content(of: line) else { return nil }
    return (key, value)
  }

  /// The key that a line begins with, and what follows its colon.
  private static func key(of line: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
    guard line.first == UInt8(ascii: "\""),
      let end = line.dropFirst().firstIndex(of: UInt8(ascii: "\"")),
      line[(end + 1)...].first == UInt8(ascii: ":")
    else { return nil }
    let key = String(decoding: line[(line.startIndex + 1)..<end], as: UTF8.self)
    return (key, trimmed(line[(end + 2)...]))
  }

  /// Without a mark of the byte order, white space around, and the comma that ends it.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var line = line
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    while isSpace(line.first) { line.removeFirst() }
    while isSpace(line.last) { line.removeLast() }
    if line.last == UInt8(ascii: ",") { line.removeLast() }
    return line
  }
}

/// A damaged file of ours, as far as its lines can be read.
struct FileLines {
  /// The members at the top, each key once.
  private(set) var members: [String: JSON] = [:]
  /// The elements of lists, with the lines they stand in, from 1.
  private(set) var lists: [String: [(line: Int, value: JSON)]] = [:]
  /// The lines that cannot be read.
  private(set) var unreadable: [ClosedRange<Int>] = []
  /// How many lines there are.
  private(set) var count = 0
  /// The end is there.
  private(set) var isWhole = false

  init(_ bytes: [UInt8]) {
    var list: String?
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      switch FileLine.content(of: line) {
      case .frame: break
      case .end: isWhole = true
      case .member(let key, let value):
        list = nil
        if members[key] == nil, lists[key] == nil { members[key] = value }
      case .list(let key): list = key
      case .listEnd: list = nil
      case .element(let value):
        // The line that begins the list may be among those that are lost.
        let key = FileLines.isNote(value) ? "notes" : list
        if let key { lists[key, default: []].append((number, value)) } else { miss(number) }
      case .unreadable: miss(number)
      }
    }
    count = number
  }

  /// Only a note has all of these, and only what a review says of a note has one of those.
  private static func isNote(_ value: JSON) -> Bool {
    guard case .object(let fields) = value else { return false }
    return ["id", "number", "question", "at", "time", "saved"].allSatisfy { fields[$0] != nil }
      || fields["note"] != nil && ["codes", "memos", "check", "verified"].contains { fields[$0] != nil }
  }

  /// The version that the file says it is of.
  var version: Int? {
    guard case .integer(let number)? = members["version"] else { return nil }
    return number
  }

  /// The value of a member at the top, if it is one of the kind that is wanted.
  func value<Value: Stored>(_ key: String) -> Value? { members[key].flatMap { try? Value(json: $0) } }

  /// Those elements of a list that are of the kind that is wanted; the lines of the others count as unreadable.
  mutating func values<Value: Stored>(_ key: String) -> [Value] {
    if case .array(let elements)? = members[key] { return elements.compactMap { try? Value(json: $0) } }
    var values: [Value] = []
    for (line, json) in lists[key] ?? [] {
      do { values.append(try Value(json: json)) } catch { miss(line) }
    }
    return values
  }

  /// Counts a line as unreadable, whatever it looked like.
  mutating func miss(_ line: Int) {
    if let last = unreadable.last, line <= last.upperBound + 1, line >= last.lowerBound {
      unreadable[unreadable.count - 1] = last.lowerBound...max(line, last.upperBound)
    } else {
      unreadable.append(line...line)
    }
  }
}

/// Takes what can be read, under each key, and is content with it.
extension FileLines: FieldReader {
  func optional<Value: Stored>(_ key: FieldKey, _ old: Value?) -> Value? { value(key.text) }

  func optional<Value: Stored>(named key: String, _ old: Value?) -> Value? { value(key) }

  mutating func list<Value: Stored>(_ key: FieldKey, _ old: [Value]?) -> [Value] { values(key.text) }

  func rest(_ old: UnknownFields?) -> UnknownFields { [:] }

  func judge(_ rule: () throws(Mismatch) -> Void) {}
}
