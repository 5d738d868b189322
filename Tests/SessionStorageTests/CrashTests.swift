import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// Power cuts and killed programs at every system call of a whole session.
@Suite struct CrashTests {
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
      disk.diesAt = call
      let story = Story(disk)
      story.tell()
      story.expectKept(on: disk.afterKill(), "killed before call \(call), \(disk.calls[call - 1])")
    }
  }

  @Test func `a power cut before any call leaves what was acknowledged, however torn the rest is`() {
    var states = CrashStates()
    for call in 1...Self.calls {
      let disk = MemoryDisk()
      disk.diesAt = call
      let story = Story(disk)
      story.tell()
      var random = SeededRandom(seed: UInt64(call))
      states.draw(from: disk, promises: story.promises, &random) { left, cut in
        story.expectKept(on: left, "cut \(cut) before call \(call), \(disk.calls[call - 1])")
      }
    }
    states.report("a session")
  }

  @Test func `what can be undone survives a crash at any call, also while the journal is begun anew`() {
    func tell(_ story: Story) {
      guard story.create(), story.say("P3 has time", "council rules"), story.renew(), story.say("laughter")
      else { return story.die() }
      _ = story.renew() && story.say("the audit office")
      story.die()
    }
    let whole = MemoryDisk()
    tell(Story(whole))
    var random = SeededRandom(seed: 6)
    for call in 1...whole.calls.count + 1 {
      let disk = MemoryDisk()
      disk.diesAt = call
      let story = Story(disk)
      tell(story)
      for left in [disk.afterKill()] + (0..<8).map({ _ in disk.afterPowerCut(&random) }) {
        let study = StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: left)
        guard let read = try? Recovery.read(in: study, id: Story.id) else {
          #expect(story.acknowledged == 0, "before call \(call)")
          continue
        }
        guard read.session.lastRecord >= 3 else { continue }
        let isKept = read.history == story.histories[read.session.lastRecord]
        #expect(isKept, "before call \(call), after record \(read.session.lastRecord)")
      }
    }
    // And it was begun anew: the first note stands in the session's file alone.
    let journal = whole.contents["/study/Sessions/\(Story.id).journal"] ?? []
    #expect(!journal.contains(text: "P3 has time") && journal.contains(text: "the audit office"))
  }

  // MARK: Recovering

  /// Resumes on copies of a disk, dying before each call in turn until it succeeds.
  private func resume(
    on disk: MemoryDisk,
    _ look: (_ died: MemoryDisk, _ call: Int, _ recovered: Recovered<Session>?) throws -> Void
  ) rethrows {
    for call in 1...200 {
      let again = disk.afterKill()
      again.diesAt = call
      let study = StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: again)
      let resumed = try? OpenSession.resume(in: study, id: Story.id)
      try look(again, call, resumed?.recovered)
      try? resumed?.session.abandon(within: .seconds(60))
      // It came to its end, or there was nothing to resume.
      guard resumed == nil, again.calls.count >= call else { return }
    }
    Issue.record("resuming does not come to an end")
  }

  @Test func `a power cut while recovering from a power cut loses nothing either`() {
    var random = SeededRandom(seed: 1)
    for call in CrashStates.chosen(1...Self.calls, row: 0) {
      let disk = MemoryDisk()
      disk.diesAt = call
      let story = Story(disk)
      story.tell()
      resume(on: disk.afterPowerCut(&random)) { died, second, _ in
        story.expectKept(on: died.afterPowerCut(&random), "cut before call \(call), then call \(second)")
      }
    }
  }

  @Test func `a power cut while what a kill has left is put right loses nothing either`() throws {
    var random = SeededRandom(seed: 3)
    func told(_ disk: MemoryDisk) throws -> Story {
      let story = Story(disk)
      try #require(story.create() && story.say("one") && story.leave() && story.resume() && story.say("two"))
      return story
    }
    let whole = MemoryDisk()
    let before = try told(whole)
    let start = whole.calls.count
    #expect(before.leave())
    for call in CrashStates.chosen(start + 1...whole.calls.count, row: 0) {
      let disk = MemoryDisk()
      let story = try told(disk)
      disk.diesAt = call
      _ = story.leave()
      var isOver = false
      for next in 1...400 where !isOver {
        let repaired = disk.afterKill()
        repaired.diesAt = next
        let study = StudyFolder(path: story.study.path, statePath: story.study.statePath, disk: repaired)
        isOver = (try? OpenSession.resume(in: study, id: Story.id)) != nil && repaired.calls.count < next
        for _ in 0..<4 {
          let cut = repaired.afterPowerCut(&random)
          let again = StudyFolder(path: story.study.path, statePath: story.study.statePath, disk: cut)
          let texts = try Recovery.read(in: again, id: Story.id).session.notes.map(\.content.text)
          #expect(texts == ["one", "two"], "killed before call \(call), cut before call \(next)")
        }
      }
      #expect(isOver)
    }
  }

  @Test func `what resuming has shown as recovered after a kill survives a power cut`() {
    var random = SeededRandom(seed: 2)
    for call in 1...Self.calls {
      let disk = MemoryDisk()
      disk.diesAt = call
      let story = Story(disk)
      story.tell()
      resume(on: disk.afterKill()) { died, second, recovered in
        guard let recovered else { return }
        for _ in 0..<4 {
          let cut = died.afterPowerCut(&random)
          let study = StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: cut)
          let isKept = (try? Recovery.read(in: study, id: Story.id))?.session == recovered.session
          #expect(isKept, "killed before call \(call), cut after call \(second)")
        }
      }
    }
  }

  /// Journals that recovery has to put together or to put right.
  enum Wreck: CaseIterable {
    case torn, damaged, headingLost, segments, segmentOutside
  }

  @Test(arguments: Wreck.allCases)
  func `a power cut while a wreck is put right loses no record and no damaged byte`(wreck: Wreck) throws {
    let disk = MemoryDisk()
    try disk.makeFolder(path: "/home")
    try StudyFolder(path: "/home/state", statePath: "/", disk: disk).create()
    try disk.makeFolder(path: "/home/state/focusgroup")
    let story = Story(disk)
    try #require(story.create() && story.say("one") && story.say("two"))
    if wreck == .segments { disk.fails = { _, kind in kind == .syncData ? EIO : nil } }
    #expect(story.say("three"))
    disk.fails = nil
    story.die()
    let journal = "/study/Sessions/\(Story.id).journal"
    var bytes = try #require(disk.contents[journal])
    var lost: [UInt8] = []
    switch wreck {
    case .torn:
      bytes.removeLast(5)
      lost = Array(bytes.suffix(20))
    case .damaged:
      bytes[bytes.count - 300] ^= 1
      lost = Array(bytes[(bytes.count - 310)..<(bytes.count - 290)])
    case .headingLost: bytes[30] ^= 1
    case .segments: break
    case .segmentOutside:
      disk.replace("/home/state/focusgroup/\(Story.id).5b1e-\(Story.id).journal-2", with: bytes)
      bytes = Array(bytes.prefix(bytes.count / 2))
    }
    disk.replace(journal, with: bytes)
    let study = StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: disk)
    let whole = try Recovery.read(in: study, id: Story.id).session
    var random = SeededRandom(seed: 4)
    try resume(on: disk) { died, call, _ in
      for _ in 0..<20 {
        let cut = died.afterPowerCut(&random)
        let study = StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: cut)
        let isKept = try Recovery.read(in: study, id: Story.id).session == whole
        #expect(isKept, "before call \(call), \(died.calls[min(call, died.calls.count) - 1])")
        let isAside = lost.isEmpty || cut.contents.values.contains { $0.contains(lost) }
        #expect(isAside, "the damaged bytes are lost before call \(call)")
      }
    }
  }
}
