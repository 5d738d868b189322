import Interview
import Testing

@testable import SessionStorage

@Suite("A session's file with a fault")
struct FormatFaultTests {
  /// A file that has been changed in one place, and what is said about it.
  struct Fault: CustomTestStringConvertible {
    var path: String
    var value: JSON
    var message: String
    var testDescription: String { "\(path): \(message)" }
  }

  @Test(
    "is refused with its place, the key and what is wanted",
    arguments: [
      Fault(
        path: "format", value: .string("atlas"),
        message: #"format: found "atlas", wanted "focusgroup.session""#),
      Fault(path: "version", value: .integer(0), message: "version: found 0, wanted 1 to 1000000000"),
      Fault(
        path: "id", value: .string("../x"), message: #"id: found "../x", wanted 1-100 of A-Z a-z 0-9 _ -"#),
      Fault(
        path: "id", value: .string("a\u{0}"),
        message: #"id: found "a\u0000", wanted 1-100 of A-Z a-z 0-9 _ -"#),
      Fault(path: "title", value: .null, message: "title: found null, wanted a text"),
      Fault(
        path: "startedAt", value: .string("14 March"),
        message: #"startedAt: found "14 March", wanted a time such as 2026-03-14T09:26:53.589+01:00"#),
      Fault(
        path: "begun", value: .integer(-1),
        message: "begun: found -1, wanted milliseconds from 0 to 10000000000000"),
      Fault(path: "group", value: .array([]), message: "group: found a list, wanted an object"),
      Fault(
        path: "budget/minutes", value: .integer(0),
        message: "budget.minutes: found 0.0, wanted above 0 and at most 525600"),
      Fault(
        path: "summary/lastRecord", value: .number(1.5),
        message: "summary.lastRecord: found 1.5, wanted a whole number"),
      Fault(
        path: "summary/protocol", value: .object([:]), message: "summary.protocol: the key `id` is missing"),
      Fault(
        path: "participants/0/seat", value: .integer(100),
        message: "participants[0].seat: found 100, wanted 1 to 99"),
      Fault(
        path: "participants/0/id", value: .string("P98"),
        message: #"participants[0].id: found "P98", wanted "P3" for its seat"#),
      Fault(
        path: "participants/0/consent/part/answer", value: .string("maybe"),
        message: #"participants[0].consent.part.answer: found "maybe", wanted one of yes, no, unknown"#),
      Fault(
        path: "visits/1/from", value: .integer(10), message: "visits[1].from: found 10, wanted 5000 or later"),
      Fault(
        path: "visits/0/to", value: .integer(-5),
        message: "visits[0].to: found -5, wanted milliseconds from 0 to 10000000000000"),
      Fault(
        path: "visits/1/to", value: .integer(5001), message: "visits[1].to: found 5001, wanted 6000 or later"),
      Fault(
        path: "visits/0/question", value: .string(""),
        message: "visits[0].question: found an empty text, wanted something in it"),
      Fault(
        path: "stances/0/participant", value: .string("P100"),
        message: #"stances[0].participant: found "P100", wanted P1 to P99, P0 or M"#),
      Fault(
        path: "stances/0/changes/1/value", value: .string("maybe"),
        message: #"stances[0].changes[1].value: found "maybe", wanted one of agree, dissent, none"#),
      Fault(
        path: "answers/facilitator", value: .integer(1),
        message: "answers.facilitator: found 1, wanted a text"),
      Fault(
        path: "protocol/questions", value: .array([]),
        message: "protocol.questions: found an empty list, wanted something in it"),
      Fault(
        path: "protocol/questions/1/id", value: .string("K1"),
        message: #"protocol.questions[1].id: found "K1" a second time"#),
      Fault(
        path: "protocol/title", value: .object([:]),
        message: "protocol.title: found no language, wanted a text for each"),
      Fault(path: "notes", value: .object([:]), message: "notes: found an object, wanted a list"),
      Fault(
        path: "notes/1/kind", value: .string("dr\u{1B}awing"),
        message:
          #"notes[1].kind: found "dr\u001bawing", wanted one of paraphrase, quote, observation, comment, follow-up"#
      ),
      Fault(
        path: "notes/1/number", value: .integer(1), message: "notes[1].number: found 1 after 1, wanted more"),
      Fault(
        path: "notes/0/number", value: .integer(.max),
        message: "notes[0].number: found \(Int.max), wanted 1 to 1000000000"),
      Fault(
        path: "notes/0/replyTo", value: .string("M"),
        message: #"notes[0].replyTo: found "M", wanted P1 to P99"#),
      Fault(
        path: "notes/0/participants/0", value: .string("P03"),
        message: #"notes[0].participants[0]: found "P03", wanted P1 to P99, P0 or M"#),
      Fault(
        path: "notes/0/unsure", value: .integer(1), message: "notes[0].unsure: found 1, wanted true or false"),
      Fault(
        path: "notes/0/at", value: .integer(.max),
        message: "notes[0].at: found \(Int.max), wanted milliseconds from 0 to 10000000000000"),
      Fault(
        path: "notes/0/revisions/0/count", value: .integer(-1),
        message: "notes[0].revisions[0].count: found -1, wanted 0 to 1000000000"),
      Fault(
        path: "notes/0/revisions/0/kind", value: .null,
        message: "notes[0].revisions[0]: the key `kind` is missing"),
    ])
  func refused(fault: Fault) throws {
    let steps = fault.path.split(separator: "/").map(String.init)
    let json = try JSONReader.read(SessionFormat.bytes(of: .meeting)).changing(steps) { _ in fault.value }
    let said = try #require(message { try SessionFormat.read(JSONWriter.bytes(of: json), file: "s.json") })
    #expect(said.hasPrefix("s.json:1:"))
    #expect(said.hasSuffix(" error: " + fault.message), "\(said)")
    #expect(!said.unicodeScalars.contains(where: isCommand))
  }

  @Test(
    "lacks nothing that has to be there",
    arguments: [
      "format", "version", "id", "uuid", "title", "status", "startedAt", "summary", "protocol", "notes",
      "protocol/questions/0/kind", "protocol/questions/0/minutes", "participants/0/id", "visits/0/from",
      "stances/0/question", "pauses/0/why", "recorders/0/program", "notes/0/id", "notes/0/time",
      "notes/1/saved",
    ])
  func missing(path: String) throws {
    var steps = path.split(separator: "/").map(String.init)
    let key = steps.removeLast()
    let json = try JSONReader.read(SessionFormat.bytes(of: .meeting)).changing(steps) { json in
      guard case .object(var members) = json else { return json }
      members[key] = nil
      return .object(members)
    }
    let said = message { try SessionFormat.read(JSONWriter.bytes(of: json), file: "s.json") }
    #expect(said?.hasSuffix("the key `\(key)` is missing") == true, "\(said ?? "read")")
  }

  @Test("is pointed at in the line that holds it")
  func position() throws {
    let changed = text(of: .meeting).replacing("\"quote\"", with: "\"quotation\"")
    let before = changed[..<(try #require(changed.firstRange(of: "\"quotation\"")).lowerBound)]
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    let said = message { try SessionFormat.read(Array(changed.utf8), file: "Sessions/m.json") }
    let place = "\(lines.count):\((lines.last?.count ?? 0) + 1)"
    #expect(said?.hasPrefix("Sessions/m.json:\(place): error: notes[0].kind: ") == true, "\(said ?? "read")")
  }

  @Test("in its JSON is refused with its place")
  func syntax() {
    let changed = text(of: .library).replacing("\"status\": ", with: "\"status\" ")
    #expect(
      message { try SessionFormat.read(Array(changed.utf8), file: "s\u{1B}.json") }
        == #"s\u{1B}.json:7:10: error: `:` after a key is wanted"#)
    let twice = text(of: .library).replacing("\"notes\": []", with: "\"notes\": [],\n\"notes\": []")
    #expect(
      message { try SessionFormat.read(Array(twice.utf8), file: "s.json") }
        == #"s.json:12:1: error: the key "notes" is there twice"#)
  }

  @Test(
    "is refused when its parts do not fit together",
    arguments: [
      ("\"to\":5000}", "\"x\":5000}", "visits[0]: it is open, but another visit follows"),
      ("\"begun\": 100,\n", "", "begunAt: `begunAt` is there without `begun`"),
      ("\"begunAt\": \"2026-03-14T09:26:53.689+01:00\",\n", "", "begun: `begun` is there without `begunAt`"),
      (
        "\"id\":\"P5\",\"seat\":5", "\"id\":\"P2\",\"seat\":2",
        "participants[1].seat: found 2 after 3, wanted more"
      ),
    ])
  func wholes(there: String, instead: String, wanted: String) throws {
    let session = text(of: .meeting)
    try #require(session.contains(there))
    let said = message {
      try SessionFormat.read(Array(session.replacing(there, with: instead).utf8), file: "s.json")
    }
    #expect(said?.hasSuffix("error: " + wanted) == true, "\(said ?? "read")")
  }

  @Test(
    "is refused when two of its values are about the same thing",
    arguments: ["probes", "stances"])
  func twice(list: String) throws {
    let json = try JSONReader.read(SessionFormat.bytes(of: .meeting)).changing([list]) { json in
      guard case .array(let elements) = json, let first = elements.first else { return json }
      return .array(elements + [first])
    }
    let said = message { try SessionFormat.read(JSONWriter.bytes(of: json), file: "s.json") }
    #expect(said?.contains("error: \(list)[1]") == true, "\(said ?? "read")")
    #expect(said?.hasSuffix(" a second time") == true, "\(said ?? "read")")
  }

  @Test("cut off at any byte is refused")
  func cut() {
    let bytes = SessionFormat.bytes(of: .meeting)
    for count in 0..<bytes.count - 2 {
      #expect(throws: FormatError.self) {
        try SessionFormat.read(Array(bytes.prefix(count)), file: "s.json")
      }
    }
    #expect(throws: Never.self) { try SessionFormat.read(Array(bytes.dropLast()), file: "s.json") }
  }

  @Test("of a newer version is for reading only, as far as it is understood")
  func newer() throws {
    let text = text(of: .meeting).replacing("\"version\": 1,", with: "\"version\": 2,")
    let whole = FormatError.newer(file: "s.json", version: 2, session: .meeting)
    #expect(throws: whole) { try SessionFormat.read(Array(text.utf8), file: "s.json") }
    let strange = text.replacing("\"quote\"", with: "\"drawing\"")
    let part = FormatError.newer(file: "s.json", version: 2, session: nil)
    #expect(throws: part) { try SessionFormat.read(Array(strange.utf8), file: "s.json") }
    #expect(whole.message == "s.json: error: version 2 of the format is newer than this program: read-only")
  }
}
