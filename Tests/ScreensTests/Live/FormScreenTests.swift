import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Set-up, arrival and debrief on the screen")
struct FormScreenTests {
  @Test("The set-up shows what was answered and what is asked; one goes back and changes it")
  func setUp() {
    var desk = Desk(participants: 0, begun: false, group: Group())
    desk.header.says(" ○ not begun")
    desk.form.marks("group")
    desk.enter(lines: "NL02", "NL")
    desk.form.says("   group              NL02")
    desk.form.marks("setting")
    desk.form.says(" 1 museum")
    desk.type("mu")
    desk.preview.says("→ museum")
    desk.press(.enter)
    desk.press(.up, .up)
    desk.form.marks("country            NL")
    desk.form.says("now: NL · Enter keeps it")
    desk.enter("SI")
    #expect(desk.session.group.country == "SI")
    desk.press(.enter)
    #expect(desk.session.group.setting == "museum")
    desk.press(.enter, .enter, .enter)
    desk.form.says("Who facilitates?")
    desk.form.says("Enter takes: A. B.")
    desk.press(.enter)
    #expect(desk.session.answers["facilitator"] == "A. B.")
  }

  @Test("The practice line shows how the keys arrive while one types, and keeps nothing")
  func practice() {
    var desk = Desk(participants: 2, begun: false)
    while desk.screen.recording.form?.step != .practice { desk.press(.enter) }
    desk.type("3 \"hello ~")
    desk.preview.says("P3 · quote")
    desk.press(.enter)
    desk.messages.says("~ arrived as")
    #expect(desk.session.notes.isEmpty && desk.session.draft == nil)
    // It is practised until an empty Enter, and hides nothing of the form.
    desk.form.says("Enter alone goes on")
    desk.enter("8")
    desk.form.says("Enter alone goes on")
    desk.press(.enter)
    desk.form.says("P1: consent to taking part?")
  }

  @Test("Arrival is a sheet: consent per purpose and attributes of each participant, one by one")
  func arrival() {
    var desk = Desk(participants: 2, begun: false)
    while desk.screen.recording.form?.step?.seat == nil { desk.press(.enter) }
    desk.form.says("arrival: one by one, not in front of the group")
    desk.form.marks("P1 [·]   ·")
    desk.enter(lines: "yes", "no", "yes", "", "yes")
    desk.form.marks("P1 ✓     no   ✓      ·     ✓     [·]")
    desk.enter("front line")
    desk.form.says("   P1 ✓     no   ✓      ·     ✓     frontline")
    desk.enter("all")
    desk.press(.enter)
    desk.messages.says("that is all")
    desk.enter("/begin")
    desk.route.says("▐W★ 00:00 / 05:00▌")
    desk.people.says(" 1○ 2○")
    desk.enter("/rec on")
    desk.panel.says("P1 said no to audio recording: record all the same?")
    #expect(!desk.session.isRecordingAudio)
    desk.answer("yes")
    desk.messages.says("P1 said no to audio recording; /rec off ends it")
    desk.people.says(" 1○r 2○")
  }

  @Test("People come out of order: Down passes one who is not here yet, a seat goes to one who comes")
  func outOfOrder() {
    var desk = Desk(participants: 3, begun: false)
    while desk.screen.recording.form?.step?.seat == nil { desk.press(.enter) }
    desk.form.says("P1 of 3")
    desk.enter("yes")
    desk.press(.down)
    desk.form.says("P2 of 3")
    desk.press(.down)
    desk.form.says("P3 of 3")
    desk.enter("all")
    desk.press(.up)
    desk.form.marks("P3 [✓]   ✓")
    desk.press(.up)
    desk.form.marks("P2 [·]   ·")
    desk.enter("P1")
    desk.form.marks("P1 [✓]   ·")
    desk.enter("/begin")
    // Here is who said yes; who was passed is expected.
    #expect(desk.session.present(at: Offset(desk.time)) == [1, 3])
    desk.messages.says("expected, consent not recorded: P2; /in")
    desk.enter("2 so")
    desk.messages.says("P2 is expected, not here yet: counts as someone until /in 2")
    #expect(!desk.session.seatsTaken.contains(2))
    desk.enter("/in 2")
    #expect(desk.session.seatsTaken.contains(2))
  }

  @Test("Who does not take part is marked, and nothing is noted of them")
  func noConsent() {
    var desk = Desk(participants: 2)
    desk.enter("/consent 2 part no")
    desk.people.says("2○×")
    desk.type("2 hello")
    desk.preview.says("not saved like this: P2 did not consent to taking part")
    desk.press(.enter)
    desk.messages.says("error: P2 did not consent to taking part")
    #expect(desk.line.hasSuffix("2 hello"))
  }

  @Test("The debrief follows the end, and is left open or finished")
  func debrief() {
    var desk = Desk()
    desk.enter("1 hello")
    desk.press(.control("d"))
    desk.prompt.says("checklist>")
    desk.enter("end")
    desk.form.says("What surprised us?")
    desk.header.says("■ ended 00:00:0")
    desk.enter("the silence")
    #expect(desk.session.answers["surprises"] == "the silence")
    desk.question.says("The group has ended after")
    desk.enter("/finish")
    #expect(desk.effects.last == .finish)
    #expect(desk.screen.farewell == ["finished: 1 note; read it with: focusgroup show route-NL02"])
  }

  @Test(
    "After a cut the gap is asked; a note may come first; the draft comes back with its time and question")
  func resume() {
    var desk = Desk()
    desk.press(.pageDown)
    desk.type("3 half a th")
    desk.wait(seconds: 2)
    let begun = desk.session.draft?.at
    var again = desk.killedAndResumed(after: 60)
    again.preview.says("cut off for 01:0")
    again.messages.says("the session was cut off at")
    again.press(.pageDown, .down, .up)
    #expect(again.session.currentQuestion == "K2")
    again.press(.pageUp)
    again.enter("4 they talk already")
    #expect(again.texts == ["they talk already"])
    #expect(again.line == "K1> 3 half a th")
    again.state.says("CUT OFF FOR 01:0")
    again.press(.control("u"))
    again.enter("/gap on")
    #expect(again.session.pauses.last?.unrecorded == true)
    var third = desk.killedAndResumed(after: 60)
    third.enter("pause")
    #expect(third.line == "K1> 3 half a th")
    third.messages.says("unfinished line, begun at 00:00:0")
    third.type("o")
    third.misses("unfinished line")
    third.press(.backspace)
    third.enter("ought")
    #expect(third.session.notes.last?.at == begun)
    #expect(third.session.notes.last?.question == "K1")
  }
}
