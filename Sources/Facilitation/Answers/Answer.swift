public import Interview

/// What the program answers, as a value. Each case is shown in its own way; the words of all are made in one place.
public enum Answer: Equatable, Sendable {
  /// What was done, or what people should know: its words are all there is.
  case statement(Reply.Kind)
  /// The line was refused, for a reason; nothing is lost.
  case refused(String)
  /// A note was kept; what else it says follows: `, agrees with 17`.
  case saved(Note, String)
  /// A note was written anew.
  case edited(Note, String)
  /// A change was taken back: what it was, and the seats about whom it was.
  case undone(String, about: [Seat])
  /// A change was made again.
  case redone(String, about: [Seat])
  /// A question of the route is opened, or said once more because somebody wants to hear it.
  case question(QuestionID, isWanted: Bool)
  /// What a form asks now; at its end, what comes after it.
  case form([String], isOver: Bool)
  /// What a command would destroy or change, and how to say yes.
  case confirmation([String])
  /// What still needs the people, before the command that ends is given once more.
  case checklist([OpenItem])
  /// What is open ten minutes before the end: questions that must be asked, and numbers of follow-ups.
  case endIsNear(questions: [QuestionID], followUps: [Int])
  /// The oral summary, to be read out.
  case summary([String])
  /// Who is here, consent, who is not yet heard.
  case people
  /// Clocks, budget, projected finish.
  case time
  /// Numbers of the notes that hold some words.
  case found([Int])
  /// Numbers of notes.
  case notes([Int])
  /// A note with all that is said of it, by its number.
  case note(Int)
  /// How far reviewers agree.
  case agreement([String])
  /// The codes that can be given.
  case codes
  /// The point under discussion, and how it stands.
  case point
  /// All commands and the shorthand, or one command.
  case help(String?)
  /// How the signs of this keyboard arrive.
  case practice(String)

  /// What kind of answer it is.
  public var kind: Reply.Kind {
    switch self {
    case .statement(let kind): kind
    case .refused: .refused
    case .saved, .edited, .undone, .redone: .saved
    case .question, .form(_, isOver: false), .confirmation: .question
    case .checklist, .endIsNear: .warning
    case .form(_, isOver: true), .summary, .people, .time, .found, .notes, .note, .agreement, .codes, .point,
      .help,
      .practice:
      .told
    }
  }
}

/// An answer in words: lines to be shown or read aloud. Their text is safe for a terminal.
public struct Reply: Equatable, Sendable {
  /// What kind of answer it is.
  public enum Kind: Equatable, Sendable {
    /// Something was kept: shown only once it is durable.
    case saved
    /// What was asked for.
    case told
    /// A question is announced.
    case question
    /// The line was refused; nothing is lost.
    case refused
    /// Something the facilitator should know.
    case warning
  }

  /// What it says.
  public var answer: Answer
  /// Short lines, without drawing characters.
  public var lines: [String]

  /// What kind of answer it is.
  public var kind: Kind { answer.kind }

  public init(_ answer: Answer, _ lines: [String]) {
    self.answer = answer
    self.lines = lines
  }

  /// A statement of which the words are all there is.
  public init(_ kind: Kind, _ lines: [String]) { self.init(.statement(kind), lines) }
}
