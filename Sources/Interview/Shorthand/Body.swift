extension Shorthand {
  /// What begins the text and says of what kind it is.
  enum KindSign: Equatable {
    case none
    /// `\`
    case begun
    case quote(Unicode.Scalar)
    case observation, followUp, completion
    /// `[` and `(`, which count only if they hold the whole text. A `(` may also never be closed.
    case brackets, parentheses
    /// `=6` and `=1,3,4`: how many, and which seats if named.
    case hands(Int, [Speaker])

    /// The sign at `start` and where the text goes on.
    static func read(
      _ line: Line, at start: Int, after prefix: Prefix, in context: ShorthandContext
    ) -> (KindSign, end: Int) {
      guard let sign = line.sign(start) else { return (.none, start) }
      switch sign {
      case "\\": return line.skippingSpace(start + 1) < line.end ? (.begun, start) : (.none, start)
      case "~", ":": return line.isSign(start, 1) ? (.observation, start + 1) : (.none, start)
      case "?": return line.isSign(start, 1) ? (.followUp, start + 1) : (.none, start)
      case "[": return line.isBreak(start + 1) ? (.none, start) : (.brackets, start + 1)
      case "(": return line.isBreak(start + 1) ? (.none, start) : (.parentheses, start + 1)
      case "=":
        let hands = prefix.group == nil ? hands(line, at: start + 1, in: context) : nil
        return hands.map { (.hands($0.count, $0.speakers), $0.end) } ?? (.none, start)
      // French type sets a space within its quote signs.
      case "«": return (.quote(sign), line.skippingSpace(start + 1))
      case _ where quoteSigns.contains(sign):
        return line.isSign(start, 1) ? (.quote(sign), start + 1) : (.none, start)
      case "," where line.sign(start + 1) == ",":
        return line.isSign(start, 2) ? (.quote("„"), start + 2) : (.none, start)
      case ".", "…":
        guard prefix.group?.stance == nil, let end = line.dots(at: start), !line.isBreak(end),
          !line.cells[end...].trimmed.allSatisfy({ $0.scalar == "." || $0.scalar == "…" })
        else { return (.none, start) }
        return (.completion, end)
      default: return (.none, start)
      }
    }

    private static func hands(
      _ line: Line, at start: Int, in context: ShorthandContext
    ) -> (count: Int, speakers: [Speaker], end: Int)? {
      guard let numbers = SeatNumber.list(line, at: start), let last = numbers.last, line.isBreak(last.end)
      else { return nil }
      if numbers.count == 1, !last.isNamed { return (last.seat, [], last.end) }
      let areSeats = numbers.allSatisfy { $0.seat > 0 && ($0.isNamed || context.seats.contains($0.seat)) }
      guard areSeats else { return nil }
      var seen: Set<Seat> = []
      let speakers = numbers.filter { seen.insert($0.seat).inserted }.map { Speaker.participant($0.seat) }
      return (speakers.count, speakers, last.end)
    }
  }

  /// The text of a line and what its sign makes of it.
  struct Body {
    private(set) var kind = NoteKind.paraphrase
    private(set) var text: ArraySlice<Cell> = []
    private(set) var manner: String?
    private(set) var complete = true

    init(_ cells: [Cell], after sign: KindSign) {
      let cells = Body.withoutBreak(cells).trimmed
      switch sign {
      case .none: text = cells
      case .begun: text = Body.begun(cells)
      case .quote(let opening):
        kind = .quote
        readQuote(cells, opening: opening)
        if text.isEmpty { complete = false }
      case .completion:
        kind = .quote
        readCompletion(cells)
      case .observation: (kind, text) = (.observation, Body.begun(cells))
      case .followUp: (kind, text) = (.followUp, Body.begun(cells))
      case .hands: (kind, text) = (.observation, Body.begun(cells))
      case .brackets: readWhole(cells, .observation, "[", "]")
      case .parentheses: readWhole(cells, .comment, "(", ")")
      }
      if text.isEmpty, sign != .completion { complete = false }
      if case .hands = sign { complete = true }
    }

    /// Without the `\` that says where the text begins.
    private static func begun(_ cells: ArraySlice<Cell>) -> ArraySlice<Cell> {
      guard let first = cells.first, cells.count > 1, first.sign == "\\" else { return cells }
      var text = cells.dropFirst()
      text[text.startIndex].isKept = true
      return text.trimmed
    }

    /// A text begins with no line break: there `\next` is `\` and `next`.
    private static func withoutBreak(_ cells: [Cell]) -> ArraySlice<Cell> {
      guard cells.first == Cell(scalar: "\n", isPlain: true) else { return cells[...] }
      return [Cell(scalar: "n", isKept: true)] + cells.dropFirst()
    }

    private mutating func readWhole(
      _ cells: ArraySlice<Cell>, _ kind: NoteKind, _ opening: Unicode.Scalar, _ closing: Unicode.Scalar
    ) {
      var depth = 1
      let partner = cells.firstIndex { cell in
        if cell.sign == opening { depth += 1 }
        if cell.sign == closing { depth -= 1 }
        return depth == 0
      }
      let isOpen = partner == nil && kind == .comment
      guard isOpen || partner == cells.endIndex - 1 else {
        text = [Cell(scalar: opening)] + cells
        return
      }
      self.kind = kind
      text = Body.begun((isOpen ? cells : cells.dropLast()).trimmed)
    }

    private mutating func readQuote(_ cells: ArraySlice<Cell>, opening: Unicode.Scalar) {
      if let closing = Body.closing(of: opening, in: cells) {
        close(cells, at: closing)
      } else {
        readOpen(Body.begun(cells))
      }
    }

    /// `...rest`, where the quote may be opened again, and closed.
    private mutating func readCompletion(_ cells: ArraySlice<Cell>) {
      let signs = cells.indices.filter { cells[$0].isQuoteSign && !cells[$0].isPlain }
      if let first = cells.first, let sign = first.sign, signs.first == cells.startIndex, cells.count > 1,
        !cells[cells.startIndex + 1].isWhite
      {
        readQuote(cells.dropFirst(), opening: sign)
      } else if signs.count == 1, Body.isClosing(cells, at: signs[0]) {
        close(cells, at: signs[0])
      } else {
        readOpen(Body.begun(cells))
      }
    }

    private mutating func close(_ cells: ArraySlice<Cell>, at closing: Int) {
      text = Body.begun(cells[..<closing].trimmed)
      let rest = cells[(closing + 1)...].drop { $0.isWhite || [".", ",", ";", ":"].contains($0.scalar) }
      manner = rest.isEmpty ? nil : rest.text
    }

    /// A quote that is not closed: a stub, if it ends in dots.
    private mutating func readOpen(_ cells: ArraySlice<Cell>) {
      let dots = cells.last?.scalar == "…" ? 1 : 3
      text = cells
      guard dots == 1 || cells.count >= 3 && cells.suffix(3).allSatisfy({ $0.scalar == "." }) else { return }
      let rest = cells.dropLast(dots).trimmed
      guard !rest.isEmpty || kind == .quote else { return }
      (text, complete) = (rest, false)
    }

    /// The sign that closes a quote: the first proper partner of the opening sign, or else the first closing
    /// sign of any kind, that no letter or number follows.
    private static func closing(of opening: Unicode.Scalar, in cells: ArraySlice<Cell>) -> Int? {
      let partners: [Unicode.Scalar]
      switch opening {
      case "“": partners = ["”", "“"]
      case "„": partners = ["“", "”"]
      case "«": partners = ["»"]
      case "»": partners = ["«", "»"]
      default: partners = [opening]
      }
      let any: [Unicode.Scalar] = ["\"", "”", "“", "»"]
      let all = cells.indices.lazy.filter { isClosing(cells, at: $0) }
      return all.first { partners.contains(cells[$0].scalar) } ?? all.first { any.contains(cells[$0].scalar) }
    }

    private static func isClosing(_ cells: ArraySlice<Cell>, at index: Int) -> Bool {
      guard let sign = cells[index].sign, quoteSigns.contains(sign) else { return false }
      return index + 1 == cells.endIndex || !cells[index + 1].isLetterOrNumber
    }
  }
}

extension Shorthand.Line {
  /// A kind sign of `length` counts: no space follows it, or it stands alone.
  fileprivate func isSign(_ start: Int, _ length: Int) -> Bool {
    !isBreak(start + length) || isCodesOnly(from: start + length)
  }

  /// `...` or `…`; where the text goes on.
  fileprivate func dots(at start: Int) -> Int? {
    if sign(start) == "…" { return start + 1 }
    return sign(start) == "." && sign(start + 1) == "." && sign(start + 2) == "." ? start + 3 : nil
  }
}
