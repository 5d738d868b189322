import Facilitators
import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Lines that are refused on the screen")
struct RefusedLineTests {
  @Test("A refused note swallows none that is typed after it, and comes back with its time")
  func refusedNote() {
    var desk = Desk()
    desk.enter("/withdraw 3 leave")
    desk.type("3 gamma")
    let begun = desk.time - 600
    desk.press(.enter)
    #expect(desk.line.hasSuffix("W> 3 gamma"))
    desk.hints.says("typing replaces it")
    #expect(desk.screen.typing.unfinished.text == "3 gamma")
    desk.type("4 de")
    #expect(desk.line.hasSuffix("W> 4 de"))
    desk.press(.control("z"), .control("z"))
    #expect(desk.line.hasSuffix("W> 3 gamma"))
    desk.press(.control("y"), .control("u"))
    desk.enter(lines: "4 delta", "5 epsilon", "3 zeta", "6 eta")
    #expect(desk.texts == ["delta", "epsilon", "eta"])
    desk.hints.says("/draft brings back 2 refused lines")
    desk.enter("/draft")
    #expect(desk.line.hasSuffix("W> 3 zeta"))
    desk.press(.control("u"))
    desk.enter("/draft")
    #expect(desk.line.hasSuffix("W> 3 gamma"))
    desk.press(.home, .delete)
    desk.type("2")
    desk.press(.enter)
    #expect(desk.texts.last == "gamma" && desk.session.notes.last?.at == Offset(begun))
    desk.hints.says("/draft brings back 1 refused line")
    desk.enter("/leave")
    desk.tell(.closed)
    #expect(desk.screen.farewell.contains("not entered: 3 zeta"))
  }

  @Test("A refused note that is dropped is gone, and a held Enter keeps it once")
  func refusedAndDropped() {
    var desk = Desk()
    desk.enter(lines: "/withdraw 3 leave", "3 gamma")
    desk.press(.enter, .enter)
    desk.enter("/draft drop")
    desk.messages.says("dropped: 3 gamma")
    desk.enter("/draft")
    desk.messages.says("there is no unfinished line")
  }

  @Test("Of several that were refused the one that is looked at is dropped, and no other")
  func refusedAndLookedAt() {
    var desk = Desk()
    desk.enter(lines: "/withdraw 3 leave", "3 gamma", "4 between", "3 zeta", "4 after")
    desk.enter("/draft")
    #expect(desk.line == "W> 3 zeta")
    desk.press(.control("u"))
    desk.enter("/draft")
    #expect(desk.line == "W> 3 gamma")
    desk.press(.control("u"))
    desk.enter("/draft drop")
    desk.messages.says("dropped: 3 gamma")
    #expect(desk.session.putAside.map(\.text) == ["3 zeta"])
  }

  @Test("What is typed over a refused edit is a note of its own, and the edit comes back")
  func refusedEdit() {
    var desk = Desk()
    desk.enter("3 sorry")
    desk.press(.up, .enter)
    desk.press(.control("u"))
    desk.enter("<5 3 no edit is late")
    #expect(desk.line.hasPrefix("edit 1> <5"))
    desk.type("4")
    #expect(desk.line == "W> 4")
    desk.press(.control("z"), .control("z"))
    #expect(desk.line.hasPrefix("edit 1> <5"))
    desk.type("4 so")
    desk.press(.control("u"))
    desk.press(.escape)
    desk.enter("4 next")
    #expect(desk.texts == ["sorry", "next"])
    desk.enter("/draft")
    #expect(desk.line.hasSuffix("/edit 1 <5 3 no edit is late"))
  }

  @Test("Lines of a paste that are refused are put aside, each with its time, and glued to nothing")
  func refusedPaste() {
    var desk = Desk()
    desk.enter("/withdraw 3 leave")
    desk.press(.paste("3 one\n4 two\n3 three"))
    desk.enter("lines")
    desk.messages.says("2 lines not saved, put aside")
    #expect(desk.line.hasSuffix("W> 3 three") && desk.texts == ["two"])
    desk.enter("4 four")
    #expect(desk.texts == ["two", "four"])
    desk.hints.says("/draft brings back 2 refused lines")
  }
}
