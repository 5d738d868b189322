import Facilitation
import Facilitators
import Interview
import Testing
import TextScreen

@testable import Screens

@Suite("A rehearsal on the screen and in lines")
struct RehearsalScreenTests {
  private func speech(_ number: Int, _ who: String, _ words: String, isOver: Bool = true) -> RecordingEvent {
    .heard(
      Speech(
        number: number, who: who, words: words.split(separator: " ").map(String.init)[...], isOver: isOver))
  }

  private func desk(_ size: Size) -> Desk {
    var desk = GoldenScreenTests.inTheMiddle(size)
    desk.tell(speech(0, "Moderator", "What has helped professionals like you to shape that?"))
    desk.tell(speech(1, "P3", "and"))
    desk.tell(
      speech(
        1, "P3",
        "and then the plan is on the table, printed, with the logo on it, and nobody asks us any more what we "
          + "would have done", isOver: false))
    return desk
  }

  @Test("What is said stands above the question, and all else below it", arguments: GoldenScreenTests.sizes)
  func golden(size: Size) throws {
    try expectGolden("rehearsal-\(size.columns)x\(size.rows)", desk(size).rows)
  }

  @Test("A word that comes moves no letter of the line, and the pane never grows")
  func still() {
    var desk = desk(Size(rows: 24, columns: 80))
    let (line, cursor) = (desk.line, desk.frame.cursor)
    let rule = desk.rows.firstIndex { $0.contains("what is said in this rehearsal") }
    #expect(rule == 7)
    for number in 2..<9 { desk.tell(speech(number, "P1", String(repeating: "long words ", count: 90))) }
    #expect(desk.line == line && desk.frame.cursor == cursor)
    #expect(desk.rows.firstIndex { $0.contains("what is said in this rehearsal") } == rule)
  }

  @Test("Who speaks stands there, however much has been said")
  func whoSpeaks() {
    var desk = desk(Size(rows: 12, columns: 40))
    desk.tell(speech(2, "P7 to P1", String(repeating: "long words ", count: 90), isOver: false))
    #expect(desk.rows[2].hasPrefix(" P7 to P1: ") && desk.rows[3].hasPrefix("           "))
  }

  @Test("What is said is made safe, and a word wider than the screen is broken")
  func safe() {
    var desk = desk(Size(rows: 24, columns: 80))
    desk.tell(speech(2, "P1", "\u{1B}[2Jx" + String(repeating: "y", count: 200)))
    desk.misses("\u{1B}")
    #expect(desk.rows[4...6].contains { $0.contains("yyyy") })
  }

  @Test("When it is over it is left", arguments: [true, false])
  func over(isTyping: Bool) {
    var desk = desk(Size(rows: 24, columns: 80))
    if !isTyping { desk.press(.control("u")) }
    desk.tell(.rehearsed)
    #expect(desk.effects.last == .leave)
  }

  @Test("In lines an utterance is told when it is over, and never between a key and Enter")
  func plain() {
    let now = Facilitator.stamp(1)
    let it = Facilitator(interactive: true)
    var plain = PlainRecording.open(
      it.recording, isTerminal: true, greeting: [], durable: it.recording.session.lastRecord, now: now
    ).plain
    _ = plain.takeOutput(width: 80)
    _ = plain.handle(speech(0, "P3", "and then", isOver: false), at: now)
    #expect(plain.takeOutput(width: 80) == "")
    _ = plain.handle(speech(0, "P3", "and then nobody\u{1B}[2J asks"), at: now)
    #expect(plain.takeOutput(width: 80) == "\nP3 says: and then nobody\\u{1B}[2J asks\nW> ")
    _ = plain.handle(.key(.character("x")), at: now)
    _ = plain.takeOutput(width: 80)
    _ = plain.handle(speech(1, "", "(laughter)"), at: now)
    #expect(plain.takeOutput(width: 80) == "")
    _ = plain.handle(.key(.backspace), at: now)
    #expect(plain.takeOutput(width: 80).hasSuffix("\n(laughter)\nW> "))
    #expect(plain.handle(.rehearsed, at: now).last == .leave)
  }

  @Test("Out of a pipe what is said is told as it comes")
  func pipe() {
    let now = Facilitator.stamp(1)
    let it = Facilitator(interactive: false)
    var plain = PlainRecording.open(
      it.recording, isTerminal: false, greeting: [], durable: it.recording.session.lastRecord, now: now
    ).plain
    _ = plain.handle(.partial("3 th"), at: now)
    _ = plain.handle(speech(0, "P3", "and then"), at: now)
    #expect(plain.takeOutput(width: 80) == "P3 says: and then\n")
  }
}
