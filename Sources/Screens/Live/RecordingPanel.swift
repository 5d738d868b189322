internal import Facilitation
internal import Interview
internal import TextScreen

/// Something that stands over the question and the notes for a while. Most have a line of their own: the note that is
/// being typed is shelved, with its time, and comes back when the panel goes.
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
    /// A pasted block of several lines.
    case paste(String, begun: Stamp)
    /// The oral summary, to be read out; it is recorded once it was.
    case summary([String])
    /// A command that changes many notes or destroys text, and what it would do. It stands as long as the recording
    /// asks.
    case confirm(command: String, lines: [String])
  }

  private(set) var kind: Kind
  var line = OpenLine()
  /// Which entry of its list is chosen.
  var choices = ChoiceList()
  /// What is read in it.
  var reading: ReadingPanel?
  /// When it came.
  var since = Offset.zero
  /// The note line, meanwhile.
  var shelf: OpenLine?

  /// What is shown of a pasted block.
  private(set) var pasted = PastedBlock("")

  init(_ kind: Kind) {
    self.kind = kind
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
  var hasLine: Bool { if case .reading = kind { false } else { true } }

  /// What is typed where a yes is asked for may be a note.
  var takesNotes: Bool {
    switch kind {
    case .confirm, .summary: true
    default: false
    }
  }

  /// It asks before what cannot be undone.
  var asks: Bool { if case .confirm = kind { true } else { false } }

  /// What is typed narrows its list.
  var isFiltered: Bool { kind == .goTo || kind == .find }

  /// What its line stands behind.
  var prompt: String {
    switch kind {
    case .goTo: return "go to"
    case .find: return "find"
    case .people: return "participants"
    case .checklist: return "checklist"
    case .reading: return ""
    case .paste: return "paste"
    case .summary: return "summary"
    case .confirm: return "yes?"
    }
  }

  /// The panel that a command opens; nil if it is done at once.
  static func kind(for command: Command?, in recording: Recording, now: Stamp) -> Kind? {
    let session = recording.session
    switch command {
    case .choose(.question): return .goTo
    case .choose(.note): return .find
    case .who: return .people
    case .end: return session.begunAt != nil && session.endedAt == nil ? .checklist : nil
    case .summary:
      guard !session.isOffRecord, session.endedAt == nil else { return nil }
      return Reports.oralSummary(of: session, at: now.offset).map { .summary($0.lines) }
    case .help(nil): return .reading(title: "help", lines: Help.onScreen(recording))
    default: return nil
    }
  }
}

extension RecordingPanel.Kind {
  /// What stands on its rule.
  var title: String {
    switch self {
    case .goTo: "go to a question"
    case .find: "find in the notes"
    case .people: "participants"
    case .checklist: "before the people go"
    case .reading(let title, _): title
    case .paste: "pasted"
    case .confirm(let command, _): command
    case .summary: "the oral summary"
    }
  }

  /// What is read in it; nil in a panel with a list.
  fileprivate var lines: [String]? {
    switch self {
    case .reading(_, let lines), .confirm(_, let lines), .summary(let lines): lines
    case .goTo, .find, .people, .checklist, .paste: nil
    }
  }
}

/// What is shown of a block that was pasted, and may be a megabyte without a line break.
struct PastedBlock: Sendable {
  /// Lines that are not empty.
  private(set) var lines = 0
  /// The beginnings of the first lines.
  private(set) var first: [String] = []

  private static let mostLines = 1000
  /// Bytes of a line: more than a row of the widest terminal shows.
  private static let longestLine = 4096

  init(_ block: String) {
    let bytes = block.utf8
    var start = bytes.startIndex
    while true {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      if end > start { lines += 1 }
      if first.count < PastedBlock.mostLines {
        let cut = bytes.index(start, offsetBy: PastedBlock.longestLine, limitedBy: end) ?? end
        first.append(String(decoding: bytes[start..<cut], as: UTF8.self))
      }
      guard end < bytes.endIndex else { return }
      start = bytes.index(after: end)
    }
  }
}
