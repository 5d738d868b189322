internal import Interview

extension OpenJournal where State: Journaled {
  /// Begins a journal in an empty, locked file, and makes its first records durable.
  ///
  /// - Parameters:
  ///   - recorder: whose they are.
  ///   - opening: of a review, the recorder's.
  static func begin(
    _ files: SessionFiles, _ file: OpenFile, _ first: State, _ records: [State.Entry], recorder: String?,
    opening: JournalHeading.Opening? = nil, in sessions: Folder, of study: StudyFolder
  ) throws(StorageError) -> OpenJournal {
    let heading = JournalHeading(
      version: State.Change.version, uuid: first.uuid, study: study.path, session: files.id,
      reviewer: files.reviewer, from: 0,
      recorder: recorder ?? records.lazy.compactMap(\.change.recorder).first,
      opening: opening)
    var kept = KeptFrames()
    for record in records { kept.append(record.number, payload: record.payload) }
    let journal = try JournalFile.begin(
      file, files.journal, in: sessions, heading, frames: kept.frames(from: 0))
    try sessions.sync()
    let writer = JournalWriter<State>(
      files, in: sessions, of: study, heading: heading, journal: journal, base: nil, kept: kept)
    return try OpenJournal(files, of: study, writer)
  }

  /// Goes on with what the locked journal and the files beside it hold: folds and repairs.
  ///
  /// - Parameters:
  ///   - recorder: who goes on.
  ///   - opening: of a review, the recorder's.
  ///   - owes: what other files still have to be rid of.
  /// - Throws: `newerVersion`, `foreignJournal`, and what repairing throws. The files then still hold all they
  ///   held.
  static func resume(
    _ evidence: Evidence<State>, _ journal: OpenFile, recorder: String?,
    opening: JournalHeading.Opening? = nil, in sessions: Folder, of study: StudyFolder,
    owes: (Refold<State>) -> LateDestruction = { _ in LateDestruction() }
  ) throws(StorageError) -> (journal: OpenJournal, refold: Refold<State>) {
    if evidence.foreign.contains(evidence.files.journal) {
      throw StorageError.foreignJournal(path: sessions.path(of: evidence.files.journal))
    }
    var refold = try Refold(evidence)
    for case .newer(let file) in refold.notices {
      throw StorageError.newerVersion(path: sessions.path(of: file))
    }
    let repair = Repair(
      evidence: evidence, journal: journal, recorder: recorder, opening: opening, sessions: sessions,
      study: study)
    let sound = try repair.run(&refold)
    if let recorder, opening != nil { refold.goOn(as: recorder, sound.heading) }
    let writer = JournalWriter<State>(
      evidence.files, in: sessions, of: study, heading: sound.heading, journal: sound.journal,
      base: sound.base, kept: sound.kept)
    let holders = refold.notices.compactMap { CopyErasure.Holder($0) }
    let open = try OpenJournal(evidence.files, of: study, writer, holders: holders, late: owes(refold))
    return (open, refold)
  }
}
