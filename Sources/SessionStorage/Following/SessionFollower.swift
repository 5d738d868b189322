public import Interview

/// Follows a session that another program is recording, without ever disturbing it: it takes no lock, writes
/// nothing, and reads a file only when the system says that it has changed.
public struct SessionFollower: Sendable {
  /// What a look has found.
  public enum Look: Equatable, Sendable {
    /// The session is as it was; `life` may be another.
    case unchanged
    /// New records were applied.
    case grown
    /// The files were replaced, repaired or moved on: the session was read again as a whole.
    case anew
  }

  /// The session as it was at the last look that succeeded; without the unfinished line, which is the recorder's
  /// own.
  public private(set) var session: Session
  /// What becomes of it.
  public private(set) var life: SessionLife
  /// What people should know, the gravest last.
  public var notices: [RecoveryNotice] {
    guard life != .recording, !isSuperseded else { return found }
    let torn = tails.values.filter { $0.torn > 0 }.sorted { $0.name < $1.name }
    return torn.map { .torn(file: $0.name, bytes: $0.torn, keptAs: nil) } + found
  }

  private let study: StudyFolder
  private let files: SessionFiles
  private let sessions: Folder
  /// The journal that the writer locks, open.
  private var journal: OpenFile?
  private var tails: [FileGlance.Place: JournalTail]
  /// The file has all that is in the journals, whatever has become of them.
  private var isSuperseded = false
  /// All notices but of torn ends.
  private var found: [RecoveryNotice]
  /// What was there before it was read.
  private var seen: FileGlance
  /// What was there when it could not be read, and why.
  private var failed: (glance: FileGlance, error: StorageError)?

  /// Reads a session to follow it.
  ///
  /// - Parameter id: exactly as the files have it.
  /// - Throws: as `Recovery.read`.
  public init(in study: StudyFolder, id: String) throws(StorageError) {
    self.study = study
    files = try SessionFiles(id)
    sessions = try study.sessionsFolder()
    seen = try FileGlance(files, in: sessions, of: study)
    let reading = try StateReading<Session>(files, in: sessions, of: study)
    session = reading.refold.state
    life = .closed
    tails = [:]
    found = []
    take(reading)
  }

  /// Looks whether there is more of the session, and takes it. While nothing has changed, no file is read.
  ///
  /// - Throws: why there is nothing to be read now; the session is still the last one that was, and a later look
  ///   may succeed.
  public mutating func look() throws(StorageError) -> Look {
    let glance = try FileGlance(files, in: sessions, of: study)
    guard glance != seen else {
      failed = nil
      try lookAtLock()
      return .unchanged
    }
    if let failed, failed.glance == glance { throw failed.error }
    if let grown = glance.grown(since: seen), let isNew = try readOn(grown.place, upTo: grown.size) {
      seen = glance
      failed = nil
      try lookAtLock()
      return isNew ? .grown : .unchanged
    }
    try readAnew(glance)
    return .anew
  }

  // MARK: Reading on

  /// Applies what has come to a journal.
  ///
  /// - Returns: whether there was a whole record; nil if the session has to be read as a whole.
  private mutating func readOn(_ place: FileGlance.Place, upTo size: Int) throws(StorageError) -> Bool? {
    // A session whose beginning is lost is made up anew from all there is.
    guard !found.contains(.headLost), var tail = tails[place], let payloads = try tail.payloads(upTo: size)
    else { return nil }
    var records: [Record] = []
    for payload in payloads {
      guard case .record(let record)? = try? RecordFormat.read(payload),
        record.number == session.lastRecord + records.count + 1
      else { return nil }
      records.append(record)
    }
    for record in records {
      guard case .placed = session.apply(record) else { return nil }
      session.draft = nil
      session.putAside = []
    }
    tails[place] = tail
    return !records.isEmpty
  }

  // MARK: Reading anew

  private mutating func readAnew(_ first: FileGlance) throws(StorageError) {
    var glance = first
    for _ in 0..<3 {
      let reading: StateReading<Session>
      do {
        reading = try StateReading(files, in: sessions, of: study)
      } catch {
        // What is in the files does not change as long as they do not; what the system says may.
        if error.isLasting { failed = (glance, error) }
        throw error
      }
      take(reading)
      seen = glance
      failed = nil
      if try isNamed(reading.journal) { return }
      // It was begun anew while it was read.
      glance = try FileGlance(files, in: sessions, of: study)
    }
  }

  private mutating func take(_ reading: StateReading<Session>) {
    var tails: [FileGlance.Place: JournalTail] = [:]
    for segment in reading.evidence.segments {
      let isOutside = segment.folder !== sessions
      tails[FileGlance.Place(isOutside: isOutside, name: segment.name)] = JournalTail(segment)
    }
    session = reading.refold.state
    session.draft = nil
    session.putAside = []
    isSuperseded = reading.refold.isSuperseded
    found = reading.refold.notices.filter { !$0.isTorn }
    journal = reading.journal
    self.tails = tails
    life = reading.isLocked ? .recording : tails.isEmpty ? .closed : .cutOff
  }

  /// The journal's name leads to this file, or to none.
  private func isNamed(_ journal: OpenFile?) throws(StorageError) -> Bool {
    guard let journal else {
      let kind = try sessions.status(of: files.journal)?.kind
      return kind != .file
    }
    return try sessions.identity(of: files.journal) == journal.status().identity
  }

  /// Whether somebody is recording. A journal that has lost its name since the glance says nothing: the next look
  /// reads what has come instead.
  private mutating func lookAtLock() throws(StorageError) {
    var isLocked = try journal?.isLocked() ?? false
    // A writer that had to go on in another file holds that one's lock, whatever has become of the first.
    for tail in tails.values where !isLocked { isLocked = try tail.isLocked() }
    if isLocked {
      life = .recording
    } else if try isNamed(journal) {
      life = tails.isEmpty ? .closed : .cutOff
    }
  }
}

extension StorageError {
  /// It comes of what is in the files: reading the same ones again says the same.
  fileprivate var isLasting: Bool {
    switch self {
    case .notFound, .notAFile, .tooLarge, .invalid, .newerVersion, .foreignJournal, .nothingRecorded:
      return true
    default: return false
    }
  }
}
