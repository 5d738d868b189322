internal import Facilitation
internal import Interview
internal import TextScreen

/// A line that is being typed, with its first key and the question it was begun on.
struct OpenLine: Equatable, Sendable {
  private(set) var prompt = Prompt()
  private(set) var begun: Stamp?
  private(set) var question: QuestionID?
  /// The note that the line is to change; nil for a new one.
  private(set) var editing: Int?
  /// The place in the checklist of what the line settles; nil if it was not begun from there.
  private(set) var settles: Int?
  /// Some of it was pasted.
  private(set) var isPasted = false
  /// The program put it there, to be taken up or typed over, as a selected field is.
  private(set) var isOffered = false
  /// What was typed over.
  private var replaced: Replaced?

  private struct Replaced: Equatable, Sendable {
    let line: TypedLine
    let editing: Int?
  }

  init() {}

  /// A line that is given back, with its time.
  init(_ line: TypedLine, editing: Int? = nil, isOffered: Bool = false) {
    prompt = Prompt(line.text)
    begun = line.begun
    question = line.question
    self.editing = editing
    self.isOffered = isOffered
  }

  /// The line was begun from a place in the checklist, to settle what is open there.
  mutating func settle(_ place: Int) { settles = place }

  var text: String { prompt.text }
  var isEmpty: Bool { prompt.isEmpty }
  var isCompleting: Bool { prompt.isCompleting }

  /// The line as it would be entered now; nil if it is empty.
  var typed: TypedLine? {
    guard !isEmpty, let begun else { return nil }
    return TypedLine(text, begun: begun, question: question, isPasted: isPasted)
  }

  /// Takes a key; the first that types anything is the line's time. Typing takes the place of what is offered, every other
  /// key takes it up.
  mutating func handle(_ key: Key, at now: Stamp, on question: QuestionID?) -> LineEditor.Outcome {
    switch key {
    case .character, .paste: makeRoom()
    default: isOffered = false
    }
    let wasEmpty = isEmpty
    let outcome = prompt.handle(key)
    begin(wasEmpty, at: now, on: question)
    if case .paste = key, outcome == .edited { isPasted = true }
    return outcome
  }

  /// What is offered goes, until it is brought back.
  private mutating func makeRoom() {
    guard isOffered else { return }
    isOffered = false
    replaced = typed.map { Replaced(line: $0, editing: editing) }
    // What comes next is a note of its own, unless the program has opened an editor with what it proposes.
    if settles == nil { editing = nil }
    _ = prompt.handle(.end)
    _ = prompt.handle(.control("u"))
  }

  /// Puts a text at the cursor, or in the place of what is offered.
  mutating func insert(_ text: String, at now: Stamp, on question: QuestionID?) -> LineEditor.Outcome {
    makeRoom()
    let wasEmpty = isEmpty
    let outcome = prompt.insert(text)
    begin(wasEmpty, at: now, on: question)
    return outcome
  }

  /// Completes the word before the cursor; false if there is nothing that it could become.
  mutating func complete(
    backwards: Bool, at now: Stamp, on question: QuestionID?, _ find: (String) -> Offer?
  ) -> Bool {
    let wasEmpty = isEmpty
    isOffered = false
    let isDone = prompt.complete(backwards: backwards, find)
    begin(wasEmpty, at: now, on: question)
    return isDone
  }

  /// Takes away what is offered for the word before the cursor; false if nothing is.
  @discardableResult
  mutating func closeCompletion() -> Bool { prompt.closeCompletion() }

  /// Takes back the last step of editing; false if there is none.
  mutating func undo() -> Bool {
    guard prompt.undo() else { return false }
    // What was typed over comes back with the first key that was typed over it.
    if prompt.isEmpty, replaced != nil { _ = prompt.undo() }
    if let replaced, text == replaced.line.text {
      (begun, question, editing) = (replaced.line.begun, replaced.line.question, replaced.editing)
    }
    return true
  }

  /// Makes the step again that was taken back last; false if there is none.
  mutating func redo() -> Bool { prompt.redo() }

  /// Puts a text in place of the whole line, as if it had been typed when the line was.
  mutating func rewrite(_ text: String) { prompt.begin(text) }

  private mutating func begin(_ wasEmpty: Bool, at now: Stamp, on question: QuestionID?) {
    // A line that was emptied is begun anew with its next key; an edit keeps its note's.
    guard wasEmpty, !isEmpty else { return }
    isPasted = false
    begun = now
    self.question = question
  }
}
