internal import Interview

/// A state as its file tells it.
struct ReadState<State: Sendable>: Sendable {
  var state: State
  /// A newer program wrote it: it is read as far as it is understood.
  var isNewer = false
  /// Numbers that are out of their range, and were taken as the nearest in it.
  var faults: [FormatFault] = []
}

/// A state that is the fold of its journal's records and has a file of its own. What is written, recovered and
/// repaired for one is so for all.
protocol Journaled: RecordedState where Change: JournalChange, Change.Time == Time {
  /// Who wrote the last record, if that is known.
  var newestRecorder: String? { get }
  /// All who wrote in it, with the number of the last record of each, as far as that is known.
  var recorderMarks: [RecorderMark] { get }
  /// Records that could not be placed, whole.
  var unapplied: [JSON] { get set }
  /// Nothing was ever said in it: it needs no file.
  var isUntouched: Bool { get }

  /// Its file.
  var fileBytes: [UInt8] { get }
  /// Reads its file, a newer program's as far as it is understood; `path` is for messages.
  static func read(_ bytes: [UInt8], path: String) throws(StorageError) -> ReadState<Self>
  /// The version of its file that is written.
  static var fileVersion: Int { get }
  /// What can be read of a damaged file, line by line; nil if that is next to nothing.
  static func salvaged(from bytes: [UInt8], of files: SessionFiles) -> (state: Self, losses: FileLosses)?
  /// Every value of its file can be read, and as much as was written; no second state is made of it.
  func isRead(from bytes: [UInt8]) -> Bool

  /// The state that a first record starts; nil if it starts none.
  static func begin(_ record: Entry) -> Self?
  /// A state whose first record is lost and that has no file, made up from the others; nil without any.
  init?(salvagedFrom records: [Entry], of files: SessionFiles, uuid: String?)
  /// Applies a record above `lastRecord`; false if there is no place for all of it.
  mutating func take(_ record: Entry, noting history: inout UndoHistory<Change>) -> Bool
  /// So many records come, one after the other.
  mutating func expect(_ records: Int)
  /// Counts a record that cannot be applied.
  mutating func pass(_ number: Int, at time: Time)
  /// Renumbers what stands so near the end of all numbers that what comes next could not be numbered.
  ///
  /// - Returns: nothing had to be.
  mutating func makeRoom() -> Bool

  /// The records that come are a recorder's, whom no record names.
  ///
  /// - Parameter heading: of the journal in which they stand.
  mutating func goOn(as recorder: String, _ heading: JournalHeading?)
  /// The numbers of notes that have another one than their id says.
  var changedNumbers: [String: Int] { get }
  /// As it was after a record, without what recorders have added since, as far as that can be told.
  ///
  /// - Parameter numbers: of the notes that have another one than their id says.
  func without(_ recorders: Set<String>, since number: Int, numbers: [String: Int]) -> Self
  /// With what another writing of it has more, and how many notes that are.
  func unitedState(with other: Self) -> (state: Self, joined: Int)
  /// Without what another writing of it has destroyed.
  func takingOut(whatIsDestroyedIn main: Self) -> Self
}

extension Journaled {
  mutating func expect(_ records: Int) {}

  /// Every record that another writing of it has is in this one, as far as the two tell.
  func holds(_ other: Self) -> Bool {
    guard other.uuid == uuid, other.lastRecord <= lastRecord else { return false }
    let own = Dictionary(recorderMarks.map { ($0.id, $0.last ?? lastRecord) }) { max($0, $1) }
    return other.recorderMarks.allSatisfy { mark in
      own[mark.id].map { $0 >= mark.last ?? other.lastRecord } ?? false
    }
  }
}

/// A recorder as a state names it.
struct RecorderMark: Equatable {
  var id: String
  /// The number of the highest record of it; nil where an older program did not say.
  var last: Int?
}

extension Session: Journaled {
  static var fileVersion: Int { SessionFormat.version }
  var newestRecorder: String? { recorders.last?.id }
  var recorderMarks: [RecorderMark] { recorders.map { RecorderMark(id: $0.id, last: $0.last) } }
  var isUntouched: Bool { false }
  var fileBytes: [UInt8] { SessionFormat.bytes(of: self) }

  static func read(_ bytes: [UInt8], path: String) throws(StorageError) -> ReadState<Session> {
    do {
      let read = try SessionFormat.readMending(bytes, file: path)
      return ReadState(state: read.session, faults: read.faults)
    } catch .newer(_, _, let readable) {
      guard let readable else { throw StorageError.newerVersion(path: path) }
      return ReadState(state: readable, isNewer: true)
    } catch {
      throw StorageError.invalid(path: path, problem: error.message)
    }
  }

  func isRead(from bytes: [UInt8]) -> Bool {
    guard let read = try? SessionFormat.count(bytes) else { return false }
    return (uuid, lastRecord, notes.count) == (read.session.uuid, read.session.lastRecord, read.notes)
  }

  mutating func take(_ record: Record, noting history: inout History) -> Bool {
    let applied = apply(record)
    history.remember(record, applied)
    return applied != .unplaced
  }

  mutating func makeRoom() -> Bool {
    let hasRoom = makeRoomForRecords()
    for index in recorders.indices { recorders[index].last = recorders[index].last.map(Limit.held) }
    return renumberNotes(above: Limit.roomForNumbers) && hasRoom
  }
}

extension JournalHeading {
  /// The heading of a journal that goes on from a state whose file has been written, or read.
  ///
  /// - Parameter checksum: the file's.
  mutating func goOn(from state: some Journaled, checksum: String) {
    from = state.lastRecord
    recorder = state.newestRecorder ?? recorder
    base = Base(
      checksum: checksum, recorder: state.newestRecorder, last: state.lastRecord,
      numbers: state.changedNumbers,
      recorders: Dictionary(state.knownMarks.compactMap { mark in mark.last.map { (mark.id, $0) } }) {
        max($0, $1)
      })
  }
}

extension Journaled {
  /// Counts records on from a number that leaves room for more.
  ///
  /// - Returns: nothing had to be done.
  mutating func makeRoomForRecords() -> Bool {
    let held = Limit.held(lastRecord)
    defer { lastRecord = held }
    return held == lastRecord
  }
}
