import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// The story of one review of a session that was left, told to the storage step by step, with what it promised on
/// the way.
final class ReviewStory {
  static let reviewer = "anna"
  static let stem = Story.id + ".review-" + reviewer
  static let json = "/study/Sessions/\(stem).json"
  static let journal = "/study/Sessions/\(stem).journal"

  let study: StudyFolder
  /// The review after each record.
  private(set) var review = Review(ReviewStory.head)
  private(set) var records: [ReviewRecord] = []
  /// What can be undone, as long as the review is not left.
  private(set) var history = UndoHistory<ReviewChange>()
  private(set) var open: OpenReview?
  /// Every record up to this one was reported as durable.
  private(set) var acknowledged = 0
  private(set) var isLeft = false
  private(set) var reports: [StorageReport] = []
  private(set) var errors: [StorageError] = []

  init(_ disk: any Disk) {
    study = StudyFolder(path: "/study", statePath: "/home/state/focusgroup", disk: disk)
  }

  static let head = ReviewHead(
    uuid: "7c2f-anna", reviewer: reviewer, session: Story.id, sessionUUID: "5b1e-" + Story.id,
    startedAt: WallTime(milliseconds: 1_773_500_000_000, utcOffset: 60))

  /// A disk with the session in it, left, and the counting of calls begun anew.
  static func disk() -> MemoryDisk {
    let disk = MemoryDisk()
    let story = Story(disk)
    guard story.create(), story.say("P3 has time", "council rules"), story.leave() else {
      Issue.record("there is no session to review")
      return disk
    }
    return disk.afterKill()
  }

  private func collect() {
    guard let open else { return }
    for report in open.reports() {
      reports.append(report)
      if case .durable(let number) = report { acknowledged = max(acknowledged, number) }
    }
  }

  private func step(_ body: () throws(StorageError) -> Void) -> Bool {
    do {
      try body()
      collect()
      return true
    } catch {
      errors.append(error)
      collect()
      return false
    }
  }

  // MARK: Steps; each is false when it did not come to its end

  func begin() -> Bool {
    step { () throws(StorageError) in
      let first = ReviewRecord(number: 1, at: Self.head.startedAt, change: .started(Self.head))
      records = [first]
      review = Review.begin(first) ?? review
      let (open, recovered) = try OpenReview.open(in: study, session: Story.id, reviewer: Self.reviewer) {
        Self.head
      }
      #expect(recovered.review == review && !recovered.wasCutOff)
      self.open = open
      acknowledged = 1
    }
  }

  /// Changes, all at once.
  func say(_ changes: ReviewChange...) -> Bool {
    step { () throws(StorageError) in
      open?.append(changes.map(apply))
      try open?.flush()
    }
  }

  private func apply(_ change: ReviewChange) -> ReviewRecord {
    let number = review.lastRecord + 1
    let record = ReviewRecord(number: number, at: at(number), change: change)
    history.remember(record, inverse: review.apply(record))
    records.append(record)
    return record
  }

  private func at(_ number: Int) -> WallTime { Self.head.startedAt.adding(number * 1000) }

  func code(_ code: Code, on note: String) -> ReviewChange {
    .code(note: note, code, NoteReview.CodeMark(isGiven: true, at: at(review.lastRecord + 1)))
  }

  func memo(_ text: String, on note: String) -> ReviewChange {
    .memo(
      note: note, number: review.nextMemo,
      NoteReview.Memo(number: review.nextMemo, text: text, at: at(review.lastRecord + 1)))
  }

  /// The record that adds a memo to the first note, after all that a review holds; it is applied to that.
  static func memo(_ text: String, after review: inout Review) -> ReviewRecord {
    let record = ReviewRecord(
      number: review.lastRecord + 1, at: review.lastChange,
      change: .memo(
        note: "abcd-1", number: review.nextMemo,
        NoteReview.Memo(number: review.nextMemo, text: text, at: review.lastChange)))
    review.apply(record)
    return record
  }

  /// The journal is begun anew, as when it has outgrown the review.
  func renew() -> Bool {
    let state = review
    let kept = apply(.history(history.newest))
    return step { () throws(StorageError) in
      open?.append([kept])
      open?.renew(state)
      try open?.flush()
    }
  }

  func leave() -> Bool {
    isLeft = step { () throws(StorageError) in try open?.close(review) }
    if isLeft { open = nil }
    return isLeft
  }

  func resume() -> Bool {
    step { () throws(StorageError) in
      let (open, recovered) = try OpenReview.open(in: study, session: Story.id, reviewer: Self.reviewer) {
        Issue.record("the review is begun a second time")
        return Self.head
      }
      #expect(recovered.review == review)
      self.open = open
      isLeft = false
    }
  }

  func abandon() -> Bool {
    let done = step { () throws(StorageError) in try open?.abandon(within: .seconds(60)) }
    open = nil
    return done
  }

  /// Lets go as a program does that has died.
  func die() {
    try? open?.abandon(within: .seconds(60))
    open = nil
  }

  /// The whole of it, to the first step that fails.
  func tell() {
    guard begin(), say(code("bar.mes", on: "abcd-1")),
      say(memo("why?", on: "abcd-2"), code("drv", on: "abcd-2")),
      leave(), resume(), say(memo("because", on: "abcd-2")), renew(), abandon(), resume(),
      say(.code(note: "abcd-1", "bar.mes", nil)), leave()
    else { return die() }
  }

  /// The whole of it, whatever fails.
  func tellOn() {
    guard begin() else { return }
    _ = say(code("bar.mes", on: "abcd-1"))
    _ = say(memo("why?", on: "abcd-2"))
    if leave(), !resume() { return }
    _ = say(memo("because", on: "abcd-2"))
    _ = renew()
    _ = leave()
    die()
  }

  // MARK: Promises

  /// The review as the records with these numbers make it.
  func fold(_ has: (Int) -> Bool) -> Review? {
    guard let first = records.first, var review = Review.begin(first) else { return nil }
    for record in records.dropFirst() where has(record.number) { review.apply(record) }
    return review
  }

  /// What must hold of the files, whatever happened to the program: checks it by reading, by going on, and by
  /// leaving. The session is as it was all the while.
  ///
  /// - Parameter isWhole: every record is there, not only the acknowledged ones.
  func expectKept(on disk: MemoryDisk, isWhole: Bool = false, _ what: Comment) {
    let study = StudyFolder(path: study.path, statePath: study.statePath, disk: disk)
    let before = disk.contents["/study/Sessions/\(Story.id).json"]
    let read = try? Recovery.readReview(in: study, id: Story.id, reviewer: Self.reviewer)
    #expect(read != nil || acknowledged == 0, "cannot be read: \(what)")
    if let read { expect(read, isWhole: isWhole, what) }
    do throws(StorageError) {
      let (open, resumed) = try OpenReview.open(in: study, session: Story.id, reviewer: Self.reviewer) {
        Self.head
      }
      expect(resumed, isWhole: isWhole, what)
      if let read { #expect(resumed.review == read.review, "going on differs from reading: \(what)") }
      var review = resumed.review
      let next = ReviewRecord(
        number: review.lastRecord + 1, at: review.lastChange,
        change: .check(note: "abcd-9", NoteReview.Check(about: "again", at: review.lastChange)))
      review.apply(next)
      open.append([next])
      try open.flush()
      let running = try Recovery.readReview(in: study, id: Story.id, reviewer: Self.reviewer)
      #expect(running.review == review && running.isOpenElsewhere, "going on is lost: \(what)")
      try open.close(review)
      let kept = try Recovery.readReview(in: study, id: Story.id, reviewer: Self.reviewer)
      #expect(kept.review == review && !kept.wasCutOff, "leaving loses something: \(what)")
    } catch {
      Issue.record("cannot be opened, \(error): \(what)")
    }
    var random = SeededRandom(seed: 7)
    for left in [disk, disk.afterPowerCut(&random)] {
      let names = left.contents.keys.filter { !$0.contains(".torn") && $0.contains(".review-") }
      #expect(names == [Self.json], "left: \(what)")
      #expect(left.contents["/study/Sessions/\(Story.id).json"] == before, "the session has changed: \(what)")
    }
  }

  private func expect(_ recovered: Recovered<Review>, isWhole: Bool, _ what: Comment) {
    var missing: Set<Int> = []
    for case .missing(let numbers) in recovered.notices { missing.formUnion(numbers) }
    let last = recovered.review.lastRecord
    #expect(last >= acknowledged, "acknowledged records are missing: \(what)")
    if isWhole { #expect(last == review.lastRecord, "not whole: \(what)") }
    #expect(missing.allSatisfy { $0 > acknowledged }, "acknowledged records are missing: \(what)")
    guard acknowledged > 0 else { return }
    let isTrue = recovered.review == fold { $0 <= last && !missing.contains($0) }
    #expect(isTrue, "it is not the review that was written: \(what)")
  }
}
