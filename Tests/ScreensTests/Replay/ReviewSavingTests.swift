import Facilitators
import Interview
import Testing

@testable import Facilitation
@testable import Screens

@Suite("What of a review is on its way to the disk")
struct ReviewSavingTests {
  private static let saved = Reply(.saved, ["memo 1 on 1"])

  private static func record(_ number: Int) -> ReviewRecord {
    ReviewRecord(number: number, at: Facilitator.wall(number), change: .erased(notes: []))
  }

  @Test("An answer waits for the records before it; what an opened review holds is on the disk")
  func held() {
    var saving = ReviewSaving()
    let atFirst = saving.hold(ReviewSavingTests.saved)
    saving.add(ReviewSavingTests.record(1))
    saving.add(ReviewSavingTests.record(2))
    #expect(saving.notDurable == 2)
    let then = saving.hold(ReviewSavingTests.saved)
    #expect([atFirst, then] == [false, true])
    let said = [1, 2].map { saving.reach($0).replies }
    #expect(said == [[], [ReviewSavingTests.saved]] && saving.notDurable == 0)
    var review = Review(
      ReviewHead(
        uuid: "r", reviewer: "anna", session: "s", sessionUUID: "u", startedAt: Facilitator.wall(0)))
    review.lastRecord = 7
    let replies = saving.open(review)
    let isHeld = saving.hold(ReviewSavingTests.saved)
    #expect(replies == [] && saving.notDurable == 0 && !isHeld)
  }

  @Test("A disk that takes nothing is told of once, and again when all is on it")
  func trouble() {
    var saving = ReviewSaving()
    saving.add(ReviewSavingTests.record(1))
    saving.add(ReviewSavingTests.record(2))
    let isNew = ["full", "full", "gone"].map { saving.fail($0) }
    #expect(isNew == [true, false, true])
    let isWellAgain = [1, 2, 2].map { saving.reach($0).isWellAgain }
    #expect(isWellAgain == [false, true, false])
  }
}
