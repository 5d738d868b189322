internal import Interview

/// Reads JSON (RFC 8259) strictly: valid UTF-8, no key twice in an object, no number beyond its type, no lone
/// surrogate, nothing behind the value, no nesting beyond a limit. What it takes in, the writer writes back.
///
/// The steps are open to the session's reader, which takes the notes one at a time.
struct JSONReader {
  /// What is wrong, and at which byte.
  struct Fault: Error, Equatable {
    /// The byte at which it was seen.
    var offset: Int
    /// In words.
    var problem: String
    /// Nothing is wrong but that the text ends.
    var isEnd = false
    /// Nothing is wrong but that a number is beyond its type.
    var isOfNumber = false
  }

  /// How deep arrays and objects may lie in each other, unless told.
  static let deepest = 64
  /// A longer number is nobody's.
  private static let longestNumber = 400

  let bytes: [UInt8]
  let deepest: Int
  /// A number beyond its type is taken as the nearest in it.
  private let takesAnyNumber: Bool
  /// The byte that is read next.
  var offset = 0
  /// Where the latest key began.
  private(set) var keyOffset = 0

  /// - Parameter takesAnyNumber: a number beyond its type is taken as the nearest in it, instead of refused.
  init(_ bytes: [UInt8], deepest: Int = JSONReader.deepest, takesAnyNumber: Bool = false) {
    self.bytes = bytes
    self.deepest = deepest
    self.takesAnyNumber = takesAnyNumber
    // What editors of Windows put in front of a text is no part of it (RFC 8259, 8.1: a parser may skip it).
    if bytes.starts(with: JSONReader.byteOrderMark) { offset = JSONReader.byteOrderMark.count }
  }

  /// U+FEFF in UTF-8.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The one value that a text holds.
  static func read(
    _ bytes: [UInt8], deepest: Int = JSONReader.deepest, takesAnyNumber: Bool = false
  ) throws(Fault) -> JSON {
    var reader = JSONReader(bytes, deepest: deepest, takesAnyNumber: takesAnyNumber)
    let json = try reader.value()
    try reader.end()
    return json
  }

  /// Nothing but white space may follow.
  mutating func end() throws(Fault) {
    skipSpace()
    guard offset == bytes.count else { throw fault("the text goes on after the end of its value") }
  }

  /// Reads `{`.
  mutating func openObject() throws(Fault) {
    skipSpace()
    try expect(UInt8(ascii: "{"), "an object")
  }

  /// Reads `[`.
  mutating func openArray() throws(Fault) {
    skipSpace()
    try expect(UInt8(ascii: "["), "an array")
  }

  /// In an object: the next key with its colon; nil at the end. `first` is true before the first call.
  mutating func nextKey(_ first: inout Bool) throws(Fault) -> String? {
    guard try another(before: UInt8(ascii: "}"), &first) else { return nil }
    skipSpace()
    guard offset < bytes.count else { throw early }
    guard bytes[offset] == UInt8(ascii: "\"") else { throw fault("a key in double quotes is wanted") }
    keyOffset = offset
    let key = try string()
    skipSpace()
    try expect(UInt8(ascii: ":"), "`:` after a key")
    return key
  }

  /// In an array: whether another element follows. `first` is true before the first call.
  mutating func nextElement(_ first: inout Bool) throws(Fault) -> Bool {
    try another(before: UInt8(ascii: "]"), &first)
  }

  /// The next value; `depth` arrays and objects are open around it.
  mutating func value(depth: Int = 0) throws(Fault) -> JSON {
    skipSpace()
    guard offset < bytes.count else { throw early }
    switch bytes[offset] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw fault("a value is wanted")
    }
  }

  /// The next value is an array.
  mutating func nextIsArray() -> Bool {
    skipSpace()
    return offset < bytes.count && bytes[offset] == UInt8(ascii: "[")
  }

  /// White space up to the next token.
  mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  func fault(_ problem: String, isOfNumber: Bool = false) -> Fault {
    Fault(offset: offset, problem: problem, isOfNumber: isOfNumber)
  }

  // MARK: - Containers

  private mutating func object(depth: Int) throws(Fault) -> JSON {
    guard depth < deepest else { throw fault("objects and arrays lie more than \(deepest) deep") }
    offset += 1
    // Most objects of a long session are notes, which have a dozen fields: growing to that costs a fifth.
    var members = [String: JSON](minimumCapacity: 12)
    var first = true
    while let key = try nextKey(&first) {
      let start = keyOffset
      guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else {
        throw Fault(offset: start, problem: "the key \(JSONWriter.quoted(key)) is there twice")
      }
    }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(Fault) -> JSON {
    guard depth < deepest else { throw fault("objects and arrays lie more than \(deepest) deep") }
    offset += 1
    var elements: [JSON] = []
    var first = true
    while try nextElement(&first) { elements.append(try value(depth: depth + 1)) }
    return .array(elements)
  }

  private mutating func another(before close: UInt8, _ first: inout Bool) throws(Fault) -> Bool {
    skipSpace()
    guard offset < bytes.count else { throw early }
    let byte = bytes[offset]
    if byte == close {
      offset += 1
      return false
    }
    if first {
      first = false
      return true
    }
    try expect(UInt8(ascii: ","), "`,` or the end of the list")
    return true
  }

  // MARK: - Single values

  private mutating func literal(_ text: StaticString, _ json: JSON) throws(Fault) -> JSON {
    let start = offset
    for index in 0..<text.utf8CodeUnitCount {
      guard start + index < bytes.count else { throw early }
      guard bytes[start + index] == text.utf8Start[index] else { throw fault("a value is wanted") }
    }
    offset = start + text.utf8CodeUnitCount
    return json
  }

  private mutating func number() throws(Fault) -> JSON {
    let start = offset
    var index = start
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    let firstDigit = index
    var whole: Int? = 0
    while index < bytes.count, let digit = digit(index) {
      whole = whole.flatMap { appending(digit, to: $0, isNegative) }
      index += 1
    }
    guard index > firstDigit else { throw index < bytes.count ? fault("a digit is wanted after `-`") : early }
    if bytes[firstDigit] == UInt8(ascii: "0"), index > firstDigit + 1 {
      throw fault("a number begins with a needless 0")
    }
    let integerEnd = index
    index = try fraction(from: index)
    guard index - start <= JSONReader.longestNumber else { throw fault("a number is too long") }
    if index == integerEnd, !(isNegative && whole == 0) {
      guard let whole = whole ?? (takesAnyNumber ? (isNegative ? .min : .max) : nil) else {
        throw fault("a whole number is beyond 64 bits", isOfNumber: true)
      }
      offset = index
      return .integer(whole)
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let double = finite(text) else { throw fault("a number is too large", isOfNumber: true) }
    let digits = bytes[start..<index].prefix { $0 | 0x20 != UInt8(ascii: "e") }
    if double == 0, !takesAnyNumber, digits.contains(where: isNotZero) {
      throw fault("a number is too small", isOfNumber: true)
    }
    offset = index
    return .number(double)
  }

  private func finite(_ text: String) -> Double? {
    guard let double = Double(text) else { return nil }
    guard double.isInfinite, takesAnyNumber else { return double.isFinite ? double : nil }
    return double < 0 ? -.greatestFiniteMagnitude : .greatestFiniteMagnitude
  }

  /// Where a fraction and an exponent end.
  private func fraction(from start: Int) throws(Fault) -> Int {
    var index = start
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") { index = try digits(from: index + 1) }
    guard index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") else { return index }
    index += 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
      index += 1
    }
    return try digits(from: index)
  }

  private func digits(from start: Int) throws(Fault) -> Int {
    var index = start
    while index < bytes.count, digit(index) != nil { index += 1 }
    guard index > start else {
      throw index < bytes.count ? Fault(offset: index, problem: "a digit is wanted") : early
    }
    return index
  }

  private func digit(_ index: Int) -> Int? {
    let value = bytes[index] &- UInt8(ascii: "0")
    return value < 10 ? Int(value) : nil
  }

  // MARK: - Strings

  private mutating func string() throws(Fault) -> String {
    let start = offset + 1
    var index = start
    var all: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      all |= byte
      if byte == UInt8(ascii: "\"") {
        let inside = bytes[start..<index]
        // Of ASCII there is nothing to validate, which takes longer than to decode.
        let text =
          all < 0x80 ? String(decoding: inside, as: UTF8.self) : String(validating: inside, as: UTF8.self)
        guard let text else { throw badText }
        offset = index + 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(plainTo: index) }
      guard byte >= 0x20 else {
        throw Fault(offset: index, problem: "a control character in a text is not escaped")
      }
      index += 1
    }
    throw early
  }

  /// A text with escapes; up to `plainTo` it has none.
  private mutating func escapedString(plainTo: Int) throws(Fault) -> String {
    var text = Array(bytes[offset + 1..<plainTo])
    var index = plainTo
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw badText }
        offset = index + 1
        return string
      case UInt8(ascii: "\\"):
        let (scalar, next) = try escape(at: index)
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        index = next
      case 0..<0x20:
        throw Fault(offset: index, problem: "a control character in a text is not escaped")
      default:
        text.append(byte)
        index += 1
      }
    }
    throw early
  }

  /// The scalar that an escape stands for, and where the text goes on.
  private func escape(at index: Int) throws(Fault) -> (Unicode.Scalar, Int) {
    guard index + 1 < bytes.count else { throw early }
    switch bytes[index + 1] {
    case UInt8(ascii: "\""): return ("\"", index + 2)
    case UInt8(ascii: "\\"): return ("\\", index + 2)
    case UInt8(ascii: "/"): return ("/", index + 2)
    case UInt8(ascii: "b"): return ("\u{8}", index + 2)
    case UInt8(ascii: "f"): return ("\u{C}", index + 2)
    case UInt8(ascii: "n"): return ("\n", index + 2)
    case UInt8(ascii: "r"): return ("\r", index + 2)
    case UInt8(ascii: "t"): return ("\t", index + 2)
    case UInt8(ascii: "u"): return try unicodeEscape(at: index)
    default: throw Fault(offset: index, problem: "an escape that JSON does not have")
    }
  }

  private func unicodeEscape(at index: Int) throws(Fault) -> (Unicode.Scalar, Int) {
    let unit = try hexadecimal(at: index + 2)
    if let scalar = Unicode.Scalar(unit) { return (scalar, index + 6) }
    // The Unicode Standard 3.9, D75: a high surrogate and a low one are one scalar.
    guard unit < 0xDC00 else { throw Fault(offset: index, problem: "half a character (a lone surrogate)") }
    for (place, wanted) in [(6, UInt8(ascii: "\\")), (7, UInt8(ascii: "u"))] {
      guard index + place < bytes.count else { throw early }
      guard bytes[index + place] == wanted else {
        throw Fault(offset: index, problem: "half a character (a lone surrogate)")
      }
    }
    let low = try hexadecimal(at: index + 8)
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw Fault(offset: index, problem: "half a character (a lone surrogate)") }
    return (scalar, index + 12)
  }

  private func hexadecimal(at start: Int) throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for index in start..<start + 4 {
      guard index < bytes.count else { throw early }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte & 0x0F)
      case UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f"):
        value = value << 4 | UInt32(byte & 0x0F) + 9
      default: throw Fault(offset: index, problem: "a hexadecimal digit is wanted")
      }
    }
    return value
  }

  // MARK: - Faults

  private mutating func expect(_ byte: UInt8, _ name: String) throws(Fault) {
    guard offset < bytes.count else { throw early }
    guard bytes[offset] == byte else { throw fault("\(name) is wanted") }
    offset += 1
  }

  private var early: Fault { Fault(offset: bytes.count, problem: "the text ends too early", isEnd: true) }

  private var badText: Fault { fault("a text is not valid UTF-8") }
}

private func appending(_ digit: Int, to number: Int, _ isNegative: Bool) -> Int? {
  let (shifted, isTooLarge) = number.multipliedReportingOverflow(by: 10)
  let (sum, overflows) =
    isNegative ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
  return isTooLarge || overflows ? nil : sum
}

private func isNotZero(_ byte: UInt8) -> Bool { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) }
