public import Interview
internal import Screens
public import SessionStorage
public import TextScreen

/// A recording from its opening to its exit status: on the full screen where there is one, else in plain mode.
public enum SessionRun {
  /// Takes the terminal for the full screen; nil when it cannot show one.
  public typealias DisplayOpener = () -> (any Display)?

  /// What `run` was told.
  public struct Start: Sendable {
    /// A file, an id, or an unambiguous start of one.
    public var `protocol`: String
    /// As far as given.
    public var group: Group
    /// Seats taken from the start.
    public var participants: Int
    /// The session's id, if given.
    public var id: String?
    /// The protocol's short version.
    public var short: Bool
    /// Minutes for the whole.
    public var minutes: Double?
    /// When it must end.
    public var until: (hour: Int, minute: Int)?
    /// Ask nothing and begin.
    public var beginAtOnce: Bool

    /// Makes a start.
    public init(
      protocol: String, group: Group, participants: Int, id: String?, short: Bool, minutes: Double?,
      until: (hour: Int, minute: Int)?, beginAtOnce: Bool
    ) {
      self.protocol = `protocol`
      self.group = group
      self.participants = participants
      self.id = id
      self.short = short
      self.minutes = minutes
      self.until = until
      self.beginAtOnce = beginAtOnce
    }
  }

  /// Runs a new session.
  ///
  /// - Parameter open: nil for plain mode.
  /// - Returns: the exit status.
  public static func run(_ start: Start, in study: StudyFolder, open: DisplayOpener?) -> Int32 {
    do throws(StorageError) {
      let route: InterviewProtocol
      switch try FileCheck.readProtocol(start.protocol, in: study) {
      case .success(let read): route = read
      case .failure(let faults):
        for fault in faults.all { Console.complain(fault.description) }
        return 65
      }
      if let setting = start.group.setting, route.settings[setting] == nil, !route.settings.isEmpty {
        let known = route.settings.keys.sorted().joined(separator: ", ")
        Console.complain("focusgroup: \(route.id) has no setting “\(safeText(setting))”; it has: \(known)")
        return 64
      }
      return try record(start, route, in: study, open: open)
    } catch {
      return report(error)
    }
  }

  private static func record(
    _ start: Start, _ route: InterviewProtocol, in study: StudyFolder, open: DisplayOpener?
  ) throws(StorageError) -> Int32 {
    let console = Console()
    let clock = SessionClock(at: .zero)
    let now = clock.now()
    var budget = Budget(short: start.short, minutes: start.minutes)
    if let until = start.until {
      budget.until = now.wall.next(hour: until.hour, minute: until.minute, in: .local)
    }
    let id = start.id ?? SessionName.make(protocol: route.id, group: start.group.code, at: now.wall)
    let remembered = Remembered.answers(for: route, in: study)
    var opening: (recording: Recording, effects: [Effect])?
    let store = try OpenSession.create(in: study, id: id) { id in
      let head = SessionHead(
        id: id, uuid: SessionName.uuid(),
        title: route.title.text(in: start.group.language ?? "", fallback: route.languages.first ?? ""),
        startedAt: now.wall, timeZone: ClockReading.timeZoneName,
        group: start.group, budget: budget, protocol: route)
      let opened = Recording.open(
        head, recorder: SessionName.recorder(at: .zero), participants: start.participants,
        interactive: console.isTerminal, beginAtOnce: start.beginAtOnce || !console.isTerminal,
        remembered: remembered, now: now)
      opening = opened
      return opened.effects.records
    }
    guard let opening else { return 1 }
    return run(
      opening.recording, clock: clock, store: store, durable: opening.effects.lastRecord,
      greeting: opening.effects, notices: [], open: open)
  }

  /// Goes on with a session.
  ///
  /// - Parameters:
  ///   - wanted: a file, an id or the start of one; nil for the one cut off, else the one left last.
  ///   - open: nil for plain mode.
  /// - Returns: the exit status.
  public static func resume(_ wanted: String?, in study: StudyFolder, open: DisplayOpener?) -> Int32 {
    do throws(StorageError) {
      if let wanted {
        switch try study.place(of: wanted, currentFolder: Here.folder) {
        case .session(let place, let found):
          return try goOn(OpenSession.resume(in: place, id: found), open: open)
        case .file(let path):
          throw StorageError.notFound("session", path)
        }
      }
      guard let found = try sessionToResume(in: study) else {
        Console.complain("focusgroup: no session of this study can be resumed; `focusgroup list` shows them")
        return 66
      }
      return try goOn(OpenSession.resume(in: study, id: found), open: open)
    } catch {
      return report(error)
    }
  }

  /// The session that was cut off last, else the one left last.
  private static func sessionToResume(in study: StudyFolder) throws(StorageError) -> String? {
    let listings = try SessionTable.sessions(of: study).filter { !$0.isBeingRecorded }
    let open = listings.filter { listing in
      guard case .success(let heading) = listing.heading else { return false }
      return listing.wasCutOff || heading.status == .open
    }
    return (open.last { $0.wasCutOff } ?? open.last)?.id
  }

  private static func goOn(
    _ opened: (session: OpenSession, recovered: Recovered), open: DisplayOpener?
  ) throws(StorageError) -> Int32 {
    let (store, recovered) = opened
    let session = recovered.session
    let clock = SessionClock(at: session.lastOffset + session.wallSince(ClockReading.now().wall))
    let resumed = Recording.resume(
      session, history: recovered.history, recorder: SessionName.recorder(at: clock.now().offset),
      wasCutOff: recovered.wasCutOff, interactive: Console().isTerminal, now: clock.now())
    return run(
      resumed.recording, clock: clock, store: store, durable: session.lastRecord, greeting: resumed.effects,
      notices: recovered.notices.map(\.message), open: open)
  }

  /// Runs a recording on the screen that can be opened, else in plain mode, and says how it ended.
  ///
  /// - Parameter notices: what recovery found.
  private static func run(
    _ recording: Recording, clock: SessionClock, store: OpenSession, durable: Int, greeting: [Effect],
    notices: [String], open: DisplayOpener?
  ) -> Int32 {
    var recording = recording
    recording.zone = .local
    let console = Console()
    let signals = SignalPipe()
    if console.isTerminal, let display = open?() {
      let found = notices.isEmpty ? [] : [Effect.say(Reply(.warning, notices))]
      var loop = ScreenLoop(
        recording, clock: clock, store: store,
        terminal: TerminalEvents(display, console: console, signals: signals), durable: durable,
        greeting: found + greeting)
      let ending = loop.run()
      for line in loop.screen.farewell { console.write(safeText(line) + "\n") }
      return finish(ending, id: recording.session.id, notDurable: loop.screen.notDurable)
    }
    for notice in notices { Console.complain("focusgroup: \(notice)") }
    var loop = PlainLoop(
      recording, clock: clock, store: store, console: console, signals: signals, durable: durable,
      greeting: greeting)
    let ending = loop.run()
    return finish(ending, id: recording.session.id, notDurable: loop.notDurable)
  }

  /// Says what is left to say, and gives the exit status.
  ///
  /// - Parameter notDurable: what was entered and is on no disk, as typed.
  private static func finish(_ ending: Ending, id: String, notDurable: [String]) -> Int32 {
    switch ending {
    case .left, .finished: return 0
    case .stopped:
      Console.complain("focusgroup: stopped; go on with: focusgroup resume \(id)")
      return 1
    case .failed(let error):
      for line in notDurable { Console.complain("not saved: \(line)") }
      Console.complain(
        notDurable.isEmpty
          ? "focusgroup: every note is saved, but the session file is not written: \(error.message)"
          : "focusgroup: \(error.message)")
      Console.complain("focusgroup: when that is mended: focusgroup resume \(id)")
      return error.exitStatus
    }
  }

  private static func report(_ error: StorageError) -> Int32 {
    Console.complain("focusgroup: \(error.message)")
    return error.exitStatus
  }
}

extension [Effect] {
  var records: [Record] {
    compactMap { effect in
      guard case .append(let record) = effect else { return nil }
      return record
    }
  }

  var lastRecord: Int { records.last?.number ?? 0 }
}
