/// The one writer of a session or a review holds the locks of its journals; the files themselves are the locks, so that
/// none is left behind.
enum JournalLock {
  /// How often a name may lead to another file between the opening and the locking before it is said that the
  /// file's number changes by itself.
  private static let tries = 100

  /// Opens and locks a journal, and makes it if need be, before a byte of anything is read.
  ///
  /// What is locked is what the name leads to: a journal that was removed or begun anew between the opening and
  /// the locking is let go. A writer that had to go on in another file holds that one's lock: it is asked for as well.
  /// What is no file gets another name.
  /// - Returns: the journal, and whether it was made; what was in the way.
  /// - Throws: `openElsewhere`; `notFound` when there is no journal and `ifThere` says no.
  static func take(
    _ files: SessionFiles, in sessions: Folder, of study: StudyFolder,
    ifThere: () throws(StorageError) -> Bool
  ) throws(StorageError) -> (journal: OpenFile, isNew: Bool, obstacle: RecoveryNotice?) {
    guard try !isSegmentLocked(files, in: sessions, of: study) else { throw files.openElsewhere }
    let obstacle = try moveObstacle(files, in: sessions, ifThere: ifThere)
    for attempt in 1...tries {
      if let journal = try sessions.openIfThere(files.journal, for: .writing) {
        guard try journal.lock() else { throw files.openElsewhere }
        if try sessions.identity(of: files.journal) == journal.status().identity {
          return (journal, false, obstacle)
        }
        if attempt > tries / 2, try changesByItself(files.journal, in: sessions) {
          sessions.promises.give(up: .filesAreTold)
          return (journal, false, obstacle)
        }
      } else {
        let isThere = try ifThere()
        guard isThere || obstacle != nil else { throw files.notFound }
        if let journal = try sessions.createUnlessThere(files.journal) {
          return (try locked(journal, files, in: sessions), true, obstacle)
        }
      }
    }
    throw files.openElsewhere
  }

  /// Removes a journal that was made in order to be locked, unless somebody has written in it or put another file there.
  static func release(_ journal: OpenFile, named name: String, in sessions: Folder) {
    guard let named = try? sessions.identity(of: name), let locked = try? journal.status(),
      named == locked.identity, locked.size == 0
    else { return }
    try? sessions.remove(name)
  }

  private static func moveObstacle(
    _ files: SessionFiles, in sessions: Folder, ifThere: () throws(StorageError) -> Bool
  ) throws(StorageError) -> RecoveryNotice? {
    guard let kind = try sessions.obstacle(at: files.journal) else { return nil }
    guard try ifThere() else {
      throw StorageError.notAFile(path: sessions.path(of: files.journal), kind: kind.rawValue)
    }
    let name = try sessions.moveObstacle(at: files.journal)
    return .obstacle(name: files.journal, kind: kind.rawValue, keptAs: name)
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
    guard try journal.lock() else { throw files.openElsewhere }
    if try sessions.identity(of: files.journal) == journal.status().identity { return journal }
    guard try changesByItself(files.journal, in: sessions) else { throw files.openElsewhere }
    sessions.promises.give(up: .filesAreTold)
    return journal
  }

  /// The file has another number each time it is looked at, as on some FUSE file systems and shares.
  private static func changesByItself(_ name: String, in folder: Folder) throws(StorageError) -> Bool {
    var seen: Set<FileStatus.Identity> = []
    for _ in 0..<4 {
      guard let file = try folder.openIfThere(name, for: .reading) else { return false }
      let byFile = try file.status().identity
      guard let byName = try folder.identity(of: name) else { return false }
      seen.formUnion([byFile, byName])
    }
    return seen.count > 2
  }

  /// A writer holds one of the journals that follow the first, here or on this machine's own disk.
  private static func isSegmentLocked(
    _ files: SessionFiles, in sessions: Folder, of study: StudyFolder
  ) throws(StorageError) -> Bool {
    for name in files.segments(among: try sessions.names()) {
      if try sessions.openUnlessObstacle(name, for: .reading)?.isLocked() ?? false { return true }
    }
    guard let outside = try study.stateFolder() else { return false }
    for name in files.outside(among: try outside.names()) {
      guard let file = try outside.openUnlessObstacle(name, for: .reading), try file.isLocked() else {
        continue
      }
      // Another study may have a session of the same id.
      if try heading(of: file)?.study ?? study.path == study.path { return true }
    }
    return false
  }

  private static func heading(of journal: OpenFile) throws(StorageError) -> JournalHeading? {
    let bytes = try journal.prefix(64 << 10)
    guard let first = JournalScan(bytes).payloads.first else { return nil }
    return try? JournalHeading.read(Array(bytes[first]), newest: .max)
  }
}
