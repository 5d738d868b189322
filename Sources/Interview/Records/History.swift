/// What can be undone and redone of a session.
public typealias History = UndoHistory<Change>

/// What can be undone and redone: inverse changes, never old values.
///
/// It is rebuilt by the fold, so it survives a crash; it ends when the session or the review is left. A journal that is
/// begun anew takes the newest of it along.
public struct UndoHistory<Inverse: Recordable>: Equatable, Sendable {
  /// A change that can be taken back or made again.
  public struct Step: Equatable, Sendable {
    /// The number of the record that made it.
    public var record: Int
    /// What takes it back.
    public var inverse: Inverse

    public init(record: Int, inverse: Inverse) {
      self.record = record
      self.inverse = inverse
    }
  }

  /// What can be undone, the latest last.
  public private(set) var undoable: [Step] = []
  /// What can be redone, the latest last.
  public private(set) var redoable: [Step] = []
  /// How many older changes could have been undone, and were given up when the journal was begun anew.
  public private(set) var givenUp = 0

  public init(undoable: [Step] = [], redoable: [Step] = [], givenUp: Int = 0) {
    self.undoable = undoable
    self.redoable = redoable
    self.givenUp = givenUp
  }

  /// Its newest steps: what a journal that is begun anew takes along.
  ///
  /// - Parameters:
  ///   - steps: so many at most.
  ///   - bytes: their inverses take so many at most; a quarter of it is for what can be redone.
  func newest(_ steps: Int, bytes: Int) -> UndoHistory {
    func tail(_ all: [Step], _ steps: Int, _ bytes: Int) -> (steps: ArraySlice<Step>, bytes: Int) {
      var first = all.endIndex
      var taken = 0
      while first > all.startIndex, all.endIndex - first < steps {
        let size = all[first - 1].inverse.size
        guard size <= bytes - taken else { break }
        taken += size
        first -= 1
      }
      return (all[first...], taken)
    }
    let redone = tail(redoable, steps / 4, bytes / 4)
    let undone = tail(undoable, steps - redone.steps.count, bytes - redone.bytes)
    return UndoHistory(
      undoable: Array(undone.steps), redoable: Array(redone.steps),
      givenUp: givenUp + undoable.count - undone.steps.count)
  }

  /// What a journal that is begun anew takes along: the newest 1,000 steps or 4 MiB of them.
  public var newest: UndoHistory { newest(1000, bytes: 4 << 20) }

  /// Takes note of a record that was applied. History begins afresh with what ends it: when text is destroyed, and when the
  /// group begins or ends.
  ///
  /// - Parameter inverse: what takes it back; nil for what cannot be taken back.
  public mutating func remember<Time>(_ record: Numbered<Inverse, Time>, inverse: Inverse?) {
    if record.change.endsHistory {
      self = UndoHistory()
      return
    }
    if let kept = record.change.keptHistory {
      self = kept
      return
    }
    guard let inverse else { return }
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

extension UndoHistory where Inverse == Change {
  /// Takes note of a session's record, with what became of it.
  public mutating func remember(_ record: Record, _ applied: Applied) {
    remember(record, inverse: applied.inverse)
  }
}
