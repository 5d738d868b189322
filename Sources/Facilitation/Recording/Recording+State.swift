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
  /// A form with several questions is open. The single question about a gap does not count, since it can wait.
  package var isFillingIn: Bool { filling.step != nil && filling.step != .gap }
  /// A command that cannot be undone waits for a yes, at a terminal.
  package var confirmation: Confirmation? { confirming.waiting }
  /// The session is to be destroyed once it is let go.
  public var isDiscarded: Bool { closing.isDiscarded }
  /// What the same people go on with once the session is let go.
  public var successor: Successor? { closing.successor }
  /// A question waits for its yes.
  public var isAskingForYes: Bool { confirming.waiting != nil }
  /// A question waits, and nobody can have read it yet.
  public var awaitsReading: Bool { confirming.awaitsReading }
}
