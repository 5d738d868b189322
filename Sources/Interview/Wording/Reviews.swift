extension NoteReview {
  /// What a reviewer says of a note, in one line of words and signs; nil for nothing.
  public func words(by reviewer: String) -> String? {
    var words: [String] = []
    for (code, mark) in codes.sorted(by: { $0.key < $1.key }) {
      words.append((mark.isGiven ? "#" : "not #") + code)
    }
    if let speakers {
      let names = speakers.speakers.map(\.words).joined(separator: ", ")
      words.append("said by \(names.isEmpty ? "nobody in particular" : names)")
    }
    if let verified { words.append("verified: “\(verified.text)”") }
    if let check { words.append(check.about.isEmpty ? "check this" : "check: \(check.about)") }
    words += memos.map { "memo \($0.number): \($0.text)" }
    return words.isEmpty ? nil : "\(reviewer): " + words.joined(separator: " · ")
  }
}

extension Layers {
  /// What the shown layers say of a note, a line each.
  public func lines(on note: Note) -> [String] {
    // What is said of a note that was redacted may quote it.
    guard !note.redacted else { return [] }
    return shown(on: note.id).compactMap { $0[note].words(by: $0.reviewer) }
  }
}
