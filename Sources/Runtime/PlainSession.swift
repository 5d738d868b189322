public import Interview
internal import Screens
public import SessionStorage
internal import TextScreen

/// A recording in plain mode from its opening to its exit status.
public enum PlainSession {
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
  /// - Returns: the exit status.
  public static func run(_ start: Start, in study: StudyFolder) -> Int32 {
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
      return try record(start, route, in: study)
    } catch {
      return report(error)
    }
  }

  private static func record(
    _ start: Start, _ route: InterviewProtocol, in study: StudyFolder
  ) throws(StorageError) -> Int32 {
    try study.create()
    let console = Console()
    let clock = SessionClock(at: .zero)
    let now = clock.now()
    var budget = Budget(short: start.short, minutes: start.minutes)
    if let until = start.until { budget.until = now.wall.next(hour: until.hour, minute: until.minute) }
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
    let loop = PlainLoop(
      opening.recording, clock: clock, store: store, console: console, durable: opening.effects.lastRecord,
      greeting: opening.effects)
    return finish(loop)
  }

  /// Goes on with a session.
  ///
  /// - Parameter wanted: a file, an id or the start of one; nil for the one cut off, else the one left last.
  /// - Returns: the exit status.
  public static func resume(_ wanted: String?, in study: StudyFolder) -> Int32 {
    do throws(StorageError) {
      if let wanted {
        switch try study.place(of: wanted, currentFolder: Here.folder) {
        case .session(let place, let found):
          return try goOn(OpenSession.resume(in: place, id: found))
        case .file(let path):
          throw StorageError.notFound("session", path)
        }
      }
      guard let found = try sessionToResume(in: study) else {
        Console.complain("focusgroup: no session of this study can be resumed; `focusgroup list` shows them")
        return 66
      }
      return try goOn(OpenSession.resume(in: study, id: found))
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
    _ opened: (session: OpenSession, recovered: Recovered)
  ) throws(StorageError) -> Int32 {
    let (store, recovered) = opened
    for notice in recovered.notices { Console.complain("focusgroup: \(notice.message)") }
    let console = Console()
    let session = recovered.session
    let clock = SessionClock(at: session.lastOffset + session.wallSince(ClockReading.now().wall))
    let resumed = Recording.resume(
      session, history: recovered.history, recorder: SessionName.recorder(at: clock.now().offset),
      wasCutOff: recovered.wasCutOff, interactive: console.isTerminal, now: clock.now())
    let loop = PlainLoop(
      resumed.recording, clock: clock, store: store, console: console, durable: session.lastRecord,
      greeting: resumed.effects)
    return finish(loop)
  }

  private static func finish(_ loop: PlainLoop) -> Int32 {
    var loop = loop
    switch loop.run() {
    case .left, .finished: return 0
    case .stopped:
      Console.complain("focusgroup: stopped; go on with: focusgroup resume \(loop.recording.session.id)")
      return 1
    case .failed(let error):
      let lost = loop.notDurable
      for line in lost { Console.complain("not saved: \(line)") }
      let id = loop.recording.session.id
      Console.complain(
        lost.isEmpty
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
