import Foundation
import Interview
import MemoryDisks
import Synchronization
import Testing

@testable import SessionStorage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reviews on the real disk: their names, their locks, and the session beside them.
@Suite(.serialized) struct ReviewStorageTests {
  private func open(
    _ folder: RealFolder, _ reviewer: String = "anna", session: String = Story.id
  ) throws(StorageError) -> (review: OpenReview, recovered: Recovered<Review>) {
    try open(folder.study, reviewer, session: session)
  }

  private func open(
    _ study: StudyFolder, _ reviewer: String, session: String = Story.id
  ) throws(StorageError) -> (review: OpenReview, recovered: Recovered<Review>) {
    try OpenReview.open(in: study, session: session, reviewer: reviewer) {
      ReviewHead(
        uuid: "u-" + reviewer, reviewer: reviewer, session: session, sessionUUID: "5b1e-" + session,
        startedAt: ReviewStory.head.startedAt)
    }
  }

  /// The bytes of a file, and when it was last written.
  private func stamp(_ path: String) throws -> (Data, Int, Int) {
    var found = stat()
    try #require(stat(path, &found) == 0)
    #if canImport(Darwin)
      let time = found.st_mtimespec
    #else
      let time = found.st_mtim
    #endif
    return (try Data(contentsOf: URL(fileURLWithPath: path)), Int(time.tv_sec), Int(time.tv_nsec))
  }

  @Test func `a review is begun, written, left, and gone on with`() throws {
    let folder = try RealFolder()
    try folder.left()
    let (first, begun) = try open(folder)
    #expect(begun.review.lastRecord == 1 && !begun.wasCutOff && begun.notices.isEmpty)
    #expect(first.id == Story.id)
    let names = [Story.id + ".json", ReviewStory.stem + ".journal"]
    #expect(try folder.names() == names)
    var review = begun.review
    first.append([ReviewStory.memo("one", after: &review)])
    try first.flush()
    #expect(first.reports() == [.durable(through: 2)])
    try first.close(review)
    #expect(try folder.names() == [Story.id + ".json", ReviewStory.stem + ".json"])
    #expect(folder.mode("study/Sessions/" + ReviewStory.stem + ".json") == "600")
    let (second, again) = try open(folder)
    #expect(again.review == review && !again.wasCutOff && again.history.undoable.isEmpty)
    second.append([ReviewStory.memo("two", after: &review)])
    try second.abandon()
    let (third, recovered) = try open(folder)
    #expect(recovered.review == review && recovered.wasCutOff)
    #expect(recovered.history.undoable.map(\.record) == [3])
    try third.close(recovered.review)
    #expect(try folder.names() == [Story.id + ".json", ReviewStory.stem + ".json"])
  }

  @Test func `a review in which nothing was said leaves no file behind`() throws {
    let folder = try RealFolder()
    try folder.left()
    let (first, begun) = try open(folder)
    try first.close(begun.review)
    #expect(try folder.names() == [Story.id + ".json"])
    // Nor after a crash in between.
    try open(folder).review.abandon()
    #expect(try folder.study.reviewers(of: Story.id) == ["anna"])
    let (second, recovered) = try open(folder)
    #expect(recovered.wasCutOff && recovered.review == begun.review)
    try second.close(recovered.review)
    #expect(try folder.names() == [Story.id + ".json"])
    // What was said and taken back stays: its numbers are never given again.
    let (third, anew) = try open(folder)
    var review = anew.review
    let said = ReviewStory.memo("one", after: &review)
    let unsaid = ReviewRecord(
      number: 3, at: review.lastChange, role: .undo(2), change: .memo(note: "abcd-1", number: 1, nil))
    review.apply(unsaid)
    third.append([said, unsaid])
    try third.close(review)
    #expect(try open(folder).recovered.review.nextMemo == 2)
  }

  @Test func `a session's file does not change through anything that is done to its reviews`() throws {
    let folder = try RealFolder()
    try folder.left()
    let path = folder.sessions + Story.id + ".json"
    let before = try stamp(path)
    for _ in 0..<3 {
      let (first, recovered) = try open(folder)
      var review = recovered.review
      first.append([ReviewStory.memo("one", after: &review)])
      try first.abandon()
      let (second, _) = try open(folder)
      second.append([ReviewStory.memo("two", after: &review)])
      try second.close(review)
      _ = try Recovery.readReview(in: folder.study, id: Story.id, reviewer: "anna")
    }
    let after = try stamp(path)
    #expect(after == before)
    #expect(try folder.study.sessionIDs() == [Story.id])
    #expect(try folder.study.sessions().map(\.wasCutOff) == [false])
  }

  @Test func `a review can be written while its session is recorded, and neither disturbs the other`() throws
  {
    let folder = try RealFolder()
    let session = try folder.create()
    let (first, recovered) = try open(folder)
    var review = recovered.review
    first.append([ReviewStory.memo("one", after: &review)])
    try first.flush()
    session.append([Record(number: 4, at: .zero, change: .answer(id: "n", text: "kept"))])
    try session.flush()
    try session.beginAnew(try Recovery.read(in: folder.study, id: Story.id).session)
    try session.abandon()
    #expect(try Recovery.read(in: folder.study, id: Story.id).session.answers["n"] == "kept")
    try first.close(review)
    #expect(
      try Recovery.readReview(in: folder.study, id: Story.id, reviewer: "anna").review == review)
  }

  @Test func `who is who is told by the names of files alone`() throws {
    let folder = try RealFolder()
    try folder.left()
    try folder.left("other")
    try open(folder, "bob").review.abandon()
    let (anna, recovered) = try open(folder, "anna-2")
    var review = recovered.review
    anna.append([ReviewStory.memo("one", after: &review)])
    try anna.close(review)
    try open(folder, "carl", session: "other").review.abandon()
    for name in [
      "x.review-.json", "x.review-Big.json", "x.review-a.b.json", "a.b.review-c.json", ".x.review-a.json.tmp",
    ] {
      try folder.write("{}", to: "Sessions/" + name)
    }
    try folder.write("{}", to: "Sessions/\(Story.id).review-zoe.journal.torn")
    try folder.write("{}", to: "Sessions/gone.review-dan.journal-2")
    #expect(try folder.study.reviewers(of: Story.id) == ["anna-2", "bob"])
    #expect(
      try folder.study.reviewers() == [
        Story.id: ["anna-2", "bob"], "other": ["carl"], "gone": ["dan"],
      ])
    #expect(try folder.study.reviewers(of: "nobody").isEmpty)
    #expect(try folder.study.sessionIDs() == [Story.id, "other"])
    // A new session does not take over what was said of another one that had its name.
    #expect(try folder.create("gone").id == "gone-2")
  }

  @Test func `of many that open one review at once, one wins and the others get 75`() throws {
    let folder = try RealFolder()
    try folder.left()
    let study = folder.study
    let taken = StorageError.openElsewhere(session: Story.id, reviewer: "anna")
    #expect(taken.exitStatus == 75 && taken.message.contains("anna"))
    for _ in 0..<10 {
      let winners = Mutex<[OpenReview]>([])
      let others = Mutex<[StorageError]>([])
      DispatchQueue.concurrentPerform(iterations: 6) { _ in
        do throws(StorageError) {
          let review = try open(study, "anna").review
          winners.withLock { $0.append(review) }
        } catch {
          others.withLock { $0.append(error) }
        }
      }
      let won = winners.withLock { $0 }
      #expect(won.count == 1)
      #expect(others.withLock { $0 } == Array(repeating: taken, count: 5))
      let read = try Recovery.readReview(in: folder.study, id: Story.id, reviewer: "anna")
      #expect(read.isOpenElsewhere && !read.wasCutOff && read.review.lastRecord == 1)
      // Another reviewer is in nobody's way.
      let bob = try open(folder, "bob")
      try bob.review.close(bob.recovered.review)
      try won.first?.close(read.review)
    }
    #expect(try folder.names() == [Story.id + ".json"])
  }

  @Test(arguments: [
    "", "../x", "a/b", "a.b", "a b", "ä", "a\0b", "Anna", "anna_b", String(repeating: "a", count: 41),
    "a\u{1B}[2J",
  ])
  func `a reviewer's name that is none is refused before anything is touched`(name: String) throws {
    let disk = MemoryDisk()
    let study = StudyFolder(path: "/study", statePath: "/s", disk: disk)
    let error = StorageError.badReviewer(name)
    #expect(throws: error) { try Recovery.readReview(in: study, id: Story.id, reviewer: name) }
    #expect(throws: error) {
      try OpenReview.open(in: study, session: Story.id, reviewer: name) { ReviewStory.head }
    }
    for id in ["../x", "a.b", "a\0b", "x.review-anna"] {
      #expect(throws: StorageError.badName(id)) { try study.reviewers(of: id) }
      #expect(throws: StorageError.badName(id)) {
        try OpenReview.open(in: study, session: id, reviewer: "anna") { ReviewStory.head }
      }
    }
    #expect(disk.calls.isEmpty && error.exitStatus == 66)
    #expect(!error.message.unicodeScalars.contains { $0.value < 32 || $0.value == 127 })
  }

  @Test(arguments: LockTests.Obstacle.allCases)
  func `what is no plain file is moved wherever a review's file should be, and told`(
    obstacle: LockTests.Obstacle
  ) throws {
    for name in ["json", "journal", "journal-2"].map({ ReviewStory.stem + "." + $0 }) {
      let folder = try RealFolder()
      try folder.left()
      try open(folder).review.abandon()
      try obstacle.put(at: folder.sessions + name)
      let start = ContinuousClock.now
      func tells(_ notices: [RecoveryNotice]) -> Bool {
        notices.contains { $0.message.hasPrefix(name + " is a") || $0.message.hasPrefix(name + " was a") }
      }
      // It is out of the way, and what else there is is read.
      let hasJournal = !name.hasSuffix(".journal")
      if hasJournal {
        let read = try Recovery.readReview(in: folder.study, id: Story.id, reviewer: "anna")
        #expect(tells(read.notices) || name.hasSuffix(".json"), "\(name): \(read.notices)")
      }
      let again = try open(folder)
      #expect(tells(again.recovered.notices) || name.hasSuffix(".json"), "\(name)")
      try again.review.abandon()
      #expect(ContinuousClock.now - start < .seconds(1), "\(name) held it up")
      let target = folder.sessions + name + ".target"
      if let kept = FileManager.default.contents(atPath: target) { #expect(kept == Data("secret".utf8)) }
    }
  }

  @Test func `a review that a newer program wrote is read only`() throws {
    let folder = try RealFolder()
    try folder.left()
    let (first, recovered) = try open(folder)
    var review = recovered.review
    first.append([ReviewStory.memo("one", after: &review)])
    try first.close(review)
    let text = String(decoding: ReviewFormat.bytes(of: review), as: UTF8.self)
      .replacing("\"version\": 1", with: "\"version\": 2")
    try folder.write(text, to: "Sessions/" + ReviewStory.stem + ".json")
    let path = folder.sessions + ReviewStory.stem + ".json"
    let read = try Recovery.readReview(in: folder.study, id: Story.id, reviewer: "anna")
    #expect(read.isReadOnly && read.review == review)
    #expect(throws: StorageError.newerVersion(path: path)) { try open(folder) }
    #expect(try folder.names() == [Story.id + ".json", ReviewStory.stem + ".json"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test func `a journal of somebody else under a review's name is left alone`() throws {
    let folder = try RealFolder()
    try folder.left()
    let (first, recovered) = try open(folder)
    var review = recovered.review
    first.append([ReviewStory.memo("one", after: &review)])
    try first.close(review)
    try open(folder, "bob").review.abandon()
    try FileManager.default.moveItem(
      atPath: folder.sessions + Story.id + ".review-bob.journal",
      toPath: folder.sessions + ReviewStory.stem + ".journal")
    let read = try Recovery.readReview(in: folder.study, id: Story.id, reviewer: "anna")
    #expect(read.review == review && read.notices.isEmpty, "nothing is in it")
    try FileManager.default.removeItem(atPath: folder.sessions + ReviewStory.stem + ".journal")
    let bob = try open(folder, "bob")
    var theirs = bob.recovered.review
    bob.review.append([ReviewStory.memo("his", after: &theirs)])
    try bob.review.flush()
    try bob.review.abandon()
    try FileManager.default.moveItem(
      atPath: folder.sessions + Story.id + ".review-bob.journal",
      toPath: folder.sessions + ReviewStory.stem + ".journal")
    let again = try Recovery.readReview(in: folder.study, id: Story.id, reviewer: "anna")
    #expect(again.review == review && again.notices == [.foreign(file: ReviewStory.stem + ".journal")])
    #expect(throws: StorageError.self) { try open(folder) }
  }

  @Test func `a journal of rubbish is kept aside, and the review begun in its place`() throws {
    let disk = ReviewStory.disk()
    let rubbish = Array(String(repeating: "rubbish\n", count: 2000).utf8)
    disk.replace(ReviewStory.journal, with: rubbish)
    let story = ReviewStory(disk)
    let (open, recovered) = try OpenReview.open(in: story.study, session: Story.id, reviewer: "anna") {
      ReviewStory.head
    }
    let name = ReviewStory.stem + ".journal"
    let notice = RecoveryNotice.damaged(file: name, bytes: rubbish.count, keptAs: name + ".torn")
    #expect(recovered.notices == [notice] && recovered.review.lastRecord == 1)
    #expect(disk.contents[ReviewStory.journal + ".torn"] == rubbish)
    let bytes = try #require(disk.contents[ReviewStory.journal])
    #expect(JournalScan(bytes).end == bytes.count && JournalScan(bytes).damage.isEmpty)
    try open.abandon()
  }

  @Test func `a second beginning changes nothing and is kept`() throws {
    let disk = ReviewStory.disk()
    let story = ReviewStory(disk)
    try #require(story.begin() && story.say(story.memo("one", on: "abcd-1")))
    var head = ReviewStory.head
    head.uuid = "another"
    try #require(story.say(.started(head)))
    story.die()
    let recovered = try Recovery.readReview(in: story.study, id: Story.id, reviewer: "anna")
    #expect(recovered.notices == [.unplaced(3)] && recovered.review.unapplied.count == 1)
    #expect(recovered.review.uuid == ReviewStory.head.uuid && recovered.review.notes == story.review.notes)
  }

  @Test func `what one reviewer has outside of the study is nobody else's`() throws {
    let folder = try RealFolder()
    try folder.left()
    try open(folder, "bob").review.abandon()
    let state = folder.path + "/state/focusgroup"
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: folder.sessions + Story.id + ".review-bob.journal",
      toPath: state + "/" + Story.id + ".review-bob.u-bob.journal-2")
    let (anna, recovered) = try open(folder, "anna")
    #expect(recovered.review.uuid == "u-anna" && recovered.notices.isEmpty)
    try anna.close(recovered.review)
    #expect(try folder.study.sessions().map(\.wasCutOff) == [false])
    let (bob, again) = try open(folder, "bob")
    #expect(again.review.uuid == "u-bob" && again.wasCutOff)
    try bob.abandon()
  }
}
