internal import Facilitation
internal import Interview
internal import Screens
internal import SessionStorage
internal import TextScreen

/// How a recording ended.
enum Ending: Equatable, Sendable {
  /// Left; it can be resumed.
  case left
  /// Finished.
  case finished
  /// Let go, to be destroyed.
  case discarded
  /// A signal or a closed terminal: the journal stays, resume goes on.
  case stopped
  /// The storage gave up.
  case failed(StorageError)
}

/// One of the two faces of a recording: the full screen, or plain lines. It decides; the sitting keeps.
protocol RecordingFace {
  var recording: Recording { get }
  /// What was entered and is on no disk, as typed.
  var notDurable: [String] { get }
  /// A question is shown, and it matters when it could be read.
  var awaitsReading: Bool { get }
  var wakeUp: Int { get }
  /// More came than the disk has taken: no more is to be read before it has.
  var isAhead: Bool { get }
  /// One can go on when the session could not be closed; else that is the end.
  var staysWhenNotClosed: Bool { get }

  mutating func handle(_ event: RecordingEvent, at now: Stamp) -> [Effect]
  /// Shows what a key did before its effects are begun.
  mutating func echo(on outside: inout some Outside)
  mutating func show(on outside: inout some Outside)
}

extension RecordingScreen: RecordingFace {
  var isAhead: Bool { false }
  var staysWhenNotClosed: Bool { true }

  mutating func echo(on outside: inout some Outside) {
    if let echo = echo(outside.size) { outside.draw(echo) }
  }

  mutating func show(on outside: inout some Outside) { outside.draw(frame(outside.size)) }
}

extension PlainRecording: RecordingFace {
  var staysWhenNotClosed: Bool { false }

  mutating func echo(on outside: inout some Outside) {}

  mutating func show(on outside: inout some Outside) {
    outside.send(takeOutput(width: outside.size.columns))
  }
}

extension RecordingSitting<PlainRecording> {
  /// Says what is left to say.
  mutating func showLast(on outside: inout some Outside) {
    outside.send(face.takeOutput(width: outside.size.columns, isLast: true))
  }
}

/// A recording in front of a terminal or a pipe: what is entered goes to the disk, and what the disk says comes back.
struct RecordingSitting<Face: RecordingFace>: Sitting {
  fileprivate(set) var face: Face
  private(set) var ending: Ending?
  /// Where what was redacted last may still be.
  private(set) var notDestroyed: [String] = []
  private var clock: SessionClock
  private let store: OpenSession
  private var keeper: Keeper<Session>
  private var lastChange: Change?
  private var isUnsynced = false
  /// How it will have ended once it is closed; nil as long as it is not being closed.
  private var leaving: Ending?
  /// What came while it was being closed, and matters only if that fails.
  private var missed: [RecordingEvent] = []
  /// The session could not be closed: the next time it is left for recovery.
  private var isStuck = false

  private static var retryInterval: Int { 2000 }

  /// Sits down to a recording whose first records are durable already.
  ///
  /// - Parameters:
  ///   - effects: what its face has to have done first.
  ///   - durable: the number of the last durable record.
  init(_ face: Face, doing effects: [Effect], clock: SessionClock, store: OpenSession, durable: Int) {
    self.face = face
    self.clock = clock
    self.store = store
    keeper = Keeper(store, durable: durable)
    for effect in effects { perform(effect) }
    keeper.release()
  }

  var wakeUp: Int { keeper.isRefused ? min(face.wakeUp, Self.retryInterval) : face.wakeUp }

  var awaited: [Int32] { keeper.wakeDescriptors }

  var takesInput: Bool { !face.isAhead }

  mutating func wake() {
    for finding in clock.check() {
      switch finding {
      case .jumped(let by): tell(.clockJumped(by: by))
      case .slept(let length): tell(.slept(milliseconds: length))
      }
    }
  }

  mutating func show(on outside: inout some Outside) {
    face.show(on: &outside)
    guard face.awaitsReading, outside.isSent, !outside.hasInput else { return }
    tell(.shown)
  }

  mutating func take(_ happened: [Happening], on outside: inout some Outside) {
    for happening in happened where ending == nil {
      switch happening {
      case .key(let key):
        let effects = face.handle(.key(key), at: clock.checked)
        if happened.count == 1 { face.echo(on: &outside) }
        for effect in effects {
          if effect == .repaint { outside.repaint() }
          perform(effect)
        }
      case .line(let line): tell(.line(line))
      case .partial(let text): tell(.partial(text))
      case .inputEnded(let rest): tell(.inputEnded(rest: rest))
      case .interrupted: tell(.interrupted)
      case .continued: tell(.continued)
      case .ready: takeNews(echoing: happened.count == 1, on: &outside)
      case .idle:
        tell(.woke)
        if keeper.isRefused { keeper.tryAgain() }
      case .stop: stop()
      }
    }
    // All that came at once is written at once.
    release(on: &outside)
  }

  /// Gives the disk what was gathered.
  mutating func release(on outside: inout some Outside) {
    keeper.release()
    if keeper.hasNews { takeNews(echoing: false, on: &outside) }
  }

  /// The time now.
  var now: Offset { clock.now().offset }

  /// Tells its face what has happened.
  mutating func tell(_ event: RecordingEvent) {
    guard ending == nil else { return }
    guard leaving == nil || !event.changesSession else {
      missed.append(event)
      return
    }
    for effect in face.handle(event, at: clock.now()) { perform(effect) }
  }

  /// Writes the last draft, syncs, and leaves the journal: recovery is the normal way in.
  private mutating func stop() {
    tell(.stopping)
    guard ending == nil else { return }
    abandon(as: .stopped)
  }

  private mutating func abandon(as way: Ending) {
    do throws(StorageError) {
      try keeper.abandon()
      ending = way
    } catch {
      ending = .failed(error)
    }
    for news in keeper.news() {
      guard case .report(let report) = news else { continue }
      for event in events(of: report) { _ = face.handle(event, at: clock.now()) }
    }
  }

  // MARK: Effects

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .append(let record):
      lastChange = record.change
      keeper.add(record)
    case .beginAnew: beginAnew()
    case .renew(let session): keeper.renew(session)
    case .leave: close(face.recording.isDiscarded ? .discarded : .left)
    case .finish: close(.finished)
    case .repaint, .say, .giveBack: break
    }
  }

  private mutating func beginAnew() {
    // Undo has begun afresh, so that nothing goes back to the words that edits took away either.
    let session = face.recording.session
    // What was taken back before: nothing tells any more what it was.
    let isUnknown = lastChange?.destroysUnknown ?? false
    let words = lastChange?.redactedWords ?? []
    let (store, now) = (store, clock.now().wall)
    keeper.destroy(session.forgettingEarlierWords) {
      store.eraseElsewhere(session, isUnknown: isUnknown, words: words, at: now)
    }
  }

  /// What edits took away is forgotten: no file of a session that was left has it.
  private mutating func close(_ way: Ending) {
    leaving = way
    let (store, session) = (store, face.recording.session.forgettingEarlierWords)
    keeper.close { () throws(StorageError) in try store.close(session) }
    _ = face.handle(.closing, at: clock.now())
  }

  // MARK: News

  private mutating func takeNews(echoing: Bool, on outside: inout some Outside) {
    for news in keeper.news() where ending == nil {
      switch news {
      case .report(let report):
        for event in events(of: report) {
          tell(event)
          if echoing { face.echo(on: &outside) }
        }
      case .destroyed: tell(.durable(through: keeper.durable))
      case .erasedElsewhere(let erased):
        tell(.destroyed(Destruction(erased)))
        notDestroyed = erased.farewell
      case .notDestroyed(let error): tell(.notDestroyed(error.message))
      case .closed: end()
      case .notClosed(let error): remain(because: error)
      }
    }
    keeper.release()
  }

  private mutating func end() {
    let way = leaving
    _ = face.handle(.durable(through: keeper.durable), at: clock.now())
    _ = face.handle(.closed, at: clock.now())
    ending = way
  }

  private mutating func remain(because error: StorageError) {
    leaving = nil
    guard face.staysWhenNotClosed, !isStuck else {
      // The journal is kept: there is always a way out.
      abandon(as: .failed(error))
      ending = .failed(error)
      return
    }
    isStuck = true
    tell(.notClosed(error.message))
    let events = missed
    missed = []
    for event in events { tell(event) }
  }

  private mutating func events(of report: StorageReport) -> [RecordingEvent] {
    switch report {
    case .durable(let number), .written(let number):
      let isNews = isUnsynced != keeper.isUnsynced
      isUnsynced = keeper.isUnsynced
      return [.durable(through: number)] + (isNews ? [.synced(!isUnsynced)] : [])
    case .refused(_, let error): return [.refused(error.message)]
    case .movedOn(let place, let error): return [.movedOn(to: place, because: error.message)]
    case .noticed(let notice): return [.noticed(notice.message)]
    case .outgrown, .wantsState: return [.outgrown]
    }
  }
}

extension RecordingEvent {
  /// It may put a record into the session.
  fileprivate var changesSession: Bool {
    switch self {
    case .clockJumped, .slept, .outgrown, .rehearsed: true
    case .key, .line, .partial, .inputEnded, .interrupted, .continued, .shown, .woke, .durable, .refused,
      .movedOn, .noticed, .synced, .notDestroyed, .destroyed, .closing, .closed, .notClosed, .heard,
      .stopping:
      false
    }
  }
}
