internal import Facilitation
internal import Interview

/// What was recorded and is on its way to the disk, how the disk does, and how the session is left.
struct Saving: Sendable {
  /// A change that is not durable yet.
  struct Change: Sendable {
    /// The record's number.
    let record: Int
    /// The note that it makes or changes.
    let note: Int?
    /// It makes the note.
    let isNew: Bool
    let since: Offset
  }

  /// In their order.
  private(set) var pending: [Change] = []
  /// Why the disk takes nothing; nil when it does.
  private(set) var trouble: String?
  /// Where the recording went on when its first file failed; nil also once that is known.
  private(set) var movedOn: String?
  /// No disk of this machine promises that what was written survives a power cut.
  private(set) var isUnsynced = false
  /// Since when the session's files are being written, to be left; nil when they are not.
  private(set) var closingSince: Offset?
  /// What is said when the screen has gone: how the session was left or finished.
  private(set) var farewell: [String] = []
  private var held: HeldReplies

  init(durable: Int) { held = HeldReplies(durable: durable) }

  /// A record was made.
  mutating func add(_ record: Record, at now: Offset) {
    guard !record.change.isQuiet else { return }
    let note = record.change.firstNote
    pending.append(
      Change(record: record.number, note: note?.number, isNew: note?.isNew ?? false, since: now))
  }

  /// Keeps an answer until all that was recorded is on the disk; false if it is.
  mutating func hold(_ reply: Reply) -> Bool {
    guard let last = pending.last else { return false }
    return held.hold(reply, until: last.record)
  }

  /// The records up to a number are on the disk.
  ///
  /// - Returns: whether the disk takes things again, and what may be said now.
  mutating func reach(_ number: Int) -> (isWellAgain: Bool, replies: [Reply]) {
    pending.removeAll { $0.record <= number }
    let isWellAgain = pending.isEmpty && trouble != nil
    if isWellAgain { trouble = nil }
    return (isWellAgain, held.reach(number))
  }

  /// The disk does not take what it was given.
  ///
  /// - Returns: false if that is known.
  mutating func fail(_ reason: String) -> Bool {
    defer { trouble = reason }
    return trouble != reason
  }

  /// The recording goes on in another file.
  mutating func moveOn(to place: String) { movedOn = place }

  /// It is known that the recording went on in another file.
  mutating func hideMove() { movedOn = nil }

  /// What is written survives a power cut, or no disk of this machine promises that.
  mutating func sync(_ isSynced: Bool) { isUnsynced = !isSynced }

  // MARK: Leaving

  /// The session's files are being written.
  mutating func beginClosing(at now: Offset) { closingSince = now }

  /// They could not be written: the session is not left.
  mutating func failClosing(_ reason: String) {
    closingSince = nil
    farewell = []
    trouble = reason
  }

  /// Says something when the screen has gone.
  mutating func sayInTheEnd(_ lines: [String]) { farewell += lines }
}

extension Change {
  /// The note that it makes or changes; the first of several.
  fileprivate var firstNote: (number: Int, isNew: Bool)? {
    switch self {
    case .note(_, nil): return nil
    case .note(let number, let note?): return (number, note.revisions.isEmpty && note.askedAt == nil)
    case .together(let changes): return changes.lazy.compactMap(\.firstNote).first
    default: return changedNote.map { ($0, false) }
    }
  }
}
