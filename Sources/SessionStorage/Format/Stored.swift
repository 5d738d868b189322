internal import Interview

/// A value that has one form in the files.
protocol Written {
  /// As it is written.
  var json: JSON { get }
  /// Writes it behind what is there, as `JSONWriter` writes `json`.
  func write(to writer: inout ByteWriter)
}

extension Written {
  func write(to writer: inout ByteWriter) { JSONWriter.append(json, to: &writer.bytes) }
}

/// A value that is read as it is written.
protocol Stored: Written {
  /// Reads it; throws what was found and what is wanted.
  init(json: JSON) throws(Mismatch)
  /// Reads it from bytes, if it is right; `ByteFields` tells what is thrown otherwise.
  init(from reader: inout ByteReader) throws(Mismatch)
}

extension Stored {
  init(from reader: inout ByteReader) throws(Mismatch) { try self.init(json: reader.plainValue()) }
}

/// A value whose form is an object.
protocol StoredObject: Stored {
  /// Goes through its fields, each once: takes them from a reader, or gives those of `old` to a writer.
  ///
  /// - Parameter old: nil for a reader.
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure)
}

extension StoredObject {
  init(json: JSON) throws(Mismatch) {
    var fields = try Fields(json)
    try self.init(&fields, nil)
  }

  init(from reader: inout ByteReader) throws(Mismatch) {
    var fields = try ByteFields(&reader)
    try self.init(&fields, nil)
    try fields.finish()
  }

  var json: JSON {
    var members = Members()
    put(to: &members)
    return .object(members.object)
  }

  func write(to writer: inout ByteWriter) {
    writer.object { members in put(to: &members) }
  }

  /// Puts its fields among those of an object.
  func put(to members: inout some FieldWriter) { _ = Self(&members, self) }
}

/// One of a few words.
protocol StoredWord: Stored, RawRepresentable, CaseIterable where RawValue == String {}

extension StoredWord {
  init(json: JSON) throws(Mismatch) {
    let text = try String(json: json)
    guard let word = Self(rawValue: text) else {
      let words = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw Mismatch("found \(JSONWriter.quoted(text)), wanted one of \(words)")
    }
    self = word
  }

  init(from reader: inout ByteReader) throws(Mismatch) {
    self = try reader.mark { Self(rawValue: String(decoding: $0, as: UTF8.self)) }
  }

  var json: JSON { .string(rawValue) }

  func write(to writer: inout ByteWriter) { JSONWriter.append(rawValue, to: &writer.bytes) }
}

extension JSON: Stored {
  init(json: JSON) { self = json }

  var json: JSON { self }

  /// What a message calls it.
  var summary: String {
    switch self {
    case .null: return "null"
    case .bool(let flag): return String(flag)
    case .integer(let number): return String(number)
    case .number(let number): return String(number)
    case .string(let text): return JSONWriter.quoted(text)
    case .array: return "a list"
    case .object: return "an object"
    }
  }
}

extension String: Stored {
  init(json: JSON) throws(Mismatch) {
    guard case .string(let text) = json else { throw Mismatch("found \(json.summary), wanted a text") }
    self = text
  }

  init(from reader: inout ByteReader) throws(Mismatch) { self = try reader.text() }

  var json: JSON { .string(self) }

  func write(to writer: inout ByteWriter) { JSONWriter.append(self, to: &writer.bytes) }
}

extension Int: Stored {
  init(json: JSON) throws(Mismatch) {
    guard case .integer(let number) = json else {
      var nearest: JSON?
      if case .number(let found) = json { nearest = .integer(Int(nearest: found)) }
      throw Mismatch("found \(json.summary), wanted a whole number", nearest: nearest)
    }
    self = number
  }

  init(from reader: inout ByteReader) throws(Mismatch) { self = try reader.whole() }

  var json: JSON { .integer(self) }

  func write(to writer: inout ByteWriter) { JSONWriter.append(self, to: &writer.bytes) }
}

extension Bool: Stored {
  init(json: JSON) throws(Mismatch) {
    guard case .bool(let flag) = json else { throw Mismatch("found \(json.summary), wanted true or false") }
    self = flag
  }

  init(from reader: inout ByteReader) throws(Mismatch) { self = try reader.flag() }

  var json: JSON { .bool(self) }
}

extension Array: Stored where Element: Stored {
  init(json: JSON) throws(Mismatch) {
    guard case .array(let elements) = json else { throw Mismatch("found \(json.summary), wanted a list") }
    self = []
    reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      do { append(try Element(json: element)) } catch { throw error.under(index) }
    }
  }

  init(from reader: inout ByteReader) throws(Mismatch) {
    self = []
    try reader.eachElement { reader throws(Mismatch) in append(try Element(from: &reader)) }
  }
}

extension Array: Written where Element: Written {
  var json: JSON { .array(map(\.json)) }

  func write(to writer: inout ByteWriter) {
    writer.bytes.append(UInt8(ascii: "["))
    for (index, element) in enumerated() {
      if index > 0 { writer.bytes.append(UInt8(ascii: ",")) }
      element.write(to: &writer)
    }
    writer.bytes.append(UInt8(ascii: "]"))
  }
}

extension Dictionary: Stored where Key == String, Value: Stored {
  init(json: JSON) throws(Mismatch) {
    guard case .object(let members) = json else { throw Mismatch("found \(json.summary), wanted an object") }
    self = [:]
    for (key, value) in members {
      do { self[key] = try Value(json: value) } catch { throw error.under(key) }
    }
  }
}

extension Dictionary: Written where Key == String, Value: Written {
  var json: JSON { .object(mapValues(\.json)) }
}

extension Offset: Stored {
  init(json: JSON) throws(Mismatch) { try self.init(within: Int(json: json)) }

  init(from reader: inout ByteReader) throws(Mismatch) { try self.init(within: reader.whole()) }

  private init(within number: Int) throws(Mismatch) {
    guard Limit.offset.contains(number) else {
      throw Mismatch(
        "found \(number), wanted milliseconds from 0 to \(Limit.offset.upperBound)",
        nearest: .integer(number.clamped(to: Limit.offset)))
    }
    self.init(number)
  }

  // A time that could not be read back would lose what it belongs to.
  var json: JSON { .integer(rawValue.clamped(to: Limit.offset)) }

  func write(to writer: inout ByteWriter) { rawValue.clamped(to: Limit.offset).write(to: &writer) }
}

extension WallTime: Stored {
  /// 0000-01-02 to 9999-12-30: what RFC 3339 can write at every offset from UTC.
  private static let writable = -62_167_132_800_000...253_402_128_000_000

  init(json: JSON) throws(Mismatch) {
    let text = try String(json: json)
    guard let time = WallTime(rfc3339: text), WallTime.writable.contains(time.milliseconds) else {
      throw Mismatch("found \(JSONWriter.quoted(text)), wanted a time such as 2026-03-14T09:26:53.589+01:00")
    }
    self = time
  }

  init(from reader: inout ByteReader) throws(Mismatch) {
    self = try reader.mark(WallTime.init(rfc3339:))
    guard WallTime.writable.contains(milliseconds) else { throw .unread }
  }

  private var written: String {
    WallTime(milliseconds: milliseconds.clamped(to: WallTime.writable), utcOffset: utcOffset).rfc3339
  }

  var json: JSON { .string(written) }

  func write(to writer: inout ByteWriter) { writer.putPlain(written) }
}

extension Stamp: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(offset: try archive.required("at", old?.offset), wall: try archive.required("time", old?.wall))
  }
}

/// Minutes above 0, at most a year of them.
struct Minutes: Stored {
  var number: Double

  init(_ number: Double) { self.number = number }

  init(json: JSON) throws(Mismatch) {
    switch json {
    case .integer(let whole): number = Double(whole)
    case .number(let broken): number = broken
    default: throw Mismatch("found \(json.summary), wanted a number")
    }
    guard number > 0, number <= Limit.minutes else {
      throw Mismatch(
        "found \(number), wanted above 0 and at most \(Int(Limit.minutes))",
        nearest: number > 0 ? .integer(Int(Limit.minutes)) : .integer(1))
    }
  }

  var json: JSON { Int(exactly: number).map(JSON.integer) ?? .number(number) }
}

/// A value or, as `null`, none.
struct Setting<Value: Stored>: Stored {
  var value: Value?

  init(value: Value?) { self.value = value }

  init(json: JSON) throws(Mismatch) { value = json == .null ? nil : try Value(json: json) }

  var json: JSON { value?.json ?? .null }
}
