import CSystem

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The real disk.
struct SystemDisk: Disk {
  func openFolder(path: String) throws(SystemFault) -> Descriptor {
    try checked(.openFolder, cs_openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0))
  }

  func openFolder(_ name: String, in folder: Descriptor) throws(SystemFault) -> Descriptor {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
    return try checked(.openFolder, cs_openat(folder, name, flags, 0))
  }

  func open(_ name: String, in folder: Descriptor, for access: Access) throws(SystemFault) -> Descriptor {
    let always = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    switch access {
    case .reading: return try checked(.open, cs_openat(folder, name, always | O_RDONLY, 0))
    case .writing: return try checked(.open, cs_openat(folder, name, always | O_RDWR, 0))
    case .creating:
      return try checked(.open, cs_openat(folder, name, always | O_RDWR | O_CREAT | O_EXCL, 0o600))
    }
  }

  func makeFolder(path: String) throws(SystemFault) {
    try checked(.makeFolder, cs_make_folder(path, 0o700))
  }

  func status(of descriptor: Descriptor) throws(SystemFault) -> FileStatus {
    var found = stat()
    try checked(.status, fstat(descriptor, &found))
    return FileStatus(found)
  }

  func status(of name: String, in folder: Descriptor) throws(SystemFault) -> FileStatus {
    var found = stat()
    try checked(.status, fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW))
    return FileStatus(found)
  }

  func status(path: String, followsLink: Bool) throws(SystemFault) -> FileStatus {
    var found = stat()
    try checked(.status, cs_status(path, followsLink ? 1 : 0, &found))
    return FileStatus(found)
  }

  func setMode(_ mode: UInt32, of descriptor: Descriptor) throws(SystemFault) {
    try checked(.setMode, fchmod(descriptor, mode_t(mode)))
  }

  func read(_ descriptor: Descriptor, at offset: Int, count: Int) throws(SystemFault) -> [UInt8] {
    var fault: SystemFault?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let done = pread(descriptor, buffer.baseAddress, count, off_t(offset))
      if done < 0 { fault = SystemFault(call: .read, code: errno) }
      filled = max(0, done)
    }
    if let fault { throw fault }
    return bytes
  }

  func write(_ bytes: ArraySlice<UInt8>, to descriptor: Descriptor, at offset: Int) throws(SystemFault) -> Int
  {
    let done = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
    guard done >= 0 else { throw SystemFault(call: .write, code: errno) }
    return done
  }

  func syncData(_ descriptor: Descriptor) throws(SystemFault) {
    try checked(.syncData, cs_sync_data(descriptor))
  }

  func syncAll(_ descriptor: Descriptor) throws(SystemFault) {
    try checked(.syncAll, cs_sync(descriptor))
  }

  func truncate(_ descriptor: Descriptor, to length: Int) throws(SystemFault) {
    try checked(.truncate, ftruncate(descriptor, off_t(length)))
  }

  func rename(_ name: String, to new: String, in folder: Descriptor) throws(SystemFault) {
    try checked(.rename, renameat(folder, name, folder, new))
  }

  func exchange(_ name: String, with other: String, in folder: Descriptor) throws(SystemFault) {
    try checked(.exchange, cs_exchange(folder, name, other))
  }

  func renameUnlessThere(_ name: String, to new: String, in folder: Descriptor) throws(SystemFault) {
    try checked(.renameUnlessThere, cs_rename_unless_there(folder, name, new))
  }

  func link(_ name: String, to new: String, in folder: Descriptor) throws(SystemFault) {
    try checked(.link, linkat(folder, name, folder, new, 0))
  }

  func path(of folder: Descriptor) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      guard let start = buffer.baseAddress, cs_path_of(folder, start, UInt(buffer.count)) > 0 else {
        return nil
      }
      return PathText.text(of: start)
    }
  }

  func remove(_ name: String, in folder: Descriptor) throws(SystemFault) {
    try checked(.remove, unlinkat(folder, name, 0))
  }

  func names(in folder: Descriptor) throws(SystemFault) -> [String] {
    // A descriptor of its own, since reading a folder moves a position that copies would share.
    let own = try checked(.list, cs_openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0))
    guard let entries = fdopendir(own) else {
      let code = errno
      close(own)
      throw SystemFault(call: .list, code: code)
    }
    defer { closedir(entries) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(entries) else { break }
      names.append(PathText.text(of: cs_entry_name(entry)))
    }
    guard errno == 0 else { throw SystemFault(call: .list, code: errno) }
    return names.filter { $0 != "." && $0 != ".." }
  }

  func lock(_ descriptor: Descriptor) throws(SystemFault) -> Bool {
    try checked(.lock, cs_lock(descriptor)) == 0
  }

  func isLocked(_ descriptor: Descriptor) throws(SystemFault) -> Bool {
    try checked(.isLocked, cs_is_locked(descriptor)) == 1
  }

  func close(_ descriptor: Descriptor) {
    #if canImport(Darwin)
      _ = Darwin.close(descriptor)
    #else
      _ = Glibc.close(descriptor)
    #endif
  }

  @discardableResult
  private func checked(_ call: DiskCall, _ result: Int32) throws(SystemFault) -> Int32 {
    guard result >= 0 else { throw SystemFault(call: call, code: errno) }
    return result
  }
}

extension FileStatus {
  fileprivate init(_ found: stat) {
    switch found.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .symlink
    case S_IFIFO: kind = .pipe
    case S_IFCHR, S_IFBLK: kind = .device
    default: kind = .other
    }
    size = Int(found.st_size)
    // Darwin's device numbers are signed.
    identity = Identity(
      device: UInt64(truncatingIfNeeded: found.st_dev), inode: UInt64(truncatingIfNeeded: found.st_ino))
    links = Int(truncatingIfNeeded: found.st_nlink)
    #if canImport(Darwin)
      let time = found.st_mtimespec
    #else
      let time = found.st_mtim
    #endif
    modified = Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
  }
}
