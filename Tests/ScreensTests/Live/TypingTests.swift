import Facilitators
import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Typing notes on the screen")
struct TypingTests {
  @Test("A note is on the screen at once, marked until it is on the disk, then counted as saved")
  func pendingNote() {
    var desk = Desk()
    desk.diskStalls = true
    desk.enter("3 \"we only hear late")
    desk.notes.says("○  1 00:00:00  P3  “we only hear late”")
    desk.header.says(" 0 notes saved")
    desk.misses("saved 1")
    desk.wait(seconds: 2)
    desk.state.says("THE DISK IS SLOW: 1 change not saved yet")
    desk.type("5 still ty")
    desk.prompt.says("W> 5 still ty")
    desk.diskComesBack()
    desk.notes.says("   1 00:00:00  P3  “we only hear late”")
    desk.header.says(" 1 note saved")
    desk.misses("THE DISK")
    desk.prompt.says("W> 5 still ty")
    desk.press(.control("u"))
    desk.messages.says("saved 1 P3 quote")
  }

  @Test("The time of a note is its first key, not Enter")
  func firstKey() {
    var desk = Desk()
    desk.wait(seconds: 10)
    desk.type("3")
    desk.wait(seconds: 20)
    desk.enter(" slowly")
    #expect(desk.session.notes[0].at == Offset(10_100))
    #expect(desk.session.notes[0].saved > Offset(30_000))
  }

  @Test("A line belongs to the question it was begun on, and the preview says so")
  func movedOn() {
    var desk = Desk()
    desk.type("3 rules")
    desk.press(.pageDown)
    desk.prompt.says("K1> 3 rules")
    desk.preview.says("belongs to W, begun there")
    desk.press(.enter)
    #expect(desk.session.notes[0].question == "W")
  }

  @Test("The preview shows how the line will be understood, also what it is not")
  func preview() {
    var desk = Desk()
    desk.type("5+ because")
    desk.preview.says(" P5 · agree · paraphrase · on the question itself")
    desk.press(.control("u"))
    desk.enter("3 rules leave no room")
    desk.type("5-")
    desk.preview.says(" P5 · dissent · on 1: P3 rules leave no room")
    desk.press(.control("u"))
    desk.type("5 years ago")
    desk.preview.says(" P5 says “years ago”; \\5 for the number")
    desk.press(.control("u"))
    desk.type("/retr")
    desk.preview.says("/retract")
    desk.press(.control("u"))
    desk.type("(tired")
    desk.preview.says("comment · private, not exported")
    desk.type(")")
    desk.preview.says("comment · private, not exported")
    desk.type(" she said")
    desk.preview.says(" text, not a private comment")
  }

  @Test("An abbreviation is written out in the preview and in the note; editing prints what was saved")
  func abbreviations() {
    var route = Facilitator.route
    route.abbreviations = ["mgmt": .plain("management")]
    var desk = Desk(route: route)
    desk.type("3 \"mgmt")
    desk.preview.says(" P3 · quote · mgmt → management")
    desk.type(" decides")
    desk.press(.enter)
    desk.notes.says("P3  “management decides”")
    #expect(desk.session.notes[0].typed == "3 \"mgmt decides")
    desk.press(.up, .enter)
    #expect(desk.line.hasPrefix("edit 1> 3 \"management decides"))
    desk.press(.escape)
    desk.type("/edit 1 \\mgmt, mgmt")
    desk.preview.says(" paraphrase · mgmt → management")
    desk.press(.enter)
    #expect(desk.texts == ["mgmt, management"])
    desk.press(.up, .enter)
    #expect(desk.line.hasPrefix("edit 1> \\mgmt, management"))
    desk.press(.enter)
    #expect(desk.texts == ["mgmt, management"])
  }

  @Test("The line is edited by whole characters, anywhere in it")
  func editing() {
    var desk = Desk()
    desk.type("3 helo wrld")
    desk.press(.left, .left, .left)
    desk.type("o")
    desk.press(.wordLeft, .left, .left)
    desk.type("l")
    desk.press(.end)
    desk.type(" čšž👍🏽e\u{301}")
    desk.press(.backspace)
    desk.prompt.says("W> 3 hello world čšž👍")
    desk.press(.enter)
    #expect(desk.texts == ["hello world čšž👍🏽"])
  }

  @Test(
    "^Z takes back what was typed; in an empty line the last change; right after Enter the line comes back")
  func undo() {
    var desk = Desk()
    desk.type("3 one two")
    desk.press(.control("z"))
    #expect(desk.line.hasSuffix("3 one"))
    desk.press(.control("y"))
    #expect(desk.line.hasSuffix("3 one two"))
    desk.press(.enter)
    let first = desk.session.notes[0].at
    desk.enter("4 three")
    desk.press(.control("z"))
    #expect(desk.texts == ["one two"])
    #expect(desk.line.hasSuffix("4 three"))
    desk.press(.control("z"))
    #expect(desk.texts.isEmpty)
    #expect(desk.line.hasSuffix("W>"))
    desk.press(.control("y"))
    #expect(desk.texts == ["one two"])
    #expect(desk.session.notes[0].at == first)
  }

  @Test("What undo brought back and was changed is entered with its first key")
  func undoneAndChanged() {
    var desk = Desk()
    desk.type("3 first")
    let begun = desk.time - 600
    desk.press(.enter)
    desk.wait(seconds: 5)
    desk.press(.control("z"))
    desk.type(" and more")
    desk.press(.enter)
    #expect(desk.texts == ["first and more"])
    #expect(desk.session.notes[0].at == Offset(begun))
  }

  @Test("A refused line stays, with what to do; an unknown command says how to write it as text")
  func refused() {
    var desk = Desk()
    desk.enter("/nxt")
    #expect(desk.line.hasSuffix("W> /nxt"))
    desk.messages.says("/nxt is no command, perhaps /next")
    #expect(desk.session.notes.isEmpty)
    desk.press(.control("u"))
    desk.enter("/go K9")
    #expect(desk.line.hasSuffix("W> /go K9"))
    desk.messages.says("no question “K9”")
  }

  @Test(
    "After a typed /undo or a refused command nothing is glued: the line is offered, and typing replaces it")
  func offered() {
    var desk = Desk()
    desk.enter("3 sorry, the bus")
    let begun = desk.session.notes[0].at
    desk.wait(seconds: 5)
    desk.enter("/undo")
    #expect(desk.line.hasSuffix("W> 3 sorry, the bus"))
    desk.hints.says("typing replaces it")
    desk.enter("/out 6")
    #expect(desk.session.notes.isEmpty && desk.session.participant(6)?.present.last?.to != nil)
    // A refused command makes room for the next, which is read alone.
    desk.enter(lines: "/materials", "/question")
    #expect(desk.line.hasSuffix("W>"))
    desk.enter("/go K9")
    desk.type("4 so")
    #expect(desk.line.hasSuffix("W> 4 so"))
    desk.press(.control("z"), .control("z"))
    #expect(desk.line.hasSuffix("W> /go K9"))
    desk.press(.control("u"))
    desk.enter("3 sorry, the bus")
    desk.wait(seconds: 5)
    desk.enter("/undo")
    desk.type("x")
    desk.press(.control("z"))
    desk.press(.end)
    desk.type(" again")
    desk.press(.enter)
    #expect(desk.texts == ["sorry, the bus again"] && desk.session.notes[0].at > begun)
    #expect(desk.session.notes[0].saved - desk.session.notes[0].at >= 5000, "the time of its first key")
  }

  @Test("A block that is pasted takes the place of what is offered as well")
  func pastedOver() {
    var desk = Desk()
    desk.enter("/go K9")
    desk.press(.paste("3 one\nand more"))
    desk.press(.enter, .enter)
    #expect(desk.texts == ["one\nand more"])
  }

  @Test(
    "An arrow, Home, End, Backspace and Tab take up what is offered",
    arguments: [Key.left, .home, .end, .tab, .backspace])
  func takenUp(key: Key) {
    var desk = Desk()
    desk.enter("3 sorry")
    desk.enter("/undo")
    desk.press(key)
    desk.press(.end)
    desk.type("!")
    #expect(desk.line.hasSuffix(key == .backspace ? "3 sorr!" : "3 sorry!"))
  }

  @Test("Tab completes codes the question offers first, questions, commands and participants")
  func completion() {
    var desk = Desk()
    desk.press(.pageDown)
    desk.type("3 time #")
    desk.press(.tab)
    desk.candidates.says("Driver: daily work")
    #expect(desk.line.hasSuffix("3 time #drv.mic"))
    desk.press(.tab)
    #expect(desk.line.hasSuffix("3 time #bar.mes"))
    desk.press(.backTab)
    desk.press(.enter)
    #expect(desk.session.notes[0].content.codes == ["drv.mic"])
    desk.type(">K2")
    desk.press(.tab)
    #expect(desk.line.hasSuffix("K1> >K2"))
    desk.press(.control("u"))
    desk.type("/und")
    desk.press(.tab)
    #expect(desk.line.hasSuffix("K1> /undo"))
    desk.press(.control("u"))
    desk.enter("/p 3 label=red scarf")
    desk.type("1 hello @")
    desk.press(.tab)
    desk.candidates.says("red scarf")
  }

  @Test("^C kills nothing and says how to leave; ^L draws anew")
  func harmless() {
    var desk = Desk()
    desk.type("3 half a")
    desk.press(.control("c"))
    desk.messages.says("^C stops nothing: ^Q leaves")
    #expect(desk.line.hasSuffix("3 half a"))
    desk.press(.control("l"))
    #expect(desk.effects.last == .repaint)
    desk.press(.control("c"), .control("c"), .control("c"))
    #expect(!desk.effects.contains(.leave))
  }

  @Test("The unfinished line is kept from its first key on, and a quarter of a second after the last")
  func draftAtAPause() {
    var desk = Desk()
    desk.type("3")
    #expect(desk.session.draft?.text == "3")
    desk.type(" half a thought")
    desk.wait(milliseconds: 249)
    #expect(desk.session.draft?.text != "3 half a thought")
    desk.wait(milliseconds: 1)
    #expect(desk.session.draft?.text == "3 half a thought")
    // Nothing is written while nothing is typed.
    let drafts = desk.effects.compactMap(\.draftText).count
    desk.wait(seconds: 5)
    #expect(desk.effects.compactMap(\.draftText).count == drafts)
  }

  @Test("Typed without a pause the unfinished line is kept at most once a second, and an emptied one too")
  func draft() {
    var desk = Desk()
    desk.type("3 a thought that takes a while to type")
    let drafts = desk.effects.compactMap(\.draftText)
    #expect(drafts.count >= 3 && drafts.count <= 5)
    desk.wait(seconds: 2)
    #expect(desk.session.draft?.text == "3 a thought that takes a while to type")
    #expect(desk.session.draft?.at == Offset(100))
    desk.press(.control("u"))
    desk.wait(seconds: 2)
    #expect(desk.session.draft == nil)
  }

  @Test("A line longer than the screen scrolls with the cursor, and nothing else moves")
  func longLine() {
    var desk = Desk()
    desk.type("3 ")
    let before = desk.rows.prefix(20)
    for number in 1...60 { desk.type("word\(number) ") }
    #expect(desk.line.hasSuffix("word60"))
    #expect(desk.line.contains("‹"))
    #expect(Array(desk.rows.prefix(20)).dropFirst(1).dropLast(0).count == before.count - 1)
    desk.press(.home)
    #expect(desk.line.hasPrefix("W> 3 word1 word2"))
    #expect(desk.frame.cursor.column == 3)
    desk.press(.enter)
    #expect(desk.texts[0].hasSuffix("word60"))
  }
}

extension Effect {
  var draftText: String? {
    guard case .append(let record) = self, case .draft(let draft) = record.change else { return nil }
    return draft?.text
  }
}
