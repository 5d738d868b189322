import Testing

@testable import Interview

@Suite("Shorthand, line by line")
struct ShorthandTableTests {
  @Test("Every line of the table means what it says", arguments: ShorthandTable.all)
  func everyLineMeansWhatItSays(row: ShorthandTable.Row) {
    let entry = Shorthand.read(row.line, in: row.context)
    #expect(entry.words == row.meaning)
  }

  @Test("Every line of the table, printed, reads back the same", arguments: ShorthandTable.all)
  func everyLineReadsBack(row: ShorthandTable.Row) {
    let entry = Shorthand.read(row.line, in: row.context)
    let printed = Shorthand.print(entry, in: row.context)
    #expect(Shorthand.read(printed, in: row.context) == entry, "printed as \(printed)")
  }

  @Test("An entry is printed as one would type it", arguments: ShorthandTable.printed)
  func printedAsTyped(row: ShorthandTable.Row) {
    #expect(Shorthand.print(Shorthand.read(row.line, in: row.context), in: row.context) == row.meaning)
  }

  @Test("The preview says how a line is understood, and how not", arguments: ShorthandTable.explained)
  func previewSays(row: ShorthandTable.Row) {
    #expect(Shorthand.explain(row.line, in: row.context) == row.meaning)
  }

  @Test("The table is large enough to be a promise")
  func tableIsLarge() {
    #expect(ShorthandTable.all.count >= 170)
    let lines = Set(ShorthandTable.all.map { Array(($0.line + "\n" + $0.language).unicodeScalars) })
    #expect(lines.count == ShorthandTable.all.count)
  }

  @Test("A seat always wins, and a unit behind it is told; of several numbers units decide")
  func everyUnitIsTold() {
    for (language, table) in Shorthand.UnitWords.byLanguage {
      let context = ShorthandTable.context(language: language)
      for unit in table.units.union(Shorthand.UnitWords.abbreviations) {
        let said = NoteContent(speakers: [.participant(5)], text: "\(unit) zz")
        #expect(Shorthand.read("5 \(unit) zz", in: context).content == said, "\(language)")
        #expect(Shorthand.doubtfulSeat("5 \(unit) zz", in: context) == 5, "\(language) \(unit)")
        #expect(Shorthand.read("5: \(unit) zz", in: context).content == said, "\(language)")
        #expect(Shorthand.doubtfulSeat("5: \(unit) zz", in: context) == nil, "\(language) \(unit)")
        let several = Shorthand.read("3,5 \(unit) zz", in: context)
        #expect(several.content == NoteContent(text: "3,5 \(unit) zz"), "\(language)")
      }
      for joiner in table.joiners {
        #expect(Shorthand.doubtfulSeat("3 \(joiner) 4 zz", in: context) == 3, "\(language) \(joiner)")
        guard !table.units.contains(joiner) else { continue }
        #expect(Shorthand.doubtfulSeat("3 \(joiner) zz", in: context) == nil, "\(joiner)")
      }
    }
  }

  @Test("A note that gained its number of people present prints without it")
  func presentAtShowOfHandsIsNotPrinted() {
    var entry = Shorthand.read("=6 nods", in: ShorthandTable.context())
    entry.content.of = 8
    #expect(Shorthand.print(entry, in: ShorthandTable.context()) == "=6 nods")
  }

  @Test("A note of a participant who is no longer here prints with P")
  func absentSeatPrintsNamed() {
    let entry = Entry(
      meaning: .note, content: NoteContent(speakers: [.participant(40)], replyTo: 41, text: "so"))
    #expect(Shorthand.print(entry, in: ShorthandTable.context()) == "P40@P41 so")
  }

  @Test("A line of a megabyte is kept whole")
  func megabyteIsKept() {
    let words = String(repeating: "word ", count: 200_000)
    let entry = Shorthand.read("3 \"" + words, in: ShorthandTable.context())
    #expect(entry.content.text.utf8.count == 999_999)
    #expect(entry.content.kind == .quote)
  }
}

extension Entry {
  /// The entry in one line: what it does, who, what kind, marks, `{text}`, manner, codes.
  var words: String {
    var words: [String] = []
    if meaning != .note { words.append("\(meaning)") }
    if late > 0 { words.append("late \(late / 1000)") }
    if let filedUnder { words.append(">" + filedUnder) }
    if let stance { words.append(stance.rawValue) }
    if let stanceOn { words.append("on \(stanceOn)") }
    words += content.speakers.map(\.id)
    if content.unsure { words.append("unsure") }
    if let replyTo = content.replyTo { words.append("to \(replyTo)") }
    if content.kind != .paraphrase { words.append(content.kind.rawValue) }
    if let count = content.count { words.append("hands \(count)") }
    if let of = content.of { words.append("of \(of)") }
    if content.important { words.append("important") }
    if content.intense { words.append("intense") }
    if !content.complete { words.append("incomplete") }
    if let last = words.last, !furtherStances.isEmpty {
      words[words.count - 1] =
        last
        + furtherStances.map { other in
          "; "
            + (other.speakers.map(\.id) + [other.value.rawValue] + (other.on.map { ["on \($0)"] } ?? []))
            .joined(separator: " ")
        }.joined()
    }
    if !content.text.isEmpty { words.append("{\(content.text)}") }
    if let manner = content.manner { words.append("manner {\(manner)}") }
    words += content.codes.map { "#" + $0 }
    return words.joined(separator: " ")
  }
}
