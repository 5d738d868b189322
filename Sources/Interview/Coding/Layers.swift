/// What reviewers say of a session: one's own layer, which can be written, and those of others, shown or hidden.
public struct Layers: Equatable, Sendable {
  /// The name under which one writes; nil until one has said it.
  public var reviewer: String? { didSet { arrange() } }
  /// All layers by their reviewers' names, one's own among them.
  public private(set) var reviews: [String: Review]
  /// Names of others whose layers are not shown.
  public var hidden: Set<String> = [] { didSet { arrange() } }
  /// One's own is open for writing.
  public var isOpen = false
  /// What can be undone in it.
  public var history = UndoHistory<ReviewChange>()
  /// Names of those whose layers are shown: one's own first, then in their order.
  private var order: [String] = []
  /// By notes, the places among `order` of those who say something of it, rising. There may be thousands of reviews, and
  /// few that speak of one note.
  private var speaking: [String: [Int]] = [:]
  /// Names of others who are shown and say something at all, in their order.
  public private(set) var voices: [String] = []

  /// Makes layers.
  ///
  /// - Parameter reviewer: one's own name, if it is known.
  public init(reviewer: String? = nil, reviews: [Review] = []) {
    self.reviewer = reviewer
    self.reviews = Dictionary(reviews.map { ($0.reviewer, $0) }) { first, _ in first }
    arrange()
  }

  /// Puts a layer in the place of its reviewer's.
  public mutating func set(_ review: Review) {
    let isSame = reviews[review.reviewer].map { $0.notes.keys == review.notes.keys } ?? false
    reviews[review.reviewer] = review
    if !isSame { arrange() }
  }

  private mutating func arrange() {
    let others = reviews.keys.filter { $0 != reviewer && !hidden.contains($0) }
    order = (own.map { [$0.reviewer] } ?? []) + others.sorted()
    speaking = [:]
    voices = others.filter { reviews[$0]?.notes.isEmpty == false }.sorted()
    for (place, name) in order.enumerated() {
      for note in reviews[name]?.notes.keys ?? [:].keys { speaking[note, default: []].append(place) }
    }
  }

  /// One's own layer.
  public var own: Review? { reviewer.flatMap { reviews[$0] } }

  /// The layers that are shown: one's own first, then by name.
  public var shown: [Review] { order.compactMap { reviews[$0] } }

  /// The layers that are shown and say something of a note.
  func shown(on note: String) -> [Review] {
    speaking[note, default: []].compactMap { reviews[order[$0]] }
  }

  /// Somebody whose layer is shown says something of a note.
  public func speak(of note: String) -> Bool { speaking[note] != nil }

  /// The content of a note with what the shown layers add to it: one's own corrections, and everybody's codes.
  public func content(of note: Note) -> NoteContent {
    var content = own.map { $0[note].applied(to: note.content) } ?? note.content
    for review in shown(on: note.id) where review.reviewer != reviewer {
      content.codes += review.codes(given: note).filter { !content.codes.contains($0) }
    }
    return content
  }

  /// What the shown layers add to a note for a filter.
  public func facts(of note: Note, stances: [Speaker: StanceValue]) -> NoteFilter.Facts {
    let layers = shown(on: note.id).compactMap { $0.notes[note.id] }
    guard !layers.isEmpty else { return NoteFilter.Facts(stances: stances) }
    return NoteFilter.Facts(
      content: content(of: note), stances: stances, isToCheck: layers.contains { $0.check != nil },
      hasMemo: layers.contains { !$0.memos.isEmpty },
      remarks: layers.flatMap {
        $0.memos.map(\.text) + [$0.check?.about, $0.verified?.text].compactMap { $0 }
      })
  }

  /// Every code there is besides the protocol's and the session's own, with what it means.
  public var codes: [(code: Code, about: String)] {
    var found: [Code: String] = [:]
    for review in reviews.values {
      for (code, entry) in review.codebook {
        found[code] = entry.about.isEmpty ? found[code] ?? "" : entry.about
      }
      for layer in review.notes.values {
        for (code, mark) in layer.codes where mark.isGiven && found[code] == nil { found[code] = "" }
      }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
