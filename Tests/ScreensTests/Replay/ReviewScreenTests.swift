import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("A review")
struct ReviewScreenTests {
  private func reviewer(_ name: String? = "anna") -> Viewer {
    Viewer(Viewer.session, layers: Layers(reviewer: name))
  }

  private func layer(_ viewer: Viewer, _ number: Int) -> NoteReview {
    viewer.session.note(number).flatMap { viewer.review?[$0] } ?? NoteReview()
  }

  @Test func whoReviewsIsAskedOnceAndTheCommandThenDone() {
    var viewer = reviewer(nil)
    viewer.enter("/go 3")
    viewer.press(.character("m"))
    viewer.enter("who laughs?")
    viewer.prompt.begins("who reviews? >")
    viewer.enter("Eva!")
    viewer.messages.says("1 to 40 of a-z")
    viewer.enter("/reviewer eva")
    #expect(viewer.effects.contains(.remember(reviewer: "eva")))
    #expect(layer(viewer, 3).memos.map(\.text) == ["who laughs?"])
    viewer.notes.says("eva: memo 1: who laughs?")
    viewer.enter("/reviewer tom")
    viewer.messages.says("leave and open it again as tom")
  }

  @Test func aJournalThatHasOutgrownTheReviewIsBegunAnewWithWhatCanBeUndone() throws {
    var viewer = reviewer()
    viewer.enter("/code 3 #own.thing")
    viewer.enter("/memo 3 listen again")
    let before = try #require(viewer.review)
    viewer.tell(.outgrown)
    guard case .append(let record) = viewer.effects.dropLast().last, case .history(let kept) = record.change
    else {
      Issue.record("\(viewer.effects.suffix(3))")
      return
    }
    #expect(viewer.effects.last == .renew(before) && record.number == before.lastRecord + 1)
    #expect(kept.undoable.count == 2 && kept == viewer.screen.replay.layers.history)
    viewer.enter("/undo")
    viewer.enter("/undo")
    #expect(layer(viewer, 3).isEmpty)
  }

  @Test func lookingAloneOpensNoReview() {
    var viewer = reviewer()
    viewer.press(.right, .right, .end, .character("a"), .escape, .character("l"), .character("t"))
    #expect(!viewer.effects.contains { if case .openReview = $0 { true } else { false } })
  }

  @Test func codesAreGivenAndTakenAlsoLiveOnes() {
    var viewer = reviewer()
    viewer.enter("/code 3 #bar.mes #own.thing")
    viewer.messages.says("coded 3 #bar.mes #own.thing; new: /newcode own.thing")
    #expect(layer(viewer, 3).codes.filter { $0.value.isGiven }.keys.sorted() == ["bar.mes", "own.thing"])
    viewer.enter("/code 3 bar.mes")
    viewer.messages.says("has #bar.mes from you already")
    viewer.press(.escape)
    viewer.enter("/uncode 3 #own.thing")
    #expect(layer(viewer, 3).codes.keys.sorted() == ["bar.mes"])
    viewer.enter("/uncode 1 #bar.mac")
    #expect(layer(viewer, 1).codes["bar.mac"]?.isGiven == false)
    viewer.enter("/go 1")
    viewer.notes.says("anna: not #bar.mac")
    #expect(viewer.session == Viewer.session.forgettingEarlierWords)
  }

  @Test func caseDoesNotTellCodesApart() {
    var viewer = reviewer()
    viewer.enter("/code 3 #BAR.Mes #Own.Thing")
    #expect(layer(viewer, 3).codes.filter { $0.value.isGiven }.keys.sorted() == ["Own.Thing", "bar.mes"])
    viewer.enter("/code 4 #own.thing")
    #expect(layer(viewer, 4).codes.keys.sorted() == ["Own.Thing"])
    viewer.enter("/uncode 4 #OWN.thing")
    #expect(layer(viewer, 4).codes.isEmpty)
  }

  @Test func aCodeIsCompletedFromTheCodebookAndFromOtherReviewers() {
    var viewer = Viewer(Viewer.session, layers: Viewer.layers)
    viewer.enter("/newcode trust.loss Loss of trust")
    viewer.enter("/go 4")
    viewer.press(.character("c"))
    viewer.type("tr")
    viewer.press(.tab, .enter)
    #expect(layer(viewer, 4).codes["trust.loss"]?.isGiven == true)
    #expect(viewer.review?.codebook["trust.loss"]?.about == "Loss of trust")
    viewer.enter("/newcode bar.mes Mine")
    viewer.messages.says("in the protocol’s codebook already".replacing("’", with: "'"))
  }

  @Test func verifiedWordsCompleteAStubAndTheFilterKnows() {
    var viewer = reviewer()
    viewer.press(.end)
    viewer.enter("/filter moment")
    viewer.enter("/verify 6 in my first week I had no desk")
    viewer.enter("/filter desk P7")
    viewer.press(.end)
    viewer.notesRule.says("1 of 10 notes")
    viewer.notes.says("anna: verified: “in my first week I had no desk”")
    viewer.enter("/verify 6 as-recorded")
    #expect(layer(viewer, 6).verified == nil)
  }

  @Test func aSpeakerIsCorrectedByNumberByNameOrToNobody() {
    var viewer = reviewer()
    viewer.enter("/speaker 3 4")
    #expect(layer(viewer, 3).speakers?.speakers == [.participant(4)])
    viewer.enter("/speaker 3 P1,m")
    #expect(layer(viewer, 3).speakers?.speakers == [.participant(1), .moderator])
    viewer.enter("/speaker 3 nobody")
    #expect(layer(viewer, 3).speakers?.speakers == [])
    viewer.enter("/speaker 3 P88")
    viewer.messages.says("p88 is nobody of this session")
    viewer.press(.escape)
    viewer.enter("/speaker 3 as-recorded")
    #expect(layer(viewer, 3).speakers == nil)
  }

  @Test func everythingIsTakenBackByUndoAndMadeAgainByRedo() {
    var viewer = reviewer()
    let commands = [
      "/code 3 #bar.mes", "/memo 3 one", "/memo 3 two", "/check 4 who?", "/checked 4", "/speaker 3 1",
      "/verify 6 yes",
      "/newcode a.b what", "/unmemo 1", "/uncode 3 #bar.mes", "/uncode 1 #bar.mac",
    ]
    var states: [[String: NoteReview]] = [[:]]
    var books: [[Code: String]] = [[:]]
    for command in commands {
      viewer.enter(command)
      states.append(viewer.review?.notes ?? [:])
      books.append(viewer.review?.codebook.mapValues(\.about) ?? [:])
    }
    for index in commands.indices.reversed() {
      viewer.press(.character("u"))
      #expect(viewer.review?.notes == states[index])
      #expect(viewer.review?.codebook.mapValues(\.about) == books[index])
    }
    viewer.press(.character("u"))
    viewer.messages.says("nothing to undo")
    for index in commands.indices {
      viewer.press(.control("y"))
      #expect(viewer.review?.notes == states[index + 1])
    }
    viewer.press(.control("y"))
    viewer.messages.says("nothing to redo")
  }

  @Test func nothingIsCalledDoneBeforeItIsOnTheDisk() {
    var viewer = reviewer()
    viewer.enter("/memo 3 first")
    viewer.diskStalls = true
    viewer.enter("/memo 3 second")
    viewer.misses("memo 2 on 3")
    #expect(viewer.screen.notDurable == 1)
    viewer.tell(.refused("the disk is full"))
    viewer.messages.says("not saved yet: the disk is full")
    viewer.tell(.durable(through: viewer.review?.lastRecord ?? 0))
    viewer.messages.says("memo 2 on 3")
    #expect(viewer.screen.notDurable == 0)
  }

  @Test func aReviewThatIsOpenElsewhereIsSaidAndNothingIsPretended() {
    var viewer = reviewer()
    viewer.refusal = "anna reviews it in another terminal"
    viewer.enter("/memo 3 lost?")
    viewer.messages.says("anna reviews it in another terminal")
    #expect(viewer.review == nil)
    viewer.prompt.says("> /memo 3 lost?")
  }

  @Test func otherLayersAreToldApartByNameAndCanBeHidden() {
    var viewer = Viewer(Viewer.session, layers: Viewer.layers)
    viewer.enter("/go 3")
    viewer.notes.says("anna: #bar.mes")
    viewer.notes.says("tomas: #bar.mac · not #bar.mes")
    viewer.press(.character("l"))
    viewer.misses("tomas: #bar.mac")
    viewer.notes.says("anna: #bar.mes")
    viewer.enter("/filter check")
    viewer.messages.says("0 of 3 notes")
    viewer.enter("/layers all")
    viewer.press(.end)
    viewer.notesRule.says("1 of 10 notes")
  }

  @Test func agreementStatesWhatNobodyCoded() {
    var viewer = Viewer(Viewer.session, layers: Viewer.layers, size: Size(rows: 40, columns: 110))
    viewer.press(.character("a"))
    viewer.panel.says("anna and tomas on 8 notes of participants: 1 coded by at least one, 7 by nobody")
    viewer.panel.says("#bar.mes: anna 1, tomas 0, all 0; agreement 0.88, kappa 0.00, alpha 0.00")
    viewer.panel.says("on the 1 coded note only: agreement 0.00")
    var alone = reviewer()
    alone.press(.character("a"))
    alone.messages.says("agreement needs two reviewers")
  }

  @Test func agreementIsOfThoseThatAreShownOrNamed() throws {
    var third = reviewer("eva")
    third.enter("/code 2 #bar.mac")
    var layers = Viewer.layers
    layers.set(try #require(third.review))
    var viewer = Viewer(Viewer.session, layers: layers, size: Size(rows: 40, columns: 110))
    viewer.press(.character("a"))
    viewer.panel.says("anna and eva and tomas on 8 notes")
    viewer.press(.escape)
    viewer.enter("/agreement anna tomas")
    viewer.panel.says("anna and tomas on 8 notes")
    viewer.press(.escape)
    viewer.enter("/layers eva")
    viewer.press(.character("a"))
    viewer.panel.says("anna and eva on 8 notes")
    viewer.press(.escape)
    viewer.enter("/agreement nobody")
    viewer.messages.says("no review of nobody; there are: anna, eva, tomas")
  }

  @Test func codesMayBeWrittenAsOneComesToWriteThem() {
    var viewer = reviewer()
    viewer.enter("/go 3")
    viewer.press(.character("c"))
    viewer.enter("#bar.mes, bar.mac")
    #expect(layer(viewer, 3).codes.keys.sorted() == ["bar.mac", "bar.mes"])
  }

  @Test func undoingNothingBeginsNoReview() {
    var viewer = reviewer()
    viewer.press(.character("u"), .control("y"))
    #expect(!viewer.effects.contains { if case .openReview = $0 { true } else { false } })
    viewer.messages.says("nothing to redo")
  }

  @Test func aRedactedNoteCannotBeReviewed() {
    var desk = Desk(participants: 2)
    desk.enter(lines: "1 something private", "/redact 1")
    desk.answer("yes")
    var viewer = Viewer(desk.session, layers: Layers(reviewer: "anna"))
    viewer.enter("/memo 1 what was it")
    viewer.messages.says("was redacted")
  }

  @Test func whatWasSaidOfANoteThatIsRedactedIsNeverShownAndDestroyedWhenTheReviewIsOpened() {
    var desk = Desk(participants: 2)
    desk.enter(lines: "1 something private", "2 something else")
    var before = Viewer(desk.session, layers: Layers(reviewer: "anna"))
    before.enter("/memo 1 private, says P1")
    before.enter("/memo 2 fine")
    desk.enter("/redact 1")
    desk.answer("yes")
    var after = Viewer(desk.session, layers: before.replay.layers.closed)
    after.press(.end)
    after.misses("private")
    after.enter("/memo 2 also fine")
    #expect(after.review?.notes.count == 1)
    #expect(layer(after, 2).memos.map(\.text) == ["fine", "also fine"])
    let redacted = desk.session.note(1)?.id ?? ""
    #expect(
      after.effects.contains { effect in
        guard case .append(let record) = effect else { return false }
        return record.change == .erased(notes: [redacted])
      })
    after.press(.character("u"), .character("u"))
    #expect(after.review?.notes.count == 1)
  }
}

extension Layers {
  /// As another start of the program finds them.
  fileprivate var closed: Layers { Layers(reviewer: reviewer, reviews: Array(reviews.values)) }
}
