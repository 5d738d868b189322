public import Interview

extension OpenJournal<Session> {
  /// Starts the files of a new session and makes its first records durable.
  ///
  /// - Parameters:
  ///   - wanted: the id; if a session has it already, compared without case, `-2`, `-3`… is added.
  ///   - recorder: whose records these are; nil for the one that the records name.
  ///   - begin: the first records for the id as it came to be; number 1 is `started`.
  /// - Throws: nothing is left behind then.
  public static func create(
    in study: StudyFolder, id wanted: String, recorder: String? = nil, begin: (_ id: String) -> [Record]
  ) throws(StorageError) -> OpenSession {
    _ = try SessionFiles(wanted)
    try study.create()
    let sessions = try study.sessionsFolder()
    let taken = try study.takenIDs(sessions)
    for attempt in 1...9999 {
      let suffix = attempt == 1 ? "" : "-\(attempt)"
      let files = try SessionFiles(String(wanted.prefix(100 - suffix.count)) + suffix)
      guard !taken.contains(files.id.lowercased()),
        let file = try JournalLock.make(files, in: sessions)
      else { continue }
      do {
        return try created(files, file, begin(files.id), recorder: recorder, in: sessions, of: study)
      } catch {
        try? sessions.remove(files.journal)
        throw error
      }
    }
    throw StorageError.cannotCreate(path: sessions.path(of: wanted), reason: "all its numbers are taken")
  }

  private static func created(
    _ files: SessionFiles, _ file: OpenFile, _ records: [Record], recorder: String?, in sessions: Folder,
    of study: StudyFolder
  ) throws(StorageError) -> OpenSession {
    guard let first = records.first.flatMap(Session.begin) else {
      throw StorageError.nothingRecorded(path: file.path)
    }
    return try begin(files, file, first, records, recorder: recorder, in: sessions, of: study)
  }

  /// Opens a session to go on with it, whether it was left or cut off: takes the lock, reads, repairs.
  ///
  /// - Parameters:
  ///   - id: exactly as the files have it.
  ///   - recorder: who goes on: the id that the next record names.
  /// - Throws: `openElsewhere`; `notFound`; `newerVersion`; `foreignJournal`; and what reading throws. The files
  ///   then still hold all they held.
  public static func resume(
    in study: StudyFolder, id: String, recorder: String? = nil
  ) throws(StorageError) -> (session: OpenSession, recovered: Recovered<Session>) {
    let files = try SessionFiles(id)
    let sessions = try study.sessionsFolder()
    let (journal, isNew, obstacle) = try JournalLock.take(files, in: sessions, of: study) {
      () throws(StorageError) in try study.holds(files, sessions)
    }
    do {
      let evidence = try Evidence<Session>(
        files, journal: journal, in: sessions, of: study, for: .writing, obstacle: obstacle)
      let wasCutOff = !isNew || evidence.segments.count > 1
      let (session, refold) = try resume(evidence, journal, recorder: recorder, in: sessions, of: study) {
        LateDestruction($0, wasCutOff: wasCutOff)
      }
      session.destroyLate(refold.state)
      return (session, Recovered(refold, wasCutOff: wasCutOff, isOpenElsewhere: false))
    } catch {
      if isNew, try journal.status().size == 0 { try? sessions.remove(files.journal) }
      throw error
    }
  }
}

extension StudyFolder {
  /// Ids that a new session cannot have, in lower case.
  fileprivate func takenIDs(_ sessions: Folder) throws(StorageError) -> Set<String> {
    let inside = try sessions.names().compactMap { SessionFiles.parse($0)?.id.lowercased() }
    let outside = try stateFolder()?.names().compactMap { SessionFiles.parseOutside($0)?.id.lowercased() }
    return Set(inside + (outside ?? []))
  }

  /// There is something of these, apart from the journal.
  fileprivate func holds(_ files: SessionFiles, _ sessions: Folder) throws(StorageError) -> Bool {
    if try sessions.identity(of: files.json) != nil { return true }
    if try sessions.hasAnything(of: files, but: files.journal) { return true }
    return try stateFolder()?.names().contains { name in
      guard let found = SessionFiles.parseOutside(name) else { return false }
      return found.id == files.id && found.reviewer == files.reviewer
    } ?? false
  }
}
