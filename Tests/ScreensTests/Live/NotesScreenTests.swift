import Facilitators
import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Notes, the room and the clock on the screen")
struct NotesScreenTests {
  @Test("Up and Down walk the notes; Enter edits one as shorthand, keeping its time; Escape leaves it")
  func edit() {
    var desk = Desk()
    desk.enter(lines: "3 we only hear late", "4 rules")
    let at = desk.session.notes[0].at
    desk.press(.up, .up, .enter)
    #expect(desk.line == "edit 1> 3 we only hear late")
    desk.press(.escape)
    #expect(desk.line == "W>")
    desk.press(.up, .up, .enter)
    desk.enter(" and seldom")
    #expect(desk.session.notes[0].content.text == "we only hear late and seldom")
    #expect(desk.session.notes[0].at == at)
    desk.notes.says("(edited)")
    desk.press(.control("z"))
    #expect(desk.session.notes[0].content.text == "we only hear late")
  }

  @Test("An edit that is refused keeps its line")
  func refusedEdit() {
    var desk = Desk()
    desk.enter("3 rules")
    desk.press(.up, .enter, .control("u"))
    desk.type("4+")
    desk.wait(seconds: 2)
    desk.press(.enter)
    #expect(desk.line == "edit 1> 4+")
    desk.messages.says("that is no note")
    desk.wait(seconds: 2)
    #expect(desk.session.draft?.text == "4+" && desk.session.draft?.editing == 1)
    desk.press(.control("u"), .enter)
    #expect(desk.texts == ["rules"])
    #expect(desk.line == "W>")
  }

  @Test("Delete takes a note back once; a repeated key takes no other")
  func retract() {
    var desk = Desk()
    desk.enter(lines: "1 one", "2 two", "3 three")
    desk.press(.up, .delete, .delete, .delete, .delete)
    desk.misses("error")
    #expect(desk.texts == ["one", "two"])
    desk.press(.control("z"))
    #expect(desk.texts == ["one", "two", "three"])
  }

  @Test("F2 lists the notes of all questions, and of this one again")
  func allNotes() {
    var desk = Desk()
    desk.enter(lines: "1 one", "/next", "2 two", ">E1 3 early")
    desk.notesRule.says("notes on K1: 1")
    desk.misses("P1  one")
    desk.press(.function(2))
    desk.notesRule.says("notes of all questions: 3")
    desk.notes.says("W   P1  one")
    desk.press(.function(2))
    desk.misses("P1  one")
    desk.enter("/go E1")
    desk.notes.says("raised at K1: early")
  }

  @Test(
    "The list ends with the newest note, however many rows what is said takes",
    arguments: [Size(rows: 24, columns: 80), Size(rows: 15, columns: 60), Size(rows: 12, columns: 40)])
  func newestInSight(_ size: Size) {
    var desk = Desk(size: size)
    for number in 1...20 { desk.enter("\(number % 8 + 1) the \(number)th thing that was said") }
    func newestIsInSight(sourceLocation: SourceLocation = #_sourceLocation) {
      let isThere = desk.picture.contains("9 of 8 hands")
      #expect(isThere, "\(desk.picture)", sourceLocation: sourceLocation)
    }
    desk.enter("=9 raise their hands for it")
    #expect(desk.messages.lines.count > 1)
    newestIsInSight()
    // A warning outlasts typing, and the preview then takes its row.
    desk.type("3 the next thing that")
    desk.messages.says("9 hands, and only 8 are here")
    newestIsInSight()
    desk.press(.control("u"), .up, .up)
    desk.wait(seconds: 40)
    #expect(desk.messages.lines.isEmpty)
    desk.press(.down, .down)
    newestIsInSight()
  }

  @Test("An error does not stand beside what was done after it, however fast")
  func errorGoes() {
    var desk = Desk()
    desk.enter("/go K1")
    desk.enter("/go K77")
    desk.messages.says("K77")
    // The line is given back, to be typed over.
    desk.enter("/2x")
    desk.messages.says("probe 2 not used")
    desk.messages.lacks("K77")
  }

  @Test("As long as nothing is noted the rows of the notes are the question's")
  func noNotes() {
    var route = Facilitator.route
    route.questions[0].ask = .plain(String(repeating: "Welcome to all of you here. ", count: 30))
    var desk = Desk(size: Size(rows: 15, columns: 60), route: route)
    // What was said at the beginning has gone.
    desk.wait(seconds: 40)
    #expect(desk.question.lines.count { $0.contains("Welcome") } > 5, "\(desk.picture)")
  }

  @Test("The strip counts notes on this question; the rule above it tells how the point stands")
  func strip() {
    var desk = Desk(participants: 4)
    desk.enter("/consent all yes")
    desk.enter(lines: "1 one", "1 two", "2 three")
    desk.people.says(" 1●● 2● 3○ 4○ ")
    desk.people.says("no note yet on W: 3 4")
    desk.enter("3+")
    desk.enter("4-")
    desk.point.says("point 3 of P2: agree 1 · dissent 1 · not shown 1")
    desk.notes.says("P2  three  +1  −1")
    desk.enter("/out 4")
    desk.people.says(" 1●● 2● 3○ (4)")
    desk.enter("/consent 1 quote no")
    desk.people.says(" 1●●q 2●")
    desk.type("1 \"word for word")
    desk.preview.says(" P1 · quote · not to be quoted")
  }

  @Test("Of a question that goes round the table the strip says how many of those here are in a note on it")
  func round() {
    var route = Facilitator.route
    route.questions[0].round = true
    var desk = Desk(participants: 4, route: route)
    desk.people.says("0 of 4, no note yet on W: 1 2 3 4")
    desk.enter(lines: "1 one", "1 two", "2 three")
    desk.people.says("2 of 4, no note yet on W: 3 4")
    desk.enter("/out 4")
    desk.people.says("2 of 3, no note yet on W: 3")
    desk.enter("3 four")
    desk.people.says("3 of 3 in a note on W")
    desk.enter("/go K1")
    desk.people.says("no note yet on K1: 1 2 3")
    desk.people.lacks("of 3")
    var crowd = Desk(participants: 24, route: route)
    crowd.enter("1 one")
    crowd.people.says("1 of 24")
    crowd.people.lacks("no note")
  }

  @Test("The oral summary is shown to be read out, and recorded only when it was")
  func summary() {
    var desk = Desk()
    desk.enter(lines: "/next", "* 3 trust comes first", "4+")
    desk.press(.control("s"))
    desk.panel.says("trust comes first, shared by 1")
    desk.misses("P3: trust")
    desk.press(.escape)
    #expect(desk.session.summaries.isEmpty)
    desk.enter("/sum")
    desk.enter("/sum")
    desk.prompt.says("summary>")
    #expect(desk.session.summaries.isEmpty)
    desk.press(.enter)
    #expect(desk.session.summaries.count == 1)
    desk.messages.says("recorded: the oral summary was read out")
  }

  @Test("Header and notes tell one clock; only what is left goes without the pauses")
  func oneClock() {
    var desk = Desk()
    desk.press(.control("t"))
    desk.later(seconds: 600)
    desk.press(.control("t"))
    desk.later(seconds: 60)
    desk.enter("3 after the break")
    desk.header.says("● 00:11:0")
    desk.notes.says("1 00:11:0")
    desk.header.says("28:5")
  }

  @Test("Probes are ticked with Alt and a number, and shown with how they were answered")
  func probes() {
    var desk = Desk()
    desk.press(.pageDown)
    desk.press(.alt("1"))
    desk.enter("/2u")
    desk.question.says("1 ✓ time?")
    desk.question.says("2 u rules?")
  }

  @Test("Alt with the unshifted digit row of other layouts ticks probes; what it cannot do is said")
  func otherLayouts() {
    for (first, second) in [("&", "é"), ("+", "ě")] as [(Character, Character)] {
      var desk = Desk()
      desk.press(.pageDown, .alt(first), .alt(second))
      desk.question.says("1 ✓ time?")
      desk.question.says("2 ✓ rules?")
      desk.press(.alt("x"))
      desk.messages.says("Alt-x does nothing; Alt-1 to Alt-9 tick a probe")
    }
  }

  @Test("Alt-PgDn looks at the next question and opens nothing")
  func peek() {
    var desk = Desk()
    desk.press(.altPageDown)
    desk.panel.says("question K1")
    #expect(desk.session.currentQuestion == "W" && desk.session.visits.count == 1)
    desk.press(.pageDown)
    #expect(desk.session.visits.count == 1, "what was asked for is read on")
    desk.press(.escape, .pageDown)
    #expect(desk.session.currentQuestion == "K1")
    desk.press(.altPageUp)
    desk.panel.says("question W")
  }

  @Test("A question is worded anew for another setting, and wrapped anew for another size")
  func rewords() {
    let question = Question(
      id: "K1", kind: .key, title: .plain("Helping"), ask: .plain("What helps in your {org}, day by day?"),
      minutes: 10)
    let route = InterviewProtocol(
      id: "route", version: "1", title: .plain("A route"),
      settings: ["museum": ["org": .plain("museum")], "library": ["org": .plain("library")]],
      questions: [question])
    var desk = Desk(route: route)
    desk.question.says("What helps in your museum, day by day?")
    desk.enter("/set setting library")
    desk.question.says("What helps in your library, day by day?")
    desk.size = Size(rows: 24, columns: 30)
    desk.wait(seconds: 1)
    desk.question.says("What helps in your library,")
  }

  @Test("A break and an overrun are said in words, with what is left to ask")
  func alerts() {
    var desk = Desk()
    desk.press(.control("t"))
    desk.wait(seconds: 62)
    desk.state.says("BREAK 01:01 · ^T or /on goes on")
    desk.press(.control("t"))
    desk.misses("BREAK")
    desk.enter("/minutes 12")
    desk.wait(seconds: 150)
    desk.state.says("LEFT · must still be asked: K1 E1")
    desk.later(seconds: 720)
    desk.state.says("OVER TIME 0")
    desk.state.says("must still be asked: K1 E1")
  }

  @Test("A disk that takes nothing is said at once with the reason; what waits is saved when it does again")
  func refusedDisk() {
    var desk = Desk()
    desk.diskStalls = true
    desk.enter("3 one")
    desk.tell(.refused("no space left on the disk; free some"))
    desk.state.says("NOT SAVED: 1 change · no space left on the disk; free some · it is tried")
    desk.enter("4 two")
    desk.notes.says("○  2")
    desk.header.says(" 0 notes saved")
    #expect(desk.screen.notDurable == ["3 one", "4 two"])
    desk.diskComesBack()
    desk.misses("NOT SAVED")
    desk.header.says(" 2 notes saved")
    desk.tell(.movedOn(to: "Sessions/x.journal-2", because: "I/O error"))
    desk.state.says("NOTES GO INTO ANOTHER FILE · Sessions/x.journal-2")
  }

  @Test("A journal that has outgrown the session is begun anew, and nobody is waited for or told")
  func outgrown() throws {
    var desk = Desk()
    desk.enter("3 one")
    desk.enter("4 two")
    let before = desk.session
    let picture = desk.picture
    desk.tell(.outgrown)
    guard case .append(let record) = desk.effects.dropLast().last, case .history(let kept) = record.change
    else {
      Issue.record("\(desk.effects.suffix(3))")
      return
    }
    #expect(desk.effects.last == .renew(before) && record.number == before.lastRecord + 1)
    #expect(kept == desk.screen.recording.history && kept.undoable.count == 2)
    #expect(desk.picture == picture && desk.screen.notDurable.isEmpty)
    // The line that made the last note still comes back with undo.
    desk.enter("/undo")
    #expect(desk.texts == ["one"])
  }

  @Test("A session that cannot be closed stays on the screen, and can be closed again")
  func notClosed() {
    var desk = Desk()
    desk.enter("3 one")
    desk.press(.control("q"))
    #expect(desk.effects.last == .leave)
    desk.tell(.notClosed("no space left on the disk"))
    desk.messages.says("the session file is not written, nothing is lost")
    desk.state.says("NOT CLOSED")
    desk.enter("/leave")
    #expect(desk.effects.last == .leave)
    #expect(desk.screen.farewell.last == "left: 1 note; go on with: focusgroup resume route-NL02")
  }

  @Test("A chosen note stays chosen for a command or codes, and the preview names it; a note closes it")
  func chosenForCommand() {
    var desk = Desk()
    desk.enter(lines: "3 one", "3 two", "3 three")
    desk.press(.up, .up)
    desk.type("/rd")
    #expect(desk.picture.contains("destroys 2 ") && desk.picture.contains("P3 two"))
    desk.press(.enter)
    desk.answer("yes")
    #expect(desk.session.notes.map(\.redacted) == [false, true, false])
    desk.press(.up, .up, .up)
    desk.type("#bar.mes")
    #expect(desk.picture.contains("codes note 1"))
    desk.press(.enter)
    #expect(desk.session.notes.map(\.content.codes) == [["bar.mes"], [], []])
    desk.enter("#drv.mic")
    #expect(desk.session.notes[2].content.codes == ["drv.mic"])
    desk.press(.up, .up, .up)
    desk.enter("4 four")
    desk.type("#bar.mes")
    #expect(desk.picture.contains("codes note 4"))
    desk.press(.control("u"))
    desk.type("/rs 3")
    #expect(desk.picture.contains("without since 4 "))
  }
}
