internal import Interview
internal import Text

extension Recording {
  /// Which notes a command in the line is about, with their words, while it is typed; nil if it is about none.
  package func preview(of command: Command) -> String? {
    let meant = command.meant(in: session, chosen: chosenNote)
    switch meant {
    case .redact(let numbers):
      let goes = Redacted(numbers, in: session)
      if let unknown = goes.unknown.first { return "there is no note \(unknown)" }
      guard let first = goes.notes.first else { return nil }
      let count = goes.notes.count
      return (count == 1 ? "destroys " : "destroys \(counted(count, "note")), the first ")
        + session.line(of: first)
    case .reseat(let wrong, let right, let since?):
      return about(since, "P\(wrong) becomes P\(right)", seats: [right])
    case .swap(let one, let other, let since?):
      return about(since, "P\(one) and P\(other) change places", seats: [one, other])
    case .moved(let question?, let since?): return about(since, "the talk was on \(question)", seats: [])
    default: return nil
    }
  }

  /// The note that is meant where a command that corrects notes names none, as long as too little of it is typed; nil of
  /// every other command.
  package func preview(ofUnfinished row: CommandRow<Recording>) -> String? {
    guard ["reseat", "swap"].contains(row.names[0]), case .redact(let numbers) = meantByNone,
      let note = numbers.first.flatMap(session.note)
    else { return nil }
    return "\(row.usage); without since \(session.line(of: note))"
  }

  private var meantByNone: Command { Command.redact([]).meant(in: session, chosen: chosenNote) }

  private func about(_ since: Int, _ what: String, seats: [Seat]) -> String {
    guard let note = session.note(since) else { return "there is no note \(since)" }
    let strangers = session.strangers(seats).map { " · " + $0 }.joined()
    return "\(what) since \(session.line(of: note))\(strangers)"
  }
}

extension Session {
  /// Says which of these seats nobody sits on: no more than a line.
  func strangers(_ seats: [Seat]) -> [String] {
    let strangers = seats.filter { participant($0) == nil }
    guard !strangers.isEmpty else { return [] }
    let who = strangers.map { "P\($0)" }.joined(separator: ", ")
    let numbers = strangers.map(String.init).joined(separator: " ")
    return ["nobody sits on \(who): counts as someone until /in \(numbers)"]
  }
}
