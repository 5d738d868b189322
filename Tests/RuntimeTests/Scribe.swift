import Facilitation
import Interview
import Screens

@testable import Runtime
@testable import SessionStorage

/// A facilitator at a pipe, whose records are kept as the program's loops keep them. A second goes by with each line.
struct Scribe {
  private(set) var recording: Recording
  /// All records in their order.
  private(set) var records: [Record] = []
  /// What was said to the last line.
  private(set) var heard: [String] = []
  private(set) var reports: [StorageReport] = []
  /// How often the journal was begun anew.
  private(set) var renewals = 0
  private var seconds = 0
  private var store: OpenSession?
  private var keeper: Keeper<Session>?

  static let route = InterviewProtocol(
    id: "route", version: "1", title: .plain("A route"),
    questions: [
      Question(
        id: "K1", kind: .key, title: .plain("What helps"), ask: .plain("What helps?"), minutes: 60,
        probes: [Probe(id: "micro", ask: .plain("time?"))]),
      Question(
        id: "K2", kind: .key, title: .plain("What hinders"), ask: .plain("What hinders?"), minutes: 60),
    ])

  private var now: Stamp {
    Stamp(
      offset: .seconds(seconds),
      wall: WallTime(milliseconds: 1_773_500_000_000 + seconds * 1000, utcOffset: 60))
  }

  /// Begins a session; without a study nothing is kept.
  init(_ study: StudyFolder? = nil) throws(StorageError) {
    let start = Stamp(offset: .zero, wall: WallTime(milliseconds: 1_773_500_000_000, utcOffset: 60))
    let head = SessionHead(
      id: "long", uuid: "u-long", title: "A route", startedAt: start.wall, timeZone: "Europe/Amsterdam",
      group: Group(), budget: Budget(), protocol: Scribe.route)
    let opened = Recording.open(
      head, recorder: Recorder(id: "abcd", program: "test", from: .zero), participants: 6, interactive: false,
      beginAtOnce: true, remembered: [:], now: start)
    recording = opened.recording
    records = opened.effects.records
    if let study {
      let first = records
      let store = try OpenSession.create(in: study, id: "long") { _ in first }
      take(up: store, durable: opened.effects.lastRecord)
    }
  }

  /// Goes on after a crash.
  init(resuming study: StudyFolder) throws(StorageError) {
    let (store, recovered) = try OpenSession.resume(in: study, id: "long")
    seconds = recovered.session.lastOffset.rawValue / 1000 + 60
    recording = Recording(session: recovered.session, history: recovered.history, interactive: false)
    take(up: store, durable: recovered.session.lastRecord)
  }

  private mutating func take(up store: OpenSession, durable: Int) {
    self.store = store
    keeper = Keeper(store, durable: durable)
  }

  var session: Session { recording.session }

  /// Enters a line.
  ///
  /// - Returns: how many bytes its records take.
  @discardableResult
  mutating func enter(_ text: String) -> Int {
    seconds += 1
    let line = TypedLine(text, begun: now, question: session.currentQuestion)
    return perform(recording.enter(line, now: now))
  }

  /// Types on in a line that was begun when it was first typed.
  @discardableResult
  mutating func type(_ text: String) -> Int {
    seconds += 1
    let begun = session.draft.map { Stamp(offset: $0.at, wall: now.wall) } ?? now
    return perform(recording.keepDraft(TypedLine(text, begun: begun, question: "K1"), now: now))
  }

  private mutating func perform(_ effects: [Effect]) -> Int {
    heard = []
    let before = records.count
    for effect in effects {
      switch effect {
      case .append(let record):
        records.append(record)
        keeper?.add(record)
      case .renew(let state):
        renewals += 1
        keeper?.renew(state)
      case .say(let reply): heard += reply.lines
      case .beginAnew, .giveBack, .leave, .finish, .repaint: break
      }
    }
    keeper?.release()
    return records[before...].reduce(0) { $0 + RecordFormat.bytes(of: $1).count + 19 }
  }

  /// Waits for the disk, and takes what it reports.
  mutating func settle() {
    try? store?.flush()
    for case .report(let report) in keeper?.news() ?? [] {
      reports.append(report)
      if report == .outgrown { _ = perform(recording.beginJournalAnew(now: now)) }
    }
  }

  /// The program dies, when the writer has done what was asked, however slow the machine is.
  mutating func die() {
    try? store?.flush()
    try? keeper?.abandon()
    keeper = nil
    store = nil
  }

  mutating func leave() throws(StorageError) {
    keeper?.release()
    try store?.close(session.forgettingEarlierWords)
  }
}
