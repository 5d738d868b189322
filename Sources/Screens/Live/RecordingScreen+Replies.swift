internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

extension RecordingScreen {
  /// Where a line came from that the recording answered.
  enum Source: Equatable {
    /// The note line, with what was in it: what is refused is given back to it.
    case line(String)
    /// A key, or a panel with a line of its own: nothing is given back but by undo.
    case key(Command)
    /// The line that edits a note: what is refused is given back to it.
    case edit(Int)
    /// A note that is looked at: its shorthand is given to the line.
    case selection
    /// The start of the recording.
    case opening
    /// Nobody: time, the disk.
    case itself
  }

  // MARK: Entering

  /// Enters what was typed or asked for by a key, and does what only concerns the screen.
  mutating func enter(_ input: Input, from source: Source) -> [Effect] {
    submit(input, from: source).effects
  }

  /// Does a command that a key or a panel stands for.
  mutating func perform(_ command: Command) -> [Effect] { enter(.command(command, nil), from: .key(command)) }

  private mutating func submit(_ input: Input, from source: Source) -> (effects: [Effect], isRefused: Bool) {
    let wasOff = session.isOffRecord
    said.clear(olderThan: 500, at: now.offset)
    said.clearRefusals()
    // Who leaves keeps the line as it is now.
    let kept = input.command == .leave ? keepDraft() : putAside(before: input.command)
    let answer = recording.enter(input, now: now)
    let isRefused = answer.contains { $0.reply?.kind == .refused }
    if wasOff, !session.isOffRecord {
      // On the record again: nothing that was typed meanwhile stays, what was put aside comes back.
      typing.dropAll()
      dropQuestion()
      return (take(answer, from: .itself), isRefused)
    }
    var effects = kept + take(answer, from: source)
    followConfirmation()
    let isOver = effects.contains { $0 == .leave || $0 == .finish }
    // What has just become a note is no draft any more.
    if session.draft != nil, typing.unfinished.isEmpty, !isOver { effects += keepDraft() }
    return (effects, isRefused)
  }

  /// Before the group goes off the record the unfinished line is put aside: it is the draft, which is given back
  /// afterwards, also after a crash.
  private mutating func putAside(before command: Command?) -> [Effect] {
    guard case .off = command, !session.isOffRecord else { return [] }
    closePanel()
    notes.close()
    guard !typing.line.isEmpty else { return [] }
    let kept = typing.line.typed?.text == session.draft?.text ? [] : keepDraft()
    typing.clear()
    return kept
  }

  // MARK: Answers

  /// Does what a recording asks for as far as it concerns the screen.
  ///
  /// - Returns: the rest.
  mutating func take(_ effects: [Effect], from source: Source) -> [Effect] {
    var rest: [Effect] = []
    let isFarewell = effects.contains { $0 == .leave || $0 == .finish }
    for effect in effects {
      switch effect {
      case .append(let record):
        saving.add(record, at: now.offset)
        rest.append(effect)
      case .say(let reply):
        if isFarewell, reply.kind == .saved {
          saving.sayInTheEnd(reply.lines)
        } else if reply.kind != .saved || !saving.hold(reply) {
          hear(reply, from: source)
        }
      case .giveBack(let line, let editing): giveBack(line, editing: editing, from: source)
      case .beginAnew, .renew, .leave, .finish, .repaint: rest.append(effect)
      }
    }
    return rest
  }

  private mutating func giveBack(_ line: TypedLine, editing: Int?, from source: Source) {
    var editing = editing
    if case .edit(let number) = source { editing = number }
    if let editing {
      // The line holds the note's shorthand; that it edits stands in the prompt.
      var text = line.text
      if case .edit(editing, let words) = Input(line).command { text = words }
      let shorthand = TypedLine(text, begun: line.begun, question: line.question)
      typing.replace(by: OpenLine(shorthand, editing: editing, isOffered: recording.isRefused(line)))
      return
    }
    switch source {
    case .line where typing.panel?.asks == true: typing.giveBackToPanel(line)
    case .line where recording.isRefused(line) && !typing.line.isEmpty:
      say(.told, "put aside, not saved; /draft brings it back")
    case .line(let text):
      // Nobody asked for it: who types on means what comes next.
      let offered = OpenLine(line, isOffered: Command.isCommand(text) || recording.isRefused(line))
      typing.putBack(offered, at: now, on: session.currentQuestion)
    case .key(.undo) where typing.line.isEmpty:
      typing.takeUndone(line)
      say(.told, "undone; its text is back in the line: Enter saves it anew, ^U drops it")
    case .opening, .itself: if typing.line.isEmpty { typing.replace(by: OpenLine(line)) }
    case .key, .edit, .selection: break
    }
  }

  /// Shows an answer: a short one below the input, a longer one in a panel.
  mutating func hear(_ reply: Reply, from source: Source) {
    switch reply.answer {
    case .question(_, isWanted: false), .form(_, isOver: false), .confirmation, .endIsNear:
      // What is asked or announced, and what is still open, stands on the screen anyhow.
      break
    case .question(_, isWanted: true): read(reply, from: source)
    // It stands below the line, and hides nothing of the form.
    case .practice: for text in reply.lines { say(.told, text) }
    case .checklist: if typing.panel?.kind != .checklist { open(.checklist) }
    case .statement, .refused, .saved, .edited, .undone, .redone, .summary, .people, .time,
      .found, .notes, .note,
      .agreement, .codes, .point, .help, .form(_, isOver: true):
      if reply.isShort {
        for text in reply.lines { say(reply.kind, text) }
      } else {
        read(reply, from: source)
      }
    }
  }

  private mutating func read(_ reply: Reply, from source: Source) {
    let isAsked = source != .itself && source != .opening
    typing.read(.reading(title: source.title, lines: reply.lines), at: now, isAsked: isAsked)
  }

  mutating func say(_ kind: Reply.Kind, _ text: String) {
    said.say(kind, text, at: now.offset)
  }

  // MARK: Panels

  /// Opens a panel in place of the one that is open.
  mutating func open(_ kind: RecordingPanel.Kind) {
    closePanel()
    let place =
      kind == .goTo ? session.protocol.questions.firstIndex { $0.id == session.currentQuestion } : nil
    typing.open(RecordingPanel(kind, at: place ?? 0), at: now, in: session)
  }

  /// Opens a panel, or closes it if it is open.
  mutating func toggle(_ kind: RecordingPanel.Kind) -> [Effect] {
    typing.uncover()
    if typing.panel?.kind == kind { closePanel() } else { open(kind) }
    return []
  }

  /// Closes the panel; what was asked in it is left as it was.
  ///
  /// - Parameter isAnswered: it was said what to do with a block that was pasted.
  mutating func closePanel(isAnswered: Bool = false) {
    typing.uncover()
    if typing.panel?.asks == true { dropQuestion() }
    if !typing.close(at: now, in: session, isAnswered: isAnswered) { sayTooLong() }
  }

  private mutating func sayTooLong() {
    say(.refused, "the block is too long for one note: paste it in parts, or one note a line")
  }

  /// What was asked is left as it was.
  private mutating func dropQuestion() { _ = take(recording.dropConfirmation(), from: .itself) }

  /// The panel that asks stands as long as the question does.
  private mutating func followConfirmation() {
    typing.uncover()
    guard let asked = recording.confirmation else {
      if typing.panel?.asks == true { typing.close(at: now, in: session) }
      return
    }
    let kind = RecordingPanel.Kind.confirm(
      command: asked.asked, lines: asked.lines + [asked.howToAnswer], prompt: asked.prompt)
    if typing.panel?.asks == true { typing.ask(kind) } else { open(kind) }
  }

  /// Does what Enter asks for in a panel.
  mutating func meet(_ request: RecordingPanel.Request) -> [Effect] {
    switch request {
    case .nothing: break
    case .close: closePanel()
    case .say(let kind, let text): say(kind, text)
    case .go(let question):
      closePanel()
      return perform(.go(question))
    case .look(let note):
      closePanel()
      notes.choose(note, in: session)
      if !typing.line.isEmpty { say(.told, "note \(note.number) is marked; your line is as it was") }
    case .find(let words):
      closePanel()
      return perform(.find(words))
    case .command(let text, let closing): return enterCommand(text, closing: closing)
    case .settle(let command): return settle(command)
    case .end:
      closePanel()
      recording.checklistWasRead()
      return perform(.end)
    case .answer: return answer()
    case .readOut:
      closePanel()
      return perform(.summaryRead)
    case .leave: return leaveAsItIs()
    case .insert(let block, let begun):
      closePanel(isAnswered: true)
      if typing.insert(block, at: begun, on: session.currentQuestion) == .full { sayTooLong() }
    case .enter(let lines, let begun):
      closePanel(isAnswered: true)
      return enter(lines, begun: begun)
    }
    return []
  }

  /// Settles what is chosen in the checklist, which comes back at the next thing once this one is done.
  private mutating func settle(_ command: Command) -> [Effect] {
    let place = typing.panel?.choices.choice ?? 0
    closePanel()
    if let kind = RecordingPanel.Kind(for: command, in: recording, now: now) {
      open(kind)
      return []
    }
    switch command {
    case .edit(let number, let words) where !words.isEmpty && !session.isOffRecord:
      // What is proposed is read first: only Enter in the editor changes the note.
      let proposed = TypedLine(words, begun: now, question: session.note(number)?.question)
      typing.replace(by: OpenLine(proposed, editing: number, isOffered: true))
      typing.settle(place)
      return []
    case .edit:
      let effects = enter(.command(command, nil), from: .selection)
      typing.settle(place)
      return effects
    case .asked, .asWritten, .audio:
      let effects = perform(command)
      comeBackToChecklist(at: place)
      return effects
    default: return perform(command)
    }
  }

  /// Shows the checklist again, unless something else has come meanwhile.
  ///
  /// - Parameter place: of the entry that is chosen; nil if nothing was begun from the checklist.
  mutating func comeBackToChecklist(at place: Int?) {
    guard let place, typing.panel == nil, typing.line.isEmpty, typing.line.editing == nil,
      session.endedAt == nil, !session.isOffRecord
    else { return }
    let count = session.closingChecklist(at: now.offset).count
    typing.open(RecordingPanel(.checklist, at: max(0, min(place, count - 1))), at: now, in: session)
  }

  /// Enters what was typed where a yes was asked for.
  private mutating func answer() -> [Effect] {
    let typed = typing.takePanelLine() ?? TypedLine("", begun: now, question: session.currentQuestion)
    // What comes too early is no answer: the question stays.
    if recording.confirmation?.isAnswered(by: typed) == true { typing.close(at: now, in: session) }
    return enter(Input(typed), from: .line(typed.text))
  }

  /// Anything but a plain yes leaves everything as it is: the group talks on, and a note is a note.
  private mutating func leaveAsItIs() -> [Effect] {
    let typed = typing.takePanelLine()
    closePanel()
    guard let typed, typed.text.trimmed.lowercased() != "no" else {
      say(.told, "left as it was")
      return []
    }
    let input = Input(typed)
    if let kind = RecordingPanel.Kind(for: input.command, in: recording, now: now) {
      open(kind)
      return []
    }
    if input.command != .summaryRead { say(.told, "left as it was") }
    return enter(input, from: .line(typed.text))
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
      if closing { closePanel() }
      let (effects, isRefused) = submit(input, from: .key(command))
      if !isRefused { _ = typing.takePanelLine() }
      return effects
    }
  }

  /// Enters each line of a pasted block as a note of its own, in their order. Those that are refused are put aside, and the
  /// last of them is offered where nothing else is in the line.
  private mutating func enter(_ lines: [String], begun: Stamp) -> [Effect] {
    let old = typing.line
    var refused: [OpenLine] = []
    var effects: [Effect] = []
    for (index, text) in lines.enumerated() {
      typing.replace(by: OpenLine())
      let moment = Stamp(offset: begun.offset + index, wall: begun.wall.adding(index))
      // What was pasted is text, also where it looks like a command.
      let words = Command.isCommand(text) ? "\\" + text : text
      effects += enter(
        .text(TypedLine(words, begun: moment, question: session.currentQuestion)), from: .line("the paste"))
      if !typing.line.isEmpty { refused.append(typing.line) }
    }
    typing.replace(by: old)
    guard let last = refused.last else { return effects }
    if old.isEmpty { typing.replace(by: last) }
    say(.warning, "\(counted(refused.count, "line")) not saved, put aside: /draft brings each back")
    return effects
  }
}

extension RecordingScreen.Source {
  /// What the answer is called.
  fileprivate var title: String {
    switch self {
    case .line(let text): return Command.isCommand(text) ? text : "the answer"
    case .key(let command): return command.line
    case .edit, .selection, .opening, .itself: return "to know"
    }
  }
}
