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
  /// Who goes on.
  let recorder: String?
  /// Of a review: its opening.
  var opening: JournalHeading.Opening?
  let sessions: Folder
  let study: StudyFolder
  private var files: SessionFiles { evidence.files }
  private var aside: SetAside { SetAside(files: files, sessions: sessions) }

  /// Repairs, and notes in `refold` what was kept where.
  func run(_ refold: inout Refold<State>) throws(StorageError) -> Sound {
    let sound = try repaired(&refold)
    try removeOutside(&refold)
    return sound
  }

  /// Overwrites what is not needed any more, and says so if another name leads to it.
  private func erase(_ file: OpenFile, _ name: String, _ notices: inout [RecoveryNotice]) throws(StorageError)
  {
    if try !file.overwrite() { notices.append(.otherLink(file: name)) }
  }

  private func remove(
    _ name: String, in folder: Folder, _ notices: inout [RecoveryNotice]
  ) throws(StorageError) {
    if try Erasure.remove(name, in: folder) == .linked { notices.append(.otherLink(file: name)) }
  }

  /// The state that was written on this machine's own disk goes once all of it is in the study again.
  private func removeOutside(_ refold: inout Refold<State>) throws(StorageError) {
    guard let folder = try study.stateFolder() else { return }
    let name = files.outsideJSON(uuid: refold.state.uuid)
    guard let file = try StateFile<State>(name, of: files, in: folder), let other = file.state,
      refold.state.holds(other)
    else { return }
    try remove(name, in: folder, &refold.notices)
    try folder.sync()
  }

  private func repaired(_ refold: inout Refold<State>) throws(StorageError) -> Sound {
    try remove(files.jsonTemporary, in: sessions, &refold.notices)
    try remove(files.journalTemporary, in: sessions, &refold.notices)
    try setAside(&refold.notices, isFileKept: refold.needsFile)
    if refold.isRenumbered, !refold.destroysText { try keepAsNumbered(&refold.notices) }
    try finishOld(refold.state, &refold.notices)
    if refold.needsFile || refold.destroysText || needsFile(refold) {
      try keepWhole(&refold)
      return try beginAnew(&refold)
    }
    var heading = newHeading(refold.state)
    if let state = evidence.state, let file = evidence.file {
      heading.goOn(from: state, checksum: file.checksum)
    }
    // The first of the records that stay says whose they are; those who come name themselves.
    heading.recorder = opening == nil ? refold.firstRecorder ?? recorder : recorder
    var kept = KeptFrames()
    var before: Int?
    for record in refold.payloads {
      kept.append(
        record.number, payload: record.place, of: evidence.segments[record.segment].bytes,
        isSame: record.segment == before)
      before = record.segment
    }
    let sound = try soundJournal(heading, kept, &refold)
    // An earlier writing is read where there is no other; nothing stands under the file's name then.
    let base = evidence.file.flatMap { $0.name == files.json ? $0.trace : nil }
    return Sound(journal: sound.journal, heading: sound.heading, kept: kept, base: base)
  }

  private func newHeading(_ state: State) -> JournalHeading {
    JournalHeading(
      version: State.Change.version, uuid: state.uuid, study: study.path, session: files.id,
      reviewer: files.reviewer, from: 0, recorder: recorder, opening: opening)
  }

  /// A review's records do not name their recorder: what another opening has left is brought into its file first.
  private func needsFile(_ refold: Refold<State>) -> Bool {
    opening != nil && !refold.payloads.isEmpty && !refold.state.isUntouched
  }

  private func soundJournal(
    _ heading: JournalHeading, _ kept: KeptFrames, _ refold: inout Refold<State>
  ) throws(StorageError) -> (journal: JournalFile, heading: JournalHeading) {
    if evidence.segments.allSatisfy(\.isBlank) {
      try keepDamage(refold.damage, &refold.notices)
      try journal.cut(to: 0)
      let begun = try JournalFile.begin(journal, files.journal, in: sessions, heading)
      try sessions.sync()
      try removeOthers(&refold.notices)
      return (begun, heading)
    }
    try keepDamage(refold.damage, &refold.notices)
    try keepUnsure(refold.unsure, &refold.notices)
    if let only = evidence.segments.first, isSound(only), !refold.hasOldBytes, opening == nil {
      try journal.cut(to: only.scan.end)
      try journal.syncAll()
      try sessions.sync()
      let sound = try JournalFile(journal, files.journal, in: sessions, end: only.scan.end)
      return (sound, only.heading ?? heading)
    }
    return (try replaceAll(heading, kept, &refold.notices), heading)
  }

  /// There is but this one, its name leads nowhere else, and every byte of it is a whole frame or was cut off.
  private func isSound(_ segment: Segment) -> Bool {
    evidence.segments.count == 1 && segment.heading != nil && segment.scan.damage.isEmpty
      && segment.file === journal
  }

  private func replaceAll(
    _ heading: JournalHeading, _ kept: KeptFrames, _ notices: inout [RecoveryNotice]
  ) throws(StorageError) -> JournalFile {
    let new = try JournalRewrite.replace(
      files, in: sessions, heading, frames: kept.frames(from: 0), old: [journal])
    try sessions.sync()
    try removeOthers(&notices)
    try erase(journal, files.journal, &notices)
    return new
  }

  /// Overwrites and removes the other journals: what they held is in a file by now.
  private func removeOthers(_ notices: inout [RecoveryNotice]) throws(StorageError) {
    for segment in evidence.segments where segment.file !== journal && !segment.isBorrowed {
      try erase(segment.file, segment.name, &notices)
      try segment.folder.remove(segment.name)
      try segment.folder.sync()
    }
  }

  // MARK: Writing the file first

  /// Writes the state's file and begins the journal anew from it: text was destroyed, two states were united, or the
  /// file was not whole.
  private func beginAnew(_ refold: inout Refold<State>) throws(StorageError) -> Sound {
    if refold.destroysText {
      refold.notices += try Erasure.removeTornCopies(files, in: sessions).map { .otherLink(file: $0) }
    } else {
      try keepDamage(refold.damage, &refold.notices)
      try keepUnsure(refold.unsure, &refold.notices)
    }
    let snapshot = Snapshot(files, in: sessions)
    let isOld = evidence.file?.name == files.jsonOld
    var versions = FileVersions((isOld ? evidence.file : evidence.badFile ?? evidence.file)?.trace)
    let outcome = try snapshot.write(refold.state, replacing: &versions)
    var heading = newHeading(refold.state)
    heading.goOn(from: refold.state, checksum: versions.last?.checksum ?? "")
    heading.recorder = recorder ?? heading.recorder
    let new = try replaceAll(heading, KeptFrames(), &refold.notices)
    for old in outcome.old where try !snapshot.erase(old) {
      refold.notices.append(.otherLink(file: files.json))
    }
    return Sound(journal: new, heading: heading, kept: KeptFrames(), base: versions.last)
  }

  /// Keeps what the state was united with, each whole, in a file of its own.
  private func keepWhole(_ refold: inout Refold<State>) throws(StorageError) {
    for other in refold.others {
      let bytes = other.bytes ?? other.state.fileBytes
      let name = try aside.keep(bytes, .theirs, since: other.modified)
      refold.notices = refold.notices.map { $0.kept(as: name, ifAbout: other.name) }
    }
  }

  // MARK: The file before

  /// Brings to its end what was cut off while the file was replaced: an earlier writing takes the file's name where
  /// nothing sound has it, is overwritten if all of it is in the state, and is kept aside if another program wrote it.
  private func finishOld(_ state: State, _ notices: inout [RecoveryNotice]) throws(StorageError) {
    if let file = evidence.file, file.name == files.jsonOld {
      // Should a power cut undo it, the next opening does it again.
      _ = try sessions.renameUnlessThere(file.name, to: files.json)
      return
    }
    guard let old = try StateFile<State>(files.jsonOld, of: files, in: sessions) else { return }
    let isOurs = old.fault != nil && (old.bytes.isEmpty || old.bytes.contains(0))
    let isNeedless = old.state.map { state.holds($0) || isCutOff($0, before: state) } ?? false
    if isOurs || isNeedless {
      // What has the file's name has to be durable before.
      try sessions.sync()
      try remove(files.jsonOld, in: sessions, &notices)
    } else {
      _ = try aside.move(files.jsonOld, .theirs, since: old.modified)
    }
  }

  /// A writing that was cut off before it took the file's name: it goes on from the state by one record at most, which
  /// destroys something and was never acknowledged. All else of it is in the journals.
  private func isCutOff(_ writing: State, before state: State) -> Bool {
    writing.lastRecord <= state.lastRecord.adding(1) && writing.newestRecorder == state.newestRecorder
      && writing.holds(state) && state.unitedState(with: writing).joined == 0
  }

  // MARK: Keeping aside

  /// Takes away from the file's name what is not this one's or cannot be read, before anything is written.
  ///
  /// - Parameter isFileKept: the state is written to the file at once: until then what could be read of it stays.
  private func setAside(
    _ notices: inout [RecoveryNotice], isFileKept: Bool
  ) throws(StorageError) {
    if let stranger = evidence.stranger {
      let name = try aside.moveStranger(stranger.name, since: stranger.modified)
      notices = notices.map { $0.kept(as: name, ifAbout: stranger.name) }
    }
    guard let bad = evidence.badFile else { return }
    let name =
      isFileKept && bad.state != nil
      ? try aside.keep(bad.bytes, .damaged, since: bad.modified)
      : try aside.move(bad.name, .damaged, since: bad.modified)
    notices = notices.map { $0.kept(as: name, ifAbout: bad.name) }
  }

  /// Copies the file as its numbers are, before it is written with others.
  private func keepAsNumbered(_ notices: inout [RecoveryNotice]) throws(StorageError) {
    guard let file = evidence.file, file.fault == nil else { return }
    let name = try aside.keep(file.bytes, .damaged, since: file.modified)
    notices.append(.renumbered(file: file.name, keptAs: name))
  }

  /// Copies what is no record of each journal beside it.
  func keepDamage(
    _ damage: [Int: [Range<Int>]], _ notices: inout [RecoveryNotice]
  ) throws(StorageError) {
    for (index, places) in damage.sorted(by: { $0.key < $1.key }) {
      let segment = evidence.segments[index]
      let name = try aside.keepTorn(places.flatMap { segment.bytes[$0] })
      notices = notices.map { $0.kept(as: name, ifAbout: segment.name) }
    }
  }

  /// Copies the whole of journals of which nobody can tell whether all is in the state.
  private func keepUnsure(_ unsure: Set<Int>, _ notices: inout [RecoveryNotice]) throws(StorageError) {
    for index in unsure.sorted() {
      let segment = evidence.segments[index]
      let name = try aside.keepTorn(segment.bytes)
      notices = notices.map { $0.kept(as: name, ifAbout: segment.name) }
    }
  }
}
