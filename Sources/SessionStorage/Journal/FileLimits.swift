/// How large files may become, in bytes: told before it comes to that, and checked before anything is written. What is
/// within them can be read again.
struct FileLimits: Equatable, Sendable {
  /// The largest file of a state and the largest journal.
  var file = 1 << 30
  /// A journal is begun anew for its size only above this.
  var journal = 64 << 20

  /// What the program keeps to.
  static let standard = FileLimits()

  /// A journal of this size has outgrown a state whose file is so large: reading it takes much longer than reading the
  /// state would. It happens long before the journal cannot grow any more.
  func hasOutgrown(_ journal: Int, state: Int) -> Bool {
    journal > self.journal && (journal / 4 > state || journal > file / 4)
  }

  /// A file is half as large as it may become.
  func isFilling(_ size: Int) -> Bool { size > file / 2 }

  /// - Throws: `fileLimit` for a file that would be too large to be opened again.
  func check(_ size: Int, path: String) throws(StorageError) {
    guard size <= file else { throw StorageError.fileLimit(path: path, limit: file) }
  }
}

/// What is said of a journal's size while it grows: once, and again when it has grown much further.
struct JournalGrowth {
  private let limits: FileLimits
  /// The size at which it was last said that the state is outgrown.
  private var outgrown = 0
  /// The same of the size at which a journal cannot grow any more.
  private var filling = 0

  init(_ limits: FileLimits) { self.limits = limits }

  /// What is to be said.
  ///
  /// - Parameter state: the size of the state's file, asked for only if it matters.
  mutating func reports(_ size: Int, path: String, state: () -> Int) -> [StorageReport] {
    var reports: [StorageReport] = []
    if limits.isFilling(size), size - filling > limits.journal {
      filling = size
      reports.append(.noticed(.filling(path: path, bytes: size, limit: limits.file)))
    }
    if size > limits.journal, size - outgrown > limits.journal, limits.hasOutgrown(size, state: state()) {
      outgrown = size
      reports.append(.outgrown)
    }
    return reports
  }

  /// The journal was begun anew and has this size: what it took along is no reason to begin it once more.
  mutating func begin(at size: Int) {
    self = JournalGrowth(limits)
    outgrown = size
  }
}
