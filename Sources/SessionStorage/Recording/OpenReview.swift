public import Interview

/// A review that is being written. The session's own files are never opened.
public typealias OpenReview = OpenJournal<Review>

extension OpenJournal<Review> {
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
  ) throws(StorageError) -> (review: OpenReview, recovered: Recovered<Review>) {
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
      let (open, refold) = try resume(
        evidence, journal, recorder: recorder?.id, opening: recorder?.opening, in: sessions, of: study)
      let wasCutOff = !isNew || evidence.segments.count > 1
      return (open, Recovered(refold, wasCutOff: wasCutOff, isOpenElsewhere: false))
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
  ) throws(StorageError) -> (review: OpenReview, recovered: Recovered<Review>) {
    let first = ReviewRecord(number: 1, at: head.startedAt, change: .started(head))
    var review = Review(head)
    review.lastRecord = first.number
    let opening = recorder?.opening
    if let recorder { review.open(by: recorder) }
    var recovered = Recovered(
      state: review, notices: evidence.obstacles + evidence.segments.flatMap { $0.notices(of: $0.damage) })
    let repair = Repair(
      evidence: evidence, journal: journal, recorder: recorder?.id, sessions: sessions, study: study)
    let damage = evidence.segments.enumerated().map { ($0, $1.damage) }.filter { !$1.isEmpty }
    try repair.keepDamage(Dictionary(damage) { first, _ in first }, &recovered.notices)
    try journal.cut(to: 0)
    let open = try begin(
      evidence.files, journal, review, [first], recorder: recorder?.id, opening: opening, in: sessions,
      of: study)
    return (open, recovered)
  }

  /// Writes the review's file, removes the journal and lets the review go. One in which nothing was ever said
  /// leaves no file.
  ///
  /// - Throws: where it stopped; nothing is lost, the review stays open, and this can be tried again.
  public func close(_ review: Review) throws(StorageError) { try leave(review) }
}

extension ReviewRecorder {
  /// As a journal's heading has it.
  fileprivate var opening: JournalHeading.Opening { .init(program: program, at: from) }
}
