import Facilitators
import Interview
import Testing

@testable import Facilitation

/// The parts of a replay by themselves: what is shown and looked for, and what one writes into one's review.
@Suite("The parts of a replay")
struct ReplayPartsTests {
  private static func session(_ lines: String...) -> Session {
    var it = Facilitator()
    for line in lines { it.type(line) }
    return it.session
  }

  // MARK: What is shown and looked for

  @Test("A filter leaves notes out, and what is looked for is looked for among the rest")
  func sifting() {
    let timeline = Timeline(ReplayPartsTests.session("3 rent", "4 rent", "3 rules", "3 rent again"))
    var sifting = Sifting(timeline)
    #expect(sifting.admitted == [0, 1, 2, 3] && !sifting.asksForWords)
    sifting.look(for: "rent", in: timeline, Layers())
    #expect(sifting.hits == [0, 1, 3] && sifting.asksForWords)
    let admission = sifting.admission
    sifting.show(only: "P3", of: timeline, Layers())
    #expect(sifting.admitted == [0, 2, 3] && sifting.hits == [0, 3] && sifting.admission > admission)
    #expect(!sifting.isAdmitted(1) && sifting.isAdmitted(2))
    #expect([0, 1, 3].map(sifting.nearestHit) == [0, 3, 3])
    sifting.look(for: "rent ag", in: timeline, Layers())
    #expect(sifting.hits == [3] && sifting.nearestHit(from: 5) == 3)
    // Fewer letters find again what more of them did not.
    sifting.look(for: "r", in: timeline, Layers())
    #expect(sifting.hits == [0, 2, 3])
    sifting.show(only: "off", of: timeline, Layers())
    #expect(sifting.filterText.isEmpty && sifting.hits == [0, 1, 2, 3])
  }

  // MARK: One's review

  private static func place(_ session: Session, at note: Int? = nil) -> Reviewing.Place {
    Reviewing.Place(
      session: session, note: note.flatMap(session.note), noNote: "no note yet",
      now: Facilitator.stamp(1000))
  }

  private static func review(of session: Session) -> Review {
    Review(
      ReviewHead(
        uuid: "r", reviewer: "anna", session: session.id, sessionUUID: session.uuid,
        startedAt: Facilitator.wall(900)))
  }

  private static let memo = ReviewCommand.note(nil, .memo("why?"))

  @Test("A change waits until somebody has said who reviews, and until the review is open")
  func waiting() {
    let place = ReplayPartsTests.place(ReplayPartsTests.session("3 rent"), at: 1)
    var reviewing = Reviewing(Layers())
    var answers = ReplayAnswers()
    reviewing.review(ReplayPartsTests.memo, line: "/memo why?", at: place, &answers)
    #expect(reviewing.waiting?.line == "/memo why?" && answers.take().count == 1)
    reviewing.setReviewer("Anna B", at: place, &answers)
    #expect(reviewing.layers.reviewer == nil && reviewing.waiting != nil)
    _ = answers.take()
    reviewing.setReviewer("anna", at: place, &answers)
    let asked = answers.take()
    #expect(asked.first == .remember(reviewer: "anna") && asked.last == .openReview(reviewer: "anna"))
    #expect(reviewing.waiting != nil)
    let review = ReplayPartsTests.review(of: place.session)
    reviewing.opened(review, history: UndoHistory(), at: place, &answers)
    #expect(reviewing.waiting == nil && reviewing.layers.own?[place.note!].memos.map(\.text) == ["why?"])
    guard case .append(let record) = answers.take().first else {
      Issue.record("nothing is to be kept")
      return
    }
    #expect(record.number == review.lastRecord + 1)
  }

  @Test("What waited is not done once it was given up")
  func givenUp() {
    let place = ReplayPartsTests.place(ReplayPartsTests.session("3 rent"), at: 1)
    var reviewing = Reviewing(Layers(reviewer: "anna"))
    var answers = ReplayAnswers()
    reviewing.review(ReplayPartsTests.memo, line: nil, at: place, &answers)
    reviewing.giveUpWaiting()
    _ = answers.take()
    reviewing.opened(
      ReplayPartsTests.review(of: place.session), history: UndoHistory(), at: place, &answers)
    #expect(answers.take() == [] && reviewing.layers.own?.notes.isEmpty == true)
  }

  @Test("A remark is about the note that is meant, or the one that is looked at; else it is refused")
  func meant() {
    let session = ReplayPartsTests.session("3 rent", "4 rules")
    var reviewing = Reviewing(Layers())
    var answers = ReplayAnswers()
    let looked = ReplayPartsTests.place(session, at: 2)
    reviewing.opened(
      ReplayPartsTests.review(of: session), history: UndoHistory(), at: looked, &answers)
    for (number, place, note) in [
      (nil, looked, 2), (1, looked, 1), (nil, ReplayPartsTests.place(session), nil), (7, looked, nil),
    ] as [(Int?, Reviewing.Place, Int?)] {
      let before = reviewing.layers.own?.lastRecord
      _ = answers.take()
      reviewing.review(.note(number, .check("listen")), line: nil, at: place, &answers)
      let isKept = reviewing.layers.own?.lastRecord != before
      let isRefused = answers.take().contains {
        if case .say(let reply) = $0 { reply.kind == .refused } else { false }
      }
      #expect(isKept == (note != nil) && isRefused == (note == nil), "\(String(describing: number))")
      if let note = note.flatMap(session.note) { #expect(reviewing.layers.own?[note].check != nil) }
    }
  }

  @Test("What was said of a note that was redacted since goes when the review is opened")
  func erased() {
    let before = ReplayPartsTests.session("3 rent", "4 rules")
    var reviewing = Reviewing(Layers())
    var answers = ReplayAnswers()
    let place = ReplayPartsTests.place(before, at: 1)
    let review = ReplayPartsTests.review(of: before)
    reviewing.opened(review, history: UndoHistory(), at: place, &answers)
    reviewing.review(ReplayPartsTests.memo, line: nil, at: place, &answers)
    let after = ReplayPartsTests.session("3 rent", "4 rules", "/redact 1")
    var again = Reviewing(Layers())
    again.opened(
      reviewing.layers.own!, history: UndoHistory(), at: ReplayPartsTests.place(after), &answers)
    #expect(again.layers.own?.notes.isEmpty == true)
  }
}
