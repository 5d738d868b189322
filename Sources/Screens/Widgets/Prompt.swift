internal import Facilitation
internal import TextScreen

/// The line that is typed, behind what it is for: the text and the cursor in it, what the word before the cursor could
/// become, and the line that was given up last.
struct Prompt: Equatable, Sendable {
  private var editor: LineEditor
  private var completion: Completion?
  private var givenUp: String?

  /// The most candidates that are shown at once.
  private static let mostCandidates = 6
  /// On a narrower screen what is typed gets all of the row.
  private static let leastForLabel = 12

  /// A line with the cursor at its end.
  init(_ text: String = "") { editor = LineEditor(text) }

  var text: String { editor.text }
  var isEmpty: Bool { editor.isEmpty }
  /// What stands before the cursor.
  var before: String { editor.before }
  /// Bytes of it.
  var size: Int { editor.before.utf8.count + editor.after.utf8.count }
  /// Candidates for the word before the cursor are shown.
  var isCompleting: Bool { completion != nil }

  // MARK: Typing

  /// Takes a key that edits; it closes what is offered for the word before the cursor.
  mutating func handle(_ key: Key) -> LineEditor.Outcome {
    completion = nil
    return editor.handle(key)
  }

  /// Puts a text at the cursor.
  mutating func insert(_ text: String) -> LineEditor.Outcome { editor.insert(text) }

  /// Begins anew with another text; the line that was given up is remembered.
  mutating func begin(_ text: String = "") {
    editor = LineEditor(text)
    completion = nil
  }

  /// Takes back the last step of editing; false if there is none.
  mutating func undo() -> Bool { editor.undo() }

  /// Makes the step again that was taken back last; false if there is none.
  mutating func redo() -> Bool { editor.redo() }

  // MARK: Giving up

  /// Empties the line. One that is worth it can be had back.
  mutating func giveUp(keeping isWorthIt: Bool) {
    if isWorthIt { givenUp = text }
    begin()
  }

  /// Puts the line back that was given up last, if one was.
  mutating func bringBack() {
    if let givenUp { begin(givenUp) }
  }

  // MARK: Completing

  /// Completes the word before the cursor, or goes on to the next candidate.
  ///
  /// - Parameter find: what the word could become, by all that stands before the cursor.
  /// - Returns: false if there is nothing that it could become.
  mutating func complete(backwards: Bool, _ find: (String) -> Offer?) -> Bool {
    if completion != nil {
      completion?.turn(backwards: backwards, in: &editor)
      return true
    }
    guard let found = find(editor.before) else { return false }
    completion = Completion(found).begun(in: &editor)
    return true
  }

  /// Takes away what is offered for the word before the cursor; false if nothing is.
  @discardableResult
  mutating func closeCompletion() -> Bool {
    defer { completion = nil }
    return completion != nil
  }

  // MARK: Drawing

  /// Draws the line into its area, and puts the cursor there.
  ///
  /// - Parameters:
  ///   - label: what it is for.
  ///   - role: how the text stands there.
  func draw(in frame: inout Frame, _ area: Range<Int>, label: String, role: Role = .input) {
    let columns = frame.size.columns
    var row = Row(width: columns)
    if columns >= Prompt.leastForLabel { row.add(label, .prompt) }
    let window = LineWindow(editor, columns: max(1, columns - row.columns - 1))
    if window.isCut { row.add("‹", .hint) }
    frame.putCursor(Position(row: area.lowerBound, column: row.columns + window.cursor))
    row.add(window.text, role)
    frame.set(area, row)
  }

  /// Draws what the word before the cursor could become over the rows from a top on to a bottom, the last at the bottom.
  func drawCompletion(in frame: inout Frame, over rows: Range<Int>) {
    guard let completion else { return }
    let most = min(Prompt.mostCandidates, rows.count)
    frame.set(above: rows.upperBound, completion.rows(width: frame.size.columns, most: most))
  }
}
