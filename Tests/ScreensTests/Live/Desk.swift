import Facilitation
import Facilitators
import Interview
import Screens
import Testing
import TextScreen

@testable import Screens

/// A facilitator at the recording screen: types, presses, sees. Time stands still but for a tenth of a second a key,
/// unless told. The disk takes everything at once, unless it stalls.
struct Desk {
  private(set) var screen: RecordingScreen
  var size: Size
  /// Milliseconds since the session began.
  private(set) var time: Int
  /// All that had to be done, in order.
  private(set) var effects: [Effect] = []
  /// The disk takes nothing for a while; `diskComesBack()` ends it.
  var diskStalls = false
  private var lastRecord: Int

  /// Sits down to a session that has begun, or to its set-up.
  init(
    participants: Int = 8, begun: Bool = true, size: Size = Size(rows: 24, columns: 80),
    route: InterviewProtocol = Facilitator.route, group: Group = Group(code: "NL02", setting: "museum")
  ) {
    let start = Stamp(offset: .zero, wall: Facilitator.wall(0))
    let head = SessionHead(
      id: "route-NL02", uuid: "u", title: "A route", startedAt: start.wall, timeZone: "Europe/Amsterdam",
      group: group, budget: Budget(), protocol: route)
    let opened = Recording.open(
      head, recorder: Recorder(id: "abcd", program: "test", from: .zero), participants: participants,
      interactive: true, beginAtOnce: begun, remembered: ["facilitator": "A. B."], now: start)
    self.init(opened, size: size, time: 0)
  }

  private init(_ opened: (recording: Recording, effects: [Effect]), size: Size, time: Int) {
    self.size = size
    self.time = time
    let now = Desk.stamp(time)
    lastRecord = opened.recording.session.lastRecord
    (screen, effects) = RecordingScreen.open(
      opened.recording, greeting: opened.effects, durable: lastRecord, now: now)
  }

  static func stamp(_ milliseconds: Int) -> Stamp {
    Stamp(offset: Offset(milliseconds), wall: Facilitator.wall(0).adding(milliseconds))
  }

  var now: Stamp { Desk.stamp(time) }
  var session: Session { screen.recording.session }
  var texts: [String] { session.notes.map(\.content.text) }

  // MARK: Doing

  /// Types characters, one key each.
  mutating func type(_ text: String) { for character in text { press(.character(character)) } }

  /// Types a line, and Enter.
  mutating func enter(_ line: String) {
    type(line)
    press(.enter)
  }

  /// Reads what is asked, then types an answer, and Enter.
  mutating func answer(_ line: String) {
    wait(milliseconds: 300)
    enter(line)
  }

  mutating func enter(lines: String...) { for line in lines { enter(line) } }

  /// Presses keys.
  mutating func press(_ keys: Key...) {
    for key in keys {
      time += 100
      tell(.key(key))
    }
  }

  /// Nothing happens for a time but the clock.
  mutating func wait(seconds: Int) { wait(milliseconds: seconds * 1000) }

  mutating func wait(milliseconds: Int) {
    let end = time + milliseconds
    while time < end {
      time = min(end, time + screen.wakeUp)
      tell(.woke)
    }
  }

  /// It is later: the screen was not woken meanwhile.
  mutating func later(seconds: Int) {
    time += seconds * 1000
    tell(.woke)
  }

  /// Something happens to the screen.
  mutating func tell(_ event: RecordingEvent) {
    let new = screen.handle(event, at: now)
    effects += new
    for case .append(let record) in new { lastRecord = record.number }
    expectEcho()
    if !diskStalls, new.contains(where: \.isStored) {
      _ = screen.frame(size)
      effects += screen.handle(.durable(through: session.lastRecord), at: now)
      expectEcho()
    }
    expectFreshDraw()
    if screen.awaitsReading {
      effects += screen.handle(.shown, at: now)
      expectFreshDraw()
    }
  }

  /// What waited is on the disk.
  mutating func diskComesBack() {
    diskStalls = false
    tell(.durable(through: lastRecord))
  }

  /// The program is killed and started again after a time.
  func killedAndResumed(after seconds: Int) -> Desk { resumed(after: seconds, wasCutOff: true) }

  /// The session was left, and is gone on with after a time.
  func leftAndResumed(after seconds: Int) -> Desk { resumed(after: seconds, wasCutOff: false) }

  private func resumed(after seconds: Int, wasCutOff: Bool) -> Desk {
    let later = time + seconds * 1000
    let now = Desk.stamp(later)
    return Desk(
      Recording.resume(
        session, history: screen.recording.history,
        recorder: Recorder(id: "efgh", program: "test", from: now.offset), wasCutOff: wasCutOff,
        isWhole: true, interactive: true,
        now: now), size: size, time: later)
  }

  // MARK: Seeing

  /// The screen, a line a row.
  var rows: [String] {
    var copy = screen
    return copy.frame(size).text
  }

  var frame: Frame {
    var copy = screen
    return copy.frame(size)
  }

  /// The row with the cursor.
  var line: String { rows[frame.cursor.row] }

  /// A text stands nowhere on the screen.
  func misses(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let isThere = picture.contains(text)
    #expect(!isThere, "on the screen: “\(text)”\n\(picture)", sourceLocation: sourceLocation)
  }

  var picture: String { rows.map { "|" + $0 }.joined(separator: "\n") }

  /// What is drawn after a key is what a screen draws that has never drawn before; and it fits.
  /// What is shown before the frame: the line or the header as it will be, all else as it stood.
  private func expectEcho() {
    guard let event = screen.drawn.awaited, let shown = screen.drawn.shown, let echo = screen.echo(size)
    else {
      return
    }
    let wanted = frame
    let row = event == .typed ? wanted.cursor.row : 0
    let changed = echo.rows.indices.filter { echo.rows[$0] != shown.rows[$0] }
    #expect(changed.allSatisfy { $0 == row }, "an echo of \(event) changes more than row \(row):\n\(picture)")
    let isRight = echo.rows[row] == wanted.rows[row] && (event == .saved || echo.cursor == wanted.cursor)
    #expect(isRight, "an echo of \(event) is wrong:\n\(picture)")
  }

  private mutating func expectFreshDraw() {
    let shown = screen.frame(size)
    var fresh = screen
    fresh.drawn = DrawnRecording()
    let wanted = fresh.frame(size)
    let isFresh = shown == wanted
    #expect(isFresh, "a part of the screen is stale:\n\(picture)\n\(wanted.text.joined(separator: "\n"))")
    let fits = shown.rows.count == size.rows && shown.rows.allSatisfy { $0.columns <= size.columns }
    #expect(fits, "wider than the screen:\n\(picture)")
  }
}

extension Effect {
  fileprivate var isStored: Bool {
    switch self {
    case .append, .beginAnew: true
    default: false
    }
  }
}
