import Interview
import RandomSessions
import Testing

@testable import SessionStorage

@Suite("The heading of a session's file")
struct FormatHeadingTests {
  @Test("is read from the first 8 KiB of any session")
  func prefix() throws {
    for seed in 0..<100 {
      var random = RandomSession(seed: seed, isFull: seed % 10 == 0)
      let session = random.session()
      let prefix = Array(SessionFormat.bytes(of: session).prefix(SessionFormat.headingLength))
      #expect(
        try SessionFormat.readHead(prefix, file: "s.json").heading == SessionHeading(of: session),
        "seed \(seed)")
    }
  }

  @Test("does not care what comes behind it, damage included")
  func damageBehind() throws {
    let text = text(of: .library)
    let start = try #require(text.firstRange(of: "\"protocol\": ")).lowerBound
    let damaged = Array(text[..<start].utf8) + [0xFF, 0xC4]
    #expect(try SessionFormat.readHead(damaged, file: "s.json").heading.id == "library-20260314-0926")
  }

  @Test("cut off anywhere before its end asks for more of the file, and never gives a wrong one")
  func cut() throws {
    var random = RandomSession(seed: 1, isFull: true)
    let session = random.session()
    let bytes = SessionFormat.bytes(of: session)
    let whole = SessionHeading(of: session)
    let text = String(decoding: bytes, as: UTF8.self)
    let line = try #require(text.firstRange(of: "\n\"summary\": "))
    let end = try #require(text[line.upperBound...].firstIndex(of: "\n"))
    // The comma behind the summary is not needed.
    let length = text.utf8.distance(from: text.startIndex, to: end) - 1
    for count in 0..<length {
      #expect(throws: FormatError.headingIncomplete(file: "s.json")) {
        try SessionFormat.readHead(Array(bytes.prefix(count)), file: "s.json")
      }
    }
    #expect(try SessionFormat.readHead(Array(bytes.prefix(length)), file: "s.json").heading == whole)
  }

  @Test("is found in a file whose keys somebody sorted, given the whole file")
  func sorted() throws {
    var random = RandomSession(seed: 2, isFull: true)
    let session = random.session()
    let bytes = JSONWriter.bytes(of: try JSONReader.read(SessionFormat.bytes(of: session)))
    #expect(try SessionFormat.readHead(bytes, file: "s.json").heading == SessionHeading(of: session))
    #expect(throws: FormatError.headingIncomplete(file: "s.json")) {
      try SessionFormat.readHead(Array(bytes.dropLast(40)), file: "s.json")
    }
  }

  @Test("of a newer version is read, and says so")
  func newer() throws {
    let text = text(of: .library).replacing("\"version\": 1,", with: "\"version\": 9,")
    #expect(try SessionFormat.readHead(Array(text.utf8), file: "s.json").version == 9)
  }

  @Test("with a wrong value is refused with its place")
  func wrong() {
    let text = text(of: .library).replacing("\"open\"", with: "\"shut\"")
    #expect(
      message { try SessionFormat.readHead(Array(text.utf8), file: "s.json") }
        == "s.json:7:11: error: status: found \"shut\", wanted one of open, ended, finished")
  }
}
