public import Interview

/// How a recording begins, and how one goes on with it.
extension Recording {
  /// Opens a new session.
  ///
  /// - Parameters:
  ///   - participants: how many seats are taken from the start; 0 when they are added as they come.
  ///   - people: who they are, where that is known.
  ///   - beginAtOnce: nothing is asked and the clock starts (`--yes`, or no terminal).
  ///   - remembered: answers of the last session with this protocol, offered again.
  /// - Returns: the recording and its first effects; the first is the session's first record.
  public static func open(
    _ head: SessionHead, recorder: Recorder, participants: Int, people: [Participant] = [],
    answers: [String: String] = [:], interactive: Bool, beginAtOnce: Bool, remembered: [String: String],
    now: Stamp
  ) -> (recording: Recording, effects: [Effect]) {
    var recording = Recording(Ledger(beginning: head, interactive: interactive))
    recording.ledger.record(.recorder(recorder), at: .zero)
    recording.ledger.seat(people + (0..<participants).map { Participant(seat: $0 + 1) })
    recording.ledger.carry(answers)
    recording.ledger.say(
      .saved, "session \(head.id)", "\(recording.session.filled(head.protocol.title))")
    recording.ledger.tellLanguage()
    if beginAtOnce {
      recording.ledger.begin(now: now)
    } else {
      recording.ledger.say(
        .told, "set-up: Enter leaves a question open; /begin when people are here; /? help")
      let form = Form.setUp(recording.session, remembered: remembered)
      recording.filling.start(form, in: &recording.ledger, now: now)
    }
    let effects = recording.ledger.take()
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
    recording.ledger.record(.recorder(recorder), at: now.offset)
    recording.ledger.say(
      .saved, "session \(recording.name)", recording.session.filled(session.protocol.title))
    recording.takeUp(since: session.lastOffset, wasCutOff: wasCutOff, isWhole: isWhole, now: now)
    recording.offerDraft(now: now)
    let effects = recording.ledger.take()
    return (recording, effects)
  }

  /// Says how the session stands, and asks what has to be asked.
  ///
  /// - Parameter last: when something was recorded last.
  private mutating func takeUp(since last: Offset, wasCutOff: Bool, isWhole: Bool, now: Stamp) {
    switch session.status {
    case .finished:
      ledger.say(.warning, "this session is finished: what is noted now counts as added afterwards")
    case .ended:
      ledger.say(.told, "the group has ended; the debrief is open; /finish closes the session")
      filling.start(Form.debrief(session), in: &ledger, now: now)
    case .open where session.begunAt == nil:
      ledger.say(.told, "not begun yet; /begin starts the clock")
      filling.start(Form.setUp(session, remembered: [:]), in: &ledger, now: now)
    case .open:
      if let pause = session.openPause, pause.why != .break {
        ledger.comeBack(after: pause, away: now.offset - last, now: now)
      } else if wasCutOff {
        cut.cutOff(since: last, isWhole: isWhole, in: &ledger, now: now)
      }
      ledger.reopen(now: now)
      askGap(now: now)
    }
  }

  private mutating func askGap(now: Stamp) {
    guard gap != nil else { return }
    // Off the record only commands are taken from the keys.
    if interactive, !session.isOffRecord {
      filling.start(Form.gap, in: &ledger, now: now)
    } else {
      ledger.say(.told, "was it a pause, or did the group go on? /gap pause or /gap on")
    }
  }
}
