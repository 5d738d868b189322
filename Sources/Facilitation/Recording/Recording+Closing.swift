public import Interview
internal import Text

extension Recording {
  mutating func finish(now: Stamp) {
    guard !interactive || session.endedAt != nil || closingShown || !showOpen(before: .finish, now: now)
    else {
      return
    }
    endGroup(now: now)
    record(.finished, at: now.offset)
    tellForgotten()
    say(
      .saved,
      "finished: \(counted(session.notes.count, "note"))"
        + (interactive ? "; read it with: focusgroup show \(name)" : ""))
    effects.append(.finish)
  }

  /// What the oral summary says, to be read out in the room, and the notes in it; nil if there is nothing yet.
  package func oralSummary(now: Stamp) -> (lines: [String], notes: [String])? {
    let points = session.oralSummaryPoints
    let followUps = session.openFollowUps.filter { !$0.content.text.isEmpty }
    guard !points.isEmpty || !followUps.isEmpty else { return nil }
    var lines = ["oral summary: read out, then ask whether it is fair"]
    for (question, notes) in points {
      lines.append("\(question) \(session.title(of: question))")
      for note in notes {
        let standing = session.standing(of: note, at: now.offset)
        let dissent = standing.dissent.isEmpty ? "" : ", seen otherwise by \(standing.dissent.count)"
        let agree = standing.agree.isEmpty ? "" : ", shared by \(standing.agree.count)"
        // Read out in the room: the words without who said them.
        var words = note.content
        words.speakers = []
        words.replyTo = nil
        words.codes = []
        var manner = ""
        if session.isUnquotable(note) {
          words.kind = .paraphrase
          manner = " (not word for word)"
        }
        lines.append("note \(note.number): \(note.words(.spoken, as: words))\(manner)\(agree)\(dissent)")
      }
    }
    for note in followUps { lines.append("still to ask, note \(note.number): \(note.content.text)") }
    return (lines, points.flatMap { $0.notes.map(\.id) } + followUps.map(\.id))
  }

  mutating func readSummary(now: Stamp) {
    guard let summary = oralSummary(now: now) else {
      refuse("nothing for the summary yet: mark points with * or note who agrees", nil)
      return
    }
    record(.summary(OralSummary(at: now.offset, notes: summary.notes)), at: now.offset)
    say(.summary(summary.lines), now: now)
  }

  /// The group has ended. At a terminal it first says what still needs the people, and asks once more.
  mutating func end(now: Stamp) {
    guard session.endedAt == nil else {
      say(.told, "the group has ended; /finish when the debrief is done, /leave to do it later")
      return
    }
    if interactive, !closingShown, showOpen(before: .end, now: now) { return }
    endGroup(now: now)
    guard interactive else {
      record(.finished, at: now.offset)
      tellForgotten()
      say(.saved, "finished: \(counted(session.notes.count, "note"))")
      effects.append(.finish)
      return
    }
    say(.saved, "the group has ended after \(session.clock(now.offset))")
    let debrief = Form.debrief(session)
    guard !debrief.steps.isEmpty else {
      say(.told, "/finish closes the session, /leave leaves it open")
      return
    }
    say(.told, "the debrief, now or later: Enter leaves a question open, /leave does it later")
    start(debrief, now: now)
  }

  /// Says what still needs the people, once.
  ///
  /// - Returns: false if nothing is open.
  private mutating func showOpen(before command: Command, now: Stamp) -> Bool {
    let items = session.closingChecklist(at: now.offset)
    guard !items.isEmpty else { return false }
    closingShown = true
    say(.checklist(items), now: now)
    say(.told, "\(command.line) again when the people go, or go on")
    return true
  }

  /// What still needs the people was read: the end is not asked about once more.
  package mutating func checklistWasRead() { closingShown = true }

  /// Closes what lasts and writes down the end; once.
  private mutating func endGroup(now: Stamp) {
    guard session.endedAt == nil else { return }
    var changes: [Change] = []
    if session.isOffRecord, var off = session.offRecord.last {
      off.to = max(now.offset, off.from)
      changes.append(.offRecord(off))
    }
    if var pause = session.openPause {
      pause.to = max(now.offset, pause.from)
      changes.append(.pause(pause))
    }
    if session.isRecordingAudio, var audio = session.recordings.last {
      audio.to = max(now.offset, audio.from)
      changes.append(.recording(audio))
    }
    if session.openVisit != nil { changes.append(.visitClosed(at: now.offset)) }
    for person in session.participants where person.present.contains(where: { $0.to == nil }) {
      var gone = person
      for index in gone.present.indices where gone.present[index].to == nil {
        gone.present[index].to = max(now.offset, gone.present[index].from)
      }
      changes.append(session.change(to: gone))
    }
    changes.append(.ended(now))
    record(.together(changes), at: now.offset)
  }

  /// Leaves: the visit is closed, a pause opened, the draft kept. Also what the end of input does.
  public mutating func leaveAtEndOfInput(now: Stamp) -> [Effect] {
    effects = []
    leave(now: now)
    return take()
  }

  /// An edit forgets when the session is left. What an earlier recording still kept is told: it is not from today.
  private mutating func tellForgotten() {
    guard let from = session.recorders.last?.from else { return }
    let count = session.editsWithEarlierWords(by: from)
    guard count > 0 else { return }
    say(.saved, "dropped: the earlier words of \(counted(count, "edit")), which the file still kept")
  }

  mutating func leave(now: Stamp) {
    if session.status == .open {
      var changes: [Change] = []
      if session.openVisit != nil { changes.append(.visitClosed(at: now.offset)) }
      if session.begunAt != nil, session.openPause == nil {
        changes.append(.pause(Pause(from: now.offset, why: .left)))
      }
      if !changes.isEmpty { record(.together(changes), at: now.offset) }
    }
    tellForgotten()
    say(.saved, "left: \(counted(session.notes.count, "note")); go on with: focusgroup resume \(name)")
    effects.append(.leave)
  }
}
