import Facilitators
import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("One guard before what cannot be undone")
struct GuardTests {
  /// Commands that destroy or correct in bulk, for four notes of P1 to P4 on W, and what a yes has done then.
  static let commands = [
    "/redact 1", "/withdraw 2 erase", "/off since 1", "/off 9m", "/reseat 3 5 since 1", "/swap 3 4 since 1",
    "/moved K1 since 3",
  ]

  private static func notes(_ desk: inout Desk) {
    desk.enter(lines: "1 alpha", "2 beta", "3 gamma", "4 delta")
    desk.wait(seconds: 61)
  }

  private static func hasDone(_ desk: Desk, since before: Session) -> Bool {
    desk.session.notes != before.notes
  }

  @Test("From the line, the people, the checklist and the yes?> prompt itself it asks, and only yes does it")
  func roads() {
    for command in Self.commands {
      for road in ["line", "people", "checklist", "yes?"] {
        var desk = Desk()
        Self.notes(&desk)
        switch road {
        case "people": desk.press(.control("p"))
        case "checklist": desk.press(.control("d"))
        case "yes?": desk.enter("/redact 4")
        default: break
        }
        let before = desk.session
        desk.wait(milliseconds: 300)
        desk.enter(command)
        desk.prompt.says("yes?>")
        #expect(!Self.hasDone(desk, since: before), "\(command) from \(road)")
        #expect(!desk.effects.contains(.beginAnew), "\(command) from \(road)")
        desk.answer("yes")
        desk.misses("yes?>")
        #expect(Self.hasDone(desk, since: before), "\(command) from \(road)")
      }
    }
  }

  @Test("Find and go to take no command for one; plain lines at a terminal ask, a pipe is asked nothing")
  func otherRoads() {
    for command in Self.commands {
      for key in [Key.control("r"), .control("g")] {
        var desk = Desk()
        Self.notes(&desk)
        let before = desk.session
        desk.press(key)
        desk.enter(command)
        #expect(desk.session.notes == before.notes, "\(command)")
      }
      for isTerminal in [true, false] {
        var it = Facilitator(interactive: isTerminal)
        it.type(lines: "1 alpha", "2 beta", "3 gamma", "4 delta")
        it.type("5 epsilon", after: 61)
        let before = it.session.notes
        it.type(command)
        #expect((it.session.notes == before) == isTerminal, "\(command)")
        #expect(it.recording.isAskingForYes == isTerminal, "\(command)")
        guard isTerminal else { continue }
        #expect(it.answer.hasSuffix("and Enter to do it; anything else leaves everything as it is"))
        it.type("yes")
        #expect(it.session.notes != before && !it.recording.isAskingForYes, "\(command)")
      }
    }
  }

  @Test("Every command of the table that destroys text or changes many notes has a row that asks")
  func everyRow() throws {
    let usages = Recording.commands.rows.flatMap { row in
      row.usage.replacing(" or ", with: ", ").split(separator: ", ").map { usage in
        usage.replacing("41", with: "1").replacing("17", with: "1")
      }
    }
    let lines = usages + ["/off 9m", "/withdraw 2 erase", "/moved K1 since 1", "/undo", "/redo"]
    for line in lines {
      var it = Facilitator(interactive: true)
      it.type(lines: "3 alpha", "4 beta", "3 gamma", "5 delta")
      it.type("5 epsilon", after: 61)
      it.type(String(line))
      #expect(!it.effects.contains(.beginAnew), "\(line)")
      #expect(it.session.notes.count { $0.revisions.count > 0 } <= 1, "\(line)")
      #expect(!it.heard.contains { $0.contains("has to be asked") }, "\(line): its row does not ask")
    }
    let asking = Recording.commands.rows.filter { if case .nothing = $0.asks { false } else { true } }
    #expect(
      asking.map { $0.names[0] } == [
        "skip", "covered", "off", "redact", "reseat", "swap", "moved", "withdraw", "rec", "protocol",
        "discard",
      ])
  }

  @Test("No record that destroys or corrects in bulk without a go-ahead, wherever it is made")
  func noGoAhead() {
    let before = Facilitator(interactive: true).session
    var ledger = Ledger(before, history: History(), interactive: true)
    ledger.record(.redacted(numbers: [1]), at: .seconds(5))
    ledger.record(.together([.draft(nil), .struckOut(from: .zero, to: .seconds(5))]), at: .seconds(5))
    ledger.record(.relabelled(from: .zero, to: nil, question: "K1"), at: .seconds(5))
    #expect(ledger.session == before)
    #expect(ledger.take().map(\.reply?.kind) == [.refused, .refused, .refused])
  }

  // MARK: When an answer counts

  @Test("What follows the question at once is no answer; after it could be read a yes is one")
  func tooEarly() {
    var desk = Desk()
    desk.enter(lines: "1 alpha", "/redact 1")
    desk.type("yes")
    desk.wait(milliseconds: 500)
    // Begun too early, however late it is entered.
    desk.press(.enter)
    #expect(desk.session.note(1)?.redacted == false)
    desk.prompt.says("yes?>")
    desk.messages.says("typed before the question could be read")
    for (wait, isAnswer) in [(0, false), (199, false), (200, true)] {
      desk.wait(milliseconds: wait)
      // A line at once, as dictation and input methods give it.
      for key in [Key.character("y"), .character("e"), .character("s"), .enter] { desk.tell(.key(key)) }
      #expect(desk.session.note(1)?.redacted == isAnswer, "after \(wait) ms")
    }
  }

  @Test("The question counts from when it was shown, not from when it was asked")
  func shown() {
    let start = Facilitator(interactive: true).recording
    var recording = start
    func line(_ text: String, at milliseconds: Int, isPasted: Bool = false) -> TypedLine {
      TypedLine(text, begun: Desk.stamp(milliseconds), question: "W", isPasted: isPasted)
    }
    _ = recording.enter(line("1 alpha", at: 1000), now: Desk.stamp(1000))
    _ = recording.enter(line("/redact 1", at: 2000), now: Desk.stamp(2000))
    #expect(recording.awaitsReading)
    _ = recording.enter(line("yes", at: 60_000), now: Desk.stamp(60_000))
    #expect(recording.session.note(1)?.redacted == false && recording.awaitsReading)
    recording.questionIsShown(at: Offset(70_000))
    _ = recording.enter(line("yes", at: 70_199), now: Desk.stamp(90_000))
    #expect(recording.session.note(1)?.redacted == false && recording.awaitsReading)
    recording.questionIsShown(at: Offset(90_000))
    _ = recording.enter(line("yes", at: 95_000, isPasted: true), now: Desk.stamp(95_000))
    #expect(recording.session.note(1)?.redacted == false && recording.awaitsReading)
    recording.questionIsShown(at: Offset(95_000))
    _ = recording.enter(line("yes", at: 95_200), now: Desk.stamp(95_300))
    #expect(recording.session.note(1)?.redacted == true)
  }

  @Test("A pasted yes is no answer; neither is a key that is held down, nor a single letter")
  func pasted() {
    var desk = Desk()
    desk.enter(lines: "1 alpha", "/redact 1")
    desk.wait(seconds: 1)
    desk.press(.paste("yes"), .enter)
    desk.messages.says("a yes that is pasted does not count")
    desk.wait(seconds: 1)
    desk.press(.paste("y"))
    desk.enter("es")
    desk.answer("y")
    desk.messages.says("the whole word, please: yes")
    for _ in 0..<20 { desk.press(.enter) }
    desk.prompt.says("yes?>")
    #expect(desk.session.note(1)?.redacted == false)
    desk.wait(seconds: 1)
    desk.press(.enter)
    desk.misses("yes?>")
    desk.messages.says("left as it was")
    #expect(desk.session.note(1)?.redacted == false)
  }

  @Test("A block typed without marks: its notes are kept, its yes is none, and the question stays, put anew")
  func block() {
    var desk = Desk()
    let enter: (inout Desk, String) -> Void = { desk, text in
      for character in text { desk.tell(.key(character == "\n" ? .enter : .character(character))) }
    }
    enter(&desk, "3 alpha\n3 beta\n/swap 3 4 since 1\n3 they talk on\nyes\n3 and on\nyes\n")
    desk.prompt.says("yes?>")
    #expect(desk.texts == ["alpha", "beta", "they talk on", "and on"])
    #expect(desk.session.notes.allSatisfy { $0.content.speakers == [.participant(3)] })
    // What it would change has been shown.
    desk.panel.says("P4 and on")
    desk.answer("yes")
    #expect(desk.session.notes.allSatisfy { $0.content.speakers == [.participant(4)] })
  }

  @Test("A command typed at the prompt leaves all as it was and is done; another that asks takes its place")
  func commandAtPrompt() {
    var desk = Desk()
    desk.enter(lines: "1 alpha", "2 beta", "/redact 1")
    desk.answer("/next")
    desk.misses("yes?>")
    #expect(desk.session.currentQuestion == "K1")
    desk.enter("/redact 1")
    desk.answer("/redact 2")
    desk.panel.says("beta")
    desk.answer("yes")
    #expect(desk.session.notes.map(\.redacted) == [false, true])
  }

  @Test("Closing the question in any way answers no")
  func closed() {
    for key in [Key.escape, .control("g"), .control("p"), .control("t")] {
      var desk = Desk()
      desk.enter(lines: "1 alpha", "/redact 1")
      desk.press(key, .escape)
      #expect(!desk.screen.recording.isAskingForYes, "\(key)")
      desk.answer("yes")
      #expect(desk.session.note(1)?.redacted == false, "\(key)")
    }
  }

  @Test("On a terminal too small for the question nobody can say yes")
  func tooSmall() {
    var desk = Desk()
    desk.enter(lines: "1 alpha")
    desk.size = Size(rows: 2, columns: 20)
    desk.enter("/redact 1")
    desk.answer("yes")
    #expect(desk.session.note(1)?.redacted == false)
    desk.size = Size(rows: 24, columns: 80)
    desk.press(.control("l"))
    desk.answer("yes")
    #expect(desk.session.note(1)?.redacted == true)
  }

  @Test("A taken-back note is asked about as well; what is not there is not")
  func takenBack() {
    var it = Facilitator(interactive: true)
    it.type(lines: "1 alpha", "/retract 1", "/redact 1")
    #expect(it.heard.first == "note 1 was taken back: its text is destroyed for ever")
    #expect(!it.effects.contains(.beginAnew))
    it.type("yes")
    #expect(it.effects.contains(.beginAnew))
    it.type("/redact 9")
    #expect(it.answer == "error: there is no note 9")
  }
}
