import Foundation
import Interview
import Testing

@testable import SessionStorage

/// Journals that a program of record version 1 wrote, which held objects with their histories. Beside each stands the
/// file that the same program made of it when it was left.
@Suite struct FormerVersionTests {
  private let folder: RealFolder

  init() throws {
    folder = try RealFolder()
    for (fixture, name) in [
      ("session-1.journal", "old.journal"), ("review-1.journal", "old.review-anna.journal"),
    ] {
      try Data(Self.fixture(fixture)).write(to: URL(fileURLWithPath: folder.sessions + name))
    }
  }

  private static func fixture(_ name: String) throws -> [UInt8] {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Fixtures/" + name)
    return Array(try Data(contentsOf: url))
  }

  /// What both programs must agree on: leaving has added where and when it was left.
  private func expect(_ session: Session, sameAs left: Session) {
    #expect(session.notes == left.notes)
    #expect(session.stances == left.stances)
    #expect(session.probes == left.probes)
    #expect(session.participants == left.participants)
    #expect(session.outcomes == left.outcomes)
    #expect(session.retracted == left.retracted)
    #expect(session.group == left.group && session.budget == left.budget)
    #expect(session.draft == left.draft && session.answers == left.answers)
    #expect(session.recordings == left.recordings && session.offRecord == left.offRecord)
    #expect(session.visits.dropLast() == left.visits.prefix(session.visits.count - 1))
    #expect(session.nextNote == left.nextNote && session.tally == left.tally)
  }

  @Test func `the fixtures are of version 1 and hold each kind that is written otherwise now`() throws {
    let text = String(decoding: try Self.fixture("session-1.journal"), as: UTF8.self)
    let lines = text.split(separator: "\n").map { $0.dropFirst(JournalFrame.headLength) }
    #expect(lines.allSatisfy { $0.hasPrefix("{\"v\":1,") } && lines.count > 60)
    for kind in ["note", "stance", "probe", "participant", "draft", "retracted", "unretracted", "together"] {
      #expect(lines.contains { $0.contains("\"kind\":\"\(kind)\"") }, "\(kind)")
    }
    #expect(text.contains("\"revisions\"") && text.contains("\"undo\"") && text.contains("\"redo\""))
  }

  @Test func `a session that was cut off is what the program that wrote it made of it`() throws {
    let left = try SessionFormat.read(Self.fixture("session-1.json"), file: "old.json")
    let read = try Recovery.read(in: folder.study, id: "old")
    #expect(read.notices.isEmpty && read.session.unapplied.isEmpty)
    expect(read.session, sameAs: left)
    #expect(read.session.notes.contains { $0.revisions.count > 2 } && read.session.stances.count > 3)
  }

  @Test func `it is gone on with in the same journal, in records of today, and all of it can be undone`()
    throws
  {
    let before = try Recovery.read(in: folder.study, id: "old").session
    let (open, recovered) = try OpenSession.resume(in: folder.study, id: "old")
    #expect(recovered.session == before)
    var session = recovered.session
    var history = recovered.history
    func append(_ change: Change, _ role: RecordRole = .change) {
      let record = Record(number: session.lastRecord + 1, at: session.lastOffset, role: role, change: change)
      history.remember(record, session.apply(record))
      open.append([record])
    }
    let note = try #require(session.notes.first)
    var content = note.content
    content.text = "put right today"
    append(session.edit(note, content: content, typed: "put right today", at: session.lastOffset))
    try open.abandon()
    var again = try Recovery.read(in: folder.study, id: "old")
    #expect(again.notices.isEmpty)
    let isSame = again.session == session && again.history == history
    #expect(isSame)
    while let step = again.history.undoable.last {
      let record = Record(
        number: again.session.lastRecord + 1, at: again.session.lastOffset, role: .undo(step.record),
        change: step.inverse)
      let applied = again.state.apply(record)
      #expect(applied != .unplaced)
      again.history.remember(record, applied)
    }
    #expect(again.session.notes.isEmpty && again.session.stances.isEmpty && again.session.probes.isEmpty)
  }

  @Test func `a review that was cut off is what the program that wrote it made of it`() throws {
    let left = try ReviewFormat.read(Self.fixture("review-1.json"), file: "old.review-anna.json").review
    let read = try Recovery.readReview(in: folder.study, id: "old", reviewer: "anna")
    #expect(read.notices.isEmpty)
    // It was opened once more to be left, and a memo was added.
    var notes = left.notes
    for (id, layer) in notes {
      var layer = layer
      layer.memos.removeAll { $0.text == "after" }
      notes[id] = layer.isEmpty ? nil : layer
    }
    #expect(read.review.notes == notes && read.review.codebook == left.codebook)
    #expect(read.review.notes.count == 3)
  }

  @Test func `a program of version 1 takes what is written today for a newer one's`() throws {
    let open = try folder.create("new")
    try open.abandon()
    let journal = Array(try Data(contentsOf: URL(fileURLWithPath: folder.sessions + "new.journal")))
    let first = try #require(JournalScan(journal).payloads.first)
    #expect(throws: FormatError.newer(file: "journal", version: 2, session: nil)) {
      try JournalHeading.read(Array(journal[first]), newest: 1)
    }
    let review = ReviewRecord(number: 1, at: WallTime(milliseconds: 0), change: .check(note: "a-1", nil))
    #expect(RecordLine.isOfVersion(2, ReviewRecordFormat.bytes(of: review)))
  }
}

extension RecordLine {
  fileprivate static func isOfVersion(_ version: Int, _ line: [UInt8]) -> Bool {
    line.starts(with: Array("{\"v\":\(version),".utf8))
  }
}
