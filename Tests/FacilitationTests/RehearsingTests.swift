import Interview
import Testing

@testable import Facilitation

/// Practice on a group of three that says two things.
enum Practice3 {
  static let script: Session = {
    let start = WallTime(milliseconds: 1_773_500_000_000)
    let route = InterviewProtocol(
      id: "route", version: "1", title: .plain("A route"),
      questions: [
        Question(id: "K1", kind: .key, title: .plain("What helps"), ask: .plain("What helps?"), minutes: 9)
      ],
      debrief: [FormQuestion(id: "surprises", ask: .plain("What surprised us?"))])
    var session = Session(
      id: "sample-a", uuid: "u", title: "A (fictional)", startedAt: start, timeZone: "", group: .init(),
      protocol: route)
    session.begunAt = Stamp(offset: .zero, wall: start)
    session.endedAt = Stamp(offset: .seconds(100), wall: start.adding(100_000))
    var parts = Session.Parts(of: session)
    parts.visits = [Visit(question: "K1", from: .zero, to: .seconds(100))]
    parts.participants = [1, 3, 7].map {
      Participant(
        seat: $0, present: [Stretch(from: .seconds(50))],
        consent: [.part: Consent(.yes, at: .seconds(2)), .quote: Consent(.no, at: .seconds(3))])
    }
    parts.notes = [(1, 3, "they told us far too late"), (2, 7, "rules")].map { number, seat, text in
      Note(
        id: "abcd-\(number)", number: number, question: "K1", at: .seconds(number * 10), time: start,
        saved: .seconds(number * 10),
        content: NoteContent(speakers: [.participant(seat)], text: text + (seat == 7 ? "\u{1B}[2J" : "")))
    }
    session.restore(parts)
    return session
  }()

  static func open(interactive: Bool = true) -> (recording: Recording, effects: [Effect]) {
    Recording.rehearse(
      script, id: "rehearsal", uuid: "v", timeZone: "",
      recorder: Recorder(id: "efgh", program: "test", from: .zero), interactive: interactive,
      now: Stamp(offset: Offset(5), wall: script.startedAt))
  }
}

@Suite("Practice on a script")
struct RehearsingTests {
  private let now = Stamp(offset: .seconds(9), wall: Practice3.script.startedAt.adding(9000))

  @Test("It begins begun, with the script's people, who are all here and have consented as they did")
  func begins() {
    let session = Practice3.open().recording.session
    #expect(session.begunAt?.offset == Offset(5) && session.currentQuestion == "K1")
    #expect(session.protocol == Practice3.script.protocol)
    #expect(session.participants.map(\.seat) == [1, 3, 7])
    for person in session.participants {
      #expect(person.isPresent(at: Offset(5)) && person.consents(to: .quote) == .no)
    }
    #expect(session.notes.isEmpty)
  }

  @Test(
    "Every way out is its end: no checklist, no debrief, nothing to resume",
    arguments: ["/end", "/finish", "/leave"])
  func ends(command: String) {
    var recording = Practice3.open().recording
    _ = recording.enter(TypedLine("?who pays", begun: now, question: "K1"), now: now)
    let effects = recording.enter(TypedLine(command, begun: now, question: "K1"), now: now)
    #expect(effects.last == .leave)
    let said = effects.flatMap { effect -> [String] in
      if case .say(let reply) = effect { reply.lines } else { [] }
    }
    #expect(said == ["over: 1 note taken"])
  }

  @Test("The group speaks word by word, and what came between two looks is told whole")
  func speaks() {
    // 0.8 s question; 6 s; six words to 9.2 s; 6 s; one word at 15.6 s; at twice the speed.
    var speaking = Speaking(Rehearsal(of: Practice3.script), speed: 2, begun: .seconds(100))
    let at = { (milliseconds: Int) in Offset(100_000 + milliseconds) }
    #expect(speaking.wait(at: at(0)) == 200)
    #expect(speaking.speak(until: at(199)).isEmpty)
    let first = speaking.speak(until: at(200))
    #expect(
      first.map { "\($0.number) \($0.who) \($0.words.joined(separator: " ")) \($0.isOver)" } == [
        "0 Moderator What false"
      ])
    #expect(speaking.speak(until: at(200)).isEmpty)
    #expect(speaking.wait(at: at(200)) == 200)
    let more = speaking.speak(until: at(3800))
    #expect(more.map(\.words.count) == [2, 2] && more.map(\.isOver) == [true, false])
    #expect(more.last?.who == "P3")
    #expect(speaking.end == at(7800 + 20_000))
    let rest = speaking.speak(until: at(9000))
    #expect(rest.map(\.words.count).prefix(2) == [6, 1] && rest.count == 3 && rest.allSatisfy(\.isOver))
    #expect(rest.last?.who == "")
    #expect(speaking.speak(until: at(9001)).isEmpty)
    #expect(speaking.wait(at: at(9000)) == 18_800)
  }

  @Test("The score is told at 80 columns, and nothing in it is unsafe")
  func text() {
    var recording = Practice3.open().recording
    for line in ["3 they told us late", "3- no"] {
      _ = recording.enter(TypedLine(line, begun: now, question: "K1"), now: now)
    }
    let score = RehearsalScore(
      of: Rehearsal(of: Practice3.script), in: recording.session, begun: .zero, speed: 1, end: .seconds(60))
    let text = RehearsalText(score, of: Practice3.script, in: recording.session, speed: 1)
    #expect(
      text.lines == [
        "", "rehearsal of sample-a, speed 1", "",
        "                      points     caught     speaker      quotes     stances",
        "K1                         2    1, 50 %      1 of 1           -           -",
        "all                        2    1, 50 %      1 of 1           -           -", "",
        "lag, last word to first key: median 0.0 s, nine in ten within 0.0 s",
        "caught: noted for the right seat, with half of the words of four letters and",
        "more, within 60 s; speaker: the right one, of what was noted; quotes: word for",
        "word, of those marked as quotes; stances: of those shown", "",
        "missed, and what was noted then:",
        "00:00:15 K1 P7: rules\\u{1B}[2J         | nothing", "",
      ])
  }
}
