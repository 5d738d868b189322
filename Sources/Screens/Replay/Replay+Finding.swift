internal import Interview
internal import TextScreen

extension Replay {
  mutating func setFilter(_ words: String) {
    filterText = ["off", "all"].contains(words.trimmed.lowercased()) ? "" : words.trimmed
    filter = NoteFilter(filterText, questions: session.protocol.questions.map(\.id))
    sift()
    say(.told, filter.isEmpty ? "all notes are shown" : leftOutWords)
  }

  /// Marks what holds all of some words; none for no words.
  mutating func find(_ words: String) {
    look(for: words)
    guard !search.isEmpty else {
      say(.told, "nothing is looked for")
      return
    }
    guard let first = nearestHit else {
      say(.told, "nothing found\(filter.isEmpty ? "" : " in what the filter shows")")
      return
    }
    say(.told, "\(counted(hits.count, "hit")); /next hit and /back hit step through them")
    look(at: first)
  }

  /// Marks what holds some words, and goes nowhere.
  mutating func look(for words: String) {
    searchText = words.trimmed
    search = NoteFilter()
    search.words = searchText.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    sift()
  }

  /// The first hit from here on, else the last before.
  var nearestHit: Int? {
    let here = current ?? 0
    let place = hits.firstPlace { $0 < here }
    return place < hits.count ? hits[place] : hits.last
  }

  /// Asks of every note whether it is admitted and looked for. A walked note that is left out is let go.
  mutating func sift() {
    let places = Array(timeline.arrivals.indices)
    let values = filter.stances.isEmpty ? [:] : shownStances
    admitted =
      filter.isEmpty ? places : places.filter { filter.admits(facts(of: note(at: $0), values)) }
    hits = search.isEmpty ? [] : admitted.filter { search.admits(facts(of: note(at: $0), [:])) }
    if let selected, !admitted.contains(selected) { self.selected = nil }
  }

  private func facts(of note: Note, _ stances: [String: [Speaker: StanceValue]]) -> NoteFilter.Facts {
    let layers = layers.reviews.isEmpty ? [] : self.layers.shown.compactMap { $0.notes[note.id] }
    guard !layers.isEmpty else {
      return NoteFilter.Facts(content: note.content, note: note, stances: stances[note.id] ?? [:])
    }
    return NoteFilter.Facts(
      content: self.layers.content(of: note), note: note, stances: stances[note.id] ?? [:],
      isToCheck: layers.contains { $0.check != nil }, hasMemo: layers.contains { !$0.memos.isEmpty },
      remarks: layers.flatMap {
        $0.memos.map(\.text) + [$0.check?.about, $0.verified?.text].compactMap { $0 }
      })
  }

  /// Which stances are shown about each point.
  private var shownStances: [String: [Speaker: StanceValue]] {
    var values: [String: [Speaker: StanceValue]] = [:]
    for stance in session.stances where stance.value != .none {
      if let note = stance.target.note { values[note, default: [:]][stance.participant] = stance.value }
    }
    return values
  }

  /// What the filter leaves out, as it stands here and in all.
  var leftOutWords: String {
    let all = timeline.noteCount(at: position)
    let shown = admittedCount
    return "\(shown) of \(counted(all, "note")) shown, \(all - shown) left out; in the whole session "
      + "\(admitted.count) of \(timeline.arrivals.count)"
  }
}
