import Interview
import Testing

struct ReviewTests {
  private static let head = ReviewHead(
    uuid: "u", reviewer: "anna", session: "s", sessionUUID: "su", startedAt: WallTime(milliseconds: 1000))
  private static let later = WallTime(milliseconds: 9000)

  /// A review of some records that say something of two notes.
  private static func review(_ changes: [ReviewChange]) -> Review {
    var review = Review(head)
    for (index, change) in changes.enumerated() {
      review.apply(ReviewRecord(number: index + 1, at: later, change: change))
    }
    return review
  }

  private static let changes: [ReviewChange] = [
    .code(note: "a-1", "bar.mes", .init(isGiven: true, at: later)),
    .code(note: "a-1", "bar.mac", .init(isGiven: false, at: later)),
    .memo(note: "a-1", number: 1, .init(number: 1, text: "compare with 7", at: later)),
    .memo(note: "a-2", number: 2, .init(number: 2, text: "who laughs?", at: later)),
    .check(note: "a-2", .init(about: "listen again", at: later)),
    .speakers(note: "a-2", .init(speakers: [.participant(4)], at: later)),
    .verified(note: "a-2", .init(text: "we only hear when it is decided", at: later)),
    .newCode("trust.loss", ReviewerCode(about: "Loss of trust", at: later)),
  ]

  @Test func whatAReviewerSaysChangesTheNoteOnlyInTheReviewersLayer() {
    let content = NoteContent(
      kind: .quote, speakers: [.someone], unsure: true, text: "we only", codes: ["bar.mac"], complete: false)
    let first = ReviewTests.review(ReviewTests.changes).notes["a-1"]?.applied(to: content)
    #expect(first?.codes == ["bar.mes"])
    #expect(first?.complete == false)
    let second = ReviewTests.review(ReviewTests.changes).notes["a-2"]?.applied(to: content)
    #expect(second?.text == "we only hear when it is decided")
    #expect(second?.complete == true)
    #expect(second?.speakers == [.participant(4)])
    #expect(second?.unsure == false)
    #expect(second?.codes == ["bar.mac"])
  }

  @Test func everyChangeIsTakenBackByItsInverse() {
    for change in ReviewTests.changes + [.together(ReviewTests.changes)] {
      for before in [[], ReviewTests.changes] {
        let old = ReviewTests.review(before)
        var new = old
        let inverse = new.apply(
          ReviewRecord(number: old.lastRecord + 1, at: ReviewTests.later, change: change))
        #expect(before.isEmpty == (new.notes != old.notes || new.codebook != old.codebook))
        guard let inverse else {
          Issue.record("\(change) has no inverse")
          continue
        }
        new.apply(ReviewRecord(number: new.lastRecord + 1, at: ReviewTests.later, change: inverse))
        #expect(new.notes == old.notes)
        #expect(new.codebook == old.codebook)
      }
    }
  }

  @Test("A word goes from memos, verified words and codes of the reviewer's own; codes of the codebook stay")
  func word() {
    let given = NoteReview.CodeMark(isGiven: true, at: ReviewTests.later)
    let review = ReviewTests.review([
      .code(note: "a-1", "helps.team", given), .code(note: "a-1", "Steam.own", given),
      .memo(note: "a-1", number: 1, .init(number: 1, text: "the tea again", at: ReviewTests.later)),
      .verified(note: "a-2", .init(text: "Tea was spilled", at: ReviewTests.later)),
      .check(note: "a-3", .init(about: "tea?", at: ReviewTests.later)),
      .code(note: "a-4", "tea.own", given),
      .newCode("tea.own", ReviewerCode(about: "of tea", at: ReviewTests.later)),
      .newCode("helps.team", ReviewerCode(about: "the tea team", at: ReviewTests.later)),
    ])
    var kept = review
    let record = ReviewRecord(
      number: 99, at: ReviewTests.later, change: .wordErased("Tea", keeping: ["helps.team"]))
    #expect(kept.apply(record) == nil)
    #expect(kept.notes["a-1"]?.codes == ["helps.team": given])
    #expect(kept.notes["a-1"]?.memos.map(\.text) == ["the […] again"])
    #expect(kept.notes["a-2"]?.verified?.text == "[…] was spilled")
    #expect(kept.notes["a-3"]?.check?.about == "[…]?" && kept.notes["a-4"] == nil)
    #expect(kept.codebook.mapValues(\.about) == ["helps.team": "the […] […]"])
    // A record that names no codes is of a program that kept none.
    var old = review
    old.apply(ReviewRecord(number: 99, at: ReviewTests.later, change: .wordErased("Tea")))
    #expect(old.notes["a-1"]?.codes == [:] && old.codebook.isEmpty)
  }

  @Test("A word goes from records of a review without a place and from its fields of newer versions")
  func wordNobodyUnderstands() throws {
    var review = ReviewTests.review(ReviewTests.changes)
    review.unapplied = [.object(["n": .integer(9), "text": .string("by Jansen")])]
    let bare = try #require(review.takingOut(word: "Jansen", keeping: []))
    #expect(bare.unapplied == [.object(["n": .integer(9)])] && bare.notes == review.notes)
    #expect(bare.takingOut(word: "Jansen", keeping: []) == nil)
    review.unapplied = []
    review.notes["a-1"]?.memos[0].unknown = ["Jansen": .string("k")]
    let known = try #require(review.takingOut(word: "Jansen", keeping: []))
    #expect(known.notes["a-1"]?.memos[0].unknown == ["[…]": .string("k")])
  }

  @Test func noRecordCountsTwice() {
    var review = ReviewTests.review(ReviewTests.changes)
    let old = review
    let again = ReviewRecord(number: 3, at: ReviewTests.later, change: .check(note: "a-1", nil))
    #expect(review.apply(again) == nil)
    #expect(review == old)
  }

  @Test func aMemosNumberIsNeverUsedAgain() {
    var review = ReviewTests.review(ReviewTests.changes)
    review.apply(
      ReviewRecord(number: 99, at: ReviewTests.later, change: .memo(note: "a-2", number: 2, nil)))
    #expect(review.nextMemo == 3)
  }

  @Test(
    arguments: [
      ("anna", true), ("a-1", true), ("", false), ("Anna", false), ("../x", false), ("ä", false),
      (String(repeating: "a", count: 40), true), (String(repeating: "a", count: 41), false),
    ])
  func aReviewersNameGoesIntoAFileName(name: String, isName: Bool) {
    #expect(Review.isName(name) == isName)
  }
}
