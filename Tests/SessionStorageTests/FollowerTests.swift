import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// Following a session on a disk in memory, while it is recorded, crashes, is resumed and left.
@Suite struct FollowerTests {
  static let journal = RecoveryTests.journal
  static let json = RecoveryTests.json

  private func begun() throws -> (disk: MemoryDisk, story: Story, follower: SessionFollower) {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("one"))
    return (disk, story, try SessionFollower(in: story.study, id: Story.id))
  }

  /// What a look finds, and how often it reads.
  private func look(
    _ follower: inout SessionFollower, _ disk: MemoryDisk
  ) throws -> (look: SessionFollower.Look, reads: Int) {
    let before = disk.calls.count
    let look = try follower.look()
    return (look, disk.calls[before...].count { $0 == .read })
  }

  @Test func `nothing is read while nothing changes, and once when a record has come`() throws {
    var (disk, story, follower) = try begun()
    #expect(follower.life == .recording && follower.session == story.session)
    for text in ["two", "three", "four"] {
      #expect(try look(&follower, disk) == (.unchanged, 0))
      try #require(story.say(text))
      #expect(try look(&follower, disk) == (.grown, 1))
      #expect(follower.session == story.session && follower.notices.isEmpty)
    }
    try #require(story.say("five", "six", "seven"))
    #expect(try look(&follower, disk) == (.grown, 1))
    #expect(follower.session == story.session)
    story.die()
    #expect(try look(&follower, disk) == (.unchanged, 0))
    #expect(follower.life == .cutOff)
  }

  @Test func `the writer is not disturbed in any way`() throws {
    var (disk, story, follower) = try begun()
    let quiet: Set<DiskCall> = [.openFolder, .open, .status, .read, .list, .isLocked]
    func looks() throws {
      let (before, contents) = (disk.calls.count, disk.contents)
      _ = try follower.look()
      #expect(quiet.isSuperset(of: disk.calls[before...]))
      #expect(disk.contents == contents)
    }
    try looks()
    try #require(story.say("two"))
    try looks()
    try #require(story.redact(1))
    try looks()
    try #require(story.leave())
    try looks()
  }

  @Test func `a session is followed through crashes, resumes, leaves and its end`() throws {
    var (disk, story, follower) = try begun()
    story.die()
    #expect(try look(&follower, disk) == (.unchanged, 0))
    #expect(follower.life == .cutOff)
    try #require(story.resume())
    _ = try follower.look()
    #expect(follower.life == .recording)
    try #require(story.say("two"))
    #expect(try follower.look() == .grown)
    try #require(story.leave())
    #expect(try follower.look() == .anew)
    #expect(follower.life == .closed && follower.session == story.session)
    #expect(try look(&follower, disk) == (.unchanged, 0))
    try #require(story.resume())
    _ = try follower.look()
    #expect(follower.life == .recording && follower.session == story.session)
    try #require(story.say("three"))
    #expect(try look(&follower, disk) == (.grown, 1))
    try #require(story.finish())
    #expect(try follower.look() == .anew)
    #expect(follower.life == .closed && follower.session.status == .finished)
    #expect(follower.session == story.session)
  }

  @Test func `a redaction reaches the one who follows`() throws {
    var (disk, story, follower) = try begun()
    try #require(story.say(Story.secret))
    _ = try follower.look()
    #expect(follower.session.note(2)?.content.text == Story.secret)
    try #require(story.redact(2))
    #expect(try follower.look() == .anew)
    #expect(follower.session == story.session && follower.life == .recording)
    #expect(follower.session.note(2)?.content.text == "")
    try #require(story.say("after"))
    #expect(try look(&follower, disk) == (.grown, 1))
    #expect(follower.session == story.session)
  }

  @Test func `the unfinished line is not shown`() throws {
    let (_, story, _) = try begun()
    let open = try #require(story.open)
    let draft = Record(number: 5, at: .zero, change: .draft(Draft(text: "half a", at: .zero, question: "K1")))
    open.append([draft])
    try open.flush()
    var follower = try SessionFollower(in: story.study, id: Story.id)
    #expect(follower.session.draft == nil && follower.session.lastRecord == 5)
    open.append([Record(number: 6, at: .zero, change: draft.change)])
    try open.flush()
    #expect(try follower.look() == .grown)
    #expect(follower.session.draft == nil && follower.session.lastRecord == 6)
  }

  @Test func `a frame that is not whole is left for the next look, and is torn only when nobody writes`()
    throws
  {
    var (disk, story, follower) = try begun()
    let before = follower.session
    try #require(story.say("two"))
    let whole = try #require(disk.contents[Self.journal])
    let last = try #require(whole.dropLast().lastIndex(of: JournalFrame.newline)) + 1
    for length in [last + 1, last + 20, whole.count - 1] {
      disk.replace(Self.journal, with: Array(whole.prefix(length)))
      let looked = try look(&follower, disk)
      #expect(looked.look == .unchanged && looked.reads == 1, "\(length)")
      #expect(follower.session == before && follower.notices.isEmpty)
    }
    story.die()
    #expect(try look(&follower, disk) == (.unchanged, 0))
    #expect(
      follower.notices == [
        .torn(file: Story.id + ".journal", bytes: whole.count - 1 - last, keptAs: nil)
      ])
    disk.replace(Self.journal, with: whole)
    #expect(try look(&follower, disk) == (.grown, 1))
    #expect(follower.session == story.session && follower.notices.isEmpty)
  }

  @Test func `a damaged frame in the middle is skipped and said, and the following goes on`() throws {
    var (disk, story, follower) = try begun()
    try #require(story.say("two", "three"))
    var bytes = try #require(disk.contents[Self.journal])
    let frames = bytes.indices.filter { bytes[$0] == JournalFrame.newline }
    bytes[frames[frames.count - 3] + 40] ^= 1
    let damaged = frames[frames.count - 2] - frames[frames.count - 3]
    disk.replace(Self.journal, with: bytes)
    #expect(try follower.look() == .anew)
    #expect(follower.session == story.fold { $0 != 5 })
    #expect(
      follower.notices == [
        .damaged(file: Story.id + ".journal", bytes: damaged, keptAs: nil), .missing(5...5),
      ])
    disk.replace(
      Self.journal, with: bytes + JournalFrame.bytes(of: RecordFormat.bytes(of: story.note("four"))))
    #expect(try look(&follower, disk) == (.grown, 1))
    #expect(follower.session.notes.map(\.content.text) == ["one", "three", "four"])
    #expect(follower.notices.count == 2)
    story.die()
  }

  @Test func `what is no record between two others is said, and so is a number that is not there`() throws {
    let (disk, story, first) = try begun()
    story.die()
    let bytes = try #require(disk.contents[Self.journal])
    func frame(_ number: Int) -> [UInt8] {
      let change = Change.answer(id: "n", text: "\(number)")
      return JournalFrame.bytes(of: RecordFormat.bytes(of: Record(number: number, at: .zero, change: change)))
    }
    var follower = first
    disk.replace(Self.journal, with: bytes + Array("rubbish\n".utf8) + frame(5))
    #expect(try follower.look() == .anew)
    #expect(follower.notices == [.damaged(file: Story.id + ".journal", bytes: 8, keptAs: nil)])
    #expect(follower.session.answers["n"] == "5")
    follower = first
    disk.replace(Self.journal, with: bytes + frame(7))
    #expect(try follower.look() == .anew)
    #expect(follower.notices == [.missing(5...6)] && follower.session.answers["n"] == "7")
  }

  @Test func `a journal whose records are all in the file says nothing any more`() throws {
    var (disk, story, follower) = try begun()
    let journal = try #require(disk.contents[Self.journal])
    try #require(story.leave())
    disk.replace(Self.journal, with: journal.dropLast(9))
    #expect(try follower.look() == .anew)
    #expect(follower.life == .cutOff && follower.notices.isEmpty && follower.session == story.session)
    #expect(try Recovery.read(in: story.study, id: Story.id).notices.isEmpty)
  }

  @Test func `a journal that is left while it is looked at is not taken for cut off`() throws {
    var (disk, story, follower) = try begun()
    try #require(story.say("two"))
    story.leaveWhenAsked(on: disk)
    #expect(try follower.look() == .grown)
    #expect(follower.life == .recording)
    #expect(try follower.look() == .anew)
    #expect(follower.life == .closed && follower.session == story.session)
  }

  @Test(arguments: [false, true])
  func `the recording is followed to the file that it has moved on to`(isOutside: Bool) throws {
    var (disk, story, follower) = try begun()
    for path in ["/home", "/home/state", "/home/state/focusgroup"] { try disk.makeFolder(path: path) }
    disk.failsAt = { path, kind in
      path.hasPrefix("/study") && (kind == .syncData || isOutside && kind == .open) ? EIO : nil
    }
    try #require(story.say("while it fails"))
    disk.failsAt = nil
    #expect(disk.contents.keys.contains { $0.hasPrefix("/home/") } == isOutside)
    #expect(try follower.look() == .anew)
    #expect(follower.session == story.session && follower.life == .recording)
    try #require(story.say("after"))
    #expect(try look(&follower, disk) == (.grown, 1))
    #expect(follower.session == story.session)
    try #require(story.leave())
    #expect(try follower.look() == .anew)
    #expect(follower.session == story.session && follower.life == .closed && follower.notices.isEmpty)
  }

  @Test func `a record that was taken back for another of the same length is not kept`() throws {
    var (disk, story, follower) = try begun()
    let before = try #require(disk.contents[Self.journal])
    func frame(_ number: Int, _ text: String) -> [UInt8] {
      JournalFrame.bytes(
        of: RecordFormat.bytes(of: Record(number: number, at: .zero, change: .answer(id: "a", text: text))))
    }
    disk.replace(Self.journal, with: before + frame(5, "gone"))
    #expect(try follower.look() == .grown)
    #expect(follower.session.answers["a"] == "gone")
    disk.replace(Self.journal, with: before + frame(5, "here") + frame(6, "then"))
    #expect(try follower.look() == .anew)
    disk.replace(Self.journal, with: before)
    #expect(try follower.look() == .anew)
    #expect(follower.session == story.session)
    disk.replace(Self.journal, with: before + frame(5, "four"))
    #expect(try follower.look() == .grown)
    disk.replace(Self.journal, with: before + frame(5, "five"))
    #expect(try follower.look() == .anew)
    #expect(follower.session.answers["a"] == "five")
    story.die()
  }

  @Test func `files that cannot be read stop a look, not the following`() throws {
    var (disk, story, follower) = try begun()
    try #require(story.leave())
    _ = try follower.look()
    let good = try #require(disk.contents[Self.json])
    let session = follower.session
    disk.replace(Self.json, with: Array("{".utf8))
    for reads in [1, 0, 0] {
      let before = disk.calls.count
      #expect(throws: StorageError.self) { try follower.look() }
      #expect(disk.calls[before...].count { $0 == .read } == reads)
      #expect(follower.session == session)
    }
    disk.replace(Self.json, with: nil)
    #expect(throws: StorageError.notFound("session", Story.id)) { try follower.look() }
    disk.replace(Self.json, with: good)
    #expect(try follower.look() == .anew)
    #expect(follower.session == session && follower.life == .closed)
    try #require(story.resume() && story.say("again"))
    // A call that fails says nothing about the files: it is made again.
    disk.fails = { _, kind in kind == .read ? EIO : nil }
    #expect(throws: StorageError.self) { try follower.look() }
    disk.fails = nil
    _ = try follower.look()
    #expect(follower.session == story.session && follower.life == .recording)
    story.die()
  }

  @Test func `what is not there or no id cannot be followed`() throws {
    let study = Story(MemoryDisk()).study
    #expect(throws: StorageError.badName("../x")) { try SessionFollower(in: study, id: "../x") }
    try study.create()
    #expect(throws: StorageError.notFound("session", "x")) { try SessionFollower(in: study, id: "x") }
  }

  @Test func `on the real disk it sees what another writes, and who holds the lock`() throws {
    let folder = try RealFolder()
    let open = try folder.create()
    var follower = try SessionFollower(in: folder.study, id: Story.id)
    #expect(follower.life == .recording && follower.session.lastRecord == 3)
    for number in 4...40 {
      open.append([Record(number: number, at: .zero, change: .answer(id: "n", text: "\(number)"))])
      try open.flush()
      #expect(try follower.look() == .grown)
      #expect(follower.session.answers["n"] == "\(number)")
      #expect(try follower.look() == .unchanged)
    }
    #expect(throws: StorageError.openElsewhere(session: Story.id)) {
      _ = try OpenSession.resume(in: folder.study, id: Story.id)
    }
    try open.beginAnew(follower.session)
    #expect(try follower.look() == .anew)
    #expect(follower.life == .recording)
    try open.abandon()
    #expect(try follower.look() == .unchanged)
    #expect(follower.life == .cutOff)
    // Following stands in nobody's way.
    let (again, recovered) = try OpenSession.resume(in: folder.study, id: Story.id)
    _ = try follower.look()
    #expect(follower.life == .recording)
    try again.close(recovered.session)
    #expect(try follower.look() == .anew)
    #expect(follower.life == .closed && follower.session == recovered.session)
    #expect(try folder.names() == [Story.id + ".json"])
  }
}

extension Story {
  /// Lets the session be left by the time the lock is asked for: its file is there, and its journal is not.
  fileprivate func leaveWhenAsked(on disk: MemoryDisk) {
    let bytes = SessionFormat.bytes(of: session)
    disk.fails = { [weak disk] _, kind in
      guard kind == .isLocked, let disk else { return nil }
      disk.fails = nil
      disk.folders["/study/Sessions"]?.files[Story.id + ".journal"]?.lockedBy = nil
      disk.replace(FollowerTests.journal, with: nil)
      disk.replace(FollowerTests.json, with: bytes)
      return nil
    }
  }
}
