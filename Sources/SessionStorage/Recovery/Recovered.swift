public import Interview

/// A session as its files tell it.
public struct Recovered: Sendable {
  /// The state: the session file's, with the records applied that are not in it.
  public var session: Session
  /// The records that were applied, in their order.
  public var records: [Record]
  /// What can be undone and redone after them.
  public var history: History
  /// The session was not left: a journal was there.
  public var wasCutOff: Bool
  /// Another program is recording it now.
  public var isBeingRecorded: Bool
  /// What people should know, the gravest last.
  public var notices: [RecoveryNotice]
  /// A newer program wrote it: it is never written here.
  public var isReadOnly: Bool
  /// The study it was recorded in, if it is nowhere in that one any more nor in this one, but saved elsewhere.
  public var origin: String?
}

extension Recovered {
  init(_ refold: Refold<Session>, wasCutOff: Bool, isBeingRecorded: Bool, origin: String? = nil) {
    self.init(
      session: refold.state, records: refold.records, history: refold.history, wasCutOff: wasCutOff,
      isBeingRecorded: isBeingRecorded, notices: refold.notices, isReadOnly: refold.isReadOnly,
      origin: origin)
  }
}

/// Reads sessions and reviews without touching anything: no lock, no repair.
public enum Recovery {
  /// The largest state's file and the largest journal that are read, in bytes.
  static let largest = FileLimits.standard.file

  /// The session with an id, as it is now, also while it is being recorded.
  ///
  /// - Throws: `notFound`, `badName`; `invalid` for a session file that cannot be read; `nothingRecorded`.
  public static func read(in study: StudyFolder, id: String) throws(StorageError) -> Recovered {
    let files = try SessionFiles(id)
    let reading = try Reading<Session>(files, in: study.sessionsFolder(), of: study)
    return Recovered(
      reading.refold, wasCutOff: reading.wasCutOff, isBeingRecorded: reading.isLocked,
      origin: reading.evidence.origin)
  }

  /// A session file by itself, wherever it lies, without any journal.
  ///
  /// - Parameter path: absolute.
  /// - Throws: `notFound`, `notAFile`, `tooLarge`, `invalid`; `newerVersion` if no part of it is understood.
  public static func read(file path: String) throws(StorageError) -> Recovered {
    let (session, notices, isReadOnly) = try alone(path, as: SessionFiles("lost"), Session.self)
    return Recovered(
      session: session, records: [], history: History(), wasCutOff: false, isBeingRecorded: false,
      notices: notices, isReadOnly: isReadOnly)
  }

  /// The file of a session or a review by itself.
  ///
  /// - Parameter files: how it is called where it does not tell.
  static func alone<State: Journaled>(
    _ path: String, as files: SessionFiles, _ type: State.Type
  ) throws(StorageError) -> (state: State, notices: [RecoveryNotice], isReadOnly: Bool) {
    let bytes = try PlainFile.bytes(path, in: "/", limit: largest)
    do throws(StorageError) {
      let read = try State.read(bytes, path: path)
      let notices = (read.isNewer ? [.newer(file: path)] : []) + read.faults.map(RecoveryNotice.outOfRange)
      return (read.state, notices, read.isNewer)
    } catch {
      let problem = error.message
      guard error.isOfContent, let salvaged = State.salvaged(from: bytes, of: files) else { throw error }
      return (
        salvaged.state, [.partial(file: path, problem: problem, salvaged.losses, keptAs: nil)], false
      )
    }
  }
}

/// A state as its files tell it at one moment, while others may be writing to them.
struct Reading<State: Journaled> {
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
