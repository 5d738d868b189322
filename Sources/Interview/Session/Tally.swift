/// Counters over the notes, kept up to date one note at a time, so that no screen counts a session.
public struct Tally: Equatable, Sendable {
  /// What is counted of a question, a participant or a code: frequency and extensiveness, never mixed up.
  public struct Count: Equatable, Sendable {
    /// Notes (frequency).
    public internal(set) var notes = 0
    /// How often each seat is named in them.
    public internal(set) var participants: [Seat: Int] = [:]

    /// Different participants. Seats that nobody sits on count as someone, who is none of them.
    public func extensiveness(among seats: Set<Seat>) -> Int {
      participants.keys.count(where: seats.contains)
    }

    var isEmpty: Bool { notes == 0 && participants.isEmpty }
  }

  /// For each question.
  public internal(set) var questions: [QuestionID: Count] = [:]
  /// For each code.
  public internal(set) var codes: [Code: Count] = [:]
  /// Notes of each participant.
  public internal(set) var participants: [Seat: Int] = [:]
  /// Numbers of the notes that are filed under each question, rising.
  public internal(set) var numbers: [QuestionID: [Int]] = [:]
  /// Numbers of the notes that were made under each question and filed under another, rising.
  public internal(set) var raised: [QuestionID: [Int]] = [:]
  /// Numbers of the notes that others can agree or dissent with, rising.
  public internal(set) var points: [Int] = []
  /// Numbers of the notes whose ids end in another number: those that were renumbered.
  package private(set) var strays: [String: [Int]] = [:]

  init() {}

  init(notes: [Note]) {
    for note in notes { add(note) }
  }

  mutating func add(_ note: Note) {
    count(note.content, on: note.question, by: 1)
    keepNumber(of: note)
    if note.isPoint { points.addRising(note.number) }
    if Note.number(inID: note.id) != note.number { strays[note.id, default: []].addRising(note.number) }
  }

  mutating func remove(_ note: Note) {
    count(note.content, on: note.question, by: -1)
    numbers[note.question]?.removeRising(note.number)
    if numbers[note.question]?.isEmpty == true { numbers[note.question] = nil }
    if let question = note.raisedAt {
      raised[question]?.removeRising(note.number)
      if raised[question]?.isEmpty == true { raised[question] = nil }
    }
    if note.isPoint { points.removeRising(note.number) }
    strays[note.id]?.removeRising(note.number)
    if strays[note.id]?.isEmpty == true { strays[note.id] = nil }
  }

  /// Keeps the number of a note that is counted already.
  mutating func keepNumber(of note: Note) {
    numbers[note.question, default: []].addRising(note.number)
    if let question = note.raisedAt { raised[question, default: []].addRising(note.number) }
  }

  /// Counts a note in or out, without keeping its number.
  mutating func count(_ content: NoteContent, on question: QuestionID, by step: Int) {
    let heard = content.saidBy
    questions.count(heard, for: question, by: step)
    for code in content.codes { codes.count(heard, for: code, by: step) }
    participants.add(heard, by: step)
  }
}

extension [String: Tally.Count] {
  fileprivate mutating func count(_ heard: [Seat], for key: String, by step: Int) {
    if self[key, default: Tally.Count()].isEmpty(counting: heard, by: step) { self[key] = nil }
  }
}

extension Int {
  fileprivate mutating func isZero(adding step: Int) -> Bool {
    self += step
    return self == 0
  }
}

extension [Seat: Int] {
  fileprivate mutating func add(_ heard: [Seat], by step: Int) {
    for seat in heard {
      if self[seat, default: 0].isZero(adding: step) { self[seat] = nil }
    }
  }
}

extension [Int] {
  /// The place of a number among rising ones, by halving.
  func risingIndex(_ number: Int) -> Int { firstPlace { $0 < number } }

  fileprivate mutating func addRising(_ number: Int) {
    if let last, last > number { insert(number, at: risingIndex(number)) } else { append(number) }
  }

  fileprivate mutating func removeRising(_ number: Int) {
    let index = risingIndex(number)
    if index < count, self[index] == number { remove(at: index) }
  }
}

extension Array {
  /// The first place whose element is not before what is looked for, by halving.
  package func firstPlace(where isBefore: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Tally.Count {
  /// Counts, and tells whether nothing is left.
  fileprivate mutating func isEmpty(counting heard: [Seat], by step: Int) -> Bool {
    notes += step
    participants.add(heard, by: step)
    return isEmpty
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
