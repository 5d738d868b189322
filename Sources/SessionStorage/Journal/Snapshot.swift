internal import Interview

/// Writes the file of a session or a review: whole or not at all, read back before anything depends on it, and never over
/// what somebody else has put there.
///
/// The file before it keeps a second name until the new one is durable, and is overwritten then: what the state does not
/// have any more is in no file that ever was one of the study.
struct Snapshot {
  private let sessions: Folder
  private let names: Names
  private let files: SessionFiles

  /// The three names of a state's file.
  struct Names {
    let file: String
    let temporary: String
    let old: String
  }

  /// An earlier writing.
  struct Old {
    let file: OpenFile
    /// Its second name; nil if it has none any more.
    let name: String?
  }

  /// What became of the files.
  struct Outcome {
    /// The writings before it, still to be overwritten.
    let old: [Old]
    /// What somebody else had put there, and is kept under this name now.
    let stranger: String?
  }

  /// The file in the study.
  init(_ files: SessionFiles, in sessions: Folder) {
    self.files = files
    self.sessions = sessions
    names = Names(file: files.json, temporary: files.jsonTemporary, old: files.jsonOld)
  }

  /// The file on this machine's own disk, for a study that is gone.
  init(_ files: SessionFiles, outside folder: Folder, uuid: String) {
    self.files = files
    sessions = folder
    let name = files.outsideJSON(uuid: uuid)
    names = Names(file: name, temporary: "." + name + ".tmp", old: "." + name + ".old")
  }

  /// Replaces the file durably.
  ///
  /// - Parameter versions: what may be replaced; the last of them is the new file afterwards.
  /// - Throws: `unverified` if what was written does not read back, `fileLimit` if it would be too large for that; the
  ///   old file is then still there.
  func write(
    _ state: some Journaled, replacing versions: inout FileVersions, limits: FileLimits = .standard
  ) throws(StorageError) -> Outcome {
    let bytes = state.fileBytes
    try limits.check(bytes.count, path: sessions.path(of: names.file))
    // What a crash left may hold text that is to be destroyed now.
    try Erasure.remove(names.temporary, in: sessions)
    let file = try sessions.create(names.temporary)
    do throws(StorageError) {
      try file.write(bytes[...], at: 0)
      try file.syncAll()
      try verify(file, bytes, of: state)
      var stranger = try setStrangerAside(names.file, state, versions)
      let before = versions
      versions.attempt(FileTrace(try file.status(), bytes))
      var old: Old?
      while true {
        if try replace(&old) { break }
        // Somebody was quicker.
        stranger = try setStrangerAside(names.file, state, before) ?? stranger
      }
      try sessions.sync()
      if let came = old, let name = came.name, try !before.include(came.file) {
        // It came between the look and the exchange: nothing of it may be lost.
        stranger = try setAside(name, of: came.file, state)
        old = nil
      }
      versions.settle()
      return Outcome(old: try leftBefore(old) + [old].compactMap { $0 }, stranger: stranger)
    } catch {
      _ = try? Erasure.remove(names.temporary, in: sessions)
      throw error
    }
  }

  /// Overwrites an earlier writing, which keeps its second name till then.
  ///
  /// - Returns: false if another name leads to it as well: the text is still there.
  func erase(_ old: Old) throws(StorageError) -> Bool {
    let isGone = try old.file.overwrite()
    if let name = old.name { try sessions.remove(name) }
    try sessions.sync()
    return isGone
  }

  /// The writing before the last, where the last try to replace it has failed: whatever a crash brings back then, it is not
  /// needed any more.
  private func leftBefore(_ old: Old?) throws(StorageError) -> [Old] {
    guard old?.name != names.old, let file = try sessions.openUnlessObstacle(names.old, for: .writing) else {
      return []
    }
    return [Old(file: file, name: names.old)]
  }

  /// Gives the new file its name; what had the name goes on under the old one's, if the file system can do that.
  ///
  /// - Parameter old: what had the name.
  /// - Returns: false if something has the name that was not there a moment ago.
  private func replace(_ old: inout Old?) throws(StorageError) -> Bool {
    guard try sessions.identity(of: names.file) != nil else {
      return try sessions.renameUnlessThere(names.temporary, to: names.file)
    }
    // Where an earlier try has failed, nobody knows which of the two a crash would leave: both stay for the moment.
    let isFree = try sessions.identity(of: names.old) == nil
    let second = isFree ? names.old : names.temporary
    if isFree { try sessions.rename(names.temporary, to: second) }
    do throws(StorageError) {
      if try sessions.exchange(second, with: names.file) {
        if let file = try sessions.openIfThere(second, for: .writing) { old = Old(file: file, name: second) }
        return true
      }
    } catch .notFound {
      // It was taken away at this very moment.
      if isFree { try sessions.rename(second, to: names.temporary) }
      return false
    }
    if isFree { try sessions.rename(second, to: names.temporary) }
    if let file = try sessions.openIfThere(names.file, for: .writing) {
      let isLinked = isFree ? try sessions.link(names.file, to: names.old) : false
      old = Old(file: file, name: isLinked ? names.old : nil)
      // Where a file has but one name, it is overwritten through what is open.
      if !isLinked { try file.losesName() }
    }
    try sessions.rename(names.temporary, to: names.file)
    return true
  }

  // MARK: Strangers

  /// Keeps a file that is not the one that was seen last under a name of its own.
  ///
  /// - Returns: the name; nil if there is no file, or it is one of ours.
  private func setStrangerAside(
    _ name: String, _ state: some Journaled, _ versions: FileVersions
  ) throws(StorageError) -> String? {
    if let moved = try sessions.moveObstacle(at: name) { return moved }
    guard let file = try sessions.openIfThere(name, for: .writing) else { return nil }
    if try versions.include(file) { return nil }
    return try setAside(name, of: file, state)
  }

  private func setAside<State: Journaled>(
    _ name: String, of file: OpenFile, _ state: State
  ) throws(StorageError) -> String {
    let modified = try file.status().modified
    let theirs = try? State.read(file.bytes(limit: Recovery.largest), path: file.path).state
    let aside = SetAside(files: files, sessions: sessions)
    guard let theirs, theirs.uuid != state.uuid else { return try aside.move(name, .theirs, since: modified) }
    return try aside.moveStranger(name, since: modified)
  }

  private func verify(
    _ file: OpenFile, _ bytes: [UInt8], of state: some Journaled
  ) throws(StorageError) {
    // A file that cannot be opened again must not take the journal's place.
    guard try file.holds(bytes), state.isRead(from: bytes) else {
      throw StorageError.unverified(path: file.path)
    }
  }
}
