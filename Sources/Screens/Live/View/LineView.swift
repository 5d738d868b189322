internal import Facilitation
internal import Interview
internal import TextScreen

extension RecordingScreen {
  /// The rows that change with every key: how the line will be understood, the line, hints or what is said; and the
  /// list of candidates over what stands above.
  mutating func drawLine(in frame: inout Frame, _ layout: RecordingLayout) {
    let preview = previewRow(layout)
    frame.set(layout[.preview], preview)
    if layout.has(.hints) {
      // What stands below the line only asks of it whether it is empty.
      if bottom?.isEmpty != line.isEmpty { bottom = (line.isEmpty, hintRow(hints, width: layout.columns)) }
      frame.set(layout[.hints], bottom?.row ?? Row(width: layout.columns))
    }
    drawMessages(in: &frame, isFree: preview.columns <= 1, layout)
    if let completion, layout.has(.preview) {
      let above = layout[.preview].lowerBound
      let most = min(RecordingScreen.mostCandidates, above)
      frame.set(above: above, completion.rows(width: layout.columns, most: most))
    }
    drawInput(in: &frame, layout)
  }

  /// The line itself, with the cursor.
  func drawInput(in frame: inout Frame, _ layout: RecordingLayout) {
    var input = Row(width: layout.columns)
    input.add(prompt(layout), .prompt)
    let room = max(1, layout.columns - input.columns - 1)
    let editor = panel?.hasLine == true ? panel?.line.editor ?? LineEditor() : line.editor
    let visible = LineWindow(editor, columns: room)
    if visible.isCut { input.add("‹", .hint) }
    frame.putCursor(Position(row: layout[.input].lowerBound, column: input.columns + visible.cursor))
    input.add(visible.text, .input)
    frame.set(layout[.input], input)
  }

  private func prompt(_ layout: RecordingLayout) -> String {
    guard layout.columns >= 12 else { return "" }
    if let panel, panel.hasLine { return "\(panel.prompt)> " }
    if let editing = line.editing { return "edit \(editing)> " }
    if session.isOffRecord { return "OFF> " }
    if let form = recording.form, form.step != nil {
      return form.step?.seat.map { "P\($0)> " } ?? "\(form.title)> "
    }
    if session.endedAt != nil { return "debrief> " }
    return "\(session.currentQuestion ?? "before")> "
  }

  // MARK: Preview

  private mutating func previewRow(_ layout: RecordingLayout) -> Row {
    var row = Row(width: layout.columns)
    row.add(" ")
    if case .gap = recording.form?.step, line.isEmpty, panel == nil {
      row.add(gapQuestion, .warning)
      return row
    }
    guard panel?.hasLine != true else {
      row.add(panelPreview, .hint)
      return row
    }
    guard !line.isEmpty else { return row }
    let (text, role) = meaning(of: line.editor)
    row.add(text, role)
    let begun = line.question
    if line.editing == nil, let begun, begun != session.currentQuestion, !Command.isCommand(line.editor.text)
    {
      row.add(" · belongs to \(begun), begun there", .notice)
    }
    return row
  }

  /// Lines longer than this in bytes are not explained while one types.
  static let explained = 4096

  private mutating func meaning(of editor: LineEditor) -> (String, Role) {
    let size = editor.before.utf8.count + editor.after.utf8.count
    guard size <= RecordingScreen.explained else { return ("a long note of \(size) bytes", .hint) }
    let text = editor.text
    if Command.isCommand(text) { return commandMeaning(text) }
    if let step = recording.form?.step, step != .gap, step != .practice {
      let choices = Form.choices(step, in: session)
      let choice = Form.choice(text.trimmed, of: choices)
      return (choices.contains(choice) ? "→ \(choice)" : Form.name(of: step), .hint)
    }
    if recording.form?.step == .practice {
      return (Practice.lines(text, in: session).joined(separator: " · "), .hint)
    }
    if context?.record != session.lastRecord { context = (session.lastRecord, session.shorthandContext) }
    guard let context = context?.value else { return ("", .hint) }
    let entry = Shorthand.read(text, in: context)
    if let refusal = recording.refusal(of: entry) { return ("not saved like this: " + refusal, .warning) }
    let quote = entry.content.kind == .quote && session.isUnquotable(entry.content.speakers)
    return (
      Shorthand.explain(text, in: context) + stanceTarget(of: entry) + (quote ? " · not to be quoted" : ""),
      quote ? .warning : .hint
    )
  }

  /// What a stance in the line is about: the point may not be on the screen.
  private func stanceTarget(of entry: Entry) -> String {
    guard entry.stance != nil else { return "" }
    let target = recording.stanceTarget(entry)
    guard let note = target.note.flatMap({ session.note(id: $0) }) else { return " · on the question itself" }
    return " · on \(note.number): \(NoteLine.body(note))"
  }

  private var gapQuestion: String {
    let length = recording.gap.map { minutesText(milliseconds: ($0.to ?? $0.from) - $0.from) } ?? ""
    return "cut off for \(length): type pause, or on if the group went on; or a note first"
  }

  private func commandMeaning(_ text: String) -> (String, Role) {
    let name = text.dropFirst().prefix { !$0.isWhitespace }
    guard case .failure(let fault) = Command.read(text) else {
      if case .success(.edit(_, let words)) = Command.read(text), !words.isEmpty {
        return (Shorthand.explain(words, in: session.shorthandContext), .hint)
      }
      if case .success(.off(let reach)) = Command.read(text), reach != .now {
        return ("off the record at once; what was noted since is shown then, and goes on a yes", .warning)
      }
      if let row = Recording.commands[name] { return (row.does, .hint) }
      return ("probe \(name.prefix { $0.isNumber })", .hint)
    }
    if let row = Recording.commands[name] { return (row.help, .hint) }
    let near = Recording.commands.rows.filter { $0.names.contains { $0.hasPrefix(name.lowercased()) } }.map {
      "/" + $0.names[0]
    }
    return near.isEmpty ? (fault.message, .warning) : (near.joined(separator: " "), .hint)
  }

  private var panelPreview: String {
    switch panel?.kind {
    case .goTo: return "an id, a number or a word of the title; ↑ ↓ choose, Enter goes"
    case .find: return "↑ ↓ choose, Enter shows the note"
    case .people:
      return "in 9 · out 4 · consent 4 quote no · p 3 function=policy · withdraw 4 leave; Enter does it"
    case .checklist: return "Enter does what is chosen; type end and Enter when the group has ended"
    case .paste:
      return "Enter: into the line, Enter again saves · lines and Enter: one note a line · Esc: none"
    case .summary: return "read it out; Enter when it was read out · Esc: not yet"
    case .confirm: return "yes and Enter does it · Esc leaves everything as it is"
    case .reading, nil: return ""
    }
  }

  // MARK: Hints and messages

  /// The most rows that messages take.
  private static let mostMessageRows = 3

  /// What is said, the newest first: on the row above the line if that is free and enough, else over the lowest notes.
  /// It moves nothing, and goes by itself. While one types only what must be seen stays.
  private func drawMessages(in frame: inout Frame, isFree: Bool, _ layout: RecordingLayout) {
    let isTyping = !(panel?.hasLine == true ? panel?.line.isEmpty ?? true : line.isEmpty)
    let shown = Message.newestFirst(messages).filter { message in
      switch message.kind {
      case .refused, .warning: true
      case .told, .question: !isTyping || message.at >= lastTyped
      case .saved: !isTyping
      }
    }
    guard !shown.isEmpty, layout.has(.preview) else { return }
    let isRoomy = Message.rows(shown, width: layout.columns, most: 2).count == 1
    let bottom = isFree && isRoomy ? layout[.preview].upperBound : layout[.middle].upperBound
    let most = max(1, min(RecordingScreen.mostMessageRows, bottom - layout[.middle].lowerBound))
    let rows = Message.rows(shown, width: layout.columns, most: most)
    frame.set(above: bottom, rows)
  }

  /// The keys that matter now, the most useful first.
  private var hints: [String] {
    if let panel {
      return panel.hasLine
        ? ["Esc back", "your note is kept"] : ["↑ ↓ scroll", "Esc closes", "typing goes on"]
    }
    if completion != nil { return ["Tab next", "Shift-Tab back", "go on typing"] }
    if session.isOffRecord { return ["^O on the record", "PgDn next", "^G go to", "^Q leave"] }
    if line.editing != nil { return ["Enter changes the note", "Esc leaves it as it was"] }
    if selected != nil { return ["Enter edits", "Del takes it back", "↑ ↓ walk", "Esc back"] }
    if recording.isFillingIn {
      let end = session.endedAt == nil ? "/begin starts the clock" : "/finish closes the session"
      return ["Enter next", "↑ back", "Tab completes", end, "^Q leave", "F1 help"]
    }
    if !line.isEmpty { return ["Enter saves", "Tab completes", "^Z undo typing", "^U clear", "F1 help"] }
    if session.endedAt != nil { return ["/finish closes", "^Q leave for later", "↑ notes", "F1 help"] }
    if session.begunAt == nil {
      return ["/begin starts the clock", "^P participants", "^Q leave", "F1 help"]
    }
    return [
      "PgDn next", "^G go to", "↑ notes", "^Z undo", "^O off record", "^P people", "^D end", "F1 help",
    ]
  }

  // MARK: Completion

  private static let mostCandidates = 6
}
