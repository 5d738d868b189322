/// What a state's file was when it was read or written last: whether a file is that one still, or a stranger that another
/// program put under its name.
struct FileTrace: Equatable, Sendable {
  private let status: FileStatus
  /// As `FileChecksum` has it.
  let checksum: String

  /// - Parameter status: asked for before the bytes were read, or after they were written.
  init(_ status: FileStatus, _ bytes: [UInt8]) {
    self.status = status
    checksum = FileChecksum.of(bytes)
  }

  /// The file is the one that was seen, with the same bytes. Size and time only save the reading.
  func isOf(_ file: OpenFile) throws(StorageError) -> Bool {
    let now = try file.status()
    if now.isSame(as: status) { return true }
    guard now.size == status.size else { return false }
    return FileChecksum.of(try file.bytes(limit: max(now.size, 1))) == checksum
  }
}

/// The versions of a state's file that are known to be ours: the last one, and one of which a fault has left open whether
/// it took the last one's place.
struct FileVersions: Equatable, Sendable {
  private var known: [FileTrace]

  /// - Parameter read: the file as it was read; nil if there was none.
  init(_ read: FileTrace?) { known = read.map { [$0] } ?? [] }

  /// The newest of them; nil if there is none.
  var last: FileTrace? { known.last }

  /// The file is one of them.
  func include(_ file: OpenFile) throws(StorageError) -> Bool {
    for trace in known {
      if try trace.isOf(file) { return true }
    }
    return false
  }

  /// A new version is about to take the last one's place.
  mutating func attempt(_ trace: FileTrace) { known = known.suffix(1) + [trace] }

  /// It has.
  mutating func settle() { known = known.suffix(1) }
}

extension FileStatus {
  /// Which file, how long, and when it was changed are the same; how many names lead to it does not count.
  fileprivate func isSame(as other: FileStatus) -> Bool {
    (kind, size, identity, modified) == (other.kind, other.size, other.identity, other.modified)
  }
}
