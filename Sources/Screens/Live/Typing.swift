internal import Facilitation
internal import Interview
internal import TextScreen

/// Where keys go: into the note line, or into the line of a panel that stands over question and notes. The note line is
/// shelved meanwhile, with its time, and comes back when the panel goes.
struct Typing: Sendable {
  /// The note line; empty while it is shelved.
  private(set) var line = OpenLine()
  private(set) var panel: RecordingPanel?
  /// The panel with a line of its own over which the help is read.
  private var covered: RecordingPanel?
  /// The note line, while a panel has a line of its own.
  private var shelf: OpenLine?
  /// Nobody asked for the panel that is read.
  private var cameByItself = false
  /// What is to be read when the panel with a line of its own has gone.
  private var unread: [RecordingPanel.Kind] = []
  /// The line that undo gave back: redo takes it out of the line again.
  private var givenBack: String?

  /// The line that keys go to.
  var current: OpenLine { writtenIn?.line ?? line }

  /// The panel in which is typed, if it has a line of its own.
  var writtenIn: RecordingPanel? { covered ?? panel.flatMap { $0.hasLine ? $0 : nil } }

  /// The line that would be lost.
  var unfinished: OpenLine {
    guard let panel = writtenIn, let shelf else { return line }
    return shelf.isEmpty && panel.takesNotes ? panel.line : shelf
  }

  // MARK: The note line

  /// Takes a key that edits the note line.
  mutating func type(_ key: Key, at now: Stamp, on question: QuestionID?) -> LineEditor.Outcome {
    let outcome = line.handle(key, at: now, on: question)
    if outcome == .edited { givenBack = nil }
    return outcome
  }

  /// Puts a text at the cursor of the note line.
  mutating func insert(_ text: String, at now: Stamp, on question: QuestionID?) -> LineEditor.Outcome {
    line.insert(text, at: now, on: question)
  }

  /// Completes the word before the cursor; false if there is nothing that it could become.
  mutating func complete(
    backwards: Bool, at now: Stamp, on question: QuestionID?, _ find: (String) -> Offer?
  ) -> Bool {
    line.complete(backwards: backwards, at: now, on: question, find)
  }

  /// Takes away what is offered for the word before the cursor; false if nothing is.
  @discardableResult
  mutating func closeCompletion() -> Bool { line.closeCompletion() }

  /// Empties the note line.
  mutating func clear() {
    line = OpenLine()
    givenBack = nil
  }

  /// Puts another line in place of the note line.
  mutating func replace(by other: OpenLine) { line = other }

  /// The line that edits a note was begun from a place in the checklist.
  mutating func settle(_ place: Int) { if line.editing != nil { line.settle(place) } }

  /// Puts the line there that undo gives back.
  mutating func takeUndone(_ other: TypedLine) {
    line = OpenLine(other)
    givenBack = other.text
  }

  /// What stands in the line is what undo gave back: it is in the record's history, and makes room for the next.
  var isUndone: Bool { line.text == givenBack }

  /// Takes back the last step of editing; false if there is none.
  mutating func undo() -> Bool { line.undo() }

  /// Makes the step again that was taken back last; false if there is none.
  mutating func redo() -> Bool { line.redo() }

  /// Gives a line to the note line: to what stands there it is added.
  mutating func putBack(_ other: OpenLine, at now: Stamp, on question: QuestionID?) {
    guard let typed = other.typed else { return }
    guard !line.isEmpty else {
      line = other
      return
    }
    _ = line.handle(.end, at: now, on: question)
    _ = line.insert("\n" + typed.text, at: now, on: question)
  }

  // MARK: The panel

  /// Opens a panel in place of the one that is open.
  mutating func open(_ panel: RecordingPanel, at now: Stamp, in session: Session) {
    close(at: now, in: session)
    if panel.hasLine {
      shelf = line
      line = OpenLine()
    }
    line.closeCompletion()
    self.panel = panel
  }

  /// Shows lines to be read; while a panel has a line of its own they wait until it has gone.
  ///
  /// - Parameter isAsked: somebody wants to read them. Over a panel that came by itself one turns to the next question.
  mutating func read(_ kind: RecordingPanel.Kind, at now: Stamp, isAsked: Bool = true) {
    guard panel?.hasLine != true else {
      unread.append(kind)
      return
    }
    panel = RecordingPanel(kind, since: now.offset)
    cameByItself = !isAsked
  }

  /// Reads the help over the panel that is open, which comes back with all that is in it.
  mutating func readHelp(_ lines: [String], at now: Stamp) {
    covered = writtenIn
    panel = RecordingPanel(.help(lines), since: now.offset)
    cameByItself = false
  }

  /// Closes the help over a panel with a line of its own; false if none is there.
  @discardableResult
  mutating func uncover() -> Bool {
    guard let covered else { return false }
    panel = covered
    self.covered = nil
    return true
  }

  /// Shows what had to wait, if anything.
  mutating func readNext(at now: Stamp) {
    if panel == nil, !unread.isEmpty { read(unread.removeFirst(), at: now, isAsked: false) }
  }

  /// The key turns to another question, and the panel that is read came by itself.
  func isPassedOver(by key: Key) -> Bool { cameByItself && (key == .pageDown || key == .pageUp) }

  /// Closes the panel, and gives the note line back; a note that was typed where a yes was asked for is not lost, and
  /// neither is a block that nobody said what to do with: it goes into the line.
  ///
  /// - Parameter isAnswered: it was said what to do with the block.
  /// - Returns: false if the block is too long for the line.
  @discardableResult
  mutating func close(at now: Stamp, in session: Session, isAnswered: Bool = false) -> Bool {
    uncover()
    if let shelf { line = shelf }
    defer { drop() }
    if case .paste(let block, let begun) = panel?.kind, !isAnswered {
      return line.insert(block, at: begun, on: session.currentQuestion) != .full
    }
    if let panel, panel.takesNotes, !session.isOffRecord {
      putBack(panel.line, at: now, on: session.currentQuestion)
    }
    return true
  }

  /// The panel goes, and what was typed with it: the line too.
  mutating func dropAll() {
    drop()
    clear()
  }

  private mutating func drop() {
    panel = nil
    covered = nil
    shelf = nil
  }

  // MARK: Keys of the panel

  /// Takes a key in a panel with a line of its own.
  ///
  /// - Parameter seen: the columns of the screen and the rows of the panel.
  mutating func pressInPanel(_ key: Key, at now: Stamp, _ entries: PanelEntries, seen: Size)
    -> RecordingPanel.Outcome
  {
    if scroll(key, seen: seen) { return .taken }
    return panel?.press(key, at: now, entries) ?? .taken
  }

  /// Scrolls what is read; false if the key means something else.
  mutating func scroll(_ key: Key, seen: Size) -> Bool {
    // Over the help nothing is typed: a letter goes to the panel below it.
    let isTyping = covered == nil && !current.isEmpty
    return panel?.scroll(key, isTyping: isTyping, width: seen.columns, height: seen.rows) ?? false
  }

  /// Takes what is typed or chosen in the panel.
  mutating func enterPanel(_ entries: PanelEntries) -> RecordingPanel.Request {
    panel?.enter(entries) ?? .nothing
  }

  /// Takes what was typed in the panel.
  mutating func takePanelLine() -> TypedLine? {
    defer { panel?.clearLine() }
    return panel?.line.typed
  }

  /// Puts a line back into the panel.
  mutating func giveBackToPanel(_ line: TypedLine) { panel?.giveBack(line) }

  /// The panel asks something else, or of other notes.
  mutating func ask(_ kind: RecordingPanel.Kind) { panel?.ask(kind) }

  /// The panel that is read makes room for a key, which is taken as if it were not there.
  mutating func makeRoom() -> RecordingPanel? {
    if uncover() { return nil }
    defer { panel = nil }
    return panel
  }

  /// Shows the panel again that made room for a key, unless something else has come. Enter closes it, if it was seen.
  mutating func comeBack(_ other: RecordingPanel?, after key: Key, at now: Stamp) {
    guard panel == nil, let other else { return }
    if key != .enter || other.isNew(at: now.offset) { panel = other }
  }
}
