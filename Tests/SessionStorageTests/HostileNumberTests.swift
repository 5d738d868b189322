import Facilitation
import Interview
import MemoryDisks
import RandomSessions
import Screens
import Testing
import TextScreen

@testable import SessionStorage

/// Numbers in our own files that nobody's recording makes: each number of a rich file is replaced in turn. Nothing traps,
/// what can be shown is shown, the session goes on, and what is noted then is there.
@Suite("Hostile numbers")
struct HostileNumberTests {
  static let values = [
    "0", "-1", "0.5", "525600", "2147483648", "900000000", "900000001", "1000000000", "1000000001",
    "10000000000000", "10000000000001", "4503599627370495", "4503599627370496", "9007199254740991",
    "9007199254740992", "10000000000000000", "-10000000000000000", "9223372036854775807",
    "-9223372036854775808", "9223372036854775808", "1e308", "-1e999",
  ]

  @Test("in a session's file", arguments: values)
  func sessions(_ value: String) throws {
    let file = Self.file
    let row = Self.values.firstIndex(of: value) ?? 0
    for place in CrashStates.chosen(Self.places(in: file), row: row, stride: 9) {
      let (bytes, texts) = (file.replacing(place, with: value), Self.texts)
      let disk = MemoryDisk()
      let study = StudyFolder(path: "/study", statePath: "/state", disk: disk)
      try study.create()
      disk.replace("/study/Sessions/full.json", with: bytes)
      let name = "\(place.path) = \(value)"
      #expect(try study.sessions().map(\.id) == ["full"], "\(name)")
      _ = try? SessionFormat.readHead(bytes, file: "full.json")

      let read: Recovered<Session>
      do throws(StorageError) { read = try Recovery.read(in: study, id: "full") } catch {
        // What is no number out of its range: a seat that is another's, a version.
        #expect(place.isLabel && error.exitStatus == 65, "\(name): \(error.message)")
        continue
      }
      guard !read.isReadOnly else { continue }
      let isStrict = (try? SessionFormat.read(bytes, file: "full.json")) != nil
      #expect(read.notices.contains(where: \.isDamage) == !isStrict, "\(name)")
      #expect(texts.isSubset(of: Set(read.session.notes.map(\.content.text))), "\(name)")
      look(at: read.session)

      let kept = try goOn(in: study, name)
      let again = try Recovery.read(in: study, id: "full")
      #expect(again.session == kept && again.notices == [], "\(name)")
      let copies = disk.contents.filter { $0.key.hasPrefix("/study/Sessions/full.damaged-") }
      let copy = copies.values.first
      // What leaves little room is counted anew as well.
      #expect(copy == bytes || copy == nil && isStrict, "\(name)")
      // What was put right once is right.
      guard copy != nil else { continue }
      _ = try goOn(in: study, name)
      let later = disk.contents.filter { $0.key.hasPrefix("/study/Sessions/full.damaged-") }
      #expect(later == copies && copies.count == 1, "\(name)")
    }
  }

  /// Everything that shows a session.
  private func look(at session: Session) {
    _ = SessionText(session).lines
    let start = Stamp(offset: .zero, wall: session.startedAt)
    let late = Stamp(offset: Offset(5000), wall: WallTime(milliseconds: 1_900_000_000_000))
    var replay = ReplayScreen(Replay(session, now: start))
    for key in [Key.end, .home, .right, .character(" "), .pageDown, .character("i"), .end] {
      _ = replay.handle(.key(key), at: late)
      _ = replay.wakeUp
    }
    _ = replay.frame(Size(rows: 24, columns: 80))
    _ = replay.replay.lines(after: Offset(-1), through: replay.replay.timeline.end)
    _ = session.inconsistencies
  }

  /// Resumes, notes on the full screen, and leaves.
  private func goOn(in study: StudyFolder, _ name: String) throws -> Session {
    let (open, recovered) = try OpenSession.resume(in: study, id: "full")
    let last = recovered.session.lastOffset
    let now = Stamp(offset: last, wall: WallTime(milliseconds: 1_900_000_000_000, utcOffset: 60))
    let resumed = Recording.resume(
      recovered.session, history: recovered.history,
      recorder: Recorder(id: "wxyz", program: "t", from: now.offset), wasCutOff: recovered.wasCutOff,
      isWhole: true, interactive: true, now: now)
    var (screen, effects) = RecordingScreen.open(
      resumed.recording, greeting: resumed.effects, durable: recovered.session.lastRecord, now: now)
    func press(_ key: TextScreen.Key) { effects += screen.handle(.key(key), at: now) }
    let lines = [
      "/gap pause", "/on", "/begin", "/minutes 60", "/until 16:00", "noted afterwards", "/undo", "/redo",
    ]
    for line in lines {
      press(.escape)
      press(.control("u"))
      press(.paste(line))
      press(.enter)
    }
    for key in [Key.control("g"), .function(2), .up] { press(key) }
    _ = screen.frame(Size(rows: 24, columns: 80))
    open.append(effects.compactMap { if case .append(let record) = $0 { record } else { nil } })
    try open.flush()
    let crashed = try Recovery.read(in: study, id: "full").session
    let session = screen.recording.session
    // In an interview it is said by the one participant, who may have refused to take part.
    let said = Shorthand.read("noted afterwards", in: session.shorthandContext)
    let isRefused = session.isOffRecord || session.refusal(of: said) != nil
    #expect(isRefused || session.notes.contains { $0.content.text == "noted afterwards" }, "\(name)")
    #expect(crashed.notes.map(\.content.text) == session.notes.map(\.content.text), "\(name)")
    #expect(crashed.lastRecord == session.lastRecord, "\(name)")
    try open.close(session)
    return try Recovery.read(in: study, id: "full").session
  }

  @Test("in a review's file", arguments: values)
  func reviews(_ value: String) throws {
    let file = JSONText(Array(String(decoding: ReviewFormat.bytes(of: Self.review), as: UTF8.self).utf8))
    let row = Self.values.firstIndex(of: value) ?? 0
    for place in CrashStates.chosen(Self.places(in: file), row: row, stride: 9) {
      let bytes = file.replacing(place, with: value)
      let disk = MemoryDisk()
      let study = StudyFolder(path: "/study", statePath: "/state", disk: disk)
      try study.create()
      disk.replace("/study/Sessions/full.review-anna.json", with: bytes)
      let name = "\(place.path) = \(value)"
      let head = ReviewHead(
        uuid: "r", reviewer: "anna", session: "full", sessionUUID: "u", startedAt: Self.review.startedAt)
      let read: Recovered<Review>
      do throws(StorageError) {
        read = try Recovery.readReview(in: study, id: "full", reviewer: "anna")
      } catch {
        #expect(place.isLabel && error.exitStatus == 65, "\(name): \(error.message)")
        continue
      }
      guard !read.isReadOnly else { continue }
      let (open, recovered) = try OpenReview.open(in: study, session: "full", reviewer: "anna") { head }
      var review = recovered.review
      let memo = Self.memo(review.nextMemo, "noted afterwards")
      let record = ReviewRecord(
        number: review.lastRecord + 1, at: review.lastChange,
        change: .memo(note: "abcd-1", number: memo.number, memo))
      review.apply(record)
      open.append([record])
      try open.flush()
      let texts = { (review: Review) in Set(review.notes.values.flatMap { $0.memos.map(\.text) }) }
      let crashed = try Recovery.readReview(in: study, id: "full", reviewer: "anna").review
      #expect(texts(crashed) == ["first", "second", "third", "noted afterwards"], "\(name)")
      try open.close(review)
      let again = try Recovery.readReview(in: study, id: "full", reviewer: "anna")
      #expect(texts(again.review) == texts(crashed) && again.notices == [], "\(name)")
      let numbers = again.review.notes.values.flatMap { $0.memos.map(\.number) }
      #expect(Set(numbers).count == numbers.count, "\(name)")
      #expect(!numbers.contains { $0 >= again.review.nextMemo }, "\(name)")
    }
  }

  @Test("in a journal", arguments: values)
  func journals(_ value: String) throws {
    let records = Self.records
    for place in records.indices {
      let line = JSONText(RecordFormat.bytes(of: records[place]))
      for number in Self.places(in: line) {
        var payloads = records.map { RecordFormat.bytes(of: $0) }
        payloads[place] = line.replacing(number, with: value)
        let heading = JournalHeading(uuid: "full-uuid", study: "/study", session: "full", from: 0)
        let disk = MemoryDisk()
        let study = StudyFolder(path: "/study", statePath: "/state", disk: disk)
        try study.create()
        let frames = ([heading.bytes] + payloads).flatMap { JournalFrame.bytes(of: $0) }
        disk.replace("/study/Sessions/full.journal", with: frames)
        let name = "record \(place + 1) \(number.path) = \(value)"
        #expect(try study.sessions().map(\.id) == ["full"], "\(name)")
        guard let read = try? Recovery.read(in: study, id: "full") else { continue }
        look(at: read.session)
        guard !read.isReadOnly else { continue }
        _ = try goOn(in: study, name)
      }
    }
  }

  @Test(
    "in a protocol",
    arguments: values + ["0x7fffffffffffffff", ".inf", "-.inf", ".nan", "1_000", "00012", "1e-320"])
  func protocols(_ value: String) throws {
    let yaml = """
      protocol: p
      version: 1
      title: T
      setup:
      - {id: age, ask: How old, coreq: 16}
      questions:
      - {id: O1, kind: opening, title: One, minutes: 5, short: 3}
      - {id: K1, kind: key, title: Two, minutes: 20}
      """
    guard case .success = ProtocolReader.read(Array(yaml.utf8), file: "p.yaml") else {
      Issue.record("the protocol is no good one: nothing is tried")
      return
    }
    var wasRefused = true
    for number in yaml.matches(of: /: [0-9]+/) {
      var file = yaml
      file.replaceSubrange(number.range, with: ": " + value)
      guard case .success(let route) = ProtocolReader.read(Array(file.utf8), file: "p.yaml") else { continue }
      wasRefused = false
      let disk = MemoryDisk()
      let study = StudyFolder(path: "/study", statePath: "/state", disk: disk)
      let start = WallTime(milliseconds: 1_773_476_813_589)
      let head = SessionHead(
        id: "full", uuid: "full-uuid", title: "T", startedAt: start, timeZone: "", group: Group(),
        budget: Budget(),
        protocol: route)
      let first = Record(number: 1, at: .zero, change: .started(head))
      let open = try OpenSession.create(in: study, id: "full") { _ in [first] }
      try open.close(try #require(Session.begin(first)))
      let kept = try goOn(in: study, "\(value) in \(yaml[number.range])")
      look(at: kept)
      #expect(kept.protocol == route)
    }
    // Each place takes some number: nearly every value is one of these somewhere.
    if value == "0.5" || value == "00012" { #expect(!wasRefused, "nothing was gone on with") }
  }

  // MARK: Single cases

  @Test("Sums over many numbers, each of which is in its range, are held")
  func sums() throws {
    var session = Session.meeting
    var parts = Session.Parts(of: session)
    parts.visits = session.visits
    parts.pauses = Array(
      repeating: Pause(from: .zero, to: Offset(10_000_000_000_000), why: .left), count: 1_000_000)
    parts.clock = Array(repeating: ClockJump(at: .zero, by: 10_000_000_000_000_000), count: 1000)
    session.restore(parts)
    session.budget = Budget(minutes: 525_600)
    #expect(session.elapsed(at: Offset(10_000_000_000_000)) == 0)
    #expect([Int.max, 1, -1].sum == .max - 1 && [Int.min, -1].sum == .min)
  }

  @Test("Numbers near their end are told with their place, shown, and counted anew when the session goes on")
  func room() throws {
    let bytes = Array(
      text(of: .meeting).replacing(#""number":2"#, with: #""number":1000000000"#)
        .replacing(#""lastRecord":40"#, with: #""lastRecord":9007199254740990"#)
        .replacing(#""nextNote":3"#, with: #""nextNote":1000000001"#).utf8)
    let disk = MemoryDisk()
    let study = StudyFolder(path: "/study", statePath: "/state", disk: disk)
    try study.create()
    disk.replace("/study/Sessions/\(Session.meeting.id).json", with: bytes)
    let read = try Recovery.read(in: study, id: Session.meeting.id)
    #expect(
      read.notices.map(\.message) == [
        #"/study/Sessions/library-20260314-0926.json:13:39: error: summary.lastRecord: found 9007199254740990, "#
          + "wanted 0 to 4503599627370495: no room to count on",
        #"/study/Sessions/library-20260314-0926.json:13:67: error: summary.nextNote: found 1000000001, "#
          + "wanted 1 to 900000001: no room to count on",
        #"/study/Sessions/library-20260314-0926.json:41:71: error: notes[1].number: found 1000000000, "#
          + "wanted at most 900000000: no room to count on",
      ])
    #expect(read.session.notes.map(\.id) == ["abcd-1", "abcd-2"])
    let (open, recovered) = try OpenSession.resume(in: study, id: Session.meeting.id)
    #expect(recovered.session.notes.map(\.number) == [1, 2] && recovered.session.nextNote == 3)
    #expect(recovered.session.lastRecord == 1_000_000_000_000)
    let kept = try #require(disk.contents.keys.first { $0.contains(".damaged-") })
    #expect(disk.contents[kept] == bytes)
    #expect(
      recovered.notices.last?.message
        == "library-20260314-0926.json: numbers out of range were put right, or "
        + "counted anew; \(kept.dropFirst("/study/Sessions/".count)) is the file as it was")
    try open.close(recovered.session)
    #expect(try Recovery.read(in: study, id: Session.meeting.id).notices == [])
  }

  @Test("A wrong number of the last record hides no journal")
  func lineage() throws {
    for value in ["9007199254740991", "-1", "1e308", "9007199254740992"] {
      let disk = MemoryDisk()
      let story = Story(disk)
      #expect(story.create() && story.say("one") && story.leave())
      let (open, recovered) = try OpenSession.resume(in: story.study, id: Story.id)
      var session = recovered.session
      let note = Note(
        id: "efgh-2", number: 2, question: "K1", at: session.lastOffset, time: session.startedAt,
        saved: session.lastOffset, content: NoteContent(text: "two"))
      let record = Record(
        number: session.lastRecord + 1, at: session.lastOffset, change: .note(number: 2, note))
      session.apply(record)
      open.append([record])
      try open.abandon()
      let path = "/study/Sessions/\(Story.id).json"
      let whole = String(decoding: disk.contents[path] ?? [], as: UTF8.self)
      let wrong = whole.replacing(
        "\"lastRecord\":\(recovered.session.lastRecord)", with: "\"lastRecord\":\(value)")
      #expect(wrong != whole)
      disk.replace(path, with: Array(wrong.utf8))
      #expect(
        try Recovery.read(in: story.study, id: Story.id).session.notes.map(\.content.text) == ["one", "two"])
      let resumed = try OpenSession.resume(in: story.study, id: Story.id)
      #expect(resumed.recovered.session.notes.map(\.content.text) == ["one", "two"], "\(value)")
      try resumed.session.close(resumed.recovered.session)
      let left = try Recovery.read(in: story.study, id: Story.id)
      #expect(left.session.notes.map(\.content.text) == ["one", "two"] && left.notices == [])
    }
  }

  @Test("A note keeps what is said of it when its number changes")
  func renumbered() {
    var session = Session.meeting
    var parts = Session.Parts(of: session)
    parts.notes = session.notes
    parts.notes[0].number = 1_000_000_000
    parts.notes[0].id = "abcd-1"
    parts.notes.reverse()
    session.restore(parts)
    session.draft = Draft(text: "x", at: .zero, question: nil, editing: 1_000_000_000)
    #expect(session.note(id: "abcd-1")?.number == 1_000_000_000)
    let wasRight = session.renumberNotes(above: 900_000_000)
    #expect(!wasRight)
    #expect(session.notes.map(\.number) == [2, 3] && session.nextNote == 4)
    #expect(session.note(id: "abcd-1")?.number == 3 && session.note(id: "abcd-2")?.number == 2)
    #expect(session.draft?.editing == 3 && session.note(id: "abcd-3") == nil)
    let isRight = session.renumberNotes(above: 900_000_000)
    #expect(isRight)
  }
}
