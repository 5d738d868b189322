import RandomSessions
import Testing

@testable import Interview

@Suite("Shorthand, whatever is typed")
struct ShorthandPropertyTests {
  static let contexts = [
    ShorthandTable.context(),
    ShorthandTable.context(language: "nl"),
    ShorthandContext(seats: [], questions: [], codes: [], language: ""),
    ShorthandContext(
      seats: Set(1...99), questions: ["K1", "k1", "K-2"], codes: ["a", "A", "ab", "é", "bar.mes"],
      language: "fr-CA"),
    ShorthandTable.interview,
    ShorthandContext(seats: [12], questions: ["K1"], codes: ["a"], language: "nl"),
    ShorthandContext(
      seats: Set(1...8), questions: ["K1", "K4"], codes: ["bar.mes", "so"], language: "en",
      abbreviations: abbreviations),
  ]

  /// Words that are typed, and stand for what looks like signs.
  private static let abbreviations = Abbreviations([
    "text": "5 years", "we": "\"us\"", "next": "new text", "ext": "\\next", "temp": "#bar.mes", "so": "so...",
    "m": ">K4 (x", "K4": "P3: [a] (b", "don": "/on", "b": "a\\b", "nm": "a)", "é": "~e\u{301}…", "New": "a#b",
  ])

  @Test("Every line means exactly one thing, the same each time", arguments: [1, 2, 3, 4])
  func everyLineMeansOneThing(seed: UInt64) {
    var lines = LineGenerator(seed: seed)
    for index in 0..<Trials.some(of: 10_000) {
      let line = lines.next()
      let context = Self.contexts[index % Self.contexts.count]
      let entry = Shorthand.read(line, in: context)
      let isSilent = Shorthand.explain(line, in: context).isEmpty
      var fault = entry.fault(line, context)
      if entry != Shorthand.read(line, in: context) { fault = "another meaning at the second reading" }
      if isSilent != (entry.meaning == .nothing) { fault = "a preview that says nothing of something" }
      if let fault { Issue.record("\(line.debugDescription): \(fault): \(entry.words)") }
    }
  }

  @Test("What is printed reads back as the same entry", arguments: [11, 12, 13, 14])
  func printedReadsBack(seed: UInt64) {
    var lines = LineGenerator(seed: seed)
    for index in 0..<Trials.some(of: 10_000) {
      let line = lines.next()
      let context = Self.contexts[index % Self.contexts.count]
      let entry = Shorthand.read(line, in: context)
      let printed = Shorthand.print(entry, in: context)
      let again = Shorthand.read(printed, in: context)
      if again != entry {
        Issue.record("\(line.debugDescription) \(printed.debugDescription): \(entry.words) \(again.words)")
      }
    }
  }

  @Test("Any note that was saved can be edited: printed and read in another session it keeps its words")
  func contentsPrint() {
    var lines = LineGenerator(seed: 21)
    let kinds = NoteKind.allCases
    for index in 0..<Trials.some(of: 10_000) {
      let text = Shorthand.Line(lines.next()).cells[...].trimmed.text
      guard !text.isEmpty else { continue }
      let content = NoteContent(
        kind: kinds[index % kinds.count], speakers: [.participant(index % 99 + 1)], text: text, codes: ["zzz"]
      )
      let context = Self.contexts[index % Self.contexts.count]
      let entry = Entry(meaning: .note, content: content)
      let printed = Shorthand.print(entry, in: context)
      if Shorthand.read(printed, in: context) != entry {
        Issue.record("\(content.kind) \(text.debugDescription) \(printed.debugDescription)")
      }
    }
  }

  @Test("Prose of letters is kept letter for letter")
  func proseIsKept() {
    var random = SplitMix(seed: 31)
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCMPéčšžđåøæßñשלםمرح字")
    for _ in 0..<Trials.some(of: 4000) {
      var line = ""
      for index in 0..<Int.random(in: 1...60, using: &random) {
        let isGap = index > 0 && line.last != " " && Int.random(in: 0..<5, using: &random) == 0
        line.append(isGap ? " " : letters.randomElement(using: &random) ?? "a")
      }
      if line.last == " " { line.removeLast() }
      for context in Self.contexts where context.abbreviations == Abbreviations() {
        let speakers = context.interviewee.map { [Speaker.participant($0)] } ?? []
        let content = NoteContent(speakers: speakers, text: line)
        #expect(Shorthand.read(line, in: context) == Entry(meaning: .note, content: content))
      }
    }
  }

  /// Lines that would be slow to read, if any part looked twice at the rest of the line.
  static let hardUnits = [
    "word ", "1,", "1, ", "12", "5 of ", "(", "[", "\\", "\\\\", "#", "#bar.mes ", "x #bar.mes ", "#new ",
    "#new. x ", "\"",
    "\" ", ") ", "]", "*", "*! ",
    "...", "\n", "\u{301}", ">K4 ", "mgmt ", "\\mgmt", "a-", "m\\", "=1,", "-", "”a", "„", "#a.", ".", "…",
    "👩‍👩‍👧",
  ]

  @Test("A line sixteen times as long takes about sixteen times as long", arguments: hardUnits)
  func readingIsLinear(unit: String) {
    let growth = Self.growth(of: unit, from: 4096, starts: ["", "3 \"", "="])
    #expect(growth < 16 * 5, "\(unit)")
  }

  @Test(
    "A line of a megabyte takes about sixteen times as long as one of 64 KB",
    arguments: ["word ", "3 #bar.mes \"x\" "])
  func megabyteIsLinear(unit: String) throws {
    try #require(Self.growth(of: unit, from: 4096, starts: [""]) < 16 * 5, "\(unit)")
    let growth = Self.growth(of: unit, from: 65_536, starts: [""])
    #expect(growth < 16 * 5, "\(unit)")
  }

  /// How many times as long it takes to read sixteen times as much; measured again while other work disturbs.
  private static func growth(of unit: String, from bytes: Int, starts: [String]) -> Double {
    var context = ShorthandTable.context()
    context.abbreviations = Abbreviations(["mgmt": "management", "a-a-a-a-a-a-a-a-a-a": "a"])
    let clock = ContinuousClock()
    func time(_ bytes: Int) -> Duration {
      let rest = String(repeating: unit, count: bytes / unit.utf8.count)
      return clock.measure { for start in starts { _ = Shorthand.read(start + rest, in: context) } }
    }
    var growth = Double.infinity
    for _ in 0..<5 where growth >= 16 * 3 { growth = min(growth, time(16 * bytes) / time(bytes)) }
    return growth
  }
}

extension Entry {
  /// What no entry may be, whatever was typed; nil if nothing of it is so.
  fileprivate func fault(_ line: String, _ context: ShorthandContext) -> String? {
    let faults: KeyValuePairs = [
      "nothing, of something": meaning == .nothing && line.contains { !$0.isWhitespace },
      "nothing, with something": meaning == .nothing && self != Entry(meaning: .nothing),
      "something, of nothing": meaning != .nothing
        && !line.unicodeScalars.contains { !$0.properties.isWhitespace },
      "a speaker twice": Set(content.speakers).count != content.speakers.count,
      "a code twice": Set(content.codes).count != content.codes.count,
      "a seat out of range": content.speakers.contains { $0.seat.map { !seats.contains($0) } ?? false },
      "an answer to nobody": content.replyTo.map { !seats.contains($0) } ?? false,
      "a stance on nobody": stanceOn.map { !seats.contains($0) } ?? false,
      "a stance of none": stance == StanceValue.none || meaning == .stance && stance == nil,
      "a stance of nobody": stance != nil && content.speakers.isEmpty,
      "further stances of nobody": furtherStances.contains { $0.speakers.isEmpty },
      "further stances after none": !furtherStances.isEmpty && meaning != .stance,
      "a stance of the moderator": stance != nil && content.speakers.contains(.moderator),
      "a question that is none": filedUnder.map { !context.questions.contains($0) } ?? false,
      "white space around the text": Shorthand.Line(content.text).cells.first.map { $0.isSpace } ?? false,
      "words that are complete and none": meaning == .note && content.text.isEmpty && content.complete
        && content.count == nil,
      "a stub that is no quote": !content.complete && !content.text.isEmpty && content.kind != .quote,
      "a manner without a quote": content.manner != nil && content.kind != .quote,
      "an empty manner": content.manner?.isEmpty ?? false,
      "hands that are no observation": content.count != nil && content.kind != .observation,
      "hands out of range": content.count.map { !(0...99).contains($0) } ?? false,
      "a number of people present": content.of != nil,
      "a bad code": content.codes.contains { $0.isEmpty || $0.unicodeScalars.count > 64 || $0.contains(" ") },
    ]
    return faults.first { $0.value }?.key
  }
}
