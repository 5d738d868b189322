import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Panels take over the line and give it back")
struct PanelTests {
  @Test("Go to: by id, number or a word of the title; the unfinished note comes back with its time")
  func goTo() {
    var desk = Desk()
    desk.type("3 half")
    desk.press(.control("g"))
    desk.prompt.says("go to>")
    desk.type("hind")
    desk.panel.marks("K2")
    desk.misses("What helps")
    desk.press(.enter)
    #expect(desk.session.currentQuestion == "K2")
    #expect(desk.line == "K2> 3 half")
    desk.press(.enter)
    #expect(desk.session.notes[0].question == "W")
    #expect(desk.session.notes[0].at == Offset(100))
  }

  @Test("Escape closes a panel, and so does its own key; nothing is lost")
  func closing() {
    var desk = Desk()
    desk.type("3 half")
    for key in [Key.control("g"), .control("r"), .control("p")] {
      desk.press(key)
      desk.type("xyz")
      desk.press(.escape)
      #expect(desk.line == "W> 3 half")
      desk.press(key, key)
      #expect(desk.line == "W> 3 half")
    }
    desk.press(.control("g"), .control("r"))
    desk.prompt.says("find>")
    desk.press(.escape)
    #expect(desk.line == "W> 3 half")
  }

  @Test("Find: as one types; Enter shows the note, Enter again edits it")
  func find() {
    var desk = Desk()
    desk.enter(lines: "1 the mayor came late", "2 rules", "/next", "3 the mayor left")
    desk.press(.control("r"))
    desk.type("mayor ca")
    desk.panel.says("1 00:00:")
    desk.misses("P3 the mayor left")
    desk.press(.enter)
    desk.notesRule.says("notes of all questions: 3")
    desk.press(.enter)
    #expect(desk.line == "edit 1> 1 the mayor came late")
  }

  @Test("Participants: who is here; commands about them without the slash")
  func people() {
    var desk = Desk(participants: 2)
    desk.press(.control("p"))
    desk.panel.says("! P1 here, consent unknown")
    desk.enter("in 9")
    desk.panel.says("P9 here")
    desk.enter("consent all yes")
    desk.panel.marks("P1 here, consent to all")
    desk.enter("reseat me")
    desk.prompt.says("participants> reseat me")
    desk.messages.says("/reseat is used like this")
    desk.press(.escape)
    #expect(desk.session.participant(9)?.consents(to: .quote) == .yes)
  }

  @Test("The checklist says what is open; a repeated ^D ends nothing; Enter settles the chosen one")
  func checklist() {
    var desk = Desk()
    desk.enter("?what about rent")
    for _ in 0..<6 { desk.press(.control("d")) }
    #expect(desk.session.endedAt == nil)
    if desk.screen.typing.panel == nil { desk.press(.control("d")) }
    desk.panel.says("must be asked: K1 What helps")
    desk.panel.says("follow-up 1: what about rent")
    desk.press(.down, .down, .enter)
    #expect(desk.session.note(1)?.askedAt != nil)
    // It stays, at what comes next.
    desk.panel.lacks("follow-up 1")
    desk.press(.up, .up, .up, .enter)
    #expect(desk.session.currentQuestion == "K1")
    desk.press(.control("d"), .control("d"))
    #expect(desk.session.endedAt == nil)
  }

  @Test(
    "Every row of the checklist says what Enter does; a note is changed in the editor only, and the list comes back"
  )
  func settleNotes() {
    var desk = Desk()
    for _ in 0..<2 {
      desk.enter("/skip other")
      desk.answer("yes")
    }
    desk.enter("5 years ago it was worse than it is now, and nobody asked")
    desk.enter(lines: "3 \"we only", "0 somebody else said this", "4 rules")
    desk.press(.control("d"))
    for row in desk.panel.lines where row.contains("· ") { #expect(row.contains("  Enter: /"), "\(row)") }
    for _ in 0..<20 where desk.panel.chosen?.contains("speaker to check") != true { desk.press(.down) }
    desk.panel.marks("P5 says")
    desk.panel.marks("Enter: /edit 1")
    desk.press(.enter)
    #expect(desk.session.notes[0].content.speakers == [.participant(5)])
    #expect(desk.line.hasPrefix("edit 1> \\5 years ago"))
    desk.press(.enter)
    #expect(desk.session.notes[0].content.speakers.isEmpty)
    desk.prompt.says("checklist>")
    desk.panel.marks("speaker not settled in note 3")
    desk.press(.enter)
    #expect(desk.line == "edit 3> 0 somebody else said this")
    desk.press(.escape)
    desk.prompt.says("checklist>")
    desk.panel.marks("without a speaker")
    // Who goes elsewhere from the editor is not brought back.
    desk.press(.enter, .control("u"))
    desk.enter("/go K1")
    #expect(desk.screen.typing.panel == nil)
  }

  @Test("Bulk corrections are shown before they are made, and undone as one")
  func correction() {
    var desk = Desk()
    desk.enter(lines: "3 one", "4 two", "3 three")
    desk.enter("/reseat 3 5 since 1")
    desk.panel.says("what was P3 since note 1 becomes P5:")
    desk.panel.says("P5 one")
    desk.panel.says("P5 three")
    desk.wait(seconds: 1)
    desk.press(.enter)
    #expect(desk.session.notes[0].content.speakers == [.participant(3)])
    desk.messages.says("left as it was")
    desk.enter("/reseat 3 5 since 1")
    desk.answer("yes")
    #expect(desk.session.notes.map { $0.content.speakers[0].id } == ["P5", "P4", "P5"])
    desk.press(.control("z"))
    #expect(desk.session.notes.map { $0.content.speakers[0].id } == ["P3", "P4", "P3"])
  }

  @Test("A note that was typed where a yes was asked for comes back from under another panel")
  func noteUnderPanel() {
    var desk = Desk()
    desk.enter(lines: "1 alpha", "/redact 1")
    desk.type("3 beta")
    desk.press(.control("p"))
    desk.prompt.says("participants>")
    desk.press(.escape)
    #expect(desk.line == "W> 3 beta")
    #expect(!desk.screen.recording.isAskingForYes)
  }

  @Test("What a yes is asked for is scrolled like all that is read")
  func longQuestion() {
    var desk = Desk()
    for number in 1...40 { desk.enter("3 note \(number)") }
    desk.enter("/reseat 3 5 since 1")
    desk.panel.lacks("type yes and Enter")
    desk.press(.end)
    desk.panel.says("type yes and Enter")
    desk.press(.home)
    desk.panel.says("what was P3 since note 1 becomes P5:")
    desk.answer("yes")
    #expect(desk.session.notes.allSatisfy { $0.content.speakers[0].id == "P5" })
  }

  @Test("Redaction and erasure ask first; Enter alone never confirms")
  func destruction() {
    var desk = Desk()
    desk.enter(lines: "3 secretword", "/redact 1")
    desk.panel.says("destroyed for ever:")
    desk.press(.enter, .enter, .enter)
    #expect(desk.session.notes[0].redacted == false)
    desk.press(.escape)
    desk.enter("/redact 1")
    // The group talks on: what is typed is a note, with its own time.
    desk.wait(seconds: 5)
    let time = desk.time + 100
    desk.enter("4 they talk on")
    #expect(desk.session.notes[0].redacted == false)
    #expect(desk.texts == ["secretword", "they talk on"])
    #expect(desk.session.notes[1].at == Offset(time))
    desk.enter("/redact 1")
    desk.type("4 they talk")
    desk.wait(seconds: 2)
    #expect(desk.session.draft?.text == "4 they talk")
    desk.press(.escape)
    #expect(desk.line == "W> 4 they talk")
    desk.press(.control("u"))
    desk.enter("/withdraw 3 erase")
    desk.panel.says("all that P3 said is destroyed")
    desk.answer("yes")
    #expect(desk.session.notes[0].redacted)
    desk.misses("secretword")
    #expect(desk.effects.contains(.beginAnew))
  }

  @Test("Nothing opens by itself over the question: what is open is said in the alert row, and PgDn moves on")
  func lastTenMinutes() {
    var desk = Desk()
    desk.enter(lines: "/minutes 12", "?who pays for it")
    desk.later(seconds: 130)
    desk.state.says("LEFT · must still be asked: K1 E1 · follow-ups: 1")
    desk.misses("ten minutes before the end")
    desk.press(.pageDown)
    #expect(desk.session.currentQuestion == "K1")
  }

  @Test("An answer of several lines stands in a panel, scrolls, and typing goes on below")
  func reading() {
    var desk = Desk()
    desk.press(.function(1))
    desk.panel.says("the note line:")
    desk.panel.says("Esc closes")
    desk.press(.pageDown)
    desk.misses("the note line:")
    #expect(desk.session.currentQuestion == "W")
    desk.type("3 goes on")
    desk.prompt.says("W> 3 goes on")
    desk.panel.says("── help")
    desk.wait(seconds: 4)
    desk.press(.enter)
    #expect(desk.texts == ["goes on"])
    desk.misses("── help")
    desk.enter("/time")
    desk.panel.says("since the beginning")
    desk.press(.escape)
    desk.misses("since the beginning")
    desk.enter("/question")
    desk.panel.says("question W: Welcome")
  }

  @Test("A pasted block becomes one note, or after asking one note a line; never a command")
  func paste() {
    var desk = Desk()
    desk.press(.paste("one line"))
    #expect(desk.line == "W> one line")
    desk.press(.control("u"))
    desk.press(.paste("first\n/leave\n3 third"))
    desk.panel.says("pasted: 3 lines")
    desk.press(.escape)
    #expect(desk.line == "W>")
    desk.press(.paste("first\nsecond"))
    desk.press(.enter)
    #expect(desk.line == "W> first\\nsecond")
    desk.press(.enter)
    #expect(desk.texts == ["first\nsecond"])
    desk.press(.paste("first\n/leave\n3 third"))
    desk.enter("lines")
    #expect(desk.texts == ["first\nsecond", "first", "/leave", "third"])
    #expect(desk.session.notes[3].content.speakers == [.participant(3)])
    #expect(desk.session.notes[1].at < desk.session.notes[2].at)
    desk.enter("/consent 2 part no")
    desk.press(.paste("1 kept\n2 refused\n1 kept too"))
    desk.enter("lines")
    #expect(desk.texts.suffix(2) == ["kept", "kept too"])
    #expect(desk.line == "W> 2 refused")
  }

  @Test("The help is read over a panel, which comes back as it was: with Escape, Enter, F1, the next letter")
  func helpOver() {
    for key in [Key.escape, .enter, .function(1), .character("x")] {
      var desk = Desk()
      desk.type("3 half")
      desk.press(.paste("first\nsecond"))
      desk.type("one")
      desk.press(.function(1))
      desk.panel.says("help")
      #expect(desk.line == "paste> one")
      desk.press(.down, key)
      desk.panel.says("pasted: 2 lines")
      #expect(desk.line == (key == .character("x") ? "paste> onex" : "paste> one"))
      desk.press(.control("u"), .enter)
      #expect(desk.line == "W> 3 halffirst\\nsecond")
    }
  }

  @Test("No way out of the help over a question that waits is a yes, and the question stays")
  func helpOverQuestion() {
    var desk = Desk()
    desk.enter(lines: "3 said", "/redact 1")
    desk.press(.function(1), .enter)
    desk.prompt.says("yes?>")
    #expect(!desk.session.notes[0].redacted && desk.screen.recording.confirmation != nil)
    desk.answer("yes")
    #expect(desk.session.notes[0].redacted)
  }

  @Test(
    "A block that nobody said what to do with goes into the line when something else is opened",
    arguments: [Key.control("p"), .control("g"), .control("t"), .control("s")])
  func pasteLeft(key: Key) {
    var desk = Desk()
    desk.press(.paste("first\nsecond"), key, .escape)
    #expect(desk.line == "W> first\\nsecond")
    desk.press(.enter)
    #expect(desk.texts == ["first\nsecond"])
  }
}
