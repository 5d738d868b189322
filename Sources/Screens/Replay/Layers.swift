public import Interview
internal import TextScreen

/// What reviewers say of a session: one's own layer, which can be written, and those of others, shown or hidden.
public struct Layers: Equatable, Sendable {
  /// The name under which one writes; nil until one has said it.
  public var reviewer: String?
  /// All layers by their reviewers' names, one's own among them.
  public var reviews: [String: Review]
  /// Names of others whose layers are not shown.
  public var hidden: Set<String> = []
  /// One's own is open for writing.
  public var isOpen = false
  /// What can be undone in it.
  public var history = UndoHistory<ReviewChange>()

  /// Makes layers.
  ///
  /// - Parameter reviewer: one's own name, if it is known.
  public init(reviewer: String? = nil, reviews: [Review] = []) {
    self.reviewer = reviewer
    self.reviews = Dictionary(reviews.map { ($0.reviewer, $0) }) { first, _ in first }
  }

  /// One's own layer.
  public var own: Review? { reviewer.flatMap { reviews[$0] } }

  /// The layers that are shown: one's own first, then by name.
  var shown: [Review] {
    let others = reviews.values.filter { $0.reviewer != reviewer && !hidden.contains($0.reviewer) }
    return (own.map { [$0] } ?? []) + others.sorted { $0.reviewer < $1.reviewer }
  }

  /// The content of a note with what the shown layers add to it: one's own corrections, and everybody's codes.
  func content(of note: Note) -> NoteContent {
    var content = own.map { $0[note].applied(to: note.content) } ?? note.content
    for review in shown where review.reviewer != reviewer {
      content.codes += review.codes(given: note).filter { !content.codes.contains($0) }
    }
    return content
  }

  /// What the shown layers add to a note for a filter.
  func facts(of note: Note, stances: [Speaker: StanceValue]) -> NoteFilter.Facts {
    let layers = shown.compactMap { $0.notes[note.id] }
    guard !layers.isEmpty else { return NoteFilter.Facts(stances: stances) }
    return NoteFilter.Facts(
      content: content(of: note), stances: stances, isToCheck: layers.contains { $0.check != nil },
      hasMemo: layers.contains { !$0.memos.isEmpty },
      remarks: layers.flatMap {
        $0.memos.map(\.text) + [$0.check?.about, $0.verified?.text].compactMap { $0 }
      })
  }

  /// What one reviewer says of a note, in one line of words and signs; nil for nothing.
  static func line(_ layer: NoteReview, of reviewer: String) -> String? {
    var words: [String] = []
    for (code, mark) in layer.codes.sorted(by: { $0.key < $1.key }) {
      words.append((mark.isGiven ? "#" : "not #") + code)
    }
    if let speakers = layer.speakers {
      let names = speakers.speakers.map(\.words).joined(separator: ", ")
      words.append("said by \(names.isEmpty ? "nobody in particular" : names)")
    }
    if let verified = layer.verified { words.append("verified: “\(verified.text)”") }
    if let check = layer.check { words.append(check.about.isEmpty ? "check this" : "check: \(check.about)") }
    words += layer.memos.map { "memo \($0.number): \($0.text)" }
    return words.isEmpty ? nil : "\(reviewer): " + words.joined(separator: " · ")
  }

  /// What the shown layers say of a note, a line each.
  func lines(on note: Note) -> [String] {
    // What is said of a note that was redacted may quote it.
    guard !note.redacted else { return [] }
    return shown.compactMap { Layers.line($0[note], of: $0.reviewer) }
  }

  /// Every code there is besides the protocol's and the session's own, with what it means.
  var codes: [(code: Code, about: String)] {
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
