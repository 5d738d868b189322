internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import Facilitation
internal import Interview
internal import SessionStorage
internal import Text
internal import TextScreen

/// A replay in plain lines: what happened, in order; the same commands as on the screen. From a pipe each line is a
/// command; a pipe or a file that says nothing gets the whole session.
struct PlainReplay {
  private var replay: Replay
  private let clock: SessionClock
  private let console: Console
  private let signals: SignalPipe
  private var follower: SessionFollower?
  private var book: ReviewBook
  private var lines = LineSplitter()
  private var outbox = Outbox()
  private var durable = 0
  private var appended = 0
  private var status: Int32?
  /// Nothing more will be typed.
  private var inputIsOver = false
  private var hasCommands = false
  /// Up to where what happened was said, and how many moments that were.
  private var told = (time: Offset(-1), moments: 0)

  private static let lookInterval = 40

  /// Runs until it is closed or the input ends.
  ///
  /// - Returns: the exit status.
  static func run(
    _ source: ReplaySource, console: Console, signals: SignalPipe
  ) throws(StorageError) -> Int32 {
    let clock = SessionClock(at: .zero)
    let opened = try source.open(at: clock.now())
    for notice in opened.notices { Console.complain("focusgroup: \(notice)") }
    var loop = PlainReplay(source, opened, console: console, signals: signals, clock: clock)
    console.forbidMouse()
    let status = loop.run(source.commands)
    let isCutShort = !console.finish() && SignalPipe.hasToEnd
    return isCutShort && status == 0 ? 1 : status
  }

  private init(
    _ source: ReplaySource, _ opened: ReplaySource.Opened, console: Console, signals: SignalPipe,
    clock: SessionClock
  ) {
    replay = opened.replay
    self.clock = clock
    self.console = console
    self.signals = signals
    follower = opened.follower
    book = ReviewBook(source)
  }

  private mutating func run(_ commands: [ReplayCommand]) -> Int32 {
    write(replay.openingLines)
    for command in commands { perform(replay.enter(command, at: clock.now())) }
    noteHere()
    if isatty(0) == 1, isatty(1) == 1, commands.isEmpty, follower == nil {
      write(replay.lines(after: Offset(-1), through: told.time))
    } else if !commands.isEmpty || follower != nil {
      write(replay.latestLines)
    }
    // Somebody reads on another way than at a terminal: all of it, at once.
    if isatty(0) == 1, isatty(1) != 1, follower == nil { return tellAll() }
    while status == nil {
      speak()
      wait()
    }
    speak()
    return status ?? 0
  }

  private mutating func tellAll() -> Int32 {
    write(replay.lines(after: Offset(-1), through: replay.timeline.end))
    return 0
  }

  // MARK: Waiting

  private mutating func wait() {
    var descriptors = [
      pollfd(fd: inputIsOver ? -1 : 0, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: book.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      console.unsent,
    ]
    let ready = poll(&descriptors, nfds_t(descriptors.count), timeout)
    replay.pass(to: clock.now())
    if descriptors[3].revents != 0 { console.sendOn() }
    if descriptors[1].revents != 0 || ready < 0 { takeSignals() }
    if descriptors[2].revents != 0 { takeReports() }
    look()
    tellOn()
    guard status == nil else { return }
    if descriptors[0].revents != 0 { takeInput() }
    if inputIsOver, replay.life.map({ $0 == .closed }) ?? true { close() }
  }

  private var timeout: Int32 {
    if inputIsOver, follower == nil { return 0 }
    if follower != nil { return Int32(PlainReplay.lookInterval) }
    guard replay.head.isPlaying else { return outbox.isEmpty ? 60_000 : 500 }
    return 100
  }

  private mutating func takeInput() {
    guard let bytes = console.take() else {
      if let last = lines.unfinished { enter(last) }
      if !hasCommands, follower == nil, !console.isTerminal { status = tellAll() }
      inputIsOver = true
      return
    }
    for line in lines.take(bytes) where status == nil {
      switch line {
      case .text(let text):
        let line = text.hasSuffix("\r") ? String(text.dropLast()) : text
        enter(isatty(0) == 1 ? typedText(line) : line)
      case .tooLong(let count): write(["error: a line of \(count) bytes is no command"])
      }
    }
  }

  private mutating func enter(_ line: String) {
    hasCommands = true
    replay.pass(to: clock.now())
    guard !line.allSatisfy(\.isWhitespace) else {
      readOn()
      return
    }
    let before = replay.position
    perform(replay.enter(line, at: clock.now()))
    if !console.isTerminal, replay.head.isPlaying {
      // Nobody waits for it: all that is left, at once.
      write(replay.lines(after: before, through: replay.timeline.end))
      perform(replay.enter(.end, at: clock.now()))
      perform(replay.enter(.pause, at: clock.now()))
      noteHere()
    } else if replay.position != before, !replay.head.isPlaying {
      noteHere()
      write(replay.latestLines)
    } else if !replay.head.isPlaying {
      noteHere()
    }
  }

  /// An empty line: stops what plays, else says what comes next.
  private mutating func readOn() {
    if replay.head.isPlaying {
      perform(replay.enter(.pause, at: clock.now()))
      return
    }
    write(replay.stepOn(at: clock.now()))
    noteHere()
  }

  /// Says what has happened since, while it plays or is followed.
  private mutating func tellOn() {
    // What is recorded is known a little after its time: what is told reaches as far as the record does, and no
    // further. At the same millisecond more may have come.
    let here = here
    guard here >= told.time, here > told.time || replay.life != nil else { return }
    write(
      replay.lines(fromMoment: min(told.moments, replay.timeline.momentCount(at: told.time)), through: here))
    let isNews = here > told.time
    note(here)
    if isNews, !replay.head.isPlaying, !replay.isGoingOn, here >= replay.timeline.end, follower == nil {
      write(["the end"])
    }
  }

  /// All up to here was said.
  private mutating func noteHere() { note(here) }

  /// Where it stands; as far as there is a record, where it goes with one.
  private var here: Offset { replay.isGoingOn ? replay.timeline.end : replay.position }

  /// All up to a time was said.
  private mutating func note(_ time: Offset) {
    told = (time, replay.timeline.momentCount(at: time))
  }

  private mutating func look() {
    guard var followed = follower else { return }
    let before = followed.life
    let look = try? followed.look()
    follower = followed
    if look == .grown || look == .anew {
      replay.take(followed.session, life: followed.life, at: clock.now())
    } else if followed.life != before {
      replay.take(followed.life, at: clock.now())
    }
    if followed.life != before {
      tellOn()
      write([replay.lifeWords])
    }
  }

  private mutating func takeSignals() {
    for signal in signals.take() {
      switch signal {
      case .interrupt where console.isTerminal: close()
      case .terminate, .hangUp, .interrupt:
        stop()
      case .stop: cs_stop_self()
      case .resize, .continue: break
      }
    }
  }

  // MARK: Effects

  private mutating func perform(_ effects: [ReplayEffect]) {
    for effect in effects {
      switch effect {
      case .say(let reply):
        if reply.kind == .saved { outbox.add(reply, after: appended) } else { write(reply.lines) }
      case .append(let record):
        appended = record.number
        book.append([record])
      case .renew(let review): book.renew(review)
      case .openReview(let reviewer): openReview(reviewer)
      case .remember(let reviewer):
        do throws(StorageError) { try book.remember(reviewer) } catch {
          Console.complain("focusgroup: the name is not kept for the next time: \(error.message)")
        }
      case .repaint: break
      case .leave: close()
      }
    }
  }

  private mutating func openReview(_ reviewer: String) {
    let now = clock.now()
    do throws(StorageError) {
      let recovered = try book.open(reviewer, of: replay.session, at: now.wall)
      for notice in recovered.notices { Console.complain("focusgroup: \(notice.message)") }
      durable = recovered.review.lastRecord
      appended = durable
      perform(replay.opened(recovered.review, history: recovered.history, at: now))
    } catch {
      perform(replay.notOpened(error.message))
    }
  }

  private mutating func takeReports() {
    for report in book.reports() {
      switch report {
      case .durable(let number), .written(let number): durable = max(durable, number)
      case .refused(_, let error): write(["error: not saved yet: \(safeText(error.message))"])
      case .movedOn(let place, let error):
        write([safeText("\(error.message); the review goes on in \(place)")])
      case .noticed(let notice): write([safeText("warning: \(notice.message)")])
      case .outgrown, .wantsState: perform(replay.beginJournalAnew(at: clock.now()))
      }
    }
  }

  /// Syncs, and leaves the review's journal: recovery is the normal way in.
  private mutating func stop() {
    do throws(StorageError) {
      try book.abandon()
      status = 1
    } catch {
      Console.complain("focusgroup: not all changes of the review are saved: \(error.message)")
      status = error.exitStatus
    }
  }

  private mutating func close() {
    book.wait()
    takeReports()
    speak()
    do throws(StorageError) {
      try book.close(replay.layers.own)
      status = 0
    } catch {
      Console.complain("focusgroup: the review is not closed, nothing is lost: \(error.message)")
      status = error.exitStatus
    }
  }

  /// Says what is durable.
  private mutating func speak() { for reply in outbox.take(durable: durable) { write(reply.lines) } }

  private func write(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    console.send(lines.map { safeText($0) + "\n" }.joined())
  }
}
