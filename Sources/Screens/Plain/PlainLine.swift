public import Facilitation
public import Interview
internal import Text
public import TextScreen

/// The line at a plain terminal: append-only, edited at its end only, so that a screen reader or a braille line
/// hears each key once.
public struct PlainLine: Equatable, Sendable {
  /// What a key did to the line.
  public enum Outcome: Equatable, Sendable {
    /// Show this after what is there; it is safe for a terminal.
    case echo(String)
    /// Take these characters back from the end of what is shown.
    case rubOut([Character])
    /// Take these characters back, and show this in their place.
    case replace([Character], String)
    /// The line is entered.
    case entered(TypedLine)
    /// The line stays; a command is done beside it.
    case command(Command)
    /// `^C`: says how to leave.
    case interrupt
    /// No more of several questions is to be asked; the line stays.
    case dismissed
    /// The line is full, and nothing more is taken: told once.
    case full
    /// Nothing.
    case nothing

    /// What is written to the terminal for it; nil if something else has to be done.
    var output: String? {
      switch self {
      case .echo(let text): text
      case .rubOut(let characters): Outcome.back(over: characters)
      case .replace(let characters, let text): Outcome.back(over: characters) + text
      case .entered, .command, .interrupt, .dismissed, .full, .nothing: nil
      }
    }

    private static func back(over characters: [Character]) -> String {
      let columns = DisplayWidth.of(characters.map { safeText(String($0)) }.joined())
      return String(repeating: "\u{8} \u{8}", count: columns)
    }
  }

  /// The longest line in UTF-8 bytes; what goes beyond is not taken.
  public static let longest = 1 << 20

  /// What is typed so far.
  public private(set) var text = ""
  /// The first key and the question it was typed on; nil while the line is empty.
  public private(set) var begun: (stamp: Stamp, question: QuestionID?)?
  /// The note being edited.
  public private(set) var editing: Int?
  private var isPasted = false
  private var isFull = false
  /// The program put it there, to be taken up or typed over, as a selected field is.
  private var isOffered = false
  /// What was typed over.
  private var replaced: TypedLine?

  public init() {}

  public static func == (left: PlainLine, right: PlainLine) -> Bool {
    left.text == right.text && left.begun?.stamp == right.begun?.stamp && left.editing == right.editing
  }

  /// The line as it would be entered now; nil if it is empty.
  public var typed: TypedLine? {
    guard let begun, !text.isEmpty else { return nil }
    return TypedLine(text, begun: begun.stamp, question: begun.question, isPasted: isPasted)
  }

  /// Puts a line back, with its time.
  ///
  /// - Parameter isOffered: nobody asked for it: typing takes its place, and every other key takes it up.
  public mutating func giveBack(_ line: TypedLine, editing: Int?, isOffered: Bool = false) {
    text = line.text
    self.isOffered = isOffered
    // Here no prompt says that a note is edited.
    if let editing, !Command.isCommand(text) { text = Command.edit(editing, text).line }
    begun = (line.begun, line.question)
    self.editing = editing
  }

  /// Empties the line.
  public mutating func clear() { self = PlainLine() }

  /// A key does nothing but edit the line: it enters nothing.
  func isEdited(by key: Key, in recording: Recording) -> Bool {
    if case .does = RecordingShortcut.of(key, empty: text.isEmpty, in: recording) { return false }
    switch key {
    case .character, .paste, .backspace, .control("w"), .control("u"): return true
    default: return false
    }
  }

  /// Takes a key.
  public mutating func handle(_ key: Key, now: Stamp, in recording: Recording) -> Outcome {
    if isOffered { return handleOffered(key, now: now, in: recording) }
    if let shortcut = RecordingShortcut.of(key, empty: text.isEmpty, in: recording) {
      switch shortcut {
      case .does(let command): return .command(command)
      case .begins(let start): return type(start, now: now, in: recording)
      }
    }
    switch key {
    case .character(let character): return type(String(character), now: now, in: recording)
    case .paste(let block):
      let outcome = type(block, now: now, in: recording)
      if case .echo = outcome { isPasted = true }
      return outcome
    case .control("z") where replaced != nil: return bringBack()
    case .enter:
      var line = typed ?? TypedLine("", begun: now, question: nil)
      line.question = line.question ?? recording.session.currentQuestion
      clear()
      return .entered(line)
    case .backspace: return rubOut { _ in 1 }
    case .control("w"): return rubOut(PlainLine.lastWord)
    case .control("u"): return rubOut { $0.count }
    case .control("z"): return rubOut { $0.count }
    case .control("c"): return .interrupt
    case .escape where recording.confirmation?.isOneOfSeveral == true: return .dismissed
    default: return .nothing
    }
  }

  /// Takes a key while the line is offered.
  private mutating func handleOffered(_ key: Key, now: Stamp, in recording: Recording) -> Outcome {
    let offered = self
    isOffered = false
    switch (key, RecordingShortcut.of(key, empty: text.isEmpty, in: recording)) {
    case (_, .begins), (.character, nil), (.paste, nil): break
    default: return handle(key, now: now, in: recording)
    }
    self = PlainLine()
    let outcome = handle(key, now: now, in: recording)
    guard case .echo(let shown) = outcome else {
      // What is not taken takes nothing away.
      self = offered
      return outcome
    }
    replaced = offered.typed
    return .replace(Array(offered.text), shown)
  }

  /// Puts back what was typed over.
  private mutating func bringBack() -> Outcome {
    guard let replaced else { return .nothing }
    let gone = Array(text)
    self.replaced = nil
    giveBack(replaced, editing: editing)
    return .replace(gone, safeText(text))
  }

  private mutating func type(_ more: String, now: Stamp, in recording: Recording) -> Outcome {
    guard text.utf8.count + more.utf8.count <= PlainLine.longest else {
      defer { isFull = true }
      return isFull ? .nothing : .full
    }
    // Off the record only a command is taken, or an answer: what is never in the line cannot come out of it later.
    if recording.session.isOffRecord, (text + more).first != "/",
      !recording.isAskingForYes || !Recording.takesAnswerOffRecord(text + more)
    {
      return .nothing
    }
    if text.isEmpty {
      begun = (now, recording.session.currentQuestion)
      isPasted = false
    }
    text += more
    return .echo(safeText(more))
  }

  private mutating func rubOut(_ count: (String) -> Int) -> Outcome {
    let gone = Array(text.suffix(count(text)))
    text.removeLast(gone.count)
    if text.isEmpty { begun = nil }
    if !gone.isEmpty { isFull = false }
    return gone.isEmpty ? .nothing : .rubOut(gone)
  }

  private static func lastWord(_ text: String) -> Int {
    let blanks = text.reversed().prefix { $0 == " " }.count
    return blanks + text.dropLast(blanks).reversed().prefix { $0 != " " }.count
  }
}
