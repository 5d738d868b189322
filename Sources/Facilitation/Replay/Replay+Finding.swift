internal import Interview
internal import Text

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
  package mutating func look(for words: String) {
    searchText = words.trimmed
    var wanted = NoteFilter()
    wanted.words = searchText.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    // One letter more finds only what was found before.
    let isNarrower = !search.isEmpty && wanted.narrowsWords(of: search)
    search = wanted
    findHits(among: isNarrower ? hits : admitted)
  }

  /// The first hit from here on, else the last before.
  var nearestHit: Int? {
    let here = current ?? 0
    let place = hits.firstPlace { $0 < here }
    return place < hits.count ? hits[place] : hits.last
  }

  /// Finds the notes that the filter admits, and among them the hits. If the note that is looked at is left out, none
  /// is looked at.
  mutating func sift() {
    let values = filter.stances.isEmpty ? [:] : shownStances
    admitted = notes(among: Array(timeline.arrivals.indices), wantedBy: filter, values)
    admission += 1
    if let selected, !isAdmitted(selected) { self.selected = nil }
    findHits(among: admitted)
  }

  /// Finds the hits among some notes.
  private mutating func findHits(among places: [Int]) {
    hits = search.isEmpty ? [] : notes(among: places, wantedBy: search, [:])
  }

  private func notes(
    among places: [Int], wantedBy filter: NoteFilter, _ stances: [String: [Speaker: StanceValue]]
  ) -> [Int] {
    guard !filter.isEmpty else { return places }
    let (notes, arrivals, layers) = (timeline.session.notes, timeline.arrivals, layers)
    let isOnlyWords = filter.isOnlyWords
    return places.filter { place in
      let index = arrivals[place]
      let isReviewed = layers.speak(of: notes[index].id)
      // To copy a note takes longer than to look through its words.
      if isOnlyWords, !isReviewed {
        return filter.holdsWords(notes[index].content)
      }
      let note = notes[index]
      let stances = stances[note.id] ?? [:]
      return filter.admits(
        note, isReviewed ? layers.facts(of: note, stances: stances) : NoteFilter.Facts(stances: stances))
    }
  }

  /// The note at a place is one of those that the filter admits.
  package func isAdmitted(_ place: Int) -> Bool { admitted.holds(rising: place) }

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

extension [Int] {
  /// The number is among these, which rise.
  package func holds(rising number: Int) -> Bool {
    let place = firstPlace { $0 < number }
    return place < count && self[place] == number
  }
}
