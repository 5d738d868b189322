internal import Facilitation
internal import Interview
internal import TextScreen

extension RecordingScreen {
  /// Takes a key that does nothing but edit the note line, if it is one: what else stands on the screen is the same
  /// afterwards.
  mutating func typesOnly(_ key: Key) -> Bool {
    guard panel == nil, !line.isCompleting, notes.selected == nil, !session.isOffRecord else {
      return false
    }
    switch key {
    case .character, .backspace, .left, .right, .wordLeft, .wordRight: break
    default: return false
    }
    givenBack = nil
    lastTyped = now.offset
    return line.handle(key, at: now, on: session.currentQuestion) != .ignored
  }

  /// Takes a key.
  mutating func press(_ key: Key) -> [Effect] {
    if saving.closingSince != nil { return pressWhileClosing(key) }
    if let effects = pressAnywhere(key) { return effects }
    if panel != nil { return pressInPanel(key) }
    if key == .tab || key == .backTab {
      complete(backwards: key == .backTab)
      return []
    }
    let hadCompletion = line.closeCompletion()
    switch key {
    case .escape:
      if !hadCompletion { escape() }
      return []
    case .enter: return enterLine()
    case .up, .down, .home, .end, .delete:
      if line.isEmpty { return walk(key) }
    case .control("z"): return undo()
    case .control("y"): return redo()
    case .paste(let block) where block.contains("\n"):
      return paste(block)
    case .control("d") where line.isEmpty:
      // Before the beginning and after the end there is nothing to check: it is said what comes next.
      return session.begunAt != nil && session.endedAt == nil ? toggle(.checklist) : perform(.end)
    default: break
    }
    if case .does(let command) = RecordingShortcut.of(key, empty: line.isEmpty, in: recording) {
      guard command != .next || session.begunAt != nil || recording.isFillingIn else {
        // A key that is held down must not start the clock.
        say(.told, "/begin starts the clock")
        return []
      }
      return perform(command)
    }
    type(key)
    return []
  }

  /// Takes a key while the session is being written: the line can be edited, nothing is entered.
  private mutating func pressWhileClosing(_ key: Key) -> [Effect] {
    switch key {
    case .control("l"): return [.repaint]
    case .character, .paste, .backspace, .delete, .left, .right, .home, .end, .wordLeft, .wordRight:
      if panel == nil { type(key) }
    default: say(.told, "the session's files are being written: nothing is entered until that is done")
    }
    return []
  }

  /// Keys that mean the same everywhere, also in a panel; nil for the others.
  private mutating func pressAnywhere(_ key: Key) -> [Effect]? {
    switch key {
    case .control("g"): return toggle(.goTo)
    case .control("r"): return toggle(.find)
    case .control("p"): return toggle(.people)
    case .function(1):
      if case .reading(let title, _) = panel?.kind, title == "help" { return closePanel() }
      _ = closePanel()
      read("help", Help.onScreen(recording))
      return []
    case .function(2), .control("n"):
      guard panel == nil else { return [] }
      notes.toggle()
      return []
    case .control("l"): return [.repaint]
    case .control("c"):
      say(.warning, "^C stops nothing: ^Q leaves, to be resumed later; ^D when the group has ended")
      return []
    case .control("o"), .control("t"), .control("q"), .control("s"):
      let wasSummary = if case .summary = panel?.kind { true } else { false }
      _ = closePanel()
      line.closeCompletion()
      if key == .control("s"), wasSummary { return [] }
      guard case .does(let command) = RecordingShortcut.of(key, empty: line.isEmpty, in: recording) else {
        return []
      }
      if let kind = RecordingPanel.kind(for: command, in: recording, now: now) { return toggle(kind) }
      return perform(command)
    default: return nil
    }
  }

  private mutating func escape() {
    if notes.selected != nil {
      notes.close()
    } else if let editing = line.editing {
      line = OpenLine()
      say(.told, "note \(editing) is as it was")
    } else {
      said.clear()
      saving.movedOn = nil
    }
  }

  // MARK: The line

  private mutating func type(_ key: Key) {
    let isOff = session.isOffRecord
    let first: Character?
    switch key {
    case .character(let character): first = character
    case .paste(let block): first = block.first
    default: first = nil
    }
    // Off the record only a command is taken: what is never in the line cannot come out of it later.
    if isOff, first != nil, line.isEmpty ? first != "/" : !Recording.takesOffRecord(line.text) {
      said.clear()
      say(.told, "off the record: not kept")
      return
    }
    switch line.handle(key, at: now, on: session.currentQuestion) {
    case .edited:
      lastTyped = now.offset
      notes.close()
      givenBack = nil
      if isOff, line.text.first != "/" { line = OpenLine() }
    case .full: say(.refused, "the line is full: nothing more is taken; Enter saves it")
    case .moved, .ignored: break
    }
  }

  private mutating func enterLine() -> [Effect] {
    let empty = TypedLine("", begun: now, question: session.currentQuestion)
    if line.isEmpty, line.editing == nil {
      if let selected = notes.selected {
        notes.close()
        return enter(.command(.edit(selected, ""), nil), from: .selection)
      }
      return recording.form?.step == nil ? [] : enter(.text(empty), from: .line(""))
    }
    let typed = line.typed ?? empty
    let input = Input(typed)
    if let editing = line.editing {
      guard !typed.text.trimmed.isEmpty else {
        line = OpenLine()
        say(.told, "note \(editing) is as it was; to take it back: /retract \(editing)")
        return []
      }
      line = OpenLine()
      guard case .text = input else { return enter(input, from: .line(typed.text)) }
      let words = String(typed.text.drop(while: \.isWhitespace))
      return enter(.command(.edit(editing, words), typed), from: .edit(editing))
    }
    line = OpenLine()
    if let kind = RecordingPanel.kind(for: input.command, in: recording, now: now) {
      open(RecordingPanel(kind))
      return []
    }
    givenBack = nil
    notes.close()
    return enter(input, from: .line(typed.text))
  }

  // MARK: Undo

  private mutating func undo() -> [Effect] {
    if !line.isEmpty, line.text != givenBack {
      if !line.undo() { say(.told, "nothing more to undo in the line; ^U clears it") }
      return []
    }
    // What undo gave back a moment ago is in the record's history: it makes room for the next.
    line = OpenLine()
    givenBack = nil
    return perform(.undo)
  }

  private mutating func redo() -> [Effect] {
    if line.redo() { return [] }
    if !line.isEmpty {
      guard line.text == givenBack else { return [] }
      line = OpenLine()
      givenBack = nil
    }
    return perform(.redo)
  }

  // MARK: Notes

  /// Walks the notes, and takes back the one that is looked at.
  private mutating func walk(_ key: Key) -> [Effect] {
    said.clear()
    if recording.isFillingIn, key == .up || key == .down { return perform(key == .up ? .back : .next) }
    if session.begunAt == nil, key == .up { return perform(.back) }
    guard key == .delete else {
      notes.walk(key, in: session)
      return []
    }
    guard let number = notes.selected else { return [] }
    // Once: the next press finds nothing to take back.
    notes.close()
    return perform(.retract(number))
  }

  private mutating func paste(_ block: String) -> [Effect] {
    if session.isOffRecord {
      say(.told, "off the record: not kept")
      return []
    }
    open(RecordingPanel(.paste(block, begun: now)))
    return []
  }

  // MARK: Completion

  /// Completes the word before the cursor, or goes on to the next candidate.
  mutating func complete(backwards: Bool) {
    let recording = recording
    let isAsked = line.isCompleting || !session.isOffRecord || line.text.first == "/"
    let isDone =
      isAsked
      && line.complete(backwards: backwards, at: now, on: session.currentQuestion) { before in
        Offer.of(before, in: recording)
      }
    if !isDone { say(.told, "nothing to complete here; # codes, > questions, / commands") }
  }
}
