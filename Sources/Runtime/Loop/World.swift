internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import TextScreen

/// The world itself: standard input and output, the terminal behind them, signals. It decides nothing but what the
/// terminal itself needs.
struct World: Outside {
  /// What stands between the program and who sits there.
  private enum Face {
    case screen(any Display)
    /// A terminal that gives each key at once and shows nothing by itself.
    case keys(RawTerminal)
    /// A terminal that edits its lines itself, a pipe, a file.
    case lines(LineSplitter)
  }

  private let console: Console
  private let signals: SignalPipe
  private var face: Face
  private var decoder = KeyDecoder()
  private var lastInput = 0
  private var inputIsOver = false

  /// Milliseconds that a terminal may take to be given back before the program stops.
  private static let patience = 200

  private init(_ face: Face, _ console: Console, _ signals: SignalPipe) {
    self.face = face
    self.console = console
    self.signals = signals
  }

  /// A full screen, which has taken the terminal.
  ///
  /// - Parameter signals: installed before the display took the terminal.
  static func screen(_ display: any Display, console: Console, signals: SignalPipe) -> World {
    World(.screen(display), console, signals)
  }

  /// Plain lines. At a terminal each key comes at once, if it `takesKeys`; else whole lines come.
  static func lines(console: Console, signals: SignalPipe, takesKeys: Bool = false) -> World {
    console.forbidMouse()
    if takesKeys, console.isTerminal, let raw = RawTerminal() { return World(.keys(raw), console, signals) }
    return World(.lines(LineSplitter()), console, signals)
  }

  // MARK: Showing

  /// Each key comes at once.
  var givesKeys: Bool { if case .lines = face { false } else { true } }

  var size: Size {
    if case .screen(let display) = face { return display.size }
    return Size(rows: 24, columns: console.width)
  }

  var isSent: Bool { Outlet.output.isEmpty }

  mutating func draw(_ frame: Frame) { if isSent { onScreen { $0.draw(frame) } } }

  mutating func repaint() { onScreen { $0.forget() } }

  mutating func send(_ text: String) { if !text.isEmpty { console.send(text) } }

  /// Gives the terminal back for good. One that takes nothing is waited for until a signal comes; then the frame that
  /// it has not taken is dropped, so that what gives it back may get through.
  mutating func close() {
    switch face {
    case .screen:
      if SignalPipe.hasToEnd { Outlet.output.drop() }
      onScreen { $0.close() }
      Outlet.output.finish()
    case .keys(let raw): raw.restore()
    case .lines: break
    }
  }

  private mutating func onScreen(_ body: (inout any Display) -> Void) {
    guard case .screen(var display) = face else { return }
    body(&display)
    Outlet.output.add(display.takeOutput())
    face = .screen(display)
  }

  private mutating func stopUntilContinued() {
    switch face {
    case .screen:
      onScreen { $0.suspend() }
      Outlet.output.finish(within: World.patience)
      cs_stop_self()
      onScreen { $0.resume() }
    case .keys(let raw):
      raw.restore()
      cs_stop_self()
      if let raw = RawTerminal() { face = .keys(raw) }
    case .lines: cs_stop_self()
    }
  }

  // MARK: Waiting

  mutating func wait(
    atMost milliseconds: Int, or others: [Int32], takesInput: Bool, woken: () -> Void
  ) -> [Happening] {
    let input: Int32 = takesInput && !inputIsOver ? 0 : -1
    var descriptors = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      console.unsent,
    ]
    descriptors += others.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let timeout = min(milliseconds, restOfPatience ?? milliseconds)
    let ready = poll(&descriptors, nfds_t(descriptors.count), Int32(clamping: timeout))
    woken()
    guard ready >= 0 else { return takeSignals(takesInput) }
    if descriptors[2].revents != 0 { console.sendOn() }
    var happened = descriptors[1].revents != 0 ? takeSignals(takesInput) : []
    guard happened.last != .stop else { return happened }
    if descriptors[3...].contains(where: { $0.revents != 0 }) { happened.append(.ready) }
    if descriptors[0].revents != 0 {
      happened += takeInput()
    } else if restOfPatience == 0 {
      happened += decoder.flush().map(Happening.key)
    }
    if ready == 0 { happened.append(.idle) }
    return happened
  }

  var hasInput: Bool {
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return decoder.patience != nil || poll(&input, 1, 0) > 0
  }

  /// Milliseconds that the rest of what has begun to come is still waited for; nil if nothing has.
  private var restOfPatience: Int? {
    decoder.patience.map { max(0, $0 - (ClockReading.now().running - lastInput)) }
  }

  private mutating func takeInput() -> [Happening] {
    guard let bytes = console.take() else { return inputEnds() }
    guard !bytes.isEmpty else { return [] }
    lastInput = ClockReading.now().running
    return read(bytes)
  }

  private mutating func read(_ bytes: [UInt8]) -> [Happening] {
    guard case .lines(var splitter) = face else { return decoder.decode(bytes).map(Happening.key) }
    // Not held twice while it grows.
    face = .lines(LineSplitter())
    let happened = splitter.take(bytes).map(Happening.line)
    let rest = splitter.unfinished.map { [Happening.partial($0)] } ?? []
    face = .lines(splitter)
    return happened + rest
  }

  /// A terminal whose keys end is gone.
  private mutating func inputEnds() -> [Happening] {
    guard case .lines(var splitter) = face else { return [.stop] }
    inputIsOver = true
    return [.inputEnded(rest: splitter.end())]
  }

  // MARK: Signals

  private mutating func takeSignals(_ takesInput: Bool) -> [Happening] {
    var happened: [Happening] = []
    for signal in signals.take() where happened.last != .stop { happened += answer(signal, takesInput) }
    return happened
  }

  private mutating func answer(_ signal: SignalPipe.Signal, _ takesInput: Bool) -> [Happening] {
    switch signal {
    case .terminate, .hangUp: return stop(takesInput)
    case .interrupt:
      guard case .lines = face else { return [.key(.control("c"))] }
      return console.isTerminal ? [.interrupted] : stop(takesInput)
    case .stop:
      stopUntilContinued()
      return [.continued]
    case .resize: if case .screen(var display) = face { display.resize(); face = .screen(display) }
    // Whoever stopped the program may have left the terminal otherwise.
    case .continue: onScreen { $0.retake() }
    }
    return []
  }

  /// What was typed before the end still counts.
  private mutating func stop(_ takesInput: Bool) -> [Happening] {
    guard takesInput, !inputIsOver, let bytes = console.take(), !bytes.isEmpty else { return [.stop] }
    return read(bytes) + [.stop]
  }
}
