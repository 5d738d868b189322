internal import Facilitation
internal import Interview
internal import TextScreen

/// The notes of the recording screen, with the rule above them.
struct NotesView {
  let session: Session
  let notes: NoteChoice
  /// Changes that are on no disk yet.
  let pending: [Saving.Change]
  let columns: Int

  private var list: NoteList { notes.list(of: session) }

  /// The latest notes that fit, the last at the bottom; or those around the note that is looked at. Only what is
  /// visible is laid out.
  func rows(_ height: Int) -> [Row] {
    guard height > 0 else { return [] }
    let list = list
    guard let selected = notes.selected, let found = list.place(of: selected) else {
      return rows(upTo: list.count - 1, of: list, height)
    }
    var place = min(list.count - 1, found + height / 2)
    // Notes of several rows may push the one that is looked at out of the list.
    while place > found, !holds(found, upTo: place, of: list, height) { place -= 1 }
    return rows(upTo: place, of: list, height)
  }

  private func rows(upTo last: Int, of list: NoteList, _ height: Int) -> [Row] {
    stacked(upTo: last, width: columns, height: height) { place, most in
      list.note(at: place).map { head(rows(of: $0), most) } ?? []
    }
  }

  /// The first rows of a note that does not fit: who and when stands there.
  private func head(_ rows: [Row], _ height: Int) -> [Row] {
    guard rows.count > height, let last = rows.prefix(height).last else { return rows }
    var cut = Row(width: last.width - 2)
    cut.add(last)
    var marked = Row(width: last.width)
    marked.add(cut)
    marked.add(" …", .faint)
    return rows.prefix(height - 1) + [marked]
  }

  private func holds(_ wanted: Int, upTo last: Int, of list: NoteList, _ height: Int) -> Bool {
    let taken = (wanted...last).reduce(0) { sum, place in
      sum + (list.note(at: place).map { rows(of: $0).count } ?? 0)
    }
    return taken <= height
  }

  private func rows(of note: Note) -> [Row] {
    ScreenNote(note, in: session).rows(
      width: columns, isPending: pending.contains { $0.note == note.number },
      isSelected: note.number == notes.selected, withQuestion: notes.showsAll)
  }

  /// How many notes there are, and of what.
  func rule() -> Row {
    let what =
      notes.showsAll
      ? "notes of all questions" : "notes on \(session.currentQuestion ?? "the first question")"
    return ruled(columns, "\(what): \(list.count)", notes.showsAll ? "F2 of this question" : "F2 all")
  }
}
