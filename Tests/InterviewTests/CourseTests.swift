import Interview
import Testing

@Suite("Visits, time and what was asked")
struct CourseTests {
  @Test("Questions are visited in any order, any number of times; opening the open one changes nothing")
  func visits() {
    var fold = Fold()
    for (question, second) in [("W", 0), ("K1", 60), ("K1", 70), ("W", 100), ("K2", 130)] {
      fold.go(question, at: second)
    }
    #expect(fold.session.visits.map(\.question) == ["W", "K1", "W", "K2"])
    #expect(fold.session.time(on: "W", at: .seconds(200)) == 90_000)
    #expect(fold.session.time(on: "K2", at: .seconds(200)) == 70_000)
  }

  @Test("A visit under five seconds is passing and counts as not asked, unless something was noted in it")
  func passing() {
    var fold = Fold()
    fold.go("K1", at: 0)
    fold.go("K2", at: 4)
    fold.go("E1", at: 7)
    fold.note("at once", at: 8)
    fold.go("W", at: 10)
    #expect(fold.session.standing(of: "K1") == .open)
    #expect(fold.session.standing(of: "K2") == .open)
    #expect(fold.session.standing(of: "E1") == .asked)
    #expect(fold.session.standing(of: "W") == .current)
  }

  @Test(
    "Asked is what something was noted, ticked, shown or read out on while it was open; else it was only seen"
  )
  func seen() throws {
    var fold = Fold()
    fold.go("W", at: 0)
    fold.go("K1", at: 60)
    fold.go("K2", at: 85)
    #expect(fold.session.standing(of: "W") == .seen && fold.session.standing(of: "K1") == .seen)
    #expect(fold.session.isPassing(fold.session.visits[1]) == false)
    #expect(fold.session.timeSeen("K1") == 25_000)
    // Raised early: it says nothing of K1, and that the talk was on K2.
    fold.note("for K1", at: 90, on: "K1", raisedAt: "K2")
    fold.go("E1", at: 100)
    #expect(fold.session.standing(of: "K1") == .seen && fold.session.standing(of: "K2") == .asked)
    let open = fold.session.closingChecklist(at: .seconds(100))
    #expect(open.contains(.onlySeen("K1", milliseconds: 25_000)) && !open.contains(.mustAsk("K1")))
    #expect(fold.session.openMustAsk == ["W", "K1"])
    // A look ahead takes nothing from what is still to come.
    #expect(fold.session.timeBudget(at: .seconds(100)).remaining == (60 + 575 + 300) * 1000)
    fold.go("W", at: 110)
    fold.apply(.probe(ProbeMark(question: "W", probe: "2", changes: [.init(at: .seconds(111), how: .asked)])))
    fold.go("E1", at: 112)
    #expect(fold.session.standing(of: "W") == .asked)
    fold.apply(.summary(OralSummary(at: .seconds(113), notes: [])))
    fold.go("K2", at: 114)
    #expect(fold.session.standing(of: "E1") == .asked)
  }

  @Test("Pauses are left out of question and session time, unrecorded time and off the record are counted")
  func pauses() {
    var fold = Fold()
    fold.go("K1", at: 0)
    fold.apply(.pause(Pause(from: .seconds(60), to: .seconds(160), why: .break)))
    fold.apply(.pause(Pause(from: .seconds(200), to: .seconds(230), why: .cut, unrecorded: true)))
    fold.apply(.offRecord(Stretch(from: .seconds(300), to: .seconds(320))))
    #expect(fold.session.time(on: "K1", at: .seconds(400)) == 300_000)
    #expect(fold.session.elapsed(at: .seconds(400)) == 300_000)
  }

  @Test("One set of lengths: in the room, of it breaks, talk, the whole session")
  func lengths() {
    var fold = Fold(begun: false)
    let before = fold.session.lengths(at: .seconds(90))
    #expect((before.inTheRoom, before.breaks, before.talk, before.whole) == (0, 0, 0, 90_000))
    fold.at = .seconds(100)
    fold.apply(.begun(Stamp(offset: fold.at, wall: Fold.wall(fold.at))))
    fold.go("K1", at: 100)
    fold.apply(.pause(Pause(from: .seconds(200), to: .seconds(260), why: .break)))
    fold.apply(.pause(Pause(from: .seconds(300), to: .seconds(330), why: .cut, unrecorded: true)))
    fold.at = .seconds(700)
    fold.apply(.ended(Stamp(offset: fold.at, wall: Fold.wall(fold.at))))
    let after = fold.session.lengths(at: .seconds(900))
    #expect((after.inTheRoom, after.breaks, after.talk, after.whole) == (600_000, 60_000, 510_000, 900_000))
    #expect(SessionHeading(of: fold.session).length == 600_000)
  }

  @Test("The projection adds what the open questions need; on overrun must-ask questions are shortened last")
  func projection() {
    var fold = Fold()
    fold.go("W", at: 0)
    fold.go("K1", at: 120)
    var budget = fold.session.timeBudget(at: .minutes(4))
    #expect(budget.planned == 27 * 60_000)
    #expect(budget.onQuestion == 120_000 && budget.questionPlanned == 600_000)
    #expect(budget.projectedFinish == 27 * 60_000 && budget.savings.isEmpty)
    budget = fold.session.timeBudget(at: .minutes(20))
    #expect(budget.projectedFinish == 35 * 60_000 && budget.projectedOverrun == 8 * 60_000)
    #expect(budget.savings.map(\.question) == ["K2", "E1"])
  }

  @Test("A budget of minutes or until a time of day replaces the plan; the short version its minutes")
  func budgets() {
    var fold = Fold()
    fold.apply(.budget(Budget(short: true)))
    #expect(fold.session.plannedLength == (2 + 8 + 4 + 5) * 60_000)
    fold.apply(.budget(Budget(minutes: 90)))
    #expect(fold.session.plannedLength == 90 * 60_000)
    fold.apply(.budget(Budget(minutes: 90, until: Fold.wall(.minutes(50)))))
    #expect(fold.session.plannedLength == 50 * 60_000)
  }

  @Test(
    "The border of a visit moves with its notes, and undo puts back all of it, also after the next question")
  func moved() throws {
    var fold = Fold()
    fold.go("K1", at: 0)
    fold.note("on one", at: 10)
    let second = fold.note("already two", by: [2], at: 20)
    let early = fold.note("for the end", at: 25, on: "E1", raisedAt: "K1")
    fold.at = .seconds(40)
    fold.apply(try #require(fold.session.moved(to: "K2", since: second.number, at: fold.at)))
    #expect(
      fold.session.visits == [
        Visit(question: "K1", from: .zero, to: .seconds(20)), Visit(question: "K2", from: .seconds(20)),
      ])
    #expect(fold.session.notes.map(\.question) == ["K1", "K2", "E1"])
    #expect(fold.session.note(early.number)?.raisedAt == "K1")
    fold.go("E1", at: 60)
    fold.undo()
    #expect(fold.session.visits.map(\.question) == ["K1", "E1"])
    #expect(fold.session.visits[0].to == .seconds(60))
    #expect(fold.session.notes.map(\.question) == ["K1", "K1", "E1"])
  }

  @Test("Stated outcomes go before what the visits show; a passed must-ask question is on the checklist")
  func closing() {
    var fold = Fold()
    fold.go("W", at: 0)
    fold.go("K1", at: 60)
    fold.note("ask Ana about rent", kind: .followUp, at: 70)
    fold.note("heard", by: [1, 2, 3], at: 80)
    fold.apply(
      .outcome("W", QuestionOutcome(question: "W", outcome: .skipped, reason: .time, at: .seconds(90))))
    let open = fold.session.closingChecklist(at: .seconds(100))
    #expect(fold.session.standing(of: "W") == .skipped)
    #expect(open.contains(.mustAsk("E1")) && !open.contains(.mustAsk("W")))
    #expect(open.contains(.followUp(1)) && open.contains(.notHeard([4])) && open.contains(.noSummary))
  }

  @Test("Words of the setting fill the texts in the language of the group")
  func wording() throws {
    var fold = Fold()
    let question = try #require(Fold.route.question("K1"))
    #expect(fold.session.wording(of: question).ask == "What helps {people} of the {org}?")
    fold.apply(.group(Group(setting: "museum", language: "nl-BE")))
    #expect(fold.session.wording(of: question).ask == "What helps bezoekers of the museum?")
  }
}
