import Interview
import Testing

@Suite("Of a question's outcomes each statement is kept")
struct OutcomeTests {
  private static func said(
    _ outcome: Outcome, of question: QuestionID = "K1", reason: SkipReason? = nil,
    wording: Wording? = nil, at seconds: Int
  ) -> QuestionOutcome {
    QuestionOutcome(
      question: question, outcome: outcome, reason: reason, wording: wording, at: .seconds(seconds))
  }

  private static let adapted = said(.asked, wording: .adapted, at: 10)
  private static let skipped = said(.skipped, reason: .time, at: 20)
  private static let covered = said(.covered, at: 30)

  private static func fold(_ outcomes: QuestionOutcome...) -> Fold {
    var fold = Fold()
    for outcome in outcomes { state(outcome, in: &fold) }
    return fold
  }

  private static func state(_ outcome: QuestionOutcome, in fold: inout Fold) {
    fold.at = outcome.at
    fold.apply(.outcome(outcome.question, outcome))
  }

  /// A session whose file has these.
  private static func read(_ outcomes: [QuestionOutcome]) -> Session {
    var session = Fold().session
    var parts = Session.Parts(of: session)
    parts.outcomes = outcomes
    session.restore(parts)
    return session
  }

  @Test("and at each time the last that had been stated by then counts")
  func atEachTime() {
    let session = Self.fold(Self.adapted, Self.skipped, Self.covered).session
    #expect(session.outcomes == [Self.adapted, Self.skipped, Self.covered])
    #expect(session.outcome(of: "K1") == Self.covered)
    let timeline = Timeline(session)
    for (second, wanted) in [
      (9, nil), (10, Self.adapted), (19, Self.adapted), (20, Self.skipped), (30, Self.covered),
    ] {
      #expect(session.asOf(.seconds(second)).outcome(of: "K1") == wanted, "second \(second)")
      #expect(timeline.course(at: .seconds(second)).outcome(of: "K1") == wanted, "second \(second)")
    }
    let past = [5, 15, 25, 35].map { session.asOf(.seconds($0)).standing(of: "K1") }
    #expect(past == [.open, .asked, .skipped, .covered])
    #expect(
      timeline.moments.filter { if case .outcome = $0.kind { true } else { false } }.map(\.at)
        == [.seconds(10), .seconds(20), .seconds(30)])
  }

  @Test("Undo brings back the one before, and redo the one after")
  func undone() {
    var fold = Self.fold(Self.adapted, Self.skipped)
    fold.undo()
    #expect(fold.session.outcomes == [Self.adapted])
    fold.undo()
    #expect(fold.session.outcomes.isEmpty && fold.history.undoable.isEmpty)
    fold.redo()
    #expect(fold.session.outcomes == [Self.adapted])
    fold.redo()
    #expect(fold.session.outcomes == [Self.adapted, Self.skipped])
    fold.undo()
    Self.state(Self.covered, in: &fold)
    #expect(fold.session.outcomes == [Self.adapted, Self.covered])
    fold.undo()
    #expect(fold.session.outcomes == [Self.adapted])
  }

  @Test("also of what was stated within one millisecond")
  func atOnce() {
    let second = Self.said(.covered, at: 10)
    var fold = Self.fold(Self.adapted, second)
    #expect(fold.session.outcomes == [Self.adapted, second])
    Self.state(second, in: &fold)
    #expect(fold.session.outcomes == [Self.adapted, second], "the same once more says nothing new")
    fold.undo()
    #expect(fold.session.outcomes == [Self.adapted, second])
    fold.undo()
    #expect(fold.session.outcomes == [Self.adapted])
    fold.undo()
    #expect(fold.session.outcomes.isEmpty)
  }

  @Test("A journal of an older program folds to what it meant, also where its file had lost the one before")
  func older() {
    // What it wrote when the second statement was undone and redone: the one before as a whole, then the second.
    var fold = Self.fold(Self.adapted, Self.skipped)
    fold.apply(.outcome("K1", Self.adapted), role: .undo(fold.session.lastRecord))
    #expect(fold.session.outcomes == [Self.adapted])
    fold.apply(.outcome("K1", Self.skipped), role: .redo(fold.session.lastRecord))
    #expect(fold.session.outcomes == [Self.adapted, Self.skipped])
    // Its file had only the last; its history, which it took along, had the one before.
    fold.session = Self.read([Self.skipped])
    let undone = fold.apply(.outcome("K1", Self.adapted))
    #expect(undone == .placed(inverse: .outcome("K1", Self.skipped)))
    #expect(fold.session.outcomes == [Self.adapted])
    fold.apply(.outcome("K1", Self.skipped))
    #expect(fold.session.outcomes == [Self.adapted, Self.skipped])
    fold.session = Self.read([Self.skipped])
    fold.apply(.outcome("K1", nil))
    #expect(fold.session.outcomes.isEmpty)
  }

  @Test("Those of a question stand together, in the order of time, and count as one question")
  func inOrder() {
    let other = Self.said(.asked, of: "E1", at: 15)
    var fold = Self.fold(Self.adapted, other, Self.skipped)
    #expect(fold.session.outcomes == [other, Self.adapted, Self.skipped])
    #expect(Self.read([Self.skipped, Self.adapted, other]).outcomes == fold.session.outcomes)
    let once = Self.fold(Self.adapted, other)
    let checked = [fold, once].map { $0.session.closingChecklist(at: .seconds(100)) }
    #expect(checked[0] == checked[1])
    let finish = [fold, once].map { $0.session.timeBudget(at: .seconds(100)).projectedFinish }
    #expect(finish[0] == finish[1])
    fold.apply(.outcome("E1", nil))
    #expect(fold.session.outcomes == [Self.adapted, Self.skipped])
  }

  @Test("Of two states of a session all statements are kept, each once")
  func united() {
    let base = Self.fold(Self.adapted)
    var (here, there) = (base.resumed(by: "aaaa", at: 15), base.resumed(by: "bbbb", at: 16))
    Self.state(Self.covered, in: &here)
    Self.state(Self.skipped, in: &there)
    for (one, other) in [(here, there), (there, here)] {
      let union = one.session.united(with: other.session).session
      #expect(union.outcomes == [Self.adapted, Self.skipped, Self.covered])
      #expect(union.united(with: other.session).session.outcomes == union.outcomes)
    }
  }
}
