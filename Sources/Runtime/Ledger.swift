internal import Interview
internal import SessionStorage

/// What a loop gives to the disk, in order, and how far it has come.
struct Ledger {
  private let store: OpenSession
  /// The number of the last record that was given to the writer, or gathered for it.
  private(set) var appended: Int
  /// The number of the last record that is on the disk.
  private(set) var durable: Int
  /// No disk of this machine promises that what was written last survives a power cut.
  private(set) var isUnsynced = false
  /// Records wait until `release()`, so that all that came at once is written at once.
  var isGathering = false
  private var gathered: [Record] = []
  /// What was destroyed last had been taken back before: nothing tells any more what it was.
  private var destroyedUnknown = false
  /// The session was let go.
  private var isOver = false

  /// Goes on after records that are durable already.
  init(_ store: OpenSession, durable: Int) {
    self.store = store
    self.durable = durable
    appended = durable
  }

  /// Readable while reports wait.
  var wakeDescriptor: Int32 { store.wakeDescriptor }

  /// Takes a record, unless it has it.
  mutating func add(_ record: Record) {
    guard record.number > appended else { return }
    gathered.append(record)
    appended = record.number
  }

  /// Gives the writer what was gathered, unless more is to come: one write and one sync for all of it.
  mutating func settle() { if !isGathering { release() } }

  /// Gives the writer what was gathered.
  mutating func release() {
    guard !gathered.isEmpty else { return }
    store.append(gathered)
    gathered = []
  }

  /// What the writer reports. What it said before the session was let go needs no answer any more.
  mutating func reports() -> [StorageReport] {
    let reports = store.reports()
    for report in reports {
      switch report {
      case .durable(let number), .written(let number):
        durable = max(durable, number)
        if case .written = report { isUnsynced = true } else { isUnsynced = false }
      case .refused, .movedOn, .noticed, .outgrown, .wantsState: break
      }
    }
    return isOver ? reports.filter { $0 != .outgrown && $0 != .wantsState } : reports
  }

  /// Tries what was refused once more, without waiting.
  func tryAgain() { store.tryAgain() }

  /// Waits until everything is on the disk, as far as the disk takes it.
  func wait() { try? store.flush() }

  /// Destroys text on disk. The redaction, the last record of the session, is in the state that is written; its record
  /// is kept only if that fails.
  mutating func beginAnew(_ session: Session) throws(StorageError) {
    let redaction = gathered.popLast()
    destroyedUnknown = redaction?.change == .redacted(numbers: [])
    release()
    do throws(StorageError) {
      // Undo has begun afresh, so that nothing goes back to the words that edits took away either.
      try store.beginAnew(session.forgettingEarlierWords)
      durable = max(durable, session.lastRecord)
    } catch {
      if let redaction { gathered.append(redaction) }
      throw error
    }
  }

  /// Begins the journal anew after a state, without waiting; the records after it are gathered or given already.
  mutating func renew(_ session: Session) {
    release()
    store.renew(session)
  }

  /// Destroys what reviews say of what was destroyed, and takes it out of copies.
  ///
  /// - Returns: what is to be told of it.
  func eraseElsewhere(_ session: Session, at now: WallTime) -> Destruction {
    Destruction(store.eraseElsewhere(session, isUnknown: destroyedUnknown, at: now))
  }

  /// Writes the session and lets it go. What edits took away is forgotten: no file of a session that was left has it.
  mutating func close(_ session: Session) throws(StorageError) {
    release()
    try store.close(session.forgettingEarlierWords)
    isOver = true
    durable = max(durable, session.lastRecord)
  }

  /// Saves what is queued, and leaves the journal for recovery.
  mutating func abandon() throws(StorageError) {
    release()
    try store.abandon()
    isOver = true
  }
}
