internal import Facilitation
internal import Interview
internal import TextScreen

extension RecordingScreen {
  /// The latest notes that fit, the last at the bottom; or those around the note that is looked at. Only what is
  /// visible is laid out.
  func noteRows(_ layout: RecordingLayout, height: Int) -> [Row] {
    guard height > 0 else { return [] }
    let list = NoteList(of: session, all: showsAllNotes)
    var rows: [Row] = []
    var place = list.count - 1
    if let selected, let found = list.place(of: selected) {
      place = min(list.count - 1, found + height / 2)
      rows = layOut(list, from: place, height: height, layout)
      // Notes of several rows may push the one that is looked at out of the list.
      while place > found, !holds(list, found, below: place, height: height, layout) {
        place -= 1
        rows = layOut(list, from: place, height: height, layout)
      }
    } else {
      rows = layOut(list, from: place, height: height, layout)
    }
    let blanks = Array(repeating: Row(width: layout.columns), count: max(0, height - rows.count))
    // Few notes stand at the top, as on paper.
    return rows.count < height ? rows + blanks : rows
  }

  private func layOut(_ list: NoteList, from last: Int, height: Int, _ layout: RecordingLayout) -> [Row] {
    var rows: [Row] = []
    var place = last
    while place >= 0, rows.count < height {
      if let note = list.note(at: place) {
        rows = head(self.rows(of: note, layout), height - rows.count) + rows
      }
      place -= 1
    }
    return rows
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

  private func holds(
    _ list: NoteList, _ wanted: Int, below last: Int, height: Int, _ layout: RecordingLayout
  ) -> Bool {
    let taken = (wanted...last).reduce(0) { sum, place in
      sum + (list.note(at: place).map { rows(of: $0, layout).count } ?? 0)
    }
    return taken <= height
  }

  private func rows(of note: Note, _ layout: RecordingLayout) -> [Row] {
    ScreenNote(note, in: session).rows(
      width: layout.columns, isPending: pending.contains { $0.note == note.number },
      isSelected: note.number == selected, withQuestion: showsAllNotes)
  }

  func notesRule(_ layout: RecordingLayout) -> Row {
    let list = NoteList(of: session, all: showsAllNotes)
    let what =
      showsAllNotes ? "notes of all questions" : "notes on \(session.currentQuestion ?? "the first question")"
    return rule(layout, "\(what): \(list.count)", showsAllNotes ? "F2 of this question" : "F2 all")
  }

  /// The point under discussion with how it stands. Silence is not agreement.
  func pointRule(_ layout: RecordingLayout) -> Row {
    guard session.endedAt == nil, let point = session.pointUnderDiscussion else { return rule(layout, "") }
    let standing = session.standing(of: point, at: now.offset)
    let who = point.content.speakers.map(\.words).joined(separator: ", ")
    return rule(
      layout,
      "point \(point.number)\(who.isEmpty ? "" : " of \(who)"): agree \(standing.agree.count) · dissent "
        + "\(standing.dissent.count) · not shown \(standing.notShown.count)", role: .text)
  }

  /// Everybody in the room, or how people are added.
  func strip(_ layout: RecordingLayout) -> Row {
    // Who came this second is here, though no clock shows it yet.
    guard session.participants.isEmpty else { return course(layout, at: now.offset).strip() }
    var row = Row(width: layout.columns)
    row.add(
      recording.isFillingIn
        ? " nobody yet: how many is asked in a moment"
        : " nobody yet: /in 1-8 adds participants, or write P1 before what is said", .faint)
    return row
  }
}
