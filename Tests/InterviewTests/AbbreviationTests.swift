import Testing

@testable import Interview

@Suite("Abbreviations")
struct AbbreviationTests {
  private static let abbreviations = Abbreviations([
    "mgmt": "management", "NGO": "non-governmental organisation", "co-op": "cooperative", "co": "company",
    "gem": "gemeente Utrecht", "ngo-raad": "raad", "é": "étude", "nt": "not", "pct": "5 per cent", "k4": "x",
    "w8": "wait", "Hr": "Human Resources", "self": "self and mgmt",
  ])

  private static var context: ShorthandContext {
    var context = ShorthandTable.context()
    context.abbreviations = abbreviations
    return context
  }

  /// A line, and its entry in the words of the table.
  static let rows: KeyValuePairs = [
    "3 mgmt is far away": "P3 {management is far away}",
    "mgmt": "{management}",
    "the mgmt.": "{the management.}",
    "mgmt, mgmt! (mgmt) mgmt's": "{management, management! (management) management's}",
    "Mgmt is far": "{Management is far}",
    "MGMT is far": "{MGMT is far}",
    "mGMT is far": "{management is far}",
    "the mgmts of mgmt2": "{the mgmts of mgmt2}",
    "xmgmt 2mgmt mgmt_x _mgmt éMgmt": "{xmgmt 2mgmt mgmt_x _mgmt éMgmt}",
    "mgmt\u{301} m\u{301}gmt": "{mgmt\u{301} m\u{301}gmt}",
    "mgmt-led anti-mgmt": "{management-led anti-management}",
    "mgmt/gem": "{management/gemeente Utrecht}",
    // As written, as a word, as a beginning, all in capitals.
    "NGO": "{non-governmental organisation}",
    "ngo": "{non-governmental organisation}",
    "Ngo": "{Non-governmental organisation}",
    "HR of hr of Hr": "{HR of Human Resources of Human Resources}",
    // The longest, and what is in no longer one.
    "co-op co co-op-co": "{cooperative company cooperative-company}",
    "Co-op": "{Cooperative}",
    "e\u{301} É": "{étude Étude}",
    "w8 W8": "{wait Wait}",
    // An abbreviation in what another stands for is no word that was typed.
    "self": "{self and mgmt}",
    // Every kind of note.
    "3 \"mgmt says gem\" mgmt": "P3 quote {management says gemeente Utrecht} manner {mgmt}",
    "3 \"the mgmt...": "P3 quote incomplete {the management}",
    "...of mgmt": "completion quote {of management}",
    "~mgmt": "observation {management}",
    "?mgmt": "follow-up {management}",
    "(mgmt": "comment {management}",
    "=6 mgmt": "observation hands 6 {management}",
    "3+ mgmt": "agree P3 {management}",
    "*mgmt": "important {management}",
    "pct more": "{5 per cent more}",
    // What is not of the text.
    "3 text #bar.mes": "P3 {text} #bar.mes",
    "text #mgmt": "{text} #mgmt",
    "#mgmt is a word": "{#mgmt is a word}",
    "\\#mgmt": "{#mgmt}",
    "a@mgmt mgmt@a": "{a@mgmt mgmt@a}",
    "www.mgmt.nl mgmt.nl nl.mgmt": "{www.mgmt.nl mgmt.nl nl.mgmt}",
    "the mgmt. mgmt... .mgmt": "{the management. management... .management}",
    "mgmt/mgmt": "{management/management}",
    ">K4 text": ">K4 {text}",
    ">mgmt text": "{>mgmt text}",
    "/mgmt text": "{/mgmt text}",
    "\\/mgmt": "{/mgmt}",
    // Kept as typed.
    "\\mgmt": "{mgmt}",
    "\\mgmt mgmt": "{mgmt management}",
    "the \\mgmt": "{the mgmt}",
    "\\Mgmt, \\MGMT": "{Mgmt, \\MGMT}",
    "\\ mgmt": "{management}",
    "3 \"\\mgmt\"": "P3 quote {mgmt}",
    "\\\\mgmt": "{\\mgmt}",
    "C:\\mgmt x\\mgmt": "{C:mgmt x\\mgmt}",
    "\\mgmtx": "{mgmtx}",
    "a \\mgmtx": "{a \\mgmtx}",
    // Beginning with n, `\n` being a line break.
    "\\ngo": "{ngo}",
    "the \\ngo": "{the \ngo}",
    "the n\\go": "{the ngo}",
    "the \\Ngo": "{the Ngo}",
    "the n\\go-raad": "{the ngo-raad}",
    "the ngo\\nthe": "{the non-governmental organisation\nthe}",
  ]

  @Test("stand for longer words in the text of a note", arguments: rows.map { Row($0.key, $0.value) })
  func read(_ row: Row) {
    let entry = Shorthand.read(row.line, in: Self.context)
    #expect(entry.words == row.meaning)
    let printed = Shorthand.print(entry, in: Self.context)
    #expect(Shorthand.read(printed, in: Self.context) == entry, "printed as \(printed)")
  }

  @Test("are kept from being written out by the plainest line")
  func printed() {
    func print(_ text: String) -> String {
      Shorthand.print(Entry(meaning: .note, content: NoteContent(text: text)), in: Self.context)
    }
    #expect(print("the management") == "the management")
    #expect(print("mgmt and mgmt, MGMT") == "\\mgmt and \\mgmt, MGMT")
    #expect(print("an ngo, the Ngo") == "an n\\go, the \\Ngo")
    #expect(print("ngo") == "n\\go")
    #expect(print("it is nt\nnt so") == "it is n\\t\\nn\\t so")
    #expect(print("5 ngo") == "\\5 n\\go")
  }

  @Test("are what they say in the preview: the last, and how many others")
  func explained() {
    func explain(_ line: String) -> String { Shorthand.explain(line, in: Self.context) }
    #expect(explain("3 mgmt says") == "P3 · paraphrase · mgmt → management")
    #expect(explain("3 \"Mgmt") == "P3 · quote · Mgmt → Management")
    #expect(
      explain("mgmt gem Mgmt ngo") == "paraphrase · ngo → non-governmental organisation (and 2 more)")
    #expect(explain("\\mgmt says") == "paraphrase")
    var long = Self.context
    long.abbreviations = Abbreviations(["x": String(repeating: "a", count: 60)])
    #expect(Shorthand.explain("x", in: long) == "paraphrase · x → \(String(repeating: "a", count: 39))…")
  }

  @Test("of others fill in what is free, and are words without blanks")
  func added() {
    var all = Abbreviations(["mgmt": "management"])
    all.add(["Mgmt": "manager", "org": "organisation", "no word": "x", "y": " x", "z": "a\nb"])
    var context = ShorthandTable.context()
    context.abbreviations = all
    #expect(
      Shorthand.read("mgmt org no word y z", in: context).words == "{management organisation no word y z}")
    for word in ["a", "1a", "co-op", "čšž", "e\u{301}", "nb", "N1", String(repeating: "a", count: 20)] {
      #expect(Abbreviations.isWord(word), "\(word)")
    }
    for word in ["", "1", "a b", "a.b", "-a", "a-", "#a", "n", "N", "nn", String(repeating: "a", count: 21)] {
      #expect(!Abbreviations.isWord(word), "\(word)")
    }
    #expect(Abbreviations.isText(String(repeating: "a", count: 100)))
    for text in ["", " a", "a ", "a\tb", "\u{301}a", "\u{1B}[2J", String(repeating: "a", count: 101)] {
      #expect(!Abbreviations.isText(text), "\(text)")
    }
    let many = Dictionary(uniqueKeysWithValues: (1000..<2000).map { ("a\($0)", "b\($0)") })
    context.abbreviations = Abbreviations(many)
    #expect(Shorthand.read("a1499 a1500", in: context).content.text == "b1499 a1500")
  }

  @Test("are in the language of the notes, and those of the protocol go before one's own")
  func ofSession() {
    var session = Session(
      id: "s", uuid: "u", title: "T", startedAt: WallTime(milliseconds: 0), timeZone: "",
      group: Group(language: "nl"),
      protocol: InterviewProtocol(
        id: "p", version: "1", title: .plain("T"), languages: ["en", "nl"],
        abbreviations: [
          "org": .byLanguage(["en": "organisation", "nl": "organisatie"]), "it": .plain("IT"),
        ],
        questions: []))
    func read(_ line: String) -> String {
      Shorthand.read(
        line, in: session.shorthandContext(adding: ["Org": .plain("mine"), "eg": .plain("for example")])
      ).content.text
    }
    #expect(read("org it eg") == "organisatie IT for example")
    session.group.notesLanguage = "en-GB"
    #expect(read("org") == "organisation")
    session.group.notesLanguage = "fr"
    #expect(read("org") == "organisatie")
  }

  @Test("in what others stand for are warned of")
  func warned() {
    let route = InterviewProtocol(
      id: "p", version: "1", title: .plain("T"), languages: ["en", "nl"],
      abbreviations: [
        "mgmt": .plain("management"), "hr": .plain("HR of mgmt"), "a": .plain("a team"),
        "org": .byLanguage(["en": "organisation", "nl": "de mgmt"]),
      ], questions: [])
    #expect(
      route.abbreviationWarnings == [
        "abbreviation a: its text holds a, an abbreviation itself, which is left as it is there",
        "abbreviation hr: its text holds mgmt, an abbreviation itself, which is left as it is there",
        "abbreviation org: its text holds mgmt, an abbreviation itself, which is left as it is there",
      ])
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let line: String
    let meaning: String

    init(_ line: String, _ meaning: String) { (self.line, self.meaning) = (line, meaning) }

    var testDescription: String { line }
  }
}
