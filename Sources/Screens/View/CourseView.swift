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
    case .seen: row.add("\(question.id)?\(question.must ? "★" : "")", question.must ? .must : .faint)
    case .covered: row.add("\(question.id)≈", .faint)
    case .skipped: row.add("\(question.id)–", .faint)
    case .open:
      row.add(question.id, question.must ? .must : .text)
      row.add("\(question.must ? "★" : "") \(minutes)", question.must ? .must : .faint)
    }
    return row
  }
}

extension CourseView {
  /// Everybody in the room: how many notes on this question, what is missing of their consent, who is in no note on it
  /// yet, and where it goes round the table, how far it has come. It counts notes, never talk time.
  func strip() -> Row {
    var row = Row(width: columns)
    let question = session.currentQuestion
    let heard = question.flatMap { session.tally.questions[$0] }?.participants ?? [:]
    let isOpen = session.begunAt != nil && session.endedAt == nil
    // How far a question has gone round no sign tells: there is always room for it.
    let round = question.flatMap { isOpen ? session.round(on: $0, at: time) : nil }.map {
      "\($0.heard) of \($0.present)"
    }
    let reserved = round.map { $0.count + 3 } ?? 0
    var people = Row(width: columns)
    people.add(" ")
    for person in session.participants {
      let item = stripItem(person, notes: heard[person.seat] ?? 0)
      guard people.left > item.columns + reserved else {
        people.add("…", .faint)
        break
      }
      people.add(item)
      people.add(" ")
    }
    row.add(people)
    guard let question, isOpen else { return row }
    let silent = session.notYetHeard(on: question, at: time).map(String.init).joined(separator: " ")
    let start = round.map { $0 + ", " } ?? ""
    let words =
      silent.isEmpty
      ? ["\(round ?? "all") in a note on \(question)"]
      : ["\(start)no note yet on \(question): \(silent)", "\(start)no note yet: \(silent)"]
    // Where there is no room for it in words, the signs say it.
    for text in words + (round.map { [$0] } ?? []) {
      var end = Row(width: columns)
      end.add(text + " ", silent.isEmpty ? .faint : .notice)
      guard end.columns < row.left else { continue }
      row.addAtEnd(end)
      break
    }
    return row
  }

  private func stripItem(_ person: Participant, notes: Int) -> Row {
    var item = Row(width: 12)
    let isHere = session.begunAt == nil || person.isPresent(at: time)
    guard isHere, person.withdrawn == nil || person.withdrawn?.scope == .noQuote else {
      item.add("(\(person.seat))", .faint)
      return item
    }
    item.add(String(person.seat), .speaker)
    item.add(notes == 0 ? "○" : String(repeating: "●", count: min(3, notes)), notes == 0 ? .faint : .done)
    // What is missing: consent at all, to being quoted, to being recorded.
    var marks = ""
    switch person.consents(to: .part) {
    case .yes: break
    case .no: marks += "×"
    case .unknown: marks += "!"
    }
    if person.consents(to: .quote) == .no { marks += "q" }
    if session.isRecordingAudio, person.consents(to: .recording) == .no { marks += "r" }
    item.add(marks, .warning)
    return item
  }
}

extension CourseView {
  /// The rule with the point under discussion and how it stands. Silence is not agreement.
  func pointRule(_ point: Note?, standing: (Note) -> PointStanding) -> Row {
    guard session.endedAt == nil, let point else { return ruled(columns, "") }
    let counts = Reports.counts(of: standing(point), in: session)
    guard !counts.isEmpty else { return ruled(columns, "") }
    let who = point.content.speakers.map(\.words).joined(separator: ", ")
    return ruled(
      columns,
      "point \(point.number)\(who.isEmpty ? "" : " of \(who)"): \(counts.joined(separator: " · "))",
      role: .text)
  }
}
