import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// What comes back from files in every state they can be in.
@Suite struct RecoveryTests {
  static let journal = "/study/Sessions/\(Story.id).journal"
  static let json = "/study/Sessions/\(Story.id).json"
  static let torn = journal + ".torn"

  /// A session that was cut off: 3 first records, and notes 4, 5 and 6.
  private func cutOff() throws -> (disk: MemoryDisk, story: Story) {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("one") && story.say("two") && story.say("three"))
    story.die()
    return (disk, story)
  }

  private func bytes(_ disk: MemoryDisk, _ path: String = journal) throws -> [UInt8] {
    try #require(disk.contents[path])
  }

  /// The frames of a journal.
  private func frames(_ disk: MemoryDisk) throws -> [[UInt8]] {
    try bytes(disk).split(separator: 10, omittingEmptySubsequences: false).dropLast().map { $0 + [10] }
  }

  private func resume(_ disk: MemoryDisk) throws -> Recovered<Session> {
    let study = StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: disk)
    let (open, recovered) = try OpenSession.resume(in: study, id: Story.id)
    try open.abandon()
    return recovered
  }

  private func read(_ disk: MemoryDisk) throws -> Recovered<Session> {
    let study = StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: disk)
    return try Recovery.read(in: study, id: Story.id)
  }

  @Test func `a session opens from its file, from its journal, and from both`() throws {
    let (disk, story) = try cutOff()
    let fromJournal = try read(disk)
    #expect(fromJournal.wasCutOff && fromJournal.session == story.session)
    #expect(fromJournal.session.lastRecord == story.records.count && fromJournal.notices.isEmpty)
    #expect(story.resume() && story.leave())
    let fromFile = try read(disk)
    #expect(!fromFile.wasCutOff && fromFile.session == story.session && fromFile.history == History())
    #expect(story.resume() && story.say("four") && story.abandon())
    let fromBoth = try read(disk)
    #expect(fromBoth.wasCutOff && fromBoth.session == story.session && fromBoth.history.undoable.count == 1)
  }

  @Test func `the history of undo comes back with a session that was cut off`() throws {
    let (disk, _) = try cutOff()
    #expect(try resume(disk).history.undoable.map(\.record) == [4, 5, 6])
  }

  @Test func `reading touches nothing`() throws {
    let (disk, _) = try cutOff()
    disk.replace(Self.journal, with: try bytes(disk).dropLast(5))
    let before = disk.contents
    #expect(try read(disk).notices.count == 1)
    #expect(disk.contents == before)
    let writing: Set<DiskCall> = [.write, .truncate, .rename, .remove, .lock, .makeFolder, .setMode]
    let calls = disk.calls.count
    _ = try read(disk)
    #expect(writing.isDisjoint(with: disk.calls[calls...]))
  }

  @Test func `a torn end is copied aside, cut off and said`() throws {
    let (disk, story) = try cutOff()
    let last = try #require(try frames(disk).last)
    disk.replace(Self.journal, with: try bytes(disk).dropLast(5))
    let name = Story.id + ".journal"
    let recovered = try resume(disk)
    #expect(recovered.notices == [.torn(file: name, bytes: last.count - 5, keptAs: name + ".torn")])
    #expect(try bytes(disk, Self.torn) == last.dropLast(5))
    #expect(recovered.session == story.fold { $0 < 6 })
    #expect(try frames(disk).count == 6)
    #expect(try resume(disk).notices.isEmpty)
  }

  @Test func `a second torn end does not overwrite the copy of the first`() throws {
    let (disk, _) = try cutOff()
    for _ in 0..<2 {
      disk.replace(Self.journal, with: try bytes(disk).dropLast(5))
      _ = try resume(disk)
    }
    #expect(disk.contents[Self.torn] != nil && disk.contents[Self.torn + "-2"] != nil)
  }

  @Test func `a damaged record is kept aside and named, and all others come back`() throws {
    let (disk, story) = try cutOff()
    var frames = try frames(disk)
    frames[5][30] ^= 4
    disk.replace(Self.journal, with: Array(frames.joined()))
    let name = Story.id + ".journal"
    let expected: [RecoveryNotice] = [
      .damaged(file: name, bytes: frames[5].count, keptAs: nil), .missing(5...5),
    ]
    #expect(try read(disk).notices == expected)
    let recovered = try resume(disk)
    #expect(recovered.session == story.fold { $0 != 5 })
    #expect(try bytes(disk, Self.torn) == frames[5])
    #expect(JournalScan(try bytes(disk)).damage.isEmpty)
    #expect(try resume(disk).notices == [.missing(5...5)])
  }

  @Test func `a session with the longest id can be left though its beginning is lost`() throws {
    let folder = try RealFolder()
    let id = String(repeating: "x", count: 100)
    let open = try folder.create(id)
    try open.abandon()
    let path = folder.sessions + id + ".journal"
    let text = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").last ?? ""
    try folder.write(text + "\n", to: "Sessions/" + id + ".journal")
    let (again, recovered) = try OpenSession.resume(in: folder.study, id: id)
    #expect(recovered.notices.contains(.headLost))
    try again.close(recovered.session)
    #expect(try Recovery.read(in: folder.study, id: id).session == recovered.session)
  }

  @Test func `a damaged heading costs no record`() throws {
    let (disk, story) = try cutOff()
    var bytes = try bytes(disk)
    bytes[30] ^= 1
    disk.replace(Self.journal, with: bytes)
    #expect(try read(disk).session == story.session)
    #expect(try resume(disk).session == story.session)
    #expect(try resume(disk).notices.isEmpty)
  }

  @Test func `without its first record a session is made up from what was noted`() throws {
    let (disk, story) = try cutOff()
    var frames = try frames(disk)
    frames[1][60] ^= 1
    disk.replace(Self.journal, with: Array(frames.joined()))
    let recovered = try resume(disk)
    #expect(recovered.notices.contains(.headLost) && recovered.notices.contains(.missing(1...1)))
    #expect(recovered.session.notes == story.session.notes)
    #expect(recovered.session.visits == story.session.visits)
    #expect(recovered.session.startedAt == story.session.startedAt)
    #expect(recovered.session.protocol.questions.map(\.id) == ["K1"])
    let study = StudyFolder(path: "/study", statePath: "/s", disk: disk)
    let (open, again) = try OpenSession.resume(in: study, id: Story.id)
    try open.close(again.session)
    #expect(try read(disk).session == again.session)
  }

  @Test func `a record counts once, in which files it ever is`() throws {
    let (disk, story) = try cutOff()
    let frames = try frames(disk)
    // A second segment with some of the same records, and one more.
    let last = story.note("four")
    let segment = frames[0] + frames[5] + frames[6] + JournalFrame.bytes(of: RecordFormat.bytes(of: last))
    story.apply(last)
    disk.replace(Self.journal + "-2", with: segment)
    disk.replace(Self.journal + "-3", with: frames[0] + frames[4])
    #expect(try read(disk).session == story.session)
    #expect(try resume(disk).session == story.session)
    #expect(disk.contents.keys.sorted() == [Self.journal])
    #expect(try resume(disk).session == story.session)
  }

  @Test func `what a later segment says of a record was written later`() throws {
    let (disk, story) = try cutOff()
    var other = story.records[5]
    other.change = .answer(id: "instead", text: "of the third note")
    disk.replace(
      Self.journal + "-2", with: try frames(disk)[0] + JournalFrame.bytes(of: RecordFormat.bytes(of: other)))
    let session = try read(disk).session
    #expect(session.answers["instead"] != nil && session.notes.count == 2)
    #expect(try resume(disk).session == session)
  }

  @Test func `a journal that goes between being opened and being locked is not written to`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("one"))
    disk.beforeLocking = { _ = story.leave() }
    let study = StudyFolder(path: "/study", statePath: "/s", disk: disk)
    let (open, recovered) = try OpenSession.resume(in: study, id: Story.id)
    #expect(story.isLeft && recovered.session == story.session && !recovered.wasCutOff)
    open.append([story.apply(story.note("two"))])
    try open.flush()
    #expect(try read(disk).session == story.session)
    try open.abandon()
  }

  @Test func `a journal that its session file has overtaken goes, and no text of it is kept aside`() throws {
    let (disk, story) = try cutOff()
    let old = try bytes(disk)
    #expect(story.resume() && story.redact(2) && story.leave())
    var damaged = old
    damaged[damaged.count - 40] ^= 1
    disk.replace(Self.journal, with: damaged)
    let recovered = try resume(disk)
    #expect(recovered.session == story.session)
    #expect(recovered.notices.isEmpty)
    for (path, bytes) in disk.contents { #expect(!bytes.contains(text: "\"two\""), "\(path)") }
    #expect(disk.contents[Self.torn] == nil)
  }

  @Test func `redaction takes the text out of every file, copies of torn bytes and segments too`() throws {
    let (disk, story) = try cutOff()
    disk.replace(Self.torn, with: Array("a torn two".utf8))
    disk.replace(Self.torn + "-2", with: Array("a torn two".utf8))
    #expect(story.resume() && story.leave() && story.resume())
    disk.fails = { _, kind in kind == .syncData ? EIO : nil }
    #expect(story.say("said in the second segment"))
    disk.fails = nil
    #expect(disk.contents.values.contains { $0.contains(text: "two") })
    #expect(disk.everHolds("\"two\"") && disk.everHolds("second segment"))
    let left = story.session.notes.count
    #expect(story.redact(2) && story.redact(4) && left == 4)
    for (path, bytes) in disk.contents {
      #expect(!bytes.contains(text: "two") && !bytes.contains(text: "second segment"), "\(path)")
    }
    // Files without a name any more as well, as far as this start of the program had them open.
    #expect(!disk.everHolds("second segment"))
    #expect(disk.contents.keys.sorted() == [Self.journal, Self.json])
    story.expectKept(on: disk.afterKill(), isWhole: true, "after the redaction")
    story.die()
  }

  @Test func `a redaction that only the journal knows is finished when the session is resumed`() throws {
    let (disk, story) = try cutOff()
    try #require(story.resume())
    story.open?.append([
      story.apply(Record(number: 7, at: .seconds(60), change: .redacted(numbers: [2])))
    ])
    try story.open?.flush()
    story.die()
    #expect(try bytes(disk).contains(text: "two"))
    let recovered = try resume(disk)
    #expect(recovered.session == story.session)
    for (path, bytes) in disk.contents { #expect(!bytes.contains(text: "\"two\""), "\(path)") }
  }

  @Test func `another session's journal is left alone, and is not written to`() throws {
    let (disk, story) = try cutOff()
    let frames = try frames(disk).dropFirst()
    #expect(story.resume() && story.leave())
    let heading = JournalHeading(uuid: "other", study: "/elsewhere", session: "another", from: 0)
    disk.replace(Self.journal, with: JournalFrame.bytes(of: heading.bytes) + Array(frames.joined()))
    #expect(try read(disk).notices == [.foreign(file: Story.id + ".journal")])
    let before = disk.contents
    #expect(throws: StorageError.foreignJournal(path: Self.journal)) { try resume(disk) }
    #expect(disk.contents == before)
  }

  @Test func `a newer program's file and journal can be read and are never written`() throws {
    let (disk, story) = try cutOff()
    let frames = try frames(disk)
    let newer = Array(#"{"v":9,"n":7,"at":1,"kind":"hologram","data":{}}"#.utf8)
    disk.replace(Self.journal, with: frames.joined() + JournalFrame.bytes(of: newer))
    let recovered = try read(disk)
    #expect(recovered.isReadOnly && recovered.session == story.session)
    let before = disk.contents
    #expect(throws: StorageError.newerVersion(path: Self.journal)) { try resume(disk) }
    #expect(disk.contents == before)
  }

  @Test func `a record of an unknown kind is kept whole`() throws {
    let (disk, story) = try cutOff()
    let unknown = Array(#"{"v":1,"n":7,"at":61000,"kind":"hologram","data":{"of":"P3"}}"#.utf8)
    disk.replace(Self.journal, with: try bytes(disk) + JournalFrame.bytes(of: unknown))
    let recovered = try resume(disk)
    #expect(recovered.session.unapplied.count == 1 && recovered.session.lastRecord == 7)
    #expect(recovered.notices == [.unplaced(7)])
    #expect(recovered.session.notes == story.session.notes)
  }

  @Test func `an empty journal without a session file says that nothing was saved`() throws {
    let (disk, _) = try cutOff()
    disk.replace(Self.journal, with: [])
    #expect(throws: StorageError.nothingRecorded(path: Self.journal)) { try read(disk) }
    #expect(throws: StorageError.nothingRecorded(path: Self.journal)) { try resume(disk) }
    #expect(throws: StorageError.notFound("session", "nobody")) {
      let study = StudyFolder(path: "/study", statePath: "/s", disk: disk)
      _ = try OpenSession.resume(in: study, id: "nobody")
    }
    #expect(disk.contents.keys.sorted() == [Self.journal])
  }

  @Test func `a session is read while it is being recorded, and left meanwhile`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("one"))
    let running = try read(disk)
    #expect(running.isOpenElsewhere && !running.wasCutOff && running.session == story.session)
    // The program leaves between the reader's look at the journal and its look at the session file.
    disk.beforeOpening = (".json", { _ = story.leave() })
    #expect(try read(disk).session == story.session)
    #expect(story.isLeft)
  }

  @Test func `a session file that does not read back takes nobody's place`() throws {
    let (disk, story) = try cutOff()
    try #require(story.resume())
    let before = disk.calls.count
    disk.spoilsReads = { number in number > before }
    #expect(!story.leave())
    #expect(story.errors.last == .unverified(path: "/study/Sessions/.\(Story.id).json.tmp"))
    disk.spoilsReads = nil
    #expect(disk.contents[Self.json] == nil)
    #expect(try read(disk).session == story.session)
    #expect(story.leave())
  }
}
