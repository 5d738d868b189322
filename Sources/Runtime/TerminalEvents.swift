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

  var display: any Display
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

  /// Waits for something to happen.
  ///
  /// - Parameters:
  ///   - milliseconds: after which nothing is what happened.
  ///   - other: a descriptor that is waited for as well.
  ///   - woken: called once the waiting is over, before anything is read.
  mutating func wait(atMost milliseconds: Int, or other: Int32 = -1, woken: () -> Void = {}) -> [Event] {
    var descriptors = [
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: other, events: Int16(POLLIN), revents: 0),
    ]
    let timeout = decoder.isWaiting ? KeyDecoder.escapeDelay : milliseconds
    let ready = poll(&descriptors, nfds_t(descriptors.count), Int32(timeout))
    woken()
    guard ready >= 0 else { return takeSignals() }
    var events = descriptors[1].revents != 0 ? takeSignals() : []
    if descriptors[2].revents != 0 { events.append(.ready) }
    guard events.last != .stop else { return events }
    if descriptors[0].revents != 0 {
      events += takeInput()
    } else if decoder.isWaiting {
      events += keys(decoder.flush())
    }
    if ready == 0 {
      if decoder.isPasting, ClockReading.now().running - lastInput >= KeyDecoder.pastePatience {
        events += keys(decoder.endPaste())
      }
      events.append(.idle)
    }
    return events
  }

  /// Something was typed that has not been told.
  var hasInput: Bool {
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return decoder.isWaiting || decoder.isPasting || poll(&input, 1, 0) > 0
  }

  private mutating func takeInput() -> [Event] {
    guard let bytes = console.read() else { return stop() }
    lastInput = ClockReading.now().running
    return keys(decoder.decode(bytes))
  }

  private func keys(_ keys: [Key]) -> [Event] { keys.map(Event.key) }

  private mutating func takeSignals() -> [Event] {
    signals.take().flatMap { signal -> [Event] in
      switch signal {
      case .terminate, .hangUp: return stop()
      case .interrupt: return [.key(.control("c"))]
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
      return []
    }
  }

  /// What was typed before the end still counts.
  private mutating func stop() -> [Event] {
    var events: [Event] = []
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    if poll(&input, 1, 0) > 0, input.revents & Int16(POLLIN) != 0, let bytes = console.read() {
      events = keys(decoder.decode(bytes))
    }
    return events + [.stop]
  }
}
