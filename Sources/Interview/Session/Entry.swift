/// What one line of shorthand means.
public struct Entry: Hashable, Sendable {
  /// What the line does.
  public enum Meaning: Hashable, Sendable {
    /// Nothing but white space.
    case nothing
    /// A note, a stub or a moment; with `stance` also the stance it states.
    case note
    /// A stance without a statement (`3+`).
    case stance
    /// The rest of the latest stub (`...rest`): `content.text` is the rest, `content.codes` are added to it.
    case completion
  }

  /// What the line does.
  public var meaning: Meaning
  /// What it says; the speakers are those who take the stance, for a stance.
  public var content: NoteContent
  /// The question it is filed under with `>K4`; nil for the question under discussion.
  public var filedUnder: QuestionID?
  /// Agree or dissent (`3+`, `3-`); nil for neither. Never `.none`.
  public var stance: StanceValue?
  /// The participant whose latest point the stance is about (`5+@2`); nil for the point under discussion.
  public var stanceOn: Seat?

  public init(
    meaning: Meaning, content: NoteContent = NoteContent(), filedUnder: QuestionID? = nil,
    stance: StanceValue? = nil, stanceOn: Seat? = nil
  ) {
    self.meaning = meaning
    self.content = content
    self.filedUnder = filedUnder
    self.stance = stance
    self.stanceOn = stanceOn
  }
}

/// What the shorthand has to know of the session to read a line.
public struct ShorthandContext: Sendable {
  /// Seats that exist in this session, present or not.
  public var seats: Set<Seat>
  /// Ids of the protocol's questions.
  public var questions: Set<QuestionID>
  /// Codes of the codebook and codes that emerged in this session.
  public var codes: Set<Code>
  /// The language notes are typed in (BCP 47): decides which words after a number are units.
  public var language: String

  public init(seats: Set<Seat>, questions: Set<QuestionID>, codes: Set<Code>, language: String) {
    self.seats = seats
    self.questions = questions
    self.codes = codes
    self.language = language
  }
}
