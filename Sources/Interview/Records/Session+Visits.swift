extension Session {
  /// Opens a question: the visit that lasts is closed. Opening the question that is open changes nothing.
  mutating func visit(_ question: QuestionID, at: Offset) {
    if let open = openVisit {
      guard open.question != question else { return }
      closeVisit(at: at)
    }
    visits.append(Visit(question: question, from: max(at, visits.last?.to ?? .zero)))
    mergeVisits()
  }

  mutating func closeVisit(at: Offset) {
    guard let open = openVisit else { return }
    visits[visits.count - 1].to = max(at, open.from)
  }

  /// Moves the border of a visit: from one time on, the talk was about another question.
  ///
  /// - Returns: the inverse.
  mutating func relabel(from: Offset, to: Offset?, question: QuestionID, placed: inout Bool) -> Change? {
    guard let index = visits.lastIndex(where: { $0.holds(from) }) else {
      placed = false
      return nil
    }
    let visit = visits[index]
    let end: Offset?
    switch (to, visit.to) {
    case (let to?, let own?): end = min(to, own)
    case (let to?, nil): end = to
    case (nil, let own): end = own
    }
    guard end.map({ from < $0 }) ?? true else {
      placed = false
      return nil
    }
    var parts: [Visit] = []
    if visit.from < from { parts.append(Visit(question: visit.question, from: visit.from, to: from)) }
    parts.append(Visit(question: question, from: from, to: end))
    if let end, visit.to.map({ end < $0 }) ?? true {
      parts.append(Visit(question: visit.question, from: end, to: visit.to))
    }
    visits.replaceSubrange(index...index, with: parts)
    mergeVisits()
    return .relabelled(from: from, to: end, question: visit.question)
  }

  /// Two visits of one question without a gap between them are one.
  private mutating func mergeVisits() {
    var merged: [Visit] = []
    for visit in visits {
      if let last = merged.last, last.question == visit.question, last.to == visit.from {
        merged[merged.count - 1].to = visit.to
      } else {
        merged.append(visit)
      }
    }
    if merged.count != visits.count { visits = merged }
  }
}
