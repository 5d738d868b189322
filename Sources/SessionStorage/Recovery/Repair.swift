internal import Interview

/// Makes one sound, locked journal out of what there is of a session or a review, before anything is written to it.
///
/// Each step leaves files that recover to the same: copies come before cuts, a new journal is whole
/// before it takes the old one's name, and only then do the others go.
struct Repair<State: Journaled> {
  let evidence: Evidence<State>
  /// The locked journal.
  let journal: OpenFile
  let sessions: Folder
  let study: StudyFolder
  private var files: SessionFiles { evidence.files }

  /// Repairs, and notes in `refold` what was kept where.
  ///
  /// - Returns: the journal to go on in, its heading, and the records in it.
  func run(
    _ refold: inout Refold<State>
  ) throws(StorageError) -> (journal: JournalFile, heading: JournalHeading, kept: KeptFrames) {
    try Erasure.remove(files.jsonTemporary, in: sessions)
    try Erasure.remove(files.journalTemporary, in: sessions)
    var heading = JournalHeading(
      version: State.recordVersion, uuid: refold.state.uuid, study: study.path, session: files.id,
      reviewer: files.reviewer, from: evidence.state?.lastRecord ?? 0)
    if refold.destroysText {
      heading.from = refold.state.lastRecord
      return (try finishDestruction(refold.state, heading), heading, KeptFrames())
    }
    if refold.isRenumbered {
      heading.from = refold.state.lastRecord
      return (try goOnRenumbered(&refold, heading), heading, KeptFrames())
    }
    var kept = KeptFrames()
    for record in refold.payloads { kept.append(record.number, payload: record.bytes) }
    return (try soundJournal(heading, kept, &refold), heading, kept)
  }

  private func soundJournal(
    _ heading: JournalHeading, _ kept: KeptFrames, _ refold: inout Refold<State>
  ) throws(StorageError) -> JournalFile {
    if evidence.segments.allSatisfy(\.isBlank) {
      try keepTornAside(&refold.notices)
      try journal.truncate(to: 0)
      let begun = try JournalFile.begin(journal, heading)
      try sessions.sync()
      return begun
    }
    if !refold.isSuperseded { try keepTornAside(&refold.notices) }
    if let only = evidence.segments.first, isSound(only), !refold.isSuperseded {
      try journal.truncate(to: only.scan.end)
      try journal.syncAll()
      try sessions.sync()
      return JournalFile(journal, end: only.scan.end)
    }
    return try replaceAll(heading, kept, overwriting: refold.isSuperseded)
  }

  /// There is but this one, its name leads nowhere else, and every byte of it is a whole frame or was cut off.
  private func isSound(_ segment: Segment) -> Bool {
    evidence.segments.count == 1 && segment.heading != nil && segment.scan.damage.isEmpty
      && segment.file === journal
  }

  private func replaceAll(
    _ heading: JournalHeading, _ kept: KeptFrames, overwriting: Bool
  ) throws(StorageError) -> JournalFile {
    let new = try JournalRewrite.replace(files, in: sessions, heading, frames: kept.frames(from: 0))
    try sessions.sync()
    for segment in evidence.segments where segment.file !== journal {
      if overwriting { try segment.file.overwrite() }
      try segment.folder.remove(segment.name)
      try segment.folder.sync()
    }
    if overwriting { try journal.overwrite() }
    return new
  }

  /// A redaction was recorded, but the files still hold its text.
  private func finishDestruction(
    _ state: State, _ heading: JournalHeading
  ) throws(StorageError) -> JournalFile {
    try Erasure.removeTornCopies(files, in: sessions)
    let old = try Snapshot.write(state, files, in: sessions, keepsOld: true)
    let new = try replaceAll(heading, KeptFrames(), overwriting: true)
    try old?.overwrite()
    return new
  }

  /// The file's numbers left no room, or were wrong: it is kept aside as it was, and written with others.
  private func goOnRenumbered(
    _ refold: inout Refold<State>, _ heading: JournalHeading
  ) throws(StorageError) -> JournalFile {
    try keepTornAside(&refold.notices)
    if let name = try keepFileAside() {
      refold.notices.append(.renumbered(file: files.json, keptAs: name))
    }
    _ = try Snapshot.write(refold.state, files, in: sessions, keepsOld: false)
    return try replaceAll(heading, KeptFrames(), overwriting: true)
  }

  // MARK: Keeping aside

  /// Copies the file as it is beside it; nil if there is none.
  private func keepFileAside() throws(StorageError) -> String? {
    guard let file = try sessions.openIfThere(files.json, for: .reading) else { return nil }
    let bytes = try file.bytes(limit: Recovery.largest)
    for copy in 1...999 {
      let name = files.kept(copy)
      guard let kept = try sessions.createUnlessThere(name) else { continue }
      try kept.write(bytes[...], at: 0)
      try kept.syncAll()
      try sessions.sync()
      return name
    }
    throw StorageError.cannotCreate(
      path: sessions.path(of: files.kept(1)), reason: "there are too many already")
  }

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
