/// Removes files so that their text is gone and not only their names.
///
/// What a disk or a file system keeps of overwritten blocks is beyond a program (copy-on-write, wear levelling,
/// snapshots): whole-disk encryption is the answer to that.
enum Erasure {
  /// What became of a file whose name was removed.
  enum Removal: Equatable {
    /// Its text is overwritten, or there was no file.
    case gone
    /// Its text is still there under another name.
    case linked
    /// It is larger than any file of ours, so that its text was not overwritten.
    case unwritten
    /// It is no plain file, and has this name now.
    case setAside(as: String?)
  }

  /// Overwrites a file and removes its name; none there is as good. What is no plain file gets another name; only
  /// the name goes of what is larger than any file of ours, since writing all of it would fill the disk, and what another name
  /// leads to as well, since that may be a person's own copy.
  @discardableResult
  static func remove(_ name: String, in folder: Folder) throws(StorageError) -> Removal {
    let file: OpenFile?
    do {
      file = try folder.openIfThere(name, for: .writing)
    } catch .notAFile {
      return .setAside(as: try folder.moveObstacle(at: name))
    }
    guard let file else { return .gone }
    var removal = Removal.unwritten
    if try file.status().size <= Recovery.largest { removal = try file.overwrite() ? .gone : .linked }
    try folder.remove(name)
    return removal
  }

  /// Overwrites a journal that is not needed any more and removes its name, unless the name leads elsewhere by now.
  ///
  /// - Returns: false if the text is still there under another name.
  static func remove(_ journal: JournalFile) throws(StorageError) -> Bool {
    let isNamed = try journal.isNamed()
    let isGone = try journal.file.overwrite(isNamed: isNamed)
    if isNamed { try journal.folder.remove(journal.name) }
    return isGone
  }

  /// Removes all copies of torn and damaged bytes of a session or a review. Their text is off the disk then; that
  /// their names are, is for the caller's next sync of the folder.
  ///
  /// - Returns: the paths of those whose text is still there under another name.
  static func removeTornCopies(_ files: SessionFiles, in sessions: Folder) throws(StorageError) -> [String] {
    var linked: [String] = []
    for name in try sessions.names() where name.hasPrefix(files.journal + ".torn") {
      if try remove(name, in: sessions) == .linked { linked.append(sessions.path(of: name)) }
    }
    return linked
  }
}
