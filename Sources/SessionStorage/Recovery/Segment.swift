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
  /// When it was last written, in nanoseconds.
  let modified: Int
  /// It lies outside of its study, which is another one and still there with the session: it stays where it is.
  private(set) var isBorrowed = false

  init(_ file: OpenFile, name: String, in folder: Folder, newest: Int) throws(StorageError) {
    self.file = file
    self.folder = folder
    self.name = name
    modified = try file.status().modified
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

  /// All of it that is no record.
  var damage: [Range<Int>] { scan.damage + (scan.torn.map { [$0] } ?? []) }

  /// Tells of places that are no records.
  func notices(of places: [Range<Int>]) -> [RecoveryNotice] {
    var notices: [RecoveryNotice] = []
    if let torn = scan.torn, places.contains(torn) {
      notices.append(.torn(file: name, bytes: torn.count, keptAs: nil))
    }
    let damaged = places.filter { $0 != scan.torn }.reduce(0) { $0 + $1.count }
    if damaged > 0 { notices.append(.damaged(file: name, bytes: damaged, keptAs: nil)) }
    return notices
  }

  /// It has the same records as the first journal, outside of the study.
  var isSecondJournal: Bool { SessionFiles.parseOutside(name)?.role == .journal }

  /// Nothing was ever written here.
  var isBlank: Bool { scan.payloads.isEmpty && scan.damage.isEmpty }

  /// It says something beside whose it is and that it was begun.
  var isTelling: Bool { records.count > 1 || !scan.damage.isEmpty }

  /// The same, left where it is.
  var borrowed: Segment {
    var copy = self
    copy.isBorrowed = true
    return copy
  }
}
