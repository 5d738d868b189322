internal import Interview

/// Puts a new journal in the place of the old one.
enum JournalRewrite {
  /// Writes a whole new journal, locks it before anybody can see it, and gives it the journal's name. The name is
  /// not durable before the folder is synced; until then a crash leaves the one or the other.
  ///
  /// The caller holds the lock of the old one, and goes on holding it until it has this one.
  ///
  /// - Parameter old: what has the name.
  static func replace(
    _ files: SessionFiles, in sessions: Folder, _ heading: JournalHeading, frames: ArraySlice<UInt8>,
    old: [OpenFile]
  ) throws(StorageError) -> JournalFile {
    try Erasure.remove(files.journalTemporary, in: sessions)
    let file = try sessions.create(files.journalTemporary)
    do throws(StorageError) {
      guard try file.lock() else { throw files.openElsewhere }
      let journal = try JournalFile.begin(file, files.journal, in: sessions, heading, frames: frames)
      try rename(files, in: sessions, old)
      return journal
    } catch {
      _ = try? Erasure.remove(files.journalTemporary, in: sessions)
      throw error
    }
  }

  private static func rename(
    _ files: SessionFiles, in sessions: Folder, _ old: [OpenFile]
  ) throws(StorageError) {
    for file in old { try file.losesName() }
    do throws(StorageError) {
      try sessions.rename(files.journalTemporary, to: files.journal)
    } catch {
      for file in old { file.keepsName() }
      throw error
    }
  }
}
