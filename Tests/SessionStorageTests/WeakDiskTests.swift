import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// File systems that cannot sync a folder or a file, or have no locks.
@Suite struct WeakDiskTests {
  static let second = "/home/state/focusgroup/\(Story.id).5b1e-\(Story.id).journal"

  /// What a study's file system cannot do.
  enum Weakness: CaseIterable {
    case folders, files, locks
  }

  static let numbers: [Int32] = [EINVAL, ENOTSUP, ENOSYS, EBADF, EPERM]

  /// The disk of the study is weak; this machine's own is sound unless told.
  private func weaken(_ disk: MemoryDisk, _ weakness: Weakness, _ number: Int32, everywhere: Bool = false) {
    disk.failsAt = { path, kind in
      guard everywhere || path.hasPrefix("/study") else { return nil }
      let isFolder = path.hasSuffix("/Sessions") || path == "/study" || path.hasSuffix("/focusgroup")
      switch (weakness, kind) {
      case (.folders, .syncAll): return isFolder ? number : nil
      case (.files, .syncAll), (.files, .syncData): return isFolder ? nil : number
      case (.locks, .lock), (.locks, .isLocked): return number
      default: return nil
      }
    }
  }

  private func disk() throws -> MemoryDisk {
    let disk = MemoryDisk()
    try disk.makeFolder(path: "/home")
    try disk.makeFolder(path: "/home/state")
    return disk
  }

  @Test func `what is destroyed goes from the second journal also where there can be no new one`() throws {
    let disk = try disk()
    weaken(disk, .files, EINVAL)
    let story = Story(disk)
    try #require(story.create() && story.say("leave it out") && story.say("two"))
    #expect(disk.contents[Self.second]?.contains(text: "leave it out") == true)
    let weak = disk.failsAt
    disk.failsAt = { path, kind in
      let isNew = path.hasPrefix("/home") && path.hasSuffix(".tmp")
      return isNew && kind == .write ? ENOSPC : weak?(path, kind)
    }
    #expect(story.redact(1))
    #expect(!disk.contents.values.contains { $0.contains(text: "leave it out") })
    #expect(story.say("three") && story.leave())
    #expect(disk.contents.keys.sorted() == [StrangerTests.json])
  }

  @Test(arguments: Weakness.allCases, numbers)
  func `it works, and says once what is not promised`(weakness: Weakness, number: Int32) throws {
    let disk = try disk()
    weaken(disk, weakness, number)
    let story = Story(disk)
    #expect(story.create() && story.say("leave it out") && story.say("two"))
    #expect(story.errors.isEmpty, "\(story.errors)")
    let notices = story.reports.compactMap { report -> StorageNotice? in
      guard case .noticed(let notice) = report else { return nil }
      return notice
    }
    let isSyncs = weakness != .locks
    #expect(
      notices == [.weak(study: "/study/Sessions", locks: isSyncs, syncs: !isSyncs, keepsSecond: isSyncs)])
    // The second journal has what the first has.
    #expect(disk.contents[Self.second] == (isSyncs ? disk.contents[OtherProgramsTests.journal] : nil))
    #expect(story.acknowledged == story.session.lastRecord)
    #expect(story.redact(1))
    #expect(!disk.everHolds("leave it out"))
    #expect(story.say("three") && story.leave() && story.resume() && story.say("four") && story.finish())
    #expect(disk.contents.keys.sorted() == [StrangerTests.json])
  }

  @Test(arguments: [Weakness.folders, .files])
  func `what the second journal has survives a power cut that takes the study's`(weakness: Weakness) throws {
    let disk = try disk()
    weaken(disk, weakness, EINVAL)
    let story = Story(disk)
    #expect(story.create() && story.say("one") && story.say("two"))
    var random = SeededRandom(seed: 4)
    for _ in 0..<20 {
      let cut = disk.afterPowerCut(&random)
      let kept = try #require(cut.contents[Self.second])
      #expect(kept.contains(text: "two"))
    }
    story.die()
  }

  @Test func `where no disk promises anything, it is said of every note`() throws {
    let disk = try disk()
    weaken(disk, .files, EINVAL, everywhere: true)
    let story = Story(disk)
    #expect(story.create() && story.say("one"))
    #expect(story.reports.contains(.written(through: 4)))
    #expect(!story.reports.contains { if case .durable = $0 { true } else { false } })
    story.die()
  }

  @Test func `an error of the same number after a sync that succeeded is a failed disk`() throws {
    let disk = try disk()
    let story = Story(disk)
    #expect(story.create() && story.say("one"))
    disk.fails = { _, kind in kind == .syncData ? EINVAL : nil }
    #expect(story.say("two"))
    #expect(story.reports.contains { if case .movedOn = $0 { true } else { false } })
    story.die()
  }

  @Test func `a session of a file system without locks is not said to be open elsewhere`() throws {
    let disk = try disk()
    weaken(disk, .locks, ENOLCK)
    let story = Story(disk)
    #expect(story.create() && story.say("one") && story.leave())
    #expect(story.resume())
    story.die()
    #expect(disk.contents.keys.filter { $0.hasSuffix(".journal") }.count == 1)
  }

  @Test func `files whose numbers change are told apart by what is in them`() throws {
    let disk = try disk()
    disk.hasChangingNumbers = true
    let story = Story(disk)
    #expect(story.create() && story.say("one") && story.leave() && story.resume() && story.say("two"))
    #expect(story.errors.isEmpty, "\(story.errors)")
    #expect(!story.reports.contains { if case .movedOn = $0 { true } else { false } }, "\(story.reports)")
    disk.swapIn(OtherProgramsTests.journal, Array("something else".utf8))
    #expect(story.say("three"))
    #expect(story.reports.contains { if case .movedOn = $0 { true } else { false } })
    #expect(disk.contents[OtherProgramsTests.journal + "-2"]?.contains(text: "three") == true)
    story.die()
  }
}
