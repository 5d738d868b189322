/// How a question stands in the session.
public enum QuestionStanding: String, Sendable {
  /// Not opened yet, or only passed by.
  case open
  /// Under discussion.
  case current
  /// It was open, and nothing was noted: nobody knows whether it was asked.
  case seen
  /// Something was noted, ticked or shown while it was open, or somebody said so.
  case asked
  /// It was answered elsewhere.
  case covered
  /// It was left out.
  case skipped
}

extension Session {
  /// How long a visit with nothing in it may last and still be passing by, in milliseconds. From then on the question may
  /// well have been asked.
  public static let passingLimit = 20_000
  /// Who turns over to a question for fewer milliseconds, with nothing noted, only goes past it.
  static let shortestLook = 5000

  /// Something was noted, ticked, shown or read out while the visit lasted. What was noted under its question while another
  /// was open says nothing of it.
  public func hasEvidence(_ visit: Visit) -> Bool {
    // A pipe may open a question, note on it and leave it within one millisecond.
    let inVisit = { (time: Offset) in visit.from <= time && visit.to.map { time <= $0 } ?? true }
    // Most likely the first that was saved since; whatever order a file has them in, none is missed.
    let numbers = tally.numbers[visit.question, default: []]
    let first = numbers.firstPlace { note($0).map { $0.saved < visit.from } ?? true }
    let isInVisit = { (number: Int) in note(number).map { $0.raisedAt == nil && inVisit($0.at) } ?? false }
    if numbers[first...].contains(where: isInVisit) || numbers[..<first].contains(where: isInVisit)
      || tally.raised[visit.question, default: []].contains(where: {
        note($0).map { inVisit($0.at) } ?? false
      })
    {
      return true
    }
    if probes.contains(where: { $0.question == visit.question && $0.changes.contains { inVisit($0.at) } }) {
      return true
    }
    let shown = stances.firstPlace { $0.target.question < visit.question }
    return stances[shown...].prefix { $0.target.question == visit.question }
      .contains { $0.changes.contains { inVisit($0.at) } }
      || summaries.contains { inVisit($0.at) }
  }

  /// Who was there turned over to the question and went on at once, with nothing noted, ticked or shown.
  func isGlance(_ visit: Visit) -> Bool {
    guard let to = visit.to, to - visit.from < Session.shortestLook else { return false }
    return !hasEvidence(visit)
  }

  /// The visit was a passing by: short, with nothing noted, ticked or shown in it. A visit that lasts is never passing.
  public func isPassing(_ visit: Visit) -> Bool {
    guard let to = visit.to, to - visit.from < Session.passingLimit else { return false }
    return !hasEvidence(visit)
  }

  /// How a question stands: what the facilitator stated goes before what the visits show.
  public func standing(of question: QuestionID) -> QuestionStanding {
    if openVisit?.question == question { return .current }
    if let outcome = outcome(of: question) {
      switch outcome.outcome {
      case .asked: return .asked
      case .covered: return .covered
      case .skipped: return .skipped
      }
    }
    let visits = visits.filter { $0.question == question }
    if visits.contains(where: hasEvidence) { return .asked }
    return visits.contains { ($0.to ?? lastOffset) - $0.from >= Session.shortestLook } ? .seen : .open
  }

  /// The questions that are still open or were only seen, found in one walk over what happened, however many questions
  /// there are.
  var openQuestions: [Question] {
    var settled = Set(outcomes.map(\.question))
    if let current = openVisit?.question { settled.insert(current) }
    for visit in visits where !settled.contains(visit.question) && hasEvidence(visit) {
      settled.insert(visit.question)
    }
    return `protocol`.questions.filter { !settled.contains($0.id) }
  }

  /// Milliseconds for which a question was open with nothing noted, pauses left out.
  public func timeSeen(_ question: QuestionID) -> Int {
    visits.lazy.filter { $0.question == question }.map {
      sessionTime(in: $0.from..<max($0.from, $0.to ?? lastOffset))
    }.sum
  }

  /// The question is stated to be left out or answered elsewhere, and something was noted, ticked or shown while it was
  /// open.
  public func contradictsOutcome(_ question: QuestionID) -> Bool {
    guard let outcome = outcome(of: question), outcome.outcome != .asked else { return false }
    return visits.contains { $0.question == question && hasEvidence($0) }
  }

  /// The question after the one under discussion, in the protocol's order; the first before the first visit; nil
  /// after the last.
  public var nextQuestion: Question? { neighbour(1) }

  /// The question before the one under discussion; nil before the first.
  public var previousQuestion: Question? { neighbour(-1) }

  private func neighbour(_ step: Int) -> Question? {
    let questions = `protocol`.questions
    guard let current = currentQuestion else { return step > 0 ? questions.first : nil }
    guard let index = `protocol`.place(of: current),
      questions.indices.contains(index + step)
    else { return nil }
    return questions[index + step]
  }

  /// The use of a probe.
  public func use(of probe: String, on question: QuestionID) -> ProbeUse {
    probes.first { $0.question == question && $0.probe == probe }?.use ?? .none
  }

  /// Notes filed under a question while another was under discussion: raised early (or late), in their order.
  public func raisedElsewhere(for question: QuestionID) -> [Note] {
    tally.numbers[question, default: []].compactMap(note).filter { $0.raisedAt != nil }
  }
}
