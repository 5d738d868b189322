internal import Facilitation
internal import Interview
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

  /// Enters what was typed or asked for by a key, and does what only concerns the screen.
  mutating func enter(_ input: Input, from source: Source) -> [Effect] {
    let wasOff = session.isOffRecord
    said.clear(olderThan: 500, at: now.offset)
    // Who leaves keeps the line as it is now.
    let kept = input.command == .leave ? keepDraft() : putAside(before: input.command)
    let answer = recording.enter(input, now: now)
    isRefused = answer.contains { $0.reply?.kind == .refused }
    if wasOff, !session.isOffRecord {
      // On the record again: nothing that was typed meanwhile stays, what was put aside comes back.
      panel = nil
      recording.dropConfirmation()
      self.line = OpenLine()
      return take(answer, from: .itself)
    }
    let effects = kept + take(answer, from: source)
    followConfirmation()
    let isOver = effects.contains { $0 == .leave || $0 == .finish }
    // What has just become a note is no draft any more.
    return session.draft != nil && unfinished.isEmpty && !isOver ? effects + keepDraft() : effects
  }

  /// Does a command that a key or a panel stands for.
  mutating func perform(_ command: Command) -> [Effect] { enter(.command(command, nil), from: .key(command)) }

  /// Before the group goes off the record the unfinished line is put aside: it is the draft, which is given back
  /// afterwards, also after a crash.
  private mutating func putAside(before command: Command?) -> [Effect] {
    guard case .off = command, !session.isOffRecord else { return [] }
    _ = closePanel()
    notes.close()
    guard !line.isEmpty else { return [] }
    let kept = line.typed?.text == session.draft?.text ? [] : keepDraft()
    line = OpenLine()
    return kept
  }

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
          farewell += reply.lines
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
      self.line = OpenLine(TypedLine(text, begun: line.begun, question: line.question), editing: editing)
      return
    }
    switch source {
    case .line where panel?.asks == true: panel?.line = OpenLine(line)
    case .line: putBack(OpenLine(line))
    case .key(.undo) where self.line.isEmpty:
      self.line = OpenLine(line)
      givenBack = line.text
      say(.told, "undone; its text is back in the line: Enter saves it anew, ^U drops it")
    case .opening, .itself: if self.line.isEmpty { self.line = OpenLine(line) }
    case .key, .edit, .selection: break
    }
  }

  /// Shows an answer: a short one below the input, a longer one in a panel.
  mutating func hear(_ reply: Reply, from source: Source) {
    switch reply.answer {
    case .question(_, isWanted: false), .form(_, isOver: false), .confirmation:
      // What is asked or announced stands on the screen anyhow.
      break
    case .question(_, isWanted: true): read(source.title, reply.lines)
    case .checklist: show(.checklist)
    case .statement, .refused, .saved, .edited, .undone, .redone, .endIsNear, .summary, .people, .time,
      .found, .notes, .note,
      .agreement, .codes, .point, .help, .practice, .form(_, isOver: true):
      if reply.isShort {
        for text in reply.lines { say(reply.kind, text) }
      } else {
        read(source.title, reply.lines)
      }
    }
  }

  mutating func say(_ kind: Reply.Kind, _ text: String) {
    said.say(kind, text, at: now.offset)
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
