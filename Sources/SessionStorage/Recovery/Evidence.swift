internal import Interview

/// One journal file as it was found.
struct Segment {
  let file: OpenFile
  let folder: Folder
  let name: String
  let bytes: [UInt8]
  let scan: JournalScan
  /// Nil when it is damaged or was never written.
  let heading: JournalHeading?
  /// A newer program wrote it.
  let isNewer: Bool

  init(_ file: OpenFile, name: String, in folder: Folder, newest: Int) throws(StorageError) {
    self.file = file
    self.folder = folder
    self.name = name
    bytes = try file.bytes(limit: Recovery.largest)
    let scan = JournalScan(bytes)
    self.scan = scan
    guard let first = scan.payloads.first else {
      heading = nil
      isNewer = false
      return
    }
    do {
      heading = try JournalHeading.read(Array(bytes[first]), newest: newest)
      isNewer = false
    } catch {
      heading = nil
      if case .newer = error { isNewer = true } else { isNewer = false }
    }
  }

  /// The payloads of its records; without a heading, the first frame may be one.
  var records: ArraySlice<Range<Int>> {
    heading == nil && !isNewer ? scan.payloads[...] : scan.payloads.dropFirst()
  }

  /// What of it is no record.
  var damage: [RecoveryNotice] {
    var notices: [RecoveryNotice] = []
    if let torn = scan.torn { notices.append(.torn(file: name, bytes: torn.count, keptAs: nil)) }
    let damaged = scan.damage.reduce(0) { $0 + $1.count }
    if damaged > 0 { notices.append(.damaged(file: name, bytes: damaged, keptAs: nil)) }
    return notices
  }

  /// Nothing was ever written here.
  var isBlank: Bool { scan.payloads.isEmpty && scan.damage.isEmpty }
}

/// All that there is of one session or review: its file and its journals, in the study and outside of it.
struct Evidence<State: Journaled> {
  let files: SessionFiles
  /// The file's state, or what a newer one is to this program.
  private(set) var state: State?
  /// The file is there.
  private(set) var hasFile = false
  /// Numbers of the file that are out of their range, and were taken as the nearest in it.
  private(set) var faults: [FormatFault] = []
  private var isNewer = false
  /// In the order in which they were begun.
  private(set) var segments: [Segment] = []
  /// Names of journals that belong to others.
  private(set) var foreign: [String] = []

  /// Reads the journals, then the file.
  ///
  /// - Parameter journal: the open journal, if there is one; nothing in it may be a new one.
  init(
    _ files: SessionFiles, journal: OpenFile?, in sessions: Folder, of study: StudyFolder, for access: Access
  ) throws(StorageError) {
    self.files = files
    var found: [Segment] = []
    if let journal {
      found.append(try Segment(journal, name: files.journal, in: sessions, newest: State.recordVersion))
    }
    let outside = try Evidence.outside(files, of: study, for: access)
    for number in SessionFiles.segments {
      if let file = try sessions.openIfThere(files.segment(number), for: access) {
        let name = files.segment(number)
        found.append(try Segment(file, name: name, in: sessions, newest: State.recordVersion))
      }
      found += outside.filter { $0.name.hasSuffix("-\(number)") }
    }
    try readFile(in: sessions)
    takeOwn(found, of: study, in: sessions)
  }

  /// The name of what a newer program wrote; nil if nothing is.
  var newerFile: String? { isNewer ? segments.first(where: \.isNewer)?.name ?? files.json : nil }

  /// There is nothing of it.
  var isEmpty: Bool { !hasFile && segments.isEmpty }

  /// No record was ever saved, and nothing tells of any.
  var isBlank: Bool {
    !hasFile && !isNewer && foreign.isEmpty && segments.count <= 1 && segments.allSatisfy(\.records.isEmpty)
  }

  /// The uuid, as far as anything tells it.
  var uuid: String? { state?.uuid ?? segments.lazy.compactMap(\.heading?.uuid).first }

  private mutating func readFile(in sessions: Folder) throws(StorageError) {
    guard let file = try sessions.openIfThere(files.json, for: .reading) else { return }
    hasFile = true
    let read = try State.read(try file.bytes(limit: Recovery.largest), path: file.path)
    state = read.state
    isNewer = read.isNewer
    faults = read.faults
  }

  /// Journals that name another uuid are left out; outside the study, without a word, those of
  /// another study, where the same id is another's.
  private mutating func takeOwn(_ found: [Segment], of study: StudyFolder, in sessions: Folder) {
    let inside = found.first { $0.folder === sessions && $0.heading != nil }?.heading?.uuid
    let own = state?.uuid ?? inside
    for segment in found {
      guard let heading = segment.heading else {
        if segment.folder === sessions { segments.append(segment) }
        continue
      }
      if own.map({ $0 == heading.uuid }) ?? (heading.study == study.path) {
        segments.append(segment)
      } else if segment.folder === sessions {
        foreign.append(segment.name)
      }
    }
    isNewer = isNewer || segments.contains(where: \.isNewer)
    // A number that is not true must not say that the journals are in the file already.
    if !faults.isEmpty, let from = segments.lazy.compactMap(\.heading?.from).min(), var state {
      state.lastRecord = min(state.lastRecord, from)
      self.state = state
    }
  }

  private static func outside(
    _ files: SessionFiles, of study: StudyFolder, for access: Access
  ) throws(StorageError) -> [Segment] {
    guard let folder = try study.stateFolder() else { return [] }
    let names = try folder.names().filter(files.ownsOutside)
    var segments: [Segment] = []
    for name in names.sorted() {
      if let file = try folder.openIfThere(name, for: access) {
        segments.append(try Segment(file, name: name, in: folder, newest: State.recordVersion))
      }
    }
    return segments
  }
}
