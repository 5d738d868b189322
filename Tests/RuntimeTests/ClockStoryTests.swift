import Facilitation
import Foundation
import Interview
import Screens
import SessionStorage
import Testing

@testable import Runtime

/// Eight hours of notes, kept on the real disk while the wall clock is set by days, daylight saving comes and goes and
/// the machine sleeps. What the session says of time is compared with what was done to the clocks.
@Suite("Eight hours in which the clocks go wrong")
struct ClockStoryTests {
  private static let proves = ProcessInfo.processInfo.environment["FOCUSGROUP_PROVE"] == "1"
  /// Notes of each story; eight hours whatever their number.
  private static let notes = proves ? 20_000 : 600

  @Test("Order and durations are exact, in memory and in the file", arguments: [1, 2, 3] as [UInt64])
  func story(seed: UInt64) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "clock-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var day = try Day(StudyFolder(path: folder, statePath: folder + "/state"), seed: seed)
    try day.pass(notes: Self.notes)
    print("clocks: seed \(seed), \(day.truth.notes.count) notes in \(clockText(milliseconds: day.elapsed))")
    try day.close()
    let left = try Recovery.read(in: day.study, id: "day").session
    #expect(left == day.recording.session)
    day.truth.expect(left)
  }
}

/// What was really done, by a clock that nobody sets.
private struct Truth {
  var notes: [(at: Int, saved: Int, wall: Int)] = []
  var jumps: [(at: Int, by: Int)] = []
  var sleeps: [(from: Int, to: Int)] = []

  func expect(_ session: Session) {
    let same: [(what: String, holds: Bool)] = [
      ("when notes were begun", session.notes.map(\.at.rawValue) == notes.map(\.at)),
      ("when they were entered", session.notes.map(\.saved.rawValue) == notes.map(\.saved)),
      ("their times on the wall", session.notes.map(\.time.milliseconds) == notes.map(\.wall)),
      (
        "their order",
        zip(session.notes, session.notes.dropFirst()).allSatisfy { $0.at <= $1.at && $0.number < $1.number }
      ),
      ("when the clock was set", session.clock.map(\.at.rawValue) == jumps.map(\.at)),
      ("how far", session.clock.map(\.by) == jumps.map(\.by)),
      (
        "when it slept",
        session.pauses.filter { $0.why == .asleep }.map(\.from.rawValue) == sleeps.map(\.from)
      ),
      (
        "how long",
        session.pauses.filter { $0.why == .asleep }.map { $0.to?.rawValue ?? -1 } == sleeps.map(\.to)
      ),
    ]
    for (what, holds) in same where !holds { Issue.record("not exact: \(what)") }
    #expect(notes.count > 100 && jumps.count > 4 && sleeps.count > 10, "too little has happened")
  }
}

private struct Day {
  let study: StudyFolder
  private(set) var recording: Recording
  var truth = Truth()
  /// Milliseconds since the beginning.
  private(set) var elapsed = 0
  private let clocks = Clocks()
  private var clock: SessionClock
  private let store: OpenSession
  private var random: Numbers
  /// How far the wall clock was set since it was last compared.
  private var set = 0

  init(_ study: StudyFolder, seed: UInt64) throws {
    self.study = study
    random = Numbers(state: seed)
    let clocks = clocks
    clock = SessionClock(at: .zero, read: { clocks.now() })
    let now = clock.now()
    let route = InterviewProtocol(
      id: "day", version: "1", title: .plain("A day"),
      questions: [Question(id: "K1", kind: .key, title: .plain("A"), ask: .plain("A?"), minutes: 240)])
    let head = SessionHead(
      id: "day", uuid: "u", title: "A day", startedAt: now.wall, timeZone: "Europe/Amsterdam",
      group: Group(code: "NL02"),
      budget: Budget(), protocol: route)
    let opened = Recording.open(
      head, recorder: Recorder(id: "abcd", program: "test", from: .zero), participants: 8, interactive: false,
      beginAtOnce: true, remembered: [:], now: now)
    recording = opened.recording
    try study.create()
    store = try OpenSession.create(in: study, id: "day") { _ in opened.effects.records }
  }

  mutating func pass(notes: Int) throws {
    let step = 8 * 3600 * 1000 / notes
    for number in 1...notes {
      disturb()
      look()
      let begun = clock.now()
      #expect(begun.offset.rawValue == elapsed)
      pass(step / 4)
      let entered = clock.now()
      let line = TypedLine("\(number % 8 + 1) note \(number)", begun: begun, question: "K1")
      keep(recording.enter(line, now: entered))
      truth.notes.append((begun.offset.rawValue, elapsed, begun.wall.milliseconds))
      pass(step - step / 4)
      if number % 50 == 0 { try store.flush() }
    }
  }

  mutating func close() throws {
    keep(recording.enter(TypedLine("/leave", begun: clock.now(), question: "K1"), now: clock.now()))
    try store.close(recording.session)
  }

  private mutating func keep(_ effects: [Effect]) { store.append(effects.records) }

  private mutating func pass(_ milliseconds: Int) {
    elapsed += milliseconds
    clocks.pass(milliseconds: milliseconds)
  }

  /// Something happens to the clocks, every twelfth time or so.
  private mutating func disturb() {
    guard Int.random(in: 0..<12, using: &random) == 0 else { return }
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      let seconds = [86_400, -86_400, 3600, -3600, 5, -2].randomElement(using: &random) ?? 0
      clocks.set(by: seconds)
      set += seconds * 1000
    case 1: clocks.set(by: 0, utcOffset: [60, 120].randomElement(using: &random))
    default:
      let seconds = Int.random(in: 3...30, using: &random)
      let from = elapsed
      elapsed += seconds * 1000
      clocks.sleep(seconds: seconds)
      truth.sleeps.append((from, elapsed))
    }
  }

  /// What the program does whenever it wakes.
  private mutating func look() {
    if set != 0 { truth.jumps.append((elapsed, set)) }
    set = 0
    for finding in clock.check() {
      switch finding {
      case .jumped(let by): keep(recording.clockJumped(by: by, now: clock.now()))
      case .slept(let length): keep(recording.slept(milliseconds: length, now: clock.now()))
      }
    }
  }
}

extension [Effect] {
  fileprivate var records: [Record] {
    compactMap { effect in
      guard case .append(let record) = effect else { return nil }
      return record
    }
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014).
private struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
