internal import Facilitation
internal import Interview
internal import TextScreen

/// Something that stands over the question and the notes for a while, with its own keys. Most have a line of their own: the
/// note that is being typed is shelved meanwhile, with its time.
struct RecordingPanel: Sendable {
  enum Kind: Equatable, Sendable {
    /// Questions, filtered as one types.
    case goTo
    /// Notes that hold the words that are typed.
    case find
    /// Participants; commands about them are typed without the slash.
    case people
    /// What is still open; the group is ended from here.
    case checklist
    /// An answer of several lines. It has no line of its own: typing goes on in the note line.
    case reading(title: String, lines: [String])
    /// All commands and the shorthand, read in the same way.
    case help([String])
    /// A pasted block of several lines.
    case paste(String, begun: Stamp)
    /// The oral summary, to be read out; it is recorded once it was.
    case summary([String])
    /// A command that changes many notes or destroys text, and what it would do. It stands as long as the recording
    /// asks.
    case confirm(command: String, lines: [String], prompt: String)
  }

  private(set) var kind: Kind
  private(set) var line = OpenLine()
  /// Which entry of its list is chosen.
  private(set) var choices: ChoiceList
  /// What is read in it.
  private(set) var reading: ReadingPanel?
  /// What is shown of a pasted block.
  private(set) var pasted = PastedBlock("")
  /// When it came, if it is an answer that may come while one types.
  private let since: Offset?

  /// Entries that a page of a list goes on by.
  private static let page = 10
  /// Milliseconds that an answer stands at least: it may be closed unseen.
  private static let shortestReading = 3000

  /// - Parameters:
  ///   - choice: the entry that is chosen at first.
  ///   - since: when it comes, if it is an answer that may come while one types.
  init(_ kind: Kind, at choice: Int = 0, since: Offset? = nil) {
    self.kind = kind
    self.since = since
    choices = ChoiceList(at: choice)
    reading = kind.lines.map { ReadingPanel(kind.title, $0) }
    // Once: a block may be a megabyte, and is shown with every key.
    if case .paste(let block, _) = kind { pasted = PastedBlock(block) }
  }

  /// Asks something else, or of other notes; what is typed stays.
  mutating func ask(_ kind: Kind) {
    guard kind != self.kind else { return }
    self.kind = kind
    reading = kind.lines.map { ReadingPanel(kind.title, $0) }
  }

  /// It has a line of its own.
  var hasLine: Bool {
    switch kind {
    case .reading, .help: false
    case .goTo, .find, .people, .checklist, .paste, .summary, .confirm: true
    }
  }

  /// What is typed where a yes is asked for may be a note.
  var takesNotes: Bool {
    switch kind {
    case .confirm, .summary: true
    case .goTo, .find, .people, .checklist, .reading, .help, .paste: false
    }
  }

  /// It asks before what cannot be undone.
  var asks: Bool { if case .confirm = kind { true } else { false } }

  /// The oral summary is read out from it.
  var isSummary: Bool { if case .summary = kind { true } else { false } }

  /// The help is read in it.
  var isHelp: Bool { if case .help = kind { true } else { false } }

  /// It has just come, and may not have been seen.
  func isNew(at now: Offset) -> Bool { since.map { now - $0 < RecordingPanel.shortestReading } ?? false }

  /// What is typed narrows its list.
  private var isFiltered: Bool { kind == .goTo || kind == .find }

  // MARK: Its line

  /// What was typed in it has been taken.
  mutating func clearLine() { line = OpenLine() }

  /// Puts a line into it.
  mutating func giveBack(_ line: TypedLine) { self.line = OpenLine(line, isOffered: true) }

  // MARK: Keys

  /// What a key did in a panel with a line of its own.
  enum Outcome: Equatable {
    /// It is taken, or means nothing here.
    case taken
    /// The panel is to go.
    case closes
    /// What is typed or chosen is entered.
    case enters
    /// Off the record nothing but an answer is taken.
    case notKept
  }

  /// Takes a key.
  ///
  /// - Parameter entries: what there is to choose from.
  mutating func press(_ key: Key, at now: Stamp, _ entries: PanelEntries) -> Outcome {
    switch key {
    case .escape: return .closes
    case .enter: return .enters
    case .up, .down, .pageUp, .pageDown:
      _ = choices.move(key, of: entries.list(of: self).count, page: RecordingPanel.page)
      return .taken
    case .tab: if case .question(let id) = entries.list(of: self).first?.meaning { line.rewrite(id) }
    case .control("z"): _ = line.undo()
    case .control("y"): _ = line.redo()
    case .control("d"): break
    default:
      if asks, entries.session.isOffRecord, !isAnswer(key) { return .notKept }
      let outcome = line.handle(key, at: now, on: entries.session.currentQuestion)
      if outcome == .edited, isFiltered { choices = ChoiceList() }
    }
    choices.choose(choices.choice, of: entries.list(of: self).count)
    return .taken
  }

  /// What is typed may be an answer, and nothing else of what is said.
  private func isAnswer(_ key: Key) -> Bool {
    switch key {
    case .character(let character):
      Recording.takesAnswerOffRecord(line.text + String(character))
        && (!Command.isCommand(line.text) || Recording.takesOffRecord(line.text))
    case .paste: false
    default: true
    }
  }

  /// Scrolls what is read in it, in an area of this size; false if the key means something else.
  ///
  /// - Parameter isTyping: something stands in the line, in which these keys go on.
  mutating func scroll(_ key: Key, isTyping: Bool, width: Int, height: Int) -> Bool {
    switch key {
    case .up, .down, .home, .end: guard !isTyping else { return false }
    default: break
    }
    return reading?.scroll(key, width: width, height: height) ?? false
  }

  // MARK: Enter

  /// What Enter asks for.
  enum Request: Equatable {
    case nothing
    case close
    /// Something is wrong, or worth knowing; the panel stays.
    case say(Reply.Kind, String)
    case go(QuestionID)
    /// A note is looked at.
    case look(Note)
    case find(String)
    /// A command without its slash; a panel that closes does so if it is one.
    case command(String, closing: Bool)
    /// The command that settles what is open.
    case settle(Command)
    /// What is still open has been read: the group has ended.
    case end
    /// What was typed where a yes was asked for.
    case answer
    /// The summary was read out.
    case readOut
    /// Nothing is done; what was typed instead may be a note.
    case leave
    /// The block becomes a line.
    case insert(String, begun: Stamp)
    /// The block becomes a line of each of its lines.
    case enter(lines: [String], begun: Stamp)
  }

  /// Takes what is typed or chosen.
  mutating func enter(_ entries: PanelEntries) -> Request {
    let text = line.text.trimmed
    let list = entries.list(of: self)
    let chosen = list.indices.contains(choices.choice) ? list[choices.choice].meaning : nil
    switch kind {
    case .goTo:
      if case .question(let id) = chosen { return .go(id) }
      return .say(.refused, "no question is called “\(text)”")
    case .find:
      if case .note(let number) = chosen, let note = entries.session.note(number) { return .look(note) }
      return text.isEmpty ? .close : .find(text)
    case .people:
      guard text.isEmpty else { return .command(text, closing: false) }
      if case .seat(let seat) = chosen { line.rewrite("p \(seat) ") }
      return .nothing
    case .checklist: return enterChecklist(text, chosen)
    case .paste(let block, let begun): return enterPaste(block, begun: begun, text)
    case .confirm: return .answer
    case .summary: return text.isEmpty ? .readOut : .leave
    case .reading, .help: return .close
    }
  }

  private func enterChecklist(_ text: String, _ chosen: PanelEntries.Entry.Meaning?) -> Request {
    switch text.lowercased() {
    case "":
      if case .command(let command) = chosen { return .settle(command) }
      return .say(.told, "nothing is open; type end and Enter when the group has ended")
    case "end", "/end": return .end
    default: return .command(text, closing: true)
    }
  }

  private func enterPaste(_ block: String, begun: Stamp, _ text: String) -> Request {
    switch text.lowercased() {
    case "", "one": return .insert(block, begun: begun)
    case "lines", "l":
      let lines = block.split(separator: "\n").map(String.init).filter { !$0.trimmed.isEmpty }
      return .enter(lines: lines, begun: begun)
    default: return .say(.refused, "Enter alone makes one note; lines and Enter one note a line; Esc none")
    }
  }
}

extension RecordingPanel.Kind {
  /// The panel that a command opens; nil if it is done at once.
  init?(for command: Command?, in recording: Recording, now: Stamp) {
    let session = recording.session
    switch command {
    case .choose(.question): self = .goTo
    case .choose(.note): self = .find
    case .who: self = .people
    case .end where recording.isRehearsal: return nil
    case .end where session.begunAt != nil && session.endedAt == nil: self = .checklist
    case .summary where !session.isOffRecord && session.endedAt == nil:
      guard let summary = Reports.oralSummary(of: session, at: now.offset) else { return nil }
      self = .summary(summary.lines)
    case .help(nil): self = .help(Help.onScreen(recording))
    default: return nil
    }
  }

  /// What its line stands behind.
  var prompt: String {
    switch self {
    case .goTo: "go to"
    case .find: "find"
    case .people: "participants"
    case .checklist: "checklist"
    case .reading, .help: ""
    case .paste: "paste"
    case .summary: "summary"
    case .confirm(_, _, let prompt): prompt
    }
  }

  /// What stands on its rule.
  var title: String {
    switch self {
    case .goTo: "go to a question"
    case .find: "find in the notes"
    case .people: "participants"
    case .checklist: "before the people go"
    case .reading(let title, _): title
    case .help: "help"
    case .paste: "pasted"
    case .confirm(let command, _, _): command
    case .summary: "the oral summary"
    }
  }

  /// What is read in it; nil in a panel with a list.
  fileprivate var lines: [String]? {
    switch self {
    case .reading(_, let lines), .help(let lines), .confirm(_, let lines, _), .summary(let lines): lines
    case .goTo, .find, .people, .checklist, .paste: nil
    }
  }
}
