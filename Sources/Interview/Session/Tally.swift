/// Counters over the notes, kept up to date one note at a time, so that no screen counts a session.
public struct Tally: Equatable, Sendable {
  /// What is counted of a question, a participant or a code: frequency and extensiveness, never mixed up.
  public struct Count: Equatable, Sendable {
    /// Notes (frequency).
    public internal(set) var notes = 0
    /// How often each participant is named in them; its keys are the different participants (extensiveness).
    public internal(set) var participants: [Seat: Int] = [:]

    /// Different participants.
    public var extensiveness: Int { participants.count }

    var isEmpty: Bool { notes == 0 && participants.isEmpty }
  }

  /// For each question.
  public internal(set) var questions: [QuestionID: Count] = [:]
  /// For each code.
  public internal(set) var codes: [Code: Count] = [:]
  /// Notes of each participant.
  public internal(set) var participants: [Seat: Int] = [:]

  init() {}

  init(notes: [Note]) {
    for note in notes { add(note) }
  }

  mutating func add(_ note: Note) { count(note, by: 1) }

  mutating func remove(_ note: Note) { count(note, by: -1) }

  private mutating func count(_ note: Note, by step: Int) {
    let heard = note.content.saidBy
    questions[note.question, default: Count()].count(heard, by: step)
    if questions[note.question]?.isEmpty == true { questions[note.question] = nil }
    for code in note.content.codes {
      codes[code, default: Count()].count(heard, by: step)
      if codes[code]?.isEmpty == true { codes[code] = nil }
    }
    for seat in heard {
      participants[seat, default: 0] += step
      if participants[seat] == 0 { participants[seat] = nil }
    }
  }
}

extension Tally.Count {
  fileprivate mutating func count(_ heard: [Seat], by step: Int) {
    notes += step
    for seat in heard {
      participants[seat, default: 0] += step
      if participants[seat] == 0 { participants[seat] = nil }
    }
  }
}

extension NoteContent {
  /// The participants that are heard in it: who said it; nobody in a comment, an observation or a follow-up of
  /// the note-taker's, and not those who only raised a hand.
  public var saidBy: [Seat] {
    guard kind == .paraphrase || kind == .quote, count == nil else { return [] }
    return speakers.compactMap(\.seat)
  }
}
