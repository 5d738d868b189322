internal import Interview

/// Folds records over the file that was written before them: the one way back from disk.
struct Refold<State: Journaled> {
  /// The file's state, with the records above its `lastRecord` applied.
  private(set) var state: State
  /// The records that were applied, in their order.
  private(set) var records: [State.Entry] = []
  /// What can be undone and redone after them.
  private(set) var history = UndoHistory<State.Inverse>()
  /// What people should know, the gravest last.
  var notices: [RecoveryNotice]
  /// A newer program wrote it.
  let isReadOnly: Bool
  /// Every record above the file's `lastRecord` as it stands in the journal, in order.
  private(set) var payloads: [(number: Int, bytes: ArraySlice<UInt8>)] = []
  /// A journal holds records that the file has already: a leave or a redaction was cut off between the
  /// two, and those bytes have to go.
  private(set) var isSuperseded = false
  /// A record that was applied destroys text: the files have to be begun anew.
  private(set) var destroysText = false
  /// Numbers were taken otherwise than the files have them: the state's file has to be written before anything is
  /// recorded.
  private(set) var isRenumbered = false

  init(_ evidence: Evidence<State>) throws(StorageError) {
    let (readings, strange) = Refold.readings(evidence)
    let base = evidence.state?.lastRecord ?? 0
    let new = readings.filter { $0.number > base }
    guard let state = evidence.state ?? Refold.begun(new, evidence) else {
      if let newer = evidence.segments.first(where: \.isNewer) {
        throw StorageError.newerVersion(path: newer.file.path)
      }
      throw StorageError.nothingRecorded(path: evidence.segments.first?.file.path ?? evidence.files.stem)
    }
    self.state = state
    notices = strange
    isReadOnly = evidence.newerFile != nil || strange.contains(where: \.isNewer)
    isSuperseded =
      evidence.state != nil && (readings.count > new.count || Refold.isSuperseded(evidence, by: base))
    if !isSuperseded { notices += evidence.segments.flatMap(\.damage) }
    noteOrigin(evidence)
    for reading in new { apply(reading) }
    noteMissing(new.map(\.number), above: base)
    payloads = new.map { ($0.number, $0.payload) }
    makeRoom(evidence.faults)
  }

  // MARK: Reading

  private struct Numbered {
    let reading: LineReading<State.Entry, State.Time>
    let payload: ArraySlice<UInt8>

    var number: Int {
      switch reading {
      case .record(let record): return record.number
      case .unknown(let number, _, _): return number
      }
    }
  }

  /// The records of all segments in the order of their numbers, each once: what a later segment says was written
  /// later. Whole frames that hold no record are left to the notices.
  private static func readings(_ evidence: Evidence<State>) -> ([Numbered], strange: [RecoveryNotice]) {
    var all: [Numbered] = []
    var strange: [RecoveryNotice] = []
    for segment in evidence.segments {
      for payload in segment.records {
        do {
          let reading = try State.readRecord(Array(segment.bytes[payload]))
          all.append(Numbered(reading: reading, payload: segment.bytes[payload]))
        } catch .newer {
          strange.append(.newer(file: segment.name))
        } catch {
          strange.append(.damaged(file: segment.name, bytes: payload.count, keptAs: nil))
        }
      }
    }
    let isInOrder = zip(all, all.dropFirst()).allSatisfy { $0.number < $1.number }
    guard !isInOrder else { return (all, strange) }
    let latest = Dictionary(all.map { ($0.number, $0) }) { _, later in later }
    return (latest.values.sorted { $0.number < $1.number }, strange)
  }

  /// The file was written after the journal had been begun, which only happens when all of it is in it.
  private static func isSuperseded(_ evidence: Evidence<State>, by lastRecord: Int) -> Bool {
    evidence.segments.contains { $0.heading.map { $0.from < lastRecord } ?? false }
  }

  private static func begun(_ readings: [Numbered], _ evidence: Evidence<State>) -> State? {
    guard let first = readings.first else { return nil }
    if case .record(let record) = first.reading, let state = State.begin(record) { return state }
    let records = readings.compactMap { reading -> State.Entry? in
      guard case .record(let record) = reading.reading else { return nil }
      return record
    }
    return State(salvagedFrom: records, of: evidence.files, uuid: evidence.uuid)
  }

  // MARK: Applying

  private mutating func apply(_ reading: Numbered) {
    switch reading.reading {
    case .record(let record):
      records.append(record)
      guard record.number > state.lastRecord else { return }
      destroysText = destroysText || record.destroysText
      if !state.take(record, noting: &history) { keepUnplaced(reading) }
    case .unknown(let number, let at, _):
      state.pass(number, at: at)
      keepUnplaced(reading)
    }
  }

  private mutating func keepUnplaced(_ reading: Numbered) {
    if let json = try? JSONReader.read(Array(reading.payload)) { state.unapplied.append(json) }
    notices.append(.unplaced(reading.number))
  }

  /// What comes next has to have numbers.
  private mutating func makeRoom(_ faults: [FormatFault]) {
    notices += faults.map(RecoveryNotice.outOfRange)
    isRenumbered = !faults.isEmpty
    guard !isReadOnly, !state.makeRoom() else { return }
    // What would be taken back has another number now.
    history = UndoHistory()
    isRenumbered = true
  }

  // MARK: Telling

  private mutating func noteOrigin(_ evidence: Evidence<State>) {
    if evidence.segments.count > 1, !isSuperseded {
      notices.append(.merged(evidence.segments.map(\.name)))
    }
    for name in evidence.foreign { notices.append(.foreign(file: name)) }
    if let file = evidence.newerFile, !notices.contains(where: \.isNewer) {
      notices.append(.newer(file: file))
    }
  }

  private mutating func noteMissing(_ numbers: [Int], above base: Int) {
    var next = base + 1
    for number in numbers {
      if number > next { notices.append(.missing(next...number - 1)) }
      next = number.adding(1)
    }
    if base == 0, let first = numbers.first, first > 1 { notices.append(.headLost) }
  }
}
