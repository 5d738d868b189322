internal import Facilitation
internal import Interview
internal import Screens
internal import SessionStorage
internal import TextScreen

/// One of the two faces of a replay: the full screen, or plain lines. It decides; the sitting looks and keeps.
protocol ReplayFace {
  var replay: Replay { get }
  /// Changes of the review that are on no disk.
  var notDurable: Int { get }
  var wakeUp: Int { get }
  /// One can go on when the review could not be closed; else that is the end.
  var staysWhenNotClosed: Bool { get }

  mutating func handle(_ event: ReplayEvent, at now: Stamp) -> [ReplayEffect]
  mutating func show(on outside: inout some Outside)
}

extension ReplayScreen: ReplayFace {
  var staysWhenNotClosed: Bool { true }

  mutating func show(on outside: inout some Outside) { outside.draw(frame(outside.size)) }
}

extension PlainReplay: ReplayFace {
  var staysWhenNotClosed: Bool { false }

  mutating func show(on outside: inout some Outside) { outside.send(takeOutput()) }
}

/// A replay in front of a terminal or a pipe: a session that is followed is looked at, and one's review is kept.
struct ReplaySitting<Face: ReplayFace>: Sitting {
  fileprivate(set) var face: Face
  /// The exit status.
  private(set) var ending: Int32?
  /// Why it ended, for when the screen is gone.
  private(set) var complaint: String?
  private let source: ReplaySource
  private let clock: SessionClock
  private var follower: SessionFollower?
  /// One's review, opened when something is first said.
  private var book: (review: OpenReview, keeper: Keeper<Review>)?
  /// The review is being closed.
  private var isLeaving = false

  /// Milliseconds between two looks at a session that is followed: a change is on the screen within 100.
  private static var lookInterval: Int { 40 }
  private static var retryInterval: Int { 2000 }

  /// - Parameter follower: of a session that another program records.
  init(_ face: Face, of source: ReplaySource, clock: SessionClock, follower: SessionFollower?) {
    self.face = face
    self.source = source
    self.clock = clock
    self.follower = follower
  }

  /// Does what is to be done before anything is shown.
  mutating func begin(_ effects: [ReplayEffect], notices: [String] = [], early: [Happening] = []) {
    for effect in effects { perform(effect) }
    for notice in notices { tell(.noticed(notice)) }
    for case .key(let key) in early { tell(.key(key)) }
    book?.keeper.release()
  }

  var wakeUp: Int {
    var after = face.wakeUp
    if follower != nil { after = min(after, Self.lookInterval) }
    if book?.keeper.isRefused == true { after = min(after, Self.retryInterval) }
    return after
  }

  var awaited: [Int32] { book?.keeper.wakeDescriptors ?? [] }

  mutating func show(on outside: inout some Outside) { face.show(on: &outside) }

  mutating func take(_ happened: [Happening], on outside: inout some Outside) {
    for happening in happened where ending == nil {
      switch happening {
      case .key(let key):
        for effect in face.handle(.key(key), at: clock.now()) {
          if effect == .repaint { outside.repaint() }
          perform(effect)
        }
      case .line(let line): tell(.line(line))
      case .inputEnded(let rest): tell(.inputEnded(rest: rest))
      case .interrupted: tell(.interrupted)
      case .ready: takeNews()
      case .idle:
        tell(.woke)
        if let keeper = book?.keeper, keeper.isRefused { keeper.tryAgain() }
      case .partial, .continued: break
      case .stop: stop()
      }
    }
    book?.keeper.release()
    if book?.keeper.hasNews == true { takeNews() }
    if ending == nil { look() }
  }

  private mutating func tell(_ event: ReplayEvent) {
    guard ending == nil else { return }
    for effect in face.handle(event, at: clock.now()) { perform(effect) }
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
      case .grown, .anew: tell(.session(source.seen(of: followed.session), followed.life))
      }
    } catch {
      // What was there is still shown; the next look may find it again.
      follower = followed
    }
  }

  // MARK: Effects

  private mutating func perform(_ effect: ReplayEffect) {
    switch effect {
    case .append(let record): book?.keeper.add(record)
    case .renew(let review): book?.keeper.renew(review)
    case .openReview(let reviewer): openReview(reviewer)
    case .remember(let reviewer): remember(reviewer)
    case .leave: leave()
    case .repaint, .say: break
    }
  }

  private mutating func openReview(_ reviewer: String) {
    let now = clock.now()
    do throws(StorageError) {
      let opened = try source.openReview(reviewer, of: face.replay.session, at: now.wall)
      let recovered = opened.recovered
      book = (opened.review, Keeper(opened.review, durable: recovered.review.lastRecord))
      for notice in recovered.notices { tell(.noticed(notice.message)) }
      tell(.opened(recovered.review, recovered.history))
    } catch {
      tell(.notOpened(error.message))
    }
  }

  private mutating func remember(_ reviewer: String) {
    do throws(StorageError) { try source.options.preferences.keep(reviewer: reviewer) } catch {
      tell(.noticed("the name is not kept for the next time: \(error.message)"))
    }
  }

  private mutating func leave() {
    guard let review = face.replay.layers.own, let book else {
      ending = 0
      return
    }
    isLeaving = true
    let (open, source) = (book.review, source)
    self.book?.keeper.close { () throws(StorageError) in
      try open.close(review)
      source.eraseWhatWasDestroyed(at: ClockReading.now().wall)
    }
    tell(.closing)
  }

  // MARK: News

  private mutating func takeNews() {
    for news in book?.keeper.news() ?? [] where ending == nil {
      switch news {
      case .report(let report): if let event = event(of: report) { tell(event) }
      case .closed:
        tell(.durable(through: book?.keeper.durable ?? 0))
        ending = 0
      case .notClosed(let error): remain(because: error)
      // Nothing of a review is destroyed by itself.
      case .destroyed, .notDestroyed, .erasedElsewhere: break
      }
    }
    book?.keeper.release()
  }

  private mutating func remain(because error: StorageError) {
    isLeaving = false
    guard face.staysWhenNotClosed else {
      complaint = "the review is not closed, nothing is lost: \(error.message)"
      ending = error.exitStatus
      return
    }
    tell(.notClosed(error.message))
  }

  private func event(of report: StorageReport) -> ReplayEvent? {
    switch report {
    case .durable(let number), .written(let number): .durable(through: number)
    case .refused(_, let error): .refused(error.message)
    case .movedOn(let place, let error): .noticed("\(error.message); the review goes on in \(place)")
    case .noticed(let notice): .noticed(notice.message)
    case .outgrown, .wantsState: isLeaving ? nil : .outgrown
    }
  }

  /// Syncs, and leaves the review's journal: recovery is the normal way in. Whoever has opened the replay learns that
  /// it was told to end.
  private mutating func stop() {
    do throws(StorageError) {
      try book?.keeper.abandon()
      ending = 1
    } catch {
      complaint = "\(face.notDurable) changes of the review are not saved: \(error.message)"
      ending = error.exitStatus
    }
  }
}
