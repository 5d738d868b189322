internal import Facilitation
public import Interview
public import SessionStorage
internal import Text
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
    public var until: TimeOfDay?
    /// Ask nothing and begin.
    public var beginAtOnce: Bool

    public init(
      protocol: String, group: Group, participants: Int, id: String?, short: Bool, minutes: Double?,
      until: TimeOfDay?, beginAtOnce: Bool
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
      var start = start
      switch route.meant(setting: start.group.setting) {
      case .success(let setting): start.group.setting = setting
      case .failure(let none):
        Console.complain("focusgroup: \(none.message)")
        return 64
      }
      return try record(start, route, in: study, open: open)
    } catch {
      return report(error)
    }
  }

  private static func record(
    _ start: Start, _ route: InterviewProtocol, after before: Predecessor? = nil, in study: StudyFolder,
    open: DisplayOpener?
  ) throws(StorageError) -> Int32 {
    let console = Console()
    let clock = SessionClock(at: .zero)
    let now = clock.now()
    var budget = before?.budget ?? Budget(short: start.short, minutes: start.minutes)
    if let until = start.until {
      budget.until = now.wall.next(hour: until.hour, minute: until.minute, in: .local)
    }
    let id = start.id ?? SessionName.make(protocol: route.id, group: start.group.code, at: now.wall)
    let remembered = Remembered.answers(for: route, in: study)
    var opening: (recording: Recording, effects: [Effect])?
    let recorder = Recorder(id: SessionName.recorder(), program: Program.version, from: .zero)
    let store = try OpenSession.create(in: study, id: id, recorder: recorder.id) { id in
      let head = SessionHead(
        id: id, uuid: SessionName.uuid(),
        title: route.title.text(in: start.group.language ?? "", fallback: route.languages.first ?? ""),
        startedAt: now.wall, timeZone: ClockReading.timeZoneName,
        group: start.group, budget: budget, protocol: route)
      let opened = Recording.open(
        head, recorder: recorder, participants: start.participants, people: before?.next.people ?? [],
        answers: before?.next.answers ?? [:],
        interactive: console.isTerminal, beginAtOnce: start.beginAtOnce || !console.isTerminal,
        remembered: remembered, now: now)
      opening = opened
      return opened.effects.records
    }
    guard let opening else { return 1 }
    if let before { Discarding.replace(before.id, in: study) }
    let desk = RecordingDesk(
      recording: opening.recording, study: study, clock: clock, store: store,
      durable: opening.effects.lastRecord, greeting: opening.effects)
    return run(desk, open: open)
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
        switch try study.place(of: wanted, currentFolder: Here.folder(for: wanted)) {
        case .session(let place, let found):
          return try goOn(found, in: place, open: open)
        case .file(let path):
          throw StorageError.notFound("session", path)
        }
      }
      let choice = try ResumeChoice(of: study)
      guard let id = choice.id else {
        for rival in choice.rivals { Console.complain("focusgroup: \(rival)") }
        for id in choice.running {
          Console.complain(
            "focusgroup: \(id) is open in another terminal; see it with: focusgroup replay --follow \(id)")
        }
        Console.complain("focusgroup: no session of this study can be resumed; `focusgroup list` shows them")
        return choice.running.isEmpty ? 66 : 75
      }
      guard choice.isConfirmed(Console()) else { return 66 }
      return try goOn(id, in: study, open: open)
    } catch {
      return report(error)
    }
  }

  /// - Parameter told: what has to be known first.
  private static func goOn(
    _ id: String, in study: StudyFolder, told: [String] = [], open: DisplayOpener?
  ) throws(StorageError) -> Int32 {
    let name = SessionName.recorder()
    let (store, recovered) = try OpenSession.resume(in: study, id: id, recorder: name)
    let session = recovered.session
    let clock = SessionClock(at: session.lastOffset + session.wallSince(ClockReading.now().wall))
    let recorder = Recorder(id: name, program: Program.version, from: clock.now().offset)
    let resumed = Recording.resume(
      session, under: store.id, history: recovered.history, recorder: recorder,
      wasCutOff: recovered.wasCutOff, isWhole: !recovered.notices.contains(where: \.hidesText),
      interactive: Console().isTerminal, now: clock.now())
    let desk = RecordingDesk(
      recording: resumed.recording, study: study, clock: clock, store: store, durable: session.lastRecord,
      greeting: resumed.effects,
      notices: told + recovered.notices.map(\.message) + copyNotice(session, openedAs: store.id))
    return run(desk, open: open)
  }

  /// A copied file says which session it is of: the one that is open is the copy.
  private static func copyNotice(_ session: Session, openedAs id: String) -> [String] {
    guard session.id != id else { return [] }
    return ["\(id).json is a copy of session \(session.id): this goes on in the copy, not in \(session.id)"]
  }

  /// Runs a recording, and says how it ended.
  private static func run(_ desk: RecordingDesk, open: DisplayOpener?) -> Int32 {
    let console = Console()
    let (store, study) = (desk.store, desk.study)
    var desk = desk
    let outcome = desk.sit(console, SignalPipe(), open: open)
    if let farewell = outcome.farewell {
      for line in farewell { console.write(safeText(line) + "\n") }
      // The screen is gone, and perhaps had no room for all of it.
      for line in outcome.notDestroyed { Console.complain("focusgroup: \(line)") }
    }
    if outcome.ending == .left, let next = outcome.recording.successor {
      return follow(outcome.recording, with: next, store, in: study, open: open)
    }
    let isCutShort = outcome.farewell == nil && !console.finish() && SignalPipe.hasToEnd
    let status = finish(outcome.ending, id: store.id, in: study, store, notDurable: outcome.notDurable)
    return isCutShort && status == 0 ? 1 : status
  }

  /// The session whose people and answers another one takes.
  private struct Predecessor {
    let id: String
    let budget: Budget
    let next: Successor
  }

  /// Begins a session with another protocol in the place of one that was let go, in which nothing was noted. If the
  /// protocol cannot be used, the old one is gone on with.
  private static func follow(
    _ recording: Recording, with next: Successor, _ store: OpenSession, in study: StudyFolder,
    open: DisplayOpener?
  ) -> Int32 {
    do throws(StorageError) {
      switch try FileCheck.readProtocol(next.protocol, in: study) {
      case .success(let route):
        let session = recording.session
        var group = session.group
        if let setting = group.setting, route.settings[setting] == nil { group.setting = nil }
        let start = Start(
          protocol: route.id, group: group, participants: 0, id: nil, short: false, minutes: nil, until: nil,
          beginAtOnce: false)
        let before = Predecessor(id: store.id, budget: session.budget, next: next)
        return try record(start, route, after: before, in: study, open: open)
      case .failure(let faults):
        return try goOn(store.id, in: study, told: faults.all.map(\.description), open: open)
      }
    } catch {
      return report(error)
    }
  }

  /// Says what is left to say, and gives the exit status.
  ///
  /// - Parameter notDurable: what was entered and is on no disk, as typed.
  private static func finish(
    _ ending: Ending, id: String, in study: StudyFolder, _ store: OpenSession, notDurable: [String]
  ) -> Int32 {
    // What the writer had to tell at the end is told by nobody else any more.
    for case .noticed(let notice) in store.reports() { Console.complain("focusgroup: \(notice.message)") }
    // The id alone leads there no more when the study's folder was moved.
    let name = store.nameElsewhere ?? id
    if let place = store.elsewhere {
      let way = store.nameElsewhere == nil ? "name its folder Sessions again, then " : ""
      Console.complain("focusgroup: the notes are in \(place): \(way)focusgroup resume \(name)")
    }
    if ending != .left, ending != .finished, ending != .discarded, store.owesDestruction {
      Console.complain(
        "focusgroup: what was redacted is not off the disk yet: it goes with the next resume and /leave")
    }
    switch ending {
    case .left, .finished: return 0
    case .discarded: return Discarding.destroy(name, in: study)
    case .stopped:
      Console.complain("focusgroup: stopped; go on with: focusgroup resume \(name)")
      return 1
    case .failed(let error):
      for line in notDurable { Console.complain("not saved: \(line)") }
      Console.complain(
        notDurable.isEmpty
          ? "focusgroup: every note is saved, but the session file is not written: \(error.message)"
          : "focusgroup: \(error.message)")
      Console.complain("focusgroup: when that is mended: focusgroup resume \(name)")
      return error.exitStatus
    }
  }

  static func report(_ error: StorageError) -> Int32 {
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
