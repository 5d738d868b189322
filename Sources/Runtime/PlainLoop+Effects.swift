internal import Interview
internal import Screens
internal import SessionStorage
internal import TextScreen

extension PlainLoop {
  /// Does what the recording asks for, in order.
  mutating func perform(_ effects: [Effect]) {
    var batch: [Record] = []
    var destroyed = true
    // What is said of leaving is said when it is done.
    let farewell = effects.last?.isFarewell == true ? effects.dropLast().last?.reply : nil
    for (index, effect) in effects.enumerated() {
      switch effect {
      case .append(let record):
        if record.number > appended {
          batch.append(record)
          appended = record.number
        }
      case .say where farewell != nil && index == effects.count - 2: break
      case .say(let reply):
        if destroyed || reply.kind != .saved { outbox.add(reply, after: appended) }
      case .beginAnew:
        // The redaction is in the state that is written now; its record is kept only if that fails.
        let redaction = batch.popLast()
        keep(&batch)
        destroyed = beginAnew()
        if !destroyed, let redaction { batch.append(redaction) }
      case .giveBack(let typed, let editing):
        giveBack(typed, editing: editing, isRefused: index > 0 && effects[index - 1].reply?.kind == .refused)
      case .leave:
        keep(&batch)
        close(.left, saying: farewell)
      case .finish:
        keep(&batch)
        close(.finished, saying: farewell)
      }
    }
    keep(&batch)
  }

  private mutating func keep(_ batch: inout [Record]) {
    gathered += batch
    batch = []
    if !isGathering { release() }
  }

  /// Gives the writer what was gathered: one write and one sync for all of it.
  mutating func release() {
    guard !gathered.isEmpty else { return }
    store.append(gathered)
    gathered = []
  }

  /// Destroys text on disk.
  ///
  /// - Returns: it is done.
  private mutating func beginAnew() -> Bool {
    release()
    do throws(StorageError) {
      try store.beginAnew(recording.session)
      takeReports()
      durable = max(durable, recording.session.lastRecord)
      return true
    } catch {
      outbox.add(
        Reply(
          .refused,
          [
            "error: the text is out of the record, but not yet off the disk: \(safeText(error.message))",
            "it is destroyed with the next redaction, /leave or /finish",
          ]), after: 0)
      return false
    }
  }

  private mutating func close(_ way: Ending, saying farewell: Reply?) {
    release()
    do throws(StorageError) {
      try store.close(recording.session)
      takeReports()
      durable = max(durable, recording.session.lastRecord)
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
      outbox.add(Reply(.told, ["not kept: \(safeText(typed.text))"]), after: appended)
      return
    }
    line.giveBack(typed, editing: editing)
    undone = typed.text
    if isRefused {
      outbox.add(Reply(.told, ["the line is kept: Enter tries again, ^U clears it"]), after: appended)
    }
  }

  /// Takes what the writer reports.
  mutating func takeReports() {
    for report in store.reports() {
      switch report {
      case .durable(let number):
        durable = max(durable, number)
        unsaved.removeAll { $0.number <= durable }
        if complaint != nil, durable >= appended {
          complaint = nil
          outbox.addUrgent(Reply(.warning, ["the disk takes notes again: all is saved"]))
        }
      case .refused(_, let error):
        guard complaint != error else { continue }
        complaint = error
        outbox.addUrgent(
          Reply(
            .refused,
            [
              "error: not saved yet: \(safeText(error.message))",
              "nothing is lost while this runs; it is tried again",
            ]))
        speak(always: true)
      case .movedOn(let place, let error):
        outbox.addUrgent(
          Reply(.warning, ["the disk failed: \(safeText(error.message))", "going on in \(safeText(place))"]))
      }
    }
  }

  // MARK: Speaking

  /// Says what may be said. At a terminal nothing is printed between a key and Enter.
  mutating func speak(always: Bool = false) {
    let atTerminal = raw != nil
    if atTerminal, promptShown, !line.text.isEmpty, !always { return }
    let replies = outbox.take(durable: durable)
    if !replies.isEmpty {
      var lines = replies.flatMap(\.lines)
      // A terminal would break them in the middle of words.
      if atTerminal { lines = lines.flatMap { wrapped($0, width: max(20, console.width - 1)) } }
      let text = lines.joined(separator: "\n") + "\n"
      console.write(atTerminal && promptShown ? "\n" + text : text)
      promptShown = false
    }
    if atTerminal, !promptShown, outbox.isEmpty, ending == nil { prompt() }
  }

  /// `K1> `, and what is in the line.
  mutating func prompt() {
    let session = recording.session
    let place =
      session.isOffRecord
      ? "OFF" : session.endedAt != nil ? "debrief" : session.currentQuestion ?? "set-up"
    console.write("\(safeText(place))> \(safeText(line.text))")
    promptShown = true
  }
}

extension Effect {
  fileprivate var isFarewell: Bool { self == .leave || self == .finish }

  fileprivate var reply: Reply? {
    guard case .say(let reply) = self else { return nil }
    return reply
  }
}
