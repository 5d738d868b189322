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
    case .show, .check, .print, .discard: return nil
    }
  }
}

/// Home from its first screen to its exit status, with all that is done from it.
public enum HomeRun {
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
      let opened = PlainHome.open(study.path, reader.contents())
      var sitting = HomeSitting(HomeLines(opened.home), doing: opened.effects, reader: reader)
      var world = World.lines(console: console, signals: signals)
      return stay(&sitting, on: &world, actions) { world in world }
    }
    let opened = HomeScreen.open(study.path, reader.contents(), size: display.size)
    var sitting = HomeSitting(opened.screen, doing: opened.effects, reader: reader)
    var world = World.screen(display, console: console, signals: signals)
    return stay(&sitting, on: &world, actions) { _ in
      // The action may have had a pipe of its own for signals, and has closed its display.
      let signals = SignalPipe()
      return open?().map { World.screen($0, console: console, signals: signals) }
    }
  }

  /// Stays at home until it is left, between one action and the next.
  ///
  /// - Parameter reopen: takes the terminal again; nil when it cannot.
  private static func stay<Face>(
    _ sitting: inout HomeSitting<Face>, on world: inout World, _ actions: HomeActions,
    reopen: (World) -> World?
  ) -> Int32 {
    while true {
      let ending = sitting.sit(&world)
      sitting.showLast(on: &world)
      world.close()
      switch ending {
      case .quit: return 0
      case .stopped: return stopped()
      case .open(let action, let id):
        _ = Console.takeComplaints()
        guard let status = actions.perform(action, id), status != 1 else { return 1 }
        guard let again = reopen(world) else { return status }
        world = again
        sitting.comeBack(from: action, id, status)
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
