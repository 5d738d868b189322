/// The one writer of a session or a review holds the lock of its journal; the file itself is the lock, so that none is left
/// behind.
enum JournalLock {
  /// Opens and locks a journal, and makes it if need be, before a byte of anything is read.
  ///
  /// What is locked is what the name leads to: a journal that was removed or begun anew between the opening and
  /// the locking is let go.
  /// - Returns: the journal, and whether it was made.
  /// - Throws: `openElsewhere`; `notFound` when there is no journal and `ifThere` says no.
  static func take(
    _ files: SessionFiles, in sessions: Folder, ifThere: () throws(StorageError) -> Bool
  ) throws(StorageError) -> (journal: OpenFile, isNew: Bool) {
    for _ in 0..<100 {
      if let journal = try sessions.openIfThere(files.journal, for: .writing) {
        guard try journal.lock() else { throw files.openElsewhere }
        if try sessions.identity(of: files.journal) == journal.status().identity { return (journal, false) }
      } else {
        guard try ifThere() else { throw files.notFound }
        if let journal = try sessions.createUnlessThere(files.journal) {
          return (try locked(journal, files, in: sessions), true)
        }
      }
    }
    throw files.openElsewhere
  }

  /// Makes and locks a new journal; nil when the name is taken.
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
      throw files.openElsewhere
    }
    return journal
  }
}
