internal import Facilitation
internal import Interview
internal import TextScreen

extension CourseView {
  /// Everybody in the room: how many notes on this question, what is missing of their consent, and who is in no note
  /// on it yet. It counts notes, never talk time.
  func strip() -> Row {
    var row = Row(width: columns)
    let question = session.currentQuestion
    let heard = question.flatMap { session.tally.questions[$0] }?.participants ?? [:]
    var people = Row(width: columns)
    people.add(" ")
    for person in session.participants {
      let item = stripItem(person, notes: heard[person.seat] ?? 0)
      guard people.left > item.columns else {
        people.add("…", .faint)
        break
      }
      people.add(item)
      people.add(" ")
    }
    row.add(people)
    guard let question, session.begunAt != nil, session.endedAt == nil else { return row }
    let silent = session.notYetHeard(on: question, at: time).map(String.init).joined(separator: " ")
    // Where there is no room for it in words, the signs say it.
    for text in [
      silent.isEmpty ? "all in a note on \(question)" : "no note yet on \(question): \(silent)",
      "no note yet: \(silent)",
    ] {
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
