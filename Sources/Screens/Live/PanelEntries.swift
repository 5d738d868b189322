internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

/// What there is to choose from in a panel with a list.
struct PanelEntries {
  /// One of them.
  struct Entry {
    /// What it stands for.
    enum Meaning { case question(QuestionID), note(Int), seat(Seat), command(Command) }

    let meaning: Meaning
    /// What Enter does, which stands behind the row: that gives way to it. Nil where all entries do the same.
    var action: String?
    /// What stands in its row. Asked only of what is seen.
    let row: () -> [(text: String, role: Role)]
  }

  let session: Session
  let now: Offset

  /// The entries of a panel, narrowed by what is typed in it; none in one without a list.
  func list(of panel: RecordingPanel) -> [Entry] {
    switch panel.kind {
    case .goTo: questions(panel.line.text)
    case .find: found(panel.line.text)
    case .people: people
    case .checklist: openItems
    case .reading, .help, .paste, .summary, .confirm: []
    }
  }

  private func questions(_ typed: String) -> [Entry] {
    let wanted = typed.trimmed.lowercased()
    return session.protocol.questions.enumerated().compactMap { index, question in
      let fits =
        wanted.isEmpty || question.id.lowercased().hasPrefix(wanted) || String(index + 1) == wanted
        || session.title(of: question).lowercased().split(separator: " ").contains { $0.hasPrefix(wanted) }
      return fits ? Entry(meaning: .question(question.id)) { row(of: question) } : nil
    }
  }

  private func row(of question: Question) -> [(text: String, role: Role)] {
    let standing = session.standing(of: question.id)
    let state = standing == .open ? "open" : standing == .current ? "now" : standing.rawValue
    let count = session.tally.questions[question.id]?.notes ?? 0
    return [
      (padded(question.id, to: 5), .title), (question.must ? "★ " : "  ", .must),
      (padded(state, to: 8), standing == .open ? .text : .faint), (session.title(of: question), .text),
      (count > 0 ? "  \(counted(count, "note"))" : "", .faint),
    ]
  }

  /// The latest notes that are searched while one types, as far as their words are not too many; Enter searches all.
  var searchedWhileTyping: ArraySlice<Note> {
    let latest = session.notes.suffix(5000)
    var bytes = 0
    let first = latest.reversed().firstIndex { note in
      bytes += note.content.text.utf8.count
      return bytes > PanelEntries.searchedBytes
    }
    return first.map { latest[$0.base...] } ?? latest
  }

  /// Two hours of notes have a tenth of it.
  private static let searchedBytes = 1 << 20

  private func found(_ typed: String) -> [Entry] {
    let words = typed.lowercased().split(separator: " ")
    guard !words.isEmpty else { return [] }
    var found: [Entry] = []
    for note in searchedWhileTyping.reversed() {
      let line = session.line(of: note)
      let text = line.lowercased()
      guard words.allSatisfy({ text.contains($0) }) else { continue }
      found.append(Entry(meaning: .note(note.number)) { [(line, .text)] })
      if found.count == 50 { break }
    }
    return found
  }

  private var people: [Entry] {
    session.participants.map { person in
      let line = Reports.participant(person, in: session, at: now)
      let open = person.consents(to: .part) != .yes
      return Entry(meaning: .seat(person.seat)) { [(open ? "! " : "  ", .warning), (line, .text)] }
    }
  }

  private var openItems: [Entry] {
    session.closingChecklist(at: now).map { item in
      let (text, command) = Reports.settling(item, in: session)
      // The words that are proposed stand in the editor, to be entered there.
      let opened = if case .edit(let number, _) = command { Command.edit(number, "") } else { command }
      return Entry(meaning: .command(command), action: "  Enter: \(opened.line)") {
        [("· ", .warning), (text, .text)]
      }
    }
  }
}
