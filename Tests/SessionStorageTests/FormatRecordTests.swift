import Interview
import RandomSessions
import Testing

@testable import SessionStorage

@Suite("A record as a line")
struct FormatRecordTests {
  @Test("comes back as it was, of every kind, on one line", arguments: Change.Kind.allCases)
  func roundTrip(kind: Change.Kind) throws {
    for seed in 0..<30 {
      var random = RandomSession(seed: seed, isFull: seed % 5 == 0)
      let record = random.record(of: kind)
      let bytes = RecordFormat.bytes(of: record)
      #expect(try RecordFormat.read(bytes) == .record(record), "seed \(seed)")
      #expect(
        !String(decoding: bytes, as: UTF8.self).unicodeScalars.contains(where: isCommand), "seed \(seed)")
      guard case .record(let read) = try RecordFormat.read(bytes) else { continue }
      #expect(RecordFormat.bytes(of: read) == bytes, "seed \(seed)")
    }
  }

  @Test("reads well")
  func layout() {
    let visited = Record(number: 17, at: Offset(123_456), change: .visited("K1", at: Offset(123_400)))
    #expect(
      line(visited) == #"{"v":2,"n":17,"at":123456,"kind":"visited","data":{"at":123400,"question":"K1"}}"#)
    let undo = Record(
      number: 18, at: Offset(123_460), role: .undo(16), change: .note(number: 3, nil),
      unknown: ["x": .integer(1)])
    #expect(
      line(undo) == #"{"v":2,"n":18,"at":123460,"kind":"note","undo":16,"data":{"number":3},"x":1}"#)
    let redo = Record(
      number: 19, at: .zero, role: .redo(18), change: .together([.finished, .draft(nil)]))
    #expect(
      line(redo) == """
        {"v":2,"n":19,"at":0,"kind":"together","redo":18,\
        "data":{"changes":[{"data":{},"kind":"finished"},{"data":{},"kind":"draft"}]}}
        """)
  }

  @Test("of an edit holds what becomes other, null for what goes, and nothing of what was")
  func layoutOfEdits() {
    var edit = NoteEdit()
    edit.text = "we hear late"
    edit.codes = []
    edit.replyTo = .some(nil)
    edit.manner = "dry"
    let edited = Record(number: 9, at: Offset(40), change: .edited(number: 3, edit, at: Offset(39)))
    #expect(
      line(edited) == """
        {"v":2,"n":9,"at":40,"kind":"edited","data":{"at":39,"number":3,\
        "set":{"codes":[],"manner":"dry","replyTo":null,"text":"we hear late"}}}
        """)
    let change = Stance.Change(at: Offset(5), value: .agree)
    let shown = Record(
      number: 10, at: Offset(40),
      change: .stanceChanged(
        .participant(4), StanceTarget(question: "K1", note: "abcd-3"), Splice(inserted: [change])))
    #expect(
      line(shown) == """
        {"v":2,"n":10,"at":40,"kind":"stance-changed","data":{"add":[{"at":5,"value":"agree"}],\
        "note":"abcd-3","participant":"P4","question":"K1"}}
        """)
    let back = Splice(dropped: 1, inserted: [Stretch(from: Offset(1), to: Offset(9))])
    let left = Record(
      number: 11, at: Offset(40),
      change: .participantChanged(
        4, ParticipantEdit(label: .some(nil), present: back, consent: [.quote: nil])))
    #expect(
      line(left) == """
        {"v":2,"n":11,"at":40,"kind":"participant-changed","data":{"seat":4,"set":{\
        "consent":{"quote":null},"label":null,"present":{"add":[{"from":1,"to":9}],"drop":1}}}}
        """)
    let typed = Record(
      number: 12, at: Offset(40),
      change: .draftChanged(DraftEdit(line: Offset(3), length: 900, behind: 2, dropped: 1, inserted: "ne")))
    #expect(
      line(typed) == """
        {"v":2,"n":12,"at":40,"kind":"draft-changed",\
        "data":{"add":"ne","behind":2,"drop":1,"length":900,"line":3}}
        """)
    let kept = History(undoable: [History.Step(record: 9, inverse: .note(number: 3, nil))], givenUp: 2)
    #expect(
      line(Record(number: 13, at: Offset(40), change: .history(kept))) == """
        {"v":2,"n":13,"at":40,"kind":"history","data":{"givenUp":2,\
        "undoable":[{"inverse":{"data":{"number":3},"kind":"note"},"record":9}]}}
        """)
  }

  @Test(
    "that a newer program of this version made is kept whole",
    arguments: [
      #"{"v":1,"n":5,"at":9,"kind":"drawing","data":{"a":[1]},"more":true}"#,
      #"{"v":1,"n":5,"at":9,"kind":"drawing"}"#,
      #"{"v":1,"n":5,"at":9,"kind":"probe","data":{"question":"K1","probe":"1","changes":[{"at":1,"how":"sung"}]}}"#,
      #"{"v":1,"n":5,"at":9,"kind":"together","data":{"changes":[{"kind":"finished","data":{}},{"kind":"new","data":{}}]}}"#,
      #"{"v":1,"n":5,"at":9,"kind":"finished","undo":1,"redo":2,"data":{}}"#,
      #"{"v":1,"n":5,"at":9,"kind":"outcome","data":{"question":"K1","outcome":{"question":"K2","outcome":"asked","at":1}}}"#,
      #"{"v":1,"n":5,"at":9,"kind":"participant","data":{"seat":3,"participant":{"seat":4,"id":"P4"}}}"#,
      #"{"v":1,"n":5,"at":9,"kind":"erased","data":{"seat":100,"at":3}}"#,
      #"{"v":2,"n":5,"at":9,"kind":"edited","data":{"number":3,"at":1,"set":{"question":""}}}"#,
      #"{"v":2,"n":5,"at":9,"kind":"edited","data":{"number":3,"at":1,"set":{"replyTo":"M"}}}"#,
      #"{"v":2,"n":5,"at":9,"kind":"edited","data":{"number":3,"at":1,"set":{"count":-1}}}"#,
      #"{"v":2,"n":5,"at":9,"kind":"stance-moved","data":{"participant":"P1","question":"K1","to":""}}"#,
      #"{"v":2,"n":5,"at":9,"kind":"probe-changed","data":{"question":"K1","probe":"1","drop":-1}}"#,
      #"{"v":2,"n":5,"at":9,"kind":"participant-changed","data":{"seat":3,"set":{"consent":{"dance":null}}}}"#,
      #"{"v":2,"n":5,"at":9,"kind":"draft-changed","data":{"line":1,"length":-1}}"#,
      #"{"v":2,"n":5,"at":9,"kind":"history","data":{"undoable":[{"record":1}]}}"#,
    ])
  func unknown(text: String) throws {
    let json = try JSONReader.read(Array(text.utf8))
    #expect(try RecordFormat.read(Array(text.utf8)) == .unknown(number: 5, at: Offset(9), json))
  }

  @Test(
    "that is none is refused",
    arguments: [
      ("", "record:1:1: error: the text ends too early"),
      ("[]", "record:1:1: error: found a list, wanted an object"),
      ("{}", "record:1:1: error: the key `v` is missing"),
      (#"{"v":1,"at":1,"kind":"note"}"#, "record:1:1: error: the key `n` is missing"),
      (
        #"{"v":1,"n":0,"at":1,"kind":"note"}"#, "record:1:12: error: n: found 0, wanted 1 to 9007199254740991"
      ),
      (#"{"v":1,"n":1,"kind":"note"}"#, "record:1:1: error: the key `at` is missing"),
      (#"{"v":1,"n":1,"at":1}"#, "record:1:1: error: the key `kind` is missing"),
      (
        #"{"v":1,"n":1,"at":1,"kind":"journal"}"#,
        "record:1:28: error: kind: found a journal's heading, wanted a record"
      ),
      (
        #"{"v":3,"n":1,"at":1,"kind":"note"}"#,
        "record: error: version 3 of the format is newer than this program: read-only"
      ),
    ])
  func refused(text: String, wanted: String) {
    #expect(message { try RecordFormat.read(Array(text.utf8)) } == wanted)
  }

  @Test("cut off anywhere, or with any byte changed, is read, kept or refused")
  func damaged() {
    var random = RandomSession(seed: 4, isFull: true)
    let bytes = RecordFormat.bytes(of: random.record(of: .note))
    for end in bytes.indices {
      #expect(throws: FormatError.self) { try RecordFormat.read(Array(bytes[..<end])) }
    }
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= UInt8(1 << (index % 8))
      _ = try? RecordFormat.read(changed)
    }
  }

  @Test("that is kept whole fits into a session's file, however deep it is")
  func deepUnapplied() throws {
    var deepest = 0
    for depth in 40..<70 {
      let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let text = #"{"v":1,"n":1,"at":0,"kind":"new","data":"# + nested + "}"
      guard case .unknown(_, _, let json)? = try? RecordFormat.read(Array(text.utf8)) else { continue }
      deepest = depth
      var session = Session.library
      session.unapplied = [json]
      #expect(try SessionFormat.read(SessionFormat.bytes(of: session), file: "s.json") == session)
    }
    #expect(deepest == 59)
  }

  @Test(
    "of any kind in any order makes a session whose file can be read again",
    arguments: [
      Change.Kind.allCases, [.visited, .visitClosed, .relabelled], [.note, .retracted, .struckOut],
      [.note, .edited, .unedited, .asked], [.stance, .stanceChanged, .stanceMoved],
      [.probe, .probeChanged], [.participant, .participantChanged], [.draft, .draftChanged],
    ])
  func fold(kinds: [Change.Kind]) throws {
    for seed in 0..<100 {
      var random = RandomSession(seed: seed)
      var session = random.head().session
      for number in 1...60 {
        var record = random.record(of: random.one(of: kinds))
        record.number = number
        session.apply(record)
      }
      let read = try SessionFormat.read(SessionFormat.bytes(of: session), file: "seed \(seed)")
      #expect(read == session, "seed \(seed)")
    }
  }

  private func line(_ record: Record) -> String {
    String(decoding: RecordFormat.bytes(of: record), as: UTF8.self)
  }
}

@Suite("The heading of a journal")
struct FormatJournalHeadingTests {
  private let heading = JournalHeading(uuid: "u-1", study: "COGOV \u{1B}", session: "cogov-NL02", from: 16)

  @Test("comes back as it was and reads well")
  func roundTrip() throws {
    #expect(try JournalHeading.read(heading.bytes) == heading)
    #expect(
      String(decoding: heading.bytes, as: UTF8.self) == #"""
        {"v":2,"n":16,"kind":"journal","data":{"session":"cogov-NL02","study":"COGOV \u001b","uuid":"u-1"}}
        """#)
  }

  @Test("names whose records follow and what file they go on from, and reads without")
  func lineage() throws {
    var named = heading
    named.recorder = "abcd"
    let checksum = FileChecksum.of(Array("123456789".utf8))
    named.base = JournalHeading.Base(checksum: checksum, recorder: nil, last: 16)
    #expect(try JournalHeading.read(named.bytes) == named)
    // The check value of CRC-32C (RFC 3720).
    #expect(named.base?.checksum == "e3069283-9" && FileChecksum.of([]) == "00000000-0")
    #expect(
      String(decoding: named.bytes, as: UTF8.self).contains(
        #""base":{"checksum":"e3069283-9","last":16},"recorder":"abcd","session""#))
  }

  @Test(
    "that is none is refused",
    arguments: [
      ("{", "journal:1:2: error: the text ends too early"),
      (
        #"{"v":1,"n":1,"at":0,"kind":"note","data":{}}"#,
        #"journal:1:28: error: kind: found "note", wanted "journal""#
      ),
      (
        #"{"v":1,"n":-1,"kind":"journal","data":{}}"#,
        "journal:1:12: error: n: found -1, wanted 0 to 9007199254740991"
      ),
      (
        #"{"v":1,"n":1,"kind":"journal","data":{"uuid":"u","study":""}}"#,
        "journal:1:38: error: data: the key `session` is missing"
      ),
      (
        #"{"v":3,"n":1,"kind":"journal"}"#,
        "journal: error: version 3 of the format is newer than this program: read-only"
      ),
    ])
  func refused(text: String, wanted: String) {
    #expect(message { try JournalHeading.read(Array(text.utf8)) } == wanted)
  }
}
