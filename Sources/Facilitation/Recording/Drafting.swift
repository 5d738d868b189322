internal import Interview

/// The unfinished line: it is kept while it is typed, and offered after a cut. And the lines that were refused.
struct Drafting: Equatable, Sendable {
  /// The line that was cut off is offered and not answered yet. It stays in the session till then.
  private(set) var isOffered = false
  /// Bytes of changes to the draft that were written since it was written as a whole.
  private var growth = 0
  /// Notes that were refused at a terminal and not entered since, the latest last. Whoever types on without looking loses
  /// none of them.
  private(set) var aside: [TypedLine] = []

  /// Keeps the unfinished line, when `DraftRhythm` says so.
  mutating func keep(_ line: TypedLine?, editing: Int?, in ledger: inout Ledger, now: Stamp) {
    let new = line.map { Draft(text: $0.text, at: $0.begun.offset, question: $0.question, editing: editing) }
    guard !ledger.session.isOffRecord, !isOffered, new != ledger.session.draft else { return }
    ledger.record(change(from: ledger.session.draft, to: new), at: now.offset)
  }

  /// The change from the draft that is recorded to another. Of a long line only what is new is written, so that it
  /// costs what is typed and not how long it is. Once as much was typed as the line is long, it is written as a whole
  /// again, so that a lost record costs no more than that.
  mutating func change(from old: Draft?, to new: Draft?) -> Change {
    if let old, let new, let edit = DraftEdit(from: old, to: new) {
      // The edit has some fields more than a draft.
      let size = 40 + edit.inserted.utf8.count
      if growth + size < new.text.utf8.count {
        growth += size
        return .draftChanged(edit)
      }
    }
    growth = 0
    return .draft(new)
  }

  /// Offers the line that was cut off: at a terminal it is back in the line with its time.
  ///
  /// - Parameter gapIsAsked: the gap is told first, and the line is offered then.
  mutating func offer(in ledger: inout Ledger, gapIsAsked: Bool, now: Stamp) {
    guard let draft = ledger.session.draft, !draft.text.isEmpty, !ledger.session.isOffRecord else { return }
    isOffered = true
    if gapIsAsked { return }
    let place = draft.question ?? ledger.session.currentQuestion ?? ""
    ledger.say(
      .told, "unfinished line, begun at \(ledger.session.clock(draft.at)) on \(place): \(draft.text)")
    if ledger.interactive {
      isOffered = false
      ledger.giveBack(draft.line(now: now), editing: draft.editing)
    } else {
      ledger.say(.told, "/draft saves it with its time, /draft drop drops it")
    }
  }

  /// Keeps a note, or an edit of one, that was refused, until it is entered anew: the time of its first key stays the same.
  mutating func putAside(_ input: Input, in ledger: Ledger) {
    guard ledger.interactive, let line = input.line else { return }
    aside.removeAll { $0.begun.offset == line.begun.offset }
    guard ledger.givesBack(line), let note = input.note else { return }
    aside.append(note)
  }

  /// Gives back the note that was refused last, the one before it next time; or drops it.
  ///
  /// - Returns: false if none was.
  private mutating func settleRefused(keep: Bool, in ledger: inout Ledger) -> Bool {
    guard let line = aside.popLast() else { return false }
    if keep {
      aside.insert(line, at: 0)
      ledger.giveBack(line)
    } else {
      ledger.say(.saved, "dropped: \(line.text)")
    }
    return true
  }

  /// Keeps or drops the line that was cut off; before that one that was refused.
  ///
  /// - Returns: what is to be entered, with its own time and on its own question; nil if it is dropped.
  mutating func settle(keep: Bool, in ledger: inout Ledger, now: Stamp) -> TypedLine? {
    if settleRefused(keep: keep, in: &ledger) { return nil }
    // Typed slowly at a terminal this command has become the draft itself.
    guard let draft = ledger.session.draft, !draft.text.isEmpty,
      !ledger.interactive || !Command.isCommand(draft.text)
    else {
      ledger.refuse("there is no unfinished line", nil)
      return nil
    }
    isOffered = false
    ledger.record(.draft(nil), at: now.offset)
    guard keep else {
      ledger.say(.saved, "the unfinished line is dropped")
      return nil
    }
    guard !Command.isCommand(draft.text) else {
      ledger.say(.told, "the unfinished line is a command: \(draft.text)")
      return nil
    }
    return draft.line(now: now)
  }
}

extension Input {
  /// The line that was typed; nil if there was none.
  fileprivate var line: TypedLine? {
    switch self {
    case .text(let line), .fault(_, let line), .command(_, let line?): line
    case .command(_, nil): nil
    }
  }

  /// The line that would note it, if it holds what somebody said.
  fileprivate var note: TypedLine? {
    guard case .command(let command, var line?) = self else {
      if case .text(let line) = self { return line }
      return nil
    }
    guard case .edit(_, let words) = command, !words.isEmpty else { return nil }
    line.text = command.line
    return line
  }
}

extension Draft {
  /// The line as it was typed.
  fileprivate func line(now: Stamp) -> TypedLine {
    let begun = Stamp(offset: at, wall: now.wall.adding(at - now.offset))
    return TypedLine(text, begun: begun, question: question)
  }
}
