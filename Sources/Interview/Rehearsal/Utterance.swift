/// What is said or seen in one go in a rehearsal.
public struct Utterance: Equatable, Sendable {
  /// Who is heard.
  public enum Voice: Equatable, Sendable {
    case moderator
    /// Somebody whose seat the script does not tell.
    case someone
    /// The participants at these seats.
    case participants([Seat])
    /// Nobody speaks: it is seen.
    case room
  }

  /// A stance that is shown.
  public struct Shown: Equatable, Sendable {
    /// Who shows it.
    public var seat: Seat
    /// Agree or dissent; never `.none`.
    public var value: StanceValue

    public init(seat: Seat, value: StanceValue) {
      self.seat = seat
      self.value = value
    }
  }

  /// Who is heard.
  public var voice: Voice
  /// Whom it answers.
  public var replyTo: Seat?
  /// In the order in which they are said; never empty.
  public var words: [String]
  /// The question under discussion.
  public var question: QuestionID
  /// The stances that show in it.
  public var shown: [Shown]
  /// The number of the note that tells of it; nil if none does.
  public var note: Int?
  /// When its first word begins, in milliseconds from the rehearsal's beginning at single speed.
  public internal(set) var from: Int
  /// When each word has been said, as `from`.
  public internal(set) var said: [Int]

  public init(
    _ voice: Voice, replyTo: Seat? = nil, words: [String], question: QuestionID, shown: [Shown] = [],
    note: Int? = nil, from: Int = 0, said: [Int] = []
  ) {
    self.voice = voice
    self.replyTo = replyTo
    self.words = words
    self.question = question
    self.shown = shown
    self.note = note
    self.from = from
    self.said = said
  }

  /// When its last word has been said, as `from`.
  public var to: Int { said.last ?? from }

  /// The seats that say it; none of what the moderator or an unknown says, or what is seen.
  public var seats: [Seat] { if case .participants(let seats) = voice { seats } else { [] } }

  /// A note-taker is expected to catch it: a participant said it.
  public var isPoint: Bool { !seats.isEmpty }

  /// The words in one line.
  public var text: String { words.joined(separator: " ") }

  /// `P3`, `P5 to P2`, `P1, P4 (agreeing)`, `Moderator`; empty for what is seen.
  public var who: String {
    switch voice {
    case .moderator: return "Moderator"
    case .someone: return "Someone"
    case .room: return ""
    case .participants(let seats):
      var who = seats.map { "P\($0)" }.joined(separator: ", ")
      if let replyTo { who += " to P\(replyTo)" }
      if let value = shown.first?.value { who += value == .agree ? " (agreeing)" : " (dissenting)" }
      return who
    }
  }
}
