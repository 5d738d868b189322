internal import Interview

/// What comes of folding one strand over a state.
struct Side<State: Journaled> {
  private(set) var state: State
  private(set) var history = UndoHistory<State.Change>()
  private(set) var records: [State.Entry] = []
  private(set) var payloads: [Refold<State>.Payload] = []
  private(set) var notices: [RecoveryNotice] = []
  private(set) var destroysText = false
  /// Whose the first of the records is.
  private(set) var firstRecorder: String?

  init(_ state: State) { self.state = state }

  /// With the records of a strand from one on.
  ///
  /// - Parameter base: the number above which they have to be; nil for the last in the state.
  func folding(_ strand: Strand<State>, from first: Int, above base: Int? = nil) -> Side {
    var side = self
    let rest = strand.records[first...]
    if side.payloads.isEmpty { side.firstRecorder = rest.first?.recorder }
    if let next = rest.first, let recorder = next.recorder, recorder != state.newestRecorder,
      !rest.contains(where: { $0.begins == recorder })
    {
      side.state.goOn(as: recorder, strand.heading)
    }
    for record in rest { side.apply(record) }
    side.noteMissing(rest.map(\.number), above: base ?? state.lastRecord)
    return side
  }

  private mutating func apply(_ record: StrandRecord<State>) {
    payloads.append(.init(number: record.number, bytes: record.payload, segment: record.segment))
    switch record.reading {
    case .record(let entry):
      records.append(entry)
      guard entry.number > state.lastRecord else { return }
      destroysText = destroysText || entry.change.destroysText
      if !state.take(entry, noting: &history) { keepUnplaced(record) }
    case .unknown(let number, let at, _):
      state.pass(number, at: at)
      keepUnplaced(record)
    }
  }

  private mutating func keepUnplaced(_ record: StrandRecord<State>) {
    if let json = try? JSONReader.read(Array(record.payload)) { state.unapplied.append(json) }
    notices.append(.unplaced(record.number))
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

extension Journaled {
  /// As it was before others went on from it, for a strand that parted from it after a record: without what recorders
  /// of whom the strand does not know have added since.
  func before(_ strand: Strand<Self>, _ fork: Int) -> Self {
    // What the recorder of the common file added later cannot be told from what it had added.
    let others = strand.strangers(in: knownMarks).filter { $0 != strand.heading?.base?.recorder }
    return without(Set(others), since: fork, numbers: strand.heading?.base?.numbers ?? [:])
  }
}
