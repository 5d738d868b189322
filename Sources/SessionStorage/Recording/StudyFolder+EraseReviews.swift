public import Interview

extension StudyFolder {
  /// Destroys what reviews say of notes whose text was destroyed in their session, since it may quote them: in every
  /// review that nobody has open.
  ///
  /// - Parameters:
  ///   - session: as it is now; its redacted notes are meant.
  ///   - name: under which it is open, if its file says another of itself.
  ///   - now: when the records of it are made.
  /// - Returns: reviewers whose reviews still say something of such a note; `replay` destroys it when they open
  ///   theirs.
  public func eraseReviews(
    of session: Session, under name: String? = nil, at now: WallTime
  ) -> [String] {
    takeOutOfReviews(of: session, under: name, at: now).reviewers
  }

  /// The same also of words that were destroyed wherever they stood, with the files of reviews that were let go and may still hold it.
  func takeOutOfReviews(
    of session: Session, under name: String? = nil, words: [String] = [], at now: WallTime
  ) -> (reviewers: [String], holders: [CopyErasure.Holder]) {
    let redacted = session.notes.filter(\.redacted).map(\.id)
    let id = name ?? session.id
    guard !redacted.isEmpty || !words.isEmpty, let names = try? reviewers(of: id) else { return ([], []) }
    var reviewers: [String] = []
    var holders: [CopyErasure.Holder] = []
    for name in names {
      do throws(StorageError) {
        holders += try eraseReview(of: session, under: id, by: name, redacted, words, at: now)
      } catch {
        // Nothing tells the review later which word it was.
        if !words.isEmpty, let files = try? SessionFiles(id, reviewer: name) {
          let reason = "it is in use or cannot be read: redact the word once more when it is closed"
          holders.append(CopyErasure.Holder(name: files.json, reason: reason))
        } else {
          reviewers.append(name)
        }
      }
    }
    return (reviewers, holders)
  }

  /// Reviews of a session that are damaged: they may say something of what was destroyed that cannot be read.
  func damagedReviews(of session: Session, under id: String) -> [CopyErasure.Holder] {
    guard session.notes.contains(where: \.redacted), let names = try? reviewers(of: id) else { return [] }
    return names.compactMap { name in
      guard let files = try? SessionFiles(id, reviewer: name) else { return nil }
      do throws(StorageError) {
        let read = try Recovery.readReview(in: self, id: id, reviewer: name)
        guard read.review.isOf(session), read.notices.contains(where: \.hidesText) else { return nil }
      } catch {
        guard error.isOfContent else { return nil }
      }
      return CopyErasure.Holder(
        name: files.json, reason: "this review is damaged, and not all of it can be read")
    }
  }

  /// - Returns: files of the review that were let go and may still hold it.
  private func eraseReview(
    of session: Session, under id: String, by reviewer: String, _ redacted: [String], _ words: [String],
    at now: WallTime
  ) throws(StorageError) -> [CopyErasure.Holder] {
    let read = try Recovery.readReview(in: self, id: id, reviewer: reviewer)
    guard read.review.isOf(session) else { return [] }
    guard let changes = read.review.destroying(redacted, words, keeping: session.codesOfTheBook) else {
      return []
    }
    let head = ReviewHead(
      uuid: read.review.uuid, reviewer: reviewer, session: id, sessionUUID: read.review.sessionUUID,
      startedAt: now)
    let letters = Array("abcdefghijkmnopqrstuvwxyz")
    let name = String((0..<4).map { _ in letters[Int.random(in: 0..<letters.count)] })
    let recorder = ReviewRecorder(id: name, program: "", from: now)
    let (open, recovered) = try OpenReview.open(
      in: self, session: id, reviewer: reviewer, recorder: recorder
    ) { head }
    var review = recovered.review
    let record = ReviewRecord(number: review.lastRecord + 1, at: now, change: changes)
    review.apply(record)
    open.append([record])
    try open.close(review)
    return open.holders
  }
}

extension Review {
  /// The change that destroys what it says of notes, and words wherever they stand in it, but for codes of the session's
  /// codebook; nil if it holds none of it.
  fileprivate func destroying(
    _ redacted: [String], _ words: [String], keeping book: Set<Code>
  ) -> ReviewChange? {
    let said = redacted.filter { notes[$0] != nil }
    let changes =
      (said.isEmpty ? [] : [ReviewChange.erased(notes: said)])
      + words.filter { takingOut(word: $0, keeping: book) != nil }.map { word in
        .wordErased(word, keeping: book.filter { $0.takingOut(word) != nil }.sorted())
      }
    guard !changes.isEmpty else { return nil }
    return changes.count == 1 ? changes[0] : .together(changes)
  }
}
