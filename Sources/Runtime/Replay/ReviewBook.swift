internal import Facilitation
internal import Interview
internal import SessionStorage

/// One's review as the loops of a replay keep it: opened when something is first said, closed with the replay.
struct ReviewBook {
  private var book: OpenReview?
  private let source: ReplaySource

  init(_ source: ReplaySource) { self.source = source }

  /// Readable while reports wait; -1 as long as nothing is open.
  var wakeDescriptor: Int32 { book?.wakeDescriptor ?? -1 }

  /// Opens it for writing.
  mutating func open(
    _ reviewer: String, of session: Session, at now: WallTime
  ) throws(StorageError) -> Recovered<Review> {
    let opened = try source.openReview(reviewer, of: session, at: now)
    book = opened.review
    return opened.recovered
  }

  func append(_ records: [ReviewRecord]) { if !records.isEmpty { book?.append(records) } }

  /// Begins the review's journal anew after a state, without waiting.
  func renew(_ review: Review) { book?.renew(review) }

  func reports() -> [StorageReport] { book?.reports() ?? [] }

  /// Writes all there is into files again, without waiting.
  func renew(_ review: Review?) { if let review { book?.renew(review) } }

  func tryAgain() { book?.tryAgain() }

  /// Waits until everything is on the disk, as far as the disk takes it.
  func wait() { try? book?.flush() }

  /// Writes the review's file and lets it go.
  mutating func close(_ review: Review?) throws(StorageError) {
    guard let book, let review else { return }
    try book.close(review)
    self.book = nil
    source.eraseWhatWasDestroyed(at: ClockReading.now().wall)
  }

  /// Saves what is queued and leaves the journal for recovery.
  mutating func abandon() throws(StorageError) {
    try book?.abandon()
    book = nil
  }

  /// Remembers under which name one reviews.
  func remember(_ reviewer: String) throws(StorageError) {
    try source.options.preferences.keep(reviewer: reviewer)
  }
}
