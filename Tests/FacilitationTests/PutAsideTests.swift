import Facilitators
import Interview
import Testing

@testable import Facilitation

/// What was typed and could not be entered is not lost, and destroyed with everything else.
@Suite("Lines that were put aside")
struct PutAsideTests {
  /// Two lines of somebody who takes no part any more, and a note after them.
  private static func refused() -> Facilitator {
    var it = Facilitator(interactive: true)
    it.type(lines: "1 begun", "/consent 3 part no", "3 Marlowe shouted", "3 he said so", "4 goes on")
    return it
  }

  @Test("are in the journal, and offered by the next start")
  func kept() {
    var it = Self.refused()
    #expect(it.session.putAside.map(\.text) == ["3 Marlowe shouted", "3 he said so"])
    it = it.killedAndResumed(after: 2, interactive: true)
    #expect(it.heard.contains("2 lines put aside and not entered yet: /draft brings each back"))
    it.type("on")
    it.type("/draft")
    #expect(it.givenBack?.text == "3 he said so")
    it.type("/consent 3 part yes")
    let begun = it.session.putAside[0].at
    it.type("/draft")
    if let line = it.givenBack { it.enter(line) }
    #expect(it.texts.last == "Marlowe shouted" && it.session.notes.last?.at == begun)
    #expect(it.session.putAside.map(\.text) == ["3 he said so"])
  }

  @Test("are all kept when they come quicker than anybody types")
  func burst() {
    var it = Self.refused()
    let moment = Facilitator.stamp(30)
    for text in ["3 one", "3 two", "4 between", "3 three", "3 three"] {
      _ = it.recording.enter(TypedLine(text, begun: moment, question: "W"), now: moment)
    }
    #expect(it.texts.last == "between")
    #expect(it.session.putAside.map(\.text).suffix(3) == ["3 one", "3 two", "3 three"])
    #expect(Set(it.session.putAside.map(\.at)).count == 5)
  }

  @Test("lose a word with everything else, also where it stands in nothing but them")
  func word() {
    var it = Self.refused()
    it.type("/redact \"marlowe\"")
    #expect(it.heard.contains { $0.contains("a line that was put aside") }, "\(it.heard)")
    it.type("yes")
    #expect(it.session.putAside.map(\.text) == ["3 […] shouted", "3 he said so"])
  }

  @Test("go with what goes off the record, and with all that somebody said")
  func destroyed() {
    var it = Self.refused()
    it.type(lines: "/off 1m", "yes", "/on")
    #expect(it.session.putAside.isEmpty)
    it = Self.refused()
    it.type(lines: "/withdraw 3 erase", "yes")
    #expect(it.session.putAside.isEmpty)
  }

  @Test("are no lines of a pipe, where nobody is who could enter them otherwise; seats alone are text there")
  func pipe() {
    var it = Facilitator()
    it.type(lines: "3 how many?", "9", "/consent 3 part no", "3 no")
    #expect(it.texts == ["how many?", "9"] && it.session.putAside.isEmpty)
  }

  @Test("are no command that closes the session, however slowly it was typed")
  func closing() {
    for way in ["/leave", "/end"] {
      var it = Facilitator(interactive: true)
      it.type(lines: "/go K1", "3 said")
      _ = it.recording.keepDraft(
        TypedLine(way, begun: Facilitator.stamp(9), question: "K1"), now: Facilitator.stamp(10))
      #expect(it.session.draft?.text == way)
      it.type(lines: way, way, "/finish", "/finish")
      #expect(it.session.draft == nil, "\(way)")
    }
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K1", "3 said")
    let words = "/edit 1 3 what was meant"
    _ = it.recording.keepDraft(
      TypedLine(words, begun: Facilitator.stamp(9), question: "K1"), now: Facilitator.stamp(10))
    _ = it.perform(.leave)
    #expect(it.session.draft?.text == words)
  }
}
