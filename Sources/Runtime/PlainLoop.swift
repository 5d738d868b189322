internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import Facilitation
internal import Interview
internal import Screens
internal import SessionStorage
internal import Text
internal import TextScreen

/// How a recording ended.
enum Ending: Equatable, Sendable {
  /// Left; it can be resumed.
  case left
  /// Finished.
  case finished
  /// A signal or a closed terminal: the journal stays, resume goes on.
  case stopped
  /// The storage gave up.
  case failed(StorageError)
}

/// The one loop of plain mode: lines or keys in, lines out. The decisions are the recording's; this waits, reads,
/// keeps and writes.
struct PlainLoop {
  var recording: Recording
  var clock: SessionClock
  var ledger: Ledger
  let console: Console
  let signals: SignalPipe
  var outbox = Outbox()
  /// Notes that are not durable yet, as typed.
  var unsaved: [(number: Int, text: String)] = []
  /// The last of them of which it was said.
  var toldUnsaved = 0
  var ending: Ending?
  var isStopping = false
  var complaint: StorageError?
  // At a terminal:
  var line = PlainLine()
  /// The line that undo gave back: redo takes it out of the line again.
  var undone: String?
  var decoder = KeyDecoder()
  private var lastInput = 0
  var promptShown = false
  var raw: RawTerminal?
  // From a pipe:
  var splitter = LineSplitter()
  var partialBegun: Stamp?
  /// The time of the last line.
  var lastMoment = Offset(-1)
  private var drafting = DraftRhythm()

  /// Makes a loop over a recording whose first records are durable already.
  ///
  /// - Parameters:
  ///   - durable: the number of the last durable record.
  ///   - greeting: effects to begin with; records up to `durable` in them are not appended again.
  init(
    _ recording: Recording, clock: SessionClock, store: OpenSession, console: Console,
    signals: SignalPipe, durable: Int, greeting: [Effect]
  ) {
    self.recording = recording
    self.clock = clock
    self.console = console
    ledger = Ledger(store, durable: durable)
    self.signals = signals
    perform(greeting)
  }

  /// Runs until the session is left or finished, the input ends or a signal comes.
  mutating func run() -> Ending {
    if console.isTerminal {
      raw = RawTerminal()
      console.forbidMouse()
    }
    defer { raw?.restore() }
    while ending == nil {
      speak()
      noticeQuestion()
      wait()
    }
    speak()
    if raw != nil, promptShown { console.send("\n") }
    return ending ?? .left
  }

  /// All of a question is said, and nothing waits that was typed before: from now on it can be read.
  private mutating func noticeQuestion() {
    guard recording.awaitsReading, outbox.isEmpty, Outlet.output.isEmpty, raw == nil || promptShown else {
      return
    }
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    guard decoder.patience == nil, poll(&input, 1, 0) == 0 else { return }
    recording.questionIsShown(at: clock.now().offset)
  }

  // MARK: Waiting

  private mutating func wait() {
    var descriptors = [
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: ledger.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      console.unsent,
    ]
    let ready = poll(&descriptors, nfds_t(descriptors.count), timeout)
    checkClock()
    guard ready >= 0 else { return }
    if descriptors[3].revents != 0 { console.sendOn() }
    if descriptors[1].revents != 0 { takeSignals() }
    if descriptors[2].revents != 0 { takeReports() }
    if ready == 0, complaint != nil { ledger.tryAgain() }
    guard ending == nil else { return }
    if descriptors[0].revents != 0 {
      takeInput()
    } else if restOfPatience == 0 {
      for key in decoder.flush() { take(key) }
    }
    keepDraft()
  }

  /// Milliseconds until something has to be done without input; -1 for never.
  private var timeout: Int32 {
    if let restOfPatience { return Int32(clamping: min(restOfPatience, 1000)) }
    if complaint != nil { return 2000 }
    guard unfinished != recording.session.draft?.text else { return 30_000 }
    return Int32(clamping: max(1, drafting.due - clock.now().offset))
  }

  /// Milliseconds that the rest of what has begun to come is still waited for; nil if nothing has.
  private var restOfPatience: Int? {
    decoder.patience.map { max(0, $0 - (ClockReading.now().running - lastInput)) }
  }

  private mutating func checkClock() {
    for finding in clock.check() {
      switch finding {
      case .jumped(let by): perform(recording.clockJumped(by: by, now: clock.now()))
      case .slept(let length): perform(recording.slept(milliseconds: length, now: clock.now()))
      }
    }
  }

  private mutating func takeSignals() {
    for signal in signals.take() {
      switch signal {
      case .terminate, .hangUp: stop()
      case .interrupt: if console.isTerminal { sayHowToLeave() } else { stop() }
      case .stop:
        raw?.restore()
        cs_stop_self()
        raw = console.isTerminal ? RawTerminal() : nil
        promptShown = false
      case .resize, .continue: break
      }
    }
  }

  /// Writes the last draft, syncs, and leaves the journal: recovery is the normal way in.
  private mutating func stop() {
    guard !isStopping else { return }
    isStopping = true
    // What was typed before the signal belongs to the record, or to the draft.
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    if poll(&input, 1, 0) > 0, input.revents & Int16(POLLIN) != 0 { takeInput() }
    guard ending == nil else { return }
    keepDraft(atOnce: true)
    do throws(StorageError) {
      try ledger.abandon()
      ending = .stopped
    } catch {
      ending = .failed(error)
    }
    takeReports()
  }

  // MARK: Input

  private mutating func takeInput() {
    guard let bytes = console.take() else {
      inputEnded()
      return
    }
    guard !bytes.isEmpty else { return }
    if raw != nil {
      lastInput = ClockReading.now().running
      drafting.type(at: clock.now().offset)
      for key in decoder.decode(bytes) where ending == nil { take(key) }
      return
    }
    drafting.type(at: clock.now().offset)
    if splitter.unfinished == nil { partialBegun = nextMoment() }
    let lines = splitter.take(bytes)
    // All that came at once is written at once.
    ledger.isGathering = true
    for (index, line) in lines.enumerated() where ending == nil {
      let moment = nextMoment()
      enter(line, begun: index == 0 ? partialBegun ?? moment : moment, now: moment)
    }
    ledger.isGathering = false
    ledger.release()
    if !lines.isEmpty { partialBegun = nextMoment() }
    holdBack()
  }

  /// The time now, at least a millisecond after the line before: lines that come at once keep their order in time,
  /// so that whatever reaches back to a note reaches to that note and no further.
  private mutating func nextMoment() -> Stamp {
    var now = clock.now()
    if now.offset <= lastMoment {
      now = Stamp(offset: lastMoment + 1, wall: now.wall.adding(lastMoment + 1 - now.offset))
    }
    lastMoment = now.offset
    return now
  }

  private mutating func enter(_ line: LineSplitter.Line, begun: Stamp, now: Stamp) {
    switch line {
    case .text(let text):
      enter(Input(TypedLine(text, begun: begun, question: recording.session.currentQuestion)), now: now)
    case .tooLong(let bytes):
      let message = "error: a line of \(bytes) bytes is not kept: the longest is \(LineSplitter.longest)"
      outbox.add(Reply(.refused, [message]), after: ledger.appended)
    }
  }

  private mutating func enter(_ input: Input, now: Stamp) {
    // Typed slowly the command that leaves has become the draft itself, and must not stay it.
    if input.command == .leave, unfinished == nil { perform(recording.keepDraft(nil, now: now)) }
    let effects = recording.enter(input, now: now)
    if let last = effects.records.last { unsaved.append((last.number, input.text)) }
    perform(effects)
    if ending == nil, recording.session.draft != nil, unfinished == nil {
      perform(recording.keepDraft(nil, now: now))
    }
  }

  private mutating func inputEnded() {
    guard raw == nil else {
      stop()
      return
    }
    let now = nextMoment()
    if let rest = splitter.end() { enter(rest, begun: partialBegun ?? now, now: now) }
    guard ending == nil else { return }
    perform(recording.leaveAtEndOfInput(now: now))
  }

  /// A pipe may be faster than the disk: what is not durable yet stays bounded.
  private mutating func holdBack() {
    guard ledger.appended - ledger.durable > 20_000 else { return }
    // What is refused is reported like everything else.
    ledger.wait()
    takeReports()
  }

  private mutating func take(_ key: Key) {
    guard ending == nil else { return }
    // Each line has a time of its own, also when several are pasted at once.
    let now = line.text.isEmpty || key == .enter ? nextMoment() : clock.now()
    let wasOffRecord = recording.session.isOffRecord
    if !promptShown { prompt() }
    switch line.handle(key, now: now, in: recording) {
    case .echo(let text): console.send(text)
    case .rubOut(let characters):
      let columns = characters.reduce(0) { $0 + safeText(String($1)).reduce(0) { $0 + console.columns($1) } }
      console.send(String(repeating: "\u{8} \u{8}", count: columns))
    case .entered(let typed):
      console.send("\n")
      promptShown = false
      enter(Input(typed), now: now)
    case .command(let command):
      keepDraft(atOnce: true)
      if command == .redo, line.text == undone { line.clear() }
      // Put aside, or typed off the record: what is kept of it is the draft.
      if command == .off(.now) || wasOffRecord { line.clear() }
      console.send("\n")
      promptShown = false
      enter(.command(command, nil), now: now)
    case .interrupt: sayHowToLeave()
    case .full: tell("the line is full: nothing more is taken; Enter enters it")
    case .nothing: break
    }
  }

  private mutating func sayHowToLeave() {
    tell("/leave leaves, to be resumed; /end when the group has ended")
  }

  /// Says something while a line is typed, and shows the line again.
  private mutating func tell(_ words: String) {
    outbox.add(Reply(.told, [words]), after: 0)
    if !line.text.isEmpty { console.send("\n") }
    promptShown = false
    speak(always: true)
  }

  /// What was entered and is on no disk, as typed.
  var notDurable: [String] {
    unsaved.filter { $0.number > ledger.durable }.map(\.text)
  }

  // MARK: Draft

  /// The line that is being typed.
  var unfinished: String? { raw != nil ? line.typed?.text : splitter.unfinished }

  private mutating func keepDraft(atOnce: Bool = false) {
    let now = clock.now()
    guard unfinished != recording.session.draft?.text, atOnce || now.offset >= drafting.due else {
      return
    }
    drafting.keep(at: now.offset)
    var typed = line.typed
    if raw == nil {
      typed = splitter.unfinished.map {
        TypedLine($0, begun: partialBegun ?? now, question: recording.session.currentQuestion)
      }
    }
    perform(recording.keepDraft(typed, editing: line.editing, now: now))
  }
}
