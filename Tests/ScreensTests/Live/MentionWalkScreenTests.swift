import Facilitation
import Facilitators
import Interview
import Testing
import TextScreen

@testable import Screens

@Suite("What names somebody who is erased is asked about one by one")
struct MentionWalkScreenTests {
  private static func asked(_ size: Size = Size(rows: 24, columns: 80)) -> Desk {
    var desk = Desk(size: size)
    desk.enter(
      lines: "4 what I say", "5@4 an answer", "6 P4 is right about that", "~P14 nods", "(ask P4 later)")
    desk.type("3 half a li")
    desk.press(.control("u"))
    desk.enter("/withdraw 4 erase")
    desk.answer("yes")
    return desk
  }

  @Test("The walk, to be looked at", arguments: GoldenScreenTests.sizes)
  func golden(size: Size) throws {
    var desk = Self.asked(size)
    desk.answer("yes")
    try expectGolden("erasure-\(size.columns)x\(size.rows)", desk.rows)
  }

  @Test("Yes, no and an empty line go on to the next; in the end it is said how many went")
  func answers() {
    var desk = Self.asked()
    desk.panel.says("1 of 3, answers P4")
    desk.panel.says("an answer")
    desk.answer("yes")
    desk.panel.says("2 of 3, names P4")
    desk.misses("an answer")
    desk.answer("no")
    desk.panel.says("3 of 3, names P4")
    // Held down: no answer yet.
    desk.press(.enter)
    desk.prompt.says("yes?>")
    desk.wait(seconds: 1)
    desk.press(.enter)
    desk.misses("yes?>")
    desk.messages.says("all looked at: 1 destroyed, 2 kept")
    #expect(desk.session.notes.map(\.redacted) == [true, true, false, false, false])
  }

  @Test("The group talks on: what is typed is a note with its time, and the clock runs")
  func goesOn() {
    var desk = Self.asked()
    desk.wait(milliseconds: 300)
    let clock = desk.rows[0]
    desk.type("3 they talk")
    let time = desk.time - 1000
    desk.wait(seconds: 3)
    #expect(desk.rows[0] != clock && desk.session.draft?.text == "3 they talk")
    desk.enter(" on")
    #expect(desk.texts.last == "they talk on" && desk.session.notes.last?.at == Offset(time))
    desk.panel.says("1 of 3, answers P4")
    desk.answer("yes")
    desk.panel.says("2 of 3, names P4")
  }

  @Test("Every key that closes it ends it, and says that; what was being typed is kept")
  func closed() {
    for key in [Key.escape, .control("g"), .control("p"), .control("o")] {
      var desk = Self.asked()
      desk.answer("yes")
      if key == .escape { desk.type("3 half") }
      desk.press(key)
      #expect(!desk.screen.recording.isAskingForYes, "\(key)")
      desk.messages.says("2 not looked at: /withdraw 4 erase again lists them")
      if key == .escape { #expect(desk.line == "W> 3 half") }
      #expect(desk.session.notes.map(\.redacted) == [true, true, false, false, false], "\(key)")
    }
  }

  @Test("The command again, also from the list of people, shows what is left without destroying anything")
  func again() {
    var desk = Self.asked()
    desk.press(.escape)
    let before = desk.session
    for road in [Key.control("p"), .control("u")] {
      desk.press(road)
      desk.enter(road == .control("p") ? "withdraw 4 erase" : "/withdraw 4 erase")
      desk.panel.says("1 of 3, answers P4")
      #expect(desk.session.notes == before.notes)
      desk.press(.escape)
    }
  }

  // MARK: Plain lines

  /// A plain terminal, or a pipe: what is typed, and what was said to it.
  private struct Lines {
    var plain: PlainRecording
    var time = 0
    let isTerminal: Bool

    init(isTerminal: Bool) {
      let it = Facilitator(interactive: isTerminal)
      self.isTerminal = isTerminal
      plain =
        PlainRecording.open(
          it.recording, isTerminal: isTerminal, greeting: [], durable: it.recording.session.lastRecord,
          now: Desk.stamp(0)
        ).plain
      _ = plain.takeOutput(width: 80)
    }

    /// - Returns: what came of the event.
    mutating func tell(_ event: RecordingEvent) -> String {
      let effects = plain.handle(event, at: Desk.stamp(time))
      _ = plain.handle(.durable(through: plain.recording.session.lastRecord), at: Desk.stamp(time))
      for case .beginAnew in effects {
        let everywhere = Destruction(reviewers: [], cleaned: 0, holders: [])
        _ = plain.handle(.destroyed(everywhere), at: Desk.stamp(time))
      }
      let output = plain.takeOutput(width: 80)
      if plain.awaitsReading { _ = plain.handle(.shown, at: Desk.stamp(time)) }
      return output
    }

    /// - Returns: what was said after Enter.
    mutating func enter(_ line: String) -> String {
      time += 1000
      guard isTerminal else { return tell(.line(.text(line))) }
      for character in line { _ = tell(.key(.character(character))) }
      return tell(.key(.enter))
    }
  }

  @Test("In plain lines each is said with its place, and Escape ends it")
  func plain() {
    var lines = Lines(isTerminal: true)
    for line in ["4 what I say", "5@4 an answer", "6 P4 is right"] { _ = lines.enter(line) }
    _ = lines.enter("/withdraw 4 erase")
    #expect(
      lines.enter("yes") == """

        P4 withdrew: 1 note destroyed, also what was said together; undo begins afresh
        its text is destroyed everywhere
        reviews may name P4 where they speak of other notes: look there with focusgroup
        replay
        1 of 2, answers P4: destroy its text?
        2 00:00:02 W P5 an answer
        yes and Enter destroys it; Enter or no keeps it; Escape ends
        yes?>\u{20}
        """)
    #expect(
      lines.enter("yes") == """

        redacted 2; undo begins afresh
        its text is destroyed everywhere
        2 of 2, names P4: destroy its text?
        3 00:00:03 W P6 P4 is right
        yes and Enter destroys it; Enter or no keeps it; Escape ends
        yes?>\u{20}
        """)
    lines.time += 1000
    _ = lines.tell(.key(.character("3")))
    #expect(
      lines.tell(.key(.escape)) == "\n1 not looked at: /withdraw 4 erase again lists them\nW> 3")
    #expect(lines.plain.recording.session.notes.map(\.redacted) == [true, true, false])
    #expect(lines.enter(" they talk on").contains("saved 4 P3"))
  }

  @Test("Out of a pipe they are named, and nothing more goes")
  func pipe() {
    var lines = Lines(isTerminal: false)
    for line in ["4 what I say", "5@4 an answer", "6 P4 is right"] { _ = lines.enter(line) }
    #expect(
      lines.enter("/withdraw 4 erase").hasSuffix(
        "P4 is still named or answered in: 2, 3; /edit or /redact them\n"))
    #expect(lines.plain.recording.session.notes.map(\.redacted) == [true, false, false])
  }
}
