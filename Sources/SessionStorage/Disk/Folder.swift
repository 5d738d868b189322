#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An open folder; closed with its last owner. All files of a study are reached through one, so that nobody
/// can swap the folder under them.
final class Folder: Sendable {
  let disk: any Disk
  let descriptor: Descriptor
  /// For messages.
  let path: String
  /// It was opened by its name in another folder: a link at its path does not lead to it.
  private let isReachedByName: Bool
  /// What its file system keeps; its files share it.
  let promises = FolderPromises()

  /// Opens a folder by a path as a person gave it.
  init(path: String, disk: any Disk) throws(StorageError) {
    self.disk = disk
    self.path = path
    isReachedByName = false
    guard !path.utf8.contains(0) else { throw StorageError.notFound("folder", path) }
    descriptor = try restarting(path) { () throws(SystemFault) in try disk.openFolder(path: path) }
  }

  /// Opens a folder in another; a symbolic link is refused.
  init(_ name: String, in parent: Folder) throws(StorageError) {
    let disk = parent.disk
    let path = parent.path + "/" + name
    self.disk = disk
    self.path = path
    isReachedByName = true
    let inside = parent.descriptor
    descriptor = try restarting(path) { () throws(SystemFault) in try disk.openFolder(name, in: inside) }
  }

  deinit { disk.close(descriptor) }

  /// The path of a name, for messages.
  func path(of name: String) -> String { path + "/" + name }

  /// Opens what must be a plain file: anything else at the name is refused.
  func open(_ name: String, for access: Access) throws(StorageError) -> OpenFile {
    let path = path(of: name)
    let descriptor = try restarting(path) { () throws(SystemFault) in
      try self.disk.open(name, in: self.descriptor, for: access)
    }
    let file = OpenFile(descriptor, path: path, disk: disk, promises: promises)
    let kind = try file.status().kind
    guard kind == .file else { throw StorageError.notAFile(path: path, kind: kind.rawValue) }
    return file
  }

  /// Opens a file, or nothing when there is none.
  func openIfThere(_ name: String, for access: Access) throws(StorageError) -> OpenFile? {
    do {
      return try open(name, for: access)
    } catch .notFound {
      return nil
    }
  }

  /// Makes a new file, or nothing when the name is taken.
  func createUnlessThere(_ name: String) throws(StorageError) -> OpenFile? {
    let file = try restarting(path(of: name), creating: true) { () throws(SystemFault) -> OpenFile? in
      do throws(SystemFault) {
        let descriptor = try self.disk.open(name, in: self.descriptor, for: .creating)
        self.setOwnerOnly(descriptor)
        return OpenFile(
          descriptor, path: self.path(of: name), disk: self.disk, promises: self.promises)
      } catch {
        guard error.code == EEXIST else { throw error }
        return nil
      }
    }
    return file
  }

  /// Makes a new file; a name that is taken is a fault.
  func create(_ name: String) throws(StorageError) -> OpenFile {
    guard let file = try createUnlessThere(name) else {
      throw StorageError.cannotCreate(path: path(of: name), reason: "it is there already")
    }
    return file
  }

  func status() throws(StorageError) -> FileStatus {
    try restarting(path) { () throws(SystemFault) in try self.disk.status(of: self.descriptor) }
  }

  /// What stands at a name; nil for nothing.
  func status(of name: String) throws(StorageError) -> FileStatus? {
    do {
      return try restarting(path(of: name)) { () throws(SystemFault) in
        try self.disk.status(of: name, in: self.descriptor)
      }
    } catch .notFound {
      return nil
    }
  }

  /// Which file stands at a name; nil for none.
  func identity(of name: String) throws(StorageError) -> FileStatus.Identity? {
    try status(of: name)?.identity
  }

  /// Makes a new file 0600 whatever the umask. A file system without rights (FAT) refuses that; the umask can
  /// only have taken rights away, so that nobody reads what they should not.
  private func setOwnerOnly(_ descriptor: Descriptor) {
    try? disk.setMode(0o600, of: descriptor)
  }

  func rename(_ name: String, to new: String) throws(StorageError) {
    try restarting(path(of: new)) { () throws(SystemFault) in
      try self.disk.rename(name, to: new, in: self.descriptor)
    }
  }

  /// Swaps what two names lead to.
  ///
  /// - Returns: false where the file system cannot.
  func exchange(_ name: String, with other: String) throws(StorageError) -> Bool {
    try orUnable(path(of: other)) { () throws(SystemFault) in
      try self.disk.exchange(name, with: other, in: self.descriptor)
    }
  }

  /// Renames to a name that is free.
  ///
  /// - Returns: false if the name is taken.
  func renameUnlessThere(_ name: String, to new: String) throws(StorageError) -> Bool {
    var isTaken = false
    let isDone = try orUnable(path(of: new)) { () throws(SystemFault) in
      do throws(SystemFault) {
        try self.disk.renameUnlessThere(name, to: new, in: self.descriptor)
      } catch {
        guard error.code == EEXIST else { throw error }
        isTaken = true
      }
    }
    if isTaken { return false }
    if isDone { return true }
    guard try identity(of: new) == nil else { return false }
    try rename(name, to: new)
    return true
  }

  /// Gives a file a second name.
  ///
  /// - Returns: false where the file system has but one name for a file.
  func link(_ name: String, to new: String) throws(StorageError) -> Bool {
    try orUnable(path(of: new)) { () throws(SystemFault) in
      try self.disk.link(name, to: new, in: self.descriptor)
    }
  }

  /// - Returns: false if the file system does not know the call.
  private func orUnable(_ path: String, _ call: () throws(SystemFault) -> Void) throws(StorageError) -> Bool {
    try restarting(path) { () throws(SystemFault) in
      do throws(SystemFault) {
        try call()
        return true
      } catch {
        guard [EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP, EPERM].contains(error.code) else { throw error }
        return false
      }
    }
  }

  /// Removes a name; none there is as good.
  func remove(_ name: String) throws(StorageError) {
    do {
      try restarting(path(of: name)) { () throws(SystemFault) in
        try self.disk.remove(name, in: self.descriptor)
      }
    } catch .notFound {}
  }

  /// Makes names that were made, changed or removed here durable, as far as the file system can.
  func sync() throws(StorageError) {
    _ = try restarting(path) { () throws(SystemFault) in
      try self.promises.ask(.namesAreDurable) { () throws(SystemFault) in
        try self.disk.syncAll(self.descriptor)
      }
    }
  }

  /// The file system cannot promise that what is written here survives a power cut.
  var isWeak: Bool { !promises.broken.isDisjoint(with: [.bytesAreDurable, .namesAreDurable]) }

  /// The folder was removed, its disk is gone or unmounted, or another is mounted over it: what is written here cannot
  /// be found any more. One that was moved is not gone, if the system tells where it is.
  var isGone: Bool {
    // A file system that fails for once tells by the path.
    guard (try? status()) != nil else { return identity(atPath: path) == nil }
    return whereabouts == nil
  }

  /// Where the folder is now, whatever it was called when it was opened; nil if it is nowhere any more, or the system
  /// does not tell.
  var whereabouts: String? {
    guard let own = try? status().identity else { return nil }
    let there = identity(atPath: path)
    if there == own { return path }
    // Where a folder has another number each time, any folder at its path has to be it.
    guard (try? status().identity) == own else { return there == nil ? nil : path }
    guard let moved = disk.path(of: descriptor), identity(atPath: moved) == own else { return nil }
    return moved
  }

  /// Which folder a path leads to, by the way that this one was opened.
  private func identity(atPath path: String) -> FileStatus.Identity? {
    let status = try? restarting(path) { () throws(SystemFault) in
      try self.disk.status(path: path, followsLink: !self.isReachedByName)
    }
    return status?.kind == .folder ? status?.identity : nil
  }

  /// All names in no order.
  func names() throws(StorageError) -> [String] {
    try restarting(path) { () throws(SystemFault) in try self.disk.names(in: self.descriptor) }
  }
}

/// Does a call again when a signal interrupts it, and says the fault as a storage error. A hundred times in a
/// row is no signal any more.
@discardableResult
func restarting<Result>(
  _ path: String, creating: Bool = false, _ call: () throws(SystemFault) -> Result
) throws(StorageError) -> Result {
  var tries = 0
  while true {
    do {
      return try call()
    } catch {
      tries += 1
      if error.code == EINTR, tries < 100 { continue }
      throw StorageError(error, path: path, creating: creating)
    }
  }
}
