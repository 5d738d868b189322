internal import Interview

/// A journal that can be written to.
struct JournalFile {
  let file: OpenFile
  /// Where the next frame goes: all before it is durable.
  private(set) var end: Int
  /// Bytes of a failed write may stand behind `end`.
  private var hasTail = false

  /// A journal whose whole frames end at a place.
  init(_ file: OpenFile, end: Int) {
    self.file = file
    self.end = end
  }

  /// Begins a journal in an empty file and makes it durable; its name is not.
  static func begin(
    _ file: OpenFile, _ heading: JournalHeading, frames: ArraySlice<UInt8> = []
  ) throws(StorageError) -> JournalFile {
    let bytes = Frame.bytes(of: heading.bytes) + frames
    try file.write(bytes[...], at: 0)
    try file.syncAll()
    return JournalFile(file, end: bytes.count)
  }

  /// Why frames did not become durable.
  enum Failure: Error, Equatable {
    /// Nothing of them is in the file; the same file can be tried again.
    case refused(StorageError)
    /// The file must not be written any more: what a sync has failed for is lost to every later sync.
    case broken(StorageError)
  }

  /// Writes frames behind the last ones and makes them durable, in one write and one sync.
  mutating func append(_ frames: ArraySlice<UInt8>) throws(Failure) {
    do {
      try cutTail()
      hasTail = true
      try file.write(frames, at: end)
    } catch {
      guard error.isRefusal else { throw Failure.broken(error) }
      try? cutTail()
      throw Failure.refused(error)
    }
    do { try file.syncData() } catch { throw Failure.broken(error) }
    end += frames.count
    hasTail = false
  }

  /// Takes away what a failed write has left.
  mutating func cutTail() throws(StorageError) {
    guard hasTail else { return }
    try file.truncate(to: end)
    hasTail = false
  }
}
