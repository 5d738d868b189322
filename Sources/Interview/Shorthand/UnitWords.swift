extension Shorthand {
  /// The words after a number that make it a quantity and no seat: `5 years ago`, `3 or 4 people`.
  ///
  /// Only words that follow a quantity more often than they begin what a participant says: `3 residents
  /// complain` is P3 speaking. `3: people …` and `P3 people …` are P3 all the same.
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
      byLanguage[language.prefix { $0 != "-" && $0 != "_" }.lowercased()] ?? english
    }

    /// What follows white space at `index` is a unit.
    func match(_ line: Line, at index: Int) -> Bool {
      let start = line.skippingSpace(index)
      guard start > index, start < line.end else { return false }
      if UnitWords.symbols.contains(line.cells[start].scalar) { return true }
      let typed = Words(line, at: start)
      let words = typed.letters.map { $0.lowercased() }
      guard let first = words.first, !first.isEmpty else { return false }
      let phrases = (1...words.count).map { words[..<$0].joined(separator: " ") }
      if phrases.contains(where: exceptions.contains) { return false }
      if units.contains(typed.letters[0]) || UnitWords.abbreviations.contains(first) { return true }
      if phrases.contains(where: units.contains) { return true }
      return (1...2).contains { typed.isNumber(at: $0) && joiners.contains(phrases[$0 - 1]) }
    }

    static let symbols: Set<Unicode.Scalar> = ["%", "‰", "°", "€", "$", "£", "×", "½", "¼", "¾"]

    static let abbreviations: Set<String> = [
      "km", "m", "cm", "mm", "kg", "h", "sec", "x", "fte", "eur", "gbp", "usd", "mln", "mio", "mrd",
    ]
  }
}

/// The first words of a text: their letters, and which are numbers.
private struct Words {
  private(set) var letters: [String] = []
  private var numbers: [Bool] = []

  init(_ line: Shorthand.Line, at start: Int) {
    let longest = 40
    var index = start
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
  }

  func isNumber(at index: Int) -> Bool { index < numbers.count && numbers[index] }
}

extension Shorthand.Cell {
  fileprivate var isApostrophe: Bool { scalar == "'" || scalar == "’" }
}

extension String {
  fileprivate var straightened: String { String(map { $0 == "’" ? "'" : $0 }) }
}
