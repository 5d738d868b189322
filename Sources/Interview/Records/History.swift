/// What can be undone and redone of a session.
public typealias History = UndoHistory<Change>

/// What can be undone and redone: inverse changes, never old values.
///
/// It is rebuilt by the fold, so it survives a crash; it ends when the session or the review is left.
public struct UndoHistory<Inverse: Equatable & Sendable>: Equatable, Sendable {
  /// A change that can be taken back or made again.
  public struct Step: Equatable, Sendable {
    /// The number of the record that made it.
    public var record: Int
    /// What takes it back.
    public var inverse: Inverse
  }

  /// What can be undone, the latest last.
  public private(set) var undoable: [Step] = []
  /// What can be redone, the latest last.
  public private(set) var redoable: [Step] = []

  /// Makes an empty history.
  public init() {}

  private mutating func note(_ record: Int, _ role: Record.Role, _ inverse: Inverse) {
    let step = Step(record: record, inverse: inverse)
    switch role {
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

extension UndoHistory where Inverse == Change {
  /// Takes note of a record that was applied. History begins afresh when the group begins or ends and when text is
  /// destroyed.
  public mutating func noteApplied(_ record: Record, _ applied: Applied) {
    if record.change.endsHistory {
      self = History()
      return
    }
    guard case .placed(let inverse?) = applied else { return }
    note(record.number, record.role, inverse)
  }
}

extension UndoHistory where Inverse == ReviewChange {
  /// Takes note of a record that was applied, with what takes it back.
  public mutating func noteApplied(_ record: ReviewRecord, inverse: ReviewChange?) {
    if record.change.destroysText {
      // An inverse could bring back what was destroyed.
      self = UndoHistory()
      return
    }
    guard let inverse else { return }
    note(record.number, record.role, inverse)
  }
}
