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

  /// The files that go.
  fileprivate var all: Set<String> { Set(names.map { "Sessions/" + $0 } + outside) }
}

/// How a discard ended.
public enum DiscardEnd: Equatable, Sendable {
  /// So many files are overwritten and removed; what may still hold something of them.
  case done(Int, left: [CopyErasure.Holder])
  /// Nothing was destroyed: more belongs to the session by now than was known.
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
  /// Nothing is destroyed while the session, a review or a copy of it is open anywhere, nor if there is more by now.
  ///
  /// - Parameter known: what goes, as it was looked for before.
  /// - Throws: `openElsewhere`, what the disk says of the folder.
  public func discard(_ known: Belongings) throws(StorageError) -> DiscardEnd {
    let sessions = try sessionsFolder()
    var locks = DiscardLocks()
    do throws(StorageError) {
      try locks.take(known, in: sessions, of: self)
      let goes = try belongings(of: known.id)
      guard goes.all.subtracting(locks.made.map { "Sessions/" + $0 }).isSubset(of: known.all) else {
        locks.release(in: sessions)
        return .grown(try belongings(of: known.id))
      }
      defer { withExtendedLifetime(locks) {} }
      return try destroy(goes, locks.made, in: sessions)
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

  init(left: [CopyErasure.Holder], made: Set<String>) {
    self.left = left
    self.made = made
  }

  mutating func remove(_ name: String, in folder: Folder) {
    do throws(StorageError) {
      switch try Erasure.remove(name, in: folder) {
      case .gone: count += made.contains(name) ? 0 : 1
      case .linked: keep(name, "it has another name somewhere, which still leads to its text")
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
  /// Journals that were made in order to be locked.
  private(set) var made: Set<String> = []

  /// - Throws: `openElsewhere`; those taken before are still held.
  mutating func take(_ goes: Belongings, in sessions: Folder, of study: StudyFolder) throws(StorageError) {
    let own = try SessionFiles(goes.id)
    var journals: Set<String> = []
    for id in goes.ids {
      for reviewer in [nil] + (try study.reviewers(of: id)).map(Optional.some) {
        let files = try SessionFiles(id, reviewer: reviewer)
        let lock = try JournalLock.take(files, in: sessions, of: study) { () throws(StorageError) in true }
        held.append(lock.journal)
        journals.insert(files.journal)
        if lock.isNew { made.insert(files.journal) }
      }
    }
    for name in goes.names where !journals.contains(name) { try lock(name, in: sessions, own) }
    guard let state = try study.stateFolder() else { return }
    for name in goes.outside { try lock(name, in: state, own) }
  }

  private mutating func lock(_ name: String, in folder: Folder, _ own: SessionFiles) throws(StorageError) {
    guard let file = try folder.openUnlessObstacle(name, for: .writing) else { return }
    guard try file.lock() else { throw own.openElsewhere }
    held.append(file)
  }

  /// Leaves everything as it was.
  mutating func release(in sessions: Folder) {
    for name in made { try? sessions.remove(name) }
    made = []
    held = []
  }
}
