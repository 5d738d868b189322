public import Facilitation
public import Interview
internal import Text
internal import TextScreen

/// A replay in plain lines: what happened, in order; the same commands as on the screen. From a pipe each line is a
/// command; a pipe or a file that says nothing gets the whole session. Pure.
public struct PlainReplay: Sendable {
  /// Where the lines come from and go to.
  public struct Ends: Sendable {
    /// They are typed at a terminal.
    public var typedAtTerminal: Bool
    /// They are read at a terminal.
    public var readAtTerminal: Bool

    /// Both ends.
    public init(typedAtTerminal: Bool, readAtTerminal: Bool) {
      self.typedAtTerminal = typedAtTerminal
      self.readAtTerminal = readAtTerminal
    }

    fileprivate var isTerminal: Bool { typedAtTerminal && readAtTerminal }
  }

  /// What is replayed.
  public private(set) var replay: Replay
  private let ends: Ends
  private var output = ""
  private var held = HeldReplies()
  private var appended = 0
  /// Why the disk takes nothing; nil when it does.
  private var trouble: String?
  private var inputIsOver = false
  private var hasCommands = false
  private var isLeaving = false
  /// Up to where what happened was said, and how many moments that were.
  private var told = (time: Offset(-1), moments: 0)

  /// Opens a replay.
  ///
  /// - Parameter commands: to begin with.
  /// - Returns: the replay, and what has to be done first.
  package static func open(
    _ replay: Replay, _ ends: Ends, commands: [ReplayCommand], at now: Stamp
  ) -> (plain: PlainReplay, effects: [ReplayEffect]) {
    var plain = PlainReplay(replay, ends)
    let effects = plain.begin(with: commands, at: now)
    return (plain, effects)
  }

  private init(_ replay: Replay, _ ends: Ends) {
    self.replay = replay
    self.ends = ends
  }

  /// It goes with a session that another program records.
  private var follows: Bool { replay.life != nil }

  /// Changes of the review that are on no disk.
  public var notDurable: Int { held.missing(of: appended) }

  /// Milliseconds until it wants to be woken.
  public var wakeUp: Int { replay.head.isPlaying ? 100 : 60_000 }

  /// Takes what is to be written now.
  public mutating func takeOutput() -> String {
    defer { output = "" }
    return output
  }

  private mutating func begin(with commands: [ReplayCommand], at now: Stamp) -> [ReplayEffect] {
    write(replay.openingLines)
    var effects: [ReplayEffect] = []
    for command in commands { effects += take(replay.enter(command, at: now)) }
    noteHere()
    if ends.isTerminal, commands.isEmpty, !follows {
      write(replay.lines(after: Offset(-1), through: told.time))
    } else if !commands.isEmpty || follows {
      write(replay.latestLines)
    }
    // Somebody reads on another way than at a terminal: all of it, at once.
    if ends.typedAtTerminal, !ends.readAtTerminal, !follows {
      tellAll()
      effects.append(.leave)
    }
    return effects
  }

  private mutating func tellAll() {
    write(replay.lines(after: Offset(-1), through: replay.timeline.end))
  }

  // MARK: Events

  /// Takes an event.
  ///
  /// - Returns: what has to be done, in order; never `say`.
  public mutating func handle(_ event: ReplayEvent, at now: Stamp) -> [ReplayEffect] {
    replay.pass(to: now)
    var effects = take(event, at: now)
    if isLeaving { return effects }
    tellOn()
    if inputIsOver, replay.life == nil || replay.life == .closed { effects.append(leave()) }
    return effects
  }

  private mutating func take(_ event: ReplayEvent, at now: Stamp) -> [ReplayEffect] {
    switch event {
    case .key, .woke: return []
    case .line(let line):
      guard !isLeaving else { return [] }
      return enter(line, at: now)
    case .inputEnded(let rest): return endInput(rest, at: now)
    case .interrupted: return isLeaving ? [] : [leave()]
    case .session(let session, let life): follow(life) { $0.take(session, life: life, at: now) }
    case .life(let life): follow(life) { $0.take(life, at: now) }
    case .opened(let review, let history):
      appended = review.lastRecord
      held = HeldReplies(durable: appended)
      return take(replay.opened(review, history: history, at: now))
    case .notOpened(let reason): return take(replay.notOpened(reason))
    case .durable(let number): becomeDurable(through: number)
    case .refused(let reason):
      if trouble != reason { write(["error: not saved yet: \(safeText(reason))"]) }
      trouble = reason
    case .outgrown: return isLeaving ? [] : take(replay.beginJournalAnew(at: now))
    case .noticed(let text): write([safeText("warning: \(text)")])
    case .closing: break
    case .notClosed: isLeaving = false
    }
    return []
  }

  private mutating func becomeDurable(through number: Int) {
    let replies = held.reach(number)
    if trouble != nil, notDurable == 0 {
      trouble = nil
      write(["the disk takes changes again: all is saved"])
    }
    for reply in replies { write(reply.lines) }
  }

  private mutating func follow(_ life: SessionLife, _ take: (inout Replay) -> Void) {
    let before = replay.life
    take(&replay)
    guard life != before else { return }
    tellOn()
    write([replay.lifeWords])
  }

  // MARK: Lines

  private mutating func enter(_ line: LineSplitter.Line, at now: Stamp) -> [ReplayEffect] {
    switch line {
    case .text(let text): return enter(ends.typedAtTerminal ? typedText(text) : text, at: now)
    case .tooLong(let count):
      write(["error: a line of \(count) bytes is no command"])
      return []
    }
  }

  private mutating func enter(_ line: String, at now: Stamp) -> [ReplayEffect] {
    hasCommands = true
    guard !line.allSatisfy(\.isWhitespace) else { return readOn(at: now) }
    let before = replay.position
    var effects = take(replay.enter(line, at: now))
    if !ends.isTerminal, replay.head.isPlaying {
      // Nobody waits for it: all that is left, at once.
      write(replay.lines(after: before, through: replay.timeline.end))
      effects += take(replay.enter(.end, at: now))
      effects += take(replay.enter(.pause, at: now))
      noteHere()
    } else if replay.position != before, !replay.head.isPlaying {
      noteHere()
      write(replay.latestLines)
    } else if !replay.head.isPlaying {
      noteHere()
    }
    return effects
  }

  /// An empty line: stops what plays, else says what comes next.
  private mutating func readOn(at now: Stamp) -> [ReplayEffect] {
    if replay.head.isPlaying { return take(replay.enter(.pause, at: now)) }
    write(replay.stepOn(at: now))
    noteHere()
    return []
  }

  private mutating func endInput(_ rest: LineSplitter.Line?, at now: Stamp) -> [ReplayEffect] {
    let effects = isLeaving ? [] : rest.map { enter($0, at: now) } ?? []
    if !hasCommands, !follows, !ends.isTerminal {
      tellAll()
      noteEnd()
    }
    inputIsOver = true
    return effects
  }

  // MARK: Telling

  /// Says what has happened since, while it plays or is followed.
  private mutating func tellOn() {
    // What is recorded is known a little after its time: what is told reaches as far as the record does, and no
    // further. At the same millisecond more may have come.
    let here = here
    guard here >= told.time, here > told.time || follows else { return }
    write(
      replay.lines(fromMoment: min(told.moments, replay.timeline.momentCount(at: told.time)), through: here))
    let isNews = here > told.time
    noteTold(through: here)
    if isNews, !replay.head.isPlaying, !replay.isGoingOn, here >= replay.timeline.end, !follows {
      write(["the end"])
    }
  }

  /// All up to here was said.
  private mutating func noteHere() { noteTold(through: here) }

  private mutating func noteEnd() { noteTold(through: replay.timeline.end) }

  /// Where it stands; as far as there is a record, where it goes with one.
  private var here: Offset { replay.isGoingOn ? replay.timeline.end : replay.position }

  private mutating func noteTold(through time: Offset) {
    told = (time, replay.timeline.momentCount(at: time))
  }

  // MARK: Effects

  private mutating func leave() -> ReplayEffect {
    isLeaving = true
    return .leave
  }

  private mutating func take(_ effects: [ReplayEffect]) -> [ReplayEffect] {
    effects.filter { effect in
      switch effect {
      case .say(let reply):
        if reply.kind != .saved || !held.hold(reply, until: appended) { write(reply.lines) }
        return false
      case .append(let record): appended = record.number
      case .leave: isLeaving = true
      case .renew, .openReview, .remember, .repaint: break
      }
      return true
    }
  }

  private mutating func write(_ lines: [String]) {
    output += lines.map { safeText($0) + "\n" }.joined()
  }
}
