public import Interview

/// A review that is being written: its lock, its journal, and the thread that writes it.
///
/// May be used from any thread. Nothing but `flush`, `withdraw`, `close` and `abandon` waits for the disk. One that
/// is let go without `close` saves what it was given and leaves the journal for recovery. The session's own files
/// are never opened.
public final class OpenReview: Sendable {
  /// The id of the session.
  public var session: String { journal.files.id }
  /// The reviewer.
  public let reviewer: String
  private let journal: OpenJournal

  private init(_ journal: OpenJournal, reviewer: String) {
    self.journal = journal
    self.reviewer = reviewer
  }

  /// Opens a reviewer's review of a session to go on with it, or begins it: takes the lock, reads, repairs. The
  /// first record of one that is begun is on the disk when this returns.
  ///
  /// - Parameters:
  ///   - id: the session's, exactly as its files have it.
  ///   - recorder: names this opening.
  ///   - begin: what a new review is to say of itself, asked for only if there is none yet. The names in it are
  ///     those given here.
  /// - Throws: `openElsewhere`, `badName`, `badReviewer`, `newerVersion`, `foreignJournal`; and what reading
  ///   throws. The files then still hold all they held.
  public static func open(
    in study: StudyFolder, session id: String, reviewer: String, recorder: ReviewRecorder? = nil,
    begin: () -> ReviewHead
  ) throws(StorageError) -> (review: OpenReview, recovered: RecoveredReview) {
    let files = try SessionFiles(id, reviewer: reviewer)
    let sessions = try study.sessionsFolder()
    let (journal, isNew, obstacle) = try JournalLock.take(files, in: sessions, of: study) { true }
    var isBlank = false
    do {
      let evidence = try Evidence<Review>(
        files, journal: journal, in: sessions, of: study, for: .writing, obstacle: obstacle)
      isBlank = evidence.isBlank
      if isBlank {
        var head = begin()
        head.reviewer = reviewer
        head.session = id
        return try begun(head, evidence, journal, recorder: recorder, in: sessions, of: study)
      }
      let (open, refold) = try OpenJournal.resume(
        evidence, journal, recorder: recorder?.id, opening: recorder?.opening, in: sessions, of: study)
      let wasCutOff = !isNew || evidence.segments.count > 1
      let recovered = RecoveredReview(refold, wasCutOff: wasCutOff, isOpenElsewhere: false)
      return (OpenReview(open, reviewer: reviewer), recovered)
    } catch {
      let isOurs = isBlank || (try? journal.status().size) == 0
      if isNew, isOurs { try? sessions.remove(files.journal) }
      throw error
    }
  }

  /// Begins a review in a journal in which nothing was ever saved.
  private static func begun(
    _ head: ReviewHead, _ evidence: Evidence<Review>, _ journal: OpenFile, recorder: ReviewRecorder?,
    in sessions: Folder, of study: StudyFolder
  ) throws(StorageError) -> (review: OpenReview, recovered: RecoveredReview) {
    let first = ReviewRecord(number: 1, at: head.startedAt, change: .started(head))
    var review = Review(head)
    review.lastRecord = first.number
    let opening = recorder?.opening
    if let recorder { review.open(by: recorder) }
    var recovered = RecoveredReview(
      review: review, history: UndoHistory(), wasCutOff: false, isOpenElsewhere: false,
      notices: evidence.obstacles + evidence.segments.flatMap { $0.notices(of: $0.damage) }, isReadOnly: false
    )
    let repair = Repair(
      evidence: evidence, journal: journal, recorder: recorder?.id, sessions: sessions, study: study)
    let damage = evidence.segments.enumerated().map { ($0, $1.damage) }.filter { !$1.isEmpty }
    try repair.keepDamage(Dictionary(damage) { first, _ in first }, &recovered.notices)
    try journal.cut(to: 0)
    let open = try OpenJournal.begin(
      evidence.files, journal, review, [first], recorder: recorder?.id, opening: opening, in: sessions,
      of: study)
    return (OpenReview(open, reviewer: head.reviewer), recovered)
  }

  /// Takes records, in the order of their numbers; they are written as soon as the disk is free. What becomes of
  /// them is reported.
  public func append(_ records: [ReviewRecord]) { journal.append(records) }

  /// Files of the review, let go since it was opened, that may still hold what was to be destroyed.
  var holders: [CopyErasure.Holder] { journal.holders }

  /// Readable while reports wait: for `poll`. Valid as long as the review is held; not to be read or closed.
  public var wakeDescriptor: Int32 { journal.wakeDescriptor }

  /// The reports since the last call, in their order.
  public func reports() -> [StorageReport] { journal.reports() }

  /// Tries what was refused once more, without waiting; what becomes of it is reported.
  public func tryAgain() { journal.tryAgain() }

  /// Waits until everything is on the disk; what was refused is tried once more.
  ///
  /// - Throws: why it is not.
  public func flush() throws(StorageError) { try journal.flush() }

  /// Takes back the records that are on no disk, all of them: what comes next has their numbers.
  ///
  /// - Returns: the number of the first of them; nil when everything is on the disk.
  public func withdraw() throws(StorageError) -> Int? { try journal.withdraw() }

  /// The answer to `outgrown` and `wantsState`: writes the file and begins the journal anew with the records after it, without
  /// waiting. Should it fail, the old journal goes on, and it is asked for again.
  ///
  /// - Parameter review: as it was before a `history` record that is appended already, so that what can be undone is not
  ///   lost with the records before.
  public func renew(_ review: Review) { journal.renew(review) }

  /// Writes the review's file, removes the journal and lets the review go. One in which nothing was ever said
  /// leaves no file.
  ///
  /// - Throws: where it stopped; nothing is lost, the review stays open, and this can be tried again.
  public func close(_ review: Review) throws(StorageError) { try journal.close(review) }

  /// Saves what is queued and lets the review go; the journal stays, for the next opening to recover.
  ///
  /// - Parameter time: after which a disk that does not answer is no longer waited for.
  /// - Throws: why not everything is on the disk.
  public func abandon(within time: Duration = .milliseconds(900)) throws(StorageError) {
    try journal.abandon(within: time)
  }
}

extension ReviewRecorder {
  /// As a journal's heading has it.
  fileprivate var opening: JournalHeading.Opening { .init(program: program, at: from) }
}
