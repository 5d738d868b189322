import Facilitators
import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Off the record for the past goes off at once and asks about what was noted")
struct PastOffRecordTests {
  private func noted() -> Desk {
    var desk = Desk()
    desk.enter(lines: "1 stays", "2 alpha", "/next", "3 beta", "4+", "/next", "4 gamma", "5 delta")
    desk.enter("/edit 1 1 stays, put right")
    return desk
  }

  @Test("What goes is shown: how many, the first and the last, which questions; yes destroys it")
  func yes() {
    var desk = noted()
    desk.enter("/off since 2")
    #expect(desk.session.isOffRecord)
    #expect(desk.session.notes.allSatisfy { !$0.redacted })
    desk.header.says("OFF THE RECORD")
    desk.panel.says("destroyed for ever: 4 notes, on W, K1, K2")
    desk.panel.says("first: 2 ")
    desk.panel.says("last: 5 ")
    desk.panel.says("and 1 stance")
    desk.panel.says("and the words that edits brought in since, in 1")
    desk.panel.says("1 00:00:00 W P1 stays")
    desk.wait(seconds: 5)
    desk.answer("yes")
    #expect(desk.session.isOffRecord)
    #expect(desk.session.notes.map(\.redacted) == [false, true, true, true, true])
    #expect(desk.session.notes[0].content.text == "stays" && desk.session.stances.isEmpty)
    #expect(desk.session.offRecord.filter { $0.to != $0.from }.map(\.from) == [desk.session.notes[1].at])
  }

  @Test("Anything else keeps what was noted; the group stays off the record")
  func no() {
    for key in [Key.escape, .enter] {
      var desk = noted()
      desk.enter("/off since 2")
      desk.wait(seconds: 1)
      desk.press(key)
      desk.misses("yes?>")
      #expect(desk.session.isOffRecord && desk.session.notes.allSatisfy { !$0.redacted })
      desk.press(.control("o"))
      #expect(!desk.session.isOffRecord)
      desk.enter("1 goes on")
      #expect(desk.texts.last == "goes on")
    }
  }

  @Test("Minutes reach back from when it was said, however late the yes comes")
  func minutes() {
    var desk = Desk()
    desk.enter(lines: "1 long ago")
    desk.wait(seconds: 100)
    desk.enter(lines: "2 one", "2 two", "2 three", "2 four")
    desk.wait(seconds: 20)
    desk.enter("/off 1m")
    desk.wait(seconds: 50)
    desk.answer("yes")
    #expect(desk.session.notes.map(\.redacted) == [false, true, true, true, true])
  }

  @Test("The last three notes within a minute need no yes; a fourth, an older one or an edit does")
  func slight() {
    var desk = Desk()
    desk.enter(lines: "1 stays", "2 one", "2 two", "2 three")
    desk.enter("/off since 2")
    desk.misses("yes?>")
    #expect(desk.session.isOffRecord)
    #expect(desk.session.notes.map(\.redacted) == [false, true, true, true])
    desk = Desk()
    desk.enter(lines: "1 one", "2 two", "2 three", "2 four")
    desk.enter("/off since 1")
    desk.prompt.says("yes?>")
    desk = Desk()
    desk.enter("1 one")
    desk.wait(seconds: 61)
    desk.enter("/off since 1")
    desk.prompt.says("yes?>")
    desk = Desk()
    desk.enter(lines: "1 one", "2 two", "/edit 1 1 one, put right", "/off since 2")
    desk.prompt.says("yes?>")
  }

  @Test("While it asks only an answer or a command is taken: nothing that is said now gets into the line")
  func nothingIsKept() {
    var desk = noted()
    desk.enter("/off since 2")
    desk.wait(seconds: 1)
    desk.type("3 xsecretx")
    desk.press(.paste("xsecretx"))
    desk.messages.says("off the record: not kept")
    desk.misses("secret")
    #expect(desk.line == "yes?>")
    desk.type("ye")
    desk.press(.escape)
    #expect(desk.line == "OFF>")
    desk.press(.control("o"))
    #expect(desk.line.hasSuffix("K2>"))
    var line = PlainLine()
    var recording = Facilitator(interactive: true).recording
    for (index, text) in ["1 a", "1 b", "1 c", "1 d", "/off since 1"].enumerated() {
      let now = Desk.stamp(1000 + index)
      _ = recording.enter(TypedLine(text, begun: now, question: "W"), now: now)
    }
    for character in "no, 3 xsecretx" {
      _ = line.handle(.character(character), now: Desk.stamp(2000), in: recording)
    }
    #expect(line.text == "no")
  }

  @Test("The unfinished line is put aside and given back; the yes takes it if it was begun in that time")
  func unfinished() {
    for answer in ["no", "yes"] {
      var desk = noted()
      desk.wait(seconds: 61)
      desk.type("3 half a line")
      desk.press(.control("p"))
      desk.enter("off since 2")
      desk.prompt.says("yes?>")
      desk.answer(answer)
      desk.press(.control("o"))
      #expect(desk.line == (answer == "no" ? "K2> 3 half a line" : "K2>"))
    }
  }
}
