#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The folder of one study, with `Protocols/` and `Sessions/` in it.
public struct StudyFolder: Sendable {
  /// Where it is.
  public let path: String
  /// Where a running session goes on when this folder's disk fails: `$XDG_STATE_HOME/focusgroup`.
  public let statePath: String
  let disk: any Disk
  /// How large files may become.
  var limits = FileLimits.standard

  /// A study at a path, which need not be there yet.
  ///
  /// - Parameter statePath: a folder on this machine's own disk; made when it is needed.
  public init(path: String, statePath: String) {
    self.init(path: path, statePath: statePath, disk: SystemDisk())
  }

  /// The same on another disk than the system's.
  package init(path: String, statePath: String, disk: any Disk) {
    self.path = path
    self.statePath = statePath
    self.disk = disk
  }

  /// Finds the study: the one named, else `$FOCUSGROUP_STUDY`, else the current folder or its nearest parent that
  /// has `Protocols/` or `Sessions/`, else `focusgroup` in `$XDG_DATA_HOME` (`~/.local/share`).
  ///
  /// Nothing is made, and a folder that is named need not be there.
  /// - Parameter currentFolder: absolute.
  public static func locate(
    explicit: String?, environment: [String: String], currentFolder: String
  ) -> StudyFolder {
    locate(explicit: explicit, environment: environment, currentFolder: currentFolder, disk: SystemDisk())
  }

  static func locate(
    explicit: String?, environment: [String: String], currentFolder: String, disk: any Disk
  ) -> StudyFolder {
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? currentFolder
    // A relative path in an XDG variable counts as none (XDG Base Directory Specification).
    func xdg(_ name: String, _ otherwise: String) -> String {
      let value = environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
      return (value ?? home + otherwise) + "/focusgroup"
    }
    func study(_ path: String) -> StudyFolder {
      StudyFolder(
        path: absolute(path, in: currentFolder), statePath: xdg("XDG_STATE_HOME", "/.local/state"), disk: disk
      )
    }
    if let explicit, !explicit.isEmpty { return study(explicit) }
    if let named = environment["FOCUSGROUP_STUDY"], !named.isEmpty { return study(named) }
    var folder = absolute(currentFolder, in: "/")
    while true {
      if study(folder).isStudy { return study(folder) }
      guard folder != "/", let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) else { break }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    return study(xdg("XDG_DATA_HOME", "/.local/share"))
  }

  /// Makes the folder with `Protocols/` and `Sessions/` as far as they are not there, durably. New folders are
  /// open to their owner only.
  public func create() throws(StorageError) {
    try makeFolder(path)
    for part in ["/Protocols", "/Sessions"] {
      try restarting(path + part) { () throws(SystemFault) in
        try disk.makeFolderUnlessThere(path: path + part)
      }
    }
    try Folder(path: path, disk: disk).sync()
  }

  /// The folder is there.
  public var isThere: Bool { (try? Folder(path: path, disk: disk)) != nil }

  private var isStudy: Bool {
    guard let folder = try? Folder(path: path, disk: disk) else { return false }
    return ["Protocols", "Sessions"].contains { name in
      (try? disk.status(of: name, in: folder.descriptor))?.kind == .folder
    }
  }

  func protocolsFolder() throws(StorageError) -> Folder { try part("Protocols") }

  func sessionsFolder() throws(StorageError) -> Folder { try part("Sessions") }

  private func part(_ name: String) throws(StorageError) -> Folder {
    do {
      return try Folder(name, in: Folder(path: path, disk: disk))
    } catch .notFound {
      throw StorageError.notFound("folder", path + "/" + name)
    }
  }

  /// The folder on this machine's own disk, if there is one; nothing is made.
  func stateFolder() throws(StorageError) -> Folder? {
    do {
      return try Folder(path: statePath, disk: disk)
    } catch .notFound {
      return nil
    } catch .noFolder {
      // Where no folder can be, nothing was ever kept: a way out that is shut does not stop a recording.
      return nil
    }
  }

  /// The folder on this machine's own disk, made if need be.
  func makeStateFolder() throws(StorageError) -> Folder {
    try makeFolder(statePath)
    return try Folder(path: statePath, disk: disk)
  }

  /// Makes a folder and what is missing above it, each durable in the one above: also one that is there, since
  /// whoever made it may have been killed before it was.
  private func makeFolder(_ path: String) throws(StorageError) {
    do {
      try restarting(path) { () throws(SystemFault) in try disk.makeFolderUnlessThere(path: path) }
    } catch {
      guard case .notFound = error, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")),
        slash != path.startIndex
      else { throw error }
      try makeFolder(String(path[..<slash]))
      do {
        try restarting(path) { () throws(SystemFault) in try disk.makeFolderUnlessThere(path: path) }
      } catch .notFound {
        // The folder above is there, as in /proc, and takes none.
        throw StorageError.cannotCreate(path: path, reason: "no folder can be made there")
      }
    }
    if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
      let above = slash == path.startIndex ? "/" : String(path[..<slash])
      // A parent that may not be read cannot be synced either: the folder is there all the same.
      if let parent = try? Folder(path: above, disk: disk) { try parent.sync() }
    }
  }

  /// An absolute path without `.`, empty parts and a slash at the end; `..` is kept, since links decide it. By bytes: a
  /// name may begin with an accent, which a slash before it is no character of its own with.
  private static func absolute(_ path: String, in folder: String) -> String {
    let slash = UInt8(ascii: "/")
    let whole = path.utf8.first == slash ? path : folder + "/" + path
    let parts = whole.utf8.split(separator: slash).map(Substring.init).filter { $0 != "." }
    return "/" + parts.joined(separator: "/")
  }
}

extension Disk {
  /// Makes a folder of its owner's alone; one that is there stays as it is.
  fileprivate func makeFolderUnlessThere(path: String) throws(SystemFault) {
    do {
      try makeFolder(path: path)
    } catch {
      guard error.code == EEXIST else { throw error }
      return
    }
    let folder = try openFolder(path: path)
    defer { close(folder) }
    try? setMode(0o700, of: folder)
  }
}
