/// A file or folder as the system numbers it while it is open.
package typealias Descriptor = Int32

/// A system call that failed, with what it left in `errno`.
package struct SystemFault: Error, Equatable, Sendable {
  package let call: DiskCall
  package let code: Int32

  package init(call: DiskCall, code: Int32) {
    self.call = call
    self.code = code
  }
}

/// The system calls that storage makes.
package enum DiskCall: String, CaseIterable, Sendable {
  case openFolder = "open folder"
  case open = "open"
  case makeFolder = "make folder"
  case status = "stat"
  case setMode = "chmod"
  case read = "read"
  case write = "write"
  case syncData = "sync"
  case syncAll = "sync with attributes"
  case truncate = "truncate"
  case rename = "rename"
  case exchange = "exchange"
  case renameUnlessThere = "rename to a free name"
  case link = "link"
  case remove = "remove"
  case list = "list"
  case lock = "lock"
  case isLocked = "ask for the lock"
}

/// What a file is opened for.
package enum Access: Sendable {
  case reading
  case writing
  /// A new file, mode 0600, that must not be there yet.
  case creating
}

/// What stands at a path.
package enum FileKind: String, Sendable {
  case file
  case folder
  case symlink = "symbolic link"
  case pipe
  case device
  case other = "special file"
}

/// What `stat` tells.
package struct FileStatus: Hashable, Sendable {
  /// Which file it is, whatever its name.
  package struct Identity: Hashable, Sendable {
    package let device: UInt64
    package let inode: UInt64

    package init(device: UInt64, inode: UInt64) {
      self.device = device
      self.inode = inode
    }
  }

  package let kind: FileKind
  /// In bytes.
  package let size: Int
  package let identity: Identity
  /// How many names lead to it; 0 when the last one was taken away.
  package let links: Int
  /// When its bytes were last changed, in nanoseconds since 1970 by the clock of whoever keeps the file.
  package let modified: Int

  package init(kind: FileKind, size: Int, identity: Identity, links: Int, modified: Int) {
    self.kind = kind
    self.size = size
    self.identity = identity
    self.links = links
    self.modified = modified
  }
}

/// The system calls of storage, each as bare as the system has it: no loops, no second tries. Tests put their
/// own in its place, which count, fail, or hold a disk in memory.
///
/// No call follows a symbolic link in the last part of a name, except `openFolder(path:)` and `status(path:)` if it is told
/// to.
package protocol Disk: Sendable {
  /// Opens a folder by a path as a person gave it.
  func openFolder(path: String) throws(SystemFault) -> Descriptor
  func openFolder(_ name: String, in folder: Descriptor) throws(SystemFault) -> Descriptor
  func open(_ name: String, in folder: Descriptor, for access: Access) throws(SystemFault) -> Descriptor
  /// Makes a folder with mode 0700.
  func makeFolder(path: String) throws(SystemFault)
  func status(of descriptor: Descriptor) throws(SystemFault) -> FileStatus
  func status(of name: String, in folder: Descriptor) throws(SystemFault) -> FileStatus
  func status(path: String, followsLink: Bool) throws(SystemFault) -> FileStatus
  func setMode(_ mode: UInt32, of descriptor: Descriptor) throws(SystemFault)
  /// At most `count` bytes; none at the end of the file.
  func read(_ descriptor: Descriptor, at offset: Int, count: Int) throws(SystemFault) -> [UInt8]
  /// Writes some of the bytes and says how many.
  func write(_ bytes: ArraySlice<UInt8>, to descriptor: Descriptor, at offset: Int) throws(SystemFault) -> Int
  /// The bytes and the length.
  func syncData(_ descriptor: Descriptor) throws(SystemFault)
  /// A file with all its attributes, or a folder.
  func syncAll(_ descriptor: Descriptor) throws(SystemFault)
  func truncate(_ descriptor: Descriptor, to length: Int) throws(SystemFault)
  /// Replaces what has the new name.
  func rename(_ name: String, to new: String, in folder: Descriptor) throws(SystemFault)
  /// Swaps what two names lead to.
  func exchange(_ name: String, with other: String, in folder: Descriptor) throws(SystemFault)
  /// Fails with `EEXIST` if the new name is taken.
  func renameUnlessThere(_ name: String, to new: String, in folder: Descriptor) throws(SystemFault)
  /// Gives a file a second name, which must be free.
  func link(_ name: String, to new: String, in folder: Descriptor) throws(SystemFault)
  /// The path that leads to an open folder now; nil where the system does not tell.
  func path(of folder: Descriptor) -> String?
  func remove(_ name: String, in folder: Descriptor) throws(SystemFault)
  func names(in folder: Descriptor) throws(SystemFault) -> [String]
  /// Takes the lock of an open file without waiting; false when another open descriptor has it.
  func lock(_ descriptor: Descriptor) throws(SystemFault) -> Bool
  /// Whether another open descriptor has the lock; takes nothing.
  func isLocked(_ descriptor: Descriptor) throws(SystemFault) -> Bool
  func close(_ descriptor: Descriptor)
}
