internal import Interview
internal import Text

/// The words of answers: the same on a screen, at a plain terminal and in a pipe.
struct AnswerText {
  let session: Session
  let now: Offset
  /// Somebody has just typed the line: what they still have before their eyes is left out.
  let interactive: Bool
  /// Abbreviations of whoever types.
  let ownAbbreviations: [String: LocalText]

  /// Short lines, without drawing characters.
  func lines(of answer: Answer) -> [String] {
    switch answer {
    case .statement: []
    case .refused(let reason): ["error: \(reason)"]
    case .saved(let note, let more): ["saved " + kept(note, more)]
    case .edited(let note, let more): ["edited " + kept(note, more)]
    case .undone(let words, let seats): ["undone: \(words)"] + standing(of: seats)
    case .redone(let words, let seats): ["made again: \(words)"] + standing(of: seats)
    case .question(let id, let isWanted):
      (session.protocol.question(id).map { Announcement(of: $0, in: session).lines } ?? [])
        + (isWanted && session.round(on: id, at: now) != nil
          ? [Reports.heard(on: id, in: session, at: now)] : [])
    case .form(let lines, _), .confirmation(let lines), .summary(let lines), .agreement(let lines): lines
    case .checklist(let items): ["still open:"] + items.map { Reports.openItem($0, in: session) }
    case .endIsNear(let questions, let followUps):
      ["ten minutes before the end, still open:"]
        + questions.map { "must be asked: \($0) \(session.title(of: $0))" }
        + notes(followUps).map { "follow-up: " + $0 }
    case .people: Reports.who(in: session, at: now)
    case .time: Reports.time(in: session, at: now)
    case .found(let numbers):
      numbers.isEmpty
        ? ["nothing found"] : ["\(counted(numbers.count, "note")) found"] + notes(numbers.suffix(20))
    case .notes(let numbers): numbers.isEmpty ? ["no notes yet"] : notes(numbers[...])
    case .note(let number): notes([number])
    case .codes: Reports.codes(in: session)
    case .point: Reports.point(in: session, at: now)
    case .help(let name): Help.lines(for: name, in: session)
    case .practice(let typed): Practice.lines(typed, in: session.shorthandContext(adding: ownAbbreviations))
    }
  }

  private func notes(_ numbers: some Sequence<Int>) -> [String] {
    numbers.compactMap { session.note($0) }.map { session.line(of: $0) }
  }

  /// How it stands with participants: consent must never change unseen.
  private func standing(of seats: [Seat]) -> [String] {
    seats.map { seat in
      session.participant(seat).map { Reports.participant($0, in: session, at: now) } ?? "no P\(seat)"
    }
  }

  /// `17 00:41:07 K1 P3 quote: we only hear late`; on a terminal, where one has just typed it, `17 P3 quote`.
  private func kept(_ note: Note, _ more: String) -> String {
    var words = [String(note.number)]
    if !interactive { words += [session.clock(note.at), note.question] }
    // After the end no question is open, though the last one still says where a note goes.
    if interactive, note.raisedAt == nil, let open = session.currentQuestion,
      note.question != open || session.endedAt != nil
    {
      words.append("on \(note.question)")
    }
    return (words + [session.words(.kept, of: note)]).joined(separator: " ") + more
      + (interactive || note.content.text.isEmpty ? "" : ": " + note.content.text)
  }
}
