import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// What was destroyed is in no block that was ever one of the study's files, also if it was left and resumed often before.
@Suite struct OverwritingTests {
  @Test(arguments: [true, false], [true, false])
  func `every old version is overwritten before its last name goes`(exchanges: Bool, links: Bool) throws {
    let disk = MemoryDisk()
    disk.fails = { _, kind in
      switch kind {
      case .exchange, .renameUnlessThere: return exchanges ? nil : EINVAL
      case .link: return links ? nil : EPERM
      default: return nil
      }
    }
    let story = Story(disk)
    try #require(story.create() && story.say(Story.secret) && story.leave())
    for round in 1...3 {
      try #require(story.resume() && story.say("round \(round)") && story.leave())
    }
    try #require(story.resume() && story.say("more"))
    story.die()
    let again = Story(disk, continuing: story)
    try #require(again.resume() && again.redact(1) && again.leave())
    #expect(!disk.everHolds(Story.secret))
    #expect(disk.contents.keys.sorted() == [StrangerTests.json])
  }

  @Test func `an earlier writing whose replacing was cut short is overwritten, too`() throws {
    for failing in 0..<12 {
      let disk = MemoryDisk()
      disk.fails = { _, kind in kind == .exchange || kind == .renameUnlessThere ? EINVAL : nil }
      let story = Story(disk)
      try #require(story.create() && story.say(Story.secret) && story.leave() && story.resume())
      let calls = disk.calls.count
      disk.fails = { number, kind in
        if kind == .exchange || kind == .renameUnlessThere { return EINVAL }
        return number > calls && kind == .syncAll && (number - calls) / 4 == failing ? EIO : nil
      }
      let isDone = story.redact(1)
      disk.fails = { _, kind in kind == .exchange || kind == .renameUnlessThere ? EINVAL : nil }
      if !isDone { try #require(story.redact(1)) }
      #expect(!disk.everHolds(Story.secret), "\(failing)")
      #expect(story.leave() && disk.contents.keys.sorted() == [StrangerTests.json], "\(failing)")
    }
  }

  @Test func `a file that somebody has linked elsewhere is theirs, and it is said`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say(Story.secret) && story.leave() && story.resume())
    disk.linkInto("/study/Sessions/\(Story.id).json", "/study/backup.json")
    let before = try #require(disk.contents["/study/backup.json"])
    #expect(story.redact(1))
    #expect(disk.contents["/study/backup.json"] == before)
    #expect(story.reports.contains { if case .noticed(.otherLink) = $0 { true } else { false } })
    story.die()
  }

  @Test func `a link planted under a temporary name is not written through`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("one") && story.leave())
    disk.replace("/study/mine.txt", with: Array("mine".utf8))
    for name in [".\(Story.id).json.tmp", ".\(Story.id).json.old", ".\(Story.id).journal.tmp"] {
      disk.linkInto("/study/mine.txt", "/study/Sessions/" + name)
    }
    #expect(story.resume() && story.say("two") && story.redact(1) && story.leave())
    #expect(disk.contents["/study/mine.txt"] == Array("mine".utf8))
  }

  @Test func `what is cut off a journal is overwritten first`() throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("one"))
    story.die()
    let journal = OtherProgramsTests.journal
    let bytes = try #require(disk.contents[journal])
    disk.replace(
      journal, with: bytes + JournalFrame.bytes(of: Array("{\"torn\":\"by the power cut\"}".utf8)).dropLast(4)
    )
    var cuts: [Bool] = []
    disk.beforeTruncating = { durable in cuts.append(durable.contains(text: "by the power")) }
    let again = Story(disk, continuing: story)
    #expect(again.resume())
    #expect(!cuts.isEmpty && !cuts.contains(true))
    again.die()
  }
}
