internal import Facilitation
internal import Interview
internal import TextScreen

/// A line that is being typed, with its first key and the question it was begun on.
struct OpenLine: Equatable, Sendable {
  var editor = LineEditor()
  private(set) var begun: Stamp?
  private(set) var question: QuestionID?
  /// The note that the line is to change; nil for a new one.
  private(set) var editing: Int?
  /// Some of it was pasted.
  private(set) var isPasted = false

  init() {}

  /// A line that is given back, with its time.
  init(_ line: TypedLine, editing: Int? = nil) {
    editor = LineEditor(line.text)
    begun = line.begun
    question = line.question
    self.editing = editing
  }

  var isEmpty: Bool { editor.isEmpty }

  /// The line as it would be entered now; nil if it is empty.
  var typed: TypedLine? {
    guard !isEmpty, let begun else { return nil }
    return TypedLine(editor.text, begun: begun, question: question, isPasted: isPasted)
  }

  /// Takes a key; the first that types anything is the line's time.
  mutating func handle(_ key: Key, at now: Stamp, on question: QuestionID?) -> LineEditor.Outcome {
    let wasEmpty = isEmpty
    let outcome = editor.handle(key)
    note(wasEmpty, at: now, on: question)
    if case .paste = key, outcome == .edited { isPasted = true }
    return outcome
  }

  /// Puts a text at the cursor.
  mutating func insert(_ text: String, at now: Stamp, on question: QuestionID?) -> LineEditor.Outcome {
    let wasEmpty = isEmpty
    let outcome = editor.insert(text)
    note(wasEmpty, at: now, on: question)
    return outcome
  }

  private mutating func note(_ wasEmpty: Bool, at now: Stamp, on question: QuestionID?) {
    // A line that was emptied is begun anew with its next key; an edit keeps its note's.
    guard wasEmpty, !isEmpty else { return }
    isPasted = false
    begun = now
    self.question = question
  }
}
