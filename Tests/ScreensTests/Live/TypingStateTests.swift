import Facilitators
import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

/// Where keys go, and a panel's own keys, without a screen around them.
@Suite("The note line and the panel over it")
struct TypingStateTests {
  private static let now = Desk.stamp(10_000)
  private static let seen = Size(rows: 10, columns: 80)

  private let session = Facilitator(interactive: true).session
  private var entries: PanelEntries { PanelEntries(session: session, now: TypingStateTests.now.offset) }

  private func typing(_ text: String) -> Typing {
    var typing = Typing()
    for character in text { _ = typing.type(.character(character), at: TypingStateTests.now, on: "W") }
    return typing
  }

  private func press(_ text: String, in typing: inout Typing) {
    for character in text {
      _ = typing.pressInPanel(
        .character(character), at: TypingStateTests.now, entries, seen: TypingStateTests.seen)
    }
  }

  private func open(_ kind: RecordingPanel.Kind, in typing: inout Typing) {
    typing.open(RecordingPanel(kind), at: TypingStateTests.now, in: session)
  }

  @Test("The note line is shelved while a panel has a line of its own, also when another panel follows")
  func shelf() {
    var typing = typing("3 half")
    open(.goTo, in: &typing)
    #expect(typing.current.isEmpty && typing.unfinished.text == "3 half")
    press("K1", in: &typing)
    #expect(typing.current.text == "K1" && typing.line.isEmpty)
    open(.find, in: &typing)
    #expect(typing.current.isEmpty && typing.unfinished.text == "3 half")
    typing.close(at: TypingStateTests.now, in: session)
    #expect(typing.line.text == "3 half" && typing.line.typed?.begun == TypingStateTests.now)
  }

  @Test("A note that was typed where a yes was asked for is not lost when another panel is opened")
  func noteInQuestion() {
    var typing = Typing()
    open(.confirm(command: "/redact 1", lines: [], prompt: "yes?"), in: &typing)
    press("3 a note", in: &typing)
    open(.people, in: &typing)
    typing.close(at: TypingStateTests.now, in: session)
    #expect(typing.line.text == "3 a note")
    open(.find, in: &typing)
    press("words to find", in: &typing)
    open(.people, in: &typing)
    typing.close(at: TypingStateTests.now, in: session)
    #expect(typing.line.text == "3 a note")
  }

  @Test("An answer waits until the panel with a line of its own has gone")
  func unread() {
    var typing = Typing()
    open(.people, in: &typing)
    typing.read(.reading(title: "one", lines: ["1"]), at: TypingStateTests.now)
    typing.read(.reading(title: "two", lines: ["2"]), at: TypingStateTests.now)
    typing.readNext(at: TypingStateTests.now)
    #expect(typing.panel?.kind == .people)
    for title in ["one", "two"] {
      typing.close(at: TypingStateTests.now, in: session)
      typing.readNext(at: TypingStateTests.now)
      #expect(typing.panel?.kind.title == title)
    }
  }

  @Test("A panel that is read makes room for a key; Enter closes it, if it could be seen")
  func room() {
    for (key, after, stays) in [(Key.enter, 2999, true), (.enter, 3000, false), (.pageDown, 3000, true)] {
      var typing = Typing()
      typing.read(.reading(title: "one", lines: ["1"]), at: TypingStateTests.now)
      let open = typing.makeRoom()
      #expect(typing.panel == nil)
      typing.comeBack(open, after: key, at: Desk.stamp(10_000 + after))
      #expect((typing.panel != nil) == stays, "\(key) after \(after)")
    }
    var typing = Typing()
    typing.read(.reading(title: "one", lines: ["1"]), at: TypingStateTests.now)
    let first = typing.makeRoom()
    open(.people, in: &typing)
    typing.comeBack(first, after: .control("p"), at: TypingStateTests.now)
    #expect(typing.panel?.kind == .people)
  }

  @Test("What undo gave back makes room as long as it is not edited")
  func undone() {
    var typing = Typing()
    typing.takeUndone(TypedLine("3 back", begun: TypingStateTests.now, question: "W"))
    _ = typing.type(.left, at: TypingStateTests.now, on: "W")
    #expect(typing.isUndone)
    _ = typing.type(.character("x"), at: TypingStateTests.now, on: "W")
    _ = typing.type(.backspace, at: TypingStateTests.now, on: "W")
    #expect(typing.line.text == "3 back" && !typing.isUndone)
  }

  // MARK: A panel

  @Test("Enter asks for what is chosen, or for what is typed")
  func requests() {
    func enter(_ kind: RecordingPanel.Kind, _ text: String) -> RecordingPanel.Request {
      var panel = RecordingPanel(kind)
      for character in text { _ = panel.press(.character(character), at: TypingStateTests.now, entries) }
      return panel.enter(entries)
    }
    #expect(enter(.goTo, "hind") == .go("K2"))
    #expect(enter(.goTo, "nowhere") == .say(.refused, "no question is called “nowhere”"))
    #expect(enter(.find, " ") == .close)
    #expect(enter(.find, " rent") == .find("rent"))
    #expect(enter(.people, "") == .nothing)
    #expect(enter(.people, "out 3") == .command("out 3", closing: false))
    #expect(enter(.checklist, "") == .settle(.go("K1")))
    #expect(enter(.checklist, "End") == .end)
    #expect(enter(.checklist, "sum") == .command("sum", closing: true))
    #expect(enter(.summary([]), "") == .readOut)
    #expect(enter(.summary([]), "no") == .leave)
    let begun = TypingStateTests.now
    let block = RecordingPanel.Kind.paste("a\n\n b", begun: begun)
    #expect(enter(block, "one") == .insert("a\n\n b", begun: begun))
    #expect(enter(block, "L") == .enter(lines: ["a", " b"], begun: begun))
    guard case .say(.refused, _) = enter(block, "no") else {
      Issue.record("it is taken")
      return
    }
  }

  @Test("A person that is chosen begins a command; what is typed narrows a list from its beginning")
  func choices() {
    var people = RecordingPanel(.people)
    _ = people.press(.down, at: TypingStateTests.now, entries)
    _ = people.enter(entries)
    #expect(people.line.text == "p 2 ")
    var questions = RecordingPanel(.goTo, at: 3)
    _ = questions.press(.character("K"), at: TypingStateTests.now, entries)
    #expect(questions.choices.choice == 0 && entries.list(of: questions).count == 2)
    _ = questions.press(.pageDown, at: TypingStateTests.now, entries)
    #expect(questions.choices.choice == 1)
    _ = questions.press(.tab, at: TypingStateTests.now, entries)
    #expect(questions.line.text == "K1")
  }

  @Test("Off the record a panel that asks takes an answer or a command, and nothing else of what is said")
  func offRecord() {
    var it = Facilitator(interactive: true)
    it.type("/off")
    let entries = PanelEntries(session: it.session, now: TypingStateTests.now.offset)
    var panel = RecordingPanel(.confirm(command: "/off 9m", lines: [], prompt: "yes?"))
    for (key, isKept) in [
      (Key.character("x"), false), (.paste("yes"), false), (.character("y"), true), (.character("a"), false),
      (.character("e"), true), (.backspace, true),
    ] {
      #expect((panel.press(key, at: TypingStateTests.now, entries) == .taken) == isKept, "\(key)")
    }
    #expect(panel.line.text == "y")
  }

  // MARK: Leaving

  @Test("What is said in the end is not said if the session could not be left")
  func farewell() {
    var saving = Saving(durable: 0)
    saving.sayInTheEnd(["left"])
    saving.beginClosing(at: .zero)
    #expect(saving.farewell == ["left"] && saving.closingSince == .zero)
    saving.failClosing("no room")
    #expect(saving.farewell.isEmpty && saving.closingSince == nil && saving.trouble == "no room")
  }

  @Test("Over a panel that came by itself one turns to the next question; one that was asked for is read on")
  func passedOver() {
    for isAsked in [true, false] {
      var typing = Typing()
      typing.read(.reading(title: "one", lines: ["1"]), at: TypingStateTests.now, isAsked: isAsked)
      #expect(typing.isPassedOver(by: .pageDown) == !isAsked && typing.isPassedOver(by: .pageUp) == !isAsked)
      #expect(!typing.isPassedOver(by: .down))
    }
  }
}
