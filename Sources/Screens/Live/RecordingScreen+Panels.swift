internal import Interview
internal import TextScreen

extension RecordingScreen {
  /// Opens a panel; the note line is shelved if the panel has a line of its own.
  mutating func open(_ panel: Panel) {
    let shelf = self.panel?.shelf
    _ = closePanel()
    var panel = panel
    if panel.hasLine {
      panel.shelf = shelf ?? line
      line = OpenLine()
    }
    if panel.kind == .goTo {
      panel.choice = session.protocol.questions.firstIndex { $0.id == session.currentQuestion } ?? 0
    }
    completion = nil
    self.panel = panel
  }

  mutating func show(_ kind: Panel.Kind) { if panel?.kind != kind { open(Panel(kind)) } }

  /// Opens a panel, or closes it if it is open.
  mutating func toggle(_ kind: Panel.Kind) -> [Effect] {
    if panel?.kind == kind { return closePanel() }
    open(Panel(kind))
    return []
  }

  /// Shows lines to be read.
  mutating func read(_ title: String, _ lines: [String]) {
    // A panel with a line of its own stays; a long answer to it is read when it has gone.
    guard panel?.hasLine != true else {
      lines.prefix(2).forEach { say(.told, $0) }
      return
    }
    panel = Panel(.reading(title: title, lines: lines))
  }

  /// Closes the panel, and gives the note line back.
  mutating func closePanel() -> [Effect] {
    if let shelf = panel?.shelf { line = shelf }
    panel = nil
    return []
  }

  mutating func pressInPanel(_ key: Key) -> [Effect] {
    guard let panel else { return [] }
    if case .reading(_, let lines) = panel.kind { return pressInReading(key, lines: lines.count) }
    switch key {
    case .escape: return closePanel()
    case .up: self.panel?.choice -= 1
    case .down: self.panel?.choice += 1
    case .pageUp: self.panel?.choice -= 10
    case .pageDown: self.panel?.choice += 10
    case .enter: return enterPanel()
    case .tab:
      if panel.kind == .goTo, let first = entries().first { self.panel?.editor = LineEditor(first.key) }
    case .control("z"): _ = self.panel?.editor.undo()
    case .control("y"): _ = self.panel?.editor.redo()
    case .control("d"): break
    default:
      let outcome = self.panel?.editor.handle(key)
      if outcome == .edited { self.panel?.choice = 0 }
    }
    let choice = self.panel?.choice ?? 0
    let last = entries().count - 1
    self.panel?.choice = max(0, min(choice, last))
    return []
  }

  private mutating func pressInReading(_ key: Key, lines: Int) -> [Effect] {
    let page = 8
    switch key {
    case .escape: return closePanel()
    case .up where line.isEmpty: panel?.top -= 1
    case .down where line.isEmpty: panel?.top += 1
    case .pageUp: panel?.top -= page
    case .pageDown: panel?.top += page
    default:
      // Typing goes on below; what is entered makes room.
      let open = panel
      panel = nil
      let effects = press(key)
      if panel == nil, key != .enter { panel = open }
      return effects
    }
    let top = panel?.top ?? 0
    panel?.top = max(0, min(top, lines - 1))
    return []
  }

  // MARK: Entries

  /// An entry of a panel's list.
  struct Entry: Equatable {
    /// What names it: a question's id, a note's or a seat's number, a command.
    var key: String
    var row: [(text: String, role: Role)]

    static func == (left: Entry, right: Entry) -> Bool { left.key == right.key }
  }

  /// The list of the panel that is open.
  func entries() -> [Entry] {
    switch panel?.kind {
    case .goTo: return goToEntries()
    case .find: return findEntries()
    case .people: return peopleEntries()
    case .checklist: return checklistEntries()
    default: return []
    }
  }

  private func goToEntries() -> [Entry] {
    let wanted = (panel?.editor.text ?? "").trimmed.lowercased()
    return session.protocol.questions.enumerated().compactMap { index, question in
      let title = session.title(of: question.id)
      let fits =
        wanted.isEmpty || question.id.lowercased().hasPrefix(wanted) || String(index + 1) == wanted
        || title.lowercased().split(separator: " ").contains { $0.hasPrefix(wanted) }
      guard fits else { return nil }
      let standing = session.standing(of: question.id)
      let state = standing == .open ? "open" : standing == .current ? "now" : standing.rawValue
      let count = session.tally.questions[question.id]?.notes ?? 0
      return Entry(
        key: question.id,
        row: [
          (padded(question.id, to: 5), .title), (question.must ? "★ " : "  ", .must),
          (padded(state, to: 8), standing == .open ? .text : .faint), (title, .text),
          (count > 0 ? "  \(counted(count, "note"))" : "", .faint),
        ])
    }
  }

  /// How many notes are searched while one types; Enter searches all.
  static let searchedWhileTyping = 5000

  private func findEntries() -> [Entry] {
    let words = (panel?.editor.text ?? "").lowercased().split(separator: " ")
    guard !words.isEmpty else { return [] }
    var found: [Entry] = []
    for note in session.notes.suffix(RecordingScreen.searchedWhileTyping).reversed() {
      let line = ScreenNote.line(note, in: session)
      let text = line.lowercased()
      guard words.allSatisfy({ text.contains($0) }) else { continue }
      found.append(Entry(key: String(note.number), row: [(line, .text)]))
      if found.count == 50 { break }
    }
    return found
  }

  private func peopleEntries() -> [Entry] {
    session.participants.map { person in
      let line = Reports.participant(person, in: session, at: now.offset)
      let open = person.consents(to: .part) != .yes
      return Entry(key: String(person.seat), row: [(open ? "! " : "  ", .warning), (line, .text)])
    }
  }

  private func checklistEntries() -> [Entry] {
    session.closingChecklist(at: now.offset).map { item in
      let (text, command) = Reports.settling(item, in: session)
      return Entry(key: command, row: [("· ", .warning), (text, .text), ("  Enter: \(command)", .hint)])
    }
  }

  // MARK: Enter

  private mutating func enterPanel() -> [Effect] {
    guard let panel else { return [] }
    let text = panel.editor.text.trimmed
    let entries = entries()
    let chosen = entries.indices.contains(panel.choice) ? entries[panel.choice].key : nil
    switch panel.kind {
    case .goTo:
      guard let chosen else {
        say(.refused, "no question is called “\(text)”")
        return []
      }
      _ = closePanel()
      return command("/go \(chosen)")
    case .find: return enterFind(text, chosen)
    case .people: return enterPeople(text, chosen)
    case .checklist: return enterChecklist(text, chosen)
    case .paste(let block, let begun): return enterPaste(block, begun: begun, text)
    case .confirm(let command, _):
      guard ["yes", "y"].contains(text.lowercased()) else {
        say(.told, "yes does it; Esc leaves everything as it is")
        return []
      }
      _ = closePanel()
      return self.command(command)
    case .reading: return closePanel()
    }
  }

  private mutating func enterFind(_ text: String, _ chosen: String?) -> [Effect] {
    guard let number = chosen.flatMap(Int.init), let note = session.note(number) else {
      guard !text.isEmpty else { return closePanel() }
      _ = closePanel()
      return command("/find \(text)")
    }
    _ = closePanel()
    if note.question != session.currentQuestion { showsAllNotes = true }
    selected = number
    if !line.isEmpty { say(.told, "note \(number) is marked; your line is as it was") }
    return []
  }

  private mutating func enterPeople(_ text: String, _ chosen: String?) -> [Effect] {
    guard !text.isEmpty else {
      if let chosen { panel?.editor = LineEditor("p \(chosen) ") }
      return []
    }
    let effects = command(text.hasPrefix("/") ? text : "/" + text)
    let isRefused = messages.contains { $0.kind == .refused && $0.at == now.offset }
    if !isRefused { panel?.editor = LineEditor() }
    return effects
  }

  private mutating func enterChecklist(_ text: String, _ chosen: String?) -> [Effect] {
    switch text.lowercased() {
    case "":
      guard let chosen else {
        say(.told, "nothing is open; type end and Enter when the group has ended")
        return []
      }
      _ = closePanel()
      if chosen == "/who" { return toggle(.people) }
      let isEdit = chosen.hasPrefix("/edit")
      return isEdit ? enter(TypedLine(chosen, begun: now, question: nil), from: .selection) : command(chosen)
    case "end", "/end":
      _ = closePanel()
      recording.closingShown = true
      return command("/end")
    default:
      _ = closePanel()
      return command(text.hasPrefix("/") ? text : "/" + text)
    }
  }

  private mutating func enterPaste(_ block: String, begun: Stamp, _ text: String) -> [Effect] {
    let lines = block.split(separator: "\n").map(String.init).filter { !$0.trimmed.isEmpty }
    switch text.lowercased() {
    case "", "one":
      _ = closePanel()
      if line.insert(block, at: begun, on: session.currentQuestion) == .full {
        say(.refused, "the block is too long for one note: paste it in parts, or one note a line")
      }
      return []
    case "lines", "l":
      _ = closePanel()
      var effects: [Effect] = []
      for (index, text) in lines.enumerated() {
        // Each a note of its own, in their order.
        let moment = Stamp(offset: begun.offset + index, wall: begun.wall.adding(index))
        // What was pasted is text, also where it looks like a command.
        let words = Command.isCommand(text) ? "\\" + text : text
        effects += enter(
          TypedLine(words, begun: moment, question: session.currentQuestion), from: .key("the paste"))
      }
      return effects
    default:
      say(.refused, "Enter alone makes one note; lines and Enter one note a line; Esc none")
      return []
    }
  }
}

/// A text filled up with blanks to a number of columns.
func padded(_ text: String, to columns: Int) -> String {
  text + String(repeating: " ", count: max(0, columns - DisplayWidth.of(text)))
}
