/// Short words that stand for longer ones in the text of a note: `mgmt` for `management`.
///
/// Whole words are compared without regard to case. A capital first letter gives one (`Mgmt`: `Management`). What is all
/// in capitals stays as it is typed, unless the abbreviation is written so (`NGO`). What a word stands for is not looked
/// through again.
///
/// A `\` before the word keeps it as it is typed. Since `\n` is a line break, a word that begins with `n` has the `\`
/// within it: `n\go`.
public struct Abbreviations: Equatable, Sendable {
  /// The most that there are, of a protocol or of a person.
  public static let most = 500
  /// The most Unicode scalars of an abbreviation.
  public static let longestWord = 20
  /// The most Unicode scalars of what one stands for.
  public static let longestText = 100

  private struct Known: Equatable, Sendable {
    let word: String
    let text: String
  }

  /// By the word in lower case.
  private var known: [String: Known] = [:]
  /// Unicode scalars of a typed word beyond which it is none of these, however its accents are written.
  private var longest = 0

  /// Takes words with what they stand for. What can be no abbreviation is left out; of words that differ only in case the
  /// first counts, in their order.
  public init(_ texts: [String: String] = [:]) { add(texts) }

  /// Takes more in, at most `most` at a time. What is known already stays.
  public mutating func add(_ texts: [String: String]) {
    for (word, text) in texts.sorted(by: { $0.key < $1.key }).prefix(Abbreviations.most)
    where Abbreviations.isWord(word) && Abbreviations.isText(text) {
      let key = Abbreviations.key(word)
      guard known[key] == nil else { continue }
      known[key] = Known(word: word, text: text)
      longest = max(longest, 2 * word.unicodeScalars.count)
    }
  }

  /// Two words are the same abbreviation if their keys are equal.
  public static func key(_ word: String) -> String { word.lowercased() }

  /// The word can be an abbreviation: 1-20 letters, digits and hyphens between them, at least one a letter, and not only
  /// `n`, which no `\` could keep as it is.
  public static func isWord(_ word: String) -> Bool {
    let cells = word.unicodeScalars.map { Shorthand.Cell(scalar: $0) }
    guard (1...longestWord).contains(cells.count), let first = cells.first, let last = cells.last,
      first.isLetterOrNumber, last.isOfWord, cells.contains(where: \.isLetter)
    else { return false }
    return cells.allSatisfy { $0.isOfWord || $0.scalar == "-" } && key(word).contains { $0 != "n" }
  }

  /// An abbreviation can stand for the text: 1-100 characters on one line, without blanks around them.
  public static func isText(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard (1...longestText).contains(scalars.count), let first = scalars.first, let last = scalars.last,
      !first.combines, !first.properties.isWhitespace, !last.properties.isWhitespace
    else { return false }
    return scalars.allSatisfy {
      switch $0.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }

  /// What a typed word stands for; nil if it is no abbreviation.
  private func text(for word: String) -> String? {
    guard let known = known[Abbreviations.key(word)] else { return nil }
    if word == known.word { return known.text }
    let letters = word.filter(\.isLetter)
    if letters.count > 1, letters.allSatisfy(\.isUppercase) { return nil }
    guard word.first?.isUppercase == true else { return known.text }
    return known.text.prefix(1).uppercased() + known.text.dropFirst()
  }
}

// In a text.
extension Abbreviations {
  /// An abbreviation that stands in a text.
  struct Found: Equatable {
    /// As typed.
    let word: String
    /// What it stands for.
    let text: String
    /// Its place among the cells, with its `\`.
    let range: Range<Int>
    /// A `\` keeps it as it is typed.
    let isKept: Bool
  }

  /// A text with its abbreviations written out, and those that were.
  func expanded(_ cells: ArraySlice<Shorthand.Cell>) -> (text: String, found: [Found]) {
    let found = found(in: cells)
    guard !found.isEmpty else { return (cells.text, []) }
    var text = ""
    var place = cells.startIndex
    for word in found {
      text += cells[place..<word.range.lowerBound].text + (word.isKept ? word.word : word.text)
      place = word.range.upperBound
    }
    return (text + cells[place...].text, found.filter { !$0.isKept })
  }

  /// Where a `\` has to stand, so that the words of a text stay as they are: places before its Unicode scalars.
  func marks(keeping text: [Unicode.Scalar]) -> Set<Int> {
    guard !known.isEmpty else { return [] }
    let cells = text.map { Shorthand.Cell(scalar: $0, isPlain: $0 == "\\") }
    func isLineBreak(_ place: Int) -> Bool {
      text[place] == "n" && !(place + 1 < text.count && text[place + 1].combines)
    }
    return Set(
      found(in: cells[...]).compactMap { word in
        word.range.first { !isLineBreak($0) && ($0 == word.range.lowerBound || !text[$0].combines) }
      })
  }

  /// The abbreviations among the words of a text, in time in proportion to its length.
  private func found(in cells: ArraySlice<Shorthand.Cell>) -> [Found] {
    var found: [Found] = []
    guard !known.isEmpty else { return [] }
    var place = cells.startIndex
    while place < cells.endIndex {
      let isMarked = cells[place].sign == "\\"
      guard Abbreviations.wordMayBegin(cells, at: place),
        let word = word(cells, at: isMarked ? place + 1 : place, isMarked: isMarked)
      else {
        place += 1
        continue
      }
      found.append(word)
      place = word.range.upperBound
    }
    return found
  }

  /// No word goes on here, and none that is a code or an address; at the beginning of a text none that looks like a command
  /// or a question. A slash stands between words as well as in paths: `mgmt/council`.
  private static func wordMayBegin(_ cells: ArraySlice<Shorthand.Cell>, at place: Int) -> Bool {
    guard place > cells.startIndex else { return true }
    let before = cells[place - 1]
    switch before.scalar {
    case "_", "#", "@", "\\": return false
    case "/", ">": return place - 1 > cells.startIndex
    // www.mgmt.nl
    case ".": return place - 1 == cells.startIndex || !cells[place - 2].isOfWord
    default: return !before.isOfWord
    }
  }

  /// The longest abbreviation that begins at a place and is a whole word, or whole up to a hyphen.
  private func word(_ cells: ArraySlice<Shorthand.Cell>, at start: Int, isMarked: Bool) -> Found? {
    guard start < cells.endIndex, cells[start].isLetterOrNumber else { return nil }
    var longestFound: Found?
    var scalars = String.UnicodeScalarView()
    var isKept = isMarked || cells[start].isKept
    var hasInnerMark = false
    var end = start
    while end < cells.endIndex, scalars.count < longest {
      let goesOn = end + 1 < cells.endIndex && (cells[end + 1].isOfWord || cells[end + 1].scalar == "-")
      if end > start, cells[end].sign == "\\", !hasInnerMark, goesOn {
        (hasInnerMark, isKept) = (true, true)
        end += 1
        continue
      }
      guard cells[end].isOfWord || cells[end].scalar == "-" else { break }
      scalars.append(cells[end].scalar)
      end += 1
      guard cells[end - 1].isOfWord, Abbreviations.wordMayEnd(cells, at: end) else { continue }
      let word = String(scalars)
      if let text = text(for: word) {
        longestFound = Found(
          word: word, text: text, range: (isMarked ? start - 1 : start)..<end, isKept: isKept)
      }
    }
    return longestFound
  }

  private static func wordMayEnd(_ cells: ArraySlice<Shorthand.Cell>, at place: Int) -> Bool {
    guard place < cells.endIndex else { return true }
    // mgmt.nl; at the end of a sentence no letter follows.
    if cells[place].scalar == ".", place + 1 < cells.endIndex, cells[place + 1].isOfWord { return false }
    return !cells[place].isOfWord && cells[place].scalar != "_" && cells[place].scalar != "@"
  }
}

extension Shorthand.Cell {
  /// A letter, a digit, or a mark on one.
  fileprivate var isOfWord: Bool { isLetterOrNumber || scalar.combines }
}

extension InterviewProtocol {
  /// Warnings about the abbreviations, a line each: texts that hold another, which is not written out there.
  public var abbreviationWarnings: [String] {
    var warnings: [String] = []
    for language in languages {
      let texts = abbreviations.mapValues { $0.text(in: language, fallback: languages.first ?? "") }
      let all = Abbreviations(texts)
      for (word, text) in texts.sorted(by: { $0.key < $1.key }) {
        guard let inner = all.expanded(Shorthand.Line(text).cells[...]).found.first else { continue }
        let warning =
          "abbreviation \(word): its text holds \(inner.word), an abbreviation itself, which is left as it is there"
        if !warnings.contains(warning) { warnings.append(warning) }
      }
    }
    return warnings
  }
}
