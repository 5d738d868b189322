internal import Facilitation
internal import Interview

/// What was recorded and is on its way to the disk, and how the disk does.
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
  var movedOn: String?
  /// No disk of this machine promises that what was written survives a power cut.
  var isUnsynced = false
  /// Since when the session's files are being written, to be left; nil when they are not.
  var closingSince: Offset?
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

  /// Answers that have become needless are not given.
  mutating func drop(where isNeedless: (Reply) -> Bool) { held.drop(where: isNeedless) }
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
