internal import Facilitation
internal import Interview
internal import Screens
internal import SessionStorage
internal import TextScreen

/// The loop of the replay screen. The decisions are the screen's; this waits, looks, keeps and draws.
struct ReplayLoop {
  private var screen: ReplayScreen
  private var terminal: TerminalEvents
  private let clock: SessionClock
  private var follower: SessionFollower?
  private var book: ReviewBook
  private var isRefused = false
  private var status: Int32?
  /// Why it ended, for when the screen is gone.
  private var complaint: String?

  /// Milliseconds between two looks at a session that is followed: a change is on the screen within 100.
  private static let lookInterval = 40
  private static let retryInterval = 2000
  /// Milliseconds that reading may take before the screen says that it reads.
  private static let patience = 20
  /// Notes that are read in less time, so that a short session never flashes by what is known of it before.
  private static let readAtOnce = 2000

  /// Runs a replay until it is closed.
  ///
  /// - Returns: the exit status.
  /// - Throws: why there is nothing to replay.
  static func run(_ source: ReplaySource, terminal: TerminalEvents) throws(StorageError) -> Int32 {
    var terminal = terminal
    let clock = SessionClock(at: .zero)
    let heading = source.place.heading
    // Before reading takes the machine.
    if let heading, heading.notes > readAtOnce {
      terminal.draw(OpeningFrame.frame(heading, terminal.size))
    }
    let opened: ReplaySource.Opened?
    var hasToEnd = false
    var early: [Key] = []
    do throws(StorageError) {
      let work = try Background { () throws(StorageError) in try source.open(at: clock.now()) }
      opened = try ReplayLoop.wait(for: work, &terminal, heading, &hasToEnd, &early)
    } catch {
      terminal.close()
      throw error
    }
    guard let opened else {
      terminal.close()
      return hasToEnd ? 1 : 0
    }
    var loop = ReplayLoop(source, opened, terminal: terminal, clock: clock)
    let status = loop.run(source.commands, notices: opened.notices, early: early)
    if let complaint = loop.complaint { Console.complain("focusgroup: \(complaint)") }
    return status
  }

  /// Shows that it is being read, if that takes long.
  ///
  /// - Parameter early: keys that are pressed meanwhile and are the replay's.
  /// - Returns: nil if it was given up.
  private static func wait(
    for work: Background<ReplaySource.Opened>, _ terminal: inout TerminalEvents,
    _ heading: SessionHeading?, _ hasToEnd: inout Bool, _ early: inout [Key]
  ) throws(StorageError) -> ReplaySource.Opened? {
    if let result = work.wait(atMost: .milliseconds(patience)) { return try result.get() }
    while true {
      if let result = work.result { return try result.get() }
      terminal.draw(OpeningFrame.frame(heading, terminal.size))
      for event in terminal.wait(atMost: 60_000, or: work.wakeDescriptor) {
        switch event {
        case .key(.control("q")), .key(.control("c")), .key(.character("q")), .key(.escape): return nil
        case .stop:
          hasToEnd = true
          return nil
        case .key(let key): early.append(key)
        case .ready, .idle: break
        }
      }
    }
  }

  private init(
    _ source: ReplaySource, _ opened: ReplaySource.Opened, terminal: TerminalEvents, clock: SessionClock
  ) {
    screen = ReplayScreen(opened.replay)
    self.terminal = terminal
    self.clock = clock
    follower = opened.follower
    book = ReviewBook(source)
  }

  private mutating func run(_ commands: [ReplayCommand], notices: [String], early: [Key]) -> Int32 {
    defer { terminal.close() }
    for command in commands { perform(screen.begin(with: command, at: clock.now())) }
    for notice in notices { tell(.noticed(notice)) }
    for key in early { tell(.key(key)) }
    while true {
      if let status { return status }
      terminal.draw(screen.frame(terminal.size))
      wait()
    }
  }

  private mutating func wait() {
    var timeout = screen.wakeUp
    if follower != nil { timeout = min(timeout, ReplayLoop.lookInterval) }
    if isRefused { timeout = min(timeout, ReplayLoop.retryInterval) }
    for event in terminal.wait(atMost: timeout, or: book.wakeDescriptor) where status == nil {
      switch event {
      case .key(let key): tell(.key(key))
      case .ready: takeReports()
      case .idle:
        tell(.woke)
        if isRefused { book.tryAgain() }
      case .stop: stop()
      }
    }
    if status == nil { look() }
  }

  private mutating func tell(_ event: ReplayEvent) {
    guard status == nil else { return }
    perform(screen.handle(event, at: clock.now()))
  }

  // MARK: Following

  private mutating func look() {
    guard var followed = follower else { return }
    let before = followed.life
    do throws(StorageError) {
      let look = try followed.look()
      follower = followed
      switch look {
      case .unchanged: if followed.life != before { tell(.life(followed.life)) }
      case .grown, .anew: tell(.session(followed.session, followed.life))
      }
    } catch {
      // What was there is still shown; the next look may find it again.
      follower = followed
    }
  }

  // MARK: Effects

  private mutating func perform(_ effects: [ReplayEffect]) {
    var records: [ReviewRecord] = []
    for effect in effects {
      switch effect {
      case .append(let record): records.append(record)
      case .renew(let review):
        book.append(records)
        records = []
        book.renew(review)
      case .openReview(let reviewer): openReview(reviewer)
      case .remember(let reviewer): remember(reviewer)
      case .repaint: terminal.repaint()
      case .leave:
        book.append(records)
        records = []
        leave()
      case .say: break
      }
    }
    book.append(records)
  }

  private mutating func openReview(_ reviewer: String) {
    let now = clock.now()
    do throws(StorageError) {
      let recovered = try book.open(reviewer, of: screen.replay.session, at: now.wall)
      for notice in recovered.notices { tell(.noticed(notice.message)) }
      tell(.opened(recovered.review, recovered.history))
    } catch {
      tell(.notOpened(error.message))
    }
  }

  private mutating func remember(_ reviewer: String) {
    do throws(StorageError) { try book.remember(reviewer) } catch {
      tell(.noticed("the name is not kept for the next time: \(error.message)"))
    }
  }

  private mutating func takeReports() {
    for report in book.reports() {
      switch report {
      case .durable(let number), .written(let number):
        isRefused = false
        tell(.durable(through: number))
      case .refused(_, let error):
        isRefused = true
        tell(.refused(error.message))
      case .movedOn(let place, let error):
        tell(.noticed("\(error.message); the review goes on in \(place)"))
      case .noticed(let notice): tell(.noticed(notice.message))
      case .outgrown, .wantsState: tell(.outgrown)
      }
    }
  }

  private mutating func leave() {
    do throws(StorageError) {
      try book.close(screen.replay.layers.own)
      status = 0
    } catch {
      tell(.noticed("the review is not closed, nothing is lost: \(error.message); q tries again"))
    }
  }

  /// Syncs, and leaves the review's journal: recovery is the normal way in. Whoever has opened the replay learns that
  /// it was told to end.
  private mutating func stop() {
    do throws(StorageError) {
      try book.abandon()
      status = 1
    } catch {
      complaint = "\(screen.notDurable) changes of the review are not saved: \(error.message)"
      status = error.exitStatus
    }
  }
}
