internal import Facilitation
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
    let questions = session.protocol.questions
    let current = session.currentQuestion.flatMap(session.protocol.place) ?? 0
    var row = Row(width: columns)
    guard !questions.isEmpty else { return row }
    var items = [routeItem(questions[current])]
    var first = current
    var last = current
    var taken = items[0].columns + 2
    // Each is laid out only once there may be room for it: there may be thousands.
    func fits(_ index: Int) -> Row? {
      guard questions.indices.contains(index), taken + 2 <= columns - 2 else { return nil }
      let item = routeItem(questions[index])
      return taken + item.columns + 1 <= columns - 2 ? item : nil
    }
    while true {
      if let item = fits(last + 1) {
        last += 1
        items.append(item)
        taken += item.columns + 1
      } else if let item = fits(first - 1) {
        first -= 1
        items.insert(item, at: 0)
        taken += item.columns + 1
      } else {
        break
      }
    }
    row.add(first > 0 ? "‹" : " ", .faint)
    for (index, item) in items.enumerated() {
      if index > 0 { row.add(" ") }
      row.add(item)
    }
    if last + 1 < questions.count { row.add(" ›", .faint) }
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
