/// What of a note stays that was noted before the group went off the record and was edited since.
extension Note {
  /// The note without the words that edits brought in since then. Words that they took away do not come back: where
  /// one stood for the other, `[…]` stands. Who said it, and where it is filed, stays as it was put right.
  ///
  /// - Parameters:
  ///   - struck: the time in which nothing was to be noted.
  ///   - at: when that was said.
  ///   - book: codes that are not words of the group.
  /// - Returns: nil if that cannot be told, since the words before an edit are forgotten: it has to go whole.
  func strikingOutEdits(of struck: Range<Offset>, at: Offset, keeping book: Set<Code>) -> Note? {
    let isEdit = { (revision: Revision) in struck.contains(revision.at) && !revision.redacted }
    guard let first = revisions.firstIndex(where: isEdit) else { return self }
    let edits = Array(revisions[first...])
    guard !edits.contains(where: { $0.reworded && !$0.redacted }) else { return nil }
    let words = Words(of: content, without: Words(of: revisions[first].content), book)
    guard words != Words(of: content) else { return strikingOutBetween(first, words, at: at, book) }
    let isBefore = words == Words(of: revisions[first].content)
    var note = self
    note.typed = isBefore ? revisions[first].typed : ""
    func put(_ content: NoteContent) -> NoteContent {
      // Whatever else the line said came in with the words.
      var put = revisions[first].content
      (put.speakers, put.unsure, put.replyTo) = (content.speakers, content.unsure, content.replyTo)
      words.put(into: &put)
      return put
    }
    note.content = put(content)
    for index in edits.indices {
      note.revisions[first + index].content = put(edits[index].content)
      note.revisions[first + index].typed = note.typed
    }
    let hasWords = revisions.indices.dropFirst(first)
      .filter { [.reworded, .completed].contains(kind(ofEdit: $0)) }
    // An edit that changed words alone is none any more.
    for index in hasWords.reversed() where !note.changes(inEdit: index) { note.revisions.remove(at: index) }
    let left = Set(note.revisions.map(\.at))
    guard !isBefore || hasWords.contains(where: { left.contains(revisions[$0].at) }) else { return note }
    // Another state of the session, which has the words still, learns from the mark that they go.
    if !isBefore {
      for index in note.revisions.indices {
        words.put(into: &note.revisions[index].content)
        note.revisions[index].typed = ""
      }
    }
    note.revisions.append(
      Revision(
        at: at, content: note.content, question: question, typed: note.typed, reworded: true, redacted: true))
    return note
  }

  /// The note, which says nothing new, without the words that an edit brought in and a later one took away.
  private func strikingOutBetween(_ first: Int, _ words: Words, at: Offset, _ book: Set<Code>) -> Note {
    let former = Words(of: revisions[first].content)
    let between = revisions.indices.dropFirst(first + 1).filter { index in
      let there = revisions[index].content
      return Words(of: there, without: former, book) != Words(of: there)
    }
    guard !between.isEmpty else { return self }
    var note = self
    for index in between {
      words.put(into: &note.revisions[index].content)
      note.revisions[index].typed = ""
      note.revisions[index].reworded = true
    }
    note.revisions.append(
      Revision(at: at, content: content, question: question, typed: typed, reworded: true, redacted: true))
    return note
  }

  private func changes(inEdit edit: Int) -> Bool {
    let next = edit + 1 < revisions.count ? revisions[edit + 1].content : content
    let place = edit + 1 < revisions.count ? revisions[edit + 1].question : question
    return revisions[edit].content != next || revisions[edit].question != place
  }
}

/// What of a note's content are words of the group.
private struct Words: Equatable {
  private var text: String
  private var manner: String
  private var codes: [Code]

  init(of content: NoteContent) {
    (text, manner, codes) = (content.text, content.manner ?? "", content.codes)
  }

  /// The words without those that the former lacked.
  init(of content: NoteContent, without former: Words, _ book: Set<Code>) {
    text = content.text.withoutWords(besides: former.text)
    manner = (content.manner ?? "").withoutWords(besides: former.manner)
    codes = content.codes.filter { book.contains($0) || former.codes.contains($0) }
  }

  func put(into content: inout NoteContent) {
    (content.text, content.manner, content.codes) = (text, manner.isEmpty ? nil : manner, codes)
  }
}

extension String {
  /// The text without words that a former version of it lacked. A part of a former word in its place is none of these
  /// (`E` for `Editname`). Where others stand for former ones, they become `[…]`. Case and punctuation do not count.
  fileprivate func withoutWords(besides former: String) -> String {
    guard self != former else { return self }
    let words = split(separator: " ")
    let (mine, others) = (words.map(\.plain), former.split(separator: " ").map(\.plain))
    let start = zip(mine, others).prefix { $0 == $1 }.count
    let most = min(mine.count, others.count) - start
    let end = zip(mine.reversed(), others.reversed()).prefix(most).prefix { $0 == $1 }.count
    let (changed, before) = (mine[start..<(mine.count - end)], others[start..<(others.count - end)])
    var rest = before
    let isKnown = changed.allSatisfy { word in
      guard let place = rest.firstIndex(where: { $0.contains(word) }) else { return false }
      rest = rest[(place + 1)...]
      return true
    }
    guard !isKnown else { return self }
    // Words came in, and none went.
    guard !before.isEmpty else { return former }
    let left = words[..<start] + [Substring(String.takenOut)] + words[(words.count - end)...]
    return left.joined(separator: " ")
  }
}

extension Substring {
  /// The word by which it is compared.
  fileprivate var plain: String {
    let letters = filter { $0.isLetter || $0.isNumber }
    return (letters.isEmpty ? String(self) : letters).lowercased()
  }
}
