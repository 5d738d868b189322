/// Texts as sequences of words that can be compared, whatever their case and punctuation.
enum SpokenWords {
  /// The words of a text in small letters: runs of letters and digits, marks in them included.
  static func all(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// The words that carry what is said, each once, without accents: those of four letters and more, else, where there are
  /// none, all. The rule is the same in every language and needs no list of words.
  static func content(of text: String) -> Set<String> {
    let all = all(of: text).map(withoutAccents)
    let long = all.filter { $0.count >= 4 }
    return Set(long.isEmpty ? all : long)
  }

  /// At least half of these are among the words of a text.
  static func areHalfHeld(_ content: Set<String>, by words: Set<String>) -> Bool {
    !content.isEmpty && content.intersection(words).count * 2 >= content.count
  }

  /// A word with the letters that its accented ones are made of: `é` as `e`, `đ` as `d`, by their names in Unicode.
  static func withoutAccents(_ word: String) -> String {
    guard !word.utf8.allSatisfy({ $0 < 0x80 }) else { return word }
    var plain = String.UnicodeScalarView()
    for scalar in word.unicodeScalars where scalar.properties.generalCategory != .nonspacingMark {
      plain.append(base(of: scalar))
    }
    return String(plain)
  }

  private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    let start = "LATIN SMALL LETTER "
    guard !scalar.isASCII, let name = scalar.properties.name, name.hasPrefix(start),
      let with = name.firstRange(of: " WITH ")
    else { return scalar }
    let letter = name[..<with.lowerBound].dropFirst(start.count).unicodeScalars
    guard letter.count == 1, let capital = letter.first, capital.isASCII else { return scalar }
    return Unicode.Scalar(capital.value | 0x20) ?? scalar
  }
}
