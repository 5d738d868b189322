package import Facilitation
package import Interview

/// A facilitator at work: types lines, hears answers. Time goes on by a second a line unless told.
package struct Facilitator {
  package var recording: Recording
  package var seconds = 0
  /// All answers of the last line.
  package private(set) var heard: [String] = []
  /// All that had to be done for the last line.
  package private(set) var effects: [Effect] = []
  /// The line that was given back, if one was.
  package private(set) var givenBack: TypedLine?

  package static let route = InterviewProtocol(
    id: "route", version: "1", title: .plain("A route"), languages: ["en"],
    settings: ["museum": ["org": .plain("museum")]],
    codebook: [
      CodebookEntry(code: "bar.mes", name: .plain("Barrier: cultures")),
      CodebookEntry(code: "drv.mic", name: .plain("Driver: daily work")),
    ],
    attributes: [
      Attribute(
        id: "function", ask: .plain("Function"),
        values: [
          AttributeValue(id: "frontline", name: .plain("front line")),
          AttributeValue(id: "policy", name: .plain("policy")),
        ])
    ],
    setup: [FormQuestion(id: "facilitator", ask: .plain("Who facilitates?"), coreq: 1, remember: true)],
    questions: [
      Question(
        id: "W", kind: .welcome, title: .plain("Welcome"), ask: .plain("Welcome."), minutes: 5, must: true),
      Question(
        id: "K1", kind: .key, section: .plain("Drivers"), title: .plain("What helps"),
        ask: .plain("What helps here?"), minutes: 10, must: true, codes: ["drv.*"],
        probes: [Probe(id: "1", ask: .plain("time?")), Probe(id: "2", ask: .plain("rules?"))]),
      Question(
        id: "K2", kind: .key, title: .plain("What hinders"), ask: .plain("And what hinders?"), minutes: 10,
        materials: [.plain("cards")]),
      Question(
        id: "E1", kind: .ending, title: .plain("In the end"), ask: .plain("What matters?"), minutes: 5,
        must: true),
    ],
    debrief: [FormQuestion(id: "surprises", ask: .plain("What surprised us?"))])

  package init(
    participants: Int = 8, interactive: Bool = false, begun: Bool = true, group: Group = Group(code: "NL02"),
    route: InterviewProtocol = Facilitator.route
  ) {
    let start = Stamp(offset: .zero, wall: Facilitator.wall(0))
    let head = SessionHead(
      id: "route-NL02", uuid: "u", title: "A route", startedAt: start.wall, timeZone: "Europe/Amsterdam",
      group: group, budget: Budget(), protocol: route)
    let opened = Recording.open(
      head, recorder: Recorder(id: "abcd", program: "test", from: .zero), participants: participants,
      interactive: interactive, beginAtOnce: begun, remembered: ["facilitator": "A. B."], now: start)
    recording = opened.recording
    take(opened.effects)
  }

  private init(_ resumed: (recording: Recording, effects: [Effect]), seconds: Int) {
    recording = resumed.recording
    self.seconds = seconds
    take(resumed.effects)
  }

  package static func wall(_ seconds: Int) -> WallTime {
    WallTime(milliseconds: 1_773_500_000_000 + seconds * 1000, utcOffset: 60)
  }

  package static func stamp(_ seconds: Int) -> Stamp { Stamp(offset: .seconds(seconds), wall: wall(seconds)) }

  /// Types a line and presses Enter; the first key is pressed `thinking` seconds before.
  package mutating func type(_ text: String, after wait: Int = 1, thinking: Int = 0) {
    seconds += wait
    let line = TypedLine(
      text, begun: Facilitator.stamp(seconds - thinking), question: recording.session.currentQuestion)
    enter(line)
  }

  package mutating func type(lines: String...) { for line in lines { type(line) } }

  /// Reads what is asked and says yes to it.
  package mutating func sayYes() {
    recording.questionIsShown(at: .seconds(seconds))
    type("yes")
  }

  /// Enters a line that was begun before, perhaps on another question.
  package mutating func enter(_ line: TypedLine) {
    take(recording.enter(line, now: Facilitator.stamp(seconds)))
  }

  /// Presses a key that stands for a command.
  package mutating func perform(_ command: Command) -> [Effect] {
    seconds += 1
    take(recording.enter(.command(command, nil), now: Facilitator.stamp(seconds)))
    return effects
  }

  /// The recording is killed and resumed after a time.
  package func killedAndResumed(after wait: Int, interactive: Bool = false) -> Facilitator {
    let now = Facilitator.stamp(seconds + wait)
    return Facilitator(
      Recording.resume(
        recording.session, history: recording.history,
        recorder: Recorder(id: "efgh", program: "test", from: now.offset),
        wasCutOff: true, isWhole: true, interactive: interactive, now: now), seconds: seconds + wait)
  }

  private mutating func take(_ effects: [Effect]) {
    self.effects = effects
    givenBack = nil
    heard = effects.flatMap { effect -> [String] in
      guard case .say(let reply) = effect else { return [] }
      return reply.lines
    }
    for effect in effects {
      if case .giveBack(let line, _) = effect { givenBack = line }
    }
    recording.questionIsShown(at: .seconds(seconds))
  }

  /// The last answer.
  package var answer: String { heard.last ?? "" }
  /// The first answer.
  package var firstAnswer: String { heard.first ?? "" }
  package var session: Session { recording.session }
  /// Texts of all notes in their order.
  package var texts: [String] { session.notes.map(\.content.text) }
}
