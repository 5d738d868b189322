import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// System calls that fail, each of a whole session, once and for ever.
@Suite struct FaultTests {
  static let faults = [EIO, ENOSPC, EDQUOT, EFBIG, EROFS, EINTR, EMFILE]

  static let calls: Int = {
    let disk = MemoryDisk()
    Story(disk).tellOn()
    return disk.calls.count
  }()

  @Test(arguments: faults)
  func `a call that fails once ends in everything saved`(code: Int32) {
    for call in CrashStates.chosen(1...Self.calls, row: Self.faults.firstIndex(of: code) ?? 0) {
      let disk = MemoryDisk()
      disk.fails = { number, _ in number == call ? code : nil }
      let story = Story(disk)
      story.tellOn()
      var random = SeededRandom(seed: UInt64(call))
      let what: Comment = "call \(call), \(disk.calls[call - 1]): \(story.errors)"
      story.expectKept(on: disk.afterKill(), isWhole: story.acknowledged > 0, what)
      story.expectKept(on: disk.afterPowerCut(&random), "power cut after \(what)")
      #expect(disk.openDescriptors == 0, what)
      // A signal is no fault: nobody hears of it.
      if code == EINTR { #expect(story.errors.isEmpty && story.isCalm, what) }
    }
  }

  @Test func `a power cut at any time after a call has failed leaves what was acknowledged`() {
    var random = SeededRandom(seed: 5)
    for call in 1...Self.calls {
      for later in CrashStates.chosen(1...12, row: call) {
        let disk = MemoryDisk()
        disk.fails = { number, _ in number == call ? EIO : nil }
        disk.diesAt = call + later
        let story = Story(disk)
        story.tellOn()
        story.expectKept(
          on: disk.afterPowerCut(&random), "call \(call) failed, the power \(later) calls later")
      }
    }
  }

  @Test(arguments: faults)
  func `a disk that fails for ever loses nothing that was acknowledged`(code: Int32) {
    for call in CrashStates.chosen(1...Self.calls, row: Self.faults.firstIndex(of: code) ?? 0) {
      let disk = MemoryDisk()
      disk.fails = { number, _ in number >= call ? code : nil }
      let story = Story(disk)
      story.tellOn()
      var random = SeededRandom(seed: UInt64(call))
      let what: Comment = "from call \(call) on, \(disk.calls[call - 1])"
      story.expectKept(on: disk.afterKill(), what)
      story.expectKept(on: disk.afterPowerCut(&random), "power cut after \(what)")
      let isSaid = story.isLeft || !story.errors.isEmpty
      #expect(isSaid, "silent: \(what)")
    }
  }

  @Test func `writes that take a few bytes at a time are finished`() {
    let disk = MemoryDisk()
    disk.shortWrites = 7
    let story = Story(disk)
    story.tell()
    #expect(story.isLeft && story.errors.isEmpty)
    story.expectKept(on: disk.afterKill(), isWhole: true, "short writes")
  }

  @Test func `a full disk refuses, keeps the order, and takes everything once there is room`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("before"))
    disk.fails = { _, kind in kind == .write ? ENOSPC : nil }
    #expect(!story.say("while full") && !story.say("still full"))
    let refused = StorageReport.refused(
      from: 5, .full(path: "/study/Sessions/\(Story.id).journal", reason: "the disk is full"))
    #expect(story.reports.last == refused)
    #expect(story.acknowledged == 4)
    disk.fails = nil
    #expect(story.say("room again"))
    #expect(story.acknowledged == 7)
    story.expectKept(on: disk.afterKill(), isWhole: true, "room again")
    story.die()
  }

  @Test func `what a full disk took of a record is taken off again`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("before"))
    let journal = "/study/Sessions/\(Story.id).journal"
    let before = disk.contents[journal]
    disk.shortWrites = 30
    let open = try #require(story.open)
    let calls = disk.calls.count
    disk.fails = { number, kind in kind == .write && number > calls + 2 ? ENOSPC : nil }
    open.append([story.note("a long note of which but a part has room")])
    // Without a second try, which would cut first.
    var wake = pollfd(fd: open.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&wake, 1, 60_000) == 1)
    #expect(disk.contents[journal] == before)
    // Now it cannot be taken off at once: then it is before anything else is written.
    let later = disk.calls.count
    disk.fails = { number, kind in
      kind == .truncate || kind == .write && number > later + 2 ? ENOSPC : nil
    }
    #expect(throws: StorageError.self) { try open.flush() }
    #expect(disk.contents[journal] != before)
    #expect(try open.withdraw() == 5)
    disk.fails = nil
    disk.shortWrites = .max
    let short = Record(number: 5, at: .zero, change: .answer(id: "a", text: "b"))
    open.append([short])
    try open.flush()
    let bytes = try #require(disk.contents[journal])
    let scan = JournalScan(bytes)
    #expect(scan.damage.isEmpty && scan.torn == nil && scan.end == bytes.count)
    #expect(bytes == (before ?? []) + JournalFrame.bytes(of: RecordFormat.bytes(of: short)))
    story.die()
  }

  @Test func `what a full disk refused can be taken back, and its number is free again`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("before"))
    let open = try #require(story.open)
    disk.fails = { _, kind in kind == .write ? ENOSPC : nil }
    open.append([story.note("refused")])
    #expect(throws: StorageError.self) { try open.flush() }
    #expect(try open.withdraw() == 5)
    #expect(try open.withdraw() == nil)
    disk.fails = nil
    #expect(story.say("another"))
    #expect(story.session.notes.map(\.content.text) == ["before", "another"])
    story.expectKept(on: disk.afterKill(), isWhole: true, "another")
    story.die()
  }

  @Test func `a failed sync moves the recording to another file, with everything in it`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("before"))
    disk.fails = { _, kind in kind == .syncData ? EIO : nil }
    #expect(story.say("while it fails"))
    let journal = "/study/Sessions/\(Story.id).journal"
    #expect(
      story.reports.suffix(2) == [
        .movedOn(to: journal + "-2", .failed("sync", path: journal, reason: "Input/output error")),
        .durable(through: 5),
      ])
    disk.fails = nil
    #expect(story.say("after"))
    var random = SeededRandom(seed: 3)
    let cut = disk.afterPowerCut(&random)
    let study = StudyFolder(path: story.study.path, statePath: story.study.statePath, disk: cut)
    let notices = try Recovery.read(in: study, id: Story.id).notices
    #expect(notices.contains(.merged([Story.id + ".journal", Story.id + ".journal-2"])))
    story.expectKept(on: cut, isWhole: true, "two segments")
    #expect(story.leave())
    #expect(disk.contents.keys.sorted() == ["/study/Sessions/\(Story.id).json"])
  }

  @Test func `a folder at fault moves the recording out of it, and resume finds it there`() throws {
    let disk = MemoryDisk()
    let home = StudyFolder(path: "/home/state", statePath: "/", disk: disk)
    try? disk.makeFolder(path: "/home")
    try home.create()
    let story = Story(disk)
    try #require(story.create() && story.say("before"))
    // The study's disk is gone.
    disk.failsAt = { path, kind in
      path.hasPrefix("/study") && (kind == .syncData || kind == .open) ? EIO : nil
    }
    #expect(story.say("while it fails"))
    let outside = "/home/state/focusgroup/\(Story.id).5b1e-\(Story.id).journal-2"
    #expect(disk.contents[outside] != nil)
    disk.failsAt = nil
    #expect(story.say("after"))
    let gone = disk.afterKill()
    gone.replace("/study/Sessions/\(Story.id).journal", with: nil)
    let study = StudyFolder(path: story.study.path, statePath: story.study.statePath, disk: gone)
    #expect(try study.sessionIDs() == [Story.id])
    #expect(try study.sessions().map(\.wasCutOff) == [true])
    story.expectKept(on: gone, isWhole: true, "the study's own journal is gone")
    story.expectKept(on: disk.afterKill(), isWhole: true, "both are there")

    // A redaction after it was put together again reaches what lies outside, whatever a power cut brings back.
    let resumed = disk.afterKill()
    let later = StudyFolder(path: story.study.path, statePath: story.study.statePath, disk: resumed)
    let (open, recovered) = try OpenSession.resume(in: later, id: Story.id)
    var session = recovered.session
    _ = session.apply(
      Record(number: session.lastRecord + 1, at: .zero, change: .redacted(numbers: [1, 2, 3])))
    try open.beginAnew(session)
    var random = SeededRandom(seed: 6)
    for _ in 0..<20 {
      let cut = resumed.afterPowerCut(&random)
      for (path, bytes) in cut.contents { #expect(!bytes.contains(text: "while it fails"), "\(path)") }
    }
    try open.abandon()

    #expect(story.leave())
    for _ in 0..<20 {
      #expect(disk.afterPowerCut(&random).contents.keys.sorted() == ["/study/Sessions/\(Story.id).json"])
    }
  }

  @Test func `a record after the session was left is refused and not lost silently`() throws {
    let story = Story(MemoryDisk())
    try #require(story.create())
    let open = try #require(story.open)
    try #require(story.leave())
    open.append([story.note("too late")])
    #expect(open.reports().last == .refused(from: 4, .closed))
    #expect(throws: StorageError.closed) { try open.flush() }
  }
}
