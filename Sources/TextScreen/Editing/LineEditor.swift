/// A line of text and the cursor in it: edited as everywhere, by whole characters (grapheme clusters). A key costs
/// what it changes, however long the line is.
public struct LineEditor: Equatable, Sendable {
  /// The longest line in UTF-8 bytes; what goes beyond is not taken.
  public static let longest = 1 << 20
  /// The most steps of editing that can be taken back. There are fewer of a long line, since each keeps the line as it
  /// was.
  static let mostSteps = 200
  /// Bytes that all steps together may keep.
  static let mostKept = 4 << 20

  /// What stands before the cursor.
  public private(set) var before: String
  /// What stands behind the cursor.
  public private(set) var after = ""

  private struct Step: Equatable, Sendable {
    var before: String
    var after: String
  }
  private enum Action: Sendable { case typing, rubbing, other }
  private var past: [Step] = []
  private var future: [Step] = []
  private var lastAction = Action.other

  /// The cursor stands at the end.
  public init(_ text: String = "") { before = text }

  /// The whole line.
  public var text: String { before + after }
  /// Nothing is typed.
  public var isEmpty: Bool { before.isEmpty && after.isEmpty }

  /// What a key did to the line.
  public enum Outcome: Equatable, Sendable {
    /// The key means something else.
    case ignored
    /// The text changed.
    case edited
    /// The cursor moved, or could have.
    case moved
    /// It would be too long.
    case full
  }

  /// Takes a key.
  public mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .character(let character): return insert(String(character), as: .typing)
    case .paste(let block): return insert(block, as: .other)
    case .backspace: return rubOut()
    case .delete:
      return change(.other) {
        $0.after.removeFirst()
      } unless: {
        $0.after.isEmpty
      }
    case .control("d"):
      return change(.other) {
        $0.after.removeFirst()
      } unless: {
        $0.after.isEmpty
      }
    case .left, .control("b"): return move { $0.stepLeft() }
    case .right, .control("f"): return move { $0.stepRight() }
    case .wordLeft: return move { $0.wordLeft() }
    case .wordRight: return move { $0.wordRight() }
    case .home, .control("a"): return move { $0.toStart() }
    case .end, .control("e"): return move { $0.toEnd() }
    case .control("w"):
      return change(.other) {
        $0.before = String($0.before.dropLast($0.wordBefore))
      } unless: {
        $0.before.isEmpty
      }
    case .control("u"):
      return change(.other) {
        $0.before = ""
      } unless: {
        $0.before.isEmpty
      }
    case .control("k"):
      return change(.other) {
        $0.after = ""
      } unless: {
        $0.after.isEmpty
      }
    default: return .ignored
    }
  }

  /// Puts a text at the cursor.
  @discardableResult
  public mutating func insert(_ text: String) -> Outcome { insert(text, as: .other) }

  /// Puts a text in place of the last characters before the cursor.
  public mutating func replace(last count: Int, with text: String) {
    remember(as: .other)
    before = String(before.dropLast(count)) + text
  }

  /// Takes back the last step of editing.
  ///
  /// - Returns: false if there is none.
  public mutating func undo() -> Bool {
    guard let step = past.popLast() else { return false }
    future.append(Step(before: before, after: after))
    (before, after) = (step.before, step.after)
    lastAction = .other
    return true
  }

  /// Repeats the step that was taken back last.
  ///
  /// - Returns: false if there is none.
  public mutating func redo() -> Bool {
    guard let step = future.popLast() else { return false }
    past.append(Step(before: before, after: after))
    (before, after) = (step.before, step.after)
    lastAction = .other
    return true
  }

  // MARK: Changing

  private mutating func insert(_ text: String, as action: Action) -> Outcome {
    guard before.utf8.count + after.utf8.count + text.utf8.count <= LineEditor.longest else { return .full }
    let beginsWord = text.first?.isWhitespace == false && before.last?.isWhitespace ?? true
    if action != .typing || lastAction != .typing || beginsWord { remember(as: action) }
    before += text
    future = []
    return .edited
  }

  private mutating func rubOut() -> Outcome {
    guard !before.isEmpty else { return .moved }
    if lastAction != .rubbing { remember(as: .rubbing) }
    before.removeLast()
    future = []
    return .edited
  }

  private mutating func change(
    _ action: Action, _ body: (inout LineEditor) -> Void, unless isIdle: (LineEditor) -> Bool
  ) -> Outcome {
    guard !isIdle(self) else { return .moved }
    remember(as: action)
    body(&self)
    return .edited
  }

  private mutating func remember(as action: Action) {
    past.append(Step(before: before, after: after))
    let size = max(1, before.utf8.count + after.utf8.count)
    let most = min(LineEditor.mostSteps, max(1, LineEditor.mostKept / size))
    if past.count > most { past.removeFirst(past.count - most) }
    future = []
    lastAction = action
  }

  // MARK: Moving

  private mutating func move(_ body: (inout LineEditor) -> Void) -> Outcome {
    body(&self)
    lastAction = .other
    return .moved
  }

  private mutating func stepLeft() {
    guard let character = before.popLast() else { return }
    after.insert(character, at: after.startIndex)
  }

  private mutating func stepRight() {
    guard !after.isEmpty else { return }
    before.append(after.removeFirst())
  }

  private mutating func toStart() {
    after = before + after
    before = ""
  }

  private mutating func toEnd() {
    before += after
    after = ""
  }

  /// Characters back to where the word before the cursor begins.
  private var wordBefore: Int {
    let blanks = before.reversed().prefix { $0.isWhitespace }.count
    return blanks + before.reversed().dropFirst(blanks).prefix { !$0.isWhitespace }.count
  }

  private mutating func wordLeft() {
    let count = wordBefore
    after = before.suffix(count) + after
    before = String(before.dropLast(count))
  }

  private mutating func wordRight() {
    let blanks = after.prefix { $0.isWhitespace }.count
    let count = blanks + after.dropFirst(blanks).prefix { !$0.isWhitespace }.count
    before += after.prefix(count)
    after = String(after.dropFirst(count))
  }
}
