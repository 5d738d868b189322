public import Interview
internal import Text

/// A command that waits for a yes, and what it was asked with.
public struct Confirmation: Equatable, Sendable {
  let command: Command
  /// The line that asked for it; nil if a key or a panel did.
  let line: TypedLine?
  let askedAt: Stamp
  /// What goes or changes.
  package let lines: [String]
  /// When all of the question stood before somebody's eyes, and nothing that was typed before was left unread; nil
  /// until then.
  var readAt: Offset?

  /// Milliseconds in which nobody has read the question and answered it.
  static let shortestReading = 200

  /// The line that asks for it.
  package var asked: String { line?.text ?? command.line }

  /// The line can be an answer: it was begun, and by hand, after the question could be read. What was waiting when the
  /// question came, or follows it in one block, is none. Dictation, input methods and cooked terminals give a line at
  /// once, but not that soon.
  package func isAnswered(by line: TypedLine) -> Bool {
    guard let readAt, !line.isPasted else { return false }
    return line.begun.offset - readAt >= Confirmation.shortestReading
  }
}

/// What it takes to destroy text or to correct in bulk: somebody said yes to what was shown, or there was nobody, or
/// nothing, to ask about. Only the guard makes one.
struct GoAhead {
  /// When the command came: whatever reaches back reaches back from then.
  let askedAt: Stamp

  fileprivate init(_ askedAt: Stamp) { self.askedAt = askedAt }
}

/// The one way to every command, from every road: the line, a panel, a key, plain mode. A command whose row says that
/// it asks is done only after a yes.
extension Recording {
  /// A question is drawn or said, or is to be, and nobody can have read it.
  public var awaitsReading: Bool { confirmation.map { $0.readAt == nil } ?? false }

  /// A question waits for its yes.
  public var isAskingForYes: Bool { confirmation != nil }

  /// All of the question is before somebody's eyes, and no key waits that was pressed before.
  public mutating func questionIsShown(at now: Offset) {
    if awaitsReading { confirmation?.readAt = now }
  }

  /// Nobody said yes: all is left as it was.
  package mutating func dropConfirmation() { confirmation = nil }

  /// Does a command as far as it may be done now, or asks about it first.
  mutating func command(_ command: Command, line: TypedLine?, now: Stamp) {
    if closingShown, command != .end, command != .finish { closingShown = false }
    let row = command.row
    for condition in row?.when ?? [] {
      guard let refusal = condition.refusal(command, self) else { continue }
      refuse(refusal, condition.holdsWords ? line : nil)
      return
    }
    let question: Asking<Recording>.Question
    switch row?.asks ?? .nothing {
    case .nothing:
      perform(command, line: line, now: now, nil)
      return
    case .first(let first): question = first
    case .afterwards(_, let later): question = later
    }
    guard interactive, let lines = question(command, self, now) else {
      perform(command, line: line, now: now, GoAhead(now))
      return
    }
    if case .afterwards(let atOnce, _) = row?.asks, let part = atOnce(self) {
      perform(part, line: line, now: now, nil)
    }
    confirmation = Confirmation(command: command, line: line, askedAt: now, lines: lines.map(safeText))
    say(.confirmation(lines + [Recording.howToAnswer]), now: now)
  }

  package static let howToAnswer = "type yes and Enter to do it; anything else leaves everything as it is"

  /// Takes what was entered while a question waited for its yes.
  mutating func answer(_ input: Input, to asked: Confirmation, now: Stamp) {
    guard case .text(let line) = input else {
      confirmation = nil
      say(.told, leftWords(asked))
      obey(input, now: now)
      return
    }
    let word = line.text.trimmed.lowercased()
    let isAnswer = asked.isAnswered(by: line)
    switch word {
    case "yes" where isAnswer:
      confirmation = nil
      perform(asked.command, line: asked.line, now: now, GoAhead(asked.askedAt))
    case "yes", "y":
      askOn(isAnswer ? "the whole word, please: yes" : Recording.whyNot(line))
    case "" where !isAnswer:
      // A key that is held down answers nothing, neither yes nor no.
      askOn(Recording.whyNot(line))
    case "", "no":
      confirmation = nil
      say(.told, leftWords(asked))
    default: answerOtherwise(line, isAnswer: isAnswer, to: asked, now: now)
    }
  }

  /// The question stays, to be read once more.
  private mutating func askOn(_ words: String) {
    confirmation?.readAt = nil
    say(.told, words)
  }

  /// Neither yes nor no: the group talks on, and a note is a note. One that was typed before the question could be read
  /// is no answer to it either.
  private mutating func answerOtherwise(_ line: TypedLine, isAnswer: Bool, to asked: Confirmation, now: Stamp)
  {
    confirmation = nil
    if isAnswer { say(.told, leftWords(asked)) }
    obey(.text(line), now: now)
    guard !isAnswer else { return }
    // What it is about may have changed: it is asked anew.
    let again = asked.line.map { TypedLine($0.text, begun: $0.begun, question: $0.question) }
    command(asked.command, line: again, now: asked.askedAt)
  }

  private func leftWords(_ asked: Confirmation) -> String {
    if case .off = asked.command { return "what was noted stays; off the record from now on" }
    return "left as it was"
  }

  private static func whyNot(_ line: TypedLine) -> String {
    line.isPasted
      ? "a yes that is pasted does not count: please type it"
      : "that was typed before the question could be read: yes and Enter, if it is meant"
  }

  /// More may be typed of an answer while the group is off the record: of nothing else, since what is never in the line
  /// cannot come out of it later.
  package static func takesAnswerOffRecord(_ text: String) -> Bool {
    let text = text.lowercased()
    return "yes".hasPrefix(text) || "no".hasPrefix(text) || Command.isCommand(text)
  }
}

extension Change {
  /// It cannot be undone, or changes many notes at once: no record of it without a go-ahead.
  var needsGoAhead: Bool { destroysText || isRelabelling || changedNotes > 1 }

  private var isRelabelling: Bool {
    switch self {
    case .relabelled: true
    case .together(let changes): changes.contains(where: \.isRelabelling)
    default: false
    }
  }
}
