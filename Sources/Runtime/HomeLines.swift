internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import Facilitation
internal import Text
internal import TextScreen

/// The loop of home in plain mode at a terminal: lines in, lines out. The terminal edits the line itself.
struct HomeLines {
  private var home: PlainHome
  private var reader: HomeReader
  private let console: Console
  private let signals: SignalPipe
  private let actions: HomeActions
  private var splitter = LineSplitter()
  private var ending: Int32?
  private var first: [HomeEffect] = []

  init(_ path: String, reader: HomeReader, console: Console, signals: SignalPipe, actions: HomeActions) {
    self.reader = reader
    self.console = console
    self.signals = signals
    self.actions = actions
    let opened = PlainHome.open(path, self.reader.contents())
    home = opened.home
    first = opened.effects
  }

  /// Runs until home is left, the input ends or a signal comes.
  ///
  /// - Returns: the exit status.
  mutating func run() -> Int32 {
    console.forbidMouse()
    perform(first)
    prompt()
    while true {
      if let ending {
        console.finish()
        return ending
      }
      var descriptors = [
        pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        console.unsent,
      ]
      guard poll(&descriptors, nfds_t(descriptors.count), -1) >= 0 else { continue }
      if descriptors[2].revents != 0 { console.sendOn() }
      if descriptors[1].revents != 0 { takeSignals() }
      if ending == nil, descriptors[0].revents != 0 { takeInput() }
    }
  }

  private mutating func takeInput() {
    guard let bytes = console.take() else {
      console.send("\n")
      ending = 0
      return
    }
    for line in splitter.take(bytes) where ending == nil {
      switch line {
      case .text(let text): perform(home.enter(typedText(text)))
      case .tooLong: console.send("error: the line is too long\n")
      }
      prompt()
    }
  }

  private mutating func takeSignals() {
    for signal in signals.take() {
      switch signal {
      case .terminate, .hangUp: ending = HomeRun.stopped()
      case .interrupt:
        console.send("\n/quit leaves\n")
        prompt()
      case .stop:
        cs_stop_self()
        prompt()
      case .resize, .continue: break
      }
    }
  }

  private func prompt() {
    if ending == nil { console.send("home> ") }
  }

  /// Does what home asks for, and what it asks for then: in a row, since a long list is read in many pieces.
  private mutating func perform(_ effects: [HomeEffect]) {
    var rest = effects[...]
    while ending == nil, let effect = rest.popFirst() {
      switch effect {
      case .say(let lines): say(lines)
      case .readSessions(let ids): rest = home.handle(.sessionsRead(reader.sessions(ids))) + rest
      case .readProtocols(let ids): rest = home.handle(.protocolsRead(reader.protocols(ids))) + rest
      case .reload: rest = home.handle(.reloaded(reader.contents())) + rest
      case .open(let action, let id): rest = open(action, id) + rest
      case .quit: ending = 0
      case .repaint: break
      }
    }
  }

  private mutating func open(_ action: HomeAction, _ id: String) -> [HomeEffect] {
    guard let status = actions.perform(action, id) else {
      return home.handle(.text(title: id, lines: reader.text(action, id)))
    }
    guard status != 1 else {
      ending = 1
      return []
    }
    let end = HomeReturn(
      action: action, id: id, status: status, complaints: Console.takeComplaints(),
      contents: reader.contents())
    return home.handle(.back(end))
  }

  private func say(_ lines: [String]) {
    // A terminal would break them in the middle of words.
    let broken = lines.flatMap { line in
      let parts = wrapped(line, width: max(20, console.width - 1))
      return line.first == " " || parts.isEmpty ? [line] : parts
    }
    console.send(broken.map { safeText($0) + "\n" }.joined())
  }
}
