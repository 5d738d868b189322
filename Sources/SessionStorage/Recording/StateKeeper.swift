internal import Interview

/// The file of an open session's or review's state: what was seen and written of it, and its earlier writings that are
/// still to be overwritten.
struct StateKeeper {
  private let study: StudyFolder
  private let files: SessionFiles
  /// As the next journal will have it.
  private(set) var heading: JournalHeading
  /// The headings of the journals that there were.
  private(set) var headings: [JournalHeading]
  /// The file as it was read or written last.
  private var versions: FileVersions
  /// Writings that are still to be overwritten.
  private var unerased: [(old: Snapshot.Old, by: Snapshot)] = []
  /// Another name leads to one that had to be overwritten: its text is still there. Not told yet.
  private var isLinked = false
  /// The same as `versions`, on this machine's own disk.
  private var outside = FileVersions(nil)
  /// The state is on this machine's own disk, since the study was gone.
  private var isOutside = false
  /// What the system told of the file when it was looked at last.
  private var seen: FileStatus?
  /// The file was once another session's.
  private var metStranger = false
  /// The state was asked for, since its file is gone.
  private(set) var isWanted = false

  /// - Parameter base: the file as it was read; nil if there is none.
  init(_ files: SessionFiles, of study: StudyFolder, heading: JournalHeading, base: FileTrace?) {
    self.study = study
    self.files = files
    self.heading = heading
    headings = [heading]
    versions = FileVersions(base)
  }

  /// The file's bytes; 0 if there is none, or nobody can tell.
  func size(in sessions: Folder) -> Int {
    do { return try sessions.status(of: files.json)?.size ?? 0 } catch { return 0 }
  }

  // MARK: Looking

  /// The file was taken away, or is another session's by now: what is in the journals alone is only a part then.
  /// Another version of the same session has what this one began with, and waits until it is left.
  ///
  /// - Parameter isInUse: the folder has the journal that takes records.
  /// - Returns: the state is to be asked for; true once.
  mutating func isMissing(in sessions: Folder, isInUse: Bool) -> Bool {
    guard heading.from > 0, !isWanted, !isOutside else { return false }
    do throws(StorageError) {
      if isInUse || !sessions.isGone, let status = try sessions.status(of: files.json) {
        guard status != seen else { return false }
        seen = status
        // Once: two programs that put their files there by turns would never come to an end.
        guard !metStranger, try isOfAnother(in: sessions) else { return false }
        metStranger = true
      }
    } catch {
      // Nobody can tell, unless the folder is gone.
      guard sessions.isGone else { return false }
    }
    isWanted = true
    return true
  }

  /// The state that was asked for has come.
  mutating func settleWish() { isWanted = false }

  private func isOfAnother(in sessions: Folder) throws(StorageError) -> Bool {
    guard try sessions.obstacle(at: files.json) == nil else { return true }
    guard let file = try sessions.openIfThere(files.json, for: .reading) else { return false }
    return FileBeginning(try file.prefix(FileBeginning.length)).map { $0.uuid != heading.uuid } ?? false
  }

  // MARK: Writing

  /// Writes the file in the study's folder.
  ///
  /// - Returns: what is to be told.
  mutating func write(_ state: some Journaled, in sessions: Folder) throws(StorageError) -> [StorageNotice] {
    let snapshot = Snapshot(files, in: sessions)
    let outcome = try snapshot.write(state, replacing: &versions, limits: study.limits)
    goOn(from: state, versions)
    unerased += outcome.old.map { ($0, snapshot) }
    var notices: [StorageNotice] = []
    let size = size(in: sessions)
    if study.limits.isFilling(size) {
      notices.append(.filling(path: sessions.path(of: files.json), bytes: size, limit: study.limits.file))
    }
    if let aside = outcome.stranger { notices.append(.stranger(file: files.json, keptAs: aside)) }
    return notices
  }

  /// Removes the state from this machine's own disk: the study has it again.
  mutating func removeOutside() throws(StorageError) {
    guard isOutside, let folder = try study.stateFolder() else { return }
    // Durable with the removal of the journal beside it.
    if try Erasure.remove(files.outsideJSON(uuid: heading.uuid), in: folder) == .linked { isLinked = true }
    isOutside = false
  }

  /// Writes the file on this machine's own disk.
  ///
  /// - Returns: its path.
  mutating func writeOutside(_ state: some Journaled) throws(StorageError) -> String {
    let folder = try study.makeStateFolder()
    let snapshot = Snapshot(files, outside: folder, uuid: heading.uuid)
    let outcome = try snapshot.write(state, replacing: &outside)
    isOutside = true
    goOn(from: state, outside)
    // What is still to be overwritten in the study is on a disk that may be gone.
    for old in outcome.old where try !snapshot.erase(old) { isLinked = true }
    return folder.path(of: files.outsideJSON(uuid: heading.uuid))
  }

  private mutating func goOn(from state: some Journaled, _ versions: FileVersions) {
    heading.goOn(from: state, checksum: versions.last?.checksum ?? "")
    headings.append(heading)
  }

  /// Overwrites the earlier writings.
  ///
  /// - Returns: there is one that another name leads to: its text is still there.
  mutating func eraseOld() throws(StorageError) -> Bool {
    try erase()
    defer { isLinked = false }
    return isLinked
  }

  private mutating func erase() throws(StorageError) {
    while let (old, snapshot) = unerased.last {
      if try !snapshot.erase(old) { isLinked = true }
      unerased.removeLast()
    }
  }

  /// Lets go of the earlier writings; the files stay as they are.
  mutating func release() { unerased = [] }
}
