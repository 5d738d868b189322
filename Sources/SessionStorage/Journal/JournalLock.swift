/// The one writer of a session holds the lock of its journal; the file itself is the lock, so that none is left
/// behind.
enum JournalLock {
  /// Opens and locks a session's journal, and makes it if need be, before a byte of the session is read.
  ///
  /// What is locked is what the name leads to: a journal that was removed or begun anew between the opening and
  /// the locking is let go.
  /// - Returns: the journal, and whether it was made.
  /// - Throws: `openElsewhere`; `notFound` when there is nothing of the session.
  static func take(
    _ files: SessionFiles, in sessions: Folder, ifThere: () throws(StorageError) -> Bool
  ) throws(StorageError) -> (journal: OpenFile, isNew: Bool) {
    for _ in 0..<100 {
      if let journal = try sessions.openIfThere(files.journal, for: .writing) {
        guard try journal.lock() else { throw StorageError.openElsewhere(session: files.id) }
        if try sessions.identity(of: files.journal) == journal.status().identity { return (journal, false) }
      } else {
        guard try ifThere() else { throw StorageError.notFound("session", files.id) }
        if let journal = try sessions.createUnlessThere(files.journal) {
          return (try locked(journal, files, in: sessions), true)
        }
      }
    }
    throw StorageError.openElsewhere(session: files.id)
  }

  /// Makes and locks the journal of a new session; nil when the name is taken.
  static func make(_ files: SessionFiles, in sessions: Folder) throws(StorageError) -> OpenFile? {
    guard let journal = try sessions.createUnlessThere(files.journal) else { return nil }
    return try locked(journal, files, in: sessions)
  }

  /// Locks a journal that was made just now and holds nothing. Somebody may have been quicker, and may even have
  /// removed it again as empty.
  private static func locked(
    _ journal: OpenFile, _ files: SessionFiles, in sessions: Folder
  ) throws(StorageError) -> OpenFile {
    guard try journal.lock(), try sessions.identity(of: files.journal) == journal.status().identity else {
      throw StorageError.openElsewhere(session: files.id)
    }
    return journal
  }
}
