internal import Interview

/// A journal that can be written to, under its name in a folder.
struct JournalFile {
  let file: OpenFile
  let folder: Folder
  let name: String
  private let identity: FileStatus.Identity
  /// Where the next frame goes: all before it is durable.
  private(set) var end: Int
  /// Bytes of a failed write may stand behind `end`.
  private var hasTail = false
  /// How far this program has ever written.
  private var reached: Int

  /// A journal whose whole frames end at a place.
  init(_ file: OpenFile, _ name: String, in folder: Folder, end: Int) throws(StorageError) {
    self.file = file
    self.folder = folder
    self.name = name
    self.end = end
    reached = end
    identity = try file.status().identity
  }

  /// Begins a journal in an empty file and makes it durable; its name is not.
  static func begin(
    _ file: OpenFile, _ name: String, in folder: Folder, _ heading: JournalHeading,
    frames: ArraySlice<UInt8> = []
  ) throws(StorageError) -> JournalFile {
    let bytes = JournalFrame.bytes(of: heading.bytes) + frames
    try file.write(bytes[...], at: 0)
    try file.syncAll()
    return try JournalFile(file, name, in: folder, end: bytes.count)
  }

  /// Why frames did not become durable.
  enum Failure: Error, Equatable {
    /// Nothing of them is in the file; the same file can be tried again.
    case refused(StorageError)
    /// The file must not be written any more: what a sync has failed for is lost to every later sync, and what no name
    /// leads to is lost with the program.
    case broken(StorageError)
  }

  /// Writes frames behind the last ones and makes them durable, in one write and one sync. They are durable only if the
  /// name still leads to them.
  mutating func append(_ frames: ArraySlice<UInt8>) throws(Failure) {
    do {
      try cutTail()
      try check(length: end)
      hasTail = true
      reached = max(reached, end + frames.count)
      try file.write(frames, at: end)
    } catch {
      guard error.isRefusal else { throw Failure.broken(error) }
      try? cutTail()
      throw Failure.refused(error)
    }
    do {
      try file.syncData()
      try check(length: end + frames.count)
    } catch {
      throw Failure.broken(error)
    }
    end += frames.count
    hasTail = false
  }

  /// Takes away what a failed write has left.
  mutating func cutTail() throws(StorageError) {
    guard hasTail else { return }
    try file.cut(to: end)
    hasTail = false
  }

  // MARK: Identity

  /// Another program has written behind what this one has.
  func hasOthersRecords() throws(StorageError) -> Bool { try file.status().size > reached }

  /// The name leads to this file, which is as it was left.
  ///
  /// - Throws: `displaced`, `otherWriter`, or why nobody can tell.
  func check() throws(StorageError) {
    guard !hasTail else { return }
    try check(length: end)
  }

  /// The name leads to this file.
  func isNamed() throws(StorageError) -> Bool {
    guard let status = try folder.status(of: name) else { return false }
    return isThis(status)
  }

  private func check(length: Int) throws(StorageError) {
    guard let status = try folder.status(of: name), isThis(status) else {
      throw StorageError.displaced(path: folder.path(of: name))
    }
    if status.size > length { throw StorageError.otherWriter(path: folder.path(of: name)) }
    guard status.size == length else { throw StorageError.displaced(path: folder.path(of: name)) }
    guard !isTold else { return }
    try compare(length: length)
  }

  /// The folder tells files apart by their numbers.
  private var isTold: Bool { !folder.promises.broken.contains(.filesAreTold) }

  private func isThis(_ status: FileStatus) -> Bool {
    guard status.kind == .file else { return false }
    return !isTold || status.identity == identity
  }

  /// Where a file has another number each time, its beginning and its end tell.
  private func compare(length: Int) throws(StorageError) {
    guard let named = try folder.openIfThere(name, for: .reading) else {
      throw StorageError.displaced(path: folder.path(of: name))
    }
    let part = 512
    for start in [0, max(0, length - part)] {
      let own = try file.bytes(from: start, upTo: part, expected: part)
      guard try named.bytes(from: start, upTo: part, expected: part) == own else {
        throw StorageError.displaced(path: folder.path(of: name))
      }
    }
  }
}
