internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

extension RecordingScreen {
  /// Opens a panel; the note line is shelved if the panel has a line of its own.
  mutating func open(_ panel: RecordingPanel) {
    let shelf = self.panel?.shelf
    _ = closePanel()
    var panel = panel
    if panel.hasLine {
      panel.shelf = shelf ?? line
      line = OpenLine()
    }
    if panel.kind == .goTo {
      let place = session.protocol.questions.firstIndex { $0.id == session.currentQuestion }
      panel.choices = ChoiceList(at: place ?? 0)
    }
    line.closeCompletion()
    self.panel = panel
  }

  /// What there is to choose from in the panel that is open.
  private var entries: [PanelEntries.Entry] {
    panel.map(PanelEntries(session: session, now: now.offset).list) ?? []
  }

  mutating func show(_ kind: RecordingPanel.Kind) { if panel?.kind != kind { open(RecordingPanel(kind)) } }

  /// Opens a panel, or closes it if it is open.
  mutating func toggle(_ kind: RecordingPanel.Kind) -> [Effect] {
    if panel?.kind == kind { return closePanel() }
    open(RecordingPanel(kind))
    return []
  }

  /// Shows lines to be read.
  mutating func read(_ title: String, _ lines: [String]) {
    // A panel with a line of its own stays; a long answer to it is read when it has gone.
    guard panel?.hasLine != true else {
      unread.append((title, lines))
      return
    }
    panel = RecordingPanel(.reading(title: title, lines: lines))
    panel?.since = now.offset
  }

  /// Milliseconds that an answer stands at least: it may come while one types, and be closed unseen.
  private static let shortestReading = 3000

  /// Closes the panel, and gives the note line back; a note that was typed where a yes was asked for is not lost. What
  /// was asked is left as it was.
  mutating func closePanel() -> [Effect] {
    if panel?.asks == true { recording.dropConfirmation() }
    takeDownPanel()
    return []
  }

  private mutating func takeDownPanel() {
    if let shelf = panel?.shelf { line = shelf }
    if let panel, panel.takesNotes, !session.isOffRecord { putBack(panel.line) }
    panel = nil
  }

  /// Gives a line to the note line: to what stands there it is added.
  mutating func putBack(_ other: OpenLine) {
    guard let typed = other.typed else { return }
    guard !line.isEmpty else {
      line = other
      return
    }
    _ = line.handle(.end, at: now, on: session.currentQuestion)
    _ = line.insert("\n" + typed.text, at: now, on: session.currentQuestion)
  }

  /// The panel that asks stands as long as the question does.
  mutating func followConfirmation() {
    guard let asked = recording.confirmation else {
      if panel?.asks == true { takeDownPanel() }
      return
    }
    let kind = RecordingPanel.Kind.confirm(command: asked.asked, lines: asked.lines + [Recording.howToAnswer])
    if panel?.asks == true { panel?.ask(kind) } else { open(RecordingPanel(kind)) }
  }

  mutating func pressInPanel(_ key: Key) -> [Effect] {
    guard let panel else { return [] }
    if case .reading = panel.kind { return pressInReading(key) }
    if panel.reading != nil, scroll(key) { return [] }
    switch key {
    case .escape: return closePanel()
    case .up, .down, .pageUp, .pageDown:
      let count = entries.count
      _ = self.panel?.choices.move(key, of: count, page: RecordingScreen.page)
      return []
    case .enter: return enterPanel()
    case .tab:
      if case .question(let id) = entries.first?.meaning { self.panel?.line.rewrite(id) }
    case .control("z"): _ = self.panel?.line.undo()
    case .control("y"): _ = self.panel?.line.redo()
    case .control("d"): break
    default:
      if panel.asks, session.isOffRecord, !isAnswer(key, after: panel.line.text) {
        say(.told, "off the record: not kept")
        return []
      }
      let question = session.currentQuestion
      let outcome = self.panel?.line.handle(key, at: now, on: question)
      if outcome == .edited, panel.isFiltered { self.panel?.choices = ChoiceList() }
    }
    let count = entries.count
    if let choice = self.panel?.choices.choice { self.panel?.choices.choose(choice, of: count) }
    return []
  }

  /// Entries that a page of a panel's list goes on by.
  private static let page = 10

  /// What is typed may be an answer, and nothing else of what is said.
  private func isAnswer(_ key: Key, after text: String) -> Bool {
    switch key {
    case .character(let character):
      Recording.takesAnswerOffRecord(text + String(character))
        && (!Command.isCommand(text) || Recording.takesOffRecord(text))
    case .paste: false
    default: true
    }
  }

  private mutating func pressInReading(_ key: Key) -> [Effect] {
    if key == .escape { return closePanel() }
    if scroll(key) { return [] }
    // Typing goes on below; what is entered makes room.
    let open = panel
    panel = nil
    let effects = press(key)
    let isNew = now.offset - (open?.since ?? .zero) < RecordingScreen.shortestReading
    if panel == nil, key != .enter || isNew { panel = open }
    return effects
  }

  /// Scrolls a panel that is read; false if the key means something else.
  private mutating func scroll(_ key: Key) -> Bool {
    let isFree = line.isEmpty && panel?.line.isEmpty ?? true
    switch key {
    case .up, .down, .home, .end: guard isFree else { return false }
    default: break
    }
    let size = drawn.shown?.size ?? Size(rows: 24, columns: 80)
    let height = RecordingLayout(size)[.middle].count
    return panel?.reading?.scroll(key, width: size.columns, height: height) ?? false
  }

  // MARK: Enter

  private mutating func enterPanel() -> [Effect] {
    guard let panel else { return [] }
    let text = panel.line.text.trimmed
    let entries = entries
    let choice = panel.choices.choice
    let chosen = entries.indices.contains(choice) ? entries[choice].meaning : nil
    switch panel.kind {
    case .goTo:
      guard case .question(let id) = chosen else {
        say(.refused, "no question is called “\(text)”")
        return []
      }
      _ = closePanel()
      return perform(.go(id))
    case .find: return enterFind(text, chosen)
    case .people: return enterPeople(text, chosen)
    case .checklist: return enterChecklist(text, chosen)
    case .paste(let block, let begun): return enterPaste(block, begun: begun, text)
    case .confirm:
      let typed = panel.line.typed ?? TypedLine("", begun: now, question: session.currentQuestion)
      self.panel?.line = OpenLine()
      // What comes too early is no answer: the question stays.
      if recording.confirmation?.isAnswered(by: typed) == true { takeDownPanel() }
      return enter(Input(typed), from: .line(typed.text))
    case .summary:
      guard text.isEmpty else { return leaveAsItIs() }
      _ = closePanel()
      let effects = perform(.summary)
      // Its lines have just been read.
      saving.drop { if case .summary = $0.answer { true } else { false } }
      say(.told, "recorded: the oral summary was read out")
      return effects
    case .reading: return closePanel()
    }
  }

  /// Anything but a plain yes leaves everything as it is: the group talks on, and a note is a note.
  private mutating func leaveAsItIs() -> [Effect] {
    let typed = panel?.line.typed
    panel?.line = OpenLine()
    _ = closePanel()
    say(.told, "left as it was")
    guard let typed, typed.text.trimmed.lowercased() != "no" else { return [] }
    return enter(Input(typed), from: .line(typed.text))
  }

  private mutating func enterFind(_ text: String, _ chosen: PanelEntries.Entry.Meaning?) -> [Effect] {
    guard case .note(let number) = chosen, let note = session.note(number) else {
      guard !text.isEmpty else { return closePanel() }
      _ = closePanel()
      return perform(.find(text))
    }
    _ = closePanel()
    notes.choose(note, in: session)
    if !line.isEmpty { say(.told, "note \(number) is marked; your line is as it was") }
    return []
  }

  private mutating func enterPeople(_ text: String, _ chosen: PanelEntries.Entry.Meaning?) -> [Effect] {
    guard !text.isEmpty else {
      if case .seat(let seat) = chosen { panel?.line.rewrite("p \(seat) ") }
      return []
    }
    return enterCommand(text, closing: false)
  }

  /// Enters what was typed in a panel as a command. What is none stays where it is.
  private mutating func enterCommand(_ text: String, closing: Bool) -> [Effect] {
    let typed = TypedLine(
      Command.isCommand(text) ? text : "/" + text, begun: now, question: session.currentQuestion)
    let input = Input(typed)
    switch input {
    case .text: return []
    case .fault(let fault, _):
      let isKnown = Recording.commands[typed.text.dropFirst().prefix { !$0.isWhitespace }] != nil
      say(
        .refused,
        isKnown
          ? fault.message : "“\(typed.text.dropFirst())” is no command here; Esc goes back to the note line")
      return []
    case .command(.choose, _):
      say(.refused, input.command?.row?.advice.message ?? "")
      return []
    case .command(let command, _):
      if closing { _ = closePanel() }
      let effects = enter(input, from: .key(command))
      if !isRefused { panel?.line = OpenLine() }
      return effects
    }
  }

  private mutating func enterChecklist(_ text: String, _ chosen: PanelEntries.Entry.Meaning?) -> [Effect] {
    switch text.lowercased() {
    case "":
      guard case .command(let command) = chosen else {
        say(.told, "nothing is open; type end and Enter when the group has ended")
        return []
      }
      _ = closePanel()
      if let kind = RecordingPanel.kind(for: command, in: recording, now: now) {
        open(RecordingPanel(kind))
        return []
      }
      guard case .edit = command else { return perform(command) }
      return enter(.command(command, nil), from: .selection)
    case "end", "/end":
      _ = closePanel()
      recording.checklistWasRead()
      return perform(.end)
    default: return enterCommand(text, closing: true)
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
      return enterLines(lines, begun: begun)
    default:
      say(.refused, "Enter alone makes one note; lines and Enter one note a line; Esc none")
      return []
    }
  }
}

extension RecordingScreen {
  /// Enters each line of a pasted block as a note of its own, in their order. Those that are refused stay in the line.
  private mutating func enterLines(_ lines: [String], begun: Stamp) -> [Effect] {
    let old = line
    var refused: [String] = []
    var effects: [Effect] = []
    for (index, text) in lines.enumerated() {
      line = OpenLine()
      let moment = Stamp(offset: begun.offset + index, wall: begun.wall.adding(index))
      // What was pasted is text, also where it looks like a command.
      let words = Command.isCommand(text) ? "\\" + text : text
      effects += enter(
        .text(TypedLine(words, begun: moment, question: session.currentQuestion)), from: .line("the paste"))
      if !line.isEmpty { refused.append(words) }
    }
    line = old
    guard !refused.isEmpty else { return effects }
    _ = line.insert(refused.joined(separator: "\n"), at: begun, on: session.currentQuestion)
    say(.warning, "\(counted(refused.count, "line")) not saved: still in the line")
    return effects
  }
}
