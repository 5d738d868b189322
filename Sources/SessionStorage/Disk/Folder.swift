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

  /// Opens a folder by a path as a person gave it.
  init(path: String, disk: any Disk) throws(StorageError) {
    self.disk = disk
    self.path = path
    guard !path.utf8.contains(0) else { throw StorageError.notFound("folder", path) }
    descriptor = try restarting(path) { () throws(SystemFault) in try disk.openFolder(path: path) }
  }

  /// Opens a folder in another; a symbolic link is refused.
  init(_ name: String, in parent: Folder) throws(StorageError) {
    let disk = parent.disk
    let path = parent.path + "/" + name
    self.disk = disk
    self.path = path
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
    let file = OpenFile(descriptor, path: path, disk: disk)
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
        return OpenFile(descriptor, path: self.path(of: name), disk: self.disk)
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

  /// Removes a name; none there is as good.
  func remove(_ name: String) throws(StorageError) {
    do {
      try restarting(path(of: name)) { () throws(SystemFault) in
        try self.disk.remove(name, in: self.descriptor)
      }
    } catch .notFound {}
  }

  /// Makes names that were made, changed or removed here durable.
  func sync() throws(StorageError) {
    try restarting(path) { () throws(SystemFault) in try self.disk.syncAll(self.descriptor) }
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
