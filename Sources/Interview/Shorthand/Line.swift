extension Shorthand {
  /// One scalar of a line whose escapes are resolved.
  struct Cell: Equatable {
    var scalar: Unicode.Scalar
    /// Escaped, or carrying a combining mark (`*️⃣`, `3️⃣`): of the text, never a sign.
    var isPlain = false
    /// A `\` before it said that the text begins here: a word that does is no abbreviation.
    var isKept = false

    var isWhite: Bool { scalar.isASCII ? isWhiteASCII : scalar.properties.isWhitespace }

    /// White space as typed; a line break written `\n` belongs to the text.
    var isSpace: Bool { isWhite && !isPlain }

    var sign: Unicode.Scalar? { isPlain ? nil : scalar }

    var isDigit: Bool { ("0"..."9").contains(scalar) }

    var isLetter: Bool { CodeForm.isLetter(scalar) }

    var isLetterOrNumber: Bool { CodeForm.isLetterOrNumber(scalar) }

    var isQuoteSign: Bool { Shorthand.quoteSigns.contains(scalar) }

    private var isWhiteASCII: Bool { scalar == " " || ("\t"..."\r").contains(scalar) }
  }

  static let quoteSigns: [Unicode.Scalar] = ["\"", "“", "”", "„", "«", "»"]

  /// A line with its escapes resolved, one cell a scalar.
  ///
  /// Scalars and not characters: a sign typed before a combining mark would otherwise hide in one character.
  struct Line {
    let cells: [Cell]

    init(_ text: String) {
      let scalars = Array(text.unicodeScalars)
      var cells: [Cell] = []
      cells.reserveCapacity(scalars.count)
      var index = 0
      while index < scalars.count {
        let scalar = scalars[index]
        if scalar == "\\", index + 1 < scalars.count {
          let next = scalars[index + 1]
          if next == "n", !Line.combines(scalars, at: index + 2) {
            cells.append(Cell(scalar: "\n", isPlain: true))
            index += 2
            continue
          }
          if Line.escapable.contains(next) {
            cells.append(Cell(scalar: next, isPlain: true))
            index += 2
            continue
          }
        }
        var cell = Cell(scalar: scalar)
        cell.isPlain = scalar != "\\" && Line.combines(scalars, at: index + 1) && !cell.isWhite
        cells.append(cell)
        index += 1
      }
      self.cells = cells
    }

    private static let escapable: [Unicode.Scalar] = ["\\", "#", "(", ")"] + Shorthand.quoteSigns

    private static func combines(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
      index < scalars.count && scalars[index].combines
    }

    var end: Int { cells.count }

    func sign(_ index: Int) -> Unicode.Scalar? { index < cells.count ? cells[index].sign : nil }

    /// The line ends here, or white space follows.
    func isBreak(_ index: Int) -> Bool { index >= cells.count || cells[index].isSpace }

    func isDigit(_ index: Int) -> Bool { index < cells.count && cells[index].isDigit }

    func skippingSpace(_ index: Int) -> Int {
      var index = index
      while index < cells.count, cells[index].isSpace { index += 1 }
      return index
    }
  }
}

extension Unicode.Scalar {
  /// Joins the scalar before it.
  var combines: Bool { value >= 0x300 && properties.isGraphemeExtend }
}

extension ArraySlice<Shorthand.Cell> {
  /// Without the white space at both ends.
  var trimmed: ArraySlice {
    guard let first = firstIndex(where: { !$0.isWhite }), let last = lastIndex(where: { !$0.isWhite }) else {
      return []
    }
    return self[first...last]
  }

  var text: String {
    var scalars = String.UnicodeScalarView()
    for cell in self { scalars.append(cell.scalar) }
    return String(scalars)
  }
}
