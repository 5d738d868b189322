import Facilitators
import Interview
import Testing

@testable import Facilitation

/// While the group talks: what is put right is most often the last thing.
@Suite("A correction without a number is about the last note")
struct ShortCommandTests {
  private func noted() -> Facilitator {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K1", "3 one", "3 two", "/go K2", "4 three")
    return it
  }

  @Test(
    "as a seat that was wrong", arguments: ["/rs 4 5", "/reseat 4 5", "/rs 4 5 3", "/reseat 4 5 since 3"])
  func reseat(line: String) {
    var it = noted()
    it.type(line)
    it.sayYes()
    #expect(
      it.session.notes.map(\.content.speakers) == [[.participant(3)], [.participant(3)], [.participant(5)]])
  }

  @Test(
    "as the question to which the talk had moved",
    arguments: ["/mv 2", "/moved K2 since 2", "/mv K2 2", "/moved 2"])
  func moved(line: String) {
    var it = noted()
    it.type(line)
    it.sayYes()
    #expect(it.session.notes.map(\.question) == ["K1", "K2", "K2"])
  }

  @Test("alone it is the last note, on this question")
  func movedAlone() {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K1", "3 one", "3 two", "/go K2", "/mv")
    it.sayYes()
    #expect(it.session.notes.map(\.question) == ["K1", "K2"])
  }

  @Test("or one whose text is to be destroyed", arguments: ["/rd", "/redact", "/rd 3"])
  func redact(line: String) {
    var it = noted()
    it.type(line)
    #expect(it.heard.contains("destroyed for ever:") && !it.session.notes[2].redacted)
    it.sayYes()
    #expect(it.session.notes.map(\.redacted) == [false, false, true])
  }

  @Test("and without a note it says so", arguments: ["/rd", "/rs 3 5", "/mv"])
  func nothing(line: String) {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K1", line)
    #expect(it.heard.contains("error: there is no note yet"))
  }
}
