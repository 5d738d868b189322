/// One change of a review. Each sets a whole value under its key, so that applying it is total and its inverse is
/// the value before.
public indirect enum ReviewChange: Equatable, Sendable {
  /// The first record of a review.
  case started(ReviewHead)
  /// A code given to a note or taken from it; nil says neither.
  case code(note: String, Code, NoteReview.CodeMark?)
  /// A memo on a note; nil removes it.
  case memo(note: String, number: Int, NoteReview.Memo?)
  /// "Check this"; nil when it was checked.
  case check(note: String, NoteReview.Check?)
  /// Who said it; nil as recorded.
  case speakers(note: String, NoteReview.SpeakerCorrection?)
  /// What was said; nil as recorded.
  case verified(note: String, NoteReview.VerifiedText?)
  /// A code that the reviewer makes; nil removes it from the reviewer's codebook, not from notes.
  case newCode(Code, ReviewerCode?)
  /// The notes' text was destroyed in the session. What is said of them may quote it, and is destroyed too.
  case erased(notes: [String])
  /// A word was destroyed in the session, and is in the review, too. Codes to keep are those of the session's codebook
  /// that hold it; the review is read without its session and could not tell.
  case wordErased(String, keeping: [Code] = [])
  /// What can be undone and redone of what came before: the first record of a journal that was begun anew.
  case history(UndoHistory<ReviewChange>)
  /// Several changes that are one.
  case together([ReviewChange])

  /// Destroys text: the storage begins its files anew. Undo does not reach beyond it.
  public var destroysText: Bool {
    switch self {
    case .erased, .wordErased: true
    case .together(let changes): changes.contains(where: \.destroysText)
    case .started, .code, .memo, .check, .speakers, .verified, .newCode, .history: false
    }
  }
}

extension Review {
  /// The review that a first record starts; nil if it starts none.
  public static func begin(_ record: ReviewRecord) -> Review? {
    guard case .started(let head) = record.change else { return nil }
    var review = Review(head)
    review.lastRecord = record.number
    review.lastChange = record.at
    return review
  }

  /// Applies a record: the one way in which a review changes. Total, and no record twice.
  ///
  /// - Returns: what takes it back; nil for a record that is in the review already, for a second beginning, which
  ///   changes nothing, and for what destroys text.
  @discardableResult
  public mutating func apply(_ record: ReviewRecord) -> ReviewChange? {
    guard record.number > lastRecord else { return nil }
    lastRecord = record.number
    lastChange = record.at
    recorders.setLast(record.number)
    return apply(record.change)
  }

  /// Counts a record that cannot be applied.
  public mutating func pass(_ number: Int, at time: WallTime) {
    guard number > lastRecord else { return }
    lastRecord = number
    lastChange = time
    recorders.setLast(number)
  }

  private mutating func apply(_ change: ReviewChange) -> ReviewChange? {
    switch change {
    case .started, .history: return nil
    case .code(let note, let code, let mark):
      return .code(note: note, code, set(note, \.codes[code], mark))
    case .memo(let note, let number, let memo):
      nextMemo = max(nextMemo, number &+ 1)
      return .memo(note: note, number: number, set(note, \.[memo: number], memo))
    case .check(let note, let check): return .check(note: note, set(note, \.check, check))
    case .speakers(let note, let speakers):
      return .speakers(note: note, set(note, \.speakers, speakers))
    case .verified(let note, let verified):
      return .verified(note: note, set(note, \.verified, verified))
    case .newCode(let code, let entry):
      defer { codebook[code] = entry }
      return .newCode(code, codebook[code])
    case .erased(let ids):
      for id in ids { notes[id] = nil }
      return nil
    case .wordErased(let word, let codes):
      if let without = takingOut(word: word, keeping: Set(codes)) { self = without }
      return nil
    case .together(let changes):
      return .together(changes.compactMap { apply($0) }.reversed())
    }
  }

  private mutating func set<Value>(
    _ note: String, _ path: WritableKeyPath<NoteReview, Value>, _ value: Value
  ) -> Value {
    var layer = notes[note] ?? NoteReview()
    let old = layer[keyPath: path]
    layer[keyPath: path] = value
    notes[note] = layer.isEmpty ? nil : layer
    return old
  }
}

extension NoteReview {
  /// The memo with a number, in its place among the others.
  fileprivate subscript(memo number: Int) -> Memo? {
    get { memos.first { $0.number == number } }
    set {
      memos.removeAll { $0.number == number }
      guard var memo = newValue else { return }
      memo.number = number
      memos.insert(memo, at: memos.firstPlace { $0.number < number })
    }
  }
}
