#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import Facilitation
internal import Interview
internal import Screens
public import SessionStorage
internal import TextScreen

/// A replay from its opening to its exit status: on the full screen where there is one, else in plain mode.
public enum ReplayRun {
  /// What `replay` was told.
  public struct Options: Sendable {
    /// Where to begin: a time, a note's number, a question; nil for the beginning.
    public var place: String?
    /// How fast it plays, 0.5 to 64; nil for as it was, standing still at first.
    public var speed: Double?
    /// The longest gap that is played as it was, in milliseconds; nil for all.
    public var gap: Int?
    /// Watch a session that is being recorded.
    public var follow: Bool
    /// With the note-taker's own comments. Who follows never sees them.
    public var comments: Bool
    /// Who reviews; nil for who did the last time.
    public var reviewer: String?
    /// What the program remembers.
    public var preferences: Preferences

    /// Makes options.
    public init(
      place: String? = nil, speed: Double? = nil, gap: Int? = 2000, follow: Bool = false,
      comments: Bool = false, reviewer: String? = nil, preferences: Preferences
    ) {
      self.place = place
      self.speed = speed
      self.gap = gap
      self.follow = follow
      self.comments = comments
      self.reviewer = reviewer
      self.preferences = preferences
    }
  }

  /// Replays a session.
  ///
  /// - Parameters:
  ///   - wanted: a file, an id or an unambiguous start of one.
  ///   - open: nil for plain mode.
  /// - Returns: the exit status.
  public static func run(
    _ wanted: String, _ options: Options, in study: StudyFolder, open: SessionRun.DisplayOpener?
  ) -> Int32 {
    do throws(StorageError) {
      let place = try study.place(of: wanted, currentFolder: Here.folder(for: wanted))
      let source = ReplaySource(place: place, options: options)
      if options.follow, case .file(let path) = place {
        Console.complain("focusgroup: \(path) is no session of a study: only those can be followed")
        return 64
      }
      let console = Console()
      let signals = SignalPipe()
      if console.isTerminal, let display = open?() {
        return try show(source, on: World.screen(display, console: console, signals: signals))
      }
      return try tell(source, console: console, signals: signals)
    } catch {
      Console.complain("focusgroup: \(error.message)")
      return error.exitStatus
    }
  }

  /// Milliseconds that reading may take before the screen says that it reads.
  private static let patience = 20
  /// Notes that are read in less time, so that a short session never flashes by what is known of it before.
  private static let readAtOnce = 2000

  /// Replays on the full screen.
  ///
  /// - Throws: why there is nothing to replay.
  private static func show(_ source: ReplaySource, on world: World) throws(StorageError) -> Int32 {
    var world = world
    let clock = SessionClock(at: .zero)
    let heading = source.place.heading
    // Before reading takes the machine.
    if let heading, heading.notes > readAtOnce { world.draw(OpeningFrame.frame(heading, world.size)) }
    let status: Int32
    var complaint: String?
    do throws(StorageError) {
      let work = try Background { () throws(StorageError) in try source.open(at: clock.now()) }
      var ending = work.wait(atMost: .milliseconds(patience)).map(OpeningSitting.Ending.opened)
      var early: [Happening] = []
      if ending == nil {
        var opening = OpeningSitting(work, of: heading)
        ending = opening.sit(&world)
        early = opening.early
      }
      switch ending {
      case .opened(let result):
        let opened = try result.get()
        var screen = ReplayScreen(opened.replay)
        let effects = source.commands.flatMap { screen.begin(with: $0, at: clock.now()) }
        var sitting = ReplaySitting(screen, of: source, clock: clock, follower: opened.follower)
        sitting.begin(effects, notices: opened.notices, early: early)
        status = sitting.sit(&world)
        complaint = sitting.complaint
      case .stopped: status = 1
      case .givenUp, nil: status = 0
      }
    } catch {
      world.close()
      throw error
    }
    world.close()
    if let complaint { Console.complain("focusgroup: \(complaint)") }
    return status
  }

  /// Replays in plain lines.
  private static func tell(
    _ source: ReplaySource, console: Console, signals: SignalPipe
  ) throws(StorageError) -> Int32 {
    let clock = SessionClock(at: .zero)
    let opened = try source.open(at: clock.now())
    for notice in opened.notices { Console.complain("focusgroup: \(notice)") }
    let ends = PlainReplay.Ends(typedAtTerminal: isatty(0) == 1, readAtTerminal: isatty(1) == 1)
    let plain = PlainReplay.open(opened.replay, ends, commands: source.commands, at: clock.now())
    var sitting = ReplaySitting(plain.plain, of: source, clock: clock, follower: opened.follower)
    sitting.begin(plain.effects)
    var world = World.lines(console: console, signals: signals)
    let status = sitting.sit(&world)
    sitting.show(on: &world)
    if let complaint = sitting.complaint { Console.complain("focusgroup: \(complaint)") }
    let isCutShort = !console.finish() && SignalPipe.hasToEnd
    return isCutShort && status == 0 ? 1 : status
  }
}

/// A session to replay, wherever it is.
struct ReplaySource: Sendable {
  let place: SessionPlace
  let options: ReplayRun.Options

  /// A replay of it, with what reading it found, and who follows it.
  struct Opened: Sendable {
    var replay: Replay
    var notices: [String]
    var follower: SessionFollower?
  }

  /// Reads it, with all reviews.
  func open(at now: Stamp) throws(StorageError) -> Opened {
    let reviewer = options.reviewer ?? options.preferences.reviewer
    switch place {
    case .file(let path):
      let recovered = try Recovery.read(file: path)
      let replay = Replay(seen(of: recovered.session), layers: Layers(reviewer: reviewer), now: now)
      return Opened(replay: replay, notices: recovered.notices.map(\.message), follower: nil)
    case .session(let study, let id):
      var notices: [String] = []
      if options.follow {
        let follower = try SessionFollower(in: study, id: id)
        let layers = Layers(reviewer: reviewer, reviews: reviews(of: follower.session, in: study, &notices))
        let replay = Replay(seen(of: follower.session), layers: layers, life: follower.life, now: now)
        return Opened(
          replay: replay, notices: notices + follower.notices.map(\.message), follower: follower)
      }
      let recovered = try Recovery.read(in: study, id: id)
      // Should a redaction not have reached them: nothing of it is to be read here.
      _ = study.eraseReviews(of: recovered.session, at: now.wall)
      let layers = Layers(reviewer: reviewer, reviews: reviews(of: recovered.session, in: study, &notices))
      notices += recovered.notices.map(\.message)
      if recovered.isOpenElsewhere {
        notices.append("this session is being recorded: this is it until now; replay --follow goes with it")
      }
      return Opened(
        replay: Replay(seen(of: recovered.session), layers: layers, now: now), notices: notices, follower: nil
      )
    }
  }

  /// What is shown of it.
  func seen(of session: Session) -> Session {
    options.comments && !options.follow ? session : session.withoutComments
  }

  private func reviews(of session: Session, in study: StudyFolder, _ notices: inout [String]) -> [Review] {
    var reviews: [Review] = []
    for name in (try? study.reviewers(of: session.id)) ?? [] {
      do throws(StorageError) {
        let read = try Recovery.readReview(in: study, id: session.id, reviewer: name)
        let review = read.review
        guard review.isOf(session) else {
          notices.append("the review of \(name) is left out: it is of another session of this name")
          continue
        }
        reviews.append(review)
        notices += read.notices.filter(\.isDamage).map { "the review of \(name): \($0.message)" }
      } catch {
        notices.append("the review of \(name) is left out: \(error.message)")
      }
    }
    return reviews
  }

  /// Opens one's review for writing.
  func openReview(
    _ reviewer: String, of session: Session, at now: WallTime
  ) throws(StorageError) -> (review: OpenReview, recovered: Recovered<Review>) {
    guard case .session(let study, let id) = place else {
      throw StorageError.notFound(
        "study around this session: put its file into a Sessions folder to review", "")
    }
    if let there = try? Recovery.readReview(in: study, id: id, reviewer: reviewer),
      !there.review.isOf(session)
    {
      throw StorageError.foreignJournal(path: "\(id).review-\(reviewer)")
    }
    let recorder = ReviewRecorder(id: SessionName.recorder(), program: Program.version, from: now)
    return try OpenReview.open(in: study, session: id, reviewer: reviewer, recorder: recorder) {
      ReviewHead(
        uuid: SessionName.uuid(), reviewer: reviewer, session: id, sessionUUID: session.uuid, startedAt: now)
    }
  }

  /// Destroys what reviews say of notes that were redacted while this replay was open.
  func eraseWhatWasDestroyed(at now: WallTime) {
    guard case .session(let study, let id) = place,
      let session = try? Recovery.read(in: study, id: id).session
    else { return }
    _ = study.eraseReviews(of: session, at: now)
  }

  /// Commands to begin with.
  var commands: [ReplayCommand] {
    var commands: [ReplayCommand] = []
    if options.gap != Replay.usualGap { commands.append(.gap(options.gap)) }
    if let place = options.place { commands.append(.go(place)) }
    if let speed = options.speed { commands.append(.speed(speed)) }
    return commands
  }
}
