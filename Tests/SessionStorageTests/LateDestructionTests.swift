import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// What a redaction could not do at once is done by the leave or the opening that comes next: in copies and reviews, too.
@Suite("What a redaction did not come to")
struct LateDestructionTests {
  private static let copy = "/study/Sessions/" + Copied.conflict

  /// A session with copies beside it, resumed; one of them is damaged.
  private func story(_ disk: MemoryDisk) throws -> Story {
    let story = Story(disk)
    try #require(story.create() && story.say("P3 has time", Story.secret) && story.leave())
    let bytes = try #require(disk.contents[StrangerTests.json])
    disk.replace(LateDestructionTests.copy, with: bytes)
    disk.replace("/study/Sessions/\(Story.id) broken.json", with: Array(bytes.dropLast(20)))
    try #require(story.resume())
    return story
  }

  /// The same, in which a redaction has failed while the disk did.
  private func failed(_ disk: MemoryDisk) throws -> Story {
    let story = try story(disk)
    try fail(story, disk, 2)
    return story
  }

  /// Redacts a note while the disk fails; the record of it is written.
  private func fail(_ story: Story, _ disk: MemoryDisk, _ number: Int) throws {
    disk.fails = { _, call in call == .rename ? ENOSPC : nil }
    #expect(!story.redact(number))
    disk.fails = nil
    try story.open?.flush()
  }

  /// Two machines with the same session, which was left on one of them.
  private func machines() throws -> (here: Machine, there: Machine) {
    let here = Machine()
    let there = Machine()
    try here.begin(as: "aaaa", at: 0)
    try here.note("first", at: 10)
    try here.note(Story.secret, at: 11)
    try here.leave()
    try there.study.create()
    there.take(here.file)
    return (here, there)
  }

  /// The copy has all but what was destroyed.
  private func expectClean(_ disk: MemoryDisk, _ what: Comment) throws {
    let copy = try #require(disk.contents[LateDestructionTests.copy])
    #expect(!copy.contains(text: Story.secret), what)
    #expect(try Session.read(copy, path: "copy").state.notes.count == 2, what)
  }

  private func expectTold(_ reports: [StorageReport], _ what: Comment) {
    let told = StorageReport.noticed(
      .mayHold(file: "\(Story.id) broken.json", reason: "it cannot be read whole"))
    #expect(reports.count { $0 == told } == 1, "\(what): \(reports)")
  }

  @Test(arguments: [false, true])
  func `is taken out of copies in leaving, and in the next opening`(isKilled: Bool) throws {
    let disk = MemoryDisk()
    let story = try failed(disk)
    #expect(disk.contents[LateDestructionTests.copy]?.contains(text: Story.secret) == true)
    if isKilled {
      story.die()
      try #require(story.resume())
    } else {
      try #require(story.leave())
    }
    story.collect()
    try expectClean(disk, "killed: \(isKilled)")
    expectTold(story.reports, "killed: \(isKilled)")
    story.die()
  }

  @Test(arguments: [false, true])
  func `a kill between the session's own files and the copies loses it not`(isRenewed: Bool) throws {
    let disk = MemoryDisk()
    let story = isRenewed ? try failed(disk) : try story(disk)
    // Its record is in no journal any more; only the state tells of it.
    try #require(isRenewed ? story.renew() : story.redact(2))
    story.die()
    #expect(disk.contents[LateDestructionTests.copy]?.contains(text: Story.secret) == true)
    let again = Story(disk, continuing: story)
    try #require(again.resume())
    again.collect()
    try expectClean(disk, "renewed: \(isRenewed)")
    expectTold(again.reports, "renewed: \(isRenewed)")
    again.die()
  }

  @Test func `a kill at any call of a leave that owes it loses it not`() throws {
    var call = 1
    var isOver = false
    while !isOver {
      let disk = MemoryDisk()
      let story = try failed(disk)
      disk.diesAt = disk.calls.count + call
      isOver = story.leave()
      let left = disk.afterKill()
      let again = Story(left, continuing: story)
      try #require(again.resume(), "call \(call)")
      try expectClean(left, "call \(call)")
      #expect(left.contents[StrangerTests.json]?.contains(text: Story.secret) == false, "call \(call)")
      again.die()
      call += 1
    }
    #expect(call > 20)
  }

  @Test func `what another machine destroyed goes from this one's copies, too`() throws {
    let (here, there) = try machines()
    here.disk.replace(LateDestructionTests.copy, with: here.file)
    try here.resume(as: "bbbb", at: 100)
    try here.note("here", at: 101)
    try here.cut()
    try there.resume(as: "cccc", at: 200)
    try there.redact(2, at: 201)
    try there.leave()
    here.take(there.file)
    try here.resume(as: "dddd", at: 300)
    try expectClean(here.disk, "united")
    try here.cut()
  }

  @Test func `what another writer's journal still has to destroy is looked for as if it was said here`()
    throws
  {
    let (here, there) = try machines()
    let file = try #require(here.file)
    // A copy with a note that nobody here knows: it may be what the other writer had taken back before.
    var more = try Session.read(file, path: "more").state
    let note = Note(
      id: "eeee-9", number: 9, question: "K1", at: .seconds(12), time: more.startedAt, saved: .seconds(12),
      content: NoteContent(text: "only in the copy"))
    more.apply(Record(number: more.lastRecord + 1, at: .seconds(12), change: .note(number: 9, note)))
    here.disk.replace("/study/Sessions/\(Story.id) more.json", with: more.fileBytes)
    here.disk.replace("/study/Sessions/evening.m4a", with: [UInt8](repeating: 1, count: 16 << 20 + 1))
    try here.resume(as: "bbbb", at: 100)
    try here.note("here", at: 101)
    try here.cut()
    try there.resume(as: "cccc", at: 200)
    try there.add(.redacted(numbers: [2]), at: 201)
    try there.cut()
    here.disk.replace(
      "/study/Sessions/\(Story.id).journal-2", with: there.disk.contents[Machine.journal])
    try here.resume(as: "dddd", at: 300)
    let told = try #require(here.open).reports().compactMap { report -> String? in
      guard case .noticed(.mayHold(let file, _)) = report else { return nil }
      return file
    }
    #expect(told.sorted() == ["\(Story.id) more.json", "evening.m4a"])
    #expect(try here.texts().contains("here"))
    let holding = here.disk.contents.filter { $0.value.contains(text: Story.secret) }.keys.sorted()
    #expect(holding == ["/study/Sessions/\(Story.id) more.json"])
    try here.cut()
  }

  @Test func `is owed only once its record is in a file`() throws {
    let disk = MemoryDisk()
    let story = try story(disk)
    disk.fails = { _, _ in ENOSPC }
    #expect(!story.redact(2))
    #expect(throws: StorageError.self) { try story.open?.flush() }
    story.collect()
    #expect(story.open?.owesDestruction == false)
    disk.fails = { _, call in call == .rename ? ENOSPC : nil }
    try story.open?.flush()
    story.collect()
    #expect(story.open?.owesDestruction == true)
    disk.fails = nil
    #expect(story.leave())
    #expect(story.open == nil)
  }

  // MARK: Other names

  /// Whether something tells that a file has another name.
  private func tells(_ reports: [StorageReport], _ name: String) -> Bool {
    reports.contains { report in
      guard case .noticed(.otherLink(let path)) = report else { return false }
      return path.hasSuffix(name)
    }
  }

  @Test func `a journal that somebody has linked elsewhere is theirs, and it is said`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say(Story.secret, "and this"))
    disk.linkInto("/study/Sessions/\(Story.id).journal", "/study/backup")
    #expect(story.redact(1))
    #expect(disk.contents["/study/backup"]?.contains(text: Story.secret) == true)
    #expect(tells(story.reports, "\(Story.id).journal"))
    let erased = try #require(story.open).eraseElsewhere(
      story.session, isUnknown: false, at: story.session.startedAt)
    #expect(erased.copies.holders.map(\.name) == ["/study/Sessions/\(Story.id).journal"])
    // What has the other name has the second note, too.
    #expect(story.redact(2))
    let again = try #require(story.open).eraseElsewhere(
      story.session, isUnknown: false, at: story.session.startedAt)
    #expect(again.copies.holders == erased.copies.holders)
    story.die()
  }

  @Test(arguments: [".journal", ".json"])
  func `so is what recovery lets go`(role: String) throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say(Story.secret))
    if role == ".json" { try #require(story.leave() && story.resume()) }
    disk.fails = { _, call in call == .rename || call == .exchange ? ENOSPC : nil }
    #expect(!story.redact(1))
    disk.fails = nil
    story.die()
    disk.linkInto("/study/Sessions/\(Story.id)\(role)", "/study/backup")
    let (open, recovered) = try OpenSession.resume(in: story.study, id: Story.id)
    #expect(recovered.notices.contains(.otherLink(file: Story.id + role)), "\(recovered.notices)")
    let erased = open.eraseElsewhere(
      recovered.session, isUnknown: false, at: recovered.session.startedAt)
    #expect(erased.copies.holders.map(\.name) == [Story.id + role])
    #expect(disk.contents["/study/backup"]?.contains(text: Story.secret) == true)
    try open.abandon()
  }

  @Test func `so is what a review lets go`() throws {
    let disk = ReviewStory.disk()
    let review = ReviewStory(disk)
    #expect(review.begin() && review.say(review.memo(Story.secret, on: "abcd-1")) && review.leave())
    disk.linkInto(ReviewStory.json, "/study/mine.json")
    let (open, recovered) = try OpenSession.resume(in: review.study, id: Story.id)
    var session = recovered.session
    session.apply(Record(number: session.lastRecord + 1, at: .zero, change: .redacted(numbers: [1])))
    try open.beginAnew(session)
    let erased = open.eraseElsewhere(session, isUnknown: false, at: session.startedAt)
    #expect(disk.contents["/study/mine.json"]?.contains(text: Story.secret) == true)
    #expect(disk.contents[ReviewStory.json]?.contains(text: Story.secret) == false)
    #expect(erased.copies.holders.map(\.name) == [ReviewStory.json], "\(erased)")
    try open.close(session)
  }

  @Test func `a link that comes after a name stayed is theirs`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say(Story.secret))
    // The journal's name was about to be given away, and was not.
    try fail(story, disk, 1)
    disk.linkInto("/study/Sessions/\(Story.id).journal", "/study/backup")
    let before = disk.contents["/study/backup"]
    #expect(story.leave())
    #expect(before?.isEmpty == false && disk.contents["/study/backup"] == before)
    #expect(tells(story.reports, "\(Story.id).journal"))
  }

  @Test func `a link stays theirs when the journal under it could not be removed at first`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say(Story.secret))
    disk.linkInto("/study/Sessions/\(Story.id).journal", "/study/backup")
    let before = disk.contents["/study/backup"]
    // The syncs of the folder behind the journal's new name and what comes after fail.
    let renamed = disk.calls.count
    disk.fails = { number, call in call == .status && number > renamed + 40 ? EIO : nil }
    _ = story.redact(1)
    disk.fails = nil
    #expect(story.redact(1) && story.leave())
    #expect(before?.isEmpty == false && disk.contents["/study/backup"] == before)
    #expect(tells(story.reports, "\(Story.id).journal"))
  }

  @Test func `a copy that comes between two tries of leaving is seen to`() throws {
    let disk = MemoryDisk()
    let story = try failed(disk)
    let copy = try #require(disk.contents[LateDestructionTests.copy])
    disk.fails = { _, call in call == .exchange ? EIO : nil }
    #expect(!story.leave())
    disk.fails = nil
    disk.replace(LateDestructionTests.copy, with: nil)
    disk.replace(LateDestructionTests.copy, with: copy)
    #expect(copy.contains(text: Story.secret) || !copy.isEmpty)
    let late = "/study/Sessions/\(Story.id) (2).json"
    let before = story.states[story.states.count - 2]
    disk.replace(late, with: before.fileBytes)
    #expect(disk.contents[late]?.contains(text: Story.secret) == true)
    #expect(story.leave())
    #expect(disk.contents[late]?.contains(text: Story.secret) == false)
  }

  @Test func `a session that was only cut off is not asked about what nobody can tell`() throws {
    let disk = MemoryDisk()
    let story = try story(disk)
    try #require(story.redact(2))
    _ = story.open?.eraseElsewhere(story.session, isUnknown: false, at: story.session.startedAt)
    story.die()
    disk.replace("/study/Sessions/evening.m4a", with: [UInt8](repeating: 1, count: 16 << 20 + 1))
    let again = Story(disk, continuing: story)
    try #require(again.resume())
    again.collect()
    let files = again.reports.compactMap { report -> String? in
      guard case .noticed(.mayHold(let file, _)) = report else { return nil }
      return file
    }
    #expect(files == ["\(Story.id) broken.json"])
    again.die()
  }

  @Test func `is told also if overwriting the next old writing fails first`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say(Story.secret) && story.leave() && story.resume())
    disk.linkInto(StrangerTests.json, "/study/backup.json")
    // The second name of what is to be overwritten cannot be removed.
    disk.fails = { _, call in call == .remove ? EIO : nil }
    #expect(!story.redact(1))
    disk.fails = nil
    #expect(story.leave())
    #expect(tells(story.reports, ".json"), "\(story.reports)")
  }
}
