extension Shorthand {
  /// A line read, with what the preview has to know beyond the entry.
  struct Reading {
    let entry: Entry
    let line: Line
    let sign: KindSign
    /// Where the text begins, its sign included.
    let bodyStart: Int
    let newCodes: Set<Code>
    /// Unknown codes that stay in the text.
    let codeWords: [Code]
    /// The seat that may have been meant as a number: `5 years ago`.
    let doubtfulSeat: Seat?
    /// The abbreviations that are written out in the text.
    let expanded: [Abbreviations.Found]
    let context: ShorthandContext

    init(_ text: String, in context: ShorthandContext) {
      self.context = context
      line = Line(text)
      let codebook = Codebook(context.codes, for: text)
      let prefix = Prefix(line, in: context, codebook)
      let (sign, textStart) = KindSign.read(line, at: prefix.end, after: prefix, in: context)
      let coded = Coded(
        line.cells[textStart...], known: prefix.codes, codebook, inQuote: sign.isQuote)
      let body = Body(coded.cells, after: sign)
      self.sign = sign
      bodyStart = prefix.end
      newCodes = coded.newCodes
      codeWords = coded.words
      let text: String
      (text, expanded) = context.abbreviations.expanded(body.text)
      let isNothing = prefix.isEmpty && prefix.end == line.end
      entry =
        isNothing
        ? Entry(meaning: .nothing)
        : Reading.entry(prefix, sign, body, text: text, codes: coded.codes, in: context)
      let mayBeNumber = prefix.group?.mayBeNumber == true && sign == .none
      doubtfulSeat = mayBeNumber ? prefix.group?.speakers.first?.seat : nil
    }

    private static func entry(
      _ prefix: Prefix, _ sign: KindSign, _ body: Body, text: String, codes: [Code],
      in context: ShorthandContext
    ) -> Entry {
      let group = prefix.group
      var content = NoteContent(
        kind: body.kind, speakers: group?.speakers ?? [], unsure: group?.unsure ?? false,
        replyTo: group?.replyTo, text: text, manner: body.manner, codes: codes,
        important: prefix.important,
        intense: prefix.intense, complete: body.complete)
      if case .hands(let count, let speakers) = sign {
        content.count = count
        content.speakers = speakers
      }
      var meaning = Entry.Meaning.note
      if sign == .completion { meaning = .completion }
      let isMarked = prefix.important || prefix.intense || !codes.isEmpty
      let isBare = sign == .none && content.text.isEmpty && !isMarked
      if group?.stance != nil, isBare {
        meaning = .stance
        content.complete = true
      }
      let hasOnlyCodes =
        prefix.late == 0 && group == nil && prefix.question == nil && !prefix.important && !prefix.intense
      if hasOnlyCodes, sign == .none, content.text.isEmpty, !codes.isEmpty { meaning = .coding }
      if let seat = context.interviewee, meaning == .note, content.isOfNobody {
        content.speakers = [.participant(seat)]
      }
      return Entry(
        meaning: meaning, content: content, late: prefix.late, filedUnder: prefix.question,
        stance: group?.stance,
        stanceOn: group?.stanceOn, furtherStances: prefix.furtherStances)
    }
  }
}

extension Shorthand.KindSign {
  /// The text may hold a quote's signs.
  fileprivate var isQuote: Bool {
    if case .quote = self { return true }
    return self == .completion
  }
}
