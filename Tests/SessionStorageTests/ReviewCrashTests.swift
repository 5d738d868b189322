import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// Power cuts, killed programs and failing calls at every system call of a whole review.
@Suite struct ReviewCrashTests {
  static let calls: Int = {
    let disk = ReviewStory.disk()
    ReviewStory(disk).tell()
    return disk.calls.count
  }()

  @Test func `the review comes to its end when nothing happens`() {
    let disk = ReviewStory.disk()
    let story = ReviewStory(disk)
    story.tell()
    #expect(story.isLeft && story.errors.isEmpty)
    #expect(story.acknowledged == story.review.lastRecord)
    story.expectKept(on: disk.afterKill(), isWhole: true, "nothing happened")
    #expect(disk.openDescriptors == 0)
    #expect(Self.calls > 60)
  }

  @Test func `killed before any call, no acknowledged record is lost and none counts twice`() {
    for call in 1...Self.calls {
      let disk = ReviewStory.disk()
      disk.diesAt = call
      let story = ReviewStory(disk)
      story.tell()
      story.expectKept(on: disk.afterKill(), "killed before call \(call), \(disk.calls[call - 1])")
    }
  }

  @Test func `a power cut before any call leaves what was acknowledged, however torn the rest is`() {
    var states = CrashStates()
    for call in 1...Self.calls {
      let disk = ReviewStory.disk()
      disk.diesAt = call
      let story = ReviewStory(disk)
      story.tell()
      var random = SeededRandom(seed: UInt64(call))
      states.draw(from: disk, promises: story.acknowledged, &random) { left, cut in
        story.expectKept(on: left, "cut \(cut) before call \(call), \(disk.calls[call - 1])")
      }
    }
    states.report("a review")
  }

  @Test func `what can be undone is there after the journal was begun anew and the program has died`() throws
  {
    let disk = ReviewStory.disk()
    let story = ReviewStory(disk)
    try #require(story.begin() && story.say(story.code("drv", on: "abcd-1"), story.memo("one", on: "abcd-2")))
    try #require(story.renew() && story.say(story.memo("two", on: "abcd-2")))
    story.die()
    let journal = try #require(disk.contents[ReviewStory.journal])
    #expect(disk.contents[ReviewStory.json] != nil && JournalScan(journal).payloads.count == 3)
    let read = try Recovery.readReview(in: story.study, id: Story.id, reviewer: ReviewStory.reviewer)
    #expect(read.review == story.review && read.history == story.history)
    #expect(read.history.undoable.count == 3)
  }

  @Test(arguments: FaultTests.faults)
  func `a call that fails once ends in everything saved`(code: Int32) {
    for call in CrashStates.chosen(1...Self.calls, row: FaultTests.faults.firstIndex(of: code) ?? 0) {
      let disk = ReviewStory.disk()
      disk.fails = { number, _ in number == call ? code : nil }
      let story = ReviewStory(disk)
      story.tellOn()
      let what: Comment = "call \(call), \(disk.calls[min(call, disk.calls.count) - 1]): \(story.errors)"
      story.expectKept(on: disk.afterKill(), isWhole: story.acknowledged > 0, what)
      #expect(disk.openDescriptors == 0, what)
      if code == EINTR { #expect(story.errors.isEmpty, what) }
    }
  }

  @Test(arguments: FaultTests.faults)
  func `a disk that fails for ever loses nothing that was acknowledged`(code: Int32) {
    for call in CrashStates.chosen(1...Self.calls, row: FaultTests.faults.firstIndex(of: code) ?? 0) {
      let disk = ReviewStory.disk()
      disk.fails = { number, _ in number >= call ? code : nil }
      let story = ReviewStory(disk)
      story.tellOn()
      var random = SeededRandom(seed: UInt64(call))
      let what: Comment = "from call \(call) on: \(story.errors)"
      story.expectKept(on: disk.afterKill(), what)
      story.expectKept(on: disk.afterPowerCut(&random), "power cut after \(what)")
      let isSaid = story.isLeft || !story.errors.isEmpty
      #expect(isSaid, "silent: \(what)")
    }
  }

  @Test
  func `a failed sync moves the review to another file, in the study or outside, with everything in it`()
    throws
  {
    for isOutside in [false, true] {
      let disk = ReviewStory.disk()
      try disk.makeFolder(path: "/home")
      try disk.makeFolder(path: "/home/state")
      try disk.makeFolder(path: "/home/state/focusgroup")
      let story = ReviewStory(disk)
      try #require(story.begin() && story.say(story.code("drv", on: "abcd-1")))
      disk.failsAt = { path, kind in
        path.hasPrefix("/study") && (kind == .syncData || isOutside && kind == .open) ? EIO : nil
      }
      #expect(story.say(story.memo("while it fails", on: "abcd-1")))
      let elsewhere =
        isOutside
        ? "/home/state/focusgroup/\(ReviewStory.stem).\(ReviewStory.head.uuid).journal-2"
        : ReviewStory.journal + "-2"
      guard case .movedOn(to: elsewhere, _) = story.reports.dropLast().last else {
        Issue.record("\(story.reports)")
        continue
      }
      disk.failsAt = nil
      #expect(story.say(story.memo("after", on: "abcd-2")))
      story.expectKept(on: disk.afterKill(), isWhole: true, "two segments")
      #expect(story.leave())
      #expect(disk.contents.keys.filter { $0.contains(".review-") } == [ReviewStory.json])
      #expect(try story.study.sessionIDs() == [Story.id])
    }
  }

  @Test func `cut at any byte, a journal gives back every whole record and keeps the torn end aside`() throws
  {
    let disk = ReviewStory.disk()
    let story = ReviewStory(disk)
    try #require(story.begin() && story.say(story.code("drv", on: "abcd-1")))
    try #require(story.say(story.memo("two", on: "abcd-2")))
    story.die()
    let bytes = try #require(disk.contents[ReviewStory.journal])
    let ends = bytes.indices.filter { bytes[$0] == JournalFrame.newline }.map { $0 + 1 }
    #expect(ends.count == 4)
    for length in 0..<bytes.count {
      let cut = disk.afterKill()
      cut.replace(ReviewStory.journal, with: Array(bytes.prefix(length)))
      let study = StudyFolder(path: "/study", statePath: "/s", disk: cut)
      let whole = ends.count { $0 <= length } - 1
      let (open, recovered) = try OpenReview.open(
        in: study, session: Story.id, reviewer: ReviewStory.reviewer
      ) { ReviewStory.head }
      let expected = story.fold { $0 <= max(1, whole) }
      #expect(recovered.review == expected, "\(length) bytes")
      let torn = Array(bytes.prefix(length).dropFirst(ends.last { $0 <= length } ?? 0))
      #expect(cut.contents[ReviewStory.journal + ".torn"] ?? [] == torn, "\(length) bytes")
      try open.abandon()
      #expect(
        try Recovery.readReview(in: study, id: Story.id, reviewer: ReviewStory.reviewer).review == expected)
    }
  }
}
