internal import Interview

/// Writes a session's file: whole or not at all, and read back before anything depends on it.
enum Snapshot {
  /// Replaces the session file durably.
  ///
  /// - Parameter keepsOld: the old file is wanted, to be overwritten.
  /// - Returns: the old file, which has no name any more; nil if there was none, or it was not wanted.
  /// - Throws: `unverified` if what was written does not read back; the old file is then still there.
  static func write(
    _ session: Session, _ files: SessionFiles, in sessions: Folder, keepsOld: Bool
  ) throws(StorageError) -> OpenFile? {
    let bytes = SessionFormat.bytes(of: session)
    // What a crash left may hold text that is to be destroyed now.
    try Erasure.remove(files.jsonTemporary, in: sessions)
    let temporary = try sessions.create(files.jsonTemporary)
    do {
      try temporary.write(bytes[...], at: 0)
      try temporary.syncAll()
      try verify(temporary, bytes, of: session)
      let old = keepsOld ? try sessions.openIfThere(files.json, for: .writing) : nil
      try sessions.rename(files.jsonTemporary, to: files.json)
      try sessions.sync()
      return old
    } catch {
      try? sessions.remove(files.jsonTemporary)
      throw error
    }
  }

  private static func verify(
    _ file: OpenFile, _ bytes: [UInt8], of session: Session
  ) throws(StorageError) {
    guard try file.bytes(limit: max(bytes.count, Recovery.largest)) == bytes else {
      throw StorageError.unverified(path: file.path)
    }
    // A file that cannot be opened again must not take the journal's place.
    do {
      let read = try SessionFormat.read(bytes, file: file.path)
      guard read.lastRecord == session.lastRecord, read.uuid == session.uuid,
        read.notes.count == session.notes.count
      else { throw StorageError.unverified(path: file.path) }
    } catch let error as StorageError {
      throw error
    } catch {
      throw StorageError.unverified(path: file.path)
    }
  }
}
