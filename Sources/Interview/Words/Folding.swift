extension Character {
  /// The small letters that stand for it when words are compared: a letter of Latin, Greek or Cyrillic without accents, as
  /// `e` for `É` and `ss` for `ß`; every other with its marks, but vowel signs by themselves. However it is written in
  /// Unicode, composed or not, it is the same. Of what shows nothing there is none.
  public var folded: [Character] {
    if isASCII { return self == "`" ? ["'"] : [Character(lowercased())] }
    var units: [String.UnicodeScalarView] = []
    var hasAccents = false
    for scalar in lowercased().unicodeScalars where !scalar.isInvisible && !scalar.isStretch {
      for part in scalar.plain where !part.isPoint && !(hasAccents && part.isMark) {
        if part.isOfLetterBefore, !units.isEmpty {
          units[units.count - 1].append(part)
        } else {
          units.append(String.UnicodeScalarView([part]))
          hasAccents = part.hasAccents
        }
      }
    }
    return units.flatMap { Array(String($0)) }
  }
}

extension String {
  /// The text as it is compared, by `Character.folded`.
  var folded: String { String(flatMap(\.folded)) }
}

extension String {
  /// What stands in the place of a word that was taken out.
  public static let takenOut = "[…]"

  /// The text without a word, or several with blanks between them, wherever it stands in the text, also as a part of a
  /// word: the whole of each word that it touches goes, and `[…]` stands in its place. Case and accents do not count, nor
  /// what shows nothing, nor which apostrophe or hyphen it is.
  ///
  /// - Returns: the text, and what was taken out as it stood there; nil if the word is not in it.
  public func takingOut(_ wanted: String) -> (text: String, found: [String])? {
    let letters = Array(self)
    // Each folded letter, with the place of the one that it comes from.
    let folded = letters.indices.flatMap { place in
      letters[place].comparable.map { (letter: $0, place: place) }
    }
    let sought = wanted.comparable
    guard !sought.isEmpty, folded.count >= sought.count else { return nil }
    var text = ""
    var found: [String] = []
    var (start, next) = (0, 0)
    while start < folded.count {
      guard let length = match(folded[start...].lazy.map(\.letter), sought) else {
        start += 1
        continue
      }
      var (from, to) = (folded[start].place, folded[start + length - 1].place + 1)
      if letters[from].isWordLetter { while from > next, letters[from - 1].isWordLetter { from -= 1 } }
      if letters[to - 1].isWordLetter { while to < letters.count, letters[to].isWordLetter { to += 1 } }
      text += String(letters[next..<from]) + String.takenOut
      found.append(String(letters[from..<to]))
      next = to
      start += length
      while start < folded.count, folded[start].place < to { start += 1 }
    }
    guard !found.isEmpty else { return nil }
    return (text + String(letters[next...]), found)
  }
}

extension String {
  /// A word, or several with blanks between them, stands in the text and is no part of another. Case and accents do not
  /// count.
  public func holds(word: String) -> Bool {
    let sought = word.comparable
    return takingOut(word)?.found.contains { $0.comparable == sought } ?? false
  }

  /// As it is compared: its letters, with one space for all blanks that stand together.
  private var comparable: [Character] {
    Array(flatMap(\.comparable).split(separator: " ").joined(separator: [" "]))
  }
}

/// How many letters a text begins with that are the sought ones; a blank stands for as many as there are. Nil if it
/// begins otherwise.
private func match(_ text: some Collection<Character>, _ sought: [Character]) -> Int? {
  var length = 0
  var rest = text.makeIterator()
  var letter = rest.next()
  for wanted in sought {
    guard letter == wanted else { return nil }
    repeat {
      length += 1
      letter = rest.next()
    } while wanted == " " && letter == " "
  }
  return length
}

extension Character {
  /// As it is compared: folded, and every blank and line break a space. A sign that was written on a blank stays a sign.
  fileprivate var comparable: [Character] {
    guard isWhitespace else { return folded }
    let rest = unicodeScalars.drop { $0.properties.isWhitespace }
    return [" "] + String(String.UnicodeScalarView(rest)).flatMap(\.folded)
  }

  /// What shows nothing, or does not count, does not end a word.
  fileprivate var isWordLetter: Bool { isLetter || isNumber || comparable.isEmpty }
}
