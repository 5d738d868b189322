extension Shorthand {
  /// The code that a word is, by the one rule for codes, with or without `#`; nil if it is none, or more than one.
  public static func code(_ word: String) -> Code? {
    let text = String(word.drop { $0 == "#" })
    let cells = ("#" + text).unicodeScalars.map { Cell(scalar: $0) }
    guard let found = CodeWord(cells[...], at: 0), found.end == cells.endIndex else { return nil }
    return found.code
  }

  /// The codes known here, found by what was typed.
  struct Codebook {
    private let codes: Set<Code>
    private let byKey: [String: Code]

    /// A codebook for a line; one without `#` needs none.
    init(_ codes: Set<Code>, for line: String) {
      guard line.utf8.contains(UInt8(ascii: "#")) else {
        (self.codes, byKey) = ([], [:])
        return
      }
      self.codes = codes
      byKey = Dictionary(codes.map { (CodeForm.key($0), $0) }, uniquingKeysWith: min)
    }

    /// The book's spelling of a known code, compared without case; nil for a new one.
    func spelling(_ typed: Code) -> Code? {
      codes.contains(typed) ? typed : byKey[CodeForm.key(typed)]
    }
  }

  /// `#code` as a word, of the form that `CodeForm` tells. A `.` or `-` at its end belongs to the sentence.
  struct CodeWord {
    let code: Code
    let start: Int
    let end: Int

    init?(_ cells: ArraySlice<Cell>, at start: Int) {
      guard start < cells.endIndex, cells[start].sign == "#" else { return nil }
      var end = start + 1
      while end < cells.endIndex, CodeForm.mayHold(cells[end].scalar) { end += 1 }
      while end > start + 1, let last = cells[end - 1].sign, last == "." || last == "-" { end -= 1 }
      guard end > start + 1, end - start - 1 <= CodeForm.longest, cells[start + 1].isLetter else {
        return nil
      }
      var next = end
      while next < cells.endIndex, CodeWord.mayFollow(cells[next]) { next += 1 }
      guard next == cells.endIndex || cells[next].isWhite else { return nil }
      self.start = start
      self.end = end
      code = cells[(start + 1)..<end].text
    }

    /// Punctuation that may stand right behind a code.
    static func mayFollow(_ cell: Cell) -> Bool {
      switch cell.scalar {
      case ".", ",", ";", ":", "!", "?", "…", ")", "]", "}", "'", "’", "-": return true
      default: return cell.isQuoteSign
      }
    }
  }

  /// A text without its codes.
  struct Coded {
    private(set) var cells: [Cell] = []
    /// In the order typed, each once, in the book's spelling.
    private(set) var codes: [Code] = []
    /// Those of `codes` that the book does not know.
    private(set) var newCodes: Set<Code> = []
    /// Unknown codes that stand before other text, and so are words.
    private(set) var words: [Code] = []

    /// Takes the codes out of `cells`: known ones wherever they stand, unknown ones at the end.
    ///
    /// - Parameters:
    ///   - known: codes that stood before the text.
    ///   - inQuote: a code may follow a quote sign.
    init(_ cells: ArraySlice<Cell>, known: [Code], _ codebook: Codebook, inQuote: Bool) {
      let found = Coded.codeWords(cells, inQuote: inQuote)
      var atEnd = true
      var next = cells.endIndex
      var isAtEnd = [Bool](repeating: false, count: found.count)
      for index in found.indices.reversed() {
        let between = cells[found[index].end..<next]
        atEnd = atEnd && between.allSatisfy { $0.isWhite || CodeWord.mayFollow($0) }
        isAtEnd[index] = atEnd
        next = found[index].start
      }
      var seen: Set<String> = []
      for code in known where seen.insert(code).inserted { codes.append(code) }
      var position = cells.startIndex
      for (word, isAtEnd) in zip(found, isAtEnd) {
        let spelling = codebook.spelling(word.code)
        guard spelling != nil || isAtEnd else {
          words.append(word.code)
          continue
        }
        if seen.insert(spelling ?? CodeForm.key(word.code)).inserted {
          codes.append(spelling ?? word.code)
          if spelling == nil { newCodes.insert(word.code) }
        }
        self.cells += cells[position..<word.start]
        position = closeGap(cells, at: word.end)
      }
      self.cells += cells[position...]
    }

    private static func codeWords(_ cells: ArraySlice<Cell>, inQuote: Bool) -> [CodeWord] {
      var found: [CodeWord] = []
      var index = cells.startIndex
      while index < cells.endIndex {
        let before = index > cells.startIndex ? cells[index - 1] : Cell(scalar: " ")
        let isStart = before.isWhite || inQuote && before.isQuoteSign && !before.isPlain
        guard isStart, let word = CodeWord(cells, at: index) else {
          index += 1
          continue
        }
        found.append(word)
        index = word.end
      }
      return found
    }

    /// Folds the white space around a code that was taken out; where the text goes on.
    ///
    /// A line break among it stays. Without text before it, the punctuation behind the code goes too.
    private mutating func closeGap(_ source: ArraySlice<Cell>, at end: Int) -> Int {
      var next = end
      var gap: [Cell] = []
      while let last = cells.last, last.isWhite { gap.append(cells.removeLast()) }
      if cells.isEmpty {
        while next < source.endIndex, [".", ",", ";", ":"].contains(source[next].scalar) { next += 1 }
      }
      let spaceStart = next
      while next < source.endIndex, source[next].isWhite { next += 1 }
      guard next > spaceStart, !gap.isEmpty, next < source.endIndex else { return next }
      gap += source[spaceStart..<next]
      cells.append(gap.first { $0.scalar == "\n" } ?? Cell(scalar: " "))
      return next
    }
  }
}

extension Shorthand.Line {
  /// From here on there is nothing but white space and codes.
  func isCodesOnly(from start: Int) -> Bool {
    var index = skippingSpace(start)
    while index < end {
      guard let word = Shorthand.CodeWord(cells[...], at: index), isBreak(word.end) else { return false }
      index = skippingSpace(word.end)
    }
    return true
  }
}
