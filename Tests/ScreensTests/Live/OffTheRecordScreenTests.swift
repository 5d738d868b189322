import Facilitators
import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Off the record, on the screen")
struct OffTheRecordScreenTests {
  @Test("Off the record: the line is put aside and comes back; nothing typed is shown, kept or drafted")
  func offTheRecord() {
    var desk = Desk()
    desk.type("3 half a")
    desk.wait(seconds: 2)
    desk.press(.control("o"))
    desk.state.says("OFF THE RECORD 00:00 · nothing typed is kept")
    #expect(desk.line == "OFF>")
    let before = desk.effects.count
    desk.type("secretword")
    desk.press(.enter, .paste("secretblock\nsecond"), .paste("secretpaste"))
    desk.misses("secret")
    desk.wait(seconds: 65)
    desk.state.says("OFF THE RECORD 01:0")
    #expect(desk.effects.count == before)
    desk.press(.pageDown)
    desk.question.says("K1 ★ What helps")
    desk.press(.control("z"))
    #expect(desk.line == "OFF>")
    desk.type("/edit 1 secretedit")
    desk.misses("secret")
    desk.press(.control("u"))
    desk.press(.control("o"))
    #expect(desk.line == "K1> 3 half a")
    desk.press(.control("z"))
    desk.misses("secret")
    desk.enter("x")
    #expect(desk.session.notes[0].at == Offset(100))
  }

  @Test("A line that was put aside comes back also when the program was killed off the record")
  func killedOffTheRecord() {
    var desk = Desk()
    desk.press(.pageDown)
    desk.type("3 half a")
    let begun = desk.time - 700
    desk.press(.control("o"))
    desk.type("secretword")
    var again = desk.killedAndResumed(after: 60)
    again.header.says("OFF THE RECORD", as: .alert)
    #expect(again.line == "OFF>")
    again.enter("/on")
    #expect(again.line == "K1> 3 half a")
    again.press(.enter)
    #expect(again.session.notes[0].at == Offset(begun))
    #expect(again.texts == ["half a"])
  }

  @Test("Off the record for the past takes the unfinished line as well; the command is no such line")
  func offTheRecordSince() {
    var desk = Desk()
    desk.enter("3 secretnote")
    desk.press(.control("p"))
    desk.enter("off since 1")
    desk.misses("secret")
    desk.press(.control("o"))
    #expect(desk.line == "W>")
    desk.type("/off")
    desk.wait(seconds: 2)
    desk.press(.enter)
    desk.press(.control("o"))
    #expect(desk.line == "W>")
    desk.type("4 half a secretline")
    desk.wait(seconds: 2)
    desk.press(.control("p"))
    desk.enter("off 1m")
    desk.press(.control("o"))
    #expect(desk.line == "W>")
    #expect(desk.session.draft == nil)
  }

  @Test("A command typed off the record leaves nothing behind when its slash is taken away")
  func offTheRecordCommand() {
    var desk = Desk()
    desk.press(.control("o"))
    desk.type("/find secretword")
    desk.press(.home, .delete)
    desk.misses("secretword")
    desk.press(.control("o"))
    desk.press(.control("z"))
    desk.misses("secretword")
  }
}
