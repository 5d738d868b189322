import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// Reviews of which a part is lost: what is left is shown, and gone on with.
@Suite struct DamagedReviewTests {
  /// A review that was left, with a memo on each of twelve notes and a code of its own.
  private func left() throws -> (disk: MemoryDisk, story: ReviewStory, review: Review, file: [UInt8]) {
    let disk = ReviewStory.disk()
    let story = ReviewStory(disk)
    try #require(story.begin())
    for number in 1...12 { #expect(story.say(story.memo("memo \(number)", on: "abcd-\(number)"))) }
    #expect(story.say(story.code("trust", on: "abcd-3")))
    try #require(story.leave())
    return (disk, story, story.review, try #require(disk.contents[ReviewStory.json]))
  }

  private func read(_ story: ReviewStory) throws -> Recovered<Review> {
    try Recovery.readReview(in: story.study, id: Story.id, reviewer: "anna")
  }

  @Test func `a review that is cut shows what it says to the cut, and can be gone on with`() throws {
    let (disk, story, whole, file) = try left()
    for length in stride(from: file.count - 3, to: file.count - 900, by: -41) {
      disk.replace(ReviewStory.json, with: Array(file.prefix(length)))
      let found = try read(story)
      guard case .partial(_, _, let losses, nil)? = found.notices.first else {
        Issue.record("\(found.notices)")
        return
      }
      #expect(losses.isCut && losses.notes == found.review.notes.count && losses.of == 12)
      #expect(found.review.uuid == whole.uuid && found.review.nextMemo == 13 && !found.isReadOnly)
      #expect(found.review.notes.allSatisfy { whole.notes[$0.key] == $0.value })
    }
    let cut = try #require(disk.contents[ReviewStory.json])
    let before = try read(story).review.notes
    #expect((1...11).contains(before.count))
    let (open, again) = try OpenReview.open(
      in: story.study, session: Story.id, reviewer: "anna",
      recorder: ReviewRecorder(id: "efgh", program: "", from: whole.lastChange)
    ) { ReviewStory.head }
    let kept = again.notices.compactMap { notice -> String? in
      guard case .partial(_, _, _, let name) = notice else { return nil }
      return name
    }
    #expect(kept.count == 1 && disk.contents["/study/Sessions/" + (kept.first ?? "")] == cut)
    var review = again.review
    open.append([ReviewStory.memo("afterwards", after: &review)])
    try open.close(review)
    let last = try read(story)
    #expect(last.notices.isEmpty && last.review.notes.count == max(before.count, 1))
    #expect(last.review.notes["abcd-1"]?.memos.map(\.text) == ["memo 1", "afterwards"])
  }

  @Test func `zeros in a review cost the lines they are in; of two versions in one file both count`() throws {
    let (disk, story, whole, file) = try left()
    let lines = file.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    let line = try #require(lines.firstIndex { $0.contains(text: "\"memo 7\"") })
    for damage in [[Array(repeating: UInt8(0), count: 40)], [[]]] {
      disk.replace(
        ReviewStory.json,
        with: Array((lines[..<line] + damage + lines[(line + 1)...]).joined(separator: [10]))
          + (damage == [[]] ? [0] : []))
      let found = try read(story)
      #expect(found.review.notes == whole.notes.filter { $0.key != "abcd-7" })
      #expect(found.notices.contains { $0.isDamage })
    }
    // The line that begins the notes is lost.
    let start = try #require(lines.firstIndex { $0.contains(text: "\"notes\": [") })
    disk.replace(
      ReviewStory.json, with: Array((lines[..<start] + lines[(start + 1)...]).joined(separator: [10])))
    #expect(try read(story).review.notes == whole.notes)
    // As `git merge` leaves it.
    let theirs = String(decoding: lines[line], as: UTF8.self).replacing("memo 7", with: "other words")
    let marks = [Array("<<<<<<< HEAD".utf8), lines[line], Array("=======".utf8), Array(theirs.utf8)]
    disk.replace(
      ReviewStory.json,
      with: Array(
        (lines[..<line] + marks + [Array(">>>>>>> there".utf8)] + lines[(line + 1)...]).joined(separator: [10]
        )))
    let both = try read(story).review.notes["abcd-7"]?.memos ?? []
    #expect(Set(both.map(\.text)) == ["memo 7", "other words"])
    // Both went on from here, with a remark of the same number on other notes; three sides of a merge.
    let whose = "{\"from\":\"2026-03-14T20:00:00.000+01:00\",\"id\":\"efgh\",\"last\":14,\"program\":\"1\"}"
    let recorder = "\"recorders\": [\n\(whose)\n],"
    let text = String(decoding: file, as: UTF8.self).replacing(
      "\"notes\": [", with: recorder + "\n\"notes\": [")
    let added = { (note: String) in
      theirs.replacing("abcd-7", with: note).replacing("other words", with: note)
    }
    let third = theirs.replacing("other words", with: "third words")
    let mine = String(decoding: lines[line], as: UTF8.self)
    let merged = text.replacing(
      mine, with: [mine, theirs, third, added("x-1"), added("y-1")].joined(separator: "\n<<<<\n"))
    disk.replace(ReviewStory.json, with: Array(merged.utf8))
    let united = try read(story).review
    #expect(united.recorders.map(\.id) == ["efgh"])
    #expect(Set(united.notes["abcd-7"]?.memos.map(\.text) ?? []) == ["memo 7", "other words", "third words"])
    let numbers = united.notes.values.flatMap { $0.memos.map(\.number) }
    #expect(
      Set(numbers).count == numbers.count && numbers.allSatisfy { $0 < united.nextMemo },
      "\(numbers.sorted())")
    #expect(
      united.notes["x-1"]?.memos.map(\.text) == ["x-1"] && united.notes["y-1"]?.memos.map(\.text) == ["y-1"])
    // A newer program's is only looked at.
    disk.replace(
      ReviewStory.json, with: Array(merged.replacing("\"version\": 1", with: "\"version\": 2").utf8))
    #expect(try read(story).isReadOnly)
    // What tells next to nothing is refused.
    disk.replace(ReviewStory.json, with: Array("rubbish\n{}\n".utf8))
    #expect(throws: StorageError.self) { _ = try read(story) }
  }

  @Test func `a review whose beginning is lost comes back with all else`() throws {
    let disk = ReviewStory.disk()
    let story = ReviewStory(disk)
    try #require(story.begin() && story.say(story.memo("one", on: "abcd-1")))
    story.die()
    var bytes = try #require(disk.contents[ReviewStory.journal])
    let first = try #require(bytes.firstIndex(of: JournalFrame.newline))
    bytes[first + 40] ^= 1
    disk.replace(ReviewStory.journal, with: bytes)
    let recovered = try Recovery.readReview(in: story.study, id: Story.id, reviewer: "anna")
    #expect(recovered.notices.suffix(2) == [.missing(1...1), .headLost])
    #expect(recovered.review.notes == story.review.notes && recovered.review.uuid == "7c2f-anna")
    #expect(story.study.path == "/study")
    let (open, again) = try OpenReview.open(in: story.study, session: Story.id, reviewer: "anna") {
      ReviewStory.head
    }
    try open.close(again.review)
    #expect(
      try Recovery.readReview(in: story.study, id: Story.id, reviewer: "anna").review.notes
        == story.review.notes)
  }
}
