internal import CSystem
#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import SessionStorage

/// A study in a folder of its owner's alone, below `$TMPDIR`, that is thrown away.
struct PracticeRoom {
  let study: StudyFolder
  /// Where it is.
  let path: String

  /// Makes the folder, under a name that nothing has yet.
  ///
  /// - Parameter above: the folder to make it in; `$TMPDIR` if it is absolute, else `/tmp`.
  /// - Throws: `cannotCreate`.
  init(in above: String = PracticeRoom.temporaryFolder) throws(StorageError) {
    var path = above
    repeat {
      path =
        above + (above.hasSuffix("/") ? "" : "/") + "focusgroup-rehearsal-" + SessionName.uuid().prefix(8)
      guard cs_make_folder(path, 0o700) != 0 else { break }
      guard errno == EEXIST else {
        throw StorageError.cannotCreate(path: path, reason: String(cString: strerror(errno)))
      }
    } while true
    self.path = path
    study = StudyFolder(path: path + "/study", statePath: path + "/state")
  }

  static var temporaryFolder: String {
    Here.environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
  }

  /// Overwrites and removes all that is in it, then the folders.
  ///
  /// - Returns: false if it is still there.
  func clear() -> Bool {
    try? study.overwriteAllFiles()
    for part in ["/study/Protocols", "/study/Sessions", "/study", "/state"] {
      _ = cs_remove_folder(path + part)
    }
    return cs_remove_folder(path) == 0
  }
}
