public import Interview

extension OpenSession {
  /// Starts the files of a new session and makes its first records durable.
  ///
  /// - Parameters:
  ///   - wanted: the id; if a session has it already, compared without case, `-2`, `-3`… is added.
  ///   - begin: the first records for the id as it came to be; number 1 is `started`.
  /// - Throws: nothing is left behind then.
  public static func create(
    in study: StudyFolder, id wanted: String, begin: (_ id: String) -> [Record]
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
        return try created(files, file, begin(files.id), in: sessions, of: study)
      } catch {
        try? sessions.remove(files.journal)
        throw error
      }
    }
    throw StorageError.cannotCreate(path: sessions.path(of: wanted), reason: "all its numbers are taken")
  }

  private static func created(
    _ files: SessionFiles, _ file: OpenFile, _ records: [Record], in sessions: Folder, of study: StudyFolder
  ) throws(StorageError) -> OpenSession {
    guard case .started(let head) = records.first?.change else {
      throw StorageError.nothingRecorded(path: file.path)
    }
    let heading = JournalHeading(uuid: head.uuid, study: study.path, session: files.id, from: 0)
    var kept = KeptFrames()
    for record in records { kept.append(record.number, payload: RecordFormat.bytes(of: record)) }
    let journal = try JournalFile.begin(file, heading, frames: kept.frames(from: 0))
    try sessions.sync()
    let writer = JournalWriter(files, in: sessions, of: study, heading: heading, journal: journal, kept: kept)
    return try OpenSession(files, writer)
  }

  /// Opens a session to go on with it, whether it was left or cut off: takes the lock, reads, repairs.
  ///
  /// - Parameter id: exactly as the files have it.
  /// - Throws: `openElsewhere`; `notFound`; `newerVersion`; `foreignJournal`; and what reading throws. The files
  ///   then still hold all they held.
  public static func resume(
    in study: StudyFolder, id: String
  ) throws(StorageError) -> (session: OpenSession, recovered: Recovered) {
    let files = try SessionFiles(id)
    let sessions = try study.sessionsFolder()
    let (journal, isNew) = try JournalLock.take(files, in: sessions) { () throws(StorageError) in
      try study.holds(files, sessions)
    }
    do {
      return try resumed(files, journal, in: sessions, of: study, isNew: isNew)
    } catch {
      if isNew, try journal.status().size == 0 { try? sessions.remove(files.journal) }
      throw error
    }
  }

  private static func resumed(
    _ files: SessionFiles, _ journal: OpenFile, in sessions: Folder, of study: StudyFolder, isNew: Bool
  ) throws(StorageError) -> (session: OpenSession, recovered: Recovered) {
    let evidence = try SessionEvidence(files, journal: journal, in: sessions, of: study, for: .writing)
    if let foreign = evidence.foreign.first {
      throw StorageError.foreignJournal(path: sessions.path(of: foreign))
    }
    var refold = try Refold(evidence)
    for case .newer(let file) in refold.recovered.notices {
      throw StorageError.newerVersion(path: sessions.path(of: file))
    }
    refold.recovered.wasCutOff = !isNew || evidence.segments.count > 1
    let repair = Repair(evidence: evidence, journal: journal, sessions: sessions, study: study)
    let sound = try repair.run(&refold)
    let writer = JournalWriter(
      files, in: sessions, of: study, heading: sound.heading, journal: sound.journal, kept: sound.kept)
    return (try OpenSession(files, writer), refold.recovered)
  }
}

extension StudyFolder {
  /// Ids that a new session cannot have, in lower case.
  fileprivate func takenIDs(_ sessions: Folder) throws(StorageError) -> Set<String> {
    let inside = try sessions.names().compactMap { SessionFiles.parse($0)?.id.lowercased() }
    let outside = try stateFolder()?.names().compactMap { SessionFiles.parseOutside($0)?.id.lowercased() }
    return Set(inside + (outside ?? []))
  }

  /// There is a session with this id, apart from its journal.
  fileprivate func holds(_ files: SessionFiles, _ sessions: Folder) throws(StorageError) -> Bool {
    if try sessions.identity(of: files.json) != nil { return true }
    for number in SessionFiles.segments
    where try sessions.identity(of: files.segment(number)) != nil { return true }
    return try stateFolder()?.names().contains { SessionFiles.parseOutside($0)?.id == files.id } ?? false
  }
}
