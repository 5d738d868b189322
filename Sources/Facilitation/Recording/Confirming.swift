internal import Interview
internal import Text

/// Something that waits for a word to be typed before it is done.
package protocol WaitsForWord {
  /// What has to be typed: `yes`, or a name.
  var wanted: String { get }
  /// It is one of several questions that are asked one after the other.
  var isOneOfSeveral: Bool { get }
}

extension WaitsForWord {
  /// What a line stands behind that is an answer.
  package var prompt: String { wanted == Confirmation.yes ? "yes?" : "its id?" }

  package var isOneOfSeveral: Bool { false }

  /// How it is answered.
  package var howToAnswer: String {
    isOneOfSeveral
      ? "yes and Enter destroys it; Enter or no keeps it; Escape ends"
      : "type \(wanted) and Enter to do it; anything else leaves everything as it is"
  }

  /// The same in a row below the line.
  package var hint: String {
    isOneOfSeveral
      ? "yes and Enter destroys it · Enter or no keeps it · Esc ends"
      : "\(prompt.dropLast()) and Enter does it · Esc leaves everything as it is"
  }

  /// What is said of an answer that is another word.
  var isOther: String { "that is not it; \(howToAnswer)" }
}

/// A command that waits for a yes, and what it was asked with.
package struct Confirmation: Equatable, Sendable, WaitsForWord {
  let command: Command
  /// The command that asks about several, one after the other; nil if it is asked once.
  let walk: Command?
  /// The line that asked for it; nil if a key or a panel did.
  let line: TypedLine?
  let askedAt: Stamp
  /// What goes or changes.
  package let lines: [String]
  /// What has to be typed: `yes`, or a name.
  package let wanted: String
  /// When all of the question could be read, and no key waited that was pressed before; nil until then.
  fileprivate(set) var readAt: Offset?

  /// Nobody reads the question and answers it in fewer milliseconds.
  static let shortestReading = 200

  /// What is said of what is not done.
  static let leftAsItWas = "left as it was"

  /// What is typed where nothing harder is wanted.
  static let yes = "yes"

  /// It is one of several questions that are asked one after the other.
  package var isOneOfSeveral: Bool { walk != nil }

  /// The line that asks for it.
  package var asked: String { line?.text ?? (walk ?? command).line }

  /// The line can be an answer: it was begun by hand after the question could be read. A line that was waiting when the
  /// question came, or that follows it in one block, is no answer. Dictation, input methods and cooked terminals give a
  /// line at once, but not that soon.
  package func isAnswered(by line: TypedLine) -> Bool {
    guard let readAt, !line.isPasted else { return false }
    return line.begun.offset - readAt >= Confirmation.shortestReading
  }

  /// What is said when it is not done.
  var left: String {
    if case .off = command { return "what was noted stays; off the record from now on" }
    return Confirmation.leftAsItWas
  }
}

/// What it takes to destroy text or to correct in bulk: somebody said yes to what was shown, or nobody was there to be
/// asked, or there was nothing to ask about. Only `Confirming` makes one.
struct GoAhead {
  /// When the command came. What reaches back in time reaches back from then.
  let askedAt: Stamp

  fileprivate init(_ askedAt: Stamp) { self.askedAt = askedAt }
}

/// The question that waits for a yes, one at most, and what counts as an answer to it.
struct Confirming: Equatable, Sendable {
  private(set) var waiting: Confirmation?

  /// What follows from what was entered while a question waited.
  enum Verdict {
    /// Somebody said yes to what was shown.
    case yes(Confirmation, GoAhead)
    /// Somebody said no, in this word.
    case no(Confirmation, GoAhead)
    /// The question stays, to be read once more.
    case stays(because: String)
    /// Nobody said yes: all is left as it was, and what was entered instead is taken as what it is.
    case left(Confirmation, instead: Input?)
    /// What was typed before the question could be read is a note, and no answer: it is asked anew.
    case tooEarly(Confirmation, TypedLine)
  }

  /// It waits, and nobody can have read it yet.
  var awaitsReading: Bool { waiting.map { $0.readAt == nil } ?? false }

  /// All of it can be read now, and no key waits that was pressed before.
  mutating func isShown(at now: Offset) {
    if awaitsReading { waiting?.readAt = now }
  }

  /// Nobody said yes.
  mutating func drop() { waiting = nil }

  /// Asks about a command.
  ///
  /// - Parameters:
  ///   - lines: what goes or changes; nil if there is nothing, or nobody, to ask about.
  ///   - wanted: what has to be typed.
  ///   - walk: the command that asks about several, one after the other.
  /// - Returns: what it takes to do the command at once; nil if it waits for a yes.
  mutating func ask(
    _ lines: [String]?, wanting wanted: String = Confirmation.yes, about command: Command, line: TypedLine?,
    walk: Command? = nil, now: Stamp
  ) -> GoAhead? {
    guard let lines else { return GoAhead(now) }
    waiting = Confirmation(
      command: command, walk: walk, line: line, askedAt: now, lines: lines.map(safeText), wanted: wanted)
    return nil
  }

  /// What follows from what was entered; nil if no question waits.
  mutating func take(_ input: Input) -> Verdict? {
    guard let asked = waiting else { return nil }
    guard case .text(let line) = input else { return leave(asked, instead: input) }
    let isAnswer = asked.isAnswered(by: line)
    let typed = line.text.trimmed.lowercased()
    switch typed {
    case asked.wanted.lowercased() where isAnswer:
      waiting = nil
      return .yes(asked, GoAhead(asked.askedAt))
    case _ where asked.wanted != Confirmation.yes && !typed.isEmpty && !typed.contains(" "):
      return askOn(isAnswer ? asked.isOther : Confirming.whyNot(line))
    case "yes", "y": return askOn(isAnswer ? "the whole word, please: yes" : Confirming.whyNot(line))
    // A key that is held down is no answer, neither yes nor no.
    case "" where !isAnswer: return askOn(Confirming.whyNot(line))
    case "no":
      waiting = nil
      return .no(asked, GoAhead(asked.askedAt))
    case "": return leave(asked, instead: nil)
    // The group talks on, and a note is a note.
    case _ where isAnswer: return leave(asked, instead: input)
    default:
      waiting = nil
      return .tooEarly(asked, line)
    }
  }

  private mutating func leave(_ asked: Confirmation, instead: Input?) -> Verdict {
    waiting = nil
    return .left(asked, instead: instead)
  }

  private mutating func askOn(_ words: String) -> Verdict {
    waiting?.readAt = nil
    return .stays(because: words)
  }

  private static func whyNot(_ line: TypedLine) -> String {
    line.isPasted
      ? "a yes that is pasted does not count: please type it"
      : "that was typed before the question could be read: yes and Enter, if it is meant"
  }
}
