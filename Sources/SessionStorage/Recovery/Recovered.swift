public import Interview

/// A session or a review as its files tell it.
public struct Recovered<State: RecordedState>: Sendable {
  /// The file's, with the records applied that are not in it.
  public var state: State
  /// What can be undone and redone after them.
  public var history = UndoHistory<State.Change>()
  /// It was not left: a journal was there.
  public var wasCutOff = false
  /// Another program is writing it now.
  public var isOpenElsewhere = false
  /// What people should know, the gravest last.
  public var notices: [RecoveryNotice]
  /// A newer program wrote it: it is never written here.
  public var isReadOnly = false
  /// The study it was recorded in, if it is nowhere in that one any more nor in this one, but saved elsewhere.
  public var origin: String?
}

extension Recovered<Session> {
  /// The state.
  public var session: Session { state }
}

extension Recovered<Review> {
  /// The state.
  public var review: Review { state }
}

extension Recovered where State: Journaled {
  init(_ refold: Refold<State>, wasCutOff: Bool, isOpenElsewhere: Bool, origin: String? = nil) {
    self.init(
      state: refold.state, history: refold.history, wasCutOff: wasCutOff,
      isOpenElsewhere: isOpenElsewhere, notices: refold.notices, isReadOnly: refold.isReadOnly,
      origin: origin)
  }

  fileprivate init(_ files: SessionFiles, in study: StudyFolder) throws(StorageError) {
    let reading = try StateReading<State>(files, in: study.sessionsFolder(), of: study)
    self.init(
      reading.refold, wasCutOff: reading.wasCutOff, isOpenElsewhere: reading.isLocked,
      origin: reading.evidence.origin)
  }

  /// The file of a session or a review by itself.
  ///
  /// - Parameter files: how it is called where it does not tell.
  fileprivate init(alone path: String, as files: SessionFiles) throws(StorageError) {
    let bytes = try PlainFile.bytes(path, in: "/", limit: Recovery.largest)
    do throws(StorageError) {
      let read = try State.read(bytes, path: path)
      self.init(
        state: read.state,
        notices: (read.isNewer ? [.newer(file: path)] : []) + read.faults.map(RecoveryNotice.outOfRange),
        isReadOnly: read.isNewer)
    } catch {
      guard error.isOfContent, let salvaged = State.salvaged(from: bytes, of: files) else { throw error }
      self.init(
        state: salvaged.state,
        notices: [.partial(file: path, problem: error.message, salvaged.losses, keptAs: nil)])
    }
  }
}

/// Reads sessions and reviews without touching anything: no lock, no repair.
public enum Recovery {
  /// The largest state's file and the largest journal that are read, in bytes.
  static let largest = FileLimits.standard.file

  /// The session with an id, as it is now, also while it is being recorded.
  ///
  /// - Throws: `notFound`, `badName`; `invalid` for a session file that cannot be read; `nothingRecorded`.
  public static func read(in study: StudyFolder, id: String) throws(StorageError) -> Recovered<Session> {
    try Recovered(SessionFiles(id), in: study)
  }

  /// A reviewer's review of a session, as it is now, also while it is being written.
  ///
  /// - Throws: `notFound`, `badName`, `badReviewer`; `invalid` for a file that cannot be read;
  ///   `nothingRecorded`.
  public static func readReview(
    in study: StudyFolder, id: String, reviewer: String
  ) throws(StorageError) -> Recovered<Review> {
    try Recovered(SessionFiles(id, reviewer: reviewer), in: study)
  }

  /// A session file by itself, wherever it lies, without any journal.
  ///
  /// - Parameter path: absolute.
  /// - Throws: `notFound`, `notAFile`, `tooLarge`, `invalid`; `newerVersion` if no part of it is understood.
  public static func read(file path: String) throws(StorageError) -> Recovered<Session> {
    try Recovered(alone: path, as: SessionFiles("lost"))
  }

  /// A review's file by itself, likewise.
  public static func read(reviewFile path: String) throws(StorageError) -> Recovered<Review> {
    try Recovered(alone: path, as: SessionFiles("lost", reviewer: "lost"))
  }
}

/// A state as its files tell it at one moment, while others may be writing to them.
struct StateReading<State: Journaled> {
  let evidence: Evidence<State>
  private(set) var refold: Refold<State>
  /// The journal that was read; it is open.
  let journal: OpenFile?
  /// Another program is writing to it now.
  let isLocked: Bool

  init(_ files: SessionFiles, in sessions: Folder, of study: StudyFolder) throws(StorageError) {
    // The journals before the file: what is left meanwhile is then seen whole.
    journal = try sessions.openUnlessObstacle(files.journal, for: .reading)
    evidence = try Evidence<State>(files, journal: journal, in: sessions, of: study, for: .reading)
    guard !evidence.isEmpty else {
      guard case .obstacle(let name, let kind, _)? = evidence.obstacles.first else { throw files.notFound }
      throw StorageError.notAFile(path: sessions.path(of: name), kind: kind)
    }
    var isLocked = false
    for segment in evidence.segments where !isLocked { isLocked = try segment.file.isLocked() }
    self.isLocked = isLocked
    refold = try Refold(evidence)
    // The frame that is being written right now.
    if isLocked { refold.notices.removeAll(where: \.isTorn) }
  }

  /// It was not left, and nobody is writing.
  var wasCutOff: Bool {
    let own = evidence.segments.contains { !$0.isBorrowed }
    return !isLocked && (own || !refold.isSuperseded && !evidence.segments.isEmpty)
  }
}
