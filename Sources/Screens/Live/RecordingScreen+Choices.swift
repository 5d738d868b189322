internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

extension RecordingScreen {
  /// An entry of a panel's list.
  struct Choice {
    /// What names it: a question's id, a note's or a seat's number, a command.
    var key: String
    /// What stands in its row. Asked only of what is seen.
    var row: () -> [(text: String, role: Role)]
  }

  /// The list of the panel that is open.
  func entries() -> [Choice] {
    switch panel?.kind {
    case .goTo: return goToEntries()
    case .find: return findEntries()
    case .people: return peopleEntries()
    case .checklist: return checklistEntries()
    default: return []
    }
  }

  private func goToEntries() -> [Choice] {
    let wanted = (panel?.line.editor.text ?? "").trimmed.lowercased()
    return session.protocol.questions.enumerated().compactMap { index, question in
      let fits =
        wanted.isEmpty || question.id.lowercased().hasPrefix(wanted) || String(index + 1) == wanted
        || session.title(of: question).lowercased().split(separator: " ").contains { $0.hasPrefix(wanted) }
      return fits ? Choice(key: question.id) { goToRow(question) } : nil
    }
  }

  private func goToRow(_ question: Question) -> [(text: String, role: Role)] {
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
      return bytes > RecordingScreen.searchedBytes
    }
    return first.map { latest[$0.base...] } ?? latest
  }

  /// Two hours of notes have a tenth of it.
  private static let searchedBytes = 1 << 20

  private func findEntries() -> [Choice] {
    let words = (panel?.line.editor.text ?? "").lowercased().split(separator: " ")
    guard !words.isEmpty else { return [] }
    var found: [Choice] = []
    for note in searchedWhileTyping.reversed() {
      let line = ScreenNote.line(note, in: session)
      let text = line.lowercased()
      guard words.allSatisfy({ text.contains($0) }) else { continue }
      found.append(Choice(key: String(note.number)) { [(line, .text)] })
      if found.count == 50 { break }
    }
    return found
  }

  private func peopleEntries() -> [Choice] {
    session.participants.map { person in
      let line = Reports.participant(person, in: session, at: now.offset)
      let open = person.consents(to: .part) != .yes
      return Choice(key: String(person.seat)) { [(open ? "! " : "  ", .warning), (line, .text)] }
    }
  }

  private func checklistEntries() -> [Choice] {
    session.closingChecklist(at: now.offset).map { item in
      let (text, command) = Reports.settling(item, in: session)
      return Choice(key: command) { [("· ", .warning), (text, .text), ("  Enter: \(command)", .hint)] }
    }
  }
}

/// A text filled up with blanks to a number of columns.
func padded(_ text: String, to columns: Int) -> String {
  text + String(repeating: " ", count: max(0, columns - DisplayWidth.of(text)))
}
