extension Shorthand {
  /// The words that numbers stand before: `5 years ago`, `3 or 4 people`.
  ///
  /// They say where a number that is a seat here may have been meant as a number. Only of several numbers with a comma
  /// between do they decide: `3,5 million` is no seats.
  struct UnitWords {
    /// Words, and phrases of up to three words, in lower case; one with a capital counts only with it
    /// (`3 May`).
    let units: Set<String>
    /// Words between two numbers (`3 or 4`), units only if a number of at most three digits follows.
    let joiners: Set<String>
    /// Phrases that begin with a unit and are none (`of course`).
    let exceptions: Set<String>

    init(_ units: String..., joiners: [String], phrases: [String] = [], exceptions: Set<String> = []) {
      self.units = Set(units.flatMap { $0.split(separator: " ").map(String.init) } + phrases)
      self.joiners = Set(joiners)
      self.exceptions = exceptions
    }

    /// The table of a language (BCP 47), whatever its region; English for a language without one.
    static func of(_ language: String) -> UnitWords {
      byLanguage[Language.base(of: language)] ?? english
    }

    /// What follows white space at `index` is a sign of a unit: `5 %`.
    static func isSymbol(_ line: Line, at index: Int) -> Bool {
      let start = line.skippingSpace(index)
      return start > index && start < line.end && symbols.contains(line.cells[start].scalar)
    }

    /// What follows white space at `index` is a unit.
    func isUnit(_ line: Line, at index: Int) -> Bool {
      UnitWords.isSymbol(line, at: index) || Words(line, after: index).map(isUnit) ?? false
    }

    /// What follows white space at `index` may be counted: a unit, another number, one of the setting's own words.
    func mayCount(_ line: Line, at index: Int, settingWords: Set<String>) -> Bool {
      guard let words = Words(line, after: index) else { return false }
      return isUnit(words)
        || (1...2).contains { words.isNumber(at: $0) && joiners.contains(words.phrases[$0 - 1]) }
        || settingWords.contains { UnitWords.isForm(words.phrases[0], of: $0) }
    }

    private func isUnit(_ words: Words) -> Bool {
      if words.phrases.contains(where: exceptions.contains) { return false }
      return units.contains(words.letters[0]) || UnitWords.abbreviations.contains(words.phrases[0])
        || words.phrases.contains(where: units.contains)
    }

    /// A word is another with another ending: `municipalities` of `municipality`.
    private static func isForm(_ word: String, of other: String) -> Bool {
      let common = zip(word, other).prefix { $0 == $1 }.count
      return common >= max(4, other.count - 2) && word.count - common <= 4
    }

    static let symbols: Set<Unicode.Scalar> = ["%", "‰", "°", "€", "$", "£", "×", "½", "¼", "¾"]

    static let abbreviations: Set<String> = [
      "km", "m", "cm", "mm", "kg", "h", "sec", "x", "fte", "eur", "gbp", "usd", "mln", "mio", "mrd",
    ]
  }
}

/// The first words of a text, three at most: their letters, and which are numbers.
private struct Words {
  private(set) var letters: [String] = []
  private var numbers: [Bool] = []
  /// The first word, the first two, the first three, in lower case.
  private(set) var phrases: [String] = []

  /// The words after white space at a place; nil if none is there that begins with a letter.
  init?(_ line: Shorthand.Line, after place: Int) {
    let longest = 40
    var index = line.skippingSpace(place)
    guard index > place, index < line.end else { return nil }
    while letters.count < 3, index < line.end {
      var end = index
      while !line.isBreak(end), end - index < longest { end += 1 }
      let word = line.cells[index..<end]
      let digits = word.prefix(while: \.isDigit).count
      numbers.append((1...3).contains(digits))
      letters.append(word.prefix { $0.isLetter || $0.scalar.combines || $0.isApostrophe }.text.straightened)
      while !line.isBreak(end) { end += 1 }
      index = line.skippingSpace(end)
    }
    guard letters.first?.isEmpty == false else { return nil }
    let words = letters.map { $0.lowercased() }
    phrases = (1...words.count).map { words[..<$0].joined(separator: " ") }
  }

  func isNumber(at index: Int) -> Bool { index < numbers.count && numbers[index] }
}

extension Shorthand.Cell {
  fileprivate var isApostrophe: Bool { scalar == "'" || scalar == "’" }
}

extension String {
  fileprivate var straightened: String { String(map { $0 == "’" ? "'" : $0 }) }
}
