/// What a note-taker caught of a rehearsal. A function of what was said, of what was noted, and of when the rehearsal began.
///
/// The rules:
/// - A *point* is what a participant said, if it was said to its end before the rehearsal was over.
/// - A note *holds its words* if it is a paraphrase or a quote with at least half of its content words (`SpokenWords`), and its
///   first key was pressed between the point's first word and 60 s after its last.
/// - A point is *caught* if a note of one of its seats holds its words.
/// - The *speaker is right* for the points that are caught, of those whose words a note holds, whoever that says.
/// - A *quote* is a note with words that is marked as one; it is *word for word* if its words are those of something that was
///   said in the time in which it could be noted, punctuation and case aside.
/// - A *stance* that was shown is caught if the same seat is noted with the same stance, in the same time; each noted one counts
///   once.
/// - The *lag* of a point that is caught runs from its last word to the first key of the earliest note that caught it; 0 if that
///   was begun before.
public struct RehearsalScore: Equatable, Sendable {
  /// Counts, of one question or of all.
  public struct Row: Equatable, Sendable {
    /// The question under discussion in the script; nil for all.
    public var question: QuestionID?
    /// Points that were made.
    public var points = 0
    /// Points whose words a note holds.
    public var held = 0
    /// Points that were caught.
    public var caught = 0
    /// Notes that are quotes.
    public var quotes = 0
    /// Quotes that are word for word.
    public var exactQuotes = 0
    /// Stances that were shown.
    public var stances = 0
    /// Stances that were caught.
    public var caughtStances = 0

    public init(question: QuestionID?) { self.question = question }
  }

  /// A point that was not caught.
  public struct Missed: Equatable, Sendable {
    /// What was said.
    public var utterance: Utterance
    /// When its first word was said, in the time of the recording.
    public var at: Offset
    /// The note that could have caught it and has most of its content words, else the first that was being typed while it was
    /// said; nil if there is none.
    public var note: Note?
  }

  /// Of each question on which something was said, in the script's order.
  public let questions: [Row]
  /// Of all.
  public let all: Row
  /// Points that were not caught, in the order in which they were made.
  public let missed: [Missed]
  /// Of the points that were caught, in milliseconds, rising.
  public let lags: [Int]

  /// How long after its last word a point can be caught, in milliseconds.
  public static let patience = 60_000

  /// Scores a recording.
  ///
  /// - Parameters:
  ///   - session: what was recorded.
  ///   - begun: when the rehearsal began, in the time of the recording.
  ///   - speed: times as fast as single speed.
  ///   - end: when the rehearsal was over, in the time of the recording.
  public init(of rehearsal: Rehearsal, in session: Session, begun: Offset, speed: Double, end: Offset) {
    var count = ScoreCount(session)
    for utterance in rehearsal.utterances {
      let time = { (said: Int) in begun + Int(nearest: Double(said) / speed) }
      guard time(utterance.to) <= end else { break }
      count.take(utterance, from: time(utterance.from), to: time(utterance.to))
    }
    count.takeQuotes()
    questions = count.order.compactMap { count.rows[$0] }
    all = questions.reduce(into: Row(question: nil)) { $0.add($1) }
    missed = count.missed
    lags = count.lags.sorted()
  }

  /// The lag in the middle, in milliseconds: of an even number the mean of the two; nil without any.
  public var medianLag: Int? { RehearsalScore.median(of: lags) }

  /// The lag that nine in ten do not exceed, in milliseconds: the nearest rank; nil without any.
  public var slowLag: Int? { RehearsalScore.slow(of: lags) }

  static func median(of rising: [Int]) -> Int? {
    guard !rising.isEmpty else { return nil }
    let upper = rising[rising.count / 2]
    return rising.count % 2 == 1 ? upper : (rising[rising.count / 2 - 1].adding(upper)) / 2
  }

  static func slow(of rising: [Int]) -> Int? {
    rising.isEmpty ? nil : rising[(rising.count * 9 + 9) / 10 - 1]
  }
}

extension RehearsalScore.Row {
  fileprivate mutating func add(_ other: Self) {
    points += other.points
    held += other.held
    caught += other.caught
    quotes += other.quotes
    exactQuotes += other.exactQuotes
    stances += other.stances
    caughtStances += other.caughtStances
  }
}

/// Counts, while it goes through what was said.
private struct ScoreCount {
  /// A note with what is compared of it.
  struct Candidate {
    let note: Note
    /// Its first key.
    let key: Offset
    let content: Set<String>
    let words: [String]
    /// The question of what it quotes word for word.
    var exactOn: QuestionID?
  }

  var rows: [QuestionID: RehearsalScore.Row] = [:]
  /// The questions, as they came up.
  var order: [QuestionID] = []
  var missed: [RehearsalScore.Missed] = []
  var lags: [Int] = []
  /// By their first keys.
  private var notes: [Candidate]
  /// Stances that were noted and count for none yet.
  private var stances: [TimedStance]

  init(_ session: Session) {
    notes = session.notes.filter { $0.isPoint && !$0.content.text.isEmpty }.map { note in
      Candidate(
        note: note, key: note.at + (note.late ?? 0), content: SpokenWords.content(of: note.content.text),
        words: SpokenWords.all(of: note.content.text))
    }.sorted { ($0.key, $0.note.number) < ($1.key, $1.note.number) }
    stances = session.shownStances
  }

  private mutating func count(on question: QuestionID, _ change: (inout RehearsalScore.Row) -> Void) {
    if rows[question] == nil { order.append(question) }
    change(&rows[question, default: RehearsalScore.Row(question: question)])
  }

  mutating func take(_ utterance: Utterance, from: Offset, to: Offset) {
    let last = to + RehearsalScore.patience
    let then = notes.indices.filter { from <= notes[$0].key && notes[$0].key <= last }
    let words = SpokenWords.all(of: utterance.text)
    for index in then where utterance.voice != .room && notes[index].words == words {
      notes[index].exactOn = notes[index].exactOn ?? utterance.question
    }
    for shown in utterance.shown {
      let place = stances.firstIndex { from <= $0.at && $0.at <= last && $0.shown == shown }
      if let place { stances.remove(at: place) }
      count(on: utterance.question) {
        $0.stances += 1
        if place != nil { $0.caughtStances += 1 }
      }
    }
    guard utterance.isPoint else { return }
    let content = SpokenWords.content(of: utterance.text)
    let held = then.filter { SpokenWords.areHalfHeld(content, by: notes[$0].content) }
    let seats = Set(utterance.seats)
    let caught = held.first { !seats.isDisjoint(with: notes[$0].note.content.speakers.compactMap(\.seat)) }
    count(on: utterance.question) {
      $0.points += 1
      if !held.isEmpty { $0.held += 1 }
      if caught != nil { $0.caught += 1 }
    }
    if let caught {
      lags.append(max(0, notes[caught].key - to))
    } else {
      let shared = then.map { (index: $0, words: notes[$0].content.intersection(content).count) }
      let most = shared.map(\.words).max() ?? 0
      let nearest = shared.first { $0.words == most && most > 0 }?.index
      let busy = notes.firstIndex { $0.key <= to && from <= $0.note.saved }
      missed.append(.init(utterance: utterance, at: from, note: (nearest ?? busy).map { notes[$0].note }))
    }
  }

  mutating func takeQuotes() {
    for candidate in notes where candidate.note.content.kind == .quote {
      count(on: candidate.exactOn ?? candidate.note.question) {
        $0.quotes += 1
        if candidate.exactOn != nil { $0.exactQuotes += 1 }
      }
    }
  }
}
