public import Facilitation
public import Interview
internal import Text
internal import TextScreen

/// A recording in plain text, for screen readers, braille lines, slow links and pipes: keys or lines in, text out. Pure;
/// an answer is said when what it speaks of is on the disk.
public struct PlainRecording: Sendable {
  /// The recording that it drives.
  public private(set) var recording: Recording
  /// Keys come one by one, and the line is shown here; else whole lines come.
  private let isTerminal: Bool
  /// Columns of the terminal.
  private var width = 80
  private var now: Stamp

  /// The line at a terminal.
  private var line = PlainLine()
  /// The line that undo gave back: redo takes it out of the line again.
  private var undone: String?
  /// What is being answered was typed as a command.
  private var enteredCommand = false
  private var promptShown = false
  /// What has come of a line out of a pipe, and since when.
  private var partial: (text: String, begun: Stamp)?
  /// The time of the last line.
  private var lastMoment = Offset(-1)
  private var drafting = DraftRhythm()

  var outbox = Outbox()
  private var output = ""
  private var saving: PlainSaving
  /// What is said of redactions once their text is destroyed, a list each.
  private var destroying: [[Reply]] = []
  /// What is said when the session has been left; nil as long as it is not being left.
  private var farewell: [Reply]?
  /// Since when a redaction or leaving has been waited for, unless that was said.
  private var waitingSince: Offset?

  /// Milliseconds after which it is said that the disk is waited for.
  private static let patience = 1000

  /// Takes up a recording.
  ///
  /// - Parameters:
  ///   - isTerminal: keys come one by one.
  ///   - greeting: the effects of its opening.
  ///   - durable: the number of the last durable record.
  /// - Returns: the recording in lines, and what has to be done first.
  public static func open(
    _ recording: Recording, isTerminal: Bool, greeting: [Effect], durable: Int, now: Stamp
  ) -> (plain: PlainRecording, effects: [Effect]) {
    var plain = PlainRecording(recording, isTerminal: isTerminal, durable: durable, now: now)
    let effects = plain.take(greeting)
    return (plain, effects)
  }

  private init(_ recording: Recording, isTerminal: Bool, durable: Int, now: Stamp) {
    self.recording = recording
    self.isTerminal = isTerminal
    self.now = now
    saving = PlainSaving(durable: durable)
  }

  private var session: Session { recording.session }

  /// What was entered and is on no disk, as typed.
  public var notDurable: [String] { saving.texts }

  /// More came than the disk has taken: no more is to be read before it has.
  public var isAhead: Bool { saving.isAhead }

  /// A question has been said, all of it, and it matters when it could be read.
  public var awaitsReading: Bool {
    recording.awaitsReading && outbox.isEmpty && output.isEmpty && (!isTerminal || promptShown)
  }

  /// Milliseconds until it wants to be woken.
  public var wakeUp: Int {
    var after = 30_000
    if waitingSince != nil { after = PlainRecording.patience }
    if farewell == nil, unfinished != session.draft?.text {
      after = min(after, max(1, drafting.due - now.offset))
    }
    return after
  }

  // MARK: Events

  /// Takes an event.
  ///
  /// - Returns: what has to be done, in order; never `say` or `giveBack`.
  public mutating func handle(_ event: RecordingEvent, at now: Stamp) -> [Effect] {
    self.now = now
    var effects: [Effect] = []
    switch event {
    case .key(let key):
      drafting.type(at: now.offset)
      effects = take(key)
    case .line(let line):
      drafting.type(at: now.offset)
      let moment = nextMoment()
      let begun = partial?.begun ?? moment
      partial = nil
      if farewell == nil { effects = enter(line, begun: begun, now: moment) }
    case .partial(let text):
      drafting.type(at: now.offset)
      partial = (text, partial?.begun ?? nextMoment())
    case .inputEnded(let rest): effects = endInput(rest)
    case .interrupted: sayHowToLeave()
    case .continued: promptShown = false
    case .shown: recording.questionIsShown(at: now.offset)
    case .woke: sayThatItWaits()
    case .heard(let speech): hear(speech)
    case .rehearsed: effects = take(recording.leaveAtEndOfInput(now: now))
    case .clockJumped(let by): effects = take(recording.clockJumped(by: by, now: now))
    case .slept(let length): effects = take(recording.slept(milliseconds: length, now: now))
    case .stopping:
      // What is typed while it is being left is a draft all the same.
      farewell = nil
      return keepDraft(atOnce: true)
    case .durable, .refused, .movedOn, .noticed, .synced, .outgrown, .notDestroyed, .destroyed, .closing,
      .closed, .notClosed:
      effects = hear(event)
    }
    return effects + keepDraft()
  }

  /// What comes from the disk.
  private mutating func hear(_ event: RecordingEvent) -> [Effect] {
    switch event {
    case .durable(let number):
      guard saving.reach(number) else { break }
      outbox.addUrgent(Reply(.warning, ["the disk takes notes again: all is saved"]))
    case .refused(let reason):
      let lines = saving.fail(reason)
      guard !lines.isEmpty else { break }
      outbox.addUrgent(Reply(.refused, lines))
      speak(always: true)
    case .movedOn(let place, let reason):
      outbox.addUrgent(Reply(.warning, ["warning: \(safeText(reason))", "going on in \(safeText(place))"]))
    case .noticed(let notice): outbox.addUrgent(Reply(.warning, ["warning: \(safeText(notice))"]))
    case .synced(let isSynced): saving.isUnsynced = !isSynced
    case .outgrown: return take(recording.beginJournalAnew(now: now))
    case .destroyed(let destruction):
      settleDestruction { replies in
        // How far it was destroyed is said behind what was.
        let reach = Reply(destruction.isEverywhere ? .told : .warning, destruction.lines)
        return replies.isEmpty ? [reach] : [replies[0], reach] + replies.dropFirst()
      }
    case .notDestroyed(let reason):
      settleDestruction { replies in
        let refusal = Reply(
          .refused,
          [
            "error: the text is out of the record, but not yet off the disk: \(safeText(reason))",
            "it is destroyed with the next redaction, /leave or /finish",
          ])
        return [refusal] + replies.filter { $0.kind != .saved }
      }
    case .closing: waitingSince = now.offset
    case .closed:
      waitingSince = nil
      for reply in farewell ?? [] { outbox.add(reply, after: 0) }
      guard !session.isOffRecord else { break }
      let left =
        recording.refusedNotes(besides: line.typed).map(\.text) + [line.typed?.text].compactMap { $0 }
      for text in left { outbox.add(Reply(.told, ["not entered: \(safeText(text))"]), after: 0) }
    case .notClosed:
      farewell = nil
      waitingSince = nil
    case .key, .line, .partial, .inputEnded, .interrupted, .continued, .shown, .woke, .clockJumped, .slept,
      .heard, .rehearsed, .stopping:
      break
    }
    return []
  }

  private mutating func settleDestruction(_ said: ([Reply]) -> [Reply]) {
    guard !destroying.isEmpty else { return }
    waitingSince = nil
    outbox.settleDestruction(saying: said(destroying.removeFirst()))
  }

  private mutating func sayThatItWaits() {
    guard let since = waitingSince, now.offset - since >= PlainRecording.patience else { return }
    waitingSince = nil
    let what = farewell == nil ? "the text is not off the disk yet" : "the session is being written"
    outbox.addUrgent(Reply(.warning, ["the disk is slow: \(what)"]))
  }

  // MARK: Lines

  /// The time now, at least a millisecond after the line before: lines that come at once keep their order in time,
  /// so that whatever reaches back to a note reaches to that note and no further.
  private mutating func nextMoment() -> Stamp {
    var moment = now
    if moment.offset <= lastMoment {
      let later = lastMoment + 1
      moment = Stamp(offset: later, wall: now.wall.adding(later - now.offset))
    }
    lastMoment = moment.offset
    return moment
  }

  private mutating func enter(_ line: LineSplitter.Line, begun: Stamp, now: Stamp) -> [Effect] {
    switch line {
    case .text(let text):
      return enter(Input(TypedLine(text, begun: begun, question: session.currentQuestion)), now: now)
    case .tooLong(let bytes):
      let message = "error: a line of \(bytes) bytes is not kept: the longest is \(LineSplitter.longest)"
      outbox.add(Reply(.refused, [message]), after: saving.appended)
      return []
    }
  }

  private mutating func enter(_ input: Input, now: Stamp) -> [Effect] {
    var effects: [Effect] = []
    // Typed slowly the command that leaves has become the draft itself, and must not stay it.
    if input.command == .leave, unfinished == nil { effects += take(recording.keepDraft(nil, now: now)) }
    let answer = recording.enter(input, now: now)
    for case .append(let record) in answer.reversed() {
      saving.add(record.number, typed: input.text)
      break
    }
    effects += take(answer)
    if farewell == nil, session.draft != nil, unfinished == nil {
      effects += take(recording.keepDraft(nil, now: now))
    }
    return effects
  }

  private mutating func endInput(_ rest: LineSplitter.Line?) -> [Effect] {
    let moment = nextMoment()
    let begun = partial?.begun ?? moment
    partial = nil
    let effects = rest.map { enter($0, begun: begun, now: moment) } ?? []
    return farewell == nil ? effects + take(recording.leaveAtEndOfInput(now: moment)) : effects
  }

  // MARK: Keys

  private mutating func take(_ key: Key) -> [Effect] {
    // Each line has a time of its own, also when several are pasted at once.
    let now = line.text.isEmpty || key == .enter ? nextMoment() : now
    let wasOffRecord = session.isOffRecord
    if !promptShown { prompt() }
    if farewell != nil, !line.isEdited(by: key, in: recording) {
      tell("the session's files are being written: nothing is entered until that is done")
      return []
    }
    let outcome = line.handle(key, now: now, in: recording)
    switch outcome {
    case .echo, .rubOut, .replace: output += outcome.output ?? ""
    case .entered(let typed):
      output += "\n"
      promptShown = false
      enteredCommand = Command.isCommand(typed.text)
      defer { enteredCommand = false }
      return enter(Input(typed), now: now)
    case .command(let command):
      let kept = keepDraft(atOnce: true)
      if command == .redo, line.text == undone { line.clear() }
      // Put aside, or typed off the record: what is kept of it is the draft.
      if command == .off(.now) || wasOffRecord { line.clear() }
      output += "\n"
      promptShown = false
      return kept + enter(.command(command, nil), now: now)
    case .interrupt: sayHowToLeave()
    case .dismissed:
      let effects = take(recording.dropConfirmation())
      speak(always: true)
      return effects
    case .full: tell("the line is full: nothing more is taken; Enter enters it")
    case .nothing: break
    }
    return []
  }

  private mutating func sayHowToLeave() {
    tell("/leave leaves, to be resumed; /end when the group has ended")
  }

  /// Says something while a line is typed, and shows the line again.
  private mutating func tell(_ words: String) {
    outbox.addUrgent(Reply(.told, [words]))
    if !line.text.isEmpty { output += "\n" }
    promptShown = false
    speak(always: true)
  }

  // MARK: Draft

  /// The line that is being typed.
  private var unfinished: String? { isTerminal ? line.typed?.text : partial?.text }

  private mutating func keepDraft(atOnce: Bool = false) -> [Effect] {
    guard farewell == nil, unfinished != session.draft?.text, atOnce || now.offset >= drafting.due else {
      return []
    }
    drafting.keep(at: now.offset)
    var typed = line.typed
    if !isTerminal {
      typed = partial.map { TypedLine($0.text, begun: $0.begun, question: session.currentQuestion) }
    }
    return take(recording.keepDraft(typed, editing: line.editing, now: now))
  }

  // MARK: Effects

  /// Does what a recording asks for as far as it concerns what is said and typed.
  ///
  /// - Returns: the rest.
  private mutating func take(_ effects: [Effect]) -> [Effect] {
    var rest: [Effect] = []
    var destroys = false
    var said: [Reply] = []
    // What is said of leaving is said when it is done.
    let leaves = effects.last == .leave || effects.last == .finish
    for (index, effect) in effects.enumerated() {
      let isLastWord = leaves && index == effects.count - 2
      switch effect {
      case .append(let record):
        saving.add(record.number)
        rest.append(effect)
      case .say(let reply) where isLastWord: farewell = [reply]
      case .say(let reply):
        if destroys { said.append(reply) } else { outbox.add(reply, after: saving.appended) }
      case .beginAnew:
        if destroys { destroying.append(said) }
        outbox.addDestruction()
        (destroys, said) = (true, [])
        waitingSince = now.offset
        rest.append(effect)
      case .giveBack(let typed, let editing): giveBack(typed, editing: editing)
      case .leave, .finish:
        if farewell == nil { farewell = [] }
        rest.append(effect)
      case .renew: rest.append(effect)
      case .repaint: break
      }
    }
    if destroys { destroying.append(said) }
    return rest
  }

  private mutating func giveBack(_ typed: TypedLine, editing: Int?) {
    guard isTerminal else {
      guard !typed.text.isEmpty, !session.isOffRecord else { return }
      outbox.add(Reply(.told, ["not kept: \(safeText(typed.text))"]), after: saving.appended)
      return
    }
    let isRefused = recording.isRefused(typed)
    let isOffered = (enteredCommand || isRefused) && editing == nil
    line.giveBack(typed, editing: editing, isOffered: isOffered)
    undone = typed.text
    guard isOffered else { return }
    let how = "the line is offered: typing replaces it, Enter enters it"
    outbox.add(Reply(.told, [how + (isRefused ? ", /draft brings it back" : "")]), after: saving.appended)
  }

  // MARK: Speaking

  /// Takes what is to be written now.
  ///
  /// - Parameters:
  ///   - width: columns of the terminal.
  ///   - isLast: nothing will be written any more.
  public mutating func takeOutput(width: Int, isLast: Bool = false) -> String {
    defer { output = "" }
    self.width = width
    speak(isOver: isLast)
    if isLast, isTerminal, promptShown { output += "\n" }
    return output
  }

  /// Says what may be said. At a terminal nothing is printed between a key and Enter.
  private mutating func speak(always: Bool = false, isOver: Bool = false) {
    if isTerminal, promptShown, !line.text.isEmpty, !always, !isOver { return }
    let replies = outbox.take(durable: saving.durable)
    if !replies.isEmpty {
      var lines = replies.flatMap { saving.isUnsynced ? $0.unsynced : $0.lines }
      // A terminal would break them in the middle of words.
      if isTerminal { lines = lines.flatMap { wrapped($0, width: max(20, width - 1)) } }
      let text = lines.joined(separator: "\n") + "\n"
      output += isTerminal && promptShown ? "\n" + text : text
      promptShown = false
    }
    if isTerminal, !promptShown, outbox.isEmpty, farewell == nil || !line.text.isEmpty, !isOver { prompt() }
  }

  /// `K1> `, and what is in the line.
  private mutating func prompt() {
    output += "\(safeText(place))> \(safeText(line.text))"
    promptShown = true
  }
}
