extension Shorthand {
  /// A seat as typed: `3`, `P3`, `0`.
  struct SeatNumber {
    /// 0 for someone, else 1-99.
    let seat: Int
    /// Written with `P`: a seat whether it is one here or not.
    let isNamed: Bool
    let end: Int

    init?(_ line: Line, at start: Int) {
      var index = start
      isNamed = line.sign(index) == "P" || line.sign(index) == "p"
      if isNamed { index += 1 }
      var value = 0
      let first = index
      while index < line.end, index - first < 2, let sign = line.sign(index), ("0"..."9").contains(sign) {
        value = value * 10 + Int(sign.value - 48)
        index += 1
      }
      let hasLeadingZero = index - first > 1 && line.sign(first) == "0"
      guard index > first, !hasLeadingZero, !line.isDigit(index) else { return nil }
      seat = value
      end = index
    }

    /// `1,4,6`, with or without spaces after the commas; nil unless all of it is seats.
    static func list(_ line: Line, at start: Int) -> [SeatNumber]? {
      guard var last = SeatNumber(line, at: start) else { return nil }
      var numbers = [last]
      while line.sign(last.end) == "," {
        guard let next = SeatNumber(line, at: line.skippingSpace(last.end + 1)) else { return nil }
        numbers.append(next)
        last = next
      }
      return numbers
    }
  }

  /// Who speaks, with all that is attached: `m:`, `3`, `1,4+`, `5@3?*`.
  ///
  /// A number that is a seat here is that seat, whatever word follows; in a group of one only `P1`, `1:`, `1+`, `1-` are.
  struct SeatGroup {
    private(set) var speakers: [Speaker] = []
    private(set) var unsure = false
    private(set) var replyTo: Seat?
    private(set) var stance: StanceValue?
    private(set) var stanceOn: Seat?
    private(set) var important = false
    private(set) var intense = false
    /// A bare number before a word that numbers stand before: `5 years ago`.
    private(set) var mayBeNumber = false
    private(set) var end = 0

    private enum Suffix { case none, unsure, reply, agree, dissent, mark, colon }

    init?(_ line: Line, at start: Int, in context: ShorthandContext) {
      if line.sign(start) == "m" || line.sign(start) == "M", line.sign(start + 1) == ":" {
        speakers = [.moderator]
        end = start + 2
        return
      }
      guard var numbers = SeatNumber.list(line, at: start), let lastNumber = numbers.last else { return nil }
      var seen: Set<Seat> = []
      speakers = numbers.filter { seen.insert($0.seat).inserted }
        .map { $0.seat == 0 ? .someone : .participant($0.seat) }
      let isNamed = numbers.contains(where: \.isNamed)
      let isAlone = numbers.count == 1
      end = lastNumber.end
      let last = readSuffixes(line, &numbers)
      guard isSeparate(line, after: last, isNamed: isNamed) else { return nil }
      if last == .colon { return }
      // Nobody has to be told apart in an interview: a number is a number.
      guard context.interviewee == nil || isNamed || stance != nil else { return nil }
      let areSeats = numbers.allSatisfy { $0.isNamed || $0.seat == 0 || context.seats.contains($0.seat) }
      guard areSeats else { return nil }
      guard !isNamed, last == .none else { return }
      let words = UnitWords.of(context.language)
      if isAlone, lastNumber.seat > 0 {
        guard !UnitWords.isSymbol(line, at: end) else { return nil }
        mayBeNumber = words.mayCount(line, at: end, settingWords: context.settingWords)
      } else {
        guard !words.isUnit(line, at: end) else { return nil }
      }
    }

    /// Takes the seats of another group in, each once.
    mutating func join(_ other: SeatGroup) {
      speakers += other.speakers.filter { !speakers.contains($0) }
      end = other.end
    }

    /// What follows belongs to it.
    mutating func end(at place: Int) { end = place }

    /// It shows a stance and says nothing else of those who take it.
    var isStanceOnly: Bool { stance != nil && !unsure && replyTo == nil && !important && !intense }

    private mutating func readSuffixes(_ line: Line, _ numbers: inout [SeatNumber]) -> Suffix {
      var last = Suffix.none
      if let next = SeatGroup.apartPlus(line, at: end) { (stance, last, end) = (.agree, .agree, next) }
      while let sign = line.sign(end) {
        switch sign {
        case "?" where !unsure: (unsure, last) = (true, .unsure)
        case "+" where stance == nil: (stance, last) = (.agree, .agree)
        case "-" where stance == nil: (stance, last) = (.dissent, .dissent)
        case "*" where !important: (important, last) = (true, .mark)
        case "!" where !intense: (intense, last) = (true, .mark)
        case "@":
          guard let number = SeatNumber(line, at: end + 1), number.seat > 0 else { return last }
          let isOfStance = last == .agree || last == .dissent
          guard isOfStance || replyTo == nil else { return last }
          if isOfStance { stanceOn = number.seat } else { replyTo = number.seat }
          numbers.append(number)
          (end, last) = (number.end, .reply)
          continue
        case ":":
          end += 1
          return .colon
        default: return last
        }
        end += 1
      }
      return last
    }

    /// `5 + because` and `5 +`, where the sign stands apart; where it ends. `5 + 3` is no stance.
    private static func apartPlus(_ line: Line, at end: Int) -> Int? {
      let sign = line.skippingSpace(end)
      guard sign > end, line.sign(sign) == "+" else { return nil }
      let next = line.skippingSpace(sign + 1)
      return (next == line.end || line.cells[next].isLetter) ? sign + 1 : nil
    }

    /// What follows is no longer part of a word or a number: `2-3 people`, `3rd`, `3*4` and `12:30` are text. A
    /// statement may touch its `+`, and never its `-`: `3-year plan` is text.
    private func isSeparate(_ line: Line, after last: Suffix, isNamed: Bool) -> Bool {
      switch last {
      case .agree where end < line.end && line.cells[end].isLetter: return true
      case .none, .reply, .agree, .dissent:
        return line.isBreak(end) || line.sign(end).map(Shorthand.quoteSigns.contains) ?? false
      case .unsure, .mark: return !line.isDigit(end)
      case .colon: return isNamed || !line.isDigit(end)
      }
    }
  }
}
