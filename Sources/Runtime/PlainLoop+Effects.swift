internal import Facilitation
internal import Interview
internal import Screens
internal import SessionStorage
internal import Text
internal import TextScreen

extension PlainLoop {
  /// Does what the recording asks for, in order.
  mutating func perform(_ effects: [Effect]) {
    var destroyed = true
    // How far it was destroyed is said behind what was.
    var reach: Reply?
    // What is said of leaving is said when it is done.
    let farewell = effects.last?.isFarewell == true ? effects.dropLast().last?.reply : nil
    for (index, effect) in effects.enumerated() {
      switch effect {
      case .append(let record): ledger.add(record)
      case .say where farewell != nil && index == effects.count - 2: break
      case .say(let reply):
        if destroyed || reply.kind != .saved { outbox.add(reply, after: ledger.appended) }
        if let told = reach { outbox.add(told, after: ledger.appended) }
        reach = nil
      case .beginAnew:
        reach = beginAnew()
        destroyed = reach != nil
      case .renew(let session): ledger.renew(session)
      case .giveBack(let typed, let editing):
        giveBack(typed, editing: editing, isRefused: index > 0 && effects[index - 1].reply?.kind == .refused)
      case .leave: close(.left, saying: farewell)
      case .finish: close(.finished, saying: farewell)
      case .repaint: break
      }
    }
    if let reach { outbox.add(reach, after: ledger.appended) }
    ledger.settle()
  }

  /// Destroys text on disk.
  ///
  /// - Returns: how far it is done; nil if it is not.
  private mutating func beginAnew() -> Reply? {
    do throws(StorageError) {
      try ledger.beginAnew(recording.session)
      takeReports()
      let reach = ledger.eraseElsewhere(recording.session, at: clock.now().wall)
      return Reply(reach.isEverywhere ? .told : .warning, reach.lines)
    } catch {
      outbox.add(
        Reply(
          .refused,
          [
            "error: the text is out of the record, but not yet off the disk: \(safeText(error.message))",
            "it is destroyed with the next redaction, /leave or /finish",
          ]), after: 0)
      return nil
    }
  }

  private mutating func close(_ way: Ending, saying farewell: Reply?) {
    do throws(StorageError) {
      try ledger.close(recording.session)
      takeReports()
      complaint = nil
      if let farewell { outbox.add(farewell, after: 0) }
      ending = way
    } catch {
      takeReports()
      ending = .failed(error)
    }
  }

  private mutating func giveBack(_ typed: TypedLine, editing: Int?, isRefused: Bool) {
    guard raw != nil || console.isTerminal else {
      guard !typed.text.isEmpty, !recording.session.isOffRecord else { return }
      outbox.add(Reply(.told, ["not kept: \(safeText(typed.text))"]), after: ledger.appended)
      return
    }
    line.giveBack(typed, editing: editing)
    undone = typed.text
    if isRefused {
      outbox.add(Reply(.told, ["the line is kept: Enter tries again, ^U clears it"]), after: ledger.appended)
    }
  }

  /// Takes what the writer reports.
  mutating func takeReports() {
    for report in ledger.reports() {
      switch report {
      case .durable, .written:
        unsaved.removeAll { $0.number <= ledger.durable }
        if complaint != nil, ledger.durable >= ledger.appended {
          complaint = nil
          outbox.addUrgent(Reply(.warning, ["the disk takes notes again: all is saved"]))
        }
      case .refused(_, let error):
        let isNew = complaint != error
        complaint = error
        let waiting = unsaved.filter { $0.number > toldUnsaved }
        guard isNew || !waiting.isEmpty else { continue }
        toldUnsaved = max(toldUnsaved, waiting.last?.number ?? 0)
        var lines = ["error: not saved yet: \(safeText(error.message))"]
        lines += waiting.map { "not saved yet: \(safeText($0.text))" }
        if isNew { lines.append("nothing is lost while this runs; it is tried again") }
        outbox.addUrgent(Reply(.refused, lines))
        speak(always: true)
      case .movedOn(let place, let error):
        outbox.addUrgent(
          Reply(.warning, ["warning: \(safeText(error.message))", "going on in \(safeText(place))"]))
      case .noticed(let notice): outbox.addUrgent(Reply(.warning, ["warning: \(safeText(notice.message))"]))
      case .outgrown, .wantsState: perform(recording.beginJournalAnew(now: clock.now()))
      }
    }
  }

  // MARK: Speaking

  /// Says what may be said. At a terminal nothing is printed between a key and Enter.
  mutating func speak(always: Bool = false) {
    let atTerminal = raw != nil
    if atTerminal, promptShown, !line.text.isEmpty, !always { return }
    let replies = outbox.take(durable: ledger.durable)
    if !replies.isEmpty {
      var lines = replies.flatMap { ledger.isUnsynced ? $0.unsynced : $0.lines }
      // A terminal would break them in the middle of words.
      if atTerminal { lines = lines.flatMap { wrapped($0, width: max(20, console.width - 1)) } }
      let text = lines.joined(separator: "\n") + "\n"
      console.send(atTerminal && promptShown ? "\n" + text : text)
      promptShown = false
    }
    if atTerminal, !promptShown, outbox.isEmpty, ending == nil { prompt() }
  }

  /// `K1> `, and what is in the line.
  mutating func prompt() {
    console.send("\(safeText(place))> \(safeText(line.text))")
    promptShown = true
  }

  /// Where one is, or what is asked.
  private var place: String {
    let session = recording.session
    if recording.isAskingForYes { return "yes?" }
    if session.isOffRecord { return "OFF" }
    return session.endedAt != nil ? "debrief" : session.currentQuestion ?? "set-up"
  }
}

extension Reply {
  /// Its lines where no disk promises that what was written survives a power cut.
  fileprivate var unsynced: [String] {
    guard case .saved = answer, let first = lines.first else { return lines }
    return ["written, not synced " + first.dropFirst("saved ".count)] + lines.dropFirst()
  }
}

extension Effect {
  fileprivate var isFarewell: Bool { self == .leave || self == .finish }

  fileprivate var reply: Reply? {
    guard case .say(let reply) = self else { return nil }
    return reply
  }
}
