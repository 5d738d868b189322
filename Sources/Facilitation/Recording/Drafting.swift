internal import Interview
internal import Text

/// The unfinished line: it is kept while it is typed, and offered after a cut. And the lines that were refused.
struct Drafting: Equatable, Sendable {
  /// The line that was cut off is offered and not answered yet. It stays in the session till then.
  private(set) var isOffered = false
  /// Bytes of changes to the draft that were written since it was written as a whole.
  private var growth = 0
  /// The line that was brought back last of those that were put aside.
  private var broughtBack: Offset?

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
    let aside = ledger.session.putAside.count
    if aside > 0, !isOffered, ledger.interactive {
      ledger.say(.told, "\(counted(aside, "line")) put aside and not entered yet: /draft brings each back")
    }
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

  /// Keeps a note, or an edit of one, that was refused at a terminal, until it is entered anew: the time of its first key
  /// stays the same. Whoever types on without looking loses none of them, nor does a crash.
  func putAside(_ input: Input, in ledger: inout Ledger, now: Stamp) {
    guard ledger.interactive, !ledger.session.isOffRecord, let line = input.line else { return }
    let lines = ledger.session.putAside
    var at = line.begun.offset
    var new = ledger.givesBack(line) ? input.unentered : nil
    let known = lines.first { $0.at == at }
    if let known, known.text != new?.text, at == now.offset {
      // Another line, in the same millisecond: what is not typed by hand is as quick.
      let others = lines.drop { $0.at < at }
      guard let text = new?.text, !others.contains(where: { $0.text == text }) else { return }
      while others.contains(where: { $0.at == at }) { at = at + 1 }
      new?.at = at
    }
    guard new != lines.first(where: { $0.at == at }) else { return }
    ledger.record(.putAside(at: at, new), at: now.offset)
  }

  /// Gives back the line that was put aside last, the one before it next time; or drops the one that was given back.
  ///
  /// - Returns: false if none was.
  private mutating func settleRefused(keep: Bool, in ledger: inout Ledger, now: Stamp) -> Bool {
    let lines = ledger.session.putAside
    guard let last = lines.last else { return false }
    let shown = broughtBack.flatMap { at in lines.firstIndex { $0.at == at } }
    if keep {
      let line = shown.flatMap { $0 > 0 ? lines[$0 - 1] : nil } ?? last
      broughtBack = line.at
      ledger.giveBack(line.line(now: now))
    } else {
      let line = shown.map { lines[$0] } ?? last
      broughtBack = nil
      ledger.record(.putAside(at: line.at, nil), at: now.offset)
      ledger.say(.saved, "dropped: \(line.text)")
    }
    return true
  }

  /// Keeps or drops the line that was cut off; before that one that was refused.
  ///
  /// - Returns: what is to be entered, with its own time and on its own question; nil if it is dropped.
  mutating func settle(keep: Bool, in ledger: inout Ledger, now: Stamp) -> TypedLine? {
    if settleRefused(keep: keep, in: &ledger, now: now) { return nil }
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
  fileprivate var unentered: Draft? {
    switch self {
    case .text(let line): Draft(text: line.text, at: line.begun.offset, question: line.question)
    case .command(.edit(let number, let words), let line?) where !words.isEmpty:
      Draft(
        text: Command.edit(number, words).line, at: line.begun.offset, question: line.question,
        editing: number)
    default: nil
    }
  }
}

extension Draft {
  /// The line as it was typed.
  func line(now: Stamp) -> TypedLine {
    let begun = Stamp(offset: at, wall: now.wall.adding(at - now.offset))
    return TypedLine(text, begun: begun, question: question)
  }
}
