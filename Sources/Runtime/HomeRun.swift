internal import Facilitation
internal import Screens
public import SessionStorage
internal import TextScreen

/// What home does with a protocol or a session that takes the terminal for itself. Each gives the command's exit
/// status; 1 says that the program has been told to end, and ends home too.
public struct HomeActions {
  /// Starts a session with a protocol, or with its short version.
  public var run: (_ protocolID: String, _ short: Bool) -> Int32
  /// Goes on with a session.
  public var resume: (_ id: String) -> Int32
  /// Replays a session, or follows it while it is recorded.
  public var replay: (_ id: String, _ follow: Bool) -> Int32

  /// Makes actions.
  public init(
    run: @escaping (_ protocolID: String, _ short: Bool) -> Int32, resume: @escaping (_ id: String) -> Int32,
    replay: @escaping (_ id: String, _ follow: Bool) -> Int32
  ) {
    self.run = run
    self.resume = resume
    self.replay = replay
  }

  /// - Returns: the exit status; nil of what only has to be read.
  func perform(_ action: HomeAction, _ id: String) -> Int32? {
    switch action {
    case .run: return run(id, false)
    case .runShort: return run(id, true)
    case .resume: return resume(id)
    case .replay: return replay(id, false)
    case .follow: return replay(id, true)
    case .show, .check: return nil
    }
  }
}

/// Home from its first screen to its exit status, with all that is done from it.
public enum HomeRun {
  /// How a stay at home ended.
  enum Ending: Equatable {
    case quit
    /// A signal or a closed terminal.
    case stopped
    case open(HomeAction, id: String)
  }

  /// Runs home: on the full screen where there is one, in lines at any other terminal; without a terminal it prints
  /// what there is.
  ///
  /// - Parameter open: nil for plain mode.
  /// - Returns: the exit status.
  public static func run(
    in study: StudyFolder, open: SessionRun.DisplayOpener?, actions: HomeActions
  ) -> Int32 {
    let console = Console()
    guard console.isTerminal, study.isThere else { return print(study, to: console) }
    let signals = SignalPipe()
    var reader = HomeReader(study)
    guard let display = open?() else {
      var loop = HomeLines(study.path, reader: reader, console: console, signals: signals, actions: actions)
      return loop.run()
    }
    let opened = HomeScreen.open(study.path, reader.contents(), size: display.size)
    var loop = HomeLoop(
      opened.screen, reader: reader, terminal: TerminalEvents(display, console: console, signals: signals))
    var effects = opened.effects
    while true {
      switch loop.run(effects) {
      case .quit: return 0
      case .stopped: return stopped()
      case .open(let action, let id):
        _ = Console.takeComplaints()
        guard let status = actions.perform(action, id) else { return 1 }
        guard status != 1 else { return 1 }
        // The action may have had a pipe of its own for signals, and has closed its display.
        let signals = SignalPipe()
        guard let display = open?() else { return status }
        effects = loop.comeBack(
          action, id, status, TerminalEvents(display, console: console, signals: signals))
      }
    }
  }

  static func stopped() -> Int32 {
    Console.complain("focusgroup: stopped")
    return 1
  }

  private static func print(_ study: StudyFolder, to console: Console) -> Int32 {
    do throws(StorageError) {
      guard console.write(try HomeText.text(study)) else {
        Console.complain("focusgroup: standard output cannot be written")
        return 74
      }
      return 0
    } catch {
      Console.complain("focusgroup: \(error.message)")
      return error.exitStatus
    }
  }
}

/// The loop of home on the full screen. The decisions are the screen's; this waits, reads and draws.
struct HomeLoop {
  private var screen: HomeScreen
  private var reader: HomeReader
  private var terminal: TerminalEvents
  private var ending: HomeRun.Ending?

  init(_ screen: HomeScreen, reader: HomeReader, terminal: TerminalEvents) {
    self.screen = screen
    self.reader = reader
    self.terminal = terminal
  }

  /// Runs until something takes the terminal, or home is left. The terminal is given back.
  mutating func run(_ first: [HomeEffect]) -> HomeRun.Ending {
    defer { terminal.close() }
    ending = nil
    perform(first)
    while true {
      if let ending { return ending }
      let size = terminal.size
      if size != screen.shownSize { tell(.resized(size)) }
      terminal.draw(screen.frame(size))
      for event in terminal.wait(atMost: screen.wakeUp) where ending == nil {
        switch event {
        case .key(let key): tell(.key(key))
        case .idle: tell(.woke)
        case .stop: ending = .stopped
        case .ready: break
        }
      }
    }
  }

  /// An action is over; the folder is read again.
  ///
  /// - Returns: what has to be done before the screen is shown.
  mutating func comeBack(
    _ action: HomeAction, _ id: String, _ status: Int32, _ terminal: TerminalEvents
  ) -> [HomeEffect] {
    self.terminal = terminal
    let end = HomeReturn(
      action: action, id: id, status: status, complaints: Console.takeComplaints(),
      contents: reader.contents())
    return screen.handle(.resized(terminal.size)) + screen.handle(.back(end))
  }

  private mutating func tell(_ event: HomeEvent) { perform(screen.handle(event)) }

  private mutating func tell(_ news: HomeNews) { perform(screen.handle(news)) }

  private mutating func perform(_ effects: [HomeEffect]) {
    for effect in effects where ending == nil {
      switch effect {
      case .readSessions(let ids): tell(.sessionsRead(reader.sessions(ids)))
      case .readProtocols(let ids): tell(.protocolsRead(reader.protocols(ids)))
      case .reload: tell(.reloaded(reader.contents()))
      case .repaint: terminal.repaint()
      case .open(let action, let id):
        if action == .show || action == .check {
          tell(.text(title: "\(action.rawValue) \(id)", lines: reader.text(action, id)))
        } else {
          ending = .open(action, id: id)
        }
      case .quit: ending = .quit
      case .say: break
      }
    }
  }
}
