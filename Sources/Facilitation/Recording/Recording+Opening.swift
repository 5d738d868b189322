public import Interview

extension Recording {
  /// Minutes after which a cut counts as a pause until someone says otherwise.
  static let cutMinutes = 15

  /// Opens a new session.
  ///
  /// - Parameters:
  ///   - participants: how many seats are taken from the start; 0 when they are added as they come.
  ///   - beginAtOnce: nothing is asked and the clock starts (`--yes`, or no terminal).
  ///   - remembered: answers of the last session with this protocol, offered again.
  /// - Returns: the recording and its first effects; the first is the session's first record.
  public static func open(
    _ head: SessionHead, recorder: Recorder, participants: Int, interactive: Bool, beginAtOnce: Bool,
    remembered: [String: String], now: Stamp
  ) -> (recording: Recording, effects: [Effect]) {
    let first = Record(number: 1, at: .zero, change: .started(head))
    var session = head.session
    session.lastRecord = 1
    var recording = Recording(session: session, interactive: interactive)
    recording.effects.append(.append(first))
    recording.record(.recorder(recorder), at: .zero)
    if participants > 0 {
      recording.record(
        .together((1...participants).map { .participant($0, Participant(seat: $0)) }), at: .zero)
      recording.history = History()
    }
    recording.say(.saved, "session \(head.id)", "\(recording.session.filled(head.protocol.title))")
    if beginAtOnce {
      recording.begin(now: now)
    } else {
      recording.say(.told, "set-up: Enter leaves a question open; /begin when people are here; /? help")
      recording.start(Form.setUp(recording.session, remembered: remembered), now: now)
    }
    let effects = recording.take()
    return (recording, effects)
  }

  /// Goes on with a session that was left or cut off: at the same question, with the draft offered, and after a
  /// cut with one question about the gap.
  ///
  /// - Parameters:
  ///   - name: of its files, if they say another of themselves.
  ///   - wasCutOff: the last recording ended without leaving.
  ///   - isWhole: nothing that was saved is lost.
  public static func resume(
    _ session: Session, under name: String? = nil, history: History, recorder: Recorder, wasCutOff: Bool,
    isWhole: Bool, interactive: Bool, now: Stamp
  ) -> (recording: Recording, effects: [Effect]) {
    var recording = Recording(session: session, history: history, interactive: interactive)
    if let name, name != session.id { recording.openedUnder = name }
    let last = session.lastOffset
    recording.record(.recorder(recorder), at: now.offset)
    recording.say(.saved, "session \(recording.name)", recording.session.filled(session.protocol.title))
    switch session.status {
    case .finished:
      recording.say(.warning, "this session is finished: what is noted now counts as added afterwards")
      recording.offerDraft(now: now)
    case .ended:
      recording.say(.told, "the group has ended; the debrief is open; /finish closes the session")
      recording.start(Form.debrief(session), now: now)
      recording.offerDraft(now: now)
    case .open where session.begunAt == nil:
      recording.say(.told, "not begun yet; /begin starts the clock")
      recording.start(Form.setUp(recording.session, remembered: [:]), now: now)
      recording.offerDraft(now: now)
    case .open:
      recording.takeUp(from: last, wasCutOff: wasCutOff, isWhole: isWhole, now: now)
    }
    let effects = recording.take()
    return (recording, effects)
  }

  private mutating func takeUp(from last: Offset, wasCutOff: Bool, isWhole: Bool, now: Stamp) {
    let away = now.offset - last
    if var pause = session.openPause, pause.why != .break {
      pause.to = now.offset
      record(.pause(pause), at: now.offset)
      say(.told, "left at \(session.clock(pause.from)), back after \(minutesText(milliseconds: away))")
    } else if wasCutOff {
      let cut = Pause(from: last, to: now.offset, why: .cut)
      if away >= Recording.cutMinutes * 60_000, session.openPause == nil, !session.isOffRecord {
        record(.pause(cut), at: now.offset)
      }
      if session.openPause == nil { gap = cut }
      say(
        .warning,
        "the session was cut off at \(session.clock(last)), "
          + "\(minutesText(milliseconds: away)) ago; "
          + (isWhole ? "nothing saved is lost" : "something saved is lost: what can be read is here"))
    }
    let question = session.currentQuestion.flatMap(session.protocol.question)
    if session.openVisit == nil, let question {
      record(.visited(question.id, at: now.offset), at: now.offset)
    }
    if session.isOffRecord { say(.warning, "OFF THE RECORD, still; /on goes back on the record") }
    if session.openPause?.why == .break { say(.warning, "it is still a break; /on ends it") }
    if let question { announce(question, now: now) }
    askGap(now: now)
    offerDraft(now: now)
  }

  private mutating func askGap(now: Stamp) {
    guard gap != nil else { return }
    // Off the record only commands are taken from the keys.
    if interactive, !session.isOffRecord {
      start(Form.gap, now: now)
    } else {
      say(.told, "was it a pause, or did the group go on? /gap pause or /gap on")
    }
  }

  /// Offers the line that was cut off: at a terminal it is back in the line with its time, once the gap is told.
  mutating func offerDraft(now: Stamp) {
    guard let draft = session.draft, !draft.text.isEmpty, !session.isOffRecord else { return }
    draftIsOffered = true
    // At a terminal the gap is told first.
    if form?.step == .gap { return }
    let place = draft.question ?? session.currentQuestion ?? ""
    say(.told, "unfinished line, begun at \(session.clock(draft.at)) on \(place): \(draft.text)")
    if interactive {
      draftIsOffered = false
      let wall = now.wall.adding(draft.at - now.offset)
      let begun = Stamp(offset: draft.at, wall: wall)
      effects.append(
        .giveBack(TypedLine(draft.text, begun: begun, question: draft.question), editing: draft.editing))
    } else {
      say(.told, "/draft saves it with its time, /draft drop drops it")
    }
  }
}
