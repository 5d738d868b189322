internal import Facilitation
internal import Interview
internal import Screens
internal import SessionStorage
internal import TextScreen

/// The one loop of the full screen: bytes in, frames out. The decisions are the screen's; this waits, reads, keeps
/// and draws. Nothing in it waits for the disk but what destroys text or ends the session.
struct ScreenLoop {
  private(set) var screen: RecordingScreen
  private var terminal: TerminalEvents
  private var clock: SessionClock
  private var ledger: Ledger
  private var ending: Ending?
  /// Where what was redacted last may still be.
  private(set) var notDestroyed: [String] = []
  /// The disk takes nothing: it is tried again when nothing else happens.
  private var isRefused = false
  /// The session could not be closed: the next time it is left for recovery.
  private var isStuck = false

  private static let retryInterval = 2000

  /// Makes a loop over a recording whose first records are durable already.
  ///
  /// - Parameters:
  ///   - durable: the number of the last durable record.
  ///   - greeting: effects to begin with.
  init(
    _ recording: Recording, clock: SessionClock, store: OpenSession, terminal: TerminalEvents, durable: Int,
    greeting: [Effect]
  ) {
    self.clock = clock
    self.terminal = terminal
    ledger = Ledger(store, durable: durable)
    let opened = RecordingScreen.open(recording, greeting: greeting, durable: durable, now: clock.now())
    screen = opened.screen
    perform(opened.effects)
  }

  /// Runs until the session is left or finished, or the terminal or a signal ends it. The terminal is given back.
  mutating func run() -> Ending {
    defer { terminal.close() }
    while true {
      if let ending { return ending }
      terminal.draw(screen.frame(terminal.size))
      if screen.awaitsReading, terminal.isDrawn, !terminal.hasInput { tell(.shown) }
      wait()
    }
  }

  private mutating func wait() {
    let timeout = isRefused ? min(screen.wakeUp, ScreenLoop.retryInterval) : screen.wakeUp
    var findings: [SessionClock.Finding] = []
    var clock = clock
    let events = terminal.wait(atMost: timeout, or: ledger.wakeDescriptor) { findings = clock.check() }
    self.clock = clock
    for finding in findings {
      switch finding {
      case .jumped(let by): tell(.clockJumped(by: by))
      case .slept(let length): tell(.slept(milliseconds: length))
      }
    }
    for event in events where ending == nil {
      switch event {
      case .key(let key): tell(.key(key), at: self.clock.checked, echoes: events.count == 1)
      case .ready: takeReports(echoes: events.count == 1)
      case .idle:
        tell(.woke)
        if isRefused { ledger.tryAgain() }
      case .stop: stop()
      }
    }
  }

  private mutating func tell(_ event: RecordingEvent) { tell(event, at: clock.now(), echoes: false) }

  private mutating func tell(_ event: RecordingEvent, at now: Stamp, echoes: Bool) {
    guard ending == nil else { return }
    let effects = screen.handle(event, at: now)
    if echoes, let echo = screen.echo(terminal.size) { terminal.draw(echo) }
    perform(effects)
  }

  /// Writes the last draft, syncs, and leaves the journal: recovery is the normal way in.
  private mutating func stop() {
    tell(.stopping)
    guard ending == nil else { return }
    do throws(StorageError) {
      try ledger.abandon()
      ending = .stopped
    } catch {
      ending = .failed(error)
    }
  }

  // MARK: Effects

  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .append(let record): ledger.add(record)
      case .beginAnew: beginAnew()
      case .renew(let session): ledger.renew(session)
      case .leave: close(.left)
      case .finish: close(.finished)
      case .repaint: terminal.repaint()
      case .say, .giveBack: break
      }
    }
    ledger.settle()
  }

  private mutating func beginAnew() {
    do throws(StorageError) {
      try ledger.beginAnew(screen.recording.session)
      takeReports()
      tell(.durable(through: ledger.durable))
      let reach = ledger.eraseElsewhere(screen.recording.session, at: clock.now().wall)
      tell(.destroyed(isEverywhere: reach.isEverywhere, reach.short))
      notDestroyed = reach.farewell
    } catch {
      takeReports()
      tell(.notDestroyed(error.message))
    }
  }

  private mutating func close(_ way: Ending) {
    tell(.closing)
    terminal.draw(screen.frame(terminal.size))
    do throws(StorageError) {
      try ledger.close(screen.recording.session)
      ending = way
    } catch {
      takeReports()
      guard isStuck else {
        isStuck = true
        tell(.notClosed(error.message))
        return
      }
      // The journal is kept: there is always a way out.
      try? ledger.abandon()
      takeReports()
      ending = .failed(error)
    }
  }

  private mutating func takeReports(echoes: Bool = false) {
    for report in ledger.reports() {
      switch report {
      case .durable(let number), .written(let number):
        isRefused = false
        tell(.durable(through: number), at: clock.now(), echoes: echoes)
        if ledger.isUnsynced != screen.isUnsynced { tell(.synced(!ledger.isUnsynced)) }
      case .refused(_, let error):
        isRefused = true
        tell(.refused(error.message))
      case .movedOn(let place, let error): tell(.movedOn(to: place, because: error.message))
      case .noticed(let notice): tell(.noticed(notice.message))
      case .outgrown, .wantsState: tell(.outgrown)
      }
    }
  }
}
