import Facilitation
import Facilitators
import Interview
import Testing

@Suite("show can be read by somebody who does not know the guide")
struct AppendixTests {
  private static func part(_ name: String, of session: Session) -> [String] {
    Array(SessionText(session).lines.drop { !$0.hasPrefix(name) }.prefix { $0 != "" })
  }

  /// A guide in two languages with words of the setting, whose probe a museum words in its own way.
  private static func session(language: String?, notes: String? = nil) -> Session {
    var route = Facilitator.route
    route.languages = ["en", "nl"]
    route.settings = ["museum": ["org": .byLanguage(["en": "museum", "nl": "museum"])]]
    route.questions[1].ask = .byLanguage([
      "en": "What has helped you in your {org}?", "nl": "Wat heeft jullie in het {org} geholpen?",
    ])
    route.questions[1].settings = [
      "museum": QuestionWording(probes: [
        Probe(id: "1", ask: .plain("opening hours?")), Probe(id: "2", ask: .plain("rules?")),
      ])
    ]
    var it = Facilitator(
      participants: 3, group: Group(setting: "museum", language: language, notesLanguage: notes))
    it.type(
      lines: "/go K1", "1 something", "/2u", "/adapted", "/go K2", "/skip sensitive", "/covered W", "/go E1")
    var session = it.session
    session.protocol = route
    return session
  }

  @Test(
    "The wording stands under the title, with the setting's words, then each probe with what became of it")
  func wording() {
    #expect(
      Self.part("K1", of: Self.session(language: "en")) == [
        "K1 What helps, must be asked",
        "----------------------------",
        "wording: What has helped you in your museum?",
        "asked, in other words than written; 00:04 of 10:00; 1 note; 1 participant",
        "  heard",
        "  probe 1, not asked: opening hours?",
        "  probe 2, answered unprompted: rules?",
        "  00:00:02 1 P1 something",
      ])
  }

  @Test("Questions that were not asked stand in their place, with what became of them")
  func notAsked() {
    let session = Self.session(language: "en")
    let ids = ["W", "K1", "K2", "E1"]
    let headings = SessionText(session).lines.compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(headings.filter(ids.contains) == ids)
    #expect(Self.part("W", of: session)[3].hasPrefix("covered elsewhere; "))
    #expect(Self.part("K2", of: session)[2] == "wording: And what hinders?")
    #expect(Self.part("K2", of: session)[3].hasPrefix("skipped, reason: sensitive; "))
    #expect(Self.part("E1", of: session)[3].hasPrefix("under discussion; "))
    var fresh = Facilitator(participants: 3)
    fresh.type("/go K1", after: 10)
    #expect(Self.part("W", of: fresh.session)[3].hasPrefix("seen, nothing noted; "))
    #expect(Self.part("E1", of: fresh.session)[3].hasPrefix("not asked; "))
  }

  @Test(
    "The wording is that of the talk; where the notes have another language, it stands there in that as well")
  func languages() {
    #expect(
      Self.part("K1", of: Self.session(language: "nl", notes: "en"))[2...3] == [
        "wording: Wat heeft jullie in het museum geholpen?", "in en: What has helped you in your museum?",
      ])
    #expect(
      Self.part("K1", of: Self.session(language: "da", notes: "nl"))[2...3] == [
        "wording: What has helped you in your museum?", "in nl: Wat heeft jullie in het museum geholpen?",
      ])
    #expect(
      SessionText(Self.session(language: "da", notes: "nl")).lines.contains(
        "Language: talk in da, notes in nl, guide in en"))
    #expect(SessionText(Self.session(language: "nl-BE")).lines.contains("Language: talk in nl-BE"))
  }

  @Test("A long title is wrapped as all else, in columns of the terminal")
  func wideTitle() {
    var session = Facilitator(participants: 1).session
    session.protocol.questions[1].title = .plain(String(repeating: "行動計画 ", count: 12))
    let lines = Self.part("K1", of: session)
    #expect(lines[0] == "K1 " + Array(repeating: "行動計画", count: 8).joined(separator: " "))
    #expect(lines[2] == String(repeating: "-", count: 74))
  }
}
