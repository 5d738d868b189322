import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

@Suite("What goes with a session that is discarded")
struct DiscardReachTests {
  private static let id = Story.id
  private static let uuid = "5b1e-" + Story.id
  private static let reviewUUID = "7c2f-anna"

  /// A session with a review, and other files beside it and on this machine's own disk; each holds the secret.
  private func copied(_ inside: [String] = [], outside: [String] = []) throws -> Copied {
    let copied = try Copied([])
    try copied.write("\(Self.id).review-anna.json", Review(ReviewStory.head).fileBytes)
    _ = try copied.story.study.makeStateFolder()
    for name in inside { try copied.write(name, Array("xx \(Story.secret)".utf8)) }
    for name in outside {
      try Data("xx \(Story.secret)".utf8).write(to: URL(filePath: state(copied) + name))
    }
    return copied
  }

  private func state(_ copied: Copied) -> String { copied.folder.path + "/state/focusgroup/" }

  private func names(_ copied: Copied) throws -> [String] {
    try copied.folder.names() + FileManager.default.contentsOfDirectory(atPath: state(copied)).sorted()
  }

  private func discard(_ copied: Copied) throws -> DiscardEnd {
    try copied.story.study.discard(copied.story.study.belongings(of: Self.id))
  }

  private func left(_ end: DiscardEnd) -> [String] {
    guard case .done(_, let left) = end else { return ["there is more"] }
    return left.map(\.name)
  }

  @Test("is every file on this machine's own disk with the uuid of the session or of a review in its name")
  func outside() throws {
    let (id, uuid) = (Self.id, Self.uuid)
    let review = "\(id).review-anna.\(Self.reviewUUID)"
    let others = ["\(id).9999-other.journal-2", "json.5b1e-other.json", "other.review-anna.7c2f-bob.journal"]
    let copied = try copied(
      outside: others + [
        review + ".journal", review + ".journal-2", review + ".json", ".\(review).json.tmp",
        "\(id).\(uuid).journal-2", ".\(id).\(uuid).json.tmp", ".\(id).\(uuid).json.old",
        ".\(id).\(uuid).journal.tmp", "called-before.\(uuid).json", "called-before.\(uuid).journal-2",
      ])
    #expect(try discard(copied) == .done(12, left: []))
    #expect(try names(copied) == others.sorted())
  }

  @Test("is found through its copy when its own first bytes are damaged")
  func damaged() throws {
    let copied = try copied(outside: ["\(Self.id).\(Self.uuid).journal-2"])
    let whole = try copied.bytes(Self.id + ".json")
    try copied.write("\(Self.id) (1).json", whole)
    try copied.write(".\(Self.id) (1).json.tmp", whole)
    try copied.write(Self.id + ".json", Array("garbage".utf8))
    try FileManager.default.removeItem(atPath: copied.folder.sessions + "\(Self.id).review-anna.json")
    #expect(try discard(copied) == .done(4, left: []))
    #expect(try names(copied) == [])
  }

  @Test("is found by a line of a file whose first bytes are damaged")
  func line() throws {
    let copied = try copied(outside: ["\(Self.id).\(Self.uuid).journal-2"])
    try copied.write(Self.id + ".json", Array("garbage".utf8) + copied.bytes(Self.id + ".json"))
    try FileManager.default.removeItem(atPath: copied.folder.sessions + "\(Self.id).review-anna.json")
    #expect(try discard(copied) == .done(2, left: []))
  }

  @Test("is named, and stays, where nothing tells whose it is")
  func unclear() throws {
    let (copy, journal) = ("\(Self.id) (1).json", "\(Self.id).\(Self.uuid).journal-2")
    let copied = try copied([Self.id + ".json", copy], outside: [journal, "other.\(Self.uuid).journal-2"])
    try FileManager.default.removeItem(atPath: copied.folder.sessions + "\(Self.id).review-anna.json")
    #expect(try left(discard(copied)) == [copy, journal])
    #expect(try names(copied) == [copy, journal, "other.\(Self.uuid).journal-2"])
  }

  @Test("is named, and stays, where two files tell of different sessions")
  func disagreeing() throws {
    let copied = try copied()
    let (one, two) = ("\(Self.id) (1).json", "\(Self.id) (2).json")
    let text = try String(decoding: copied.bytes(Self.id + ".json"), as: UTF8.self)
    try copied.write(one, Array(text.utf8))
    try copied.write(two, Array(text.replacing(Self.uuid, with: "other").utf8))
    try copied.write(Self.id + ".json", Array("garbage".utf8))
    try FileManager.default.removeItem(atPath: copied.folder.sessions + "\(Self.id).review-anna.json")
    #expect(try left(discard(copied)) == [one, two])
    #expect(try names(copied) == [one, two])
  }

  /// A journal on this machine's own disk that was recorded in some study.
  private func record(_ study: String, reviewer: String? = nil, uuid: String, _ copied: Copied) throws {
    let files = try SessionFiles(Self.id, reviewer: reviewer)
    let heading = JournalHeading(
      version: JournalHeading.sessionVersion, uuid: uuid, study: study, session: Self.id, reviewer: reviewer,
      from: 0,
      recorder: nil)
    _ = try JournalFile.segment(
      of: files, in: copied.story.study.makeStateFolder(), heading, KeptFrames()
    ) { files.segment($0, uuid: uuid) }
  }

  @Test("is what was recorded in this study of a review that is gone, and not what another study still needs")
  func recorded() throws {
    let copied = try copied()
    let other = copied.folder.path + "/other"
    try FileManager.default.copyItem(atPath: copied.folder.path + "/study", toPath: other)
    try record(copied.story.study.path, reviewer: "late", uuid: "aaaa-late", copied)
    try record(other, reviewer: "far", uuid: "bbbb-far", copied)
    try record(other, uuid: Self.uuid, copied)
    // No review by that name is in the other study any more: nobody can tell.
    let kept = ["\(Self.id).\(Self.uuid).journal-2", "\(Self.id).review-far.bbbb-far.journal-2"]
    #expect(try left(discard(copied)) == kept)
    #expect(try names(copied) == kept)
  }

  @Test("is all of a copy that stands under another session's name, which is not open either")
  func secondID() throws {
    let copied = try copied(
      ["second.journal-2", "second.journal.torn"], outside: ["second.review-bob.cccc-bob.journal-2"])
    try copied.write("second.json", copied.bytes(Self.id + ".json"))
    var head = ReviewStory.head
    (head.uuid, head.reviewer) = ("cccc-bob", "bob")
    try copied.write("second.review-bob.json", Review(head).fileBytes)
    let all = try names(copied)
    let open = try OpenReview.open(
      in: copied.story.study, session: "second", reviewer: "bob",
      recorder: ReviewRecorder(id: "abcd", program: "", from: head.startedAt)
    ) { head }
    let during = try names(copied)
    #expect(throws: StorageError.self) { try discard(copied) }
    // What was made to be locked is gone again.
    #expect(try names(copied) == during)
    try open.review.abandon()
    // What could not be read of the journal outside is beside the review's by now.
    let now = try Set(names(copied))
    #expect(Set(all).subtracting(now) == ["second.review-bob.cccc-bob.journal-2"])
    #expect(now.contains("second.review-bob.journal.torn"))
    #expect(try left(discard(copied)) == [])
    #expect(try names(copied) == [])
  }

  @Test("is not destroyed if there is more than was known; what there is now is told")
  func grown() throws {
    let copied = try copied()
    let study = copied.story.study
    let known = try study.belongings(of: Self.id)
    let late = "\(Self.id).review-late.json"
    try copied.write(late, copied.bytes("\(Self.id).review-anna.json"))
    let before = try names(copied)
    guard case .grown(let more) = try study.discard(known) else {
      Issue.record("it was destroyed")
      return
    }
    #expect(try names(copied) == before)
    #expect(more.reviewers == ["anna", "late"] && more.names.contains(late))
    #expect(try study.discard(more) == .done(3, left: []))
    #expect(try names(copied) == [])
  }

  @Test("is not destroyed if anything was written into it since it was shown")
  func written() throws {
    let copied = try copied()
    let study = copied.story.study
    let known = try study.belongings(of: Self.id)
    try copied.write("\(Self.id).json", copied.bytes("\(Self.id).json") + Array("\n".utf8))
    let before = try names(copied)
    guard case .grown(let more) = try study.discard(known) else {
      Issue.record("it was destroyed")
      return
    }
    #expect(try names(copied) == before)
    #expect(try study.discard(more) == .done(2, left: []))
  }

  @Test("is a file of two names once, whichever goes first")
  func twoNames() throws {
    let copied = try copied()
    try FileManager.default.linkItem(
      atPath: copied.folder.sessions + "\(Self.id).json",
      toPath: copied.folder.sessions + "\(Self.id) (1).json")
    #expect(try discard(copied) == .done(3, left: []))
    #expect(try names(copied) == [])
  }

  @Test(
    "is not what another session has left under a copy's name; what does not tell whose it is stays, and is named"
  )
  func anothersFiles() throws {
    let copied = try copied(["second.journal.torn"])
    try copied.write("second.json", copied.bytes(Self.id + ".json"))
    var head = ReviewStory.head
    (head.uuid, head.reviewer, head.sessionUUID) = ("cccc-bob", "bob", "another")
    try copied.write("second.review-bob.json", Review(head).fileBytes)
    let left = try left(discard(copied))
    #expect(left == ["second.journal.torn"])
    let stays = try names(copied)
    #expect(stays == ["second.journal.torn", "second.review-bob.json"])
  }

  @Test("is what each of its own files says, also where a foreign one stands among them")
  func foreignAmongItsOwn() throws {
    let copied = try copied(["\(Self.id).journal"], outside: ["\(Self.id).9999-late.journal-2"])
    let text = try String(decoding: copied.bytes(Self.id + ".json"), as: UTF8.self)
    try copied.write(Self.id + ".journal", Array(text.replacing(Self.uuid, with: "9999-late").utf8))
    #expect(try discard(copied) == .done(4, left: []))
    #expect(try names(copied) == [])
  }

  @Test("is named where it was too large to be overwritten, or is no file")
  func unwritten() throws {
    let torn = "\(Self.id).journal.torn"
    let copied = try copied([torn])
    let file = try FileHandle(forWritingTo: URL(filePath: copied.folder.sessions + torn))
    try file.truncate(atOffset: UInt64(Recovery.largest) + 1)
    let folder = "\(Self.id).review-anna.damaged-20260710T070952.json"
    try FileManager.default.createDirectory(
      atPath: copied.folder.sessions + folder, withIntermediateDirectories: false)
    let end = try discard(copied)
    guard case .done(let count, let left) = end else {
      Issue.record("there is more by now")
      return
    }
    #expect(count == 2 && left.map(\.name) == [folder + ".aside", torn])
    #expect(left.last?.reason == "it was too large to be overwritten: only its name is gone")
  }
}
