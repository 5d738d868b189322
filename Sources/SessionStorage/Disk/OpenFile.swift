internal import Synchronization

/// An open plain file; closed with its last owner.
final class OpenFile: Sendable {
  let disk: any Disk
  let descriptor: Descriptor
  /// For messages.
  let path: String
  /// Its folder's.
  private let promises: FolderPromises
  /// How many names led here when the program was about to give its own to another file; negative until then.
  private let names = Atomic(-1)

  init(_ descriptor: Descriptor, path: String, disk: any Disk, promises: FolderPromises) {
    self.descriptor = descriptor
    self.path = path
    self.disk = disk
    self.promises = promises
  }

  deinit { disk.close(descriptor) }

  func status() throws(StorageError) -> FileStatus {
    try restarting(path) { () throws(SystemFault) in try self.disk.status(of: self.descriptor) }
  }

  /// The whole file.
  ///
  /// - Throws: `tooLarge` by its size, before a byte is read.
  func bytes(limit: Int) throws(StorageError) -> [UInt8] {
    let size = try status().size
    guard size <= limit else { throw StorageError.tooLarge(path: path, limit: limit) }
    return try bytes(from: 0, upTo: limit + 1, expected: size)
  }

  /// The file has these bytes and no more. It is read piece by piece.
  func holds(_ bytes: [UInt8]) throws(StorageError) -> Bool {
    let piece = 1 << 20
    var place = 0
    while true {
      let read = try self.bytes(from: place, upTo: piece, expected: min(piece, bytes.count - place))
      guard read.count <= bytes.count - place else { return false }
      let isSame = bytes.withUnsafeBytes { all in
        read.withUnsafeBytes { $0.elementsEqual(all[place..<place + read.count]) }
      }
      guard isSame else { return false }
      place += read.count
      if read.count < piece { return place == bytes.count }
    }
  }

  /// The first bytes of the file, fewer where it ends.
  func prefix(_ count: Int) throws(StorageError) -> [UInt8] {
    try bytes(from: 0, upTo: count, expected: count)
  }

  /// What stands in the file from a place on, at most `limit` bytes.
  func bytes(from offset: Int, upTo limit: Int, expected: Int) throws(StorageError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      // One byte more than expected, so that the end of the file is seen with the first look.
      let wanted = min(limit - bytes.count, max(expected + 1 - bytes.count, 64 << 10))
      let place = offset + bytes.count
      let read = try restarting(path) { () throws(SystemFault) in
        try self.disk.read(self.descriptor, at: place, count: wanted)
      }
      if read.isEmpty { break }
      if bytes.isEmpty { bytes = read } else { bytes += read }
      if bytes.count >= expected, read.count < wanted { break }
    }
    return bytes
  }

  /// Writes all of the bytes, however short the single writes are.
  func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(StorageError) {
    var rest = bytes
    var place = offset
    while !rest.isEmpty {
      let written = try restarting(path) { () throws(SystemFault) in
        try self.disk.write(rest, to: self.descriptor, at: place)
      }
      guard written > 0 else { throw StorageError.failed("write", path: path, reason: "nothing was taken") }
      rest = rest.dropFirst(written)
      place += written
    }
  }

  /// Makes the bytes and the length durable, as far as the file system can.
  func syncData() throws(StorageError) {
    try sync { () throws(SystemFault) in try self.disk.syncData(self.descriptor) }
  }

  /// Makes the file durable with all its attributes, as far as the file system can.
  func syncAll() throws(StorageError) {
    try sync { () throws(SystemFault) in try self.disk.syncAll(self.descriptor) }
  }

  private func sync(_ call: () throws(SystemFault) -> Void) throws(StorageError) {
    _ = try restarting(path) { () throws(SystemFault) in try self.promises.ask(.bytesAreDurable, call) }
  }

  func truncate(to length: Int) throws(StorageError) {
    try restarting(path) { () throws(SystemFault) in
      try self.disk.truncate(self.descriptor, to: length)
    }
  }

  /// Takes all others' rights away, as far as the file system has rights.
  func makeOwnersOnly() { try? disk.setMode(0o600, of: descriptor) }

  /// Cuts the end of the file off. What is cut off is overwritten first, as far as the disk takes that.
  func cut(to length: Int) throws(StorageError) {
    let size = try status().size
    guard size > length else { return }
    do throws(StorageError) {
      try writeZeros(length..<size)
      try syncData()
    } catch {
      // On a full disk of some kinds nothing can be written over; the end has to go all the same.
    }
    try truncate(to: length)
  }

  /// Takes the lock; false when somebody else has it. Where there are no locks, nobody has it.
  func lock() throws(StorageError) -> Bool {
    try restarting(path) { () throws(SystemFault) in
      try self.promises.ask(.locksAreSeen) { () throws(SystemFault) in try self.disk.lock(self.descriptor) }
    } ?? true
  }

  /// Whether somebody else has the lock.
  func isLocked() throws(StorageError) -> Bool {
    try restarting(path) { () throws(SystemFault) in
      try self.promises.ask(.locksAreSeen) { () throws(SystemFault) in try self.disk.isLocked(self.descriptor)
      }
    } ?? false
  }

  /// The file's name is given to another file next: a name that leads here afterwards is somebody else's. Only the first
  /// call counts, until the name stays after all.
  func losesName() throws(StorageError) {
    _ = names.compareExchange(expected: -1, desired: try status().links, ordering: .relaxed)
  }

  /// The name was not given away: it leads here as before.
  func keepsName() { names.store(-1, ordering: .relaxed) }

  /// Writes zeros over all there is, durably: the text is gone whatever descriptors still lead here.
  ///
  /// - Parameter isNamed: the name that the program gave leads here; false if somebody has taken it away.
  /// - Returns: false, and nothing was written, if another name leads here: it may be a person's own copy.
  @discardableResult
  func overwrite(isNamed: Bool = true) throws(StorageError) -> Bool {
    let status = try status()
    let known = names.load(ordering: .relaxed)
    guard known < 0 ? status.links <= (isNamed ? 1 : 0) : known <= 1 else { return false }
    try writeZeros(0..<status.size)
    if status.size > 0 { try syncAll() }
    return true
  }

  private func writeZeros(_ place: Range<Int>) throws(StorageError) {
    let zeros = [UInt8](repeating: 0, count: min(place.count, 64 << 10))
    var at = place.lowerBound
    while at < place.upperBound {
      let part = zeros.prefix(place.upperBound - at)
      try write(part, at: at)
      at += part.count
    }
  }
}
