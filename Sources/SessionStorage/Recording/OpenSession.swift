public import Interview
internal import Synchronization

/// A session that is being recorded: its lock, its journal, and the thread that writes it.
///
/// May be used from any thread. Nothing but `flush`, `withdraw`, `beginAnew`, `close` and `abandon` waits for the
/// disk. One that is let go without `close` saves what it was given and leaves the journal for recovery.
public final class OpenSession: Sendable {
  /// The session's id as it came to be: another one than wished for if that was taken.
  public var id: String { journal.files.id }
  private let journal: OpenJournal
  private let study: StudyFolder
  private let late: Mutex<LateDestruction>

  init(_ journal: OpenJournal, of study: StudyFolder, late: LateDestruction = LateDestruction()) {
    self.journal = journal
    self.study = study
    self.late = Mutex(late)
  }

  // MARK: Recording

  /// Takes records, in the order of their numbers; they are written as soon as the disk is free. What becomes of
  /// them is reported.
  public func append(_ records: [Record]) {
    late.withLock { $0.note(records) }
    journal.append(records)
  }

  /// Readable while reports wait: for `poll`. Valid as long as the session is held; not to be read or closed.
  public var wakeDescriptor: Int32 { journal.wakeDescriptor }

  /// The reports since the last call, in their order.
  public func reports() -> [StorageReport] {
    let reports = journal.reports()
    return late.withLock { late in
      late.note(reports)
      return reports + late.takeReports()
    }
  }

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

  /// Destroys what the state does not have any more: writes the session file, begins the journal anew, and
  /// overwrites and removes the old files. The last record in `session` is the redaction itself, which is not
  /// appended.
  ///
  /// - Throws: where it stopped. The recording can go on: append the redaction's record then, so that it counts
  ///   in any case, and call this again; also the next `resume` and `close` finish the work.
  public func beginAnew(_ session: Session) throws(StorageError) { try journal.beginAnew(session) }

  /// The answer to `outgrown` and `wantsState`: writes the file and begins the journal anew with the records after it, without
  /// waiting. Should it fail, the old journal goes on, and it is asked for again.
  ///
  /// - Parameter session: as it was before a `history` record that is appended already, so that what can be undone is not
  ///   lost with the records before.
  public func renew(_ session: Session) { journal.renew(session) }

  /// Destroys what reviews say of notes whose text was destroyed, in every review that nobody has open, and takes what
  /// was destroyed out of all copies.
  ///
  /// - Parameter isUnknown: what was destroyed had been taken back before: no file tells any more what it was.
  /// - Returns: what may still hold it.
  public func eraseElsewhere(_ session: Session, isUnknown: Bool, at now: WallTime) -> ErasedElsewhere {
    defer { late.withLock { $0.settle(isAll: true) } }
    return takeOutElsewhere(session, isUnknown: isUnknown, at: now)
  }

  /// - Parameter asks: also files that nobody can tell of are named; else only what is a copy of the session.
  private func takeOutElsewhere(
    _ session: Session, isUnknown: Bool, at now: WallTime, asks: Bool = true
  ) -> ErasedElsewhere {
    let wasUnknown = late.withLock { $0.isUnknown }
    let reviews = study.takeOutOfReviews(of: session, under: id, at: now)
    var copies = study.eraseCopies(of: session, under: id, isUnknown: isUnknown || wasUnknown, asks: asks)
    copies.holders += journal.holders + reviews.holders + study.damagedReviews(of: session, under: id)
    return ErasedElsewhere(reviewers: reviews.reviewers, copies: copies)
  }

  /// Where the records went last, if that is not where the session's files were at the opening.
  public var elsewhere: String? { journal.elsewhere }

  /// What `resume` takes to find the records where they went last; nil where it finds none, since no folder called
  /// `Sessions` has them.
  public var nameElsewhere: String? {
    guard let elsewhere else { return id }
    let parts = elsewhere.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    if parts.dropLast().last == "Sessions" { return elsewhere }
    return parts.last.flatMap { SessionFiles.parseOutside($0) }.map { _ in id }
  }

  // MARK: Leaving

  /// Writes the session file, removes the journal and lets the session go. What a redaction before could not destroy is
  /// destroyed with it; where it may still be is reported.
  ///
  /// - Throws: where it stopped; nothing is lost, the session stays open, and this can be tried again.
  public func close(_ session: Session) throws(StorageError) {
    // Before the journal goes: as long as it is there, the next opening does what a kill has cut off. A redaction that is
    // on no disk yet may come to nothing, and goes first.
    if owesDestruction { seeToOthers(session) }
    do throws(StorageError) {
      try journal.close(session)
    } catch {
      late.withLock { $0.reopen() }
      throw error
    }
    seeToOthers(session)
    late.withLock { $0.settle(isAll: true) }
  }

  /// A redaction could not destroy its text yet: it is still in the session's files, and goes with the next opening.
  public var owesDestruction: Bool { late.withLock { $0.isOutstanding } }

  /// Takes out of reviews and copies what a redaction before could not.
  private func seeToOthers(_ session: Session) {
    let (isOwed, isKnown) = late.withLock { ($0.isOwed, $0.isKnown) }
    guard isOwed else { return }
    let now = session.startedAt.adding(session.lastOffset.rawValue)
    let erased = takeOutElsewhere(session, isUnknown: false, at: now, asks: isKnown)
    late.withLock { late in
      late.tell(erased, of: id)
      late.settle(isAll: false)
    }
  }

  /// Does what was owed at the end before; the session's own files have been put right.
  func destroyLate(_ session: Session) {
    seeToOthers(session)
    late.withLock { $0.settle(isAll: true) }
  }

  /// Saves what is queued and lets the session go; the journal stays, for the next start to recover.
  ///
  /// - Parameter time: after which a disk that does not answer is no longer waited for.
  /// - Throws: why not everything is on the disk.
  public func abandon(within time: Duration = .milliseconds(900)) throws(StorageError) {
    try journal.abandon(within: time)
  }
}
