internal import Interview

/// What comes of folding one strand over a state.
struct Side<State: Journaled> {
  private(set) var state: State
  private(set) var history = UndoHistory<State.Change>()
  /// Every record, as it stands in a journal.
  private(set) var payloads: [Refold<State>.Payload] = []
  private(set) var notices: [RecoveryNotice] = []
  /// The records that destroy text, and whether one of them was applied.
  private(set) var destroying: [State.Entry] = []
  private(set) var destroysText = false
  /// Whose the first of the records is.
  private(set) var firstRecorder: String?

  init(_ state: State) { self.state = state }

  /// With the records of a strand from one on.
  ///
  /// - Parameters:
  ///   - base: the number above which they have to be; nil for the last in the state.
  ///   - segments: in which they stand.
  consuming func folding(
    _ strand: Strand<State>, from first: Int, above base: Int? = nil, in segments: [Segment]
  ) -> Side {
    let last = state.lastRecord
    var side = self
    let rest = strand.records[first...]
    side.payloads.reserveCapacity(side.payloads.count + rest.count)
    side.state.expect(rest.count)
    if side.payloads.isEmpty { side.firstRecorder = rest.first?.recorder }
    if let next = rest.first, let recorder = next.recorder, recorder != side.state.newestRecorder,
      !rest.contains(where: { $0.begins == recorder })
    {
      side.state.goOn(as: recorder, strand.heading)
    }
    for record in rest { side.apply(record, in: segments) }
    side.tellMissing(rest, above: base ?? last)
    return side
  }

  private mutating func apply(_ record: StrandRecord<State>, in segments: [Segment]) {
    payloads.append(.init(number: record.number, place: record.place, segment: record.segment))
    switch record.reading {
    case .record(let entry):
      let destroysText = entry.change.destroysText
      if destroysText { destroying.append(entry) }
      guard entry.number > state.lastRecord else { return }
      self.destroysText = self.destroysText || destroysText
      if !state.take(entry, noting: &history) { keepUnplaced(record, in: segments) }
    case .unknown(let number, let at, _):
      state.pass(number, at: at)
      keepUnplaced(record, in: segments)
    }
  }

  private mutating func keepUnplaced(_ record: StrandRecord<State>, in segments: [Segment]) {
    let line = Array(segments[record.segment].bytes[record.place])
    if let json = try? JSONReader.read(line) { state.unapplied.append(json) }
    notices.append(.unplaced(record.number))
  }

  private mutating func tellMissing(_ records: ArraySlice<StrandRecord<State>>, above base: Int) {
    var next = base + 1
    for place in records.indices {
      let number = records[place].number
      if number > next { notices.append(.missing(next...number - 1)) }
      next = number.adding(1)
    }
    if base == 0, let first = records.first?.number, first > 1 { notices.append(.headLost) }
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
