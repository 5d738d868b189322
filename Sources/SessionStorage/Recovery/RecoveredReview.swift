public import Interview

/// A review as its files tell it.
public struct RecoveredReview: Sendable {
  /// The state: the review file's, with the records applied that are not in it.
  public var review: Review
  /// What can be undone and redone after them.
  public var history: UndoHistory<ReviewChange>
  /// The review was not left: a journal was there.
  public var wasCutOff: Bool
  /// Another program is writing it now.
  public var isOpenElsewhere: Bool
  /// What people should know, the gravest last.
  public var notices: [RecoveryNotice]
  /// A newer program wrote it: it is never written here.
  public var isReadOnly: Bool
}

extension RecoveredReview {
  init(_ refold: Refold<Review>, wasCutOff: Bool, isOpenElsewhere: Bool) {
    self.init(
      review: refold.state, history: refold.history, wasCutOff: wasCutOff, isOpenElsewhere: isOpenElsewhere,
      notices: refold.notices, isReadOnly: refold.isReadOnly)
  }
}

extension Recovery {
  /// A review's file by itself, wherever it lies, without any journal.
  ///
  /// - Parameter path: absolute.
  /// - Throws: `notFound`, `notAFile`, `tooLarge`, `invalid`; `newerVersion` if no part of it is understood.
  public static func read(reviewFile path: String) throws(StorageError) -> RecoveredReview {
    let (review, notices, isReadOnly) = try alone(
      path, as: SessionFiles("lost", reviewer: "lost"), Review.self)
    return RecoveredReview(
      review: review, history: UndoHistory(), wasCutOff: false, isOpenElsewhere: false, notices: notices,
      isReadOnly: isReadOnly)
  }

  /// A reviewer's review of a session, as it is now, also while it is being written.
  ///
  /// - Throws: `notFound`, `badName`, `badReviewer`; `invalid` for a file that cannot be read;
  ///   `nothingRecorded`.
  public static func readReview(
    in study: StudyFolder, id: String, reviewer: String
  ) throws(StorageError) -> RecoveredReview {
    let files = try SessionFiles(id, reviewer: reviewer)
    let reading = try Reading<Review>(files, in: study.sessionsFolder(), of: study)
    return RecoveredReview(
      reading.refold, wasCutOff: reading.wasCutOff, isOpenElsewhere: reading.isLocked)
  }
}
