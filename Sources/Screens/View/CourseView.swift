internal import Interview
internal import TextScreen

/// How a session stands at a time, laid out in rows: live or in replay. Route, question with its probes, people.
struct CourseView {
  /// As it stands at the time.
  let session: Session
  let time: Offset
  /// Columns of a row.
  let columns: Int
  /// There is room for more than what is needed.
  var isWide = true

  /// The questions with how each stands, as many as fit around the one under discussion.
  func route() -> Row {
    let items = session.protocol.questions.map(routeItem)
    let current = session.protocol.questions.firstIndex { $0.id == session.currentQuestion } ?? 0
    var row = Row(width: columns)
    guard !items.isEmpty else { return row }
    var first = current
    var last = current
    var taken = items[current].columns + 2
    while true {
      if last + 1 < items.count, taken + items[last + 1].columns + 1 <= columns - 2 {
        last += 1
        taken += items[last].columns + 1
      } else if first > 0, taken + items[first - 1].columns + 1 <= columns - 2 {
        first -= 1
        taken += items[first].columns + 1
      } else {
        break
      }
    }
    row.add(first > 0 ? "‹" : " ", .faint)
    for index in first...last {
      if index > first { row.add(" ") }
      row.add(items[index])
    }
    if last + 1 < items.count { row.add(" ›", .faint) }
    return row
  }

  private func routeItem(_ question: Question) -> Row {
    var row = Row(width: 60)
    let minutes = session.planned(question) / 60_000
    switch session.standing(of: question.id) {
    case .current:
      let spent = minutesText(milliseconds: session.time(on: question.id, at: time))
      let planned = minutesText(milliseconds: session.planned(question))
      row.add("▐\(question.id)\(question.must ? "★" : "") \(spent) / \(planned)▌", .current)
    case .asked: row.add("\(question.id)✓", .faint)
    case .covered: row.add("\(question.id)≈", .faint)
    case .skipped: row.add("\(question.id)–", .faint)
    case .open:
      row.add(question.id, question.must ? .must : .text)
      row.add("\(question.must ? "★" : "") \(minutes)", question.must ? .must : .faint)
    }
    return row
  }
}
