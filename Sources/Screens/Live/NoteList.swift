internal import Interview
internal import TextScreen

/// The notes that are listed: those of the question under discussion, or all, in their order. Nothing is copied.
struct NoteList {
  private let session: Session
  private let numbers: [Int]?

  /// Lists the notes of a question, or all.
  init(of session: Session, all: Bool) {
    self.session = session
    // What is noted before the first question is filed under it.
    let question = session.currentQuestion ?? session.protocol.questions.first?.id
    numbers = all ? nil : question.map { session.tally.numbers[$0, default: []] } ?? []
  }

  var count: Int { numbers?.count ?? session.notes.count }

  func number(at place: Int) -> Int { numbers?[place] ?? session.notes[place].number }

  func note(at place: Int) -> Note? {
    numbers.map { session.note($0[place]) } ?? session.notes[place]
  }

  /// Where a note is; nil if it is not listed. By halving.
  func place(of number: Int) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self.number(at: middle) < number { low = middle + 1 } else { high = middle }
    }
    return low < count && self.number(at: low) == number ? low : nil
  }
}

/// Which notes are listed, and which of them is looked at.
struct NoteChoice: Equatable, Sendable {
  /// The number of the note that is looked at.
  private(set) var selected: Int?
  /// Notes of all questions are listed, not only of the one under discussion.
  private(set) var showsAll = false

  func list(of session: Session) -> NoteList { NoteList(of: session, all: showsAll) }

  /// Lists the notes of all questions, or again only of one.
  mutating func toggle() {
    showsAll.toggle()
    selected = nil
  }

  /// Looks at a note; if it is not listed, all are.
  mutating func choose(_ note: Note, in session: Session) {
    if note.question != session.currentQuestion { showsAll = true }
    selected = note.number
  }

  mutating func close() { selected = nil }

  /// Takes a key that walks the notes; from outside only Up leads to one.
  mutating func walk(_ key: Key, in session: Session) {
    let list = list(of: session)
    guard list.count > 0 else { return }
    let place = selected.flatMap { list.place(of: $0) }
    switch key {
    case .up: selected = list.number(at: max(0, (place ?? list.count) - 1))
    case .down: selected = place.flatMap { $0 + 1 < list.count ? list.number(at: $0 + 1) : nil }
    case .home: if place != nil { selected = list.number(at: 0) }
    case .end: if place != nil { selected = list.number(at: list.count - 1) }
    default: break
    }
  }
}
