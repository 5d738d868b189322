@testable import Facilitation
import Facilitators
import Interview
import Testing

@Suite("A protocol on paper")
struct GuideTextTests {
  private static let route = InterviewProtocol(
    id: "parks", version: "3", title: .byLanguage(["en": "Parks", "nl": "Parken"]), languages: ["en", "nl"],
    about: .plain("A draft."),
    settings: [
      "city": ["org": .byLanguage(["en": "city", "nl": "stad"])], "village": ["org": .plain("village")],
    ],
    codebook: [CodebookEntry(code: "bar", name: .plain("Barrier"))],
    attributes: [
      Attribute(
        id: "age", ask: .plain("Age"),
        values: [
          AttributeValue(id: "young", name: .plain("under 40")),
          AttributeValue(id: "old", name: .plain("over 40")),
        ]),
      Attribute(
        id: "visits", ask: .plain("How often in a park, in a usual month of the year"),
        values: [AttributeValue(id: "often", name: .plain("often"))]),
    ],
    setup: [
      FormQuestion(id: "venue", ask: .plain("Kind of place"), coreq: 14),
      FormQuestion(id: "tape", ask: .plain("Is it recorded?"), values: ["yes", "no"]),
    ],
    questions: [
      Question(
        id: "W", kind: .welcome, title: .plain("Welcome"), ask: .plain("Welcome.\nAll views count."),
        minutes: 2.5),
      Question(
        id: "K1", kind: .key, section: .plain("Now"), title: .plain("A good moment"),
        ask: .byLanguage(["en": "What do you like in your {org}?", "nl": "Wat is fijn in jullie {org}?"]),
        minutes: 0.1, short: 0.2, must: true, note: .plain("Wait."),
        materials: [.plain("cards"), .plain("a map of the {org}")],
        probes: [Probe(id: "1", ask: .plain("When?")), Probe(id: "2", ask: .plain("Who else?"))],
        settings: ["village": QuestionWording(ask: .plain("What do you like here?"))]),
      Question(
        id: "K2", kind: .key, section: .plain("Now"), title: .plain("And not"), minutes: 0.2, round: true,
        materials: [.plain("cards")]),
    ],
    debrief: [FormQuestion(id: "new", ask: .plain("What was new?"))])

  private static let sheet = (1...12).map {
    "P\($0)" + ($0 < 10 ? "   " : "  ") + String(repeating: "_", count: 34) + "  "
      + String(repeating: "_", count: 34)
  }

  @Test("From what to bring to how notes are typed, in the words of a setting")
  func whole() {
    let rule = "  " + String(repeating: "_", count: 76)
    let lines = GuideText(Self.route, for: Group(setting: "city")).lines
    let expected =
      [
        "Parks", "=====", "The guide on paper: protocol parks, version 3.",
        "3 questions, 2.8 minutes, 2.9 in short. ★ must be asked.", "Language: en.", "Setting: city.", "",
        "A draft.",
        "", "Packing list", "------------", "[ ] cards (K1, K2)", "[ ] a map of the city (K1)",
        "", "Set-up", "------", "Kind of place (COREQ 14)", rule, "Is it recorded?", "  [ ] yes", "  [ ] no",
        "", "Seats: numbers, never names", "---------------------------", "Age: under 40, over 40",
        "How often in a park, in a usual month of the year: often", "",
        "     Age                                 How often in a park, in a usual",
        "                                         month of the year",
      ] + Self.sheet + [
        "", "Questions: 2.5 minutes", "----------------------", "[ ] W Welcome", "    welcome, 2.5 minutes",
        "",
        "    Welcome.", "    All views count.",
        "", "Now: 0.3 minutes, 0.4 in short", "------------------------------", "[ ] K1 ★ A good moment",
        "    key question, must be asked, 0.1 minutes, 0.2 in short", "",
        "    What do you like in your city?", "",
        "    [ ] 1 When?", "    [ ] 2 Who else?", "", "    show: cards", "    show: a map of the city",
        "    for you only: Wait.",
        "", "[ ] K2 And not", "    key question, 0.2 minutes, go round, everybody answers", "",
        "    show: cards",
        "", "Debrief", "-------", "What was new?", rule, "", "Codebook", "--------", "#bar Barrier",
        "", "How notes are typed", "-------------------",
      ]
    #expect(Array(lines.prefix(expected.count)) == expected)
    let crib = lines.dropFirst(expected.count).joined(separator: " ").split(separator: " ")
    // The same lines as the help of a group has.
    let help = Help.lines(for: nil, in: Facilitator().session).filter { !Help.commands.contains($0) }
      .filter { $0 != "commands:" }.joined(separator: " ").split(separator: " ")
    #expect(crib == help)
    #expect(lines.count - expected.count <= 30, "more than half a page")
  }

  @Test("In the short version, another language, and the wording of another setting")
  func choices() {
    let short = GuideText(Self.route, for: Group(language: "nl-BE"), short: true).lines
    #expect(
      short.prefix(7) == [
        "Parken", "======", "The guide on paper: protocol parks, version 3.",
        "3 questions, 2.9 minutes, the short version. ★ must be asked.", "Language: nl.",
        "No setting, which words in {braces} go by: city, village.", "",
      ])
    #expect(short.contains("    Wat is fijn in jullie {org}?") && short.contains("Now: 0.4 minutes"))
    let village = GuideText(Self.route, for: Group(setting: "village")).lines
    #expect(
      village.contains("    What do you like here?") && village.contains("[ ] a map of the village (K1)"))
  }

  @Test(
    "What a protocol does not have takes no room, and no line is wider than asked or could move a terminal")
  func bare() {
    let bare = InterviewProtocol(
      id: "p", version: "1", title: .plain("T\u{1B}[2J"),
      questions: [
        Question(
          id: "K1", kind: .key, title: .plain("A"),
          ask: .plain(String(repeating: "many words and ", count: 40)),
          minutes: 1)
      ])
    let lines = GuideText(bare, width: 60).lines
    for part in ["Packing list", "Set-up", "Debrief", "Codebook"] { #expect(!lines.contains(part)) }
    #expect(lines[0] == "T\\u{1B}[2J" && lines.contains("1 question, 1 minute. ★ must be asked."))
    #expect(lines.contains("P12  " + String(repeating: "_", count: 55)))
    #expect(lines.allSatisfy { $0.count <= 60 && !$0.hasSuffix(" ") })
  }

  @Test("Attributes that do not fit beside each other leave a line a seat")
  func manyAttributes() {
    var route = Self.route
    route.attributes = (1...9).map {
      Attribute(id: "a\($0)", ask: .plain("A\($0)"), values: [AttributeValue(id: "x", name: .plain("x"))])
    }
    let lines = GuideText(route).lines
    #expect(lines.contains("A9: x") && lines.contains("P1   " + String(repeating: "_", count: 73)))
  }
}
