internal import Facilitation
internal import Interview

/// What was written into one's review and is on its way to the disk, how the disk does, and whether the review is being
/// closed.
struct ReviewSaving: Sendable {
  private var held = HeldReplies()
  /// The number of the review's last record.
  private var appended = 0
  /// Why the disk takes nothing; nil when it does.
  private var trouble: String?
  /// The review's file is being written, and the replay closes then.
  private(set) var isClosing = false

  /// Changes that are on no disk.
  var notDurable: Int { held.missing(of: appended) }

  /// A review was opened: what it holds is on the disk.
  ///
  /// - Returns: what may be said now.
  mutating func open(_ review: Review) -> [Reply] {
    appended = review.lastRecord
    return held.reach(appended)
  }

  /// A record was made.
  mutating func add(_ record: ReviewRecord) { appended = record.number }

  /// Keeps an answer until all that was written is on the disk; false if it is.
  mutating func hold(_ reply: Reply) -> Bool { held.hold(reply, until: appended) }

  /// The records up to a number are on the disk.
  ///
  /// - Returns: whether the disk takes things again, and what may be said now.
  mutating func reach(_ number: Int) -> (isWellAgain: Bool, replies: [Reply]) {
    let replies = held.reach(number)
    let isWellAgain = trouble != nil && notDurable == 0
    if isWellAgain { trouble = nil }
    return (isWellAgain, replies)
  }

  /// The disk does not take what it was given.
  ///
  /// - Returns: false if that is known.
  mutating func fail(_ reason: String) -> Bool {
    defer { trouble = reason }
    return trouble != reason
  }

  /// The review's file is being written.
  mutating func beginClosing() { isClosing = true }

  /// It could not be written: the replay goes on.
  mutating func failClosing() { isClosing = false }
}
