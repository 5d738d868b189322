extension Shorthand.Reading {
  /// The parts of the preview.
  var explanation: [String] {
    guard entry.meaning != .nothing else { return [] }
    let content = entry.content
    var parts = who
    parts += stance
    if entry.meaning != .stance { parts += what }
    if let manner = content.manner { parts.append("manner: " + manner) }
    if content.important { parts.append("important") }
    if content.intense { parts.append("intense") }
    for code in content.codes { parts.append("#" + code + (newCodes.contains(code) ? " (new code)" : "")) }
    for code in codeWords.prefix(1) { parts.append("#\(code) stays text") }
    if let question = entry.filedUnder { parts.append("filed under " + question) }
    return parts
  }

  private var who: [String] {
    let content = entry.content
    guard !content.speakers.isEmpty, content.count == nil else { return [] }
    let names = content.speakers.map { speaker in
      switch speaker {
      case .moderator: return "moderator"
      case .someone: return "someone"
      case .participant: return speaker.id
      }
    }
    let reply = content.replyTo.map { ["answers P\($0)"] } ?? []
    return [(content.unsure ? "probably " : "") + names.joined(separator: ", ")] + reply
  }

  private var stance: [String] {
    guard let stance = entry.stance else { return [] }
    return [stance.rawValue] + (entry.stanceOn.map { ["on P\($0)’s latest point"] } ?? [])
  }

  private var what: [String] {
    let content = entry.content
    if entry.meaning == .completion {
      return [content.complete ? "completes the latest stub" : "adds to the latest stub, more to come"]
    }
    if let count = content.count {
      let seats = content.speakers.map(\.id).joined(separator: ", ")
      return ["show of hands: \(count)" + (seats.isEmpty ? "" : " (\(seats))")]
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
    guard entry.meaning == .note, entry.content.kind == .paraphrase, sign != .begun,
      entry.content.speakers.isEmpty, line.sign(bodyStart) != nil,
      let number = Shorthand.SeatNumber(line, at: bodyStart),
      number.end == line.end || !line.cells[number.end].isLetterOrNumber
    else { return nil }
    return number.seat
  }

  /// What the text looks like and is not: `not P5`; nil if nothing.
  private var mistaken: String? {
    guard entry.content.kind == .paraphrase, sign != .begun, let first = line.sign(bodyStart) else {
      return nil
    }
    if let mistakenSeat { return "not P\(mistakenSeat)" }
    switch first {
    case ">" where entry.filedUnder == nil:
      let id = line.cells[(bodyStart + 1)...].prefix { !$0.isSpace }.prefix(20).text
      return id.isEmpty ? nil : "no question \(id)"
    case "*" where !entry.content.important: return "not important"
    case "!" where !entry.content.intense: return "not intense"
    case "~", "[", ":": return "not an observation"
    case "?": return "not a follow-up"
    case "(": return "not a private comment"
    case "=" where line.isDigit(bodyStart + 1): return "no show of hands"
    case "," where line.sign(bodyStart + 1) == ",": return "not a quote"
    case _ where Shorthand.quoteSigns.contains(first): return "not a quote"
    default: return nil
    }
  }
}
