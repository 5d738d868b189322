/// All that belongs to a session, and goes when the session is discarded.
public struct Belongings: Equatable, Sendable {
  /// The session's id, under which its files stand.
  public let id: String
  /// The names of its reviewers, sorted.
  public let reviewers: [String]
  /// Copies of it and of its reviews that other programs have made.
  public let copies: [FileCopy]
  /// Names in `Sessions/`, in the order in which they go: the session's own file last, so that a discard which was cut
  /// off can be done once more.
  public let names: [String]
  /// Names in the state folder.
  public let outside: [String]
  /// Files that stay: only another program can tell what is in them, or nobody can tell whose they are.
  public let left: [CopyErasure.Holder]
  /// The session's id, and others under which copies of it stand.
  let ids: [String]
  /// How the files that go were when they were looked at, by their names.
  let states: [FileName: FileState]

  /// The name of a file that goes.
  struct FileName: Hashable {
    let name: String
    let isOutside: Bool
  }

  /// What tells that a file was written since: some file systems give it another number each time.
  struct FileState: Equatable {
    let size: Int
    let modified: Int
  }

  /// Nothing goes that was not known before, as it was then, but for empty journals that were made as locks.
  fileprivate func isKnown(to before: Belongings, besides made: Set<String>) -> Bool {
    states.allSatisfy { file, state in
      before.states[file] == state || (!file.isOutside && made.contains(file.name) && state.size == 0)
    }
  }
}

/// How a discard ended.
public enum DiscardEnd: Equatable, Sendable {
  /// So many files are overwritten and removed; what may still hold something of them.
  case done(Int, left: [CopyErasure.Holder])
  /// Nothing was destroyed: more belongs to the session by now than was known, or some of it was written since.
  case grown(Belongings)
}

extension StudyFolder {
  /// Looks for all that belongs to a session. Nothing is changed.
  ///
  /// - Throws: `notFound`, `badName`, what the disk says.
  public func belongings(of id: String) throws(StorageError) -> Belongings {
    var search = try BelongingsSearch(SessionFiles(id), in: self)
    return try search.belongings()
  }

  /// Destroys all that belongs to a session: each file is overwritten, then its name goes.
  ///
  /// Nothing is destroyed while the session, a review or a copy of it is open anywhere, nor if there is more by now, or
  /// anything else in a file.
  ///
  /// - Parameter known: what goes, as it was looked for before.
  /// - Throws: `openElsewhere`, what the disk says of the folder.
  public func discard(_ known: Belongings) throws(StorageError) -> DiscardEnd {
    let sessions = try sessionsFolder()
    var locks = DiscardLocks()
    do throws(StorageError) {
      try locks.take(known, in: sessions, of: self)
      let goes = try belongings(of: known.id)
      guard goes.isKnown(to: known, besides: locks.made) else {
        locks.release(in: sessions)
        return .grown(try belongings(of: known.id))
      }
      let end = try destroy(goes, locks.made, in: sessions)
      // What was made beside another session's files goes as well.
      locks.release(in: sessions)
      return end
    } catch {
      locks.release(in: sessions)
      throw error
    }
  }

  /// - Parameter made: empty journals that are there only as locks.
  private func destroy(
    _ goes: Belongings, _ made: Set<String>, in sessions: Folder
  ) throws(StorageError) -> DiscardEnd {
    let files = try SessionFiles(goes.id)
    var work = Destruction(left: goes.left, made: made)
    // Outside first: whose a file there is, only those in `Sessions/` tell.
    if let state = try stateFolder() {
      for name in goes.outside { work.remove(name, in: state) }
      try state.sync()
    }
    let last = [files.jsonOld, files.json, files.journal]
    for name in goes.names where !last.contains(name) { work.remove(name, in: sessions) }
    // What else there was is durably gone before the session cannot be found any more.
    try sessions.sync()
    for name in last where goes.names.contains(name) { work.remove(name, in: sessions) }
    try sessions.sync()
    return .done(work.count, left: work.left)
  }
}

/// Removes one file after the other, and keeps account of it.
private struct Destruction {
  var left: [CopyErasure.Holder]
  let made: Set<String>
  private(set) var count = 0
  /// Files that are left only because another name leads to them. That name may go later.
  private var linked: [FileStatus.Identity: String] = [:]

  init(left: [CopyErasure.Holder], made: Set<String>) {
    self.left = left
    self.made = made
  }

  mutating func remove(_ name: String, in folder: Folder) {
    do throws(StorageError) {
      let identity = try folder.identity(of: name)
      switch try Erasure.remove(name, in: folder) {
      case .gone:
        count += made.contains(name) ? 0 : 1
        guard let identity, let before = linked.removeValue(forKey: identity) else { return }
        left.removeAll { $0.name == before }
        count += 1
      case .linked:
        keep(name, "it has another name somewhere, which still leads to its text")
        if let identity { linked[identity] = name }
      case .unwritten: keep(name, "it was too large to be overwritten: only its name is gone")
      case .setAside(let new): keep(new ?? name, "it is no file: what is in it is not looked at")
      }
    } catch {
      keep(name, error.message)
    }
  }

  private mutating func keep(_ name: String, _ reason: String) {
    left.append(.init(name: name, reason: reason))
  }
}

/// The locks of a session, of its reviews and copies, and of every other file that goes with it.
private struct DiscardLocks {
  private var held: [OpenFile] = []
  private var identities: Set<FileStatus.Identity> = []
  private var new: [String: OpenFile] = [:]
  /// Journals that were made in order to be locked.
  var made: Set<String> { Set(new.keys) }

  /// - Throws: `openElsewhere`; those taken before are still held.
  mutating func take(_ goes: Belongings, in sessions: Folder, of study: StudyFolder) throws(StorageError) {
    let own = try SessionFiles(goes.id)
    var journals: Set<String> = []
    for id in goes.ids {
      for reviewer in [nil] + (try study.reviewers(of: id)).map(Optional.some) {
        let files = try SessionFiles(id, reviewer: reviewer)
        let lock = try JournalLock.take(files, in: sessions, of: study) { () throws(StorageError) in true }
        try hold(lock.journal)
        journals.insert(files.journal)
        if lock.isNew { new[files.journal] = lock.journal }
      }
    }
    for name in goes.names where !journals.contains(name) { try lock(name, in: sessions, own) }
    guard let state = try study.stateFolder() else { return }
    for name in goes.outside { try lock(name, in: state, own) }
  }

  private mutating func lock(_ name: String, in folder: Folder, _ own: SessionFiles) throws(StorageError) {
    guard let file = try folder.openUnlessObstacle(name, for: .writing) else { return }
    // Another name of a file that is locked already: a second lock would be in the way of the first.
    guard try !identities.contains(file.status().identity) else { return }
    guard try file.lock() else { throw own.openElsewhere }
    try hold(file)
  }

  private mutating func hold(_ file: OpenFile) throws(StorageError) {
    held.append(file)
    identities.insert(try file.status().identity)
  }

  /// Leaves every file as it was. What was no file and in the way of a lock keeps its new name.
  mutating func release(in sessions: Folder) {
    for (name, journal) in new { JournalLock.release(journal, named: name, in: sessions) }
    new = [:]
    held = []
  }
}
