internal import Interview

/// Makes one sound, locked journal out of what there is of a session or a review, before anything is written to it.
///
/// Each step leaves files that recover to the same: copies come before cuts, a new journal is whole
/// before it takes the old one's name, and only then do the others go.
struct Repair<State: Journaled> {
  /// What can be gone on with.
  struct Sound {
    /// The journal to go on in.
    let journal: JournalFile
    let heading: JournalHeading
    /// The records in it.
    let kept: KeptFrames
    /// The state's file as it is now; nil if there is none.
    let base: FileTrace?
  }

  let evidence: Evidence<State>
  /// The locked journal.
  let journal: OpenFile
  let sessions: Folder
  let study: StudyFolder
  private var files: SessionFiles { evidence.files }

  /// Repairs, and notes in `refold` what was kept where.
  ///
  func run(
    _ refold: inout Refold<State>
  ) throws(StorageError) -> Sound {
    try Erasure.remove(files.jsonTemporary, in: sessions)
    try Erasure.remove(files.jsonOld, in: sessions)
    try Erasure.remove(files.journalTemporary, in: sessions)
    var heading = JournalHeading(
      version: State.recordVersion, uuid: refold.state.uuid, study: study.path, session: files.id,
      reviewer: files.reviewer, from: evidence.state?.lastRecord ?? 0)
    if refold.destroysText {
      heading.from = refold.state.lastRecord
      let (journal, base) = try finishDestruction(refold.state, heading)
      return Sound(journal: journal, heading: heading, kept: KeptFrames(), base: base)
    }
    var kept = KeptFrames()
    for record in refold.payloads { kept.append(record.number, payload: record.bytes) }
    let journal = try soundJournal(heading, kept, &refold)
    return Sound(journal: journal, heading: heading, kept: kept, base: evidence.trace)
  }

  private func soundJournal(
    _ heading: JournalHeading, _ kept: KeptFrames, _ refold: inout Refold<State>
  ) throws(StorageError) -> JournalFile {
    if evidence.segments.allSatisfy(\.isBlank) {
      try keepTornAside(&refold.notices)
      try journal.cut(to: 0)
      let begun = try JournalFile.begin(journal, files.journal, in: sessions, heading)
      try sessions.sync()
      try removeOthers()
      return begun
    }
    if !refold.isSuperseded { try keepTornAside(&refold.notices) }
    if let only = evidence.segments.first, isSound(only), !refold.isSuperseded {
      try journal.cut(to: only.scan.end)
      try journal.syncAll()
      try sessions.sync()
      return try JournalFile(journal, files.journal, in: sessions, end: only.scan.end)
    }
    return try replaceAll(heading, kept)
  }

  /// There is but this one, its name leads nowhere else, and every byte of it is a whole frame or was cut off.
  private func isSound(_ segment: Segment) -> Bool {
    evidence.segments.count == 1 && segment.heading != nil && segment.scan.damage.isEmpty
      && segment.file === journal
  }

  private func replaceAll(
    _ heading: JournalHeading, _ kept: KeptFrames
  ) throws(StorageError) -> JournalFile {
    let new = try JournalRewrite.replace(files, in: sessions, heading, frames: kept.frames(from: 0))
    try sessions.sync()
    try removeOthers()
    try journal.overwrite()
    return new
  }

  /// What they held is in the journal by now.
  private func removeOthers() throws(StorageError) {
    for segment in evidence.segments where segment.file !== journal {
      try segment.file.overwrite()
      try segment.folder.remove(segment.name)
      try segment.folder.sync()
    }
  }

  /// A redaction was recorded, but the files still hold its text.
  private func finishDestruction(
    _ state: State, _ heading: JournalHeading
  ) throws(StorageError) -> (JournalFile, FileTrace?) {
    try Erasure.removeTornCopies(files, in: sessions)
    let snapshot = Snapshot(files, in: sessions)
    var versions = FileVersions(evidence.trace)
    let outcome = try snapshot.write(state, replacing: &versions)
    let new = try replaceAll(heading, KeptFrames())
    if let old = outcome.old { _ = try snapshot.erase(old) }
    return (new, versions.last)
  }

  // MARK: Keeping aside

  /// Copies what is no record of each journal beside it.
  func keepTornAside(_ notices: inout [RecoveryNotice]) throws(StorageError) {
    for segment in evidence.segments {
      let places = segment.scan.damage + (segment.scan.torn.map { [$0] } ?? [])
      guard !places.isEmpty else { continue }
      let name = try keep(places.flatMap { segment.bytes[$0] })
      notices = notices.map { notice in
        switch notice {
        case .torn(segment.name, let bytes, nil): return .torn(file: segment.name, bytes: bytes, keptAs: name)
        case .damaged(segment.name, let bytes, nil):
          return .damaged(file: segment.name, bytes: bytes, keptAs: name)
        default: return notice
        }
      }
    }
  }

  private func keep(_ bytes: [UInt8]) throws(StorageError) -> String {
    for copy in 1...999 {
      let name = files.torn(copy)
      guard let file = try sessions.createUnlessThere(name) else { continue }
      try file.write(bytes[...], at: 0)
      try file.syncAll()
      try sessions.sync()
      return name
    }
    let path = sessions.path(of: files.torn(1))
    throw StorageError.cannotCreate(path: path, reason: "there are too many already")
  }
}
