public import Facilitation
public import Interview
public import TextScreen

/// What happens to a replay's screen.
public enum ReplayEvent: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// A line came whole; only in plain mode, as the next two.
  case line(LineSplitter.Line)
  /// Nothing more will be typed; what had come of a line.
  case inputEnded(rest: LineSplitter.Line?)
  /// `^C` at a terminal that edits its lines itself.
  case interrupted
  /// Time has passed.
  case woke
  /// The session that is followed has grown.
  case session(Session, SessionLife)
  /// It is in other hands now.
  case life(SessionLife)
  /// One's review is open for writing.
  case opened(Review, UndoHistory<ReviewChange>)
  /// It could not be opened.
  case notOpened(String)
  /// All records of the review up to this number are on the disk.
  case durable(through: Int)
  /// The disk does not take what it was given; it is tried again.
  case refused(String)
  /// The review's journal has become much larger than what it tells.
  case outgrown
  /// Something that people should know.
  case noticed(String)
  /// The review's file is being written, which a slow disk may take long over; until it is, nothing more is taken into the
  /// review.
  case closing
  /// It could not be closed; nothing is lost, and it can be tried again.
  case notClosed(String)
}

/// The replay screen: keys in, what has to be done out, and a frame to look at. Pure.
public struct ReplayScreen: Sendable {
  /// What the line at the bottom is for, while it is there.
  enum Purpose: Equatable, Sendable { case command, find, filter, goTo, reviewer }

  /// What the line is for that is typed, and what to go back to if it is given up.
  struct Line: Sendable {
    let purpose: Purpose
    /// Where one stood.
    let from: Offset
    /// What was looked for, or let through.
    let before: String
    /// It stood at "now", and goes back there.
    var wasAtNow = false
  }

  /// What is replayed.
  public internal(set) var replay: Replay
  /// The line at the bottom while it is there.
  var line: Line?
  var prompt = Prompt()
  /// What is read over question and notes.
  var reading: ReadingPanel?
  var said = MessageArea()
  /// What was done last was refused.
  private(set) var isRefused = false
  private var saving = ReviewSaving()
  /// The scrubber's columns, valid for the notes that were admitted then.
  var bins: ScrubberBins?
  var question = QuestionRows()
  /// The size of the last frame.
  var shownSize = Size(rows: 24, columns: 80)

  /// Opens a replay on the screen.
  public init(_ replay: Replay) { self.replay = replay }

  /// Changes of the review that are on no disk.
  public var notDurable: Int { saving.notDurable }

  /// Takes an event.
  ///
  /// - Returns: what has to be done, in order; never `say`, which the screen does itself.
  public mutating func handle(_ event: ReplayEvent, at now: Stamp) -> [ReplayEffect] {
    replay.pass(to: now)
    said.pass(to: now.offset)
    switch event {
    case .key(let key):
      guard !saving.isClosing else {
        hear(Reply(.told, ["the review's file is being written: the replay closes when that is done"]))
        return []
      }
      return press(key)
    case .woke, .line, .inputEnded, .interrupted: return []
    case .session(let session, let life):
      replay.take(session, life: life, at: now)
    case .life(let life): replay.take(life, at: now)
    case .opened(let review, let history):
      for reply in saving.open(review) { hear(reply) }
      let waiting = replay.waitingLine
      let effects = take(replay.opened(review, history: history, at: now))
      if line == nil, isRefused { open(.command, waiting) }
      return effects
    case .notOpened(let reason):
      // What could not be done stays in the line, to be done elsewhere or later.
      open(.command, replay.waitingLine)
      return take(replay.notOpened(reason))
    case .durable(let number): becomeDurable(through: number)
    case .refused(let reason):
      if saving.fail(reason) { hear(Reply(.refused, ["error: not saved yet: \(reason)"])) }
    case .outgrown: return take(replay.beginJournalAnew(at: now))
    case .noticed(let text): hear(Reply(.warning, [text]))
    case .closing: saving.beginClosing()
    case .notClosed(let reason):
      saving.failClosing()
      hear(Reply(.warning, ["the review is not closed, nothing is lost: \(reason); q tries again"]))
    }
    return []
  }

  private mutating func becomeDurable(through number: Int) {
    let (isWellAgain, replies) = saving.reach(number)
    if isWellAgain { hear(Reply(.told, ["the disk takes changes again: all is saved"])) }
    for reply in replies { hear(reply) }
  }

  /// Does a command that the replay was opened with.
  package mutating func begin(with command: ReplayCommand, at now: Stamp) -> [ReplayEffect] {
    take(replay.enter(command, at: now))
  }

  /// Does a command that a key or an answered prompt stands for.
  mutating func perform(_ command: ReplayCommand) -> [ReplayEffect] {
    said.clear()
    return take(replay.enter(command, at: replay.now))
  }

  /// Does the command of a line.
  mutating func enter(_ line: String) -> [ReplayEffect] {
    said.clear()
    return take(replay.enter(line, at: replay.now))
  }

  private mutating func take(_ effects: [ReplayEffect]) -> [ReplayEffect] {
    isRefused = false
    return effects.filter { effect in
      switch effect {
      case .say(let reply):
        if reply.kind == .refused { isRefused = true }
        if reply.kind != .saved || !saving.hold(reply) { hear(reply) }
        return false
      case .append(let record):
        saving.add(record)
        return true
      case .openReview, .renew, .remember, .repaint, .leave: return true
      }
    }
  }

  private mutating func hear(_ reply: Reply) {
    if !reply.isShort || reply.kind == .told && reply.lines.contains(where: { $0.count > 150 }) {
      reading = ReadingPanel("answer", reply.lines)
      return
    }
    for text in reply.lines { said.say(reply.kind, text, at: replay.now.offset) }
    if replay.isWaiting, replay.layers.reviewer == nil { open(.reviewer, "") }
  }

  /// Opens the line at the bottom with a line that could not be done, if there is one.
  private mutating func open(_ purpose: Purpose, _ text: String?) {
    if let text { open(purpose, text) }
  }

  /// Opens the line at the bottom.
  mutating func open(_ purpose: Purpose, _ text: String) {
    let before = purpose == .find ? replay.searchText : purpose == .filter ? replay.filterText : ""
    line = Line(purpose: purpose, from: replay.position, before: before)
    prompt.begin(text)
  }

  // MARK: Time

  /// Milliseconds between two frames while it plays: more cannot be followed by the eye, or by a slow line.
  private static let frameTime = 40

  /// Milliseconds until the screen wants to be woken.
  public var wakeUp: Int {
    var after = said.isEmpty ? 60_000 : 1000
    let position = replay.position
    if replay.isAtNow, replay.life == .recording {
      after = min(after, 1000 - position.rawValue % 1000)
    } else if replay.head.isPlaying {
      // The clock shows whole seconds; a moment shows when it comes.
      let second = Offset((position.rawValue / 1000 + 1) * 1000)
      let next = min(second, replay.timeline.moment(after: position)?.at ?? replay.timeline.end)
      let wait = replay.head.wait(until: next, at: replay.now.offset.rawValue, replay.pacing) ?? 0
      after = min(after, max(ReplayScreen.frameTime, wait))
    }
    return max(1, after)
  }
}
