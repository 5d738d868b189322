import Interview
import RandomSessions
import Testing

@testable import SessionStorage

@Suite("JSON text")
struct FormatJSONTests {
  @Test(
    "is read as what it says",
    arguments: [
      (" null ", JSON.null), ("true", .bool(true)), ("false", .bool(false)), ("0", .integer(0)),
      ("-7", .integer(-7)), ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
      ("1.0", .number(1)), ("-0", .number(-0.0)), ("0.0", .number(0)), ("2.5e-3", .number(0.0025)),
      ("1E+2", .number(100)), ("\"\"", .string("")), ("\"čaj 👩‍👩‍👧‍👦\"", .string("čaj 👩‍👩‍👧‍👦")),
      (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")), (#""a\u00e9b""#, .string("aéb")),
      (#""\uD83D\ude00""#, .string("😀")), (#""\u0000x""#, .string("\u{0}x")), ("[]", .array([])),
      ("[1, [2]\n,3]", .array([.integer(1), .array([.integer(2)]), .integer(3)])), ("{}", .object([:])),
      ("\t{\"a\" : 1,\r\n\"b\":{\"a\":[]}}", .object(["a": .integer(1), "b": .object(["a": .array([])])])),
    ])
  func reads(text: String, json: JSON) throws {
    #expect(try JSONReader.read(Array(text.utf8)) == json)
  }

  @Test(
    "is refused at its first fault, with its place",
    arguments: [
      ("", 1, 1, "the text ends too early"), ("nul", 1, 4, "the text ends too early"),
      ("nulL", 1, 1, "a value is wanted"), ("tru\u{0}", 1, 1, "a value is wanted"),
      ("[1,\n 1e999]", 2, 2, "a number is too large"), ("-1e999", 1, 1, "a number is too large"),
      ("1e-999", 1, 1, "a number is too small"),
      ("9223372036854775808", 1, 1, "a whole number is beyond 64 bits"),
      ("01", 1, 1, "a number begins with a needless 0"), ("-", 1, 2, "the text ends too early"),
      ("-x", 1, 1, "a digit is wanted after `-`"), ("1.", 1, 3, "the text ends too early"),
      ("1.e3", 1, 3, "a digit is wanted"), ("1e+", 1, 4, "the text ends too early"),
      ("+1", 1, 1, "a value is wanted"), ("NaN", 1, 1, "a value is wanted"),
      ("{\"a\":1,\n\"č\":2, \"a\":3}", 2, 8, "the key \"a\" is there twice"),
      ("{\"a\":1,\"\\u0061\":3}", 1, 8, "the key \"a\" is there twice"),
      ("{\"é\":1,\"e\u{301}\":3}", 1, 8, "the key \"e\u{301}\" is there twice"),
      ("[1,]", 1, 4, "a value is wanted"), ("[,1]", 1, 2, "a value is wanted"),
      ("[1 2]", 1, 4, "`,` or the end of the list is wanted"),
      ("{\"a\" 1}", 1, 6, "`:` after a key is wanted"),
      ("{a:1}", 1, 2, "a key in double quotes is wanted"),
      ("{\"a\":1,}", 1, 8, "a key in double quotes is wanted"),
      ("[1}", 1, 3, "`,` or the end of the list is wanted"), ("// x", 1, 1, "a value is wanted"),
      ("{} x", 1, 4, "the text goes on after the end of its value"),
      ("\u{FEFF}\u{FEFF}{}", 1, 1, "a value is wanted; found an invisible character (U+FEFF): delete it"),
      (
        "\u{201C}a\u{201D}", 1, 1,
        "a value is wanted; found a curly quotation mark (U+201C): type a straight one, \""
      ),
      (
        "{\u{201E}a\u{201C}: 1}", 1, 2,
        "a key in double quotes is wanted; found a curly quotation mark (U+201E): type a straight one, \""
      ),
      (
        "[1,\u{A0}2]", 1, 4,
        "a value is wanted; found a no-break or other special space (U+00A0): type a plain space"
      ),
      ("[\u{2013}1]", 1, 2, "a value is wanted; found a long dash (U+2013): type a plain hyphen, -"),
      (
        "\u{FEFF}{\"a\"\u{2028}:1}", 1, 5,
        "`:` after a key is wanted; found a line break of a word processor (U+2028): delete it and press Enter"
      ),
      ("'a'", 1, 1, "a value is wanted"),
      ("\"a\nb\"", 1, 3, "a control character in a text is not escaped"),
      ("\"\\n\u{1B}\"", 1, 4, "a control character in a text is not escaped"),
      (#""\x""#, 1, 2, "an escape that JSON does not have"),
      (#""\u12g4""#, 1, 6, "a hexadecimal digit is wanted"),
      (#""\uD800""#, 1, 2, "half a character (a lone surrogate)"),
      (#""\uD800\n""#, 1, 2, "half a character (a lone surrogate)"),
      (#""\uD800\u0041""#, 1, 2, "half a character (a lone surrogate)"),
      (#""\uDC00""#, 1, 2, "half a character (a lone surrogate)"),
      (#""abc"#, 1, 5, "the text ends too early"),
    ])
  func refuses(text: String, line: Int, column: Int, problem: String) {
    expectFault(Array(text.utf8), TextPosition(line: line, column: column), problem)
  }

  @Test(
    "that is not UTF-8 is refused",
    arguments: [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC4], [0x80], [0xE2, 0x80],
    ])
  func refusesBytes(bytes: [UInt8]) {
    for escape in [[], Array(#"\n"#.utf8)] {
      let text = Array("[\n\"a".utf8) + escape + bytes + Array("\"]".utf8)
      expectFault(text, TextPosition(line: 2, column: 1), "a text is not valid UTF-8")
    }
    expectFault(bytes, TextPosition(line: 1, column: 1), "a value is wanted")
  }

  @Test("may be nested 64 deep and no deeper")
  func nesting() throws {
    let deep = { (count: Int) in
      Array(String(repeating: "[", count: count).utf8) + Array(String(repeating: "]", count: count).utf8)
    }
    _ = try JSONReader.read(deep(64))
    let problem = "objects and arrays lie more than 64 deep"
    expectFault(deep(65), TextPosition(line: 1, column: 65), problem)
    expectFault(
      Array(repeating: UInt8(ascii: "["), count: 1_000_000), TextPosition(line: 1, column: 65), problem)
    let objects = String(repeating: "{\"a\":", count: 1_000_000)
    expectFault(Array(objects.utf8), TextPosition(line: 1, column: 321), problem)
  }

  @Test("of a megabyte in one string comes back, and a number of a megabyte is refused")
  func huge() throws {
    let text = String(repeating: "a line of a note\n", count: 60_000)
    #expect(try JSONReader.read(JSONWriter.bytes(of: .string(text))) == .string(text))
    expectFault(
      Array(repeating: UInt8(ascii: "1"), count: 1_000_000), TextPosition(line: 1, column: 1),
      "a number is too long")
  }

  @Test("of any value comes back as it was, on one line, without a character that commands a terminal")
  func roundTrip() throws {
    for seed in 0..<2000 {
      var random = RandomSession(seed: seed)
      let json = random.json(depth: 4)
      let bytes = JSONWriter.bytes(of: json)
      #expect(try JSONReader.read(bytes) == json, "seed \(seed)")
      #expect(
        !String(decoding: bytes, as: UTF8.self).unicodeScalars.contains(where: isCommand), "seed \(seed)")
    }
  }

  @Test("has its keys sorted and no space")
  func compact() {
    let json = JSON.object(["b": .array([.integer(1), .null]), "a": .string("x"), "B": .number(0.5)])
    #expect(String(decoding: JSONWriter.bytes(of: json), as: UTF8.self) == #"{"B":0.5,"a":"x","b":[1,null]}"#)
  }

  @Test("escapes what a terminal could take for a command, and nothing else")
  func escapes() throws {
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = JSONWriter.bytes(of: .string(String(scalar)))
      let isEscaped = isCommand(scalar) || scalar == "\"" || scalar == "\\"
      #expect((bytes.dropFirst().first == UInt8(ascii: "\\")) == isEscaped, "U+\(String(value, radix: 16))")
      #expect(try JSONReader.read(bytes) == .string(String(scalar)))
    }
  }

  @Test("cut off anywhere, or with any byte changed, is read or refused")
  func damaged() throws {
    var random = RandomSession(seed: 5, isFull: true)
    let bytes = Array(JSONWriter.bytes(of: random.json(depth: 3)).prefix(600))
    for end in bytes.indices { _ = try? JSONReader.read(Array(bytes[..<end])) }
    for index in bytes.indices {
      for byte in [0, 0x22, 0x2C, 0x5C, 0x5D, 0x7B, 0x80, 0xFF] as [UInt8] {
        var changed = bytes
        changed[index] = byte
        _ = try? JSONReader.read(changed)
      }
    }
  }

  private func expectFault(
    _ bytes: [UInt8], _ position: TextPosition, _ problem: String, at here: SourceLocation = #_sourceLocation
  ) {
    do {
      let json = try JSONReader.read(bytes)
      Issue.record("read as \(json)", sourceLocation: here)
    } catch {
      #expect(error.told(in: bytes) == problem, sourceLocation: here)
      #expect(TextPosition(offset: error.offset, in: bytes) == position, sourceLocation: here)
    }
  }
}
