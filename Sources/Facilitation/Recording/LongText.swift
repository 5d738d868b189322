internal import Interview

extension NoteContent {
  /// The longest text of a note that is entered, in UTF-8 bytes.
  static let longestText = 65_536

  /// It is longer than what is entered as one note.
  var isTooLong: Bool {
    text.utf8.count > NoteContent.longestText || manner?.utf8.count ?? 0 > NoteContent.longestText
  }

  /// The content in several parts. Each says who spoke, the first has the codes and marks, the last has the manner and
  /// what is still to come.
  var inParts: [NoteContent] {
    let texts = LongText.parts(of: text, most: NoteContent.longestText)
    var parts = texts.map { text in
      count == nil
        ? NoteContent(kind: kind, speakers: speakers, unsure: unsure, replyTo: replyTo, text: text)
        : NoteContent(kind: .observation, text: text)
    }
    if parts.isEmpty { parts = [NoteContent(kind: kind)] }
    var first = self
    first.text = parts[0].text
    first.manner = nil
    first.complete = parts.count > 1 || complete
    parts[0] = first
    parts[parts.count - 1].complete = complete
    guard let manner else { return parts }
    if manner.utf8.count <= NoteContent.longestText {
      parts[parts.count - 1].manner = manner
    } else {
      parts += LongText.parts(of: manner, most: NoteContent.longestText).map {
        NoteContent(kind: .observation, text: $0)
      }
    }
    return parts
  }
}

/// A text that is too long, cut into shorter ones.
enum LongText {
  /// The parts, at most so many UTF-8 bytes each. The text is cut at line breaks, where there is none at white space,
  /// else between characters. The break or blank at a cut goes, and so does a part that would be blank.
  static func parts(of text: String, most: Int) -> [String] {
    var parts: [Substring] = []
    var rest = text[...]
    while rest.utf8.count > most {
      let (end, next) = cut(rest, most: most)
      parts.append(rest[..<end])
      rest = rest[next...]
    }
    parts.append(rest)
    return parts.filter { !$0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }.map(String.init)
  }

  /// Where a part ends, and where the next begins.
  private static func cut(_ text: Substring, most: Int) -> (end: String.Index, next: String.Index) {
    let scalars = text.unicodeScalars
    var end = text.utf8.index(text.startIndex, offsetBy: most)
    while text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
    // A break right after the longest part is as good as one in it.
    let head = scalars[...end]
    for isBreak in [{ $0 == "\n" }, { $0.properties.isWhitespace }] as [(Unicode.Scalar) -> Bool] {
      if let last = head.lastIndex(where: isBreak) { return (last, scalars.index(after: last)) }
    }
    return (between(scalars, end), between(scalars, end))
  }

  /// So many scalars are looked at to find the edge of a character.
  private static let longestCharacter = 64

  /// The nearest place before this that does not part a character; this place if there is none near.
  private static func between(_ scalars: Substring.UnicodeScalarView, _ place: String.Index) -> String.Index {
    var edge = place
    for _ in 0..<longestCharacter where edge > scalars.startIndex {
      let before = scalars.index(before: edge)
      if (String(scalars[before]) + String(scalars[edge])).count > 1 { return edge }
      edge = before
    }
    return place
  }
}
