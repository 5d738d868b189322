internal import Interview

/// Folds records over the file that was written before them: the one way back from disk.
struct Refold<State: Journaled> {
  /// The file's state, with the records of the journals that are not in it.
  private(set) var state: State
  /// What can be undone and redone after them; nothing where two states were united.
  private(set) var history = UndoHistory<State.Change>()
  /// What people should know, the gravest last.
  var notices: [RecoveryNotice]
  /// A newer program wrote it.
  let isReadOnly: Bool
  /// Every record that was applied as it stands in a journal, in order.
  private(set) var payloads: [Payload] = []
  /// Journals were read, and the file has all that is in them.
  private(set) var isSuperseded = false
  /// A journal holds records that the file has already: a leave or a redaction was cut off between the two, and those
  /// bytes have to go.
  private(set) var hasOldBytes = false
  /// The state is not what the file and the journals make by themselves: it has to be written before they go on.
  private(set) var needsFile = false
  /// A record that was applied destroys text: the files have to be begun anew.
  private(set) var destroysText = false
  /// The records that were applied and destroy text.
  private(set) var destroying: [State.Entry] = []
  /// Numbers of the state are not as the file and the journals have them.
  private(set) var isRenumbered = false
  /// What the state was united with, to be kept whole beside it.
  private(set) var others: [Other] = []
  /// Journals of which nobody can tell whether all is in the state: their bytes are kept.
  private(set) var unsure: Set<Int> = []

  /// Where a record stands.
  struct Payload {
    var number: Int
    /// In the bytes of its segment.
    var place: Range<Int>
    /// The segment's place in the evidence.
    var segment: Int
  }

  /// A state that others have written.
  struct Other {
    /// The file that has it.
    var name: String
    var state: State
    /// As they wrote it; nil if it was in a journal, or something of it had to go.
    var bytes: [UInt8]?
    /// When, in nanoseconds.
    var modified: Int
    /// How many notes came from it.
    var joined = 0
  }

  /// Whose the first of the records is that were applied.
  private(set) var firstRecorder: String?
  /// What of each segment, by its place in the evidence, is no record and not told by the file either.
  private(set) var damage: [Int: [Range<Int>]] = [:]

  init(_ evidence: Evidence<State>) throws(StorageError) {
    let (strands, strange) = Strand<State>.all(of: evidence.segments)
    guard let start = Refold.start(strands, evidence) else { throw Refold.nothing(evidence) }
    state = start.state
    notices = strange
    isReadOnly = evidence.newerFile != nil || strange.contains(where: \.isNewer)
    needsFile = start.isMadeUp || evidence.file.map { $0.name != evidence.files.json } ?? false
    fold(strands, over: start, evidence)
    makeRoom(evidence.file?.numbers ?? [])
    tell(of: evidence)
  }

  /// The records that come are a recorder's, whom no record names.
  mutating func goOn(as recorder: String, _ heading: JournalHeading) { state.goOn(as: recorder, heading) }

  // MARK: Beginning

  /// What records are folded over.
  private struct Start {
    var state: State
    /// It is the file's, as it was written.
    var isOfFile = false
    /// It is the file's as far as it can be read.
    var isMadeUp = false
    /// Of its records this strand is made.
    var strand: Int?
  }

  private static func start(_ strands: [Strand<State>], _ evidence: Evidence<State>) -> Start? {
    if let state = evidence.state { return Start(state: state, isOfFile: true) }
    for (index, strand) in strands.enumerated() {
      if let state = begun(strand) { return Start(state: state, strand: index) }
    }
    if let state = evidence.file?.state { return Start(state: state, isMadeUp: true) }
    for (index, strand) in strands.enumerated() {
      let entries = strand.records.compactMap { record -> State.Entry? in
        guard case .record(let entry) = record.reading else { return nil }
        return entry
      }
      if let state = State(salvagedFrom: entries, of: evidence.files, uuid: evidence.uuid) {
        return Start(state: state, strand: index)
      }
    }
    return nil
  }

  /// The state that a strand's first record starts.
  private static func begun(_ strand: Strand<State>) -> State? {
    guard case .record(let record)? = strand.records.first?.reading else { return nil }
    return State.begin(record)
  }

  private static func nothing(_ evidence: Evidence<State>) -> StorageError {
    if let newer = evidence.segments.first(where: \.isNewer) { return .newerVersion(path: newer.file.path) }
    if let fault = evidence.badFile?.fault { return fault }
    return .nothingRecorded(path: evidence.segments.first?.file.path ?? evidence.files.stem)
  }

  // MARK: Folding

  private mutating func fold(_ strands: [Strand<State>], over start: Start, _ evidence: Evidence<State>) {
    let segments = evidence.segments
    var main = start.strand.map { Side(start.state).folding(strands[$0], from: 0, above: 0, in: segments) }
    var others: [(side: Side<State>, strand: Strand<State>)] = []
    var superseded = 0
    for (index, strand) in strands.enumerated() {
      let checksum = start.isOfFile ? evidence.file?.checksum : nil
      let toFile = start.isOfFile ? strand.attachment(to: start.state, checksum: checksum) : nil
      take(strand, toFile, start.state, &superseded, evidence)
      guard index != start.strand else { continue }
      let now =
        main.map { strand.attachment(to: $0.state, checksum: nil) }
        ?? strand.attachment(to: start.state, checksum: checksum)
      if now.kind == .unsure { unsure.formUnion(strand.segments) }
      guard now.known < strand.records.count else { continue }
      if now.kind != .parted {
        main = (main.take() ?? Side(start.state)).folding(strand, from: now.known, in: segments)
      } else if let state = Refold.begun(strand) {
        others.append((Side(state).folding(strand, from: 0, above: 0, in: segments), strand))
      } else if let toFile, toFile.kind == .goesOn {
        others.append((Side(start.state).folding(strand, from: toFile.known, in: segments), strand))
      } else {
        let state = (main?.state ?? start.state).before(strand, now.fork)
        others.append((Side(state).folding(strand, from: now.known, in: segments), strand))
      }
    }
    isSuperseded = start.isOfFile && !strands.isEmpty && superseded == strands.count
    unite(main, others, start, evidence)
  }

  /// Tells what a strand has that the file has already, and what of it is damaged.
  private mutating func take(
    _ strand: Strand<State>, _ toFile: Attachment?, _ state: State, _ superseded: inout Int,
    _ evidence: Evidence<State>
  ) {
    let known = toFile?.known ?? 0
    let isKnown = toFile != nil && known == strand.records.count
    // The file goes on after all that the strand can tell.
    let isOver =
      isKnown && state.lastRecord > strand.records.last?.number ?? strand.heading?.from ?? state.lastRecord
    if known > 0 || isOver { hasOldBytes = true }
    if isKnown, known > 0 || isOver { superseded += 1 }
    guard !isOver else { return }
    for index in strand.segments {
      let segment = evidence.segments[index]
      let last = strand.records.prefix(known).last { $0.segment == index }?.place.lowerBound ?? 0
      var places = segment.scan.damage.filter { $0.lowerBound >= last }
      // What was cut off was never saved: beside a file that has all it says nothing.
      if let torn = segment.scan.torn, !(isKnown && known > 0) { places.append(torn) }
      guard !places.isEmpty else { continue }
      damage[index] = places
      notices += segment.notices(of: places)
    }
  }

  /// Takes what was folded; where it is more than one state, unites them.
  private mutating func unite(
    _ main: Side<State>?, _ others: [(side: Side<State>, strand: Strand<State>)], _ start: Start,
    _ evidence: Evidence<State>
  ) {
    guard !others.isEmpty else {
      let side = main ?? Side(start.state)
      state = side.state
      history = side.history
      payloads = side.payloads
      firstRecorder = side.firstRecorder
      destroying = side.destroying
      destroysText = side.destroysText
      notices += side.notices
      return
    }
    var rest = others[...]
    var ours = main
    if ours == nil {
      // What stands under the file's name came from elsewhere, and the first strand goes on from what stood there.
      ours = rest.removeFirst().side
      self.others.append(
        Other(
          name: evidence.file?.name ?? evidence.files.json, state: start.state, bytes: evidence.file?.bytes,
          modified: evidence.file?.modified ?? 0))
    }
    for (side, strand) in rest {
      let segment = evidence.segments[strand.segments[0]]
      self.others.append(Other(name: segment.name, state: side.state, modified: segment.modified))
      notices += side.notices
      destroysText = destroysText || side.destroysText
    }
    guard let ours else { return }
    state = ours.state
    destroying = ours.destroying
    notices += ours.notices
    destroysText = destroysText || ours.destroysText
    needsFile = true
    for index in self.others.indices {
      let united = state.unitedState(with: self.others[index].state)
      state = united.state
      self.others[index].joined = united.joined
      notices.append(.united(with: self.others[index].name, notes: united.joined, keptAs: nil))
    }
    // What one side destroyed goes from the other, too.
    for index in self.others.indices {
      let kept = self.others[index].state.takingOut(whatIsDestroyedIn: state)
      guard kept != self.others[index].state else { continue }
      self.others[index].state = kept
      self.others[index].bytes = nil
    }
    if ours.state.takingOut(whatIsDestroyedIn: state) != ours.state { destroysText = true }
  }

  /// What comes next has to have numbers.
  private mutating func makeRoom(_ faults: [FormatFault]) {
    notices += faults.map(RecoveryNotice.outOfRange)
    isRenumbered = !faults.isEmpty
    if !isReadOnly, !state.makeRoom() {
      // What would be taken back has another number now.
      history = UndoHistory()
      isRenumbered = true
    }
    needsFile = needsFile || isRenumbered
  }

  // MARK: Telling

  private mutating func tell(of evidence: Evidence<State>) {
    if let bad = evidence.badFile, let fault = bad.fault {
      if let losses = bad.losses, needsFile {
        notices.append(.partial(file: bad.name, problem: fault.message, losses, keptAs: nil))
      } else {
        notices.append(.badFile(file: bad.name, problem: fault.message, keptAs: nil))
      }
    }
    if evidence.file?.name == evidence.files.jsonOld { notices.append(.older(file: evidence.files.jsonOld)) }
    if let stranger = evidence.stranger { notices.append(.stranger(file: stranger.name, keptAs: nil)) }
    if let origin = evidence.origin { notices.append(.savedElsewhere(study: origin)) }
    for index in unsure.sorted() { notices.append(.unsure(file: evidence.segments[index].name, keptAs: nil)) }
    let put = evidence.segments.indices.filter { index in
      let segment = evidence.segments[index]
      return !segment.records.isEmpty
        && (!segment.isSecondJournal || payloads.contains { $0.segment == index })
    }
    if put.count > 1, others.isEmpty, !isSuperseded {
      notices.append(.merged(put.map { evidence.segments[$0].name }))
    }
    for name in evidence.foreign { notices.append(.foreign(file: name)) }
    notices += evidence.obstacles
    if let file = evidence.newerFile, !notices.contains(where: \.isNewer) {
      notices.append(.newer(file: file))
    }
  }
}
