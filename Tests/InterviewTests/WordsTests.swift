import Interview
import Testing

@Suite("Which id a name means")
struct MeantIDTests {
  private static let sessions = ["parks-NL01", "parks-NL02", "Zoo", "castle-1"]
  private static let protocols = ["parks", "castle", "castle-short", "zoo"]

  @Test(
    "An id itself wins, then one in another case, then the only start; the earlier list where both fit as well",
    arguments: [
      ("parks", MeantID.one("parks", list: 1)), ("PARKS", .one("parks", list: 1)),
      ("parks-NL02", .one("parks-NL02", list: 0)), ("zoo", .one("zoo", list: 1)),
      ("Zoo", .one("Zoo", list: 0)), ("ZOO", .one("Zoo", list: 0)), ("castle-1", .one("castle-1", list: 0)),
      ("castle", .one("castle", list: 1)), ("cast", .one("castle-1", list: 0)),
      ("castle-s", .one("castle-short", list: 1)), ("par", .several(["parks-NL01", "parks-NL02", "parks"])),
      ("parks-", .several(["parks-NL01", "parks-NL02"])), ("x", .none), ("", .none),
    ])
  func order(name: String, wanted: MeantID) {
    #expect(MeantID(name, among: MeantIDTests.sessions, MeantIDTests.protocols) == wanted)
  }

  @Test("An id that stands twice is one; ids that differ in case only are both meant by a third case")
  func twice() {
    #expect(MeantID("a", among: ["ab", "ab"]) == .one("ab", list: 0))
    #expect(MeantID("ABC", among: ["abc", "Abc"]) == .several(["Abc", "abc"]))
    #expect(MeantID("Abc", among: ["abc", "Abc"]) == .one("Abc", list: 0))
  }
}

@Suite("Words as they are entered")
struct WordsTests {
  @Test("Letters and tags that are taken for others are told, those in another case only are not")
  func notices() {
    #expect(Country.notice("uk") == "UK is GB in ISO 3166-1: taken as GB")
    #expect(Country.notice("EL") == "EL is GR in ISO 3166-1: taken as GR")
    #expect(["gb", "GB", "NLD", ""].allSatisfy { Country.notice($0) == nil })
    #expect(Language.notice("nl_NL") == "nl_NL is nl-NL in BCP 47: taken as nl-NL")
    #expect(Language.notice("de_AT.UTF-8") == "de_AT.UTF-8 is de-AT in BCP 47: taken as de-AT")
    #expect(["nl-nl", "NL", "english", ""].allSatisfy { Language.notice($0) == nil })
  }

  @Test(
    "A country is two letters of ISO 3166, in any case; what offices write for two of them is known",
    arguments: [("NL", "NL"), ("be", "BE"), ("Si", "SI"), ("UK", "GB"), ("el", "GR"), ("XK", "XK")])
  func country(typed: String, code: String) { #expect(Country(typed)?.code == code) }

  @Test(
    "Anything else is none", arguments: ["", "N", "NLD", "ÄÖ", "N1", "N ", "[]", "{}", "ı̇", "XX", "JM2", "8"])
  func noCountry(typed: String) { #expect(Country(typed) == nil) }

  @Test(
    "A language is a tag, in any case and as systems write it",
    arguments: [
      ("nl", "nl"), ("NL", "nl"), ("nl-BE", "nl-BE"), ("nl_NL", "nl-NL"), ("nl_NL.UTF-8", "nl-NL"),
      ("sr-latn-rs", "sr-Latn-RS"), ("de_AT@euro", "de-AT"), ("es-419", "es-419"), ("hrv", "hrv"),
    ])
  func language(typed: String, tag: String) {
    #expect(Language(typed)?.tag == tag)
    #expect(Language(tag)?.tag == tag)
  }

  @Test(
    "Anything else is none",
    arguments: ["", "n", "Dutch", "English", "8", "JM2", "n1", "nl-", "nl--BE", "nl-é", "C"])
  func noLanguage(typed: String) { #expect(Language(typed) == nil) }

  @Test("A text is found in whichever way the language is written, and what is used instead is known")
  func textsOfLanguages() {
    let text = LocalText.byLanguage(["en": "Welcome", "nl": "Welkom"])
    for tag in ["nl", "NL", "nl_NL", "nl-BE", "NL_nl.UTF-8"] {
      #expect(text.text(in: tag, fallback: "en") == "Welkom", "\(tag)")
    }
    #expect(text.text(in: "fr", fallback: "en") == "Welcome")
    var session = Fold().session
    var parts = session.protocol
    parts.languages = ["en", "nl"]
    session.protocol = parts
    for (tag, instead) in [("nl", nil), ("nl-BE", nil), ("fr", "en"), (nil, nil)] as [(String?, String?)] {
      session.group.language = tag
      #expect(session.languageInstead == instead, "\(tag ?? "none")")
    }
  }

  @Test("Questions whose ids differ in case, and a short version that is longer, are warned of")
  func questionWarnings() {
    let route = InterviewProtocol(
      id: "p", version: "1", title: .plain("T"),
      questions: [
        Question(id: "K1", kind: .key, title: .plain("A"), minutes: 5, short: 6),
        Question(id: "k1", kind: .key, title: .plain("B"), minutes: 5),
      ])
    #expect(
      route.questionWarnings == [
        "question K1: the short version is longer than the whole",
        "questions K1 and k1 are told apart by case alone: typed, one means the other",
      ])
    var session = Fold().session
    session.protocol = route
    #expect((try? session.question(meantBy: "k1", byNumber: true).get())?.id == "k1")
    #expect((try? session.question(meantBy: "K1", byNumber: true).get())?.id == "K1")
  }

  @Test(
    "A time of day has hours and two digits of minutes",
    arguments: [("16:00", 16, 0), ("9:05", 9, 5), ("09:05", 9, 5), ("0:00", 0, 0), ("23:59", 23, 59)])
  func time(typed: String, hour: Int, minute: Int) {
    let time = TimeOfDay(typed)
    #expect(time?.hour == hour && time?.minute == minute)
  }

  @Test(
    "Anything else is none",
    arguments: ["", "9", "9:5", "24:00", "12:60", "+9:05", "9:+5", "9:05:00", "009:05", "９:05", ":05"])
  func noTime(typed: String) { #expect(TimeOfDay(typed) == nil) }

  @Test(
    "One rule for codes",
    arguments: ["a", "bar.mes", "ärger-2", "x_y", "код", String(repeating: "a", count: 64)])
  func code(word: String) {
    #expect(Shorthand.code(word) == word)
    #expect(Shorthand.code("#" + word) == word)
    #expect(CodeForm.isValid(word))
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", "#", "1a", "-a", "a-", "a.", "a b", "a,b", "a!", "a#b", String(repeating: "a", count: 65),
    ])
  func noCode(word: String) {
    #expect(Shorthand.code(word) == nil)
    // What ends in a sign may stand in a codebook all the same, as it always might.
    #expect(CodeForm.isValid(word) == ["a-", "a."].contains(word))
  }

  @Test("Codes are compared without case, whichever way accents are written")
  func sameCode() {
    #expect(CodeForm.matches("Ärger", "a\u{308}rger"))
    #expect(CodeForm.matches("bar.mes", "BAR.*") && CodeForm.matches("bar.mes", "Bar.Mes"))
    #expect(!CodeForm.matches("bar.mes", "bar") && !CodeForm.matches("bar", "bar.*"))
  }

  @Test("What cannot be typed or told apart in a codebook is warned of")
  func warnings() {
    func warnings(_ codes: [String]) -> [String] {
      InterviewProtocol(
        id: "p", version: "1", title: .plain("P"),
        codebook: codes.map { CodebookEntry(code: $0, name: .plain("N")) }, questions: []
      ).codeWarnings
    }
    #expect(warnings(["bar", "bar.mes", "код"]).isEmpty)
    #expect(
      warnings(["bar-", "Mes", "mes"]) == [
        "code bar-: a `.` or `-` at the end is left to the sentence when it is typed",
        "codes Mes and mes are the same: case does not tell codes apart",
      ])
  }

  @Test(
    "A name that can be part of a file's name",
    arguments: ["a", "NL02-2026_x", String(repeating: "9", count: 100)])
  func name(text: String) { #expect(PlainName.isValid(text)) }

  @Test(
    "Anything else is none",
    arguments: ["", "a.b", "ä", "a/b", "../a", "a b", String(repeating: "9", count: 101)])
  func noName(text: String) { #expect(!PlainName.isValid(text)) }

  @Test("A question is meant by its id, the start of it, its place or a word of its title in any language")
  func question() {
    let session = Session(
      id: "s", uuid: "u", title: "S", startedAt: WallTime(milliseconds: 0), timeZone: "", group: Group(),
      protocol: InterviewProtocol(
        id: "p", version: "1", title: .plain("P"), languages: ["en", "nl"],
        questions: [
          Question(
            id: "K1", kind: .key, title: .byLanguage(["en": "What helps/hinders", "nl": "Wat helpt"]),
            minutes: 1
          ),
          Question(id: "K2", kind: .key, title: .plain("What remains"), minutes: 1),
          Question(id: "opening", kind: .opening, title: .plain("Who is here"), minutes: 1),
        ]))
    func meant(_ words: String, byNumber: Bool = true) -> Result<QuestionID, NoQuestion> {
      session.question(meantBy: words, byNumber: byNumber).map(\.id)
    }
    #expect(meant("k1") == .success("K1") && meant("op") == .success("opening"))
    #expect(meant("3") == .success("opening") && meant("3", byNumber: false) == .failure(.unknown))
    #expect(meant("helpt") == .success("K1") && meant("hinders") == .success("K1"))
    #expect(
      meant("what") == .failure(.ambiguous(["K1", "K2"])) && meant("k") == .failure(.ambiguous(["K1", "K2"])))
    #expect(meant("zoo") == .failure(.unknown) && meant("9") == .failure(.unknown))
  }
}
