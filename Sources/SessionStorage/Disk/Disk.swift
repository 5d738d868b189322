/// A file or folder as the system numbers it while it is open.
typealias Descriptor = Int32

/// A system call that failed, with what it left in `errno`.
struct SystemFault: Error, Equatable, Sendable {
  let call: DiskCall
  let code: Int32
}

/// The system calls that storage makes.
enum DiskCall: String, CaseIterable, Sendable {
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
enum Access: Sendable {
  case reading
  case writing
  /// A new file, mode 0600, that must not be there yet.
  case creating
}

/// What stands at a path.
enum FileKind: String, Sendable {
  case file
  case folder
  case symlink = "symbolic link"
  case pipe
  case device
  case other = "special file"
}

/// What `stat` tells.
struct FileStatus: Hashable, Sendable {
  /// Which file it is, whatever its name.
  struct Identity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
  }

  let kind: FileKind
  /// In bytes.
  let size: Int
  let identity: Identity
  /// How many names lead to it; 0 when the last one was taken away.
  let links: Int
  /// When its bytes were last changed, in nanoseconds since 1970 by the clock of whoever keeps the file.
  let modified: Int
}

/// The system calls of storage, each as bare as the system has it: no loops, no second tries. Tests put their
/// own in its place, which count, fail, or hold a disk in memory.
///
/// No call follows a symbolic link in the last part of a name, except `openFolder(path:)` and `status(path:)` if it is told
/// to.
protocol Disk: Sendable {
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
