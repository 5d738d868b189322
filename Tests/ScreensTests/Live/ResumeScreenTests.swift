import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Leaving, coming back, and the order of things")
struct ResumeScreenTests {
  @Test("A session that was left says when it was, and gives the line back as it was at the last key")
  func left() {
    var desk = Desk()
    desk.type("3 left with a line")
    desk.press(.control("q"))
    #expect(desk.session.draft?.text == "3 left with a line")
    var again = desk.leftAndResumed(after: 60)
    again.messages.says("left at 00:00:0")
    #expect(again.line == "W> 3 left with a line")
    again.press(.enter)
    #expect(again.session.notes[0].at == Offset(100))
  }

  @Test("After a cut, keys mean what they mean; the question about it can wait, and stays in sight")
  func gap() {
    var desk = Desk()
    desk.press(.pageDown)
    desk.type("3 half a th")
    desk.wait(seconds: 2)
    var again = desk.killedAndResumed(after: 60)
    again.messages.says("the session was cut off at")
    again.preview.says("cut off for 01:0")
    again.press(.pageDown, .down, .up)
    #expect(again.session.currentQuestion == "K2")
    again.enter("4 they talk already")
    #expect(again.line == "K2> 3 half a th")
    again.state.says("CUT OFF FOR 01:0")
    again.press(.control("u"))
    again.enter("/gap on")
    again.misses("CUT OFF")
    #expect(again.session.pauses.last?.unrecorded == true)
  }

  @Test("Off the record at the question about a cut loses nothing of the line that was cut off")
  func gapOffTheRecord() {
    var desk = Desk()
    desk.type("3 half a th")
    desk.wait(seconds: 2)
    var again = desk.killedAndResumed(after: 60)
    again.press(.control("o"), .control("o"))
    again.enter("pause")
    #expect(again.line == "W> 3 half a th")
  }

  @Test("A line that was begun in the set-up, in the debrief or after the end comes back as well")
  func leftAnywhere() {
    var setUp = Desk(participants: 0, begun: false, group: Group())
    setUp.enter("NL02")
    setUp.type("Nethe")
    setUp.press(.control("q"))
    #expect(setUp.leftAndResumed(after: 60).line == "set-up> Nethe")
    var debrief = Desk()
    debrief.enter("1 hello")
    debrief.press(.control("d"))
    debrief.enter("end")
    debrief.type("half a thought")
    debrief.wait(seconds: 2)
    #expect(debrief.killedAndResumed(after: 60).line == "debrief> half a thought")
    debrief.press(.enter)
    debrief.type("1 remembered")
    debrief.press(.control("q"))
    #expect(debrief.leftAndResumed(after: 60).line == "debrief> 1 remembered")
  }

  @Test("What has become a note is no draft any more in the very record of the note")
  func noDraftOfANote() {
    var desk = Desk()
    desk.type("3 a thought that takes its time")
    #expect(desk.session.draft != nil)
    desk.press(.enter)
    #expect(desk.session.draft == nil)
    guard case .append(let record) = desk.effects.last, case .note = record.change else {
      Issue.record("a crash could come between the note and the end of its draft")
      return
    }
  }

  @Test("Before the beginning there is no end and no break; after the end there is no beginning")
  func order() {
    var desk = Desk(begun: false)
    desk.press(.control("d"))
    desk.messages.says("the group has not begun")
    desk.press(.control("t"))
    #expect(desk.session.pauses.isEmpty)
    desk.enter("/finish")
    #expect(desk.session.endedAt == nil)
    desk.enter("/begin")
    desk.press(.control("d"))
    desk.enter("end")
    desk.enter("/begin")
    desk.messages.says("the group has begun already")
  }

  @Test("After the end no question is opened: what was not asked stays not asked")
  func noVisitAfterTheEnd() {
    var desk = Desk()
    desk.press(.control("d"))
    desk.enter("end")
    desk.press(.enter, .pageDown)
    desk.enter("/go K1")
    desk.messages.says("the group has ended: no question is opened any more")
    #expect(desk.session.visits.map(\.question) == ["W"])
    #expect(desk.session.openMustAsk.contains("K1"))
  }

  @Test("Before the beginning Up takes the form up again, and no key that is held down starts the clock")
  func formAgain() {
    var desk = Desk(participants: 2, begun: false)
    while desk.screen.recording.form != nil { desk.press(.enter) }
    desk.messages.says("/begin starts the clock")
    desk.press(.down, .pageDown)
    #expect(desk.session.begunAt == nil)
    desk.press(.up)
    desk.form.says("P2, Function")
    desk.enter("policy")
    desk.enter("/consent 1 all yes")
    desk.enter("1 early bird")
    desk.notes.says("P1  early bird")
  }
}
