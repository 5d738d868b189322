import Facilitation
import Facilitators
import Interview
import Testing

@Suite("Notes with abbreviations")
struct AbbreviatedNotesTests {
  private static func facilitator(interactive: Bool = false) -> Facilitator {
    var route = Facilitator.route
    route.abbreviations = ["mgmt": .plain("management")]
    var it = Facilitator(interactive: interactive, route: route)
    it.recording.ownAbbreviations = ["Mgmt": .plain("my manager"), "bc": .plain("because")]
    return it
  }

  @Test("What is saved and answered are the long words; the line is kept as it was typed")
  func saved() {
    var it = Self.facilitator()
    it.type("3 Mgmt says no bc of \\mgmt #mgmt")
    #expect(it.heard.first == "saved 1 00:00:01 W P3 paraphrase: Management says no because of mgmt")
    #expect(it.session.notes[0].typed == "3 Mgmt says no bc of \\mgmt #mgmt")
    #expect(it.session.notes[0].content.codes == ["mgmt"])
    it.type(lines: "\"bc mgmt...", "...never asks bc")
    #expect(it.session.notes[1].content.text == "because management never asks because")
  }

  @Test("Who types at a plain terminal does not see the note, and is told what was written out")
  func told() {
    var it = Self.facilitator(interactive: true)
    it.type("/consent all yes")
    it.type("3 mgmt says no bc")
    #expect(it.heard == ["saved 1 P3 paraphrase, bc is because, and 1 more"])
    it.type("/edit 1 3 mgmt")
    #expect(it.heard == ["edited 1 P3 paraphrase, mgmt is management"])
    it.type(lines: "3 \"so...", "...bc")
    #expect(it.heard == ["saved 2 P3 quote, completed, bc is because"])
    it.type("3 management")
    #expect(it.heard == ["saved 3 P3 paraphrase"])
  }

  @Test("An edit prints what was saved, and entering that changes nothing")
  func edited() {
    var it = Self.facilitator()
    it.type("3 mgmt, \\mgmt and \\bc")
    it.type("/edit 1")
    #expect(it.answer == "note 1: 3 management, \\mgmt and \\bc")
    it.type("/edit 1 " + it.answer.dropFirst("note 1: ".count))
    #expect(it.texts == ["management, mgmt and bc"])
    it.type("/edit 1 4 bc")
    #expect(it.texts == ["because"] && it.session.notes[0].typed == "4 bc")
  }

  @Test("Undo gives back the line that was typed, and entering it saves the same")
  func undone() throws {
    var it = Self.facilitator(interactive: true)
    it.type("3 bc mgmt")
    it.type("/undo")
    let line = try #require(it.givenBack)
    #expect(line.text == "3 bc mgmt" && it.texts.isEmpty)
    it.enter(line)
    #expect(it.texts == ["because management"])
  }

  @Test("A line that becomes too long by them is kept as several notes, whole")
  func tooLong() {
    var it = Self.facilitator()
    it.type(Array(repeating: "mgmt", count: 12_000).joined(separator: " "))
    #expect(it.texts.count == 3)
    #expect(
      it.texts.joined(separator: " ") == Array(repeating: "management", count: 12_000).joined(separator: " "))
  }
}
