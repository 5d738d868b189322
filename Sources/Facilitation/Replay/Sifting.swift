internal import Interview
internal import Text

/// Which notes of a session are shown, and which of them are looked for. Notes go by their places among all, in the order
/// in which they were entered.
struct Sifting: Sendable {
  /// What is left out, and the words it was asked with.
  private(set) var filter = NoteFilter()
  private(set) var filterText = ""
  /// What is looked for, and the words it was asked with.
  private(set) var search = NoteFilter()
  private(set) var searchText = ""
  /// Places of those that the filter admits; rising.
  private(set) var admitted: [Int]
  /// The generation of `admitted`: it rises with every change of it.
  private(set) var admission = 0
  /// Those of `admitted` that are looked for.
  private(set) var hits: [Int] = []

  /// Shows all notes.
  init(_ timeline: Timeline) { admitted = Array(timeline.arrivals.indices) }

  /// Something is left out or looked for.
  var asksForWords: Bool { !filter.isEmpty || !search.isEmpty }

  /// The note at a place is one of those that the filter admits.
  func isAdmitted(_ place: Int) -> Bool { admitted.holds(rising: place) }

  /// Shows only some notes; no words, `off` and `all` show all.
  mutating func show(only words: String, of timeline: Timeline, _ layers: Layers) {
    filterText = ["off", "all"].contains(words.trimmed.lowercased()) ? "" : words.trimmed
    filter = NoteFilter(filterText, questions: timeline.session.protocol.questions.map(\.id))
    sift(timeline, layers)
  }

  /// Looks for what holds some words among what is shown.
  mutating func look(for words: String, in timeline: Timeline, _ layers: Layers) {
    searchText = words.trimmed
    var wanted = NoteFilter()
    wanted.words = searchText.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    // One letter more finds only what was found before.
    let isNarrower = !search.isEmpty && wanted.narrowsWords(of: search)
    search = wanted
    findHits(among: isNarrower ? hits : admitted, timeline, layers)
  }

  /// Finds the notes that the filter admits, and among them the hits.
  mutating func sift(_ timeline: Timeline, _ layers: Layers) {
    let values = filter.stances.isEmpty ? [:] : Sifting.shownStances(timeline.session)
    let all = Array(timeline.arrivals.indices)
    admitted = Sifting.notes(among: all, wantedBy: filter, values, timeline, layers)
    admission += 1
    findHits(among: admitted, timeline, layers)
  }

  /// The first hit from a place on, else the last before.
  func nearestHit(from here: Int) -> Int? {
    let place = hits.firstPlace { $0 < here }
    return place < hits.count ? hits[place] : hits.last
  }

  /// Finds the hits among some notes.
  private mutating func findHits(among places: [Int], _ timeline: Timeline, _ layers: Layers) {
    hits = search.isEmpty ? [] : Sifting.notes(among: places, wantedBy: search, [:], timeline, layers)
  }

  private static func notes(
    among places: [Int], wantedBy filter: NoteFilter, _ stances: [String: [Speaker: StanceValue]],
    _ timeline: Timeline, _ layers: Layers
  ) -> [Int] {
    guard !filter.isEmpty else { return places }
    let (notes, arrivals) = (timeline.session.notes, timeline.arrivals)
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

  /// Which stances are shown about each point.
  private static func shownStances(_ session: Session) -> [String: [Speaker: StanceValue]] {
    var values: [String: [Speaker: StanceValue]] = [:]
    for stance in session.stances where stance.value != .none {
      if let note = stance.target.note { values[note, default: [:]][stance.participant] = stance.value }
    }
    return values
  }
}

extension [Int] {
  /// The number is among these, which rise.
  package func holds(rising number: Int) -> Bool {
    let place = firstPlace { $0 < number }
    return place < count && self[place] == number
  }
}
