extension Shorthand {
  /// What stands before the text: `>question`, seats, marks, in any order, each once, and known codes.
  struct Prefix {
    /// By how many milliseconds it is noted late: first of all parts.
    private(set) var late = 0
    private(set) var question: QuestionID?
    private(set) var group: SeatGroup?
    /// Of `2+ 8-` what comes after the first; only if the line ends there.
    private(set) var furtherStances: [ShownStance] = []
    private(set) var important = false
    private(set) var intense = false
    private(set) var codes: [Code] = []
    /// Where the text begins.
    private(set) var end = 0

    init(_ line: Line, in context: ShorthandContext, _ codebook: Codebook) {
      end = line.skippingSpace(0)
      if let (late, next) = Prefix.late(line, at: end, in: context) { (self.late, end) = (late, next) }
      repeat { end = line.skippingSpace(end) } while readPart(line, in: context, codebook)
    }

    var isEmpty: Bool {
      late == 0 && question == nil && group == nil && !important && !intense && codes.isEmpty
    }

    private mutating func readPart(_ line: Line, in context: ShorthandContext, _ codebook: Codebook) -> Bool {
      if question == nil, let (id, next) = Prefix.question(line, at: end, in: context) {
        (question, end) = (id, next)
        return true
      }
      if group == nil, var group = SeatGroup(line, at: end, in: context) {
        readFurther(line, &group, in: context)
        self.group = group
        important = important || group.important
        intense = intense || group.intense
        end = group.end
        return true
      }
      if readMarks(line) { return true }
      guard let word = CodeWord(line.cells[...], at: end), line.isBreak(word.end),
        let code = codebook.spelling(word.code)
      else { return false }
      codes.append(code)
      end = word.end
      return true
    }

    /// `2+ 8+` is `2,8+`; `2+ 8-` are two stances if nothing else follows.
    private mutating func readFurther(_ line: Line, _ group: inout SeatGroup, in context: ShorthandContext) {
      guard group.isStanceOnly else { return }
      var next = line.skippingSpace(group.end)
      var others: [SeatGroup] = []
      while let other = SeatGroup(line, at: next, in: context), other.isStanceOnly {
        others.append(other)
        next = line.skippingSpace(other.end)
      }
      guard let last = others.last else { return }
      if others.allSatisfy({ $0.stance == group.stance && $0.stanceOn == group.stanceOn }) {
        for other in others { group.join(other) }
      } else if next == line.end, !important, !intense, codes.isEmpty {
        furtherStances = others.compactMap { other in
          other.stance.map { ShownStance(speakers: other.speakers, value: $0, on: other.stanceOn) }
        }
        group.end(at: last.end)
      }
    }

    /// The most that a note is late.
    private static let latest = 600_000

    /// `<15` and `<2m` before something else; `<5 years` is text.
    private static func late(_ line: Line, at start: Int, in context: ShorthandContext) -> (Int, end: Int)? {
      guard line.sign(start) == "<" else { return nil }
      var end = start + 1
      var value = 0
      while end < line.end, end - start <= 3, let sign = line.sign(end), ("0"..."9").contains(sign) {
        value = value * 10 + Int(sign.value - 48)
        end += 1
      }
      guard value > 0 else { return nil }
      var unit = 1000
      if line.sign(end) == "m" || line.sign(end) == "s" {
        unit = line.sign(end) == "m" ? 60_000 : 1000
        end += 1
      } else {
        guard !UnitWords.of(context.language).isUnit(line, at: end) else { return nil }
      }
      let next = line.skippingSpace(end)
      guard value * unit <= latest, next > end, next < line.end else { return nil }
      return (value * unit, end)
    }

    /// `>K4`, if there is such a question, in the protocol's spelling.
    private static func question(
      _ line: Line, at start: Int, in context: ShorthandContext
    ) -> (QuestionID, end: Int)? {
      guard line.sign(start) == ">" else { return nil }
      let longest = 20
      var end = start + 1
      while !line.isBreak(end), end - start <= longest { end += 1 }
      guard line.isBreak(end) else { return nil }
      let typed = line.cells[(start + 1)..<end].text
      if context.questions.contains(typed) { return (typed, end) }
      let lowercase = typed.lowercased()
      return context.questions.filter { $0.lowercased() == lowercase }.min().map { ($0, end) }
    }

    /// `*` and `!` attached to what follows, or alone on the line.
    private mutating func readMarks(_ line: Line) -> Bool {
      var marks = (important: important, intense: intense)
      var next = end
      while let sign = line.sign(next) {
        if sign == "*", !marks.important {
          marks.important = true
        } else if sign == "!", !marks.intense {
          marks.intense = true
        } else {
          break
        }
        next += 1
      }
      guard next > end, !line.isBreak(next) || line.isCodesOnly(from: next) else { return false }
      (important, intense, end) = (marks.important, marks.intense, next)
      return true
    }
  }
}
