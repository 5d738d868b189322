import Foundation
import Interview
import Testing

@testable import SessionStorage

/// Power cuts and killed programs at every system call of a whole session.
@Suite struct CrashTests {
  /// How many disks are looked at for each point of a power cut; more with `FOCUSGROUP_CRASHES`.
  static let cuts = ProcessInfo.processInfo.environment["FOCUSGROUP_CRASHES"].flatMap { Int($0) } ?? 8

  static let calls: Int = {
    let disk = MemoryDisk()
    Story(disk).tell()
    return disk.calls.count
  }()

  @Test func `the story comes to its end when nothing happens`() {
    let disk = MemoryDisk()
    let story = Story(disk)
    story.tell()
    #expect(story.isLeft && story.isDestroyed && story.errors.isEmpty)
    #expect(story.acknowledged == story.session.lastRecord)
    story.expectKept(on: disk.afterKill(), "nothing happened")
    #expect(disk.openDescriptors == 0)
    #expect(Self.calls > 120)
  }

  @Test func `killed before any call, no acknowledged record is lost and none counts twice`() {
    for call in 1...Self.calls {
      let disk = MemoryDisk()
      disk.fails = { number, _ in number >= call ? EIO : nil }
      let story = Story(disk)
      story.tell()
      story.expectKept(on: disk.afterKill(), "killed before call \(call), \(disk.calls[call - 1])")
    }
  }

  @Test func `a power cut before any call leaves what was acknowledged, however torn the rest is`() {
    for call in 1...Self.calls {
      let disk = MemoryDisk()
      disk.fails = { number, _ in number >= call ? EIO : nil }
      let story = Story(disk)
      story.tell()
      var random = SeededRandom(seed: UInt64(call))
      for cut in 1...Self.cuts {
        story.expectKept(
          on: disk.afterPowerCut(&random), "cut \(cut) before call \(call), \(disk.calls[call - 1])")
      }
    }
  }

  @Test func `a power cut while recovering from a power cut loses nothing either`() {
    var random = SeededRandom(seed: 1)
    for call in stride(from: 1, through: Self.calls, by: 3) {
      let disk = MemoryDisk()
      disk.fails = { number, _ in number >= call ? EIO : nil }
      let story = Story(disk)
      story.tell()
      let cut = disk.afterPowerCut(&random)
      for second in 1...60 {
        let again = cut.afterKill()
        again.fails = { number, _ in number >= second ? EIO : nil }
        let study = StudyFolder(path: story.study.path, statePath: story.study.statePath, disk: again)
        let open = try? OpenSession.resume(in: study, id: Story.id).session
        story.expectKept(on: again.afterPowerCut(&random), "cut before call \(call), then call \(second)")
        try? open?.abandon(within: .seconds(60))
        if open != nil { break }
      }
    }
  }
}
