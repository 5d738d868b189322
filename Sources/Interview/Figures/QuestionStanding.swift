/// How a question stands in the session.
public enum QuestionStanding: String, Sendable {
  /// Not asked yet.
  case open
  /// Under discussion.
  case current
  /// It was asked.
  case asked
  /// It was answered elsewhere.
  case covered
  /// It was left out.
  case skipped
}

extension Session {
  /// How long a visit may last and still be passing by, in milliseconds.
  public static let passingLimit = 5000

  /// The visit was a passing by: under five seconds, with nothing noted, ticked or shown in it. It counts as
  /// not asked. A visit that lasts is never passing.
  public func isPassing(_ visit: Visit) -> Bool {
    guard let to = visit.to, to - visit.from < Session.passingLimit else { return false }
    // A pipe may open a question, note on it and leave it within one millisecond.
    let inVisit = { (time: Offset) in visit.from <= time && time <= to }
    if probes.contains(where: { $0.question == visit.question && $0.changes.contains { inVisit($0.at) } }) {
      return false
    }
    if stances.contains(where: {
      $0.target.question == visit.question && $0.changes.contains { inVisit($0.at) }
    }) {
      return false
    }
    // The latest first: whatever was saved before the visit is of another one.
    for number in tally.numbers[visit.question, default: []].reversed() {
      guard let note = note(number), note.saved >= visit.from else { break }
      if inVisit(note.at) { return false }
    }
    return true
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
    return visits.contains { $0.question == question && !isPassing($0) } ? .asked : .open
  }

  /// The questions that are still open, found in one walk over what happened, however many questions there are.
  var openQuestions: [Question] {
    var settled = Set(outcomes.map(\.question))
    if let current = openVisit?.question { settled.insert(current) }
    for visit in visits where !settled.contains(visit.question) && !isPassing(visit) {
      settled.insert(visit.question)
    }
    return `protocol`.questions.filter { !settled.contains($0.id) }
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
