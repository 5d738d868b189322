public import Facilitation
public import Interview
internal import TextScreen

/// The recording screen: a facilitator's keys in, what has to be done out, and a frame to look at. Pure; a key costs
/// what is visible, never what the session holds.
public struct RecordingScreen: Sendable {
  /// The recording that it drives.
  public internal(set) var recording: Recording
  /// What is said when the screen has gone: how the session was left or finished.
  public internal(set) var farewell: [String] = []

  /// When the last event came.
  var now: Stamp
  var line = OpenLine()
  /// The line that undo gave back: redo takes it out of the line again.
  var givenBack: String?
  var panel: RecordingPanel?
  /// Answers that came while a panel with a line of its own was open.
  var unread: [(title: String, lines: [String])] = []
  var notes = NoteChoice()

  var said = MessageArea()
  /// What was entered last was refused.
  var isRefused = false
  /// When something was last typed: what was told before has been read by then.
  var lastTyped = Offset(-1)
  var saving: Saving
  private var drafting = DraftRhythm()

  var drawn = DrawnRecording()
  /// What somebody waits for.
  enum Awaited { case typed, saved }
  /// What the last event did, if that was nothing else.
  private(set) var lastEvent: Awaited?

  /// Takes up a recording.
  ///
  /// - Parameters:
  ///   - greeting: the effects of its opening. Records up to `durable` are on the disk.
  ///   - durable: the number of the last durable record.
  /// - Returns: the screen, and what has to be done first.
  public static func open(
    _ recording: Recording, greeting: [Effect], durable: Int, now: Stamp
  ) -> (screen: RecordingScreen, effects: [Effect]) {
    var screen = RecordingScreen(recording: recording, now: now, durable: durable)
    let rest = greeting.filter { effect in
      guard case .append(let record) = effect else { return true }
      return record.number > durable
    }
    let effects = screen.take(rest, from: .opening)
    return (screen, effects)
  }

  private init(recording: Recording, now: Stamp, durable: Int) {
    self.recording = recording
    self.now = now
    saving = Saving(durable: durable)
  }

  var session: Session { recording.session }

  /// No disk of this machine promises that what was written survives a power cut, as far as the screen was told.
  public var isUnsynced: Bool { saving.isUnsynced }

  /// Notes that were entered and are on no disk, as typed.
  public var notDurable: [String] { saving.pending.compactMap { $0.note.flatMap(session.note)?.typed } }

  /// Takes an event.
  ///
  /// - Returns: what has to be done, in order; never `say` or `giveBack`, which the screen does itself.
  public mutating func handle(_ event: RecordingEvent, at now: Stamp) -> [Effect] {
    let isSameSecond = second(of: now.offset) == second(of: self.now.offset)
    self.now = now
    var effects: [Effect] = []
    lastEvent = nil
    if case .key(let key) = event {
      drafting.type(at: now.offset)
      if isSameSecond, typesOnly(key) {
        lastEvent = .typed
        return draftIfDue()
      }
      drawn.body = nil
      effects = press(key)
      if panel == nil, let next = unread.first {
        unread.removeFirst()
        read(next.title, next.lines)
      }
    } else {
      drawn.body = nil
      effects = take(event)
    }
    if case .stopping = event { return effects + keepDraft() }
    return effects + draftIfDue()
  }

  private mutating func take(_ event: RecordingEvent) -> [Effect] {
    switch event {
    case .key, .stopping, .line, .partial, .inputEnded, .interrupted, .continued: return []
    case .shown: recording.questionIsShown(at: now.offset)
    case .woke:
      said.pass(to: now.offset)
      guard saving.closingSince == nil else { return [] }
      return take(recording.passTime(now: now), from: .itself)
    case .durable(let number):
      lastEvent = .saved
      becomeDurable(through: number)
    case .refused(let reason):
      if saving.fail(reason) { say(.refused, "error: not saved yet: \(reason)") }
    case .movedOn(let place, let reason):
      saving.movedOn = place
      say(.warning, reason)
    case .noticed(let notice): say(.warning, notice)
    case .synced(let isSynced): saving.isUnsynced = !isSynced
    case .outgrown: return take(recording.beginJournalAnew(now: now), from: .itself)
    case .notDestroyed(let reason):
      say(.refused, "error: the text is out of the record, but not yet off the disk: \(reason)")
      say(.warning, "it is destroyed with the next redaction, /leave or /finish")
    case .destroyed(let destruction):
      for line in destruction.short { say(destruction.isEverywhere ? .told : .warning, line) }
    case .closing:
      saving.closingSince = now.offset
      say(.told, "writing the session's files")
    case .closed:
      guard !session.isOffRecord, let typed = unfinished.typed else { return [] }
      farewell.append("not entered: \(typed.text)")
    case .notClosed(let reason):
      saving.closingSince = nil
      farewell = []
      _ = saving.fail(reason)
      say(
        .refused,
        "error: the session file is not written, nothing is lost; \(closing) again tries again, and leaves in any case"
      )
    case .clockJumped(let by): return take(recording.clockJumped(by: by, now: now), from: .itself)
    case .slept(let length): return take(recording.slept(milliseconds: length, now: now), from: .itself)
    }
    return []
  }

  private var closing: String { session.status == .finished ? "/finish" : "/leave" }

  private mutating func becomeDurable(through number: Int) {
    let (isWellAgain, replies) = saving.reach(number)
    if isWellAgain { say(.told, "the disk takes notes again: all is saved") }
    for reply in replies { hear(reply, from: .itself) }
  }

  /// A question stands in the last frame, and it matters when it could be read.
  public var awaitsReading: Bool {
    // On a terminal that is too small for it nobody can say yes.
    recording.awaitsReading && panel?.asks == true
      && drawn.shown.map { RecordingLayout($0.size)[.middle].count > 1 } ?? false
  }

  // MARK: Time

  /// Milliseconds until the screen wants to be woken.
  public var wakeUp: Int {
    let after = 1000 - phase(of: now.offset)
    guard hasUnkeptLine else { return max(1, after) }
    return max(1, min(after, drafting.due - now.offset))
  }

  /// Session time in milliseconds, lifted above zero: it may be negative before the beginning.
  private func ticks(_ offset: Offset) -> Int {
    offset - (session.begunAt?.offset ?? .zero) + (1 << 40) * 1000
  }

  private func second(of offset: Offset) -> Int { ticks(offset) / 1000 }

  /// The last full second of the session: what clocks show. All of them move at once, so that a key between two
  /// seconds moves none.
  var tick: Stamp {
    Stamp(offset: now.offset + -phase(of: now.offset), wall: now.wall.adding(-phase(of: now.offset)))
  }

  private func phase(of offset: Offset) -> Int { ticks(offset) % 1000 }

  // MARK: Draft

  /// The line that would be lost.
  var unfinished: OpenLine {
    guard let panel, let shelf = panel.shelf else { return line }
    return shelf.isEmpty && panel.takesNotes ? panel.line : shelf
  }

  private var hasUnkeptLine: Bool {
    // The practice line is kept nowhere, and nothing new in a session that is being written.
    guard saving.closingSince == nil, !session.isOffRecord, recording.form?.step != .practice else {
      return false
    }
    return unfinished.text != session.draft?.text ?? ""
  }

  private mutating func draftIfDue() -> [Effect] {
    now.offset >= drafting.due && hasUnkeptLine ? keepDraft() : []
  }

  /// Keeps the line that is being typed.
  mutating func keepDraft() -> [Effect] {
    drafting.keep(at: now.offset)
    let line = unfinished
    return take(recording.keepDraft(line.typed, editing: line.editing, now: now), from: .itself)
  }
}
