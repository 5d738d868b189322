/// How the time of a session stands against its plan. All lengths are milliseconds of session time: pauses are
/// left out unless the group went on in them; off the record is counted.
public struct TimeBudget: Equatable, Sendable {
  /// A question that could still be shortened or left out.
  public struct Saving: Equatable, Sendable {
    /// Which.
    public var question: QuestionID
    /// What it would save.
    public var milliseconds: Int
  }

  /// Since the beginning.
  public var elapsed: Int
  /// The whole plan.
  public var planned: Int
  /// On the question under discussion.
  public var onQuestion: Int
  /// The plan of the question under discussion; 0 if there is none.
  public var questionPlanned: Int
  /// What the open questions still need by plan, the rest of the current one included.
  public var remaining: Int
  /// What could be shortened if there is too little time: those that need not be asked first, the latest first;
  /// must-ask questions last. Empty when the plan holds.
  public var savings: [Saving]

  /// Till the planned end; negative after it.
  public var left: Int { planned.subtracting(elapsed) }
  /// When the group would be done, as time since the beginning.
  public var projectedFinish: Int { elapsed.adding(remaining) }
  /// How much later than planned that is; negative when there is time to spare.
  public var projectedOverrun: Int { projectedFinish.subtracting(planned) }
}

extension Question {
  /// What is planned for it in the short or the full version, in milliseconds.
  fileprivate func planned(short isShort: Bool) -> Int {
    Int(nearest: (isShort ? short ?? minutes : minutes) * 60_000)
  }
}

extension Sequence<Question> {
  /// The minutes planned for these questions together, in the short or the full version.
  public func minutes(short: Bool) -> Double { Double(lazy.map { $0.planned(short: short) }.sum) / 60_000 }
}

extension Session {
  /// The minutes planned for a question, in milliseconds, in the version that is used.
  public func planned(_ question: Question) -> Int { question.planned(short: budget.short) }

  /// The length planned for the whole, in milliseconds.
  public var plannedLength: Int {
    if let until = budget.until, let begunAt {
      return max(0, until.milliseconds.subtracting(begunAt.wall.milliseconds))
    }
    if let minutes = budget.minutes { return Int(nearest: minutes * 60_000) }
    return `protocol`.questions.lazy.map(planned).sum
  }

  /// Session time in a range: without pauses, but with those in which the group went on.
  public func sessionTime(in range: Range<Offset>) -> Int {
    let paused = pauses.lazy.map { $0.unrecorded ? 0 : $0.stretch.overlap(range) }.sum
    return max(0, (range.upperBound - range.lowerBound).subtracting(paused))
  }

  /// Session time since the beginning, in milliseconds; 0 before it, and standing still after the end.
  public func elapsed(at now: Offset) -> Int {
    guard let begunAt else { return 0 }
    let end = min(now, endedAt?.offset ?? now)
    return sessionTime(in: begunAt.offset..<max(begunAt.offset, end))
  }

  /// Session time on a question over all its visits, in milliseconds.
  public func time(on question: QuestionID, at now: Offset) -> Int {
    visits.lazy.filter { $0.question == question && $0.from <= now }.map { visit in
      let end = max(visit.from, min(visit.to ?? endedAt?.offset ?? now, now))
      return sessionTime(in: visit.from..<end)
    }.sum
  }

  /// Where the time stands.
  public func timeBudget(at now: Offset) -> TimeBudget {
    var remaining = 0
    var onQuestion = 0
    var questionPlanned = 0
    if let current = openVisit.flatMap({ `protocol`.question($0.question) }) {
      onQuestion = time(on: current.id, at: now)
      questionPlanned = planned(current)
      remaining = max(0, questionPlanned - onQuestion)
    }
    let open = openQuestions.map { (question: $0, saving: max(0, planned($0) - time(on: $0.id, at: now))) }
    for question in open { remaining = remaining.adding(question.saving) }
    var budget = TimeBudget(
      elapsed: elapsed(at: now), planned: plannedLength, onQuestion: onQuestion,
      questionPlanned: questionPlanned, remaining: remaining, savings: [])
    if budget.projectedOverrun > 0 {
      let left = open.reversed().filter { $0.saving > 0 }
      let order = left.filter { !$0.question.must } + left.filter(\.question.must)
      budget.savings = order.map { TimeBudget.Saving(question: $0.question.id, milliseconds: $0.saving) }
    }
    return budget
  }
}
