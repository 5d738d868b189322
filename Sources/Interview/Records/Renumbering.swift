extension Session {
  /// Gives each note with a number beyond a limit a number after the others, in their order; ids stay. A number changes
  /// only where the next one could not be counted any more.
  ///
  /// - Returns: no note had to be renumbered, and the next has a number.
  public mutating func renumberNotes(above limit: Int) -> Bool {
    let first = notes.firstIndex(number: limit.adding(1))
    guard first < notes.count || nextNote > limit.adding(1) else { return true }
    let beyond = notes[first...]
    notes.removeSubrange(first...)
    var number = notes.last?.number ?? 0
    for var note in beyond {
      number += 1
      if draft?.editing == note.number { draft?.editing = number }
      note.number = number
      notes.append(note)
    }
    nextNote = number + 1
    tally = Tally(notes: notes)
    return false
  }
}

extension Review {
  /// Gives each memo with a number beyond a limit, or with that of another, a number after the others, in their order.
  ///
  /// - Returns: no memo had to be renumbered, and the next has a number.
  public mutating func renumberMemos(above limit: Int) -> Bool {
    let numbers = notes.values.flatMap { $0.memos.map(\.number) }
    let known = Set(numbers)
    guard nextMemo > limit.adding(1) || known.count < numbers.count || known.contains(where: { $0 > limit })
    else { return true }
    var next = (known.filter { $0 <= limit }.max() ?? 0) + 1
    var taken: Set<Int> = []
    for note in notes.keys.sorted() {
      for index in notes[note]?.memos.indices ?? 0..<0 {
        guard let number = notes[note]?.memos[index].number else { continue }
        if number <= limit, taken.insert(number).inserted { continue }
        notes[note]?.memos[index].number = next
        next += 1
      }
      notes[note]?.memos.sort { $0.number < $1.number }
    }
    nextMemo = next
    return false
  }
}
