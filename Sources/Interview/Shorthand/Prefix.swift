extension Shorthand {
  /// What stands before the text: `>question`, seats, marks, in any order, each once, and known codes.
  struct Prefix {
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
      repeat { end = line.skippingSpace(end) } while readPart(line, in: context, codebook)
    }

    var isEmpty: Bool { question == nil && group == nil && !important && !intense && codes.isEmpty }

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
