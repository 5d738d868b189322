internal import Facilitation
internal import Interview
internal import TextScreen

extension RecordingScreen {
  /// Takes a key that does nothing but edit the note line, if it is one: what else stands on the screen is the same
  /// afterwards.
  mutating func typesOnly(_ key: Key) -> Bool {
    guard typing.panel == nil, !typing.line.isCompleting, !typing.line.isOffered, notes.selected == nil,
      !session.isOffRecord
    else { return false }
    switch key {
    case .character, .backspace, .left, .right, .wordLeft, .wordRight: break
    default: return false
    }
    said.type(at: now.offset)
    return typing.type(key, at: now, on: session.currentQuestion) != .ignored
  }

  /// Takes a key.
  mutating func press(_ key: Key) -> [Effect] {
    if saving.closingSince != nil { return pressWhileClosing(key) }
    if let effects = pressAnywhere(key) { return effects }
    if typing.panel != nil { return pressInPanel(key) }
    if key == .tab || key == .backTab {
      complete(backwards: key == .backTab)
      return []
    }
    let hadCompletion = typing.closeCompletion()
    switch key {
    case .escape:
      if !hadCompletion { escape() }
      return []
    case .enter: return enterLine()
    case .up, .down, .home, .end, .delete:
      if typing.line.isEmpty { return walk(key) }
    case .control("z"): return undo()
    case .control("y"): return redo()
    case .paste(let block) where block.contains("\n"):
      return paste(block)
    case .control("d") where typing.line.isEmpty:
      // Before the beginning and after the end there is nothing to check: it is said what comes next.
      return session.begunAt != nil && session.endedAt == nil ? toggle(.checklist) : perform(.end)
    default: break
    }
    if case .does(let command) = RecordingShortcut.of(key, empty: typing.line.isEmpty, in: recording) {
      guard command != .next || session.begunAt != nil || recording.isFillingIn else {
        // A key that is held down must not start the clock.
        say(.told, "/begin starts the clock")
        return []
      }
      return perform(command)
    }
    if case .alt(let character) = key {
      say(.told, "Alt-\(character) does nothing; Alt-1 to Alt-9 tick a probe, and so do /1 to /9")
      return []
    }
    type(key)
    return []
  }

  /// Takes a key while the session is being written: the line can be edited, nothing is entered.
  private mutating func pressWhileClosing(_ key: Key) -> [Effect] {
    switch key {
    case .control("l"): return [.repaint]
    case .character, .paste, .backspace, .delete, .left, .right, .home, .end, .wordLeft, .wordRight:
      if typing.panel == nil { type(key) }
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
      toggleHelp()
      return []
    case .function(2), .control("n"):
      guard typing.panel == nil else { return [] }
      notes.toggle()
      return []
    case .control("l"): return [.repaint]
    case .control("c"):
      say(.warning, "^C stops nothing: ^Q leaves, to be resumed later; ^D when the group has ended")
      return []
    case .control("o"), .control("t"), .control("q"), .control("s"):
      let wasSummary = typing.panel?.isSummary == true
      closePanel()
      typing.closeCompletion()
      if key == .control("s"), wasSummary { return [] }
      guard case .does(let command) = RecordingShortcut.of(key, empty: typing.line.isEmpty, in: recording)
      else {
        return []
      }
      if let kind = RecordingPanel.Kind(for: command, in: recording, now: now) { return toggle(kind) }
      return perform(command)
    default: return nil
    }
  }

  /// Reads the help over whatever is open, or closes it again.
  private mutating func toggleHelp() {
    if typing.uncover() { return }
    if typing.panel?.isHelp == true { return closePanel() }
    typing.closeCompletion()
    typing.readHelp(Help.onScreen(recording), at: now)
  }

  private mutating func escape() {
    if notes.selected != nil {
      notes.close()
    } else if let editing = typing.line.editing {
      let settled = typing.line.settles
      typing.clear()
      say(.told, "note \(editing) is as it was")
      comeBackToChecklist(at: settled.map { $0 + 1 })
    } else {
      said.clear()
      saving.hideMove()
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
    if isOff, first != nil, typing.line.isEmpty ? first != "/" : !Recording.takesOffRecord(typing.line.text) {
      said.clear()
      say(.told, "off the record: not kept")
      return
    }
    switch typing.type(key, at: now, on: session.currentQuestion) {
    case .edited:
      said.type(at: now.offset)
      if !isAboutChosenNote { notes.close() }
      if isOff, typing.line.text.first != "/" { typing.clear() }
    case .full: say(.refused, "the line is full: nothing more is taken; Enter saves it")
    case .moved, .ignored: break
    }
  }

  private mutating func enterLine() -> [Effect] {
    let line = typing.line
    let empty = TypedLine("", begun: now, question: session.currentQuestion)
    if line.isEmpty, line.editing == nil {
      if let selected = notes.selected {
        notes.close()
        return enter(.command(.edit(selected, ""), nil), from: .selection)
      }
      return recording.form?.step == nil ? [] : enter(.text(empty), from: .line(""))
    }
    typing.clear()
    let typed = line.typed ?? empty
    let input = Input(typed)
    if let editing = line.editing {
      let effects = enter(input, typed, editing: editing)
      if input.command == nil { comeBackToChecklist(at: line.settles) }
      return effects
    }
    if let kind = RecordingPanel.Kind(for: input.command, in: recording, now: now) {
      open(kind)
      return []
    }
    let effects = enter(input, from: .line(typed.text))
    notes.close()
    return effects
  }

  /// The line may be about the note that is looked at: a command, or codes.
  private var isAboutChosenNote: Bool {
    let first = typing.line.text.first
    return first == nil || first == "/" || first == "#"
  }

  /// Enters the line that edits a note; a command in it is a command.
  private mutating func enter(_ input: Input, _ typed: TypedLine, editing: Int) -> [Effect] {
    guard !typed.text.trimmed.isEmpty else {
      say(.told, "note \(editing) is as it was; to take it back: /retract \(editing)")
      return []
    }
    guard case .text = input else { return enter(input, from: .line(typed.text)) }
    let words = String(typed.text.drop(while: \.isWhitespace))
    return enter(.command(.edit(editing, words), typed), from: .edit(editing))
  }

  // MARK: Undo

  private mutating func undo() -> [Effect] {
    if !typing.line.isEmpty, !typing.isUndone {
      if !typing.undo() { say(.told, "nothing more to undo in the line; ^U clears it") }
      return []
    }
    typing.clear()
    return perform(.undo)
  }

  private mutating func redo() -> [Effect] {
    if typing.redo() { return [] }
    if !typing.line.isEmpty {
      guard typing.isUndone else { return [] }
      typing.clear()
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
    open(.paste(block, begun: now))
    return []
  }

  // MARK: Completion

  /// Completes the word before the cursor, or goes on to the next candidate.
  mutating func complete(backwards: Bool) {
    let recording = recording
    let isAsked = typing.line.isCompleting || !session.isOffRecord || typing.line.text.first == "/"
    let isDone =
      isAsked
      && typing.complete(backwards: backwards, at: now, on: session.currentQuestion) { before in
        Offer.of(before, in: recording)
      }
    if !isDone { say(.told, "nothing to complete here; # codes, > questions, / commands") }
  }

  // MARK: Panels

  private mutating func pressInPanel(_ key: Key) -> [Effect] {
    guard typing.panel?.hasLine == true else { return pressInReading(key) }
    switch typing.pressInPanel(key, at: now, entries, seen: seen) {
    case .taken: break
    case .closes: closePanel(isAnswered: true)
    case .enters: return meet(typing.enterPanel(entries))
    case .notKept: say(.told, "off the record: not kept")
    }
    return []
  }

  private mutating func pressInReading(_ key: Key) -> [Effect] {
    if key == .escape || key == .enter, typing.uncover() { return [] }
    if key == .escape {
      closePanel()
      return []
    }
    if typing.isPassedOver(by: key) {
      closePanel()
      return press(key)
    }
    if typing.scroll(key, seen: seen) { return [] }
    // Typing goes on below; what is entered makes room.
    let open = typing.makeRoom()
    let effects = press(key)
    typing.comeBack(open, after: key, at: now)
    return effects
  }

  /// What there is to choose from in a panel.
  private var entries: PanelEntries { PanelEntries(session: session, now: now.offset) }

  /// The columns of the screen, and the rows of a panel.
  private var seen: Size {
    let size = drawn.shown?.size ?? Size(rows: 24, columns: 80)
    return Size(rows: RecordingLayout(size, of: session)[.middle].count, columns: size.columns)
  }
}
