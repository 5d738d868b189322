internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

/// What the program says, for as long as it matters. It stands on a free row, or over the lowest rows of the middle, and
/// goes by itself.
struct MessageArea: Sendable {
  /// One thing that is said.
  struct Message: Equatable, Sendable {
    let kind: Reply.Kind
    let text: String
    let at: Offset

    /// Milliseconds that it stands, unless something is entered.
    private var lifetime: Int {
      switch kind {
      case .saved, .told, .question: 6000
      case .refused, .warning: 30_000
      }
    }

    func isAlive(at now: Offset) -> Bool { now - at < lifetime }
  }

  private var messages: [Message] = []
  /// When something was last typed: what was told before has been read by then.
  private var typedAt = Offset(-1)

  /// More than these are not kept: the oldest go.
  private static let most = 4
  /// The most rows that messages take.
  private static let mostRows = 3

  var isEmpty: Bool { messages.isEmpty }

  // MARK: Saying

  /// Says something; what was said before in the same words is not said twice.
  mutating func say(_ kind: Reply.Kind, _ text: String, at now: Offset) {
    messages.removeAll { $0.text == text }
    messages.append(Message(kind: kind, text: text, at: now))
    if messages.count > MessageArea.most { messages.removeFirst() }
  }

  /// Says something in place of all that was said.
  mutating func sayOnly(_ kind: Reply.Kind, _ text: String, at now: Offset = .zero) {
    messages = [Message(kind: kind, text: text, at: now)]
  }

  mutating func clear() { messages = [] }

  /// Something is typed.
  mutating func type(at now: Offset) { typedAt = now }

  /// What has been said long enough goes.
  mutating func pass(to now: Offset) { messages.removeAll { !$0.isAlive(at: now) } }

  /// What was said more than so many milliseconds ago goes.
  mutating func clear(olderThan age: Int, at now: Offset) { messages.removeAll { now - $0.at > age } }

  /// Something else is entered: what was refused before is over.
  mutating func clearRefusals() { messages.removeAll { $0.kind == .refused } }

  // MARK: Drawing

  /// Where what is said is drawn.
  private enum Place {
    case nowhere
    /// On the row with nothing on it.
    case free(Row)
    /// Over the lowest rows of the middle.
    case over([Row])
  }

  /// Draws what is said, the newest first.
  ///
  /// - Parameters:
  ///   - free: a row with nothing on it; empty or nil for none.
  ///   - middle: where there are rows to stand over.
  ///   - isTyping: something stands in the line; then only what must be seen stays.
  func draw(in frame: inout Frame, free: Range<Int>?, over middle: Range<Int>, isTyping: Bool = false) {
    switch place(free: free, over: middle, columns: frame.size.columns, isTyping: isTyping) {
    case .nowhere: break
    case .free(let row): if let free { frame.set(free, row) }
    case .over(let rows): frame.set(above: middle.upperBound, rows)
    }
  }

  /// How many of the lowest rows of the middle `draw` stands over, so that what matters there can end above them.
  func rowsCovered(free: Range<Int>?, over middle: Range<Int>, columns: Int, isTyping: Bool = false) -> Int {
    switch place(free: free, over: middle, columns: columns, isTyping: isTyping) {
    case .nowhere, .free: 0
    case .over(let rows): rows.count
    }
  }

  private func place(free: Range<Int>?, over middle: Range<Int>, columns: Int, isTyping: Bool) -> Place {
    let shown = isTyping ? newestFirst.filter(outlastsTyping) : newestFirst
    guard !shown.isEmpty else { return .nowhere }
    let text = shown.map(\.text).joined(separator: " · ")
    let role: Role = shown.contains { $0.kind == .refused || $0.kind == .warning } ? .warning : .notice
    if let free, !free.isEmpty, middle.isEmpty || lines(text, columns, most: 2).count == 1 {
      return .free(row(text, role, columns))
    }
    let lines = lines(text, columns, most: min(MessageArea.mostRows, middle.count))
    return .over(lines.map { row($0, role, columns) })
  }

  private func outlastsTyping(_ message: Message) -> Bool {
    switch message.kind {
    case .refused, .warning: true
    case .told, .question: message.at >= typedAt
    case .saved: false
    }
  }

  private func row(_ text: String, _ role: Role, _ columns: Int) -> Row {
    var row = Row(width: columns)
    row.add(" ")
    row.add(text, role)
    return row
  }

  /// A text in at most so many lines, the last with a sign if there is more.
  private func lines(_ text: String, _ columns: Int, most: Int) -> [String] {
    guard most > 0 else { return [] }
    let all = wrapped(text, width: max(1, columns - 2), breakingWords: true, most: most + 1)
    guard all.count > most else { return all }
    return all.prefix(most - 1) + [all[most - 1] + "…"]
  }

  /// What was said last comes first; what was said at once stays in its order.
  private var newestFirst: [Message] {
    var ordered: [Message] = []
    var rest = messages[...]
    while let last = rest.last {
      let together = rest.filter { $0.at == last.at }
      ordered += together
      rest = rest.dropLast(together.count)
    }
    return ordered
  }
}
