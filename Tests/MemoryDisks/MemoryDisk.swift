import Foundation

package import SessionStorage

/// A disk in memory that knows what is durable: it counts calls, fails those it is told to, and shows what a
/// crash could leave.
package final class MemoryDisk: Disk, @unchecked Sendable {
  /// What a file has that no sync has brought to the disk.
  package enum Pending {
    case write(at: Int, [UInt8])
    case truncate(Int)
  }

  package final class File {
    package var bytes: [UInt8] = []
    package var durable: [UInt8] = []
    package var pending: [Pending] = []
    package var lockedBy: Descriptor?
    package var kind = FileKind.file
    /// Counts the changes of all files, so that no two have the same.
    package var modified = 0
  }

  /// What a folder has that no sync has brought to the disk.
  package enum Naming {
    case link(String, File)
    case unlink(String)
    case rename(String, String, File)
    case exchange(String, File, String, File)
  }

  package final class Directory {
    package var files: [String: File] = [:]
    package var durable: [String: File] = [:]
    package var pending: [Naming] = []
    /// Its name in the folder above is on the disk.
    package var isNamed = true
  }

  package struct Opened {
    var file: File?
    var folder: String?
    var directory: Directory?
  }

  package init() {}

  let lock = NSRecursiveLock()
  package var folders: [String: Directory] = ["/": Directory()]
  private var opened: [Descriptor: Opened] = [:]
  private var nextDescriptor: Descriptor = 1000
  private var count = 0
  private var changes = 0
  private var log: [DiskCall] = []
  package var made: [File] = []
  /// Says whether a call fails and with what, by its number (from 1) and kind. It has no effect then.
  package var fails: (@Sendable (Int, DiskCall) -> Int32?)?
  /// The same by the path of what the call is about, for calls on what is open.
  package var failsAt: (@Sendable (String, DiskCall) -> Int32?)?
  /// The system tells where an open folder is, as it cannot of one that was unmounted.
  package var tellsPaths = true
  /// Every look at a file tells another number, as some FUSE file systems do.
  package var hasChangingNumbers = false
  /// Happens before two names are exchanged, once.
  package var beforeExchange: (() -> Void)?
  /// Is shown what a file durably holds when it is about to be cut.
  package var beforeTruncating: (([UInt8]) -> Void)?
  /// From this call on nothing has any effect: the program is dead, or the power is gone.
  package var diesAt = Int.max
  /// What reads give is not what was written, by the number of the call.
  package var spoilsReads: (@Sendable (Int) -> Bool)?
  /// Happens before a file of this ending is opened, once.
  package var beforeOpening: (suffix: String, event: () -> Void)?
  /// Happens before what is open is synced, by its path; it can take as long as a disk that hangs.
  package var beforeSyncing: ((String) -> Void)?
  /// Happens before it is told which folder stands at a path.
  package var beforeFinding: ((String) -> Void)?
  /// Happens before a lock is taken, once.
  package var beforeLocking: (() -> Void)?
  /// How many bytes were read.
  package private(set) var readBytes = 0
  /// Writes take at most so many bytes.
  package var shortWrites = Int.max

  package var calls: [DiskCall] { lock.withLock { log } }

  /// How many descriptors are open, once a writer's thread that has answered for the last time has had time to end.
  package var openDescriptors: Int {
    for _ in 0..<1000 where lock.withLock({ !opened.isEmpty }) { usleep(10_000) }
    return lock.withLock { opened.count }
  }

  private func call<Result>(
    _ kind: DiskCall, on descriptor: Descriptor? = nil, _ body: () throws(SystemFault) -> Result
  ) throws(SystemFault) -> Result {
    lock.lock()
    defer { lock.unlock() }
    count += 1
    log.append(kind)
    if count >= diesAt { throw SystemFault(call: kind, code: EIO) }
    if let code = fails?(count, kind) { throw SystemFault(call: kind, code: code) }
    if let failsAt, let descriptor, let code = failsAt(path(ofOpen: descriptor), kind) {
      throw SystemFault(call: kind, code: code)
    }
    return try body()
  }

  private func path(ofOpen descriptor: Descriptor) -> String {
    guard let entry = opened[descriptor] else { return "" }
    if let path = entry.folder { return path }
    for (path, folder) in folders {
      if let name = folder.files.first(where: { $0.value === entry.file })?.key { return path + "/" + name }
    }
    return ""
  }

  private func open(_ entry: Opened) -> Descriptor {
    nextDescriptor += 1
    opened[nextDescriptor] = entry
    return nextDescriptor
  }

  private func folder(_ descriptor: Descriptor, _ kind: DiskCall) throws(SystemFault) -> Directory {
    guard let folder = opened[descriptor]?.directory else { throw SystemFault(call: kind, code: EBADF) }
    // Nothing can be made in a folder that was removed.
    guard folders.values.contains(where: { $0 === folder }) else {
      throw SystemFault(call: kind, code: ENOENT)
    }
    return folder
  }

  private func file(_ descriptor: Descriptor, _ kind: DiskCall) throws(SystemFault) -> File {
    guard let file = opened[descriptor]?.file else { throw SystemFault(call: kind, code: EBADF) }
    return file
  }

  package func openFolder(path: String) throws(SystemFault) -> Descriptor {
    try call(.openFolder) { () throws(SystemFault) in
      guard let folder = folders[path] else { throw SystemFault(call: .openFolder, code: ENOENT) }
      return open(Opened(folder: path, directory: folder))
    }
  }

  package func openFolder(_ name: String, in folder: Descriptor) throws(SystemFault) -> Descriptor {
    let path = lock.withLock { opened[folder]?.folder ?? "" } + "/" + name
    return try openFolder(path: path)
  }

  package func open(_ name: String, in folder: Descriptor, for access: Access) throws(SystemFault)
    -> Descriptor
  {
    if let (suffix, event) = lock.withLock({ beforeOpening }), name.hasSuffix(suffix) {
      lock.withLock { beforeOpening = nil }
      event()
    }
    return try call(.open, on: folder) { () throws(SystemFault) in
      let directory = try self.folder(folder, .open)
      if access == .creating {
        guard directory.files[name] == nil else { throw SystemFault(call: .open, code: EEXIST) }
        let file = File()
        touch(file)
        made.append(file)
        directory.files[name] = file
        directory.pending.append(.link(name, file))
        return open(Opened(file: file))
      }
      guard let file = directory.files[name] else { throw SystemFault(call: .open, code: ENOENT) }
      return open(Opened(file: file))
    }
  }

  /// Crashes leave every folder: which of them they could take is asked apart.
  package func makeFolder(path: String) throws(SystemFault) {
    try call(.makeFolder) { () throws(SystemFault) in
      guard folders[path] == nil else { throw SystemFault(call: .makeFolder, code: EEXIST) }
      let above = path.split(separator: "/").dropLast().joined(separator: "/")
      guard folders["/" + above] != nil else { throw SystemFault(call: .makeFolder, code: ENOENT) }
      let folder = Directory()
      folder.isNamed = false
      folders[path] = folder
    }
  }

  package func touch(_ file: File) {
    changes += 1
    file.modified = changes
  }

  private func status(_ file: File) -> FileStatus {
    let number = UInt64(UInt(bitPattern: ObjectIdentifier(file).hashValue))
    let identity = FileStatus.Identity(device: 1, inode: hasChangingNumbers ? UInt64(count) : number)
    let links = folders.values.reduce(0) { $0 + $1.files.values.count { $0 === file } }
    return FileStatus(
      kind: file.kind, size: file.bytes.count, identity: identity, links: links, modified: file.modified)
  }

  private func status(_ folder: Directory) -> FileStatus {
    let identity = FileStatus.Identity(
      device: 1, inode: UInt64(UInt(bitPattern: ObjectIdentifier(folder).hashValue)))
    let links = folders.values.contains { $0 === folder } ? 2 : 0
    return FileStatus(kind: .folder, size: 0, identity: identity, links: links, modified: 0)
  }

  package func status(of descriptor: Descriptor) throws(SystemFault) -> FileStatus {
    try call(.status) { () throws(SystemFault) in
      if let folder = opened[descriptor]?.directory { return status(folder) }
      return status(try file(descriptor, .status))
    }
  }

  package func status(of name: String, in folder: Descriptor) throws(SystemFault) -> FileStatus {
    try call(.status) { () throws(SystemFault) in
      guard let file = try self.folder(folder, .status).files[name] else {
        let path = (opened[folder]?.folder ?? "") + "/" + name
        if let folder = folders[path] { return status(folder) }
        throw SystemFault(call: .status, code: ENOENT)
      }
      return status(file)
    }
  }

  package func status(path: String, followsLink: Bool) throws(SystemFault) -> FileStatus {
    beforeFinding?(path)
    return try call(.status) { () throws(SystemFault) in
      guard let folder = folders[path] else { throw SystemFault(call: .status, code: ENOENT) }
      return status(folder)
    }
  }

  package func setMode(_ mode: UInt32, of descriptor: Descriptor) throws(SystemFault) {
    try call(.setMode) { () throws(SystemFault) in }
  }

  package func read(_ descriptor: Descriptor, at offset: Int, count: Int) throws(SystemFault) -> [UInt8] {
    try call(.read) { () throws(SystemFault) in
      var bytes = Array(try file(descriptor, .read).bytes.dropFirst(offset).prefix(count))
      if spoilsReads?(self.count) == true, !bytes.isEmpty { bytes[bytes.count / 2] ^= 1 }
      readBytes += bytes.count
      return bytes
    }
  }

  package func write(_ bytes: ArraySlice<UInt8>, to descriptor: Descriptor, at offset: Int)
    throws(SystemFault) -> Int
  {
    try call(.write, on: descriptor) { () throws(SystemFault) in
      let file = try file(descriptor, .write)
      let taken = Array(bytes.prefix(shortWrites))
      Pending.write(at: offset, taken).apply(to: &file.bytes)
      touch(file)
      file.pending.append(.write(at: offset, taken))
      return taken.count
    }
  }

  package func syncData(_ descriptor: Descriptor) throws(SystemFault) { try sync(descriptor, .syncData) }

  package func syncAll(_ descriptor: Descriptor) throws(SystemFault) { try sync(descriptor, .syncAll) }

  private func sync(_ descriptor: Descriptor, _ kind: DiskCall) throws(SystemFault) {
    let path = lock.withLock { self.path(ofOpen: descriptor) }
    beforeSyncing?(path)
    do throws(SystemFault) {
      try call(kind, on: descriptor) { () throws(SystemFault) in
        if let file = opened[descriptor]?.file {
          for pending in file.pending { pending.apply(to: &file.durable) }
          file.pending = []
        } else {
          let folder = try folder(descriptor, kind)
          let path = opened[descriptor]?.folder.map { $0 == "/" ? "/" : $0 + "/" } ?? ""
          for (other, below) in folders
          where other.hasPrefix(path) && !other.dropFirst(path.count).contains("/") {
            below.isNamed = true
          }
          for pending in folder.pending { pending.apply(to: &folder.durable) }
          folder.pending = []
        }
      }
    } catch {
      // As kernels do: what could not be written is taken for written, and no later sync tries it again. Only a
      // signal loses nothing.
      lock.withLock {
        guard error.code != EINTR, count < diesAt else { return }
        opened[descriptor]?.file?.pending = []
        if let path = opened[descriptor]?.folder { folders[path]?.pending = [] }
      }
      throw error
    }
  }

  package func truncate(_ descriptor: Descriptor, to length: Int) throws(SystemFault) {
    try call(.truncate) { () throws(SystemFault) in
      let file = try file(descriptor, .truncate)
      beforeTruncating?(file.durable)
      Pending.truncate(length).apply(to: &file.bytes)
      touch(file)
      file.pending.append(.truncate(length))
    }
  }

  package func rename(_ name: String, to new: String, in folder: Descriptor) throws(SystemFault) {
    try call(.rename) { () throws(SystemFault) in
      let directory = try self.folder(folder, .rename)
      guard let file = directory.files.removeValue(forKey: name) else {
        throw SystemFault(call: .rename, code: ENOENT)
      }
      directory.files[new] = file
      directory.pending.append(.rename(name, new, file))
    }
  }

  package func exchange(_ name: String, with other: String, in folder: Descriptor) throws(SystemFault) {
    if let event = lock.withLock({ beforeExchange }) {
      lock.withLock { beforeExchange = nil }
      event()
    }
    try call(.exchange) { () throws(SystemFault) in
      let directory = try self.folder(folder, .exchange)
      guard let one = directory.files[name], let two = directory.files[other] else {
        throw SystemFault(call: .exchange, code: ENOENT)
      }
      directory.files[name] = two
      directory.files[other] = one
      directory.pending.append(.exchange(name, two, other, one))
    }
  }

  package func renameUnlessThere(_ name: String, to new: String, in folder: Descriptor) throws(SystemFault) {
    try call(.renameUnlessThere) { () throws(SystemFault) in
      let directory = try self.folder(folder, .renameUnlessThere)
      guard directory.files[new] == nil else { throw SystemFault(call: .renameUnlessThere, code: EEXIST) }
      guard let file = directory.files.removeValue(forKey: name) else {
        throw SystemFault(call: .renameUnlessThere, code: ENOENT)
      }
      directory.files[new] = file
      directory.pending.append(.rename(name, new, file))
    }
  }

  package func link(_ name: String, to new: String, in folder: Descriptor) throws(SystemFault) {
    try call(.link) { () throws(SystemFault) in
      let directory = try self.folder(folder, .link)
      guard let file = directory.files[name] else { throw SystemFault(call: .link, code: ENOENT) }
      guard directory.files[new] == nil else { throw SystemFault(call: .link, code: EEXIST) }
      directory.files[new] = file
      directory.pending.append(.link(new, file))
    }
  }

  package func path(of folder: Descriptor) -> String? {
    lock.withLock {
      guard tellsPaths, let directory = opened[folder]?.directory else { return nil }
      return folders.first { $0.value === directory }?.key
    }
  }

  package func remove(_ name: String, in folder: Descriptor) throws(SystemFault) {
    try call(.remove) { () throws(SystemFault) in
      let directory = try self.folder(folder, .remove)
      guard directory.files.removeValue(forKey: name) != nil else {
        throw SystemFault(call: .remove, code: ENOENT)
      }
      directory.pending.append(.unlink(name))
    }
  }

  package func names(in folder: Descriptor) throws(SystemFault) -> [String] {
    try call(.list) { () throws(SystemFault) in Array(try self.folder(folder, .list).files.keys) }
  }

  package func lock(_ descriptor: Descriptor) throws(SystemFault) -> Bool {
    if let event = lock.withLock({ beforeLocking }) {
      lock.withLock { beforeLocking = nil }
      event()
    }
    return try call(.lock, on: descriptor) { () throws(SystemFault) in
      let file = try file(descriptor, .lock)
      if let owner = file.lockedBy, owner != descriptor { return false }
      file.lockedBy = descriptor
      return true
    }
  }

  package func isLocked(_ descriptor: Descriptor) throws(SystemFault) -> Bool {
    try call(.isLocked, on: descriptor) { () throws(SystemFault) in
      let owner = try file(descriptor, .isLocked).lockedBy
      return owner != nil && owner != descriptor
    }
  }

  package func close(_ descriptor: Descriptor) {
    lock.withLock {
      if let file = opened.removeValue(forKey: descriptor)?.file, file.lockedBy == descriptor {
        file.lockedBy = nil
      }
    }
  }
}
