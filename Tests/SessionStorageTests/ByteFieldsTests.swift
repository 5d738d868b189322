import Interview
import MemoryDisks
import RandomSessions
import Testing

@testable import SessionStorage

/// What is read and written straight from and to bytes is what goes by way of values: those judge.
@Suite struct ByteFieldsTests {
  /// A value straight from bytes; nil where something is not right.
  private func quick<Value: Stored>(_ bytes: [UInt8], as type: Value.Type) -> Value? {
    try? ByteReader.readAll(bytes, bytes.indices, MemberStack()) { reader throws(Mismatch) in
      try Value(from: &reader)
    }
  }

  private func slow<Value: Stored>(_ bytes: [UInt8], as type: Value.Type) -> Value? {
    guard let json = try? JSONReader.read(bytes) else { return nil }
    return try? Value(json: json)
  }

  private func bytes(of value: some Written) -> [UInt8] {
    var writer = ByteWriter()
    value.write(to: &writer)
    return writer.bytes
  }

  /// Written both ways alike; read both ways alike, and straight if nothing is wrong or too much for it.
  private func expectSame<Value: Stored & Equatable>(_ value: Value, _ what: Comment) {
    let bytes = bytes(of: value)
    #expect(bytes == JSONWriter.bytes(of: value.json), what)
    #expect(slow(bytes, as: Value.self) == value, what)
    #expect(quick(bytes, as: Value.self) == value, what)
  }

  @Test func `every part of a session`() {
    for seed in 0..<60 {
      var random = RandomSession(seed: seed, isFull: seed % 10 == 0)
      let session = random.session()
      for note in session.notes { expectSame(note, "seed \(seed)") }
      for stance in session.stances { expectSame(stance, "seed \(seed)") }
      for probe in session.probes { expectSame(probe, "seed \(seed)") }
      for participant in session.participants { expectSame(participant, "seed \(seed)") }
      for visit in session.visits {
        expectSame(WrittenVisit(visit, isPassing: seed % 2 == 0), "seed \(seed)")
      }
      for outcome in session.outcomes { expectSame(outcome, "seed \(seed)") }
      for recorder in session.recorders { expectSame(recorder, "seed \(seed)") }
      expectSame(session.group, "seed \(seed)")
      expectSame(session.budget, "seed \(seed)")
      expectSame(session.protocol, "seed \(seed)")
      expectSame(session.answers, "seed \(seed)")
    }
  }

  @Test func `every kind of record`() throws {
    for seed in 0..<400 {
      var random = RandomSession(seed: seed)
      let record = random.record()
      let bytes = RecordFormat.bytes(of: record)
      #expect(try RecordFormat.rightRecord(bytes, bytes.indices, MemberStack()) == record, "seed \(seed)")
      #expect(try RecordFormat.judged(bytes) == .record(record), "seed \(seed)")
      var data = ByteWriter()
      data.object { record.change.put(to: &$0) }
      #expect(data.bytes == JSONWriter.bytes(of: record.change.data), "seed \(seed)")
    }
  }

  /// Another text that is nearly the same: a bit, a byte more or less, a piece twice, or one of those that matter.
  private func changed(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(bytes.randomElement(using: &random) ?? 0, at: place)
    case 3:
      let end = min(bytes.count, place + Int.random(in: 1..<40, using: &random))
      bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4: bytes.removeLast(bytes.count - place)
    default:
      let pieces = [
        ",", " ", "\n", "null", "\"", "\\", "\\u0041", "{}", "[]", "{\"a\":1}", "\"at\":1,", "-1", "1e400",
        "0.5",
        "99999999999999999999", "true", "\u{301}", "]", "}", ":", "\u{0}", String(repeating: "[", count: 70),
      ]
      bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
    }
    return bytes
  }

  @Test func `what is not right is read by neither way or by both alike`() throws {
    var read = 0
    for seed in 0..<300 {
      var random = RandomSession(seed: seed)
      var dice = SeededRandom(seed: UInt64(seed))
      let session = random.session()
      let record = RecordFormat.bytes(of: random.record())
      let notes = session.notes.prefix(2).map { bytes(of: $0) }
      for _ in 0..<60 {
        for note in notes {
          let text = changed(note, &dice)
          guard let note = quick(text, as: Note.self) else { continue }
          read += 1
          #expect(slow(text, as: Note.self) == note, "\(String(decoding: text, as: UTF8.self))")
        }
        let text = changed(record, &dice)
        guard let record = try? RecordFormat.rightRecord(text, text.indices, MemberStack()) else { continue }
        read += 1
        #expect(try RecordFormat.judged(text) == .record(record), "\(String(decoding: text, as: UTF8.self))")
      }
    }
    #expect(read > 1000)
  }

  @Test func `what is too much for it is read as a value`() throws {
    var note = try #require(Fixture.note)
    for number in 0..<100 { note.unknown["later\(number)"] = .integer(number) }
    note.unknown["ärger\n"] = .array([.object(["deep": .null])])
    let bytes = bytes(of: note)
    #expect(bytes == JSONWriter.bytes(of: note.json))
    #expect(quick(bytes, as: Note.self) == nil && slow(bytes, as: Note.self) == note)
    var session = Session.library
    session.apply(Record(number: 1, at: note.at, change: .note(number: note.number, note)))
    #expect(try SessionFormat.read(SessionFormat.bytes(of: session), file: "x").notes == [note])
  }

  @Test func `a file that was written is read to its last value, and no note is kept`() throws {
    for seed in 0..<20 {
      var random = RandomSession(seed: seed, isFull: true)
      let session = random.session()
      let bytes = SessionFormat.bytes(of: session)
      #expect(session.isRead(from: bytes), "seed \(seed)")
      let read = try SessionFormat.count(bytes)
      #expect(read.notes == session.notes.count && read.session.notes.isEmpty, "seed \(seed)")
      var other = session
      other.lastRecord += 1
      #expect(!other.isRead(from: bytes), "seed \(seed)")
      // The kind of the last note is none.
      let kind = Array("\"kind\":\"".utf8)
      let place = try #require(bytes.indices.last { bytes[$0...].starts(with: kind) })
      var wrong = bytes
      wrong[place + kind.count] = UInt8(ascii: "x")
      #expect(!session.isRead(from: wrong), "seed \(seed)")
      #expect(!session.isRead(from: Array(bytes.dropLast(2))), "seed \(seed)")
    }
  }

  private enum Fixture {
    static var note: Note? {
      Note(
        id: "abcd-1", number: 1, question: "K1", at: .seconds(1), time: WallTime(milliseconds: 0),
        saved: .seconds(1), content: NoteContent(text: "one"))
    }
  }
}
