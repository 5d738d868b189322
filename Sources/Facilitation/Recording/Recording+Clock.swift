public import Interview
internal import Text

extension Recording {
  /// The whole may take so many minutes.
  mutating func plan(minutes: Double, now: Stamp) {
    var budget = session.budget
    budget.minutes = minutes
    budget.until = nil
    setBudget(budget, now: now)
  }

  /// It must end at this time of the day.
  mutating func plan(until time: TimeOfDay, now: Stamp) {
    var budget = session.budget
    budget.until = now.wall.next(hour: time.hour, minute: time.minute, in: zone)
    setBudget(budget, now: now)
  }

  /// Minutes beyond which a plan is more likely a slip than a focus group.
  static let longestGroup = 240

  private mutating func setBudget(_ budget: Budget, now: Stamp) {
    record(.budget(budget), at: now.offset)
    offeredBeforeEnd = false
    let finish = budget.until.map { ", until \($0.civil.timeOfDay)" } ?? ""
    say(.saved, "planned \(clockText(milliseconds: session.plannedLength))\(finish)")
    if session.plannedLength > Recording.longestGroup * 60_000 {
      say(.warning, "that is more than \(Recording.longestGroup / 60) hours: is it meant?")
    }
  }

  mutating func takeBreak(now: Stamp) {
    guard session.openPause == nil else {
      refuse("it is a break already; /on ends it", nil)
      return
    }
    record(.pause(Pause(from: now.offset, why: .break)), at: now.offset)
    say(.saved, "break; /on ends it")
  }

  mutating func goOn(now: Stamp) {
    if session.isOffRecord, var stretch = session.offRecord.last {
      stretch.to = max(now.offset, stretch.from)
      record(.offRecord(stretch), at: now.offset)
      say(.saved, "on the record, after \(minutesText(milliseconds: now.offset - stretch.from))")
      if interactive { offerDraft(now: now) }
      return
    }
    guard var pause = session.openPause else {
      refuse("there is no break, and you are on the record", nil)
      return
    }
    pause.to = max(now.offset, pause.from)
    record(.pause(pause), at: now.offset)
    say(.saved, "on, after a break of \(minutesText(milliseconds: now.offset - pause.from))")
  }

  mutating func goOff(_ reach: Command.Reach, now: Stamp, _ goAhead: GoAhead?) {
    // Asked about, it reaches back from when it was said.
    let said = goAhead?.askedAt ?? now
    let known = beginning(of: reach, at: said)
    let from = known ?? now.offset
    if known == nil, case .since(let number) = reach {
      say(.warning, "there is no note \(number): off the record from now on")
    }
    var changes: [Change] = []
    if let open = session.offRecord.last, open.to == nil {
      guard from < open.from else {
        refuse("it is off the record already, for \(minutesText(milliseconds: now.offset - open.from))", nil)
        return
      }
      changes.append(.offRecord(Stretch(from: open.from, to: open.from)))
    }
    if reach != .now { changes.append(.struckOut(from: from, to: now.offset)) }
    changes.append(.offRecord(Stretch(from: from)))
    if !putsAside(reach) { changes.append(.draft(nil)) }
    let struck = StruckOut(of: session, from: from).count
    record(.together(changes), at: now.offset, goAhead)
    if reach != .now {
      say(
        .saved,
        "off the record since \(session.clock(from)): \(counted(struck, "note")) destroyed; undo begins afresh"
      )
    }
    say(.saved, "off the record: nothing is kept; /on goes back on the record")
  }

  /// Since when the group was off the record; nil if there is no such note.
  func beginning(of reach: Command.Reach, at now: Stamp) -> Offset? {
    switch reach {
    case .now: now.offset
    case .milliseconds(let back): Offset(max(0, now.offset.rawValue.subtracting(back)))
    case .since(let number): time(ofNote: number)
    }
  }

  /// The unfinished line is put aside as the draft that it is, to be given back afterwards, also after a crash. The
  /// command itself is no such line, and of the past nothing may stay.
  private func putsAside(_ reach: Command.Reach) -> Bool {
    guard interactive, reach == .now, let draft = session.draft else { return false }
    // However far it was typed.
    let off = Command.off(.now).line
    return !draft.text.hasPrefix(off) && !off.hasPrefix(draft.text)
  }

  /// When a note was begun, also one that was taken back; of one that left no trace, when the next one was.
  private func time(ofNote number: Int) -> Offset? {
    if let note = session.note(number) { return note.at }
    if let gone = session.retracted.first(where: { $0.id.hasSuffix("-\(number)") }) { return gone.at }
    guard number < session.nextNote else { return nil }
    return session.notes.first { $0.number > number }?.at
  }

  mutating func beginAudio(_ label: String?, now: Stamp) {
    guard !session.isRecordingAudio else {
      refuse("audio is on already; /rec off", nil)
      return
    }
    record(.recording(AudioRecording(from: now.offset, label: label)), at: now.offset)
    say(.saved, "audio recording begins at \(session.clock(now.offset))")
    let refused = session.participants.filter { $0.consents(to: .recording) == .no }.map(\.id)
    if !refused.isEmpty {
      say(
        .warning, "warning: \(refused.joined(separator: ", ")) said no to audio recording; /rec off ends it")
    }
  }

  mutating func endAudio(now: Stamp) {
    guard var open = session.recordings.last, open.to == nil else {
      refuse("audio is not on; /rec on", nil)
      return
    }
    open.to = now.offset
    record(.recording(open), at: now.offset)
    say(.saved, "audio recording ends at \(session.clock(now.offset))")
  }

  /// Minutes before the end at which what is still open is offered, while the people are there.
  static let offerMinutes = 10

  /// Ten minutes before the end the open must-ask questions and follow-ups are offered, once.
  mutating func offerBeforeEnd(now: Stamp) {
    guard interactive, !offeredBeforeEnd, session.begunAt != nil, session.endedAt == nil,
      session.plannedLength - session.elapsed(at: now.offset) <= Recording.offerMinutes * 60_000
    else { return }
    offeredBeforeEnd = true
    let (questions, followUps) = (session.openMustAsk, session.openFollowUps.map(\.number))
    if !questions.isEmpty || !followUps.isEmpty {
      say(.endIsNear(questions: questions, followUps: followUps), now: now)
    }
  }
}

extension Recording {
  /// Time has passed: what is still open is offered before the end, once.
  public mutating func passTime(now: Stamp) -> [Effect] {
    effects = []
    offerBeforeEnd(now: now)
    return take()
  }

  /// The wall clock was set: the session's clock goes on, and the difference is written down.
  public mutating func clockJumped(by milliseconds: Int, now: Stamp) -> [Effect] {
    effects = []
    record(.clock(ClockJump(at: now.offset, by: milliseconds)), at: now.offset)
    return take()
  }

  /// The machine slept: a pause, until someone says that the group went on.
  public mutating func slept(milliseconds: Int, now: Stamp) -> [Effect] {
    effects = []
    guard session.begunAt != nil, session.endedAt == nil, session.openPause == nil else { return [] }
    let pause = Pause(
      from: Offset(max(0, now.offset.rawValue.subtracting(milliseconds))), to: now.offset, why: .asleep)
    record(.pause(pause), at: now.offset)
    gap = pause
    say(
      .warning, "the computer slept for \(minutesText(milliseconds: milliseconds)); it counts as a pause",
      "if the group went on meanwhile: /gap on")
    return take()
  }
}
