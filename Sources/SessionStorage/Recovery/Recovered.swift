public import Interview

/// A session as its files tell it.
public struct Recovered: Sendable {
  /// The state: the session file's, with the records above its `lastRecord` applied.
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
}

/// Reads sessions without touching anything: no lock, no repair.
public enum Recovery {
  /// The largest session file and the largest journal that are read, in bytes.
  static let largest = 1 << 30

  /// The session with an id, as it is now, also while it is being recorded.
  ///
  /// - Throws: `notFound`, `badName`; `invalid` for a session file that cannot be read; `nothingRecorded`.
  public static func read(in study: StudyFolder, id: String) throws(StorageError) -> Recovered {
    let files = try SessionFiles(id)
    let sessions = try study.sessionsFolder()
    // The journals before the session file: a session that is left meanwhile is then seen whole.
    let journal = try sessions.openIfThere(files.journal, for: .reading)
    let evidence = try SessionEvidence(files, journal: journal, in: sessions, of: study, for: .reading)
    guard !evidence.isEmpty else { throw StorageError.notFound("session", id) }
    let isLocked = try journal?.isLocked() ?? false
    var refold = try Refold(evidence)
    refold.recovered.isBeingRecorded = isLocked
    refold.recovered.wasCutOff = !isLocked && !evidence.segments.isEmpty
    if isLocked {
      // The frame that is being written right now.
      refold.recovered.notices.removeAll { notice in
        guard case .torn = notice else { return false }
        return true
      }
    }
    return refold.recovered
  }

  /// A session file by itself, wherever it lies, without any journal.
  ///
  /// - Parameter path: absolute.
  /// - Throws: `notFound`, `notAFile`, `tooLarge`, `invalid`; `newerVersion` if no part of it is understood.
  public static func read(file path: String) throws(StorageError) -> Recovered {
    let bytes = try PlainFile.bytes(path, in: "/", limit: largest)
    let read = try SessionEvidence.session(bytes, path: path)
    return Recovered(
      session: read.session, records: [], history: History(), wasCutOff: false, isBeingRecorded: false,
      notices: read.isNewer ? [.newer(file: path)] : [], isReadOnly: read.isNewer)
  }
}
