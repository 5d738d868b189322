internal import Interview
internal import Platform

/// A record as a journal has it, with whose it is.
struct StrandRecord<State: Journaled>: Sendable {
  let reading: LineReading<State.Change>
  /// The recorder whose records begin with it.
  let begins: String?
  /// Nil where an older journal does not tell.
  fileprivate(set) var recorder: String?
  /// Which of the segments it stands in, and where.
  let segment: Int
  let place: Range<Int>

  var number: Int { reading.number }
}

/// What one writer wrote, and those after it who went on in the same journals: records in the order of their
/// numbers, each once.
///
/// Two writers that could not see each other's lock, or two machines, leave two strands with the same numbers.
struct Strand<State: Journaled> {
  private(set) var records: [StrandRecord<State>]
  /// The heading of the first of its segments that has one.
  private(set) var heading: JournalHeading?
  /// Its segments, by their places in the evidence.
  private(set) var segments: [Int]

  /// So many records are read by one thread: to begin another takes as long.
  private static var fewest: Int { 1000 }

  /// The strands of all segments. Within one, what a later segment says of a record was written later; whole frames
  /// that hold no record are left to the notices.
  static func all(of segments: [Segment]) -> (strands: [Strand], strange: [RecoveryNotice]) {
    var strands: [Strand] = []
    var strange: [RecoveryNotice] = []
    for (index, segment) in segments.enumerated() {
      let strand = Strand(segment, index, &strange)
      if let place = strands.firstIndex(where: { $0.goesWith(strand) }) {
        strands[place].merge(strand)
      } else {
        strands.append(strand)
      }
    }
    return (strands, strange)
  }

  private init(_ segment: Segment, _ index: Int, _ strange: inout [RecoveryNotice]) {
    heading = segment.heading
    segments = [index]
    let places = segment.records
    let (bytes, name) = (segment.bytes, segment.name)
    @Sendable func part(_ places: ArraySlice<Range<Int>>) -> StrandPart<State> {
      StrandPart(bytes, places, of: name, index)
    }
    if places.count < Strand.fewest {
      let all = part(places)
      (records, strange) = (all.records, strange + all.strange)
    } else {
      let middle = (places.startIndex + places.endIndex) / 2
      let (first, rest) = both({ part(places[..<middle]) }, { part(places[middle...]) })
      records = first.records
      records += rest.records
      strange += first.strange + rest.strange
    }
    var recorder = segment.heading?.recorder
    for place in records.indices {
      recorder = records[place].begins ?? recorder
      records[place].recorder = recorder
    }
    let isInOrder = records.indices.dropFirst().allSatisfy { records[$0 - 1].number < records[$0].number }
    if !isInOrder { sort() }
    // A session's very first record comes before the one that names its recorder.
    if let first = records.first, first.recorder == nil, first.number == 1, records.count > 1 {
      records[0].recorder = records[1].recorder
    }
  }

  /// No number is one recorder's in one and another's in the other.
  private func goesWith(_ other: Strand) -> Bool {
    var theirs = other.records[...]
    for record in records {
      theirs = theirs.drop { $0.number < record.number }
      guard let same = theirs.first else { return true }
      if same.number == record.number, let mine = record.recorder, let their = same.recorder, mine != their {
        return false
      }
    }
    return true
  }

  private mutating func merge(_ other: Strand) {
    heading = heading ?? other.heading
    segments += other.segments
    let isInOrder = zip(records.suffix(1), other.records.prefix(1)).allSatisfy { $0.number < $1.number }
    records += other.records
    if !isInOrder { sort() }
  }

  private mutating func sort() {
    let latest = Dictionary(records.map { ($0.number, $0) }) { _, later in later }
    records = latest.values.sorted { $0.number < $1.number }
  }
}

/// Some of a segment's records. Whose they are is not told yet.
private struct StrandPart<State: Journaled>: Sendable {
  private(set) var records: [StrandRecord<State>] = []
  /// What is a whole frame and no record of ours.
  private(set) var strange: [RecoveryNotice] = []

  init(_ bytes: [UInt8], _ places: ArraySlice<Range<Int>>, of name: String, _ segment: Int) {
    records.reserveCapacity(places.count)
    let members = MemberStack()
    for place in places {
      do {
        let reading = try LineFormat<State.Change>.read(bytes, place, members)
        records.append(
          StrandRecord(
            reading: reading, begins: reading.begins, recorder: nil, segment: segment, place: place))
      } catch .newer {
        strange.append(.newer(file: name))
      } catch {
        strange.append(.damaged(file: name, bytes: place.count, keptAs: nil))
      }
    }
  }
}

/// How a strand goes on from a state.
struct Attachment {
  /// How many of the strand's records are in the state already.
  let known: Int
  /// Where the two part; the state has nothing above it that the strand does not have.
  let fork: Int
  enum Kind {
    /// The records after the known ones go on from the state.
    case goesOn
    /// The state has records of others that the strand does not know.
    case parted
    /// An older journal does not tell whose its records are: some may be in the state or not.
    case unsure
  }
  let kind: Kind
}

extension Strand {
  /// The number of the last record in the file that it goes on from.
  private var base: Int { heading?.base?.last ?? heading?.from ?? (records.first.map(\.number) ?? 1) - 1 }

  /// How it goes on from a state.
  ///
  /// By recorders, never by numbers alone: another machine's file may have higher numbers and none of these records.
  /// - Parameter checksum: of the file that has the state; nil if there is none.
  func attachment(to state: State, checksum: String?) -> Attachment {
    let marks = state.knownMarks
    func last(of recorder: String?) -> Int? { marks.last { $0.id == recorder }?.last }
    // What comes before a record that is in the state is in it too: it was folded in this order.
    let known = (records.lastIndex { $0.number <= last(of: $0.recorder) ?? 0 } ?? -1) + 1
    guard known < records.count else {
      return Attachment(known: known, fork: state.lastRecord, kind: .goesOn)
    }
    let next = records[known]
    let isNamed = marks.contains { $0.id == next.recorder }
    if next.recorder == nil || isNamed && last(of: next.recorder) == nil {
      let above = records[known...].firstIndex { $0.number > state.lastRecord } ?? records.count
      return Attachment(
        known: above, fork: state.lastRecord, kind: above > known ? .unsure : .goesOn)
    }
    let fork = max(known > 0 ? records[known - 1].number : base, last(of: next.recorder) ?? 0)
    let isBase = known == 0 && checksum != nil && heading?.base?.checksum == checksum
    let goesOn =
      isBase || state.lastRecord <= fork && strangers(in: marks).isEmpty && (known > 0 || holdsBase(marks))
    return Attachment(known: known, fork: fork, kind: goesOn ? .goesOn : .parted)
  }

  /// The recorders that have added something to a state since the file that the strand goes on from, of which it does
  /// not know.
  func strangers(in marks: [RecorderMark]) -> [String] {
    let own = Set(records.compactMap(\.recorder))
    let told = heading?.base?.recorders ?? [:]
    // An older program did not tell: what is above the file's last record came later.
    func known(_ id: String) -> Int { told.isEmpty ? base : told[id] ?? 0 }
    return marks.filter { $0.last ?? 0 > known($0.id) && !own.contains($0.id) }.map(\.id)
  }

  /// The file that the strand goes on from is in a state, as far as its heading tells.
  private func holdsBase(_ marks: [RecorderMark]) -> Bool {
    guard let base = heading?.base, let recorder = base.recorder else { return true }
    return marks.contains { $0.id == recorder && $0.last.map { $0 >= base.last } ?? true }
  }
}

extension Journaled {
  /// As `recorderMarks`; an older program did not say how far a recorder came, but the newest wrote the last record.
  var knownMarks: [RecorderMark] {
    var marks = recorderMarks
    if let newest = marks.indices.last, marks[newest].last == nil { marks[newest].last = lastRecord }
    return marks
  }
}
