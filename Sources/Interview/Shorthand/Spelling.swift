extension Shorthand {
  /// How plainly an entry is written.
  struct Spelling {
    /// `P3`, where a bare `3` would be a number.
    let namesSeats: Bool
    /// `\` where the text would be read as a sign.
    let marksText: Bool

    static let fromPlainest = [
      Spelling(namesSeats: false, marksText: false), Spelling(namesSeats: true, marksText: false),
      Spelling(namesSeats: false, marksText: true), Spelling(namesSeats: true, marksText: true),
    ]

    /// The entry as a line; whether it reads back is for the caller to see.
    func line(for entry: Entry, in context: ShorthandContext) -> String {
      guard entry.meaning != .nothing else { return "" }
      let content = entry.content
      let marks = (content.important ? "*" : "") + (content.intense ? "!" : "")
      let seats = content.count == nil ? group(entry, in: context) : ""
      var parts = entry.late > 0 ? [late(entry.late)] : []
      parts += entry.filedUnder.map { [">" + $0] } ?? []
      if seats.isEmpty || content.speakers.contains(.moderator) {
        parts += [seats, marks + body(entry, in: context)]
      } else {
        parts += [seats + marks, body(entry, in: context)]
      }
      parts += entry.furtherStances.map { further($0, in: context) }
      parts += content.codes.map { "#" + $0 }
      return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func group(_ entry: Entry, in context: ShorthandContext) -> String {
      let content = entry.content
      guard !content.speakers.isEmpty else { return "" }
      guard !content.speakers.contains(.moderator) else { return "m:" }
      if !namesSeats, isOfInterviewee(entry, in: context) { return "" }
      var text = seatList(content.speakers, in: context)
      if content.unsure { text += "?" }
      if let seat = content.replyTo { text += "@" + number(seat, in: context) }
      switch entry.stance {
      case .agree: text += "+"
      case .dissent: text += "-"
      case nil, .some(.none): break
      }
      if let seat = entry.stanceOn { text += "@" + number(seat, in: context) }
      return text
    }

    /// A line without a seat may say so; it names the seat where it has more to say of it than that.
    private func isOfInterviewee(_ entry: Entry, in context: ShorthandContext) -> Bool {
      let content = entry.content
      let isMore = content.unsure || content.replyTo != nil || entry.stance != nil
      return !isMore && entry.meaning == .note && content.isPoint
        && context.interviewee.map { content.speakers == [.participant($0)] } ?? false
    }

    private func late(_ milliseconds: Int) -> String {
      milliseconds % 60_000 == 0 ? "<\(milliseconds / 60_000)m" : "<\(milliseconds / 1000)"
    }

    private func further(_ shown: ShownStance, in context: ShorthandContext) -> String {
      seatList(shown.speakers, in: context) + (shown.value == .agree ? "+" : "-")
        + (shown.on.map { "@" + number($0, in: context) } ?? "")
    }

    private func seatList(_ speakers: [Speaker], in context: ShorthandContext) -> String {
      let someone = namesSeats ? "P0" : "0"
      return speakers.map { $0.seat.map { number($0, in: context) } ?? someone }.joined(separator: ",")
    }

    private func number(_ seat: Seat, in context: ShorthandContext) -> String {
      namesSeats || !context.seats.contains(seat) ? "P\(seat)" : "\(seat)"
    }

    private func body(_ entry: Entry, in context: ShorthandContext) -> String {
      let content = entry.content
      if entry.meaning == .completion { return "..." + completion(content, in: context) }
      let text = { (signs: [Unicode.Scalar]) in marked(escaped(content.text, signs, context.abbreviations)) }
      if let count = content.count {
        let isOne = content.speakers.count == 1
        let named = Spelling(namesSeats: namesSeats || isOne, marksText: marksText)
        let hands = content.speakers.isEmpty ? String(count) : named.seatList(content.speakers, in: context)
        return "=" + hands + (content.text.isEmpty ? "" : " " + text([]))
      }
      switch content.kind {
      case .paraphrase: return text([])
      case .observation: return "~" + text([])
      case .followUp: return "?" + text([])
      case .comment: return "(" + text(marksText ? ["(", ")"] : []) + ")"
      case .quote: return "\"" + quote(content, in: context)
      }
    }

    private func quote(_ content: NoteContent, in context: ShorthandContext) -> String {
      guard content.complete || content.manner != nil else {
        guard !content.text.isEmpty else { return "" }
        return marked(escaped(content.text, quoteSigns, context.abbreviations)) + "..."
      }
      return marked(escaped(content.text, ["\""], context.abbreviations)) + "\""
        + (content.manner.map { " " + escaped($0) } ?? "")
    }

    private func completion(_ content: NoteContent, in context: ShorthandContext) -> String {
      let text = marked(escaped(content.text, quoteSigns, context.abbreviations))
      guard content.complete else { return text + "..." }
      let needsClosing = text.isEmpty || text.hasSuffix("...") || text.hasSuffix("…") || content.manner != nil
      return text + (needsClosing ? "\"" : "") + (content.manner.map { " " + escaped($0, quoteSigns) } ?? "")
    }

    private func marked(_ escaped: String) -> String {
      marksText && !escaped.isEmpty && !escaped.unicodeScalars.starts(with: ["\\"]) ? "\\" + escaped : escaped
    }

    /// With the escapes that make every character one of the text, and keep every word of it.
    private func escaped(
      _ text: String, _ signs: [Unicode.Scalar] = [], _ abbreviations: Abbreviations = Abbreviations()
    ) -> String {
      let scalars = Array(text.unicodeScalars)
      let marks = abbreviations.marks(keeping: scalars)
      var result = String.UnicodeScalarView()
      for (index, scalar) in scalars.enumerated() {
        let next = index + 1 < scalars.count ? scalars[index + 1] : nil
        if marks.contains(index) { result.append("\\") }
        switch scalar {
        case "\n" where !(next?.combines ?? false): result.append(contentsOf: ["\\", "n"])
        case "\\": result.append(contentsOf: ["\\", "\\"])
        case "#" where next.map { Cell(scalar: $0).isLetter } ?? false:
          let isInWord = index > 0 && Cell(scalar: scalars[index - 1]).isLetterOrNumber
          result.append(contentsOf: isInWord ? ["#"] : ["\\", "#"])
        case _ where signs.contains(scalar): result.append(contentsOf: ["\\", scalar])
        default: result.append(scalar)
        }
      }
      return String(result)
    }
  }
}
