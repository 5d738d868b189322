public import Interview
internal import Synchronization

/// A session that is being recorded.
public typealias OpenSession = OpenJournal<Session>

extension OpenJournal<Session> {
  /// Destroys what reviews say of notes whose text was destroyed, in every review that nobody has open, and takes what
  /// was destroyed out of all copies.
  ///
  /// - Parameters:
  ///   - isUnknown: what was destroyed had been taken back before: no file tells any more what it was.
  ///   - words: that were destroyed wherever they stood.
  /// - Returns: what may still hold it.
  public func eraseElsewhere(
    _ session: Session, isUnknown: Bool, words: [String] = [], at now: WallTime
  ) -> ErasedElsewhere {
    defer { late.withLock { $0.settle(isAll: true) } }
    return takeOutElsewhere(session, isUnknown: isUnknown, words: words, at: now)
  }

  /// - Parameter asks: also files that nobody can tell of are named; else only what is a copy of the session.
  private func takeOutElsewhere(
    _ session: Session, isUnknown: Bool, words: [String] = [], at now: WallTime, asks: Bool = true
  ) -> ErasedElsewhere {
    let (wasUnknown, owed) = late.withLock { ($0.isUnknown, $0.words) }
    let words = owed + words.filter { !owed.contains($0) }
    let reviews = study.takeOutOfReviews(of: session, under: id, words: words, at: now)
    var copies = study.eraseCopies(
      of: session, under: id, isUnknown: isUnknown || wasUnknown, words: words, asks: asks)
    copies.holders += holders + reviews.holders + study.damagedReviews(of: session, under: id)
    return ErasedElsewhere(reviewers: reviews.reviewers, copies: copies)
  }

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
      try leave(session)
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
}
