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

  init(_ file: OpenFile, name: String, in folder: Folder) throws(StorageError) {
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
      heading = try JournalHeading.read(Array(bytes[first]))
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

  /// Nothing was ever written here.
  var isBlank: Bool { scan.payloads.isEmpty && scan.damage.isEmpty }
}

/// All that there is of one session: its file and its journals, in the study and outside of it.
struct SessionEvidence {
  let files: SessionFiles
  /// The session file's state, or what a newer one is to this program.
  private(set) var session: Session?
  /// The session file is there.
  private(set) var hasFile = false
  private var isNewer = false
  /// In the order in which they were begun.
  private(set) var segments: [Segment] = []
  /// Names of journals that belong to other sessions.
  private(set) var foreign: [String] = []

  /// Reads the journals, then the session file.
  ///
  /// - Parameter journal: the open journal, if there is one; nothing in it may be a new one.
  init(
    _ files: SessionFiles, journal: OpenFile?, in sessions: Folder, of study: StudyFolder, for access: Access
  ) throws(StorageError) {
    self.files = files
    var found: [Segment] = []
    if let journal { found.append(try Segment(journal, name: files.journal, in: sessions)) }
    let outside = try SessionEvidence.outside(files, of: study, for: access)
    for number in SessionFiles.segments {
      if let file = try sessions.openIfThere(files.segment(number), for: access) {
        found.append(try Segment(file, name: files.segment(number), in: sessions))
      }
      found += outside.filter { $0.name.hasSuffix("-\(number)") }
    }
    try readFile(in: sessions)
    takeOwn(found, of: study, in: sessions)
  }

  /// The name of what a newer program wrote; nil if nothing is.
  var newerFile: String? { isNewer ? segments.first(where: \.isNewer)?.name ?? files.json : nil }

  /// There is nothing of the session.
  var isEmpty: Bool { !hasFile && segments.isEmpty }

  /// The session's uuid, as far as anything tells it.
  var uuid: String? { session?.uuid ?? segments.lazy.compactMap(\.heading?.uuid).first }

  private mutating func readFile(in sessions: Folder) throws(StorageError) {
    guard let file = try sessions.openIfThere(files.json, for: .reading) else { return }
    hasFile = true
    let read = try SessionEvidence.session(try file.bytes(limit: Recovery.largest), path: file.path)
    session = read.session
    isNewer = read.isNewer
  }

  /// Reads a session file's bytes, a newer program's as far as they are understood.
  static func session(
    _ bytes: [UInt8], path: String
  ) throws(StorageError) -> (session: Session, isNewer: Bool) {
    do {
      return (try SessionFormat.read(bytes, file: path), false)
    } catch .newer(_, _, let readable) {
      guard let readable else { throw StorageError.newerVersion(path: path) }
      return (readable, true)
    } catch {
      throw StorageError.invalid(path: path, problem: error.message)
    }
  }

  /// Journals that name another session's uuid are left out; outside the study, without a word, those of
  /// another study, where the same id is another session.
  private mutating func takeOwn(_ found: [Segment], of study: StudyFolder, in sessions: Folder) {
    let inside = found.first { $0.folder === sessions && $0.heading != nil }?.heading?.uuid
    let own = session?.uuid ?? inside
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
  }

  private static func outside(
    _ files: SessionFiles, of study: StudyFolder, for access: Access
  ) throws(StorageError) -> [Segment] {
    guard let folder = try study.stateFolder() else { return [] }
    let names = try folder.names().filter {
      SessionFiles.parseOutside($0)?.id.lowercased() == files.id.lowercased()
    }
    var segments: [Segment] = []
    for name in names.sorted() {
      if let file = try folder.openIfThere(name, for: access) {
        segments.append(try Segment(file, name: name, in: folder))
      }
    }
    return segments
  }
}
