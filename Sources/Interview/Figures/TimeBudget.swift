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
  public var left: Int { planned - elapsed }
  /// When the group would be done, as time since the beginning.
  public var projectedFinish: Int { elapsed + remaining }
  /// How much later than planned that is; negative when there is time to spare.
  public var projectedOverrun: Int { projectedFinish - planned }
}

extension Session {
  /// The minutes planned for a question, in milliseconds, in the version that is used.
  public func planned(_ question: Question) -> Int {
    let minutes = budget.short ? question.short ?? question.minutes : question.minutes
    return Int((minutes * 60_000).rounded())
  }

  /// The length planned for the whole, in milliseconds.
  public var plannedLength: Int {
    if let until = budget.until, let begunAt {
      return max(0, until.milliseconds - begunAt.wall.milliseconds)
    }
    if let minutes = budget.minutes { return Int((minutes * 60_000).rounded()) }
    return `protocol`.questions.reduce(0) { $0 + planned($1) }
  }

  /// Session time in a range: without pauses, but with those in which the group went on.
  public func sessionTime(in range: Range<Offset>) -> Int {
    let paused = pauses.reduce(0) { $0 + ($1.unrecorded ? 0 : $1.stretch.overlap(range)) }
    return max(0, range.upperBound - range.lowerBound - paused)
  }

  /// Session time since the beginning, in milliseconds; 0 before it, and standing still after the end.
  public func elapsed(at now: Offset) -> Int {
    guard let begunAt else { return 0 }
    let end = min(now, endedAt?.offset ?? now)
    return sessionTime(in: begunAt.offset..<max(begunAt.offset, end))
  }

  /// Session time on a question over all its visits, in milliseconds.
  public func time(on question: QuestionID, at now: Offset) -> Int {
    visits.reduce(0) { sum, visit in
      guard visit.question == question, visit.from <= now else { return sum }
      let end = max(visit.from, min(visit.to ?? endedAt?.offset ?? now, now))
      return sum + sessionTime(in: visit.from..<end)
    }
  }

  /// Where the time stands.
  public func timeBudget(at now: Offset) -> TimeBudget {
    let current = openVisit?.question
    var remaining = 0
    var onQuestion = 0
    var questionPlanned = 0
    var open: [(question: Question, saving: Int)] = []
    for question in `protocol`.questions {
      if question.id == current {
        onQuestion = time(on: question.id, at: now)
        questionPlanned = planned(question)
        let rest = max(0, questionPlanned - onQuestion)
        remaining += rest
      } else if standing(of: question.id) == .open {
        remaining += planned(question)
        open.append((question, planned(question)))
      }
    }
    var budget = TimeBudget(
      elapsed: elapsed(at: now), planned: plannedLength, onQuestion: onQuestion,
      questionPlanned: questionPlanned, remaining: remaining, savings: [])
    if budget.projectedOverrun > 0 {
      let order = open.reversed().filter { !$0.question.must } + open.reversed().filter { $0.question.must }
      budget.savings = order.map { TimeBudget.Saving(question: $0.question.id, milliseconds: $0.saving) }
    }
    return budget
  }
}
