internal import Interview

/// Folds a session's records over its file: the one way back from disk.
struct Refold {
  var recovered: Recovered
  /// Every record above the session file's `lastRecord` as it stands in the journal, in order.
  private(set) var payloads: [(number: Int, bytes: ArraySlice<UInt8>)] = []
  /// A journal holds records that the session file has already: a leave or a redaction was cut off between the
  /// two, and those bytes have to go.
  private(set) var isSuperseded = false
  /// A record that was applied destroys text: the files have to be begun anew.
  private(set) var destroysText = false

  init(_ evidence: SessionEvidence) throws(StorageError) {
    let (readings, strange) = Refold.readings(evidence)
    let base = evidence.session?.lastRecord ?? 0
    let new = readings.filter { $0.number > base }
    guard let session = evidence.session ?? Refold.begun(new, evidence) else {
      throw StorageError.nothingRecorded(path: evidence.segments.first?.file.path ?? evidence.files.id)
    }
    recovered = Recovered(
      session: session, records: [], history: History(), wasCutOff: !evidence.segments.isEmpty,
      isBeingRecorded: false, notices: strange,
      isReadOnly: evidence.newerFile != nil || strange.contains(where: \.isNewer))
    isSuperseded =
      evidence.session != nil && (readings.count > new.count || Refold.isSuperseded(evidence, by: base))
    if !isSuperseded { noteDamage(evidence) }
    noteOrigin(evidence)
    for reading in new { apply(reading) }
    noteMissing(new.map(\.number), above: base)
    payloads = new.map { ($0.number, $0.payload) }
  }

  // MARK: Reading

  private struct Numbered {
    let reading: RecordReading
    let payload: ArraySlice<UInt8>
    var number: Int { reading.number }
  }

  /// The records of all segments in the order of their numbers, each once: what a later segment says was written
  /// later. Whole frames that hold no record are left to the notices.
  private static func readings(_ evidence: SessionEvidence) -> ([Numbered], strange: [RecoveryNotice]) {
    var all: [Numbered] = []
    var strange: [RecoveryNotice] = []
    for segment in evidence.segments {
      for payload in segment.records {
        do {
          let reading = try RecordFormat.read(Array(segment.bytes[payload]))
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

  /// The session file was written after the journal had been begun, which only happens when all of it is in it.
  private static func isSuperseded(_ evidence: SessionEvidence, by lastRecord: Int) -> Bool {
    evidence.segments.contains { $0.heading.map { $0.from < lastRecord } ?? false }
  }

  private static func begun(_ readings: [Numbered], _ evidence: SessionEvidence) -> Session? {
    guard let first = readings.first else { return nil }
    if case .record(let record) = first.reading, let session = Session.begin(record) { return session }
    let records = readings.compactMap { reading -> Record? in
      guard case .record(let record) = reading.reading else { return nil }
      return record
    }
    return Session(
      salvagedFrom: records, id: evidence.files.id, uuid: evidence.uuid ?? "lost-" + evidence.files.id)
  }

  // MARK: Applying

  private mutating func apply(_ reading: Numbered) {
    switch reading.reading {
    case .record(let record):
      guard record.number > recovered.session.lastRecord else {
        recovered.records.append(record)
        return
      }
      let applied = recovered.session.apply(record)
      recovered.history.noteApplied(record, applied)
      recovered.records.append(record)
      destroysText = destroysText || record.change.destroysText
      if applied == .unplaced { keepUnplaced(reading) }
    case .unknown(let number, let at, _):
      recovered.session.lastRecord = max(recovered.session.lastRecord, number)
      recovered.session.lastOffset = max(recovered.session.lastOffset, at)
      keepUnplaced(reading)
    }
  }

  private mutating func keepUnplaced(_ reading: Numbered) {
    if let json = try? JSONReader.read(Array(reading.payload)) { recovered.session.unapplied.append(json) }
    recovered.notices.append(.unplaced(reading.number))
  }

  // MARK: Telling

  private mutating func noteDamage(_ evidence: SessionEvidence) {
    for segment in evidence.segments {
      if let torn = segment.scan.torn {
        recovered.notices.append(.torn(file: segment.name, bytes: torn.count, keptAs: nil))
      }
      let damaged = segment.scan.damage.reduce(0) { $0 + $1.count }
      if damaged > 0 {
        recovered.notices.append(.damaged(file: segment.name, bytes: damaged, keptAs: nil))
      }
    }
  }

  private mutating func noteOrigin(_ evidence: SessionEvidence) {
    if evidence.segments.count > 1, !isSuperseded {
      recovered.notices.append(.merged(evidence.segments.map(\.name)))
    }
    for name in evidence.foreign { recovered.notices.append(.foreign(file: name)) }
    if let file = evidence.newerFile, !recovered.notices.contains(where: \.isNewer) {
      recovered.notices.append(.newer(file: file))
    }
  }

  private mutating func noteMissing(_ numbers: [Int], above base: Int) {
    var next = base + 1
    for number in numbers {
      if number > next { recovered.notices.append(.missing(next...number - 1)) }
      next = number + 1
    }
    if base == 0, let first = numbers.first, first > 1 { recovered.notices.append(.headLost) }
  }
}

extension RecoveryNotice {
  fileprivate var isNewer: Bool {
    guard case .newer = self else { return false }
    return true
  }
}

extension RecordReading {
  fileprivate var number: Int {
    switch self {
    case .record(let record): return record.number
    case .unknown(let number, _, _): return number
    }
  }
}
