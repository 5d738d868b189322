internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

/// The line of a recording: what stands before it, how it will be understood, and which keys matter now.
struct LineView {
  let recording: Recording
  let line: OpenLine
  let panel: RecordingPanel?
  /// A note is looked at.
  let isWalking: Bool
  /// What a line can mean; nil for an empty one.
  let context: ShorthandContext?

  private var session: Session { recording.session }

  /// What is typed, or what for.
  var label: String {
    if let panel, panel.hasLine { return "\(panel.kind.prompt)> " }
    if let editing = line.editing { return "edit \(editing)> " }
    return "\(recording.lineName)> "
  }

  // MARK: Preview

  /// How the line will be understood.
  func preview(_ columns: Int) -> Row {
    var row = Row(width: columns)
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
    let (text, role) = meaning(of: line)
    row.add(text, role)
    let begun = line.question
    if line.editing == nil, let begun, begun != session.currentQuestion, !Command.isCommand(line.text) {
      row.add(" · belongs to \(begun), begun there", .notice)
    }
    return row
  }

  /// Lines longer than this in bytes are not explained while one types.
  private static let explained = 4096

  private func meaning(of line: OpenLine) -> (String, Role) {
    let size = line.prompt.size
    guard size <= LineView.explained else { return ("a long note of \(size) bytes", .hint) }
    let text = line.text
    if Command.isCommand(text) { return commandMeaning(text) }
    if let step = recording.form?.step, step != .gap, step != .practice {
      let choices = Form.choices(step, in: session)
      let choice = Form.choice(text.trimmed, of: choices)
      return (choices.contains(choice) ? "→ \(choice)" : Form.name(of: step), .hint)
    }
    if recording.form?.step == .practice {
      return (Practice.lines(text, in: recording.shorthandContext).joined(separator: " · "), .hint)
    }
    if let groupWentOn = recording.gapAnswer(text) {
      return (groupWentOn ? "the group went on: that time was not recorded" : "it was a pause", .hint)
    }
    guard let context else { return ("", .hint) }
    let entry = Shorthand.read(text, in: context)
    if let refusal = session.refusal(of: entry) { return ("not saved like this: " + refusal, .warning) }
    let quote = entry.content.kind == .quote && session.isUnquotable(entry.content.speakers)
    return (
      Shorthand.explain(text, in: context) + stanceTarget(of: entry) + (quote ? " · not to be quoted" : ""),
      quote ? .warning : .hint
    )
  }

  /// What a stance in the line is about: the point may not be on the screen.
  private func stanceTarget(of entry: Entry) -> String {
    guard let shown = entry.shownStances.first else { return "" }
    let target = session.stanceTarget(shown)
    guard let note = target.note.flatMap({ session.note(id: $0) }) else { return " · on the question itself" }
    return " · on \(note.number): \(note.words(.spoken))"
  }

  private var gapQuestion: String {
    let length = recording.gap.map { minutesText(milliseconds: ($0.to ?? $0.from) - $0.from) } ?? ""
    return "cut off for \(length): type pause, or on if the group went on; or a note first"
  }

  private func commandMeaning(_ text: String) -> (String, Role) {
    let name = text.dropFirst().prefix { !$0.isWhitespace }
    switch Command.read(text) {
    case .success(.edit(_, let words)) where !words.isEmpty:
      return (Shorthand.explain(words, in: context ?? recording.shorthandContext), .hint)
    case .success(.off(let reach)) where reach != .now:
      return ("off the record at once; what was noted since is shown then, and goes on a yes", .warning)
    case .success(.probe(let number, _)): return ("probe \(number)", .hint)
    case .success(.choose(let choice)): return (Command.choose(choice).row?.help ?? "", .hint)
    case .success(let command): return (recording.preview(of: command) ?? command.row?.does ?? "", .hint)
    case .failure(let fault):
      if let row = Recording.commands[name] {
        return (recording.preview(ofUnfinished: row) ?? row.help, .hint)
      }
      let near = Recording.commands.rows(beginning: name).map { "/" + $0.names[0] }
      return near.isEmpty ? (fault.message, .warning) : (near.joined(separator: " "), .hint)
    }
  }

  private var panelPreview: String {
    switch panel?.kind {
    case .goTo: return "an id, a number or a word of the title; ↑ ↓ choose, Enter goes"
    case .find: return "↑ ↓ choose, Enter shows the note"
    case .people:
      return "in 9 · out 4 · consent 4 quote no · p 3 function=policy · withdraw 4 leave; Enter does it"
    case .checklist: return "Enter does what is chosen; type end and Enter when the group has ended"
    case .paste:
      return "Enter: into the line · lines and Enter: one note a line · Esc: drops it"
    case .summary: return "read it out; Enter when it was read out · Esc: not yet"
    case .confirm: return recording.confirmation?.hint ?? ""
    case .reading, .help, nil: return ""
    }
  }

  /// The keys that matter now, the most useful first.
  var hints: [String] {
    if let panel {
      return panel.hasLine
        ? ["Esc back", "your note is kept"] : ["↑ ↓ scroll", "Esc closes", "typing goes on"]
    }
    if line.isCompleting { return ["Tab next", "Shift-Tab back", "go on typing"] }
    if session.isOffRecord { return ["^O on the record", "PgDn next", "^G go to", "^Q leave"] }
    if line.isOffered { return ["typing replaces it", "→ takes it up", "Enter enters it", "F1 help"] }
    if line.editing != nil { return ["Enter changes the note", "Esc leaves it as it was"] }
    if isWalking { return ["Enter edits", "Del takes it back", "↑ ↓ walk", "Esc back"] }
    if recording.isFillingIn {
      if recording.form?.step?.seat != nil {
        guard session.interviewee == nil else {
          return ["Enter next", "↑ back", "/begin starts", "^Q leave"]
        }
        return [
          "Enter next", "↓ not here yet", "↑ person before", "P6 goes to P6", "/begin starts", "^Q leave",
        ]
      }
      let end = session.endedAt == nil ? "/begin starts the clock" : "/finish closes the session"
      return ["Enter next", "↑ back", "Tab completes", end, "^Q leave", "F1 help"]
    }
    if !line.isEmpty { return ["Enter saves", "Tab completes", "^Z undo typing", "^U clear", "F1 help"] }
    if session.endedAt != nil { return ["/finish closes", "^Q leave for later", "↑ notes", "F1 help"] }
    if session.begunAt == nil {
      return ["/begin starts the clock", "^P participants", "^Q leave", "F1 help"]
    }
    let refused = recording.refusedNotes(besides: nil).count
    let aside = refused > 0 ? ["/draft brings back \(counted(refused, "refused line"))"] : []
    return aside + [
      "PgDn next", "^G go to", "↑ notes", "^Z undo", "^O off record", "^P people", "^D end", "F1 help",
    ]
  }
}
