package import Interview
internal import Text

/// The session as it is being written: what is recorded, what can be undone, and what the world has to do about both. The
/// only place that makes a record.
struct Ledger: Equatable, Sendable {
  /// A record that a line made.
  private struct Made: Equatable, Sendable {
    let record: Int
    let line: TypedLine
  }

  /// The session as it stands, pending records included.
  private(set) var session: Session
  /// How many of its notes are destroyed. Counted when that changes, since each clock tick shows it.
  private(set) var destroyedNotes: Int
  /// What can be undone.
  private(set) var history: History
  /// Someone can be asked: there is a terminal. Without one nothing is asked.
  let interactive: Bool
  /// Abbreviations of whoever types.
  var ownAbbreviations: [String: LocalText] = [:]
  /// The note that is looked at. It is meant where nothing is named, before the one that was entered last.
  var chosenNote: Int?
  /// The last change, if a line made it: undo gives the line back.
  private var last: Made?
  private var effects: [Effect] = []

  /// Takes up a session with what can be undone of it.
  init(_ session: Session, history: History, interactive: Bool) {
    self.session = session
    destroyedNotes = Ledger.destroyed(in: session)
    self.history = history
    self.interactive = interactive
  }

  /// Begins a session: its head is the first record.
  init(beginning head: SessionHead, interactive: Bool) {
    self.init(head.session, history: History(), interactive: interactive)
    let first = Record(number: 1, at: .zero, change: .started(head))
    session.lastRecord = first.number
    effects = [.append(first)]
  }

  /// What a line can mean now.
  var shorthandContext: ShorthandContext {
    var context = session.shorthandContext(adding: ownAbbreviations)
    if let chosenNote, session.note(chosenNote)?.redacted == false { context.lastNote = chosenNote }
    return context
  }

  private static func destroyed(in session: Session) -> Int { session.notes.count { $0.redacted } }

  /// What has to be done, in order; once.
  mutating func take() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  // MARK: Records

  /// Applies a change and asks for it to be made durable. What cannot be undone, or changes in bulk, is recorded only
  /// with a go-ahead, wherever it comes from.
  ///
  /// - Parameter line: the line that made it; undo gives it back.
  mutating func record(
    _ change: Change, at: Offset, role: RecordRole = .change, by line: TypedLine? = nil,
    _ goAhead: GoAhead? = nil
  ) {
    guard goAhead != nil || role != .change || !change.needsGoAhead else {
      refuse("not done: it has to be asked about first", nil)
      return
    }
    let record = Record(
      number: session.lastRecord + 1, at: max(at, session.lastOffset), role: role, change: change)
    let applied = session.apply(record)
    history.remember(record, applied)
    effects.append(.append(record))
    if change.destroysText {
      destroyedNotes = Ledger.destroyed(in: session)
      effects.append(.beginAnew)
    }
    if !change.isQuiet { last = line.map { Made(record: record.number, line: $0) } }
  }

  /// Records several changes that are undone as one.
  mutating func record(_ changes: [Change], at: Offset, by line: TypedLine? = nil) {
    record(changes.count == 1 ? changes[0] : .together(changes), at: at, by: line)
  }

  /// What was recorded until now cannot be undone.
  mutating func dropHistory() { history = History() }

  /// No line is given back when the last change is undone.
  mutating func dropLastLine() { last = nil }

  /// The journal has grown much larger than the session. It is begun anew after the session as it stands, with what can
  /// still be undone.
  mutating func renew(now: Stamp) {
    let state = session
    record(.history(history.newest), at: now.offset)
    effects.append(.renew(state))
  }

  // MARK: Undo

  mutating func undo(now: Stamp) {
    guard let step = history.undoable.last else {
      refuse(nothingToUndo, nil)
      return
    }
    guard step.inverse.size <= Record.largest else {
      refuse("the last change is too large to be undone", nil)
      return
    }
    let back = last.flatMap { $0.record == step.record ? $0.line : nil }
    let words = ChangeWords.of(step.inverse, in: session)
    let left = session.questionLeft(by: step.inverse)
    record(step.inverse, at: now.offset, role: .undo(step.record))
    say(.undone(words, about: step.inverse.seats), now: now)
    if let left { open(left, now: now) }
    if interactive, let back { giveBack(back) }
  }

  private var nothingToUndo: String {
    guard history.givenUp > 0 else { return "nothing to undo" }
    return "nothing more to undo: this long session keeps only the newest changes for it, "
      + "\(counted(history.givenUp, "older one")) can be edited but not undone"
  }

  mutating func redo(now: Stamp) {
    guard let step = history.redoable.last else {
      refuse("nothing to redo", nil)
      return
    }
    guard step.inverse.size <= Record.largest else {
      refuse("the change is too large to be made again", nil)
      return
    }
    let words = ChangeWords.of(step.inverse, in: session)
    record(step.inverse, at: now.offset, role: .redo(step.record))
    say(.redone(words, about: step.inverse.seats), now: now)
  }

  // MARK: Answers

  /// What was written out of a line, for whoever typed it and does not see the note: `, mgmt is management`.
  func writtenOut(_ line: String, in context: ShorthandContext) -> String {
    guard interactive, let (word, text, others) = Shorthand.writtenOut(line, in: context) else { return "" }
    return ", \(word) is \(text)" + (others > 0 ? ", and \(others) more" : "")
  }

  /// Answers; the words are those of the session as it stands.
  mutating func say(_ answer: Answer, now: Stamp) {
    let text = AnswerText(
      session: session, now: now.offset, interactive: interactive, ownAbbreviations: ownAbbreviations)
    say(answer, text.lines(of: answer))
  }

  private mutating func say(_ answer: Answer, _ lines: [String]) {
    guard !lines.isEmpty else { return }
    effects.append(.say(Reply(answer, lines.map(safeText))))
  }

  mutating func say(_ kind: Reply.Kind, _ lines: String...) { say(kind, lines) }

  mutating func say(_ kind: Reply.Kind, _ lines: [String]) { say(.statement(kind), lines) }

  /// Refuses a line: it is given back, nothing is lost.
  mutating func refuse(_ message: String, _ line: TypedLine?) {
    say(.refused(message), ["error: \(message)"])
    if let line { giveBack(line) }
  }

  /// Puts a line back where it was typed, or gives the shorthand of a note to be edited.
  mutating func giveBack(_ line: TypedLine, editing: Int? = nil) {
    effects.append(.giveBack(line, editing: editing))
  }

  /// What was refused is not put back: it is asked for once more.
  mutating func giveNothingBack() {
    effects.removeAll { if case .giveBack = $0 { true } else { false } }
  }

  /// Among what has to be done is a question of a form, or the session is let go.
  var asksOrCloses: Bool {
    effects.contains { effect in
      switch effect {
      case .say(let reply): if case .form = reply.answer { true } else { false }
      case .leave, .finish: true
      default: false
      }
    }
  }

  /// A line is put back where it was typed.
  func givesBack(_ line: TypedLine) -> Bool {
    effects.contains {
      guard case .giveBack(let other, nil) = $0 else { return false }
      return other.text == line.text && other.begun == line.begun
    }
  }

  /// The session is written and closed, to be resumed or for good.
  mutating func close(isDone: Bool) {
    if let draft = session.draft, draft.editing == nil, Ledger.isOfClosing(draft.text) {
      record(.draft(nil), at: session.lastOffset)
    }
    effects.append(isDone ? .finish : .leave)
  }

  /// Typed slowly the command that closes has become the unfinished line itself, or a part of it has. Any other command is
  /// somebody's words.
  private static func isOfClosing(_ text: String) -> Bool {
    ["/leave", "/end", "/finish", "/discard", "/protocol"].contains {
      $0.hasPrefix(text) || text.hasPrefix($0)
    }
  }
}

extension Change {
  /// Nobody asked for it, and nobody waits until it is on the disk.
  package var isQuiet: Bool {
    switch self {
    case .draft, .draftChanged, .putAside, .history: true
    default: false
    }
  }

  /// It cannot be undone, or changes many notes at once: it is recorded only with a go-ahead.
  var needsGoAhead: Bool { destroysText || isRelabelling || changedNotes > 1 }

  private var isRelabelling: Bool {
    switch self {
    case .relabelled: true
    case .together(let changes): changes.contains(where: \.isRelabelling)
    default: false
    }
  }

  /// How many notes it makes or changes.
  var changedNotes: Int {
    guard case .together(let changes) = self else { return changedNote == nil ? 0 : 1 }
    return changes.reduce(0) { $0 + $1.changedNotes }
  }
}
