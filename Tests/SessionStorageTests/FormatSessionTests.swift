import Interview
import RandomSessions
import Testing

@testable import SessionStorage

@Suite("A session as a file")
struct FormatSessionTests {
  @Test("comes back as it was, whatever is in it, and is written again with the same bytes")
  func roundTrip() throws {
    for seed in 0..<300 {
      var random = RandomSession(seed: seed, isFull: seed % 10 == 0)
      let session = random.session()
      let bytes = SessionFormat.bytes(of: session)
      let read = try SessionFormat.read(bytes, file: "s.json")
      #expect(read == session, "seed \(seed)")
      #expect(SessionFormat.bytes(of: read) == bytes, "seed \(seed)")
    }
  }

  @Test("has no byte that a terminal could take for a command")
  func noControls() {
    var random = RandomSession(seed: 7, isFull: true)
    let text = String(decoding: SessionFormat.bytes(of: random.session()), as: UTF8.self)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !isCommand($0) })
  }

  @Test("has its keys in the order of the table, one a line, with one note a line and a newline at the end")
  func layout() {
    var random = RandomSession(seed: 3, isFull: true)
    var session = random.session()
    session.unknown = ["x-b": .integer(1), "x-a": .integer(2)]
    session.unapplied = [.object(["n": .integer(1)])]
    let lines = String(decoding: SessionFormat.bytes(of: session), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let keys = lines.filter { $0.hasPrefix("\"") }.map { $0.prefix { $0 != ":" }.dropFirst().dropLast() }
    #expect(
      keys == [
        "format", "version", "id", "uuid", "title", "status", "startedAt", "begunAt", "begun", "endedAt",
        "ended", "timeZone", "group", "budget", "summary", "draft", "putAside", "recorders", "participants",
        "visits", "outcomes", "probes", "stances", "pauses", "offRecord", "recordings", "summaries",
        "answers", "retracted", "clock", "unapplied", "x-a", "x-b", "protocol", "notes",
      ])
    let notes = lines.dropFirst((lines.firstIndex(of: "\"notes\": [") ?? 0) + 1)
    #expect(notes.prefix { $0 != "]" }.count == session.notes.count)
    #expect(lines.first == "{" && lines.suffix(3) == ["]", "}", ""])
  }

  @Test("is short while nothing has happened")
  func empty() {
    let text = """
      {
      "format": "focusgroup.session",
      "version": 1,
      "id": "library-20260314-0926",
      "uuid": "u-1",
      "title": "Library",
      "status": "open",
      "startedAt": "2026-03-14T09:26:53.589+01:00",
      "summary": {"duration":0,"lastRecord":0,"nextNote":1,"notes":0,"participants":0,\
      "protocol":{"id":"library","version":"1"}},
      "protocol": {"languages":["en"],"protocol":"library",\
      "questions":[{"id":"K1","kind":"key","minutes":10,"title":"Visits"}],"title":"Library","version":"1"},
      "notes": []
      }

      """
    #expect(String(decoding: SessionFormat.bytes(of: .library), as: UTF8.self) == text)
  }

  @Test("writes a note flat, and of a revision only what the next version changed")
  func note() {
    var session = Session.library
    var parts = Session.Parts(of: session)
    let wall = WallTime(milliseconds: 1_773_476_814_589, utcOffset: 60)
    let now = NoteContent(
      kind: .quote, speakers: [.participant(3), .someone, .moderator], unsure: true, replyTo: 5,
      text: "we hear\nlate", manner: "ironic", codes: ["bar.mes"], count: 2, of: 8)
    var first = now
    first.text = "we here late"
    first.manner = nil
    parts.notes = [
      Note(
        id: "abcd-1", number: 1, question: "K1", at: Offset(1000), time: wall, saved: Offset(4000),
        content: now, typed: "3 …",
        revisions: [Revision(at: Offset(9000), content: first, question: "K1", typed: "3 …")])
    ]
    session.restore(parts)
    let lines = String(decoding: SessionFormat.bytes(of: session), as: UTF8.self).split(separator: "\n")
    #expect(
      lines.last { $0.hasPrefix("{\"at\"") } == """
        {"at":1000,"codes":["bar.mes"],"complete":true,"count":2,"id":"abcd-1","kind":"quote",\
        "manner":"ironic","number":1,"of":8,"participants":["P3","P0","M"],"question":"K1","replyTo":"P5",\
        "revisions":[{"at":9000,"manner":null,"text":"we here late"}],"saved":4000,\
        "text":"we hear\\nlate","time":"2026-03-14T09:26:54.589+01:00","typed":"3 …","unsure":true}
        """)
  }

  @Test("says of a short visit in which nothing happened that it was passing, and works it out anew")
  func passing() throws {
    var session = Session.library
    var parts = Session.Parts(of: session)
    parts.visits = [
      Visit(question: "K1", from: Offset(0), to: Offset(19999)),
      Visit(question: "K2", from: Offset(19999), to: Offset(39999)),
    ]
    session.restore(parts)
    let text = String(decoding: SessionFormat.bytes(of: session), as: UTF8.self)
    #expect(text.contains("{\"from\":0,\"passing\":true,\"question\":\"K1\",\"to\":19999},\n"))
    #expect(text.contains("{\"from\":19999,\"question\":\"K2\",\"to\":39999}\n"))
    let edited = text.replacing("\"to\":19999", with: "\"to\":19998").replacing(",\"passing\":true", with: "")
    let read = try SessionFormat.read(Array(edited.utf8), file: "s.json")
    #expect(String(decoding: SessionFormat.bytes(of: read), as: UTF8.self).contains("\"passing\":true"))
  }

  @Test("keeps each statement of a question's outcome, as they were stated")
  func outcomes() throws {
    func said(_ question: QuestionID, _ outcome: Outcome, _ at: Int) -> QuestionOutcome {
      QuestionOutcome(question: question, outcome: outcome, at: Offset(at))
    }
    var session = Session.library
    var parts = Session.Parts(of: session)
    parts.outcomes = [
      said("K1", .asked, 5), said("K1", .covered, 5), said("K1", .skipped, 9), said("W", .asked, 1),
    ]
    session.restore(parts)
    let text = String(decoding: SessionFormat.bytes(of: session), as: UTF8.self)
    #expect(
      text.contains(
        """
        "outcomes": [
        {"at":5,"outcome":"asked","question":"K1"},
        {"at":5,"outcome":"covered","question":"K1"},
        {"at":9,"outcome":"skipped","question":"K1"},
        {"at":1,"outcome":"asked","question":"W"}
        ],

        """))
    #expect(try SessionFormat.read(Array(text.utf8), file: "s.json") == session)
    // A hand that put them in another order has not changed what was stated last.
    let first = "{\"at\":9,\"outcome\":\"skipped\",\"question\":\"K1\"},\n"
    let moved = text.replacing(first, with: "").replacing(
      "\"outcomes\": [\n", with: "\"outcomes\": [\n" + first)
    #expect(try SessionFormat.read(Array(moved.utf8), file: "s.json") == session)
  }

  @Test("keeps the fields of a newer version on every object", arguments: keepingObjects)
  func unknownFields(path: String) throws {
    var random = RandomSession(seed: 11, isFull: true)
    let bytes = SessionFormat.bytes(of: random.session())
    let later = JSON.object(["deep": .array([.null, .number(0.5)])])
    let changed = try JSONReader.read(bytes).setting("x-later", to: later, at: path)
    let read = try SessionFormat.read(JSONWriter.bytes(of: changed), file: "s.json")
    #expect(try JSONReader.read(SessionFormat.bytes(of: read)) == changed)
  }

  static let keepingObjects = [
    "", "group", "summary", "draft", "recorders/0", "participants/0", "participants/1/present/0",
    "participants/0/consent", "visits/1", "outcomes/0", "probes/0", "stances/1", "pauses/0", "offRecord/0",
    "recordings/0", "summaries/0", "retracted/0", "clock/0", "protocol", "protocol/questions/0", "notes/0",
    "notes/1/revisions/0",
  ]
}
