internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

/// The rows at the top of the recording screen: which group, how things stand, the clocks, what is saved, and what needs
/// the facilitator now.
struct HeaderView {
  let recording: Recording
  let saving: Saving
  /// The last full second of the session.
  let tick: Stamp
  let columns: Int

  private var session: Session { recording.session }

  /// Which group, how things stand, the clocks, what is saved.
  func header() -> Row {
    var left = Row(width: columns)
    let group = session.group
    let words = [group.code, group.country, group.setting].compactMap { $0 }.filter { !$0.isEmpty }
    left.add(" " + (words.isEmpty ? session.title : words.joined(separator: " · ")), .title)
    var right = Row(width: columns)
    let isWide = columns >= 70
    let state = stateWords
    right.add(state.text, state.role)
    if session.begunAt != nil, session.endedAt == nil {
      let budget = session.timeBudget(at: tick.offset)
      right.add("  ")
      if budget.left >= 0 {
        right.add(minutesText(milliseconds: budget.left) + " left", budget.left < 600_000 ? .warning : .text)
      } else {
        right.add(minutesText(milliseconds: -budget.left) + " over", .alert)
      }
      if isWide { right.add("  " + finish(budget), budget.projectedOverrun > 60_000 ? .warning : .faint) }
    }
    let count = max(0, recording.noteCount - saving.pending.count { $0.isNew })
    right.add("  \(isWide ? counted(count, "note") : String(count)) saved ", .done)
    return twoEnds(left, right)
  }

  /// When it ends by plan, on the wall clock, and how much late or early that is.
  private func finish(_ budget: TimeBudget) -> String {
    let end = tick.wall.adding(budget.remaining, in: recording.zone).civil.timeOfDay
    let minutes = Int((Double(budget.projectedOverrun) / 60_000).rounded())
    return "ends \(end)" + (minutes == 0 ? "" : minutes > 0 ? " (\(minutes) late)" : " (\(-minutes) early)")
  }

  private var stateWords: (text: String, role: Role) {
    // The same clock as of the notes: pauses are counted in, and only left out of what is left.
    let clock = session.clock(tick.offset)
    if let ended = session.endedAt { return ("■ ended \(session.clock(ended.offset))", .notice) }
    guard session.begunAt != nil else { return ("○ not begun", .notice) }
    let audio = session.isRecordingAudio ? " REC" : ""
    if session.isOffRecord { return ("OFF THE RECORD", .alert) }
    if session.openPause != nil { return ("BREAK \(clock)", .warning) }
    return ("● \(clock)\(audio)", .title)
  }

  /// For terminals that are too small for more: that they are, and how things stand.
  func smallHeader() -> Row {
    var row = Row(width: columns)
    let alerts = alerts
    guard alerts.isEmpty else { return alertRow(alerts) }
    row.add("too small, notes are kept", .warning)
    row.add("  \(session.clock(tick.offset))  \(session.currentQuestion ?? "")", .faint)
    return row
  }

  // MARK: Alerts

  /// Milliseconds after which a change that is not durable is the facilitator's business.
  private static let patience = 1000

  /// Something that needs the facilitator now: what it is in a few words, and what to do.
  private struct Alert {
    let what: String
    let more: String
  }

  /// What needs the facilitator now, the most urgent first.
  private var alerts: [Alert] {
    var alerts: [Alert] = []
    let unsaved = counted(saving.pending.count, "change")
    if let trouble = saving.trouble {
      let what = saving.pending.isEmpty ? "NOT CLOSED" : "NOT SAVED: \(unsaved)"
      alerts.append(Alert(what: what, more: "\(trouble) · it is tried again"))
    } else if let since = saving.closingSince {
      if tick.offset - since >= HeaderView.patience {
        alerts.append(
          Alert(what: "THE DISK IS SLOW: the session is being written", more: "it is left when that is done"))
      }
    } else if let oldest = saving.pending.first, tick.offset - oldest.since >= HeaderView.patience {
      alerts.append(Alert(what: "THE DISK IS SLOW: \(unsaved) not saved yet", more: "go on typing"))
    }
    if session.isOffRecord, let off = session.offRecord.last {
      let time = minutesText(milliseconds: max(0, tick.offset - off.from))
      alerts.append(
        Alert(what: "OFF THE RECORD \(time)", more: "nothing typed is kept · ^O or /on goes back"))
    }
    if let gap = recording.gap, recording.form?.step != .gap {
      let time = minutesText(milliseconds: (gap.to ?? gap.from) - gap.from)
      alerts.append(Alert(what: "CUT OFF FOR \(time)", more: "/gap pause, or /gap on if the group went on"))
    }
    if let movedOn = saving.movedOn {
      alerts.append(Alert(what: "NOTES GO INTO ANOTHER FILE", more: "\(movedOn) · Esc hides this"))
    }
    if saving.isUnsynced {
      alerts.append(
        Alert(what: "WRITTEN, NOT SYNCED", more: "a power cut may take the last notes · use a local folder"))
    }
    if let pause = session.openPause, session.endedAt == nil {
      let time = minutesText(milliseconds: max(0, tick.offset - pause.from))
      alerts.append(Alert(what: "BREAK \(time)", more: "^T or /on goes on"))
    }
    let left = session.plannedLength - session.elapsed(at: tick.offset)
    if session.begunAt != nil, session.endedAt == nil, left < 0 {
      let open = session.openMustAsk
      alerts.append(
        Alert(
          what: "OVER TIME \(minutesText(milliseconds: -left))",
          more: open.isEmpty ? "" : "must still be asked: \(open.joined(separator: " "))"))
    } else if session.begunAt != nil, session.endedAt == nil, left <= TimePlan.offered, let open = stillOpen {
      alerts.append(Alert(what: "\(minutesText(milliseconds: left)) LEFT", more: open))
    }
    return alerts
  }

  /// What still needs the people: must-ask questions and follow-ups; nil if nothing does.
  private var stillOpen: String? {
    let questions = session.openMustAsk.joined(separator: " ")
    let followUps = session.openFollowUps.map { String($0.number) }.joined(separator: " ")
    let parts = [
      questions.isEmpty ? nil : "must still be asked: \(questions)",
      followUps.isEmpty ? nil : "follow-ups: \(followUps)",
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// What needs the facilitator, in words: of each what it is, and of the first ones, as far as there is room, more.
  private func alertRow(_ alerts: [Alert]) -> Row {
    var text = ""
    for explained in stride(from: alerts.count, through: alerts.count > 1 ? 0 : 1, by: -1) {
      let parts = alerts.enumerated().map { index, alert in
        index < explained && !alert.more.isEmpty ? "\(alert.what) · \(alert.more)" : alert.what
      }
      text = " ! " + parts.joined(separator: "  ! ")
      if DisplayWidth.of(text) <= columns { break }
    }
    var row = Row(width: columns)
    row.add(text, .alert)
    return row.whole(.alert)
  }

  /// How much of the whole time is over, or what needs the facilitator.
  func budgetOrAlerts() -> Row {
    var row = Row(width: columns)
    let alerts = alerts
    guard alerts.isEmpty else { return alertRow(alerts) }
    let planned = session.plannedLength
    guard session.begunAt != nil, planned > 0 else {
      row.fill(with: "─", .faint)
      return row
    }
    let share = min(1, Double(session.elapsed(at: tick.offset)) / Double(planned))
    let done = Int((share * Double(columns)).rounded())
    row.fill(with: "━", to: done, .text)
    row.fill(with: "╌", .faint)
    return row
  }
}
