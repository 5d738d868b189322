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
    /// The note that was entered last is coded (`#code` alone): `content.codes` are added to it.
    case coding
  }

  /// What the line does.
  public var meaning: Meaning
  /// What it says; the speakers are those who take the stance, for a stance.
  public var content: NoteContent
  /// By how many milliseconds it is noted late (`<15`); 0 for not.
  public var late: Int
  /// The question it is filed under with `>K4`; nil for the question under discussion.
  public var filedUnder: QuestionID?
  /// Agree or dissent (`3+`, `3-`); nil for neither. Never `.none`.
  public var stance: StanceValue?
  /// The participant whose latest point the stance is about (`5+@2`); nil for the point under discussion.
  public var stanceOn: Seat?
  /// Stances of others that the same line shows (`2+ 8-`); only where it says nothing else.
  public var furtherStances: [ShownStance]

  public init(
    meaning: Meaning, content: NoteContent = NoteContent(), late: Int = 0, filedUnder: QuestionID? = nil,
    stance: StanceValue? = nil, stanceOn: Seat? = nil, furtherStances: [ShownStance] = []
  ) {
    self.meaning = meaning
    self.content = content
    self.late = late
    self.filedUnder = filedUnder
    self.stance = stance
    self.stanceOn = stanceOn
    self.furtherStances = furtherStances
  }

  /// All stances that the line shows, in the order typed.
  public var shownStances: [ShownStance] {
    let first = stance.map { ShownStance(speakers: content.speakers, value: $0, on: stanceOn) }
    return (first.map { [$0] } ?? []) + furtherStances
  }
}

/// A stance as a line shows it: what some take, and on whose point.
public struct ShownStance: Hashable, Sendable {
  /// Who takes it.
  public var speakers: [Speaker]
  /// Agree or dissent. Never `.none`.
  public var value: StanceValue
  /// The participant whose latest point it is about; nil for the point under discussion.
  public var on: Seat?

  public init(speakers: [Speaker], value: StanceValue, on: Seat? = nil) {
    self.speakers = speakers
    self.value = value
    self.on = on
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
  /// The words that the setting fills in for its organisation, people and partners, in lower case. Behind a number they
  /// are as likely counted (`4 municipalities`) as said.
  public var settingWords: Set<String>
  /// How many are in the room; nil if it is not known.
  public var present: Int?
  /// The number of the note that was entered last and has its text; nil without one.
  public var lastNote: Int?
  /// Words of a text that stand for others.
  public var abbreviations: Abbreviations

  public init(
    seats: Set<Seat>, questions: Set<QuestionID>, codes: Set<Code>, language: String,
    settingWords: Set<String> = [], present: Int? = nil, lastNote: Int? = nil,
    abbreviations: Abbreviations = Abbreviations()
  ) {
    self.seats = seats
    self.questions = questions
    self.codes = codes
    self.language = language
    self.settingWords = settingWords
    self.present = present
    self.lastNote = lastNote
    self.abbreviations = abbreviations
  }
}
