import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// Other programs at work in the study while a session is recorded: nothing that was acknowledged is lost, and it is said
/// where it is.
@Suite struct OtherProgramsTests {
  static let journal = "/study/Sessions/\(Story.id).journal"
  static let json = "/study/Sessions/\(Story.id).json"
  static let uuid = "5b1e-" + Story.id

  /// What another program does to the files of a session.
  enum Act: CaseIterable {
    case removesJournal, replacesJournal, cutsJournal, emptiesJournal, removesAll, putsFolderAside
    case removesFolder, makesFolderAnew, removesStudy, movesStudy, putsPipe

    func perform(on disk: MemoryDisk) throws {
      switch self {
      case .removesJournal: disk.replace(journal, with: nil)
      case .replacesJournal: disk.swapIn(journal, try #require(disk.contents[journal]))
      case .cutsJournal: disk.replace(journal, with: Array(try #require(disk.contents[journal]).dropLast(30)))
      case .emptiesJournal: disk.replace(journal, with: [])
      case .removesAll:
        disk.replace(journal, with: nil)
        disk.replace(json, with: nil)
      case .putsFolderAside: disk.moveFolder("/study/Sessions", to: "/study/Sessions (old)")
      case .removesFolder: disk.moveFolder("/study/Sessions", to: nil)
      case .makesFolderAnew:
        disk.moveFolder("/study/Sessions", to: nil)
        try disk.makeFolder(path: "/study/Sessions")
      case .removesStudy: disk.moveFolder("/study", to: nil)
      case .movesStudy: disk.moveFolder("/study", to: "/elsewhere")
      case .putsPipe: disk.putObstacle(journal, .pipe)
      }
    }
  }

  /// A session in which notes were said, left once before or not.
  private func story(on disk: MemoryDisk, leftBefore: Bool) throws -> Story {
    let story = Story(disk)
    try #require(story.create() && story.say("before"))
    if leftBefore { try #require(story.leave() && story.resume()) }
    try #require(story.say("since"))
    return story
  }

  /// Every text that some file holds.
  private func texts(on disk: MemoryDisk, among texts: [String]) -> [String] {
    texts.filter { text in disk.contents.values.contains { $0.contains(text: text) } }
  }

  /// The loop's part: hands the state over when it is asked for.
  private func answer(_ story: Story) {
    story.collect()
    guard story.reports.contains(.wantsState) else { return }
    story.open?.renew(story.session)
    try? story.open?.flush()
    story.collect()
  }

  @Test(arguments: Act.allCases, [false, true])
  func `a note is acknowledged only in a file that has a name`(act: Act, leftBefore: Bool) throws {
    let disk = MemoryDisk()
    try disk.makeFolder(path: "/home")
    try disk.makeFolder(path: "/home/state")
    let story = try story(on: disk, leftBefore: leftBefore)
    try act.perform(on: disk)
    #expect(story.say("after", "and after that"))
    answer(story)
    #expect(story.say("last"))
    #expect(story.acknowledged == story.session.lastRecord)
    var random = SeededRandom(seed: 11)
    let all = ["before", "since", "after", "and after that", "last"]
    for left in [disk.afterKill(), disk.afterPowerCut(&random)] {
      #expect(texts(on: left, among: all) == all, "\(act)")
    }
    // A folder that only moved needs no other file.
    let stays = act == .putsFolderAside || act == .movesStudy
    let isTold = story.reports.contains { report in
      guard case .movedOn = report else { return false }
      return true
    }
    #expect(isTold != stays, "\(act): \(story.reports)")
    // It is said with the first note that went there, and not only when the folder is looked at again.
    let moved = act == .putsFolderAside ? "/study/Sessions (old)" : "/elsewhere/Sessions"
    #expect(story.reports.contains(.noticed(.moved(to: moved))) == stays)
    story.die()
  }

  @Test(arguments: Act.allCases, [false, true])
  func `what is taken away between a note's write and its sync takes no note`(act: Act, leftBefore: Bool)
    throws
  {
    let disk = MemoryDisk()
    try disk.makeFolder(path: "/home")
    try disk.makeFolder(path: "/home/state")
    let story = try story(on: disk, leftBefore: leftBefore)
    disk.beforeSyncing = { [unowned disk] path in
      guard path == Self.journal else { return }
      disk.beforeSyncing = nil
      #expect(throws: Never.self) { try act.perform(on: disk) }
    }
    #expect(story.say("after"))
    answer(story)
    #expect(disk.beforeSyncing == nil && story.acknowledged == story.session.lastRecord)
    var random = SeededRandom(seed: 11)
    let all = ["before", "since", "after"]
    for left in [disk.afterKill(), disk.afterPowerCut(&random)] {
      #expect(texts(on: left, among: all) == all, "\(act)")
    }
    story.die()
  }

  @Test func `what a disk that hangs does not take is on this machine's own, whatever happens next`() throws {
    let disk = MemoryDisk()
    try disk.makeFolder(path: "/home")
    try disk.makeFolder(path: "/home/state")
    let story = try story(on: disk, leftBefore: true)
    let answers = DispatchSemaphore(value: 0)
    disk.beforeSyncing = { path in if path.hasPrefix("/study/") { answers.wait() } }
    story.open?.append([story.apply(story.note("after"))])
    try story.open?.abandon(within: .seconds(2))
    let place = try #require(story.open?.elsewhere)
    for seed in 0..<40 {
      var random = SeededRandom(seed: UInt64(seed))
      let left = disk.afterPowerCut(&random)
      #expect(left.contents[place]?.contains(text: "after") == true, "seed \(seed)")
    }
    disk.beforeSyncing = nil
    for _ in 0..<100 { answers.signal() }
    story.die()
  }

  @Test(arguments: [false, true])
  func `a copy of the journal that went with the leave comes back from no power cut`(leftBefore: Bool) throws
  {
    let disk = MemoryDisk()
    let story = try story(on: disk, leftBefore: leftBefore)
    disk.swapIn(Self.journal, try #require(disk.contents[Self.journal]))
    #expect(story.say("after") && story.leave())
    #expect(disk.contents.keys.sorted() == [Self.json])
    for seed in 0..<40 {
      var random = SeededRandom(seed: UInt64(seed))
      #expect(disk.afterPowerCut(&random).contents.keys.sorted() == [Self.json], "seed \(seed)")
    }
  }

  @Test(arguments: Act.allCases, [false, true])
  func `leaving writes the session where the study is now, or says where it is`(
    act: Act, leftBefore: Bool
  ) throws {
    let disk = MemoryDisk()
    try disk.makeFolder(path: "/home")
    try disk.makeFolder(path: "/home/state")
    let story = try story(on: disk, leftBefore: leftBefore)
    try act.perform(on: disk)
    #expect(story.say("after"))
    let isLeft = story.leave()
    let path =
      switch act {
      case .putsFolderAside: "/study/Sessions (old)/\(Story.id).json"
      case .movesStudy: "/elsewhere/Sessions/\(Story.id).json"
      case .removesStudy: "/home/state/focusgroup/\(Story.id).\(Self.uuid).json"
      default: Self.json
      }
    #expect(isLeft == (act != .removesStudy), "\(act): \(story.errors)")
    if act == .removesStudy { #expect(story.errors == [.savedElsewhere(path: path)]) }
    let bytes = try #require(disk.contents[path], "\(act): \(disk.contents.keys)")
    #expect(try Session.read(bytes, path: path).state == story.session)
    // Nothing of ours is left beside it.
    if act != .removesStudy {
      #expect(disk.contents.keys.filter { $0.contains(Story.id) } == [path], "\(act)")
    }
    story.die()
  }

  /// Another program appends a record to the journal.
  ///
  /// - Returns: the journal's bytes with it.
  private func appendTheirs(to story: Story, on disk: MemoryDisk) throws -> [UInt8] {
    let theirs = Record(
      number: story.session.lastRecord + 1, at: .zero, change: .answer(id: "them", text: "from elsewhere"))
    let bytes =
      try #require(disk.contents[Self.journal]) + JournalFrame.bytes(of: RecordFormat.bytes(of: theirs))
    disk.replace(Self.journal, with: bytes)
    return bytes
  }

  @Test func `a folder that no path leads to is left, as when its disk was unmounted`() throws {
    let disk = MemoryDisk()
    try disk.makeFolder(path: "/home")
    try disk.makeFolder(path: "/home/state")
    let story = try story(on: disk, leftBefore: true)
    disk.tellsPaths = false
    disk.moveFolder("/study", to: "/unmounted")
    #expect(story.say("after"))
    answer(story)
    let outside = disk.contents.filter { $0.key.hasPrefix("/home/state/") }
    #expect(
      ["before", "since", "after"].allSatisfy { text in
        outside.values.contains { $0.contains(text: text) }
      })
    #expect(!story.leave())
    let path = "/home/state/focusgroup/\(Story.id).\(Self.uuid).json"
    #expect(story.errors == [.savedElsewhere(path: path)])
    story.die()
  }

  @Test func `what another program appends is not written over, and both sides are read`() throws {
    let disk = MemoryDisk()
    let story = try story(on: disk, leftBefore: false)
    let bytes = try appendTheirs(to: story, on: disk)
    #expect(story.say("ours"))
    #expect(disk.contents[Self.journal] == bytes)
    #expect(disk.contents[Self.journal + "-2"]?.contains(text: "ours") == true)
    #expect(
      story.reports.contains(.movedOn(to: Self.journal + "-2", .otherWriter(path: Self.journal))))
    story.die()
  }

  @Test func `a writing that was cut off before it took the file's name goes without a trace`() throws {
    let disk = MemoryDisk()
    let story = try story(on: disk, leftBefore: true)
    story.die()
    // What a redaction writes: the record of it is in no journal until the file has its name.
    var writing = story.session
    let redaction = Change.redacted(numbers: [writing.notes[0].number])
    writing.apply(Record(number: writing.lastRecord + 1, at: .zero, change: redaction))
    disk.replace("/study/Sessions/.\(Story.id).json.old", with: SessionFormat.bytes(of: writing))
    #expect(story.resume() && story.leave())
    #expect(disk.contents.keys.sorted() == [Self.json])
    let texts = try Session.read(try #require(disk.contents[Self.json]), path: "").state.notes.map(
      \.content.text)
    #expect(texts == ["before", "since"])
  }

  @Test func `what another program has appended stays when the session is left`() throws {
    let disk = MemoryDisk()
    let story = try story(on: disk, leftBefore: false)
    let bytes = try appendTheirs(to: story, on: disk)
    #expect(story.say("ours") && story.leave())
    #expect(disk.contents.keys.sorted() == [Self.journal, Self.json])
    #expect(disk.contents[Self.journal] == bytes)
    story.collect()
    #expect(story.reports.contains(.noticed(.otherWriter(path: Self.journal))))
    let read = try Recovery.read(in: story.study, id: Story.id)
    #expect(read.session.notes.map(\.content.text) == ["before", "since", "ours"] && read.wasCutOff)
  }

  @Test(arguments: [FileKind.folder, .symlink, .pipe], [Self.journal, Self.json])
  func `what is no file at the name of one of ours is moved and told, and hides nothing`(
    kind: FileKind, path: String
  ) throws {
    let disk = MemoryDisk()
    let story = try story(on: disk, leftBefore: true)
    disk.putObstacle(path, kind)
    #expect(story.say("after"))
    answer(story)
    story.expectKept(on: disk.afterKill(), isWhole: true, "beside a \(kind)")
    let read = try Recovery.read(in: story.study, id: Story.id)
    let name = try #require(path.split(separator: "/").last.map(String.init))
    let isJournal = path == Self.journal
    #expect(
      read.notices.contains(.obstacle(name: name, kind: kind.rawValue, keptAs: nil)) == isJournal,
      "\(read.notices)")
    #expect(read.session == story.session)
    story.die()
    let again = try OpenSession.resume(in: story.study, id: Story.id)
    #expect(again.recovered.session == story.session)
    #expect(disk.kind(at: path + ".aside") == kind && disk.kind(at: path) != kind)
    if isJournal {
      #expect(
        again.recovered.notices.contains(
          .obstacle(name: name, kind: kind.rawValue, keptAs: name + ".aside")))
    }
    try again.session.close(story.session)
    #expect(disk.contents.keys.sorted() == [Self.json])
  }

  @Test func `a copy that stands under the name is locked, so that no second program is let in`() throws {
    let disk = MemoryDisk()
    let story = try story(on: disk, leftBefore: true)
    disk.swapIn(Self.journal, try #require(disk.contents[Self.journal]))
    #expect(story.say("after"))
    let copy = disk.contents[Self.journal]
    #expect(throws: StorageError.openElsewhere(session: Story.id)) {
      _ = try OpenSession.resume(in: story.study, id: Story.id)
    }
    // Nor if it goes as well: the segment is locked.
    disk.replace(Self.journal, with: nil)
    #expect(throws: StorageError.openElsewhere(session: Story.id)) {
      _ = try OpenSession.resume(in: story.study, id: Story.id)
    }
    #expect(disk.contents[Self.journal] == nil)
    disk.replace(Self.journal, with: copy)
    story.die()
  }

  @Test(arguments: [1, 2])
  func `what was saved elsewhere is whole, however often it is left, and comes back`(times: Int) throws {
    let disk = MemoryDisk()
    try disk.makeFolder(path: "/home")
    try disk.makeFolder(path: "/home/state")
    let story = try story(on: disk, leftBefore: true)
    try Act.removesStudy.perform(on: disk)
    #expect(story.say("after"))
    answer(story)
    for _ in 0..<times { #expect(!story.leave()) }
    let outside = disk.contents.keys.filter { $0.hasSuffix(".json") }
    #expect(outside == ["/home/state/focusgroup/\(Story.id).\(Self.uuid).json"])
    let session = story.session
    story.die()
    let study = StudyFolder(path: "/study", statePath: story.study.statePath, disk: disk)
    try study.create()
    let read = try Recovery.read(in: study, id: Story.id)
    #expect(read.session == session && !read.notices.contains(where: \.isDamage), "\(read.notices)")
    let (open, recovered) = try OpenSession.resume(in: study, id: Story.id)
    #expect(recovered.session == session)
    try open.close(recovered.session)
    // Records of a resume that named no recorder are kept beside it, whoever they are of.
    #expect(disk.contents.keys.filter { !$0.contains(".torn") } == [Self.json])
  }

  @Test
  func `what stood in the way when the study came back is told, also if this machine's own disk fails then`()
    throws
  {
    let disk = MemoryDisk()
    try disk.makeFolder(path: "/home")
    try disk.makeFolder(path: "/home/state")
    let story = try story(on: disk, leftBefore: true)
    var theirs = story.session
    theirs.title = "put right by hand"
    try Act.removesStudy.perform(on: disk)
    #expect(story.say("after"))
    answer(story)
    try story.study.create()
    disk.replace(Self.json, with: SessionFormat.bytes(of: theirs))
    disk.fails = { _, call in call == .remove ? EIO : nil }
    #expect(!story.leave())
    #expect(
      story.reports.contains {
        if case .noticed(.stranger(Story.id + ".json", _)) = $0 { true } else { false }
      })
    disk.fails = nil
    #expect(story.leave())
    for seed in 0..<20 {
      var random = SeededRandom(seed: UInt64(seed))
      let left = disk.afterPowerCut(&random).contents.keys
      #expect(left.allSatisfy { $0.hasPrefix("/study/") }, "\(left)")
    }
    #expect(
      disk.contents.keys.allSatisfy { $0 == Self.json || $0.contains(".theirs-") }, "\(disk.contents.keys)")
  }

  @Test func `segments have no ceiling and reuse no name`() throws {
    let disk = MemoryDisk()
    let story = try story(on: disk, leftBefore: false)
    for round in 2...14 {
      for path in disk.contents.keys where path.contains(".journal") { disk.replace(path, with: nil) }
      #expect(story.say("round \(round)"))
      #expect(disk.contents.keys.sorted() == [Self.journal + "-\(round)"])
    }
    story.expectKept(on: disk.afterKill(), isWhole: true, "fourteen segments")
    #expect(story.leave())
    #expect(disk.contents.keys.sorted() == [Self.json])
  }

  @Test func `what is taken away while nothing is written comes back by itself`() throws {
    let disk = MemoryDisk()
    let story = try story(on: disk, leftBefore: true)
    disk.replace(Self.journal, with: nil)
    disk.replace(Self.json, with: nil)
    for _ in 0..<100 where !story.reports.contains(.wantsState) {
      usleep(100_000)
      story.collect()
    }
    answer(story)
    story.expectKept(on: disk.afterKill(), isWhole: true, "looked at")
    story.die()
  }
}
