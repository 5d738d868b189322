import Facilitators
import Interview
import Testing

@testable import Facilitation

@Suite("What the line is for is said, and said again after something came between")
struct AskedAgainTests {
  private func arrival() -> Facilitator {
    var it = Facilitator(participants: 2, interactive: true, begun: false, group: Group(code: "NL02"))
    for _ in 0..<20 where it.recording.form?.step != .practice { it.type("") }
    return it
  }

  @Test("The prompt names practice, whoever is asked about, the question and the gap")
  func names() {
    var it = arrival()
    #expect(it.recording.lineName == "practice")
    it.type("")
    #expect(it.recording.lineName == "P1")
    it.type("all")
    it.type("")
    #expect(it.recording.lineName == "P2")
    it.type("/begin")
    #expect(it.recording.lineName == "W")
    it.type("/off")
    #expect(it.recording.lineName == "OFF")
    it.type("/on")
    it = it.killedAndResumed(after: 60, interactive: true)
    #expect(it.recording.lineName == "the gap")
  }

  @Test(
    "After a command, also a refused one, the open question is said again; practice and answers say nothing twice"
  )
  func again() {
    var it = arrival()
    it.type("3 \"hello")
    #expect(!it.heard.contains { $0.hasPrefix("practice:") })
    it.type("")
    let asked = it.answer
    #expect(asked.hasPrefix("P1: consent to taking part?"))
    it.type("/consent 2 all yes")
    #expect(it.heard == ["consent of P2, all purposes: yes", asked])
    it.type("/nonsense")
    #expect(it.firstAnswer.hasPrefix("error: ") && it.answer == asked)
    it.type("perhaps")
    #expect(it.heard.count { $0 == asked } == 1)
    // While a yes is waited for it is that which the line is for; afterwards the form's question is.
    it.type("/discard")
    #expect(it.answer != asked)
    it.type("no")
    #expect(it.answer == asked)
    it.type("/begin")
    #expect(!it.heard.contains(asked))
  }

  @Test("A note first, and the gap is still told by one word alone")
  func gapWaits() {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K1", "3 a")
    it = it.killedAndResumed(after: 60, interactive: true)
    it.type("4 and the group goes on talking")
    #expect(it.answer == "when there is time: was it a pause, or did the group go on? /gap pause, /gap on")
    it.type("5 a pause is what we need")
    #expect(it.texts.count == 3)
    it.type("on")
    #expect(it.texts.count == 3 && it.session.pauses.last?.unrecorded == true)
    it.type("on")
    #expect(it.texts.last == "on", "the gap is told: it is a note")
  }

  @Test("After the end it is said under which question a note is filed")
  func afterTheEnd() {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K1", "3 a", "/end", "/end", "", "4 on the way out")
    #expect(it.firstAnswer == "saved 2 on K1 P4 paraphrase")
  }
}
