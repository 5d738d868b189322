internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import TextScreen

/// What happens at a terminal, for every screen alike: keys, time, signals. Waits and reads; decides nothing but what
/// the terminal itself needs.
struct TerminalEvents {
  /// What happened.
  enum Event: Equatable {
    /// A key was pressed.
    case key(Key)
    /// The descriptor that is waited for as well can be read.
    case ready
    /// Nothing, for as long as was asked.
    case idle
    /// The terminal is gone, or the program has to end. What was typed before it has been told.
    case stop
  }

  private var display: any Display
  private let console: Console
  private let signals: SignalPipe
  private var decoder = KeyDecoder()
  private var lastInput = 0

  /// - Parameter signals: installed before the display took the terminal.
  init(_ display: any Display, console: Console, signals: SignalPipe) {
    self.display = display
    self.console = console
    self.signals = signals
  }

  // MARK: Showing

  /// The terminal's size.
  var size: Size { display.size }

  /// Shows a frame, unless the terminal has not yet taken all that it was sent: the frame that is drawn once it has is
  /// newer.
  mutating func draw(_ frame: Frame) {
    guard Outlet.output.isEmpty else { return }
    display.draw(frame)
    send()
  }

  /// The next frame is drawn whole, whatever is on the screen.
  mutating func repaint() { display.forget() }

  /// Gives the terminal back for good. One that takes nothing is waited for until a signal comes; then the frame that
  /// it has not taken is dropped, so that what gives it back may get through.
  mutating func close() {
    if SignalPipe.hasToEnd { Outlet.output.drop() }
    display.close()
    send()
    Outlet.output.finish()
  }

  private mutating func send() { Outlet.output.add(display.takeOutput()) }

  /// Milliseconds that a terminal may take to be given back before the program stops.
  private static let patience = 200

  private mutating func stopUntilContinued() {
    display.suspend()
    send()
    Outlet.output.finish(within: TerminalEvents.patience)
    cs_stop_self()
    display.resume()
    send()
  }

  // MARK: Waiting

  /// Waits for something to happen.
  ///
  /// - Parameters:
  ///   - milliseconds: after which nothing is what happened.
  ///   - other: a descriptor that is waited for as well.
  ///   - woken: called once the waiting is over, before anything is read.
  /// - Returns: nothing when the terminal has taken more of what it was sent: it is to be drawn anew.
  mutating func wait(atMost milliseconds: Int, or other: Int32 = -1, woken: () -> Void = {}) -> [Event] {
    var descriptors = [
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: other, events: Int16(POLLIN), revents: 0),
      console.unsent,
    ]
    let timeout = min(milliseconds, restOfPatience ?? milliseconds)
    let ready = poll(&descriptors, nfds_t(descriptors.count), Int32(clamping: timeout))
    woken()
    guard ready >= 0 else { return takeSignals() }
    if descriptors[3].revents != 0 { console.sendOn() }
    var events = descriptors[1].revents != 0 ? takeSignals() : []
    guard events.last != .stop else { return events }
    if descriptors[2].revents != 0 { events.append(.ready) }
    if descriptors[0].revents != 0 {
      events += takeInput()
    } else if restOfPatience == 0 {
      events += keys(decoder.flush())
    }
    if ready == 0 { events.append(.idle) }
    return events
  }

  /// The terminal has taken all that it was sent.
  var isDrawn: Bool { Outlet.output.isEmpty }

  /// Something was typed that has not been told.
  var hasInput: Bool {
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return decoder.patience != nil || poll(&input, 1, 0) > 0
  }

  /// Milliseconds that the rest of what has begun to come is still waited for; nil if nothing has.
  private var restOfPatience: Int? {
    decoder.patience.map { max(0, $0 - (ClockReading.now().running - lastInput)) }
  }

  private mutating func takeInput() -> [Event] {
    guard let bytes = console.take() else { return stop() }
    guard !bytes.isEmpty else { return [] }
    lastInput = ClockReading.now().running
    return keys(decoder.decode(bytes))
  }

  private func keys(_ keys: [Key]) -> [Event] { keys.map(Event.key) }

  private mutating func takeSignals() -> [Event] {
    var events: [Event] = []
    for signal in signals.take() where events.last != .stop { events += answer(signal) }
    return events
  }

  private mutating func answer(_ signal: SignalPipe.Signal) -> [Event] {
    switch signal {
    case .terminate, .hangUp: return stop()
    case .interrupt: return [.key(.control("c"))]
    case .resize: display.resize()
    case .stop: stopUntilContinued()
    case .continue:
      // Whoever stopped the program may have left the terminal otherwise.
      display.retake()
      send()
    }
    return []
  }

  /// What was typed before the end still counts.
  private mutating func stop() -> [Event] {
    var events: [Event] = []
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    if poll(&input, 1, 0) > 0, input.revents & Int16(POLLIN) != 0, let bytes = console.take() {
      events = keys(decoder.decode(bytes))
    }
    return events + [.stop]
  }
}
