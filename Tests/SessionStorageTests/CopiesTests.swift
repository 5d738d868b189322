import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// A session that was left, on the real disk, with copies beside it.
struct Copied {
  static let conflict = "\(Story.id) (conflicted copy 2026-07-10 070952).json"
  static let names = [
    conflict, "\(Story.id)-LAPTOP-B.json", "\(Story.id).sync-conflict-20260710-070952-ABCDEFG.json",
    "\(Story.id).json~", "\(Story.id).json.bak", "\(Story.id).json.orig", "\(Story.id) (1).json",
    "\(Story.id) copy.json", "\(Story.id).theirs-20260710T070952.json",
  ]

  let folder: RealFolder
  let story: Story
  /// The session as it was when the copies were made.
  let before: Session

  init(_ names: [String] = Copied.names) throws {
    folder = try RealFolder()
    story = Story(SystemDisk(), at: folder.path + "/study", state: folder.path + "/state/focusgroup")
    try #require(story.create() && story.say("P3 has time", Story.secret, "council rules") && story.leave())
    before = story.session
    for name in names { try write(name, bytes(Story.id + ".json")) }
  }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: folder.sessions + name)))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: folder.sessions + name))
  }

  /// The session with a note that only a copy has.
  func more() -> Session {
    var session = before
    var note = before.notes[0]
    note.id = "zzzz-4"
    note.content.text = "only in the copy"
    _ = session.apply(Record(number: session.lastRecord + 1, at: note.saved, change: .note(number: 4, note)))
    return session
  }

  /// Redacts the secret as the program does, and sees to the copies.
  func redact() throws -> CopyErasure {
    try #require(story.resume() && story.redact(2))
    defer { story.die() }
    return story.study.eraseCopies(of: story.session, under: Story.id, isUnknown: false)
  }

  /// Names of files in which the secret stands.
  func holders() throws -> [String] {
    try folder.names().filter { try bytes($0).contains(text: Story.secret) }
  }
}

@Suite("Copies of a session")
struct CopiesTests {
  @Test("are under the session that they are copies of, whatever other programs call them")
  func listed() throws {
    let copied = try Copied()
    try copied.write("\(Story.id)-LAPTOP-B.json", copied.more().fileBytes)
    try copied.folder.left("another")
    try copied.folder.write("swap", to: "Sessions/.\(Story.id).json.swp")
    try copied.folder.write("no session", to: "Sessions/\(Story.id) notes.txt")
    let listings = try copied.story.study.sessions()
    #expect(listings.map(\.id).sorted() == ["another", Story.id])
    let copies = try #require(listings.first { $0.id == Story.id }).copies
    #expect(copies.map(\.name) == (Copied.names + [".\(Story.id).json.swp"]).sorted())
    for copy in copies {
      switch copy.name {
      case "\(Story.id)-LAPTOP-B.json": #expect(copy.content == .session(more: 1))
      case ".\(Story.id).json.swp": #expect(copy.content == .editor)
      default: #expect(copy.content == .session(more: 0), "\(copy.name)")
      }
    }
    #expect(try copied.story.study.copies(of: Story.id) == copies)
  }

  @Test("under a plain name are known by what they say of themselves, and another session's file is none")
  func plain() throws {
    let copied = try Copied(["copy.json"])
    try copied.folder.left("\(Story.id)-2")
    let listings = try copied.story.study.sessions()
    #expect(listings.map(\.id).sorted() == [Story.id, "\(Story.id)-2"])
    #expect(listings.first { $0.id == Story.id }?.copies.map(\.name) == ["copy.json"])
    // Without the session itself, the copy is all there is.
    try FileManager.default.removeItem(atPath: copied.folder.sessions + Story.id + ".json")
    #expect(try copied.story.study.sessions().map(\.id).sorted() == [Story.id + "-2", "copy"])
  }

  @Test("that were cut off stay in the list by themselves: they have to be gone on with")
  func cutOffCopy() throws {
    let copied = try Copied(["copy.json"])
    let (open, _) = try OpenSession.resume(in: copied.story.study, id: "copy")
    open.append([Record(number: copied.before.lastRecord + 1, at: .zero, change: .answer(id: "a", text: "b"))]
    )
    try open.abandon()
    let listings = try copied.story.study.sessions()
    #expect(listings.first { $0.id == "copy" }?.wasCutOff == true)
    #expect(listings.first { $0.id == Story.id }?.copies.map(\.name) == ["copy.json"])
  }

  @Test("of journals and reviews are named")
  func others() throws {
    let copied = try Copied([])
    let (review, recovered) = try OpenReview.open(
      in: copied.story.study, session: Story.id, reviewer: "anna"
    ) { ReviewStory.head }
    var state = recovered.review
    let memo = NoteReview.Memo(number: 1, text: "hm", at: ReviewStory.head.startedAt)
    let record = ReviewRecord(
      number: 2, at: memo.at, change: .memo(note: copied.before.notes[0].id, number: 1, memo))
    state.apply(record)
    review.append([record])
    try review.flush()
    let journal = "\(Story.id).review-anna.journal"
    try copied.write("\(Story.id).review-anna (conflicted copy).journal", copied.bytes(journal))
    try review.close(state)
    try copied.write("\(Story.id).review-anna (1).json", copied.bytes("\(Story.id).review-anna.json"))
    #expect(
      try copied.story.study.copies(of: Story.id).map(\.content) == [.review(by: "anna"), .journal])
    #expect(try copied.story.study.sessions().first?.copies.count == 2)
  }

  @Test("cost a list no more than its allowance, however large they are")
  func bounded() throws {
    let copied = try Copied([Copied.conflict])
    var bytes = try copied.bytes(Copied.conflict)
    bytes += [UInt8](repeating: UInt8(ascii: " "), count: 17 << 20)
    try copied.write(Copied.conflict, bytes)
    #expect(try copied.story.study.sessions().first?.copies.map(\.content) == [.session(more: nil)])
  }

  @Test("share one allowance: what is beyond it is named, and not compared")
  func shared() throws {
    let names = ["\(Story.id) (1).json", "\(Story.id) (2).json", "\(Story.id) (3).json"]
    let copied = try Copied(names)
    for name in names {
      try copied.write(name, copied.bytes(name) + [UInt8](repeating: UInt8(ascii: " "), count: 7 << 20))
    }
    let found = try copied.story.study.sessions().first?.copies.map(\.content) ?? []
    #expect(found == [.session(more: 0), .session(more: 0), .session(more: nil)])
  }
}

@Suite("What is destroyed in a session")
struct CopyErasureTests {
  @Test("is taken out of every copy, and nothing else is")
  func everywhere() throws {
    let copied = try Copied()
    try copied.write("\(Story.id)-LAPTOP-B.json", copied.more().fileBytes)
    let erasure = try copied.redact()
    #expect(erasure.cleaned == Copied.names.sorted() && erasure.holders.isEmpty)
    #expect(try copied.holders() == [])
    for name in Copied.names {
      let copy = try Session.read(copied.bytes(name), path: name).state
      #expect(
        copy.notes.map(\.redacted)
          == (copy.notes.count == 4 ? [false, true, false, false] : [false, true, false]))
      #expect(copy.notes[2] == copied.before.notes[2], "\(name)")
      #expect(copied.folder.mode("study/Sessions/" + name) == "600")
    }
    #expect(
      try Session.read(copied.bytes("\(Story.id)-LAPTOP-B.json"), path: "").state.notes[3].content.text
        == "only in the copy")
    let again = copied.story.study.eraseCopies(of: copied.story.session, under: Story.id, isUnknown: false)
    #expect(again == CopyErasure())
    #expect(try copied.folder.names().filter { $0.hasSuffix(".tmp") || $0.hasPrefix(".") } == [])
  }

  @Test("is taken out of copies of reviews")
  func reviews() throws {
    let copied = try Copied([])
    var review = Review(ReviewStory.head)
    for (number, note) in copied.before.notes.enumerated() {
      let memo = NoteReview.Memo(number: number + 1, text: note.content.text, at: review.startedAt)
      review.apply(
        ReviewRecord(number: number + 1, at: memo.at, change: .memo(note: note.id, number: number + 1, memo)))
    }
    let names = ["\(Story.id).review-anna (1).json", "other.review-anna.json"]
    for name in names { try copied.write(name, review.fileBytes) }
    let erasure = try copied.redact()
    #expect(erasure.cleaned == names && erasure.holders.isEmpty)
    for name in names {
      let copy = try Review.read(copied.bytes(name), path: name).state
      #expect(copy.notes.keys.sorted() == ["abcd-1", "abcd-3"])
    }
  }

  @Test("is named where a copy cannot be changed, which then stays byte for byte")
  func named() throws {
    let copied = try Copied(["copy.json", "\(Story.id) (2).json", "\(Story.id).json~"])
    var cut = try copied.bytes("copy.json")
    cut.removeLast(40)
    try copied.write("\(Story.id) cut.json", cut)
    var unplaced = copied.before
    unplaced.unapplied = [.object(["v": .integer(1), "data": .string(Story.secret)])]
    try copied.write("\(Story.id) unplaced.json", unplaced.fileBytes)
    let newer = String(decoding: copied.before.fileBytes, as: UTF8.self)
      .replacing("\"version\": 1", with: "\"version\": 2")
    try copied.write("\(Story.id) newer.json", [UInt8](newer.utf8))
    try copied.write(".\(Story.id).json.swp", [UInt8](Story.secret.utf8))
    try copied.write("old.tar", [UInt8]("\(copied.before.uuid) \(Story.secret)".utf8))
    try copied.write("unrelated.txt", [UInt8](Story.secret.utf8))
    try FileManager.default.linkItem(
      atPath: copied.folder.sessions + "\(Story.id).json~", toPath: copied.folder.path + "/mine.json")
    try FileManager.default.createSymbolicLink(
      atPath: copied.folder.sessions + "\(Story.id).link.json",
      withDestinationPath: copied.folder.path + "/mine.json")
    let (open, _) = try OpenSession.resume(in: copied.story.study, id: "copy")
    var held: [String: [UInt8]] = [:]
    let names = try copied.folder.names().filter { !$0.hasPrefix(Story.id + ".json") && $0 != "copy.journal" }
    for name in names where !name.contains("link") { held[name] = try copied.bytes(name) }
    let erasure = try copied.redact()
    #expect(erasure.cleaned == ["\(Story.id) (2).json"])
    #expect(
      erasure.holders.map(\.name)
        == [
          ".\(Story.id).json.swp", "\(Story.id) cut.json", "\(Story.id) newer.json",
          "\(Story.id) unplaced.json", "\(Story.id).json~", "\(Story.id).link.json", "copy.journal",
          "copy.json",
          "old.tar",
        ].sorted())
    for (name, bytes) in held where name != "\(Story.id) (2).json" {
      #expect(try copied.bytes(name) == bytes, "\(name)")
    }
    #expect(
      try [UInt8](Data(contentsOf: URL(filePath: copied.folder.path + "/mine.json"))).contains(
        text: Story.secret))
    #expect(erasure.holders.first { $0.name == "copy.json" }?.reason == "it is open in another terminal")
    try open.abandon()
  }

  @Test("is not looked for where it was taken back before: copies with more notes are named")
  func unknown() throws {
    let copied = try Copied([Copied.conflict])
    try copied.write("\(Story.id)-LAPTOP-B.json", copied.more().fileBytes)
    let erasure = copied.story.study.eraseCopies(of: copied.before, under: Story.id, isUnknown: true)
    #expect(erasure.cleaned.isEmpty && erasure.holders.map(\.name) == ["\(Story.id)-LAPTOP-B.json"])
  }

  @Test("of a copy that is open under its own name is taken out of the session itself")
  func fromTheCopy() throws {
    let copied = try Copied(["copy.json"])
    let (open, recovered) = try OpenSession.resume(in: copied.story.study, id: "copy")
    var session = recovered.session
    session.apply(Record(number: session.lastRecord + 1, at: .zero, change: .redacted(numbers: [2])))
    try open.beginAnew(session)
    let erased = open.eraseElsewhere(session, isUnknown: false, at: session.startedAt)
    #expect(erased.isEverywhere && erased.copies.cleaned == ["\(Story.id).json"])
    try open.close(session)
    #expect(try copied.holders() == [])
  }

  /// A disk in memory with a session in which a note was redacted, and a copy from before.
  private func disk() throws -> (disk: MemoryDisk, session: Session, study: StudyFolder) {
    let disk = MemoryDisk()
    let story = Story(disk)
    try #require(story.create() && story.say("P3 has time", Story.secret) && story.leave())
    let bytes = try #require(disk.contents["/study/Sessions/\(Story.id).json"])
    try #require(story.resume() && story.redact(2) && story.leave())
    disk.replace("/study/Sessions/" + Copied.conflict, with: bytes)
    let after = disk.afterKill()
    return (
      after, story.session, StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: after)
    )
  }

  @Test("survives no crash in the middle, and what the copy has more survives every one", arguments: 1...60)
  func crash(call: Int) throws {
    let (disk, session, study) = try disk()
    disk.diesAt = call
    _ = study.eraseCopies(of: session, under: Story.id, isUnknown: false)
    var random = SeededRandom(seed: UInt64(call))
    for left in [disk.afterKill(), disk.afterPowerCut(&random), disk.afterPowerCut(&random)] {
      let bytes = try #require(left.contents["/study/Sessions/" + Copied.conflict])
      let copy = try Session.read(bytes, path: "copy").state
      #expect(copy.notes.map(\.content.text).contains("P3 has time"))
      let again = StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: left)
      let erasure = again.eraseCopies(of: session, under: Story.id, isUnknown: false)
      #expect(erasure.holders.isEmpty)
      #expect(!left.contents.values.contains { $0.contains(text: Story.secret) })
    }
  }

  @Test("is durably out of the copy and off the disk when that is said")
  func durable() throws {
    let (disk, session, study) = try disk()
    let erasure = study.eraseCopies(of: session, under: Story.id, isUnknown: false)
    #expect(erasure.cleaned == [Copied.conflict] && erasure.holders.isEmpty)
    #expect(!disk.everHolds(Story.secret))
    for seed in 0..<40 {
      var random = SeededRandom(seed: UInt64(seed))
      let left = disk.afterPowerCut(&random)
      let bytes = try #require(left.contents["/study/Sessions/" + Copied.conflict])
      #expect(try Session.read(bytes, path: "copy").state.notes.count == 2)
      #expect(!left.contents.values.contains { $0.contains(text: Story.secret) })
    }
  }

  @Test(
    "is named with the reason, and the copy stays whole, whichever call of the disk fails", arguments: 1...60)
  func fault(call: Int) throws {
    let (disk, session, study) = try disk()
    disk.fails = { number, _ in number == call ? EIO : nil }
    let erasure = study.eraseCopies(of: session, under: Story.id, isUnknown: false)
    disk.fails = nil
    let bytes = try #require(disk.contents["/study/Sessions/" + Copied.conflict])
    let copy = try Session.read(bytes, path: "copy").state
    #expect(copy.notes.count == 2)
    if disk.contents.values.contains(where: { $0.contains(text: Story.secret) }) {
      #expect(!erasure.holders.isEmpty, "call \(call)")
    }
  }

  @Test("is taken out of a copy with a byte order mark, and named where nobody looks or can read")
  func elsewhere() throws {
    let copied = try Copied([])
    let text = String(decoding: copied.before.fileBytes, as: UTF8.self)
    try copied.write("mark.json", [0xEF, 0xBB, 0xBF] + copied.before.fileBytes)
    try copied.write("wide.json", [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    try copied.write(
      "wide-big.json", [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    try FileManager.default.createDirectory(
      atPath: copied.folder.sessions + "backup", withIntermediateDirectories: false)
    let inside = URL(filePath: copied.folder.sessions + "backup/notes.txt")
    try Data().write(to: inside)
    // A marker, as synchronising programs make it.
    try FileManager.default.createDirectory(
      atPath: copied.folder.sessions + ".stfolder", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: copied.folder.sessions + "elsewhere.json", withDestinationPath: "/somewhere")
    try copied.write("evening.m4a", [UInt8](repeating: 1, count: 16 << 20 + 1))
    let erasure = try copied.redact()
    #expect(erasure.cleaned == ["mark.json"])
    #expect(
      erasure.holders == [
        .init(name: "backup", reason: "it is a folder: what is in it is not looked at"),
        .init(name: "elsewhere.json", reason: "it is a link: where it leads is not looked at"),
        .init(name: "evening.m4a", reason: "it is too large to be looked through"),
        .init(name: "wide-big.json", reason: "it is no file that this program can read"),
        .init(name: "wide.json", reason: "it is no file that this program can read"),
      ])
  }

  @Test("is named where a damaged review may still say it")
  func damagedReview() throws {
    let disk = ReviewStory.disk()
    let story = ReviewStory(disk)
    #expect(story.begin() && story.say(story.memo("quotes it", on: "abcd-1")) && story.leave())
    let file = try #require(disk.contents[ReviewStory.json])
    let (open, recovered) = try OpenSession.resume(in: story.study, id: Story.id)
    var session = recovered.session
    session.apply(Record(number: session.lastRecord + 1, at: .zero, change: .redacted(numbers: [1])))
    // The line of the note is cut: nothing of it can be read, and much of it stands there.
    disk.replace(ReviewStory.json, with: Array(file.dropLast(14)))
    try open.beginAnew(session)
    let erased = open.eraseElsewhere(session, isUnknown: false, at: session.startedAt)
    #expect(!erased.isEverywhere)
    #expect(erased.copies.holders.map(\.name).contains(ReviewStory.stem + ".json"), "\(erased)")
    try open.close(session)
  }

  @Test("is named where the copy's new version does not read back as it was written, and the copy stays")
  func unverified() throws {
    let (calm, session, study) = try disk()
    _ = study.eraseCopies(of: session, under: Story.id, isUnknown: false)
    let last = try #require(calm.calls.lastIndex(of: .read)) + 1
    let (disk, _, again) = try self.disk()
    let path = "/study/Sessions/" + Copied.conflict
    let before = disk.contents[path]
    disk.spoilsReads = { $0 >= last - 1 && $0 <= last }
    let erasure = again.eraseCopies(of: session, under: Story.id, isUnknown: false)
    #expect(erasure.holders.map(\.reason) == ["its new version does not read back as it was written"])
    #expect(disk.contents[path] == before && disk.contents.count == 2)
  }

  @Test("is named where another program holds the copy's lock")
  func locked() throws {
    let copied = try Copied([Copied.conflict])
    let sessions = try copied.story.study.sessionsFolder()
    let file = try sessions.open(Copied.conflict, for: .writing)
    #expect(try file.lock())
    #expect(try copied.redact().holders.map(\.reason) == ["it is open in another terminal"])
    #expect(try copied.holders() == [Copied.conflict])
  }
}
