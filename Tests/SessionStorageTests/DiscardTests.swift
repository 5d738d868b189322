import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

@Suite("A session that is discarded")
struct DiscardTests {
  /// A session with a review, copies, an editor's file and something of another session beside it.
  private func copied() throws -> Copied {
    let copied = try Copied([Copied.conflict, "\(Story.id).json~"])
    let review = Review(ReviewStory.head)
    for name in ["\(Story.id).review-anna.json", "\(Story.id).review-anna (1).json"] {
      try copied.write(name, review.fileBytes)
    }
    try copied.write("\(Story.id).journal.torn", Array("xx \(Story.secret)".utf8))
    try copied.write("\(Story.id).damaged-20260710T070952.json", Array("xx \(Story.secret)".utf8))
    try copied.write(".\(Story.id).json.swp", Array("vim".utf8))
    try copied.write("\(Story.id)-other.json", Array("{}".utf8))
    try copied.write("shopping.txt", Array("milk".utf8))
    return copied
  }

  @Test("goes with its reviews and copies, and nothing else does; an editor's copy is named")
  func everything() throws {
    let copied = try copied()
    let goes = try copied.story.study.belongings(of: Story.id)
    #expect(goes.reviewers == ["anna"] && goes.copies.count == 3)
    #expect(goes.names.last == Story.id + ".json")
    let held = try FileHandle(forReadingFrom: URL(filePath: copied.folder.sessions + Copied.conflict))
    let left = try copied.story.study.left(discarding: goes)
    #expect(left.map(\.name) == [".\(Story.id).json.swp"])
    let names = try FileManager.default.contentsOfDirectory(atPath: copied.folder.sessions).sorted()
    #expect(names == [".\(Story.id).json.swp", "\(Story.id)-other.json", "shopping.txt"])
    // Whoever still has a file of it open reads zeros.
    #expect(try held.readToEnd()?.allSatisfy { $0 == 0 } == true)
    #expect(throws: StorageError.self) { try copied.story.study.belongings(of: Story.id) }
  }

  @Test("stays whole while it, a review or a copy of it is open", arguments: [0, 1, 2])
  func open(which: Int) throws {
    let copied = try copied()
    let study = copied.story.study
    let goes = try study.belongings(of: Story.id)
    var held: [Any] = []
    switch which {
    case 0: try #require(copied.story.resume())
    case 1:
      let recorder = ReviewRecorder(id: "abcd", program: "", from: ReviewStory.head.startedAt)
      held.append(
        try OpenReview.open(in: study, session: Story.id, reviewer: "anna", recorder: recorder) {
          ReviewStory.head
        })
    default:
      let file = try study.sessionsFolder().open(Copied.conflict, for: .writing)
      #expect(try file.lock())
      held.append(file)
    }
    #expect(throws: StorageError.self) { try study.discard(goes) }
    #expect(try Session.read(copied.bytes(Story.id + ".json"), path: "").state.notes.count == 3)
    #expect(try copied.bytes(Copied.conflict).contains(text: Story.secret))
    withExtendedLifetime(held) {}
  }

  @Test("is named where another name leads to its text, which that name keeps")
  func linked() throws {
    let copied = try copied()
    let other = copied.folder.path + "/mine.json"
    try FileManager.default.linkItem(atPath: copied.folder.sessions + Story.id + ".json", toPath: other)
    let left = try copied.story.study.left(discarding: copied.story.study.belongings(of: Story.id))
    #expect(left.map(\.name) == [".\(Story.id).json.swp", Story.id + ".json"])
    #expect(!FileManager.default.fileExists(atPath: copied.folder.sessions + Story.id + ".json"))
    #expect(try Data(contentsOf: URL(filePath: other)).count > 100)
  }

  @Test(
    "of which a crash left a part can be discarded once more; nothing of it is left then", arguments: 1...200)
  func crash(call: Int) throws {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("P3 has time", Story.secret) && story.leave())
    let bytes = try #require(disk.contents["/study/Sessions/\(Story.id).json"])
    disk.replace("/study/Sessions/" + Copied.conflict, with: bytes)
    let goes = try story.study.belongings(of: Story.id)
    let start = disk.calls.count
    disk.fails = { number, _ in number >= start + call ? EIO : nil }
    _ = try? story.study.discard(goes)
    disk.fails = nil
    let left = disk.afterKill()
    let study = StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: left)
    if let again = try? study.belongings(of: Story.id) {
      let still = try study.left(discarding: again)
      #expect(still == [], "call \(call)")
    }
    #expect(!left.contents.values.contains { $0.contains(text: Story.secret) }, "call \(call)")
  }

  private static let outside = "/home/state/focusgroup/\(Story.id).5b1e-\(Story.id).journal-2"
  private static let review = "/study/Sessions/\(Story.id).review-anna.json"
  private static let reviewOutside = "/home/state/focusgroup/\(Story.id).review-anna.7c2f-anna.journal-2"

  /// A session with a copy and a journal in the state folder, on a disk that knows what is durable.
  private func stored() throws -> (disk: MemoryDisk, study: StudyFolder, goes: Belongings) {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("P3 has time", Story.secret) && story.leave())
    let bytes = try #require(disk.contents["/study/Sessions/\(Story.id).json"])
    disk.replace("/study/Sessions/" + Copied.conflict, with: bytes)
    for path in ["/home", "/home/state", "/home/state/focusgroup"] { try? disk.makeFolder(path: path) }
    disk.replace(Self.outside, with: bytes)
    disk.replace(Self.review, with: Review(ReviewStory.head).fileBytes)
    disk.replace(Self.reviewOutside, with: Array(Story.secret.utf8))
    let goes = try story.study.belongings(of: Story.id)
    #expect(goes.outside.count == 2 && goes.copies.count == 1)
    return (disk, story.study, goes)
  }

  @Test("is durably gone with all its names when that is said")
  func durable() throws {
    let (disk, study, goes) = try stored()
    #expect(try study.left(discarding: goes) == [])
    for seed in 0..<40 {
      var random = SeededRandom(seed: UInt64(seed))
      let left = disk.afterPowerCut(&random).contents
      #expect(left.keys.filter { $0.contains(Story.id) } == [], "seed \(seed)")
    }
  }

  @Test("can be found as long as anything of it is left, whenever the power is cut")
  func order() throws {
    let (disk, study, goes) = try stored()
    let json = "/study/Sessions/\(Story.id).json"
    nonisolated(unsafe) var cut: [Set<String>] = []
    // What is not durable is most just before a sync; a disk is drawn of any part of it.
    disk.beforeSyncing = { [unowned disk] _ in
      for seed in 0..<40 {
        var random = SeededRandom(seed: UInt64(seed))
        cut.append(Set(disk.afterPowerCut(&random).contents.keys))
      }
    }
    #expect(try study.left(discarding: goes) == [])
    #expect(cut.contains { $0.contains(json) } && cut.contains { !$0.contains(json) })
    for left in cut where !left.contains(json) {
      #expect(left.filter { $0.contains(Copied.conflict) || $0 == Self.outside } == [])
    }
    // Only the review tells that it is the review's.
    #expect(cut.contains { $0.contains(Self.review) } && cut.contains { !$0.contains(Self.review) })
    for left in cut where !left.contains(Self.review) { #expect(!left.contains(Self.reviewOutside)) }
  }
}

extension StudyFolder {
  /// Discards what is all of a session.
  ///
  /// - Returns: what may be left.
  fileprivate func left(discarding goes: Belongings) throws -> [CopyErasure.Holder] {
    let end = try discard(goes)
    guard case .done(_, let left) = end else {
      Issue.record("there is more by now")
      return []
    }
    return left
  }
}
