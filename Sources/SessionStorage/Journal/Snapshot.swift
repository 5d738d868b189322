internal import Interview

/// Writes the file of a session or a review: whole or not at all, and read back before anything depends on it.
enum Snapshot {
  /// Replaces the file durably.
  ///
  /// - Parameter keepsOld: the old file is wanted, to be overwritten.
  /// - Returns: the old file, which has no name any more; nil if there was none, or it was not wanted.
  /// - Throws: `unverified` if what was written does not read back, `fileLimit` if it would be too large for that; the
  ///   old file is then still there.
  static func write(
    _ state: some Journaled, _ files: SessionFiles, in sessions: Folder, keepsOld: Bool,
    limits: FileLimits = .standard
  ) throws(StorageError) -> OpenFile? {
    let bytes = state.fileBytes
    try limits.check(bytes.count, path: sessions.path(of: files.json))
    // What a crash left may hold text that is to be destroyed now.
    try Erasure.remove(files.jsonTemporary, in: sessions)
    let temporary = try sessions.create(files.jsonTemporary)
    do {
      try temporary.write(bytes[...], at: 0)
      try temporary.syncAll()
      try verify(temporary, bytes, of: state)
      let old = keepsOld ? try sessions.openIfThere(files.json, for: .writing) : nil
      try sessions.rename(files.jsonTemporary, to: files.json)
      try sessions.sync()
      return old
    } catch {
      try? sessions.remove(files.jsonTemporary)
      throw error
    }
  }

  private static func verify<State: Journaled>(
    _ file: OpenFile, _ bytes: [UInt8], of state: State
  ) throws(StorageError) {
    guard try file.bytes(limit: max(bytes.count, Recovery.largest)) == bytes else {
      throw StorageError.unverified(path: file.path)
    }
    // A file that cannot be opened again must not take the journal's place.
    guard let read = try? State.read(bytes, path: file.path).state, state.isAsMuch(as: read) else {
      throw StorageError.unverified(path: file.path)
    }
  }
}
