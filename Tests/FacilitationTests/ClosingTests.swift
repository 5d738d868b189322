import Facilitation
import Facilitators
import Interview
import Testing

@Suite("The end, leaving and coming back")
struct ClosingTests {
  @Test("From a pipe /end finishes at once")
  func pipe() {
    var it = Facilitator()
    it.type(lines: "3 a", "/end")
    #expect(it.effects.last == .finish && it.session.status == .finished)
    #expect(
      it.session.openVisit == nil
        && it.session.participants.allSatisfy { $0.present.allSatisfy { $0.to != nil } })
  }

  @Test("At a terminal /end first says what still needs the people, then the debrief is asked")
  func terminal() {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K1", "3 a", "?ask about rent", "/end")
    #expect(it.session.endedAt == nil)
    #expect(it.heard.contains("must be asked: E1 In the end; /go E1"))
    #expect(it.heard.contains("follow-up 2: ask about rent; /asked 2"))
    it.type("/end")
    #expect(it.session.status == .ended && it.answer == "What surprised us?")
    it.type("how calm it was")
    #expect(it.session.answers["surprises"] == "how calm it was")
    #expect(it.answer == "the debrief is done; /finish closes the session")
    it.type("/finish")
    #expect(it.effects.last == .finish && it.session.status == .finished)
  }

  @Test("One follow-up is one")
  func followUpsLeft() {
    var it = Facilitator()
    it.type(lines: "?one", "?two", "/asked 1")
    #expect(it.answer == "asked 1; 1 follow-up left")
  }

  @Test("Something typed after the checklist means that the group goes on")
  func goesOn() {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K1", "/end", "3 wait, one more", "/end")
    #expect(it.session.endedAt == nil)
  }

  @Test("The oral summary says the important points; looking records nothing, what was read out is recorded")
  func summary() {
    var it = Facilitator()
    it.type(lines: "/go E1", "/go K1", "*3 big", "4 small", "?rent", "/sum")
    #expect(it.heard.contains("note 1: (important) big"))
    #expect(it.heard.contains("still to ask, note 3: rent"))
    #expect(it.answer == "when it was read out: /sum read")
    #expect(it.session.summaries.isEmpty)
    #expect(it.session.closingChecklist(at: .seconds(it.seconds)).contains(.noSummary))
    it.type("/sum read")
    #expect(it.heard == ["recorded: the oral summary was read out"])
    #expect(it.session.summaries.first?.notes == ["abcd-1", "abcd-3"])
  }

  @Test("Leaving closes the visit and opens a pause; coming back ends it on the same question")
  func leave() {
    var it = Facilitator()
    it.type(lines: "/go K1", "3 a", "/leave")
    #expect(it.effects.last == .leave)
    #expect(it.session.openPause?.why == .left && it.session.openVisit == nil)
    it = it.killedAndResumed(after: 600)
    #expect(it.session.openPause == nil && it.session.openVisit?.question == "K1")
    #expect(it.session.elapsed(at: .seconds(it.seconds)) == 3000)
  }

  @Test("After a cut of minutes the visit runs on and one question is asked about the gap")
  func cut() {
    var it = Facilitator()
    it.type(lines: "/go K1", "3 a")
    it = it.killedAndResumed(after: 120)
    #expect(it.session.pauses.isEmpty && it.session.openVisit?.question == "K1")
    #expect(it.answer == "was it a pause, or did the group go on? /gap pause or /gap on")
    it.type("/gap on")
    #expect(it.session.pauses == [Pause(from: .seconds(2), to: .seconds(122), why: .cut, unrecorded: true)])
  }

  @Test("After a cut of more than a quarter of an hour it is a pause until someone says otherwise")
  func longCut() {
    var it = Facilitator()
    it.type(lines: "/go K1", "3 a")
    it = it.killedAndResumed(after: 16 * 60)
    #expect(it.session.pauses.first?.why == .cut && it.session.pauses.first?.unrecorded == false)
    it.type("/gap on")
    #expect(it.session.pauses.count == 1 && it.session.pauses[0].unrecorded)
  }

  @Test("The unfinished line is offered at its question with its time, and kept till it is answered")
  func draft() {
    var it = Facilitator()
    it.type(lines: "/go K1", "3 a")
    let line = TypedLine("4 half a th", begun: Facilitator.stamp(3), question: "K1")
    _ = it.recording.keepDraft(line, now: Facilitator.stamp(4))
    it = it.killedAndResumed(after: 60)
    #expect(it.heard.contains("unfinished line, begun at 00:00:03 on K1: 4 half a th"))
    #expect(it.recording.keepDraft(nil, now: Facilitator.stamp(70)) == [])
    it.type(lines: "/go K2", "/draft")
    #expect(it.texts == ["a", "half a th"])
    #expect(it.session.notes[1].question == "K1" && it.session.notes[1].at == .seconds(3))
    #expect(it.session.draft == nil)
  }

  @Test("At a terminal the line is back in the line once the gap is told")
  func draftGivenBack() {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K1")
    _ = it.recording.keepDraft(
      TypedLine("4 half", begun: Facilitator.stamp(3), question: "K1"), now: Facilitator.stamp(4))
    it = it.killedAndResumed(after: 60, interactive: true)
    #expect(it.givenBack == nil)
    it.type("pause")
    #expect(it.givenBack == TypedLine("4 half", begun: Facilitator.stamp(3), question: "K1"))
  }

  @Test("After a cut the talk goes on: a line that is no answer is a note, and the question can wait")
  func gapCanWait() {
    var it = Facilitator(interactive: true)
    it.type("/go K1")
    it = it.killedAndResumed(after: 60, interactive: true)
    it.type("3 they talk on")
    #expect(it.texts == ["they talk on"])
    #expect(it.givenBack == nil)
    it.type("/gap on")
    #expect(it.session.pauses.first?.unrecorded == true)
  }

  @Test(
    "A note instead of an answer about the gap brings the unfinished line back, and drafts are kept again")
  func draftAfterNote() {
    var it = Facilitator(interactive: true)
    it.type("/go K1")
    let line = TypedLine("4 half", begun: Facilitator.stamp(3), question: "K1")
    _ = it.recording.keepDraft(line, now: Facilitator.stamp(4))
    it = it.killedAndResumed(after: 60, interactive: true)
    it.type("3 they talk on")
    #expect(it.givenBack == line)
    let next = TypedLine("5 next", begun: Facilitator.stamp(90), question: "K1")
    #expect(!it.recording.keepDraft(next, now: Facilitator.stamp(91)).isEmpty)
  }

  @Test("Undo goes on after a crash, and ends when the session is left")
  func undoAfterCrash() {
    var it = Facilitator()
    it.type(lines: "3 a", "3 b")
    it = it.killedAndResumed(after: 5)
    it.type("/undo")
    #expect(it.texts == ["a"])
  }

  @Test("Ten minutes before the end the open must-ask questions and follow-ups are offered, once")
  func beforeEnd() {
    var it = Facilitator(interactive: true)
    it.type(lines: "/go K1", "?rent")
    it.type("3 a", after: 20 * 60)
    #expect(it.heard.contains("must be asked: E1 In the end"))
    it.type("3 b")
    #expect(!it.heard.contains("must be asked: E1 In the end"))
  }

  @Test("The help names every command and the shorthand")
  func help() {
    var it = Facilitator()
    it.type("/?")
    for word in [
      "/next", "/go", "/skip", "/edit", "/off", "/consent", "/withdraw", "/sum", "/leave", "#code",
    ] {
      #expect(it.heard.contains { $0.contains(word) }, "\(word)")
    }
    it.type("/help off")
    #expect(it.heard.count == 1 && it.answer.hasPrefix("/off, /off since 41 or /off 2m"))
  }
}
