import Foundation
import Interview
import MemoryDisks
import Synchronization
import Testing

@testable import SessionStorage

/// One writer, and the real disk under it.
@Suite(.serialized) struct LockTests {
  @Test func `a session that is open is refused to a second one, but can be read`() throws {
    let folder = try RealFolder()
    let open = try folder.create()
    #expect(throws: StorageError.openElsewhere(session: Story.id)) {
      _ = try OpenSession.resume(in: folder.study, id: Story.id)
    }
    #expect(StorageError.openElsewhere(session: Story.id).exitStatus == 75)
    let message = StorageError.openElsewhere(session: Story.id).message
    #expect(message.contains("focusgroup replay --follow \(Story.id)"))
    #expect(try Recovery.read(in: folder.study, id: Story.id).isOpenElsewhere)
    try open.abandon()
    #expect(try !Recovery.read(in: folder.study, id: Story.id).isOpenElsewhere)
    let (again, _) = try OpenSession.resume(in: folder.study, id: Story.id)
    try again.abandon()
  }

  @Test func `what is there is not made anew, nor what a link of its name leads to`() throws {
    let folder = try RealFolder()
    let sessions = try folder.study.sessionsFolder()
    try folder.write("there", to: "Sessions/there.journal")
    symlink(folder.path + "/elsewhere", folder.sessions + "link.journal")
    #expect(try sessions.createUnlessThere("there.journal") == nil)
    #expect(try sessions.createUnlessThere("link.journal") == nil)
    #expect(try String(contentsOfFile: folder.sessions + "there.journal", encoding: .utf8) == "there")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/elsewhere"))
    #expect(try sessions.createUnlessThere("new.journal") != nil)
  }

  @Test func `a new journal that somebody was quicker to lock is not written to`() throws {
    let disk = MemoryDisk()
    let study = StudyFolder(path: "/study", statePath: "/state", disk: disk)
    try study.create()
    var other: OpenFile?
    disk.beforeLocking = {
      other = try? study.sessionsFolder().openIfThere(Story.id + ".journal", for: .writing)
      #expect((try? other?.lock()) == true)
    }
    #expect(throws: StorageError.openElsewhere(session: Story.id)) {
      _ = try OpenSession.create(in: study, id: Story.id) { Story.first($0) }
    }
    #expect(try other?.status().size == 0)
  }

  @Test func `the lock is kept when the journal is begun anew`() throws {
    let folder = try RealFolder()
    let open = try folder.create()
    let session = try Recovery.read(in: folder.study, id: Story.id).session
    try open.beginAnew(session)
    #expect(throws: StorageError.openElsewhere(session: Story.id)) {
      _ = try OpenSession.resume(in: folder.study, id: Story.id)
    }
    try open.close(session)
    #expect(try folder.names() == [Story.id + ".json"])
  }

  @Test func `of many that resume at once, one wins and the others are told`() throws {
    let folder = try RealFolder()
    try folder.left()
    for _ in 0..<20 {
      let winners = Mutex<[OpenSession]>([])
      let others = Mutex<[StorageError]>([])
      let study = folder.study
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        do throws(StorageError) {
          let open = try OpenSession.resume(in: study, id: Story.id).session
          winners.withLock { $0.append(open) }
        } catch {
          others.withLock { $0.append(error) }
        }
      }
      let won = winners.withLock { $0 }
      #expect(won.count == 1)
      #expect(others.withLock { $0 } == Array(repeating: .openElsewhere(session: Story.id), count: 7))
      let session = try Recovery.read(in: folder.study, id: Story.id).session
      try won.first?.close(session)
    }
    #expect(try folder.names() == [Story.id + ".json"])
  }

  @Test func `while sessions are left and resumed by turns, there are never two writers`() throws {
    let folder = try RealFolder()
    try folder.left()
    let study = folder.study
    let writers = Mutex(0)
    let most = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      for _ in 0..<40 {
        guard let (open, recovered) = try? OpenSession.resume(in: study, id: Story.id) else { continue }
        let now = writers.withLock { count -> Int in
          count += 1
          return count
        }
        most.withLock { $0 = max($0, now) }
        writers.withLock { $0 -= 1 }
        try? open.close(recovered.session)
      }
    }
    #expect(most.withLock { $0 } == 1)
    #expect(try Recovery.read(in: study, id: Story.id).session.lastRecord == 3)
  }

  @Test func `of many that start a session with one id, each gets its own`() throws {
    let folder = try RealFolder()
    let ids = Mutex<Set<String>>([])
    let study = folder.study
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      guard let open = try? OpenSession.create(in: study, id: Story.id, begin: { Story.first($0) }) else {
        return
      }
      ids.withLock { _ = $0.insert(open.id) }
      try? open.abandon()
    }
    #expect(ids.withLock { $0.count } == 8)
    try folder.left("One")
    #expect(try folder.create("one").id == "one-2")
    #expect(try folder.create("ONE").id == "ONE-3")
  }

  @Test func `files are their owner's alone, whatever the umask`() async {
    // The umask is the whole process's.
    await #expect(processExitsWith: .success) {
      for mask: mode_t in [0, 0o077, 0o777] {
        let folder = try RealFolder()
        umask(mask)
        let study = StudyFolder(path: folder.path + "/new/study", statePath: folder.path + "/s")
        let open = try OpenSession.create(in: study, id: Story.id) { Story.first($0) }
        let sessions = "new/study/Sessions/"
        #expect(folder.mode("new") == "700" && folder.mode(sessions) == "700")
        #expect(folder.mode(sessions + Story.id + ".journal") == "600")
        let session = try Recovery.read(in: study, id: Story.id).session
        try open.beginAnew(session)
        #expect(folder.mode(sessions + Story.id + ".journal") == "600")
        #expect(folder.mode(sessions + Story.id + ".json") == "600")
        try open.close(session)
        umask(0o022)
      }
    }
  }

  // MARK: What is no plain file

  /// What can stand where a file should.
  enum Obstacle: CaseIterable {
    case link, danglingLink, pipe, folder, device

    func put(at path: String) throws {
      unlink(path)
      switch self {
      case .link:
        try Data("secret".utf8).write(to: URL(fileURLWithPath: path + ".target"))
        symlink(path + ".target", path)
      case .danglingLink: symlink("/nowhere/at/all", path)
      case .pipe: mkfifo(path, 0o600)
      case .folder: mkdir(path, 0o700)
      // Only root can make a device; a link to one is what anybody can.
      case .device: if mknod(path, S_IFCHR | 0o600, dev_t(0x103)) != 0 { symlink("/dev/null", path) }
      }
    }
  }

  @Test(arguments: Obstacle.allCases)
  func `what is no plain file is never taken for one, and hides nothing, wherever a file should be`(
    obstacle: Obstacle
  ) throws {
    let names = [
      "\(Story.id).json", "\(Story.id).journal", "\(Story.id).journal-2", ".\(Story.id).json.tmp",
      ".\(Story.id).journal.tmp",
    ]
    for name in names {
      let folder = try RealFolder()
      try folder.cutOff()
      try obstacle.put(at: folder.sessions + name)
      let start = ContinuousClock.now
      // Reading and resuming say what it is, or put it out of the way; no one waits, follows or writes.
      _ = try? Recovery.read(in: folder.study, id: Story.id)
      if name.hasSuffix(".journal"), !name.hasPrefix(".") {
        // There is nothing else of the session.
        #expect(throws: StorageError.self) { try OpenSession.resume(in: folder.study, id: Story.id) }
      } else {
        let (open, recovered) = try OpenSession.resume(in: folder.study, id: Story.id)
        let isTold = recovered.notices.contains { $0.message.contains("is a") }
        #expect(isTold || !name.hasSuffix("-2"), "\(name)")
        try open.close(recovered.session)
      }
      #expect(ContinuousClock.now - start < .seconds(1), "\(name) held it up")
      let target = folder.sessions + name + ".target"
      if let kept = FileManager.default.contents(atPath: target) { #expect(kept == Data("secret".utf8)) }
    }
  }

  @Test func `a Sessions folder that is a link is refused`() throws {
    let folder = try RealFolder()
    rmdir(folder.sessions)
    symlink(folder.protocols, folder.path + "/study/Sessions")
    #expect(throws: StorageError.self) { try folder.study.sessions() }
    #expect(throws: StorageError.self) { try folder.create() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.protocols).isEmpty)
  }

  @Test(arguments: ["json", "journal"])
  func `a file of ten gigabytes is refused by its size`(ending: String) throws {
    let folder = try RealFolder()
    try folder.cutOff()
    let path = folder.sessions + Story.id + "." + ending
    try #require(FileManager.default.createFile(atPath: path, contents: nil))
    try #require(truncate(path, 10 << 30) == 0)
    let start = ContinuousClock.now
    let error = StorageError.tooLarge(path: path, limit: 1 << 30)
    #expect(try folder.study.sessions().map(\.id) == [Story.id])
    if ending == "journal" {
      #expect(throws: error) { try Recovery.read(in: folder.study, id: Story.id) }
      #expect(throws: error) { try OpenSession.resume(in: folder.study, id: Story.id) }
    } else {
      // It is out of the way, and the journal beside it is read.
      let name = Story.id + ".json"
      #expect(
        try Recovery.read(in: folder.study, id: Story.id).notices
          == [.badFile(file: name, problem: error.message, keptAs: nil)])
      let (open, recovered) = try OpenSession.resume(in: folder.study, id: Story.id)
      try open.close(recovered.session)
      #expect(try folder.names().contains { $0.hasPrefix(Story.id + ".damaged-") })
    }
    #expect(ContinuousClock.now - start < .seconds(1))
  }

  @Test(
    arguments: [
      "", "../x", "a/b", "a.b", "a b", "ä", "a\0b", String(repeating: "a", count: 101), "a\u{1B}[2J",
    ])
  func `an id that is none is refused before anything is touched`(id: String) throws {
    let disk = MemoryDisk()
    let study = StudyFolder(path: "/study", statePath: "/s", disk: disk)
    let error = StorageError.badName(id)
    #expect(throws: error) { try Recovery.read(in: study, id: id) }
    #expect(throws: error) { try OpenSession.resume(in: study, id: id) }
    #expect(throws: error) { try OpenSession.create(in: study, id: id) { Story.first($0) } }
    #expect(disk.calls.isEmpty)
    #expect(!error.message.unicodeScalars.contains { $0.value < 32 || $0.value == 127 })
  }

  @Test func `records are written without being waited for, and reports wake a loop`() throws {
    let folder = try RealFolder()
    let open = try folder.create()
    var wake = pollfd(fd: open.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&wake, 1, 0) == 0)
    for number in 4...503 {
      open.append([
        Record(number: number, at: .zero, change: .answer(id: "n", text: "\(number)"))
      ])
    }
    try open.flush()
    #expect(poll(&wake, 1, 0) == 1)
    let durable = open.reports().map { report -> Int in
      guard case .durable(let number) = report else { return -1 }
      return number
    }
    #expect(durable == durable.sorted() && durable.last == 503 && durable.first ?? 0 > 3)
    #expect(poll(&wake, 1, 0) == 0)
    try open.abandon()
    #expect(try Recovery.read(in: folder.study, id: Story.id).session.answers["n"] == "503")
  }

  @Test func `a session that is let go without a word is saved and can be resumed`() throws {
    let folder = try RealFolder()
    var open: OpenSession? = try folder.create()
    open?.append([Record(number: 4, at: .zero, change: .answer(id: "n", text: "kept"))])
    open = nil
    for _ in 0..<500 {
      guard try Recovery.read(in: folder.study, id: Story.id).isOpenElsewhere else { break }
      usleep(10_000)
    }
    #expect(open == nil)
    #expect(try Recovery.read(in: folder.study, id: Story.id).session.answers["n"] == "kept")
  }

  @Test func `no descriptor is left behind`() throws {
    let folder = try RealFolder()
    // Other tests have files of their own open.
    func descriptors() -> Int {
      (0..<1024).count { SystemDisk().path(of: Descriptor($0))?.contains(folder.path) ?? false }
    }
    try folder.cutOff()
    usleep(50_000)
    let before = descriptors()
    for _ in 0..<20 {
      let (open, recovered) = try OpenSession.resume(in: folder.study, id: Story.id)
      try open.beginAnew(recovered.session)
      try open.close(recovered.session)
    }
    for _ in 0..<100 where descriptors() > before { usleep(10_000) }
    #expect(descriptors() <= before)
  }
}
