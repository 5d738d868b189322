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

  @Test("or the note that is looked at, also for codes", arguments: ["/rd", "/rs 3 5", "/mv K2", "#bar.mes"])
  func chosen(line: String) {
    var it = noted()
    it.recording.chosenNote = 2
    it.type(line)
    if line.first == "/" { it.sayYes() }
    let notes = it.session.notes
    switch line {
    case "/rd": #expect(notes.map(\.redacted) == [false, true, false])
    case "/mv K2": #expect(notes.map(\.question) == ["K1", "K2", "K2"])
    case "#bar.mes": #expect(notes.map(\.content.codes) == [[], ["bar.mes"], []])
    default:
      #expect(
        notes.map(\.content.speakers) == [[.participant(3)], [.participant(5)], [.participant(4)]])
    }
  }

  @Test(
    "Numbers of notes and seats may stand between commas",
    arguments: ["/rd 1,3", "/rd 1, 3", "/rd 1 ,3", "/rd #1,#3", "/rd 1,3,"])
  func commas(line: String) {
    var it = noted()
    it.type(line)
    it.sayYes()
    #expect(it.session.notes.map(\.redacted) == [true, false, true], "\(it.heard)")
    it.type("/in 9,10")
    #expect(it.session.participants.map(\.seat) == Array(1...10))
  }

  @Test("A seat that nobody sits on is told before the yes and after it, and makes no participant")
  func stranger() {
    var it = noted()
    it.type("/rs 4 9")
    #expect(it.heard.contains("nobody sits on P9: counts as someone until /in 9"))
    it.sayYes()
    #expect(it.answer == "nobody sits on P9: counts as someone until /in 9")
    #expect(it.session.participant(9) == nil)
    #expect(it.session.notes[2].content.speakers == [.participant(9)])
    it.type("/swap 9 10 3")
    #expect(it.heard.contains("nobody sits on P9, P10: counts as someone until /in 9 10"))
    it.sayYes()
    #expect(it.session.participants.count == 8)
  }

  @Test("A seat far beyond the others is told, since it may be a slip; the next one is not")
  func farSeat() {
    var it = Facilitator()
    it.type("/in 99")
    #expect(it.heard.contains("P99, though the seats go to 8; if that was a slip: /undo"))
    it.type(lines: "/undo", "/in 9")
    #expect(!it.heard.contains { $0.contains("slip") })
  }

  @Test("The preview names the note and its words")
  func preview() {
    var it = noted()
    func preview(_ line: String) -> String? {
      guard case .success(let command) = Command.read(line) else { return nil }
      return it.recording.preview(of: command)
    }
    #expect(preview("/rd") == "destroys 3 00:00:05 K2 P4 three")
    #expect(preview("/rd 1-2") == "destroys 2 notes, the first 1 00:00:02 K1 P3 one")
    #expect(preview("/rd 7") == "there is no note 7")
    it.recording.chosenNote = 2
    #expect(preview("/rd") == "destroys 2 00:00:03 K1 P3 two")
    #expect(preview("/rs 3 5") == "P3 becomes P5 since 2 00:00:03 K1 P3 two")
    #expect(
      preview("/rs 3 9")
        == "P3 becomes P9 since 2 00:00:03 K1 P3 two · nobody sits on P9: counts as someone until /in 9")
    #expect(preview("/swap 3 5 1") == "P3 and P5 change places since 1 00:00:02 K1 P3 one")
    #expect(preview("/mv") == "the talk was on K2 since 2 00:00:03 K1 P3 two")
    #expect(preview("/next") == nil)
  }
}
