public import Facilitation
public import Interview
public import TextScreen

/// The recording screen: a facilitator's keys in, what has to be done out, and a frame to look at. Pure; a key costs
/// what is visible, never what the session holds.
public struct RecordingScreen: Sendable {
  /// The recording that it drives.
  public internal(set) var recording: Recording
  /// When the last event came.
  private(set) var now: Stamp
  /// Where keys go.
  var typing = Typing()
  /// Which notes are listed.
  var notes = NoteChoice() {
    didSet { recording.chosenNote = notes.selected }
  }
  /// What the program says.
  var said = MessageArea()
  var saving: Saving
  /// What is said in a rehearsal; nil in a real group.
  private var spoken: SpokenLines?
  private var drafting = DraftRhythm()
  var drawn = DrawnRecording()

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

  /// What is said when the screen has gone: how the session was left or finished.
  public var farewell: [String] { saving.farewell }

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
    drawn.await(nil)
    if case .key(let key) = event {
      drafting.type(at: now.offset)
      if isSameSecond, typesOnly(key) {
        drawn.await(.typed)
        return draftIfDue()
      }
      drawn.outdate()
      effects = press(key)
      typing.readNext(at: now)
    } else {
      drawn.outdate()
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
      drawn.await(.saved)
      becomeDurable(through: number)
    case .refused(let reason):
      if saving.fail(reason) { say(.refused, "error: not saved yet: \(reason)") }
    case .movedOn(let place, let reason):
      saving.moveOn(to: place)
      say(.warning, reason)
    case .noticed(let notice): say(.warning, notice)
    case .synced(let isSynced): saving.sync(isSynced)
    case .outgrown: return take(recording.beginJournalAnew(now: now), from: .itself)
    case .notDestroyed(let reason):
      say(.refused, "error: the text is out of the record, but not yet off the disk: \(reason)")
      say(.warning, "it is destroyed with the next redaction, /leave or /finish")
    case .destroyed(let destruction):
      for line in destruction.short { say(destruction.isEverywhere ? .told : .warning, line) }
    case .closing:
      saving.beginClosing(at: now.offset)
      say(.told, "writing the session's files")
    case .closed:
      guard !session.isOffRecord else { return [] }
      let typed = typing.unfinished.typed
      let left = recording.refusedNotes(besides: typed).map(\.text) + [typed?.text].compactMap { $0 }
      saving.sayInTheEnd(left.map { "not entered: \($0)" })
    case .notClosed(let reason):
      saving.failClosing(reason)
      say(
        .refused,
        "error: the session file is not written, nothing is lost; \(closing) again tries again, and leaves in any case"
      )
    case .heard(let speech): spoken = (spoken ?? SpokenLines()).with(speech)
    case .rehearsed: return take(recording.leaveAtEndOfInput(now: now), from: .itself)
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
    recording.awaitsReading && typing.panel?.asks == true
      && drawn.shown.map { RecordingLayout($0.size, of: session)[.middle].count > 1 } ?? false
  }

  // MARK: Drawing

  private var view: RecordingView {
    RecordingView(
      recording: recording, typing: typing, notes: notes, said: said, saving: saving, spoken: spoken,
      now: now,
      tick: tick)
  }

  /// What the screen shows. What has not changed since the last frame is not laid out again.
  public mutating func frame(_ size: Size) -> Frame { view.frame(size, &drawn) }

  /// The last frame with what is waited for, to be shown before anything else is worked out: a letter in the line, before
  /// what the line would mean; how many notes are saved, before the marks on them.
  ///
  /// - Returns: nil if the last event did something else.
  public func echo(_ size: Size) -> Frame? { view.echo(size, drawn) }

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
  private var tick: Stamp {
    Stamp(offset: now.offset + -phase(of: now.offset), wall: now.wall.adding(-phase(of: now.offset)))
  }

  private func phase(of offset: Offset) -> Int { ticks(offset) % 1000 }

  // MARK: Draft

  private var hasUnkeptLine: Bool {
    // The practice line is kept nowhere, and nothing new in a session that is being written.
    guard saving.closingSince == nil, !session.isOffRecord, recording.form?.step != .practice else {
      return false
    }
    return typing.unfinished.text != session.draft?.text ?? ""
  }

  private mutating func draftIfDue() -> [Effect] {
    now.offset >= drafting.due && hasUnkeptLine ? keepDraft() : []
  }

  /// Keeps the line that is being typed.
  mutating func keepDraft() -> [Effect] {
    drafting.keep(at: now.offset)
    let line = typing.unfinished
    return take(recording.keepDraft(line.typed, editing: line.editing, now: now), from: .itself)
  }
}
