public import Interview

/// How a recording stands.
extension Recording {
  /// The session as it stands, pending records included.
  public var session: Session { ledger.session }
  /// How many of its notes still have their text.
  package var noteCount: Int { session.notes.count - ledger.destroyedNotes }
  /// What a line can mean now.
  package var shorthandContext: ShorthandContext { ledger.shorthandContext }
  /// What can be undone.
  public var history: History { ledger.history }
  /// Someone can be asked: there is a terminal. Without one nothing is asked.
  public var interactive: Bool { ledger.interactive }
  /// What the session is called when one goes on with it.
  public var name: String { openedUnder ?? ledger.session.id }
  /// How long nothing was recorded, which the facilitator is asked about.
  package var gap: Pause? { cut.pause }
  /// What the team is being asked, at a terminal.
  package var form: Form? { filling.form }
  /// What a line is typed for: whoever or whatever is asked about, or the question under discussion: `P4`, `practice`,
  /// `the gap`, `K1`.
  package var lineName: String {
    if session.isOffRecord { return "OFF" }
    if let form, let step = form.step {
      if let seat = step.seat { return "P\(seat)" }
      return step == .practice ? "practice" : form.title
    }
    return session.endedAt != nil ? "debrief" : session.currentQuestion ?? "before"
  }
  /// What a line would tell of the gap that was asked about and waits: that the group went on, or not. Nil if nothing.
  package func gapAnswer(_ text: String) -> Bool? {
    guard filling.gapWaits, gap != nil else { return nil }
    return ["pause": false, "on": true][text.trimmed.lowercased()]
  }
  /// A form with several questions is open. The single question about a gap does not count, since it can wait.
  package var isFillingIn: Bool { filling.step != nil && filling.step != .gap }
  /// A command that cannot be undone waits for a yes, at a terminal.
  package var confirmation: Confirmation? { confirming.waiting }
  /// The session is to be destroyed once it is let go.
  public var isDiscarded: Bool { closing.isDiscarded }
  /// What the same people go on with once the session is let go.
  public var successor: Successor? { closing.successor }
  /// The line is a note that was refused, as it was typed or changed since.
  package func isRefused(_ line: TypedLine?) -> Bool {
    line.map { line in session.putAside.contains { $0.at == line.begun.offset } } ?? false
  }
  /// Lines that were refused at a terminal and not entered since, the latest last, but for the one in the line.
  package func refusedNotes(besides line: TypedLine?) -> [Draft] {
    session.putAside.filter { $0.at != line?.begun.offset }
  }
  /// A question waits for its yes.
  public var isAskingForYes: Bool { confirming.waiting != nil }
  /// A question waits, and nobody can have read it yet.
  public var awaitsReading: Bool { confirming.awaitsReading }
}

// MARK: - Off the record

extension Recording {
  /// The line may become a command, and so may be typed on while the group is off the record. It may not if the command
  /// would be refused and could hold what is said.
  package static func takesOffRecord(_ line: String) -> Bool {
    guard line.contains(where: \.isWhitespace) else { return true }
    let row = commands[line.dropFirst().prefix { !$0.isWhitespace }]
    return row?.when.contains { $0.holdsWords } != true
  }

  /// The text may become an answer, and so may be typed on while the group is off the record. Nothing else may: what is
  /// never in the line cannot come out of it later.
  package static func takesAnswerOffRecord(_ text: String) -> Bool {
    let text = text.lowercased()
    return "yes".hasPrefix(text) || "no".hasPrefix(text) || Command.isCommand(text)
  }
}
