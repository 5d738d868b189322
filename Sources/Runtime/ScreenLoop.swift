internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import Interview
internal import Screens
internal import SessionStorage
internal import TextScreen

/// The one loop of the full screen: bytes in, frames out. The decisions are the screen's; this waits, reads, keeps
/// and draws. Nothing in it waits for the disk but what destroys text or ends the session.
struct ScreenLoop {
  private(set) var screen: RecordingScreen
  private var display: any Display
  private var clock: SessionClock
  private var ledger: Ledger
  private let console: Console
  private let signals: SignalPipe
  private var decoder = KeyDecoder()
  private var lastInput = Offset.zero
  private var ending: Ending?
  /// The disk takes nothing: it is tried again when nothing else happens.
  private var isRefused = false

  private static let retryInterval = 2000

  /// Makes a loop over a recording whose first records are durable already.
  ///
  /// - Parameters:
  ///   - durable: the number of the last durable record.
  ///   - greeting: effects to begin with.
  ///   - signals: installed before the display took the terminal.
  init(
    _ recording: Recording, clock: SessionClock, store: OpenSession, console: Console, display: any Display,
    signals: SignalPipe, durable: Int, greeting: [Effect]
  ) {
    self.clock = clock
    self.console = console
    self.display = display
    self.signals = signals
    ledger = Ledger(store, durable: durable)
    let opened = RecordingScreen.open(recording, greeting: greeting, durable: durable, now: clock.now())
    screen = opened.screen
    perform(opened.effects)
  }

  /// Runs until the session is left or finished, or the terminal or a signal ends it. The terminal is given back.
  mutating func run() -> Ending {
    defer { display.close() }
    while true {
      if let ending { return ending }
      display.draw(screen.frame(display.size))
      wait()
    }
  }

  private mutating func wait() {
    var descriptors = [
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: ledger.wakeDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&descriptors, nfds_t(descriptors.count), timeout)
    checkClock()
    guard ready >= 0 else {
      takeSignals()
      return
    }
    if descriptors[1].revents != 0 { takeSignals() }
    if descriptors[2].revents != 0 { takeReports() }
    guard ending == nil else { return }
    if descriptors[0].revents != 0 {
      takeInput()
    } else if decoder.isWaiting {
      take(decoder.flush())
    }
    if ready == 0 {
      if decoder.isPasting, clock.now().offset - lastInput >= KeyDecoder.pastePatience {
        take(decoder.endPaste())
      }
      tell(.woke)
      if isRefused { ledger.tryAgain() }
    }
  }

  private var timeout: Int32 {
    if decoder.isWaiting { return Int32(KeyDecoder.escapeDelay) }
    return Int32(isRefused ? min(screen.wakeUp, ScreenLoop.retryInterval) : screen.wakeUp)
  }

  private mutating func checkClock() {
    for finding in clock.check() {
      switch finding {
      case .jumped(let by): tell(.clockJumped(by: by))
      case .slept(let length): tell(.slept(milliseconds: length))
      }
    }
  }

  private mutating func takeInput() {
    guard let bytes = console.read() else {
      stop()
      return
    }
    lastInput = clock.now().offset
    take(decoder.decode(bytes))
  }

  private mutating func take(_ keys: [Key]) {
    for key in keys where ending == nil { tell(.key(key)) }
  }

  private mutating func tell(_ event: ScreenEvent) {
    guard ending == nil else { return }
    perform(screen.handle(event, at: clock.now()))
  }

  // MARK: Signals

  private mutating func takeSignals() {
    for signal in signals.take() {
      switch signal {
      case .terminate, .hangUp: stop()
      case .interrupt: tell(.key(.control("c")))
      case .resize: display.resize()
      case .stop:
        display.suspend()
        cs_stop_self()
        display.resume()
      case .continue:
        // Whoever stopped the program may have left the terminal otherwise.
        display.suspend()
        display.resume()
      }
    }
  }

  /// Writes the last draft, syncs, and leaves the journal: recovery is the normal way in.
  private mutating func stop() {
    guard ending == nil else { return }
    // What was typed before the signal belongs to the record, or to the draft.
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    if poll(&input, 1, 0) > 0, input.revents & Int16(POLLIN) != 0, let bytes = console.read() {
      take(decoder.decode(bytes))
    }
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
      case .leave: close(.left)
      case .finish: close(.finished)
      case .repaint: display.forget()
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
    } catch {
      takeReports()
      tell(.notDestroyed(error.message))
    }
  }

  private mutating func close(_ way: Ending) {
    do throws(StorageError) {
      try ledger.close(screen.recording.session)
      ending = way
    } catch {
      takeReports()
      tell(.notClosed(error.message))
    }
  }

  private mutating func takeReports() {
    for report in ledger.reports() {
      switch report {
      case .durable(let number):
        isRefused = false
        tell(.durable(through: number))
      case .refused(_, let error):
        isRefused = true
        tell(.refused(error.message))
      case .movedOn(let place, let error): tell(.movedOn(to: place, because: error.message))
      }
    }
  }
}
