internal import Interview

/// All that happens to the files of an open session or review, on one thread, one thing after the other.
final class JournalWriter<State: Journaled> {
  private let study: StudyFolder
  private let files: SessionFiles
  /// Where the state's file is. Another folder once the first was removed and made anew.
  private var sessions: Folder
  private var keeper: StateKeeper
  private var chain: JournalChain
  /// The last journal takes records.
  private var isOpen = true
  /// Why it does not.
  private var fault = StorageError.closed
  private var kept: KeptFrames
  /// How many of the kept frames are on the disk.
  private var durable: Int
  /// Nil where the study's file system is a sound one.
  private var second: SecondJournal?
  /// A record that destroys text was written and the files have not been begun anew since.
  private var destroysText: Bool
  private let firstPath: String
  /// The folder's path as it was told last.
  private var toldPath: String
  private var notices: [StorageNotice] = []
  private var growth: JournalGrowth

  /// Goes on in a locked journal.
  ///
  /// - Parameters:
  ///   - base: the state's file as it was read; nil if there is none.
  ///   - kept: all records since the last snapshot, every one of them on the disk.
  init(
    _ files: SessionFiles, in sessions: Folder, of study: StudyFolder, heading: JournalHeading,
    journal: JournalFile, base: FileTrace?, kept: KeptFrames = KeptFrames(), destroysText: Bool = false
  ) {
    self.study = study
    self.files = files
    self.sessions = sessions
    keeper = StateKeeper(files, of: study, heading: heading, base: base)
    self.kept = kept
    self.destroysText = destroysText
    growth = JournalGrowth(study.limits)
    chain = JournalChain(files, journal)
    durable = kept.count
    firstPath = sessions.path
    toldPath = sessions.path
    tellWeakness()
  }

  /// As the next journal will have it.
  var heading: JournalHeading { keeper.heading }

  /// Everything that was added is on the disk.
  var isSaved: Bool { durable == kept.count }

  /// The file that has the notes last, if it is not in the folder in which they began.
  var elsewhere: String? {
    let folder = chain.last?.folder ?? sessions
    let path = folder.whereabouts ?? folder.path
    return path == firstPath ? nil : path + "/" + (chain.last?.name ?? files.json)
  }

  /// What is to be told, once.
  func takeNotices() -> [StorageReport] {
    defer { notices = [] }
    return notices.map { .noticed($0) }
  }

  /// Takes records; nothing is written.
  func add(_ records: [State.Entry]) {
    for record in records {
      kept.append(record.number, payload: record.payload)
      destroysText = destroysText || record.change.destroysText
    }
  }

  /// Writes what is not on the disk: one write and one sync.
  func save() -> [StorageReport] {
    guard let first = kept.number(at: durable), let last = kept.lastNumber else { return [] }
    guard isOpen, var journal = chain.last else { return moveOn(because: fault) }
    let frames = kept.frames(from: durable)
    do throws(StorageError) {
      try study.limits.check(journal.end + frames.count, path: journal.file.path)
    } catch {
      return [.refused(from: first, error)]
    }
    do {
      try journal.append(frames)
      chain.last = journal
      second?.append(frames, heading, all: kept, &notices)
      guard isFound(journal.folder) else { return moveOn(because: .displaced(path: journal.file.path)) }
      durable = kept.count
      return takeNotices() + [saved(through: last, in: journal)] + growthReports() + lookForState()
    } catch {
      chain.last = journal
      switch error {
      case .refused(let error): return [.refused(from: first, error)]
      case .broken(let error): return moveOn(because: error)
      }
    }
  }

  private func saved(through number: Int, in journal: JournalFile) -> StorageReport {
    !journal.folder.isWeak || second?.isDurable ?? false
      ? .durable(through: number) : .written(through: number)
  }

  /// Forgets the records that are on no disk.
  ///
  /// - Returns: the number of the first of them; nil when there is none.
  func withdraw() -> Int? {
    let first = kept.number(at: durable)
    kept.drop(from: durable)
    if isOpen { try? chain.last?.cutTail() }
    return first
  }

  /// Tells what the study's file system cannot promise, and begins the second journal where it is needed.
  private func tellWeakness() {
    let locks = !sessions.promises.broken.contains(.locksAreSeen)
    if sessions.isWeak { second = SecondJournal(files, of: study, heading, kept, &notices) }
    guard sessions.isWeak || !locks else { return }
    notices.append(
      .weak(
        study: sessions.path, locks: locks, syncs: !sessions.isWeak,
        keepsSecond: second?.isDurable ?? false))
  }

  // MARK: Growing

  private func growthReports() -> [StorageReport] {
    guard let journal = chain.last else { return [] }
    return growth.reports(journal.end, path: journal.file.path) { keeper.size(in: sessions) }
  }

  // MARK: Going on elsewhere

  /// Goes on in a new file, with everything since the last snapshot in it.
  private func moveOn(because cause: StorageError) -> [StorageReport] {
    isOpen = false
    fault = cause
    if let path = chain.guardName() { notices.append(.lockLost(path: path)) }
    let first = kept.number(at: durable)
    guard addSegment(), let journal = chain.last else {
      return first.map { [.refused(from: $0, cause)] } ?? []
    }
    isOpen = true
    durable = kept.count
    var reports: [StorageReport] = [.movedOn(to: journal.folder.path(of: journal.name), cause)]
    if first != nil, let last = kept.lastNumber { reports.append(saved(through: last, in: journal)) }
    return reports + takeNotices() + lookForState()
  }

  /// Beside the journal, else where the study is now, else on this machine's own disk.
  private func addSegment() -> Bool {
    if !sessions.isGone, (try? chain.addSegment(in: sessions, heading, kept, name: files.segment)) != nil {
      return true
    }
    if adoptNewFolder(), (try? chain.addSegment(in: sessions, heading, kept, name: files.segment)) != nil {
      return true
    }
    return (try? addSegmentOutside()) != nil
  }

  private func addSegmentOutside() throws(StorageError) {
    let uuid = heading.uuid
    try chain.addSegment(in: study.makeStateFolder(), heading, kept) { files.segment($0, uuid: uuid) }
  }

  /// The folder was removed and another stands at its path: that one is the study's now.
  private func adoptNewFolder() -> Bool {
    guard sessions.isGone, let there = try? study.sessionsFolder() else { return false }
    sessions = there
    return true
  }

  // MARK: Looking

  /// Looks whether the files are still what they were, when nothing is to be written.
  func look() -> [StorageReport] {
    if isOpen, let journal = chain.last {
      do { try journal.check() } catch { return moveOn(because: error) }
      guard isFound(journal.folder) else { return moveOn(because: .displaced(path: journal.file.path)) }
    }
    return takeNotices() + lookForState()
  }

  /// Some path leads to a folder of a journal; that it was moved is told.
  private func isFound(_ folder: Folder) -> Bool {
    guard let path = folder.whereabouts else { return !folder.isGone }
    guard folder === sessions, path != toldPath else { return true }
    toldPath = path
    notices.append(.moved(to: path))
    return true
  }

  private func lookForState() -> [StorageReport] {
    keeper.isMissing(in: sessions, isInUse: chain.last?.folder === sessions) ? [.wantsState] : []
  }

  // MARK: Beginning anew

  /// Writes the state's file, then begins the journal anew and overwrites the old ones: what the state does
  /// not have any more is then in no file.
  ///
  /// - Throws: where it stopped. The file is the old or the new one, every record is still on the disk,
  ///   and the recording can go on; what was to be destroyed is not destroyed everywhere until a later call
  ///   succeeds.
  func beginAnew(_ state: State) throws(StorageError) {
    relocate()
    try removeTornCopies()
    try putJournalAnew(state, erasing: true)
  }

  private func putJournalAnew(_ state: State, erasing: Bool) throws(StorageError) {
    // It may still take files that nobody would find.
    guard !sessions.isGone else { throw StorageError.displaced(path: sessions.path(of: files.json)) }
    try takeSnapshot(state)
    try replaceJournals(erasing: erasing)
    try eraseOld()
    destroysText = false
  }

  /// Writes the state's file and begins the journal anew with the records after the state: the old one has become too
  /// large for what it tells, or the state's file was taken away. Torn copies stay, unless text is still to be destroyed.
  ///
  /// - Returns: the number of the last record that is on the disk.
  /// - Throws: where it stopped, as `beginAnew`; the recording can go on. A state whose file is gone is written on this
  ///   machine's own disk then.
  func renew(_ state: State) throws(StorageError) -> Int {
    let isLost = keeper.isWanted
    defer { keeper.settleWish() }
    do throws(StorageError) {
      relocate()
      if destroysText { try removeTornCopies() }
      try putJournalAnew(state, erasing: destroysText)
      if isLost { notices.append(.renewed(path: sessions.path(of: files.json))) }
    } catch {
      guard isLost else { throw error }
      notices.append(.renewed(path: try saveOutside(state)))
    }
    return max(state.lastRecord, kept.lastNumber ?? 0)
  }

  private func takeSnapshot(_ state: State) throws(StorageError) {
    notices += try keeper.write(state, in: sessions)
    forget(state)
    try keeper.removeOutside()
  }

  private func removeTornCopies() throws(StorageError) {
    notices += try Erasure.removeTornCopies(files, in: sessions).map { .otherLink(path: $0) }
  }

  /// A file has all of the state.
  private func forget(_ state: State) {
    durable = max(0, durable - kept.forget(through: state.lastRecord))
  }

  /// Writes the state's file and a journal on this machine's own disk.
  private func saveOutside(_ state: State) throws(StorageError) -> String {
    let path = try keeper.writeOutside(state)
    forget(state)
    try addSegmentOutside()
    isOpen = true
    durable = kept.count
    return path
  }

  /// A new journal under the first one's name, if that is ours; the others go.
  private func replaceJournals(erasing: Bool) throws(StorageError) {
    let isFree = try sessions.identity(of: files.journal) == nil
    let isOurs = try chain.mayReplace(files.journal, in: sessions)
    if isFree || isOurs {
      try chain.replace(in: sessions, heading, kept)
    } else {
      try chain.addSegment(in: sessions, heading, kept, name: files.segment)
    }
    isOpen = true
    durable = kept.count
    growth.begin(at: chain.last?.end ?? 0)
    do throws(StorageError) {
      try sessions.sync()
    } catch {
      // Nobody knows which of the two a crash would leave: what comes now goes into a file of its own.
      isOpen = false
      fault = error
      durable = 0
      throw error
    }
    let old = chain.dropAll(but: 1)
    do throws(StorageError) {
      try JournalChain.remove(old, &notices)
    } catch {
      chain.putBack(old)
      throw error
    }
    second?.beginAnew(heading, kept, erasing: erasing, &notices)
  }

  private func eraseOld() throws(StorageError) {
    if try keeper.eraseOld() { notices.append(.otherLink(path: sessions.path(of: files.json))) }
  }

  // MARK: Leaving

  /// Writes the state's file and removes the journals. What was never touched and has no file gets none.
  ///
  /// - Throws: where it stopped. The journal, or the file and the journal, hold everything, and this can be tried
  ///   again; `savedElsewhere` if the study is gone and everything is on this machine's own disk.
  func close(_ state: State) throws(StorageError) {
    relocate()
    guard !sessions.isGone else { throw StorageError.savedElsewhere(path: try saveOutside(state)) }
    if destroysText { try removeTornCopies() }
    let hasFile = try sessions.identity(of: files.json) != nil
    if hasFile || heading.from > 0 || !state.isUntouched { try takeSnapshot(state) }
    // Should anything fail from here on, what comes next goes into a file of its own.
    isOpen = false
    fault = .closed
    durable = 0
    try JournalChain.remove(chain.journals.filter { $0.folder !== sessions }, &notices)
    try JournalChain.remove(chain.journals.filter { $0.folder === sessions }, &notices)
    try chain.removeStray(in: sessions, madeBy: keeper.headings, heldBy: state, &notices)
    try second?.remove(&notices)
    try eraseOld()
    release()
  }

  /// Where the study is now: its folder may have been removed and made anew, or has to be.
  private func relocate() {
    guard sessions.isGone, !adoptNewFolder(), study.isThere, (try? study.create()) != nil else { return }
    _ = adoptNewFolder()
  }

  /// Saves what no disk has taken on this machine's own, before the program ends.
  func saveElsewhere() -> [StorageReport] {
    guard !isSaved, let last = kept.lastNumber, (try? addSegmentOutside()) != nil, let journal = chain.last
    else { return [] }
    durable = kept.count
    return [.movedOn(to: journal.folder.path(of: journal.name), fault), saved(through: last, in: journal)]
  }

  /// Lets go of everything; the files stay as they are.
  func release() {
    isOpen = false
    fault = .closed
    chain.release()
    keeper.release()
    second = nil
  }
}
