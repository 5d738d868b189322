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
  struct SeatGroup {
    private(set) var speakers: [Speaker] = []
    private(set) var unsure = false
    private(set) var replyTo: Seat?
    private(set) var stance: StanceValue?
    private(set) var stanceOn: Seat?
    private(set) var important = false
    private(set) var intense = false
    private(set) var end = 0

    private enum Suffix { case none, unsure, reply, stance, mark, colon }

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
      end = lastNumber.end
      let last = readSuffixes(line, &numbers)
      guard isSeparate(line, after: last, isNamed: isNamed) else { return nil }
      if last == .colon { return }
      let areSeats = numbers.allSatisfy { $0.isNamed || $0.seat == 0 || context.seats.contains($0.seat) }
      guard areSeats else { return nil }
      guard isNamed || !UnitWords.of(context.language).match(line, at: end) else { return nil }
    }

    private mutating func readSuffixes(_ line: Line, _ numbers: inout [SeatNumber]) -> Suffix {
      var last = Suffix.none
      while let sign = line.sign(end) {
        switch sign {
        case "?" where !unsure: (unsure, last) = (true, .unsure)
        case "+" where stance == nil: (stance, last) = (.agree, .stance)
        case "-" where stance == nil: (stance, last) = (.dissent, .stance)
        case "*" where !important: (important, last) = (true, .mark)
        case "!" where !intense: (intense, last) = (true, .mark)
        case "@":
          guard let number = SeatNumber(line, at: end + 1), number.seat > 0 else { return last }
          guard last == .stance || replyTo == nil else { return last }
          if last == .stance { stanceOn = number.seat } else { replyTo = number.seat }
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

    /// What follows is no longer part of a word or a number: `2-3 people`, `3rd`, `3*4` and `12:30` are text.
    private func isSeparate(_ line: Line, after last: Suffix, isNamed: Bool) -> Bool {
      switch last {
      case .none, .reply, .stance:
        return line.isBreak(end) || line.sign(end).map(Shorthand.quoteSigns.contains) ?? false
      case .unsure, .mark: return !line.isDigit(end)
      case .colon: return isNamed || !line.isDigit(end)
      }
    }
  }
}
