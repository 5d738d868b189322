extension Shorthand.Reading {
  /// The parts of the preview.
  var explanation: [String] {
    guard entry.meaning != .nothing else { return [] }
    let content = entry.content
    var parts = entry.late > 0 ? ["noted \(entry.late / 1000) s late"] : []
    parts += doubt ?? who
    parts += stance
    if entry.meaning == .note && doubt == nil || entry.meaning == .completion { parts += what }
    if let seatThatIsText { parts.append("\(seatThatIsText) stays text") }
    if let (word, text, others) = writtenOut {
      let shown = text.count > 40 ? text.prefix(39) + "…" : text[...]
      parts.append("\(word) → \(shown)" + (others > 0 ? " (and \(others) more)" : ""))
    }
    if let manner = content.manner { parts.append("manner: " + manner) }
    if content.important { parts.append("important") }
    if content.intense { parts.append("intense") }
    for code in content.codes { parts.append("#" + code + (newCodes.contains(code) ? " (new code)" : "")) }
    for code in codeWords.prefix(1) { parts.append("#\(code) stays text") }
    if let question = entry.filedUnder { parts.append("filed under " + question) }
    if entry.meaning == .coding {
      parts.append(context.lastNote.map { "codes note \($0)" } ?? "no note to code yet")
    }
    return parts
  }

  /// A seat always wins; it is said how the number is written.
  private var doubt: [String]? {
    guard let doubtfulSeat else { return nil }
    let longest = 24
    let text = entry.content.text
    let shown = text.count > longest ? text.prefix(longest - 1) + "…" : text[...]
    return ["P\(doubtfulSeat) says “\(shown)”; \\\(doubtfulSeat) for the number"]
  }

  /// The abbreviation that was typed last, what is saved for it, and how many others there are.
  var writtenOut: (word: String, text: String, others: Int)? {
    guard let last = expanded.last else { return nil }
    let words = Set(expanded.map { Abbreviations.key($0.word) })
    return (last.word, last.text, words.count - 1)
  }

  private var who: [String] {
    let content = entry.content
    guard !content.speakers.isEmpty, content.count == nil else { return [] }
    let names = content.speakers.map { speaker in
      switch speaker {
      case .moderator: return "moderator"
      case .someone: return "someone"
      case .participant(let seat): return context.seats.contains(seat) ? speaker.id : "new: " + speaker.id
      }
    }
    let reply = content.replyTo.map { ["answers P\($0)"] } ?? []
    return [(content.unsure ? "probably " : "") + names.joined(separator: ", ")] + reply
  }

  private var stance: [String] {
    guard let stance = entry.stance else { return [] }
    let further = entry.furtherStances.map { other in
      other.speakers.map(\.id).joined(separator: ", ") + " " + other.value.rawValue
        + (other.on.map { " on P\($0)’s latest point" } ?? "")
    }
    return [stance.rawValue] + (entry.stanceOn.map { ["on P\($0)’s latest point"] } ?? []) + further
  }

  private var what: [String] {
    let content = entry.content
    if entry.meaning == .completion {
      return [content.complete ? "completes the latest stub" : "adds to the latest stub, more to come"]
    }
    if let count = content.count {
      let seats = content.speakers.map(\.id).joined(separator: ", ")
      let surplus = context.present.flatMap { count > $0 ? "only \($0) here" : nil }
      let more = [seats, surplus ?? ""].filter { !$0.isEmpty }.joined(separator: "; ")
      return ["show of hands: \(count)" + (more.isEmpty ? "" : " (\(more))")]
    }
    if let mistaken { return ["text, \(mistaken)"] }
    var parts: [String] = []
    if content.kind != .paraphrase || !content.text.isEmpty { parts.append(content.kind.rawValue) }
    if !content.complete {
      parts.append(content.text.isEmpty ? "moment, words later" : "stub, to complete later")
    }
    if content.kind == .comment { parts.append("private, not exported") }
    return parts
  }

  /// The seat that the first number looks like, though it is a quantity.
  var mistakenSeat: Seat? {
    guard entry.content.speakers.isEmpty else { return nil }
    return firstNumber?.seat
  }

  /// What would be the seat in a group, and is a number in a group of one.
  private var seatThatIsText: Seat? {
    guard let seat = context.interviewee, sign == .none, let number = firstNumber, number.seat == seat else {
      return nil
    }
    let suffixes: [Unicode.Scalar] = ["?", "*", "!", "@"]
    let isLikeSeat =
      line.isBreak(number.end) || (suffixes + Shorthand.quoteSigns).contains(line.cells[number.end].scalar)
    return isLikeSeat ? seat : nil
  }

  /// The number that the text begins with.
  private var firstNumber: Shorthand.SeatNumber? {
    guard entry.meaning == .note, entry.content.kind == .paraphrase, sign != .begun,
      line.sign(bodyStart) != nil, let number = Shorthand.SeatNumber(line, at: bodyStart),
      number.end == line.end || !line.cells[number.end].isLetterOrNumber
    else { return nil }
    return number
  }

  /// What follows `>` at the beginning of the text and is no question.
  var unknownQuestion: String? {
    guard entry.meaning == .note, entry.content.kind == .paraphrase, sign == .none, entry.filedUnder == nil,
      line.sign(bodyStart) == ">"
    else { return nil }
    let id = line.cells[(bodyStart + 1)...].prefix { !$0.isSpace }.prefix(20).text
    return id.isEmpty ? nil : id
  }

  /// What the preview warns of: `text, not P12`; nil if nothing.
  var warning: String? {
    guard entry.meaning == .note else { return nil }
    if let mistaken, entry.content.count == nil { return "text, \(mistaken)" }
    if let seatThatIsText { return "P\(seatThatIsText) stays text" }
    return codeWords.first.map { "#\($0) stays text" }
  }

  /// The text is nothing but seats that nobody sits on, with the signs of a stance or without: `9+`, `9,10`, `9`; or a lone
  /// sign. Nobody can have said that.
  ///
  /// - Returns: the seats, none of a lone sign; nil if it is something else.
  var seatsAlone: [Seat]? {
    guard entry.meaning == .note, entry.content.kind == .paraphrase, entry.content.speakers.isEmpty,
      sign != .begun
    else { return nil }
    var next = bodyStart
    if line.sign(next) == "+" || line.sign(next) == "-" {
      return line.skippingSpace(next + 1) == line.end ? [] : nil
    }
    var seats: [Seat] = []
    var unsigned = 0
    while next < line.end {
      guard let numbers = Shorthand.SeatNumber.list(line, at: next), let last = numbers.last
      else { return nil }
      seats += numbers.map(\.seat).filter { !context.seats.contains($0) }
      next = last.end
      if line.sign(next) == "+" || line.sign(next) == "-" { next += 1 } else { unsigned += 1 }
      if line.sign(next) == "@", let other = Shorthand.SeatNumber(line, at: next + 1) { next = other.end }
      guard line.isBreak(next) else { return nil }
      next = line.skippingSpace(next)
    }
    return next > bodyStart && unsigned <= 1 && !seats.isEmpty ? seats : nil
  }

  /// `<20m 1 text`: too long ago, or nothing that may follow it. `<5 years` is text.
  private var looksLate: Bool {
    var end = bodyStart + 1
    while line.isDigit(end) { end += 1 }
    guard end > bodyStart + 1 else { return false }
    if line.sign(end) == "m" || line.sign(end) == "s", line.isBreak(end + 1) { return true }
    return line.isBreak(end) && !Shorthand.UnitWords.of(context.language).isUnit(line, at: end)
  }

  /// What the text looks like and is not: `not P5`; nil if nothing.
  private var mistaken: String? {
    guard entry.content.kind == .paraphrase, sign != .begun, let first = line.sign(bodyStart) else {
      return nil
    }
    if let mistakenSeat { return "not P\(mistakenSeat)" }
    switch first {
    case ">": return unknownQuestion.map { "no question \($0)" }
    case "*" where !entry.content.important: return "not important"
    case "!" where !entry.content.intense: return "not intense"
    case "~", "[", ":": return "not an observation"
    case "?": return "not a follow-up"
    case "(": return "not a private comment"
    case "=" where line.isDigit(bodyStart + 1): return "no show of hands"
    case "=" where bodyStart + 1 < line.end && line.cells[bodyStart + 1].isLetter:
      return "no show of hands: =6 or =1,3"
    case "<" where looksLate: return "not noted late: <15 or <2m before the note, 10 minutes at most"
    case "," where line.sign(bodyStart + 1) == ",": return "not a quote"
    case _ where Shorthand.quoteSigns.contains(first): return "not a quote"
    default: return nil
    }
  }
}
