internal import Interview

/// What is still owed to a redaction: where its text could not be destroyed at once, reviews and copies were not seen to
/// either.
struct LateDestruction {
  private enum Debt {
    case none
    /// Reviews and copies have to be seen to.
    case owed
    /// They have been; the session's own files still have the text.
    case ownFiles
  }

  private var debt = Debt.none
  /// Some of it had been taken back before: no file tells any more what it was.
  private(set) var isUnknown = false
  /// Words that were destroyed wherever they stood.
  private(set) var words: [String] = []
  /// It is known that something of it is owed, and not only that something was destroyed once.
  private(set) var isKnown = false
  /// The last record that destroys text, and is in no file's place yet.
  private var record = 0
  /// All records up to this number are in a file.
  private var written = Int.max
  private var reports: [StorageReport] = []

  init() {}

  /// What a session owes that was opened again.
  ///
  /// - Parameter wasCutOff: what was destroyed may have been destroyed in its own files alone.
  init(_ refold: Refold<Session>, wasCutOff: Bool) {
    take(refold.destroying)
    isKnown = debt != .none
    if debt == .none, refold.destroysText {
      // The record is one that others have made.
      (debt, isUnknown, isKnown) = (.owed, true, true)
    }
    if wasCutOff, refold.state.hasDestroyed { debt = .owed }
  }

  /// Reviews and copies have to be seen to.
  var isOwed: Bool { debt == .owed }

  /// A redaction that counts, whatever becomes of the program, has not destroyed its text yet.
  var isOutstanding: Bool { debt != .none && record <= written }

  /// The record of a redaction stands in a journal only if what it names is not destroyed yet.
  mutating func take<Change, Time>(_ records: [Numbered<Change, Time>]) {
    for record in records where record.change.destroysText {
      (debt, isKnown) = (.owed, true)
      self.record = record.number
      if record.change.destroysUnknown { isUnknown = true }
      words += record.change.redactedWords
    }
  }

  /// Takes note of how far the records are in a file.
  mutating func take(_ reports: [StorageReport]) {
    for report in reports {
      switch report {
      case .durable(let number), .written(let number): written = number
      case .refused(let number, _): written = min(written, number - 1)
      case .movedOn, .noticed, .outgrown, .wantsState: break
      }
    }
  }

  /// Reviews and copies have been seen to.
  ///
  /// - Parameter isAll: the session's own files have nothing of it any more.
  mutating func settle(isAll: Bool) {
    guard debt != .none else { return }
    debt = isAll ? .none : .ownFiles
    if isAll { (isUnknown, words) = (false, []) }
  }

  /// The session's own files still have the text: other files may come to have it again.
  mutating func reopen() { if debt == .ownFiles { debt = .owed } }

  /// Tells what may still hold the text.
  mutating func tell(_ erased: ErasedElsewhere, of id: String) {
    reports += erased.reviewers.map {
      .noticed(
        .mayHold(
          file: "\(id).review-\($0).json",
          reason: "it is in use; what it says of it goes when it is closed or opened next"))
    }
    reports += erased.copies.holders.map { .noticed(.mayHold(file: $0.name, reason: $0.reason)) }
  }

  mutating func takeReports() -> [StorageReport] {
    defer { reports = [] }
    return reports
  }
}
