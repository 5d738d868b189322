/// Texts as sequences of words that can be compared, whatever their case and punctuation.
enum SpokenWords {
  /// The words of a text in small letters: runs of letters and digits, marks in them included.
  static func all(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// The words that carry what is said, each once, without accents: those of four letters and more, else, where there are
  /// none, all. The rule is the same in every language and needs no list of words.
  static func content(of text: String) -> Set<String> {
    let all = all(of: text).map(\.folded)
    let long = all.filter { $0.count >= 4 }
    return Set(long.isEmpty ? all : long)
  }

  /// At least half of these are among the words of a text.
  static func areHalfHeld(_ content: Set<String>, by words: Set<String>) -> Bool {
    !content.isEmpty && content.intersection(words).count * 2 >= content.count
  }
}
