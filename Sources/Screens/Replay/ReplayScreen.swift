public import Facilitation
public import Interview
public import TextScreen

/// What happens to a replay's screen.
public enum ReplayEvent: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
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
}

/// The replay screen: keys in, what has to be done out, and a frame to look at. Pure.
public struct ReplayScreen: Sendable {
  /// What the line at the bottom is for, while it is there.
  enum Prompt: Equatable, Sendable { case command, find, filter, goTo, reviewer }

  /// The line that is typed, and what to go back to if it is given up.
  struct Line: Sendable {
    var prompt: Prompt
    var editor: LineEditor
    var from: Offset
    var before: String
    /// It stood at "now", and goes back there.
    var wasAtNow = false

    /// A command with words of one's own in it.
    var isHalfSaid: Bool { prompt == .command && editor.text.split(separator: " ").count > 2 }
  }

  /// Something that is read, over question and notes.
  struct Reading: Equatable, Sendable {
    var title: String
    var lines: [String]
    var top = 0
  }

  /// What is replayed.
  public internal(set) var replay: Replay
  var line: Line?
  /// The last command that was typed in part and given up.
  var givenUp: String?
  var reading: Reading?
  var completion: Completion?
  var messages: [Message] = []
  /// What is said once all records up to a number are durable.
  var unsaid: [(after: Int, reply: Reply)] = []
  var durable = 0
  var appended = 0
  /// Why the disk takes nothing; nil when it does.
  var trouble: String?
  /// The scrubber's columns, valid for the notes that were admitted then.
  var bins: ScrubberBins?
  var question = QuestionRows()

  /// Opens a replay on the screen.
  public init(_ replay: Replay) { self.replay = replay }

  /// Changes of the review that are on no disk.
  public var notDurable: Int { max(0, appended - durable) }

  /// Takes an event.
  ///
  /// - Returns: what has to be done, in order; never `say`, which the screen does itself.
  public mutating func handle(_ event: ReplayEvent, at now: Stamp) -> [ReplayEffect] {
    replay.pass(to: now)
    messages.removeAll { !$0.isAlive(at: now.offset) }
    switch event {
    case .key(let key): return press(key)
    case .woke: return []
    case .session(let session, let life):
      replay.take(session, life: life, at: now)
    case .life(let life): replay.take(life, at: now)
    case .opened(let review, let history):
      durable = review.lastRecord
      appended = durable
      let waiting = replay.waiting
      let effects = take(replay.opened(review, history: history, at: now))
      if let waiting, line == nil, messages.contains(where: { $0.kind == .refused }) {
        open(.command, waiting)
      }
      return effects
    case .notOpened(let reason):
      // What could not be done stays in the line, to be done elsewhere or later.
      if let waiting = replay.waiting { open(.command, waiting) }
      return take(replay.notOpened(reason))
    case .durable(let number): becomeDurable(through: number)
    case .refused(let reason):
      if trouble != reason { hear(Reply(.refused, ["error: not saved yet: \(reason)"])) }
      trouble = reason
    case .outgrown: return take(replay.beginJournalAnew(at: now))
    case .noticed(let text): hear(Reply(.warning, [text]))
    }
    return []
  }

  private mutating func becomeDurable(through number: Int) {
    durable = max(durable, number)
    if trouble != nil, durable >= appended {
      trouble = nil
      hear(Reply(.told, ["the disk takes changes again: all is saved"]))
    }
    while let first = unsaid.first, first.after <= durable {
      unsaid.removeFirst()
      hear(first.reply)
    }
  }

  /// Does a command that the replay was opened with.
  public mutating func begin(with command: String, at now: Stamp) -> [ReplayEffect] {
    replay.pass(to: now)
    return take(replay.enter(command, at: now))
  }

  /// Does a command.
  mutating func enter(_ command: String) -> [ReplayEffect] {
    messages = []
    return take(replay.enter(command, at: replay.now))
  }

  private mutating func take(_ effects: [ReplayEffect]) -> [ReplayEffect] {
    effects.filter { effect in
      switch effect {
      case .say(let reply):
        if reply.kind == .saved { unsaid.append((appended, reply)) } else { hear(reply) }
        return false
      case .append(let record):
        appended = record.number
        return true
      default: return true
      }
    }
  }

  private mutating func hear(_ reply: Reply) {
    if reply.lines.count > 2 || reply.kind == .told && reply.lines.contains(where: { $0.count > 150 }) {
      reading = Reading(title: "answer", lines: reply.lines)
      return
    }
    messages += reply.lines.map { Message(kind: reply.kind, text: $0, at: replay.now.offset) }
    if replay.waiting != nil, replay.layers.reviewer == nil { open(.reviewer, "") }
  }

  /// Opens the line at the bottom.
  mutating func open(_ prompt: Prompt, _ text: String) {
    let before = prompt == .find ? replay.searchText : prompt == .filter ? replay.filterText : ""
    line = Line(prompt: prompt, editor: LineEditor(text), from: replay.position, before: before)
    completion = nil
  }

  // MARK: Time

  /// Milliseconds between two frames while it plays: more cannot be followed by the eye, or by a slow line.
  private static let frameTime = 40

  /// Milliseconds until the screen wants to be woken.
  public var wakeUp: Int {
    var after = messages.isEmpty ? 60_000 : 1000
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
