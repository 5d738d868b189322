internal import Interview

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
