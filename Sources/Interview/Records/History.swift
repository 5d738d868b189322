/// What can be undone and redone: inverse records, never old sessions.
///
/// It is rebuilt by the fold, so it survives a crash; it ends when the session is left, and begins afresh when the
/// group begins or ends and when text is destroyed.
public struct History: Equatable, Sendable {
  /// A change that can be taken back or made again.
  public struct Step: Equatable, Sendable {
    /// The number of the record that made it.
    public var record: Int
    /// What takes it back.
    public var inverse: Change
  }

  /// What can be undone, the latest last.
  public private(set) var undoable: [Step] = []
  /// What can be redone, the latest last.
  public private(set) var redoable: [Step] = []

  /// Makes an empty history.
  public init() {}

  /// Takes note of a record that was applied.
  public mutating func noteApplied(_ record: Record, _ applied: Applied) {
    if record.change.endsHistory {
      self = History()
      return
    }
    guard case .placed(let inverse?) = applied else { return }
    let step = Step(record: record.number, inverse: inverse)
    switch record.role {
    case .change:
      undoable.append(step)
      redoable = []
    case .undo:
      if !undoable.isEmpty { undoable.removeLast() }
      redoable.append(step)
    case .redo:
      if !redoable.isEmpty { redoable.removeLast() }
      undoable.append(step)
    }
  }
}
