internal import Interview

/// All that happens to the files of an open session or review, on one thread, one thing after the other.
final class JournalWriter {
  private let study: StudyFolder
  private let files: SessionFiles
  private let sessions: Folder
  /// As the next journal will have it, but for its `from`.
  private var heading: JournalHeading
  /// Open for their locks, whatever has become of the files.
  private var held: [OpenFile]
  /// Where records go; nil when the last file failed and no other could be made.
  private var target: JournalFile?
  /// Why there is no target.
  private var fault = StorageError.closed
  private var kept: KeptFrames
  /// How many of the kept frames are on the disk.
  private var durable: Int
  private var segments: [(folder: Folder, name: String)] = []
  /// Files without a name whose text is still to be overwritten.
  private var unerased: [OpenFile] = []
  /// A record that destroys text was written and the files have not been begun anew since.
  private var destroysText: Bool
  private var growth: JournalGrowth
  /// What is to be reported of the state's file.
  private var ofState: [StorageReport] = []

  /// Goes on in a locked journal.
  ///
  /// - Parameter kept: all records since the last snapshot, every one of them on the disk.
  init(
    _ files: SessionFiles, in sessions: Folder, of study: StudyFolder, heading: JournalHeading,
    journal: JournalFile, kept: KeptFrames = KeptFrames(), destroysText: Bool = false
  ) {
    self.study = study
    self.files = files
    self.sessions = sessions
    self.heading = heading
    self.kept = kept
    self.destroysText = destroysText
    growth = JournalGrowth(study.limits)
    held = [journal.file]
    target = journal
    durable = kept.count
  }

  /// Everything that was added is on the disk.
  var isSaved: Bool { durable == kept.count }

  /// Takes records; nothing is written.
  func add(_ records: [any JournalRecord]) {
    for record in records {
      kept.append(record.number, payload: record.payload)
      destroysText = destroysText || record.destroysText
    }
  }

  /// Writes what is not on the disk: one write and one sync.
  func save() -> [StorageReport] {
    guard let first = kept.number(at: durable), let last = kept.lastNumber else { return [] }
    guard var file = target else { return moveOn(because: fault) }
    let frames = kept.frames(from: durable)
    do throws(StorageError) {
      try study.limits.check(file.end + frames.count, path: file.file.path)
    } catch {
      return [.refused(from: first, error)]
    }
    do {
      try file.append(frames)
      target = file
      durable = kept.count
      return [.durable(through: last)] + growthReports()
    } catch {
      switch error {
      case .refused(let error):
        target = file
        return [.refused(from: first, error)]
      case .broken(let error):
        return moveOn(because: error)
      }
    }
  }

  /// Forgets the records that are on no disk.
  ///
  /// - Returns: the number of the first of them; nil when there is none.
  func withdraw() -> Int? {
    let first = kept.number(at: durable)
    kept.drop(from: durable)
    try? target?.cutTail()
    return first
  }

  // MARK: Growing

  private func growthReports() -> [StorageReport] {
    guard let target else { return [] }
    return growth.reports(target.end, path: target.file.path) { sizeOfState }
  }

  private var sizeOfState: Int {
    do { return try sessions.status(of: files.json)?.size ?? 0 } catch { return 0 }
  }

  /// What is to be reported of the state's file since the last call.
  func stateReports() -> [StorageReport] {
    defer { ofState = [] }
    return ofState
  }

  /// Writes the state's file and begins the journal anew with the records after the state, since the old one has become
  /// too large for what it tells. Torn copies stay, unless text is still to be destroyed.
  ///
  /// - Returns: the number of the last record that is on the disk.
  /// - Throws: where it stopped, as `beginAnew`; the recording can go on.
  func renew(_ state: some Journaled) throws(StorageError) -> Int {
    if destroysText { try Erasure.removeTornCopies(files, in: sessions) }
    try putJournalAnew(state)
    return max(state.lastRecord, kept.lastNumber ?? 0)
  }

  // MARK: Going on elsewhere

  private func moveOn(because cause: StorageError) -> [StorageReport] {
    target = nil
    fault = cause
    guard let first = kept.number(at: durable), let last = kept.lastNumber else { return [] }
    guard let segment = (try? segmentInStudy()) ?? (try? segmentOutside()) else {
      return [.refused(from: first, cause)]
    }
    target = segment
    durable = kept.count
    return [.movedOn(to: segment.file.path, cause), .durable(through: last)]
  }

  private func segmentInStudy() throws(StorageError) -> JournalFile {
    try segment(in: sessions) { files.segment($0) }
  }

  private func segmentOutside() throws(StorageError) -> JournalFile {
    try segment(in: study.makeStateFolder()) { files.segment($0, uuid: heading.uuid) }
  }

  /// A new file with everything since the last snapshot in it, durable with its name.
  private func segment(in folder: Folder, name: (Int) -> String) throws(StorageError) -> JournalFile {
    // Numbers only rise within a folder: a segment that failed may hold what a later one supersedes.
    let used = segments.count { $0.folder.path == folder.path }
    for number in SessionFiles.segments.dropFirst(used) {
      let name = name(number)
      guard let file = try folder.createUnlessThere(name) else { continue }
      do {
        let segment = try JournalFile.begin(file, heading, frames: kept.frames(from: 0))
        try folder.sync()
        segments.append((folder, name))
        return segment
      } catch {
        try? folder.remove(name)
        throw error
      }
    }
    throw fault
  }

  // MARK: Beginning anew

  /// Writes the state's file, then begins the journal anew and overwrites the old ones: what the state does
  /// not have any more is then in no file.
  ///
  /// - Throws: where it stopped. The file is the old or the new one, every record is still on the disk,
  ///   and the recording can go on; what was to be destroyed is not destroyed everywhere until a later call
  ///   succeeds.
  func beginAnew(_ state: some Journaled) throws(StorageError) {
    try Erasure.removeTornCopies(files, in: sessions)
    try putJournalAnew(state)
  }

  private func putJournalAnew(_ state: some Journaled) throws(StorageError) {
    try takeSnapshot(state, keepsOld: true)
    try replaceJournal()
    try removeSegments(overwriting: true)
    try eraseOld()
    destroysText = false
  }

  private func takeSnapshot(_ state: some Journaled, keepsOld: Bool) throws(StorageError) {
    let old = try Snapshot.write(
      state, files, in: sessions, keepsOld: keepsOld, limits: study.limits)
    if let old { unerased.append(old) }
    if study.limits.isFilling(sizeOfState) {
      let path = sessions.path(of: files.json)
      ofState = [.filling(path: path, bytes: sizeOfState, limit: study.limits.file)]
    }
    heading.from = max(heading.from, state.lastRecord)
    durable = max(0, durable - kept.forget(through: state.lastRecord))
  }

  private func replaceJournal() throws(StorageError) {
    let journal = try JournalRewrite.replace(files, in: sessions, heading, frames: kept.frames(from: 0))
    unerased += held
    held = [journal.file]
    durable = kept.count
    target = journal
    growth.begin(at: journal.end)
    do {
      try sessions.sync()
    } catch {
      // Nobody knows which of the two a crash would leave: what comes now goes into a file of its own.
      target = nil
      fault = error
      durable = 0
      throw error
    }
  }

  private func removeSegments(overwriting: Bool) throws(StorageError) {
    while let segment = segments.last {
      if overwriting {
        try Erasure.remove(segment.name, in: segment.folder)
      } else {
        try segment.folder.remove(segment.name)
      }
      try segment.folder.sync()
      segments.removeLast()
    }
  }

  private func eraseOld() throws(StorageError) {
    while let file = unerased.last {
      try file.overwrite()
      unerased.removeLast()
    }
  }

  // MARK: Leaving

  /// Writes the state's file and removes the journals. What was never touched and has no file gets none.
  ///
  /// - Throws: where it stopped. The journal, or the file and the journal, hold everything, and this can be tried
  ///   again.
  func close(_ state: some Journaled) throws(StorageError) {
    if destroysText { try Erasure.removeTornCopies(files, in: sessions) }
    let hasFile = try sessions.identity(of: files.json) != nil
    if hasFile || !state.isUntouched {
      try takeSnapshot(state, keepsOld: destroysText)
    }
    try removeSegments(overwriting: destroysText)
    if destroysText { try overwriteHeld() }
    try sessions.remove(files.journal)
    try sessions.sync()
    try eraseOld()
    release()
  }

  private func overwriteHeld() throws(StorageError) {
    // Should anything fail from here on, what comes next goes into a file of its own.
    target = nil
    fault = .closed
    durable = 0
    for journal in held { try journal.overwrite() }
  }

  /// Lets go of everything; the files stay as they are.
  func release() {
    target = nil
    fault = .closed
    held = []
    unerased = []
  }
}
