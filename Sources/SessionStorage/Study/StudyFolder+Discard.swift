internal import Interview

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
  /// Files that stay, since only another program can tell what is in them.
  public let left: [CopyErasure.Holder]
}

extension StudyFolder {
  /// Looks for all that belongs to a session. Nothing is changed.
  ///
  /// - Throws: `notFound`, `badName`, what the disk says.
  public func belongings(of id: String) throws(StorageError) -> Belongings {
    let files = try SessionFiles(id)
    let sessions = try sessionsFolder()
    let names = try sessions.names().sorted()
    let own = names.filter { StudyFolder.owner(of: $0) == id }
    let uuid = try CopyFinder.beginning(of: files, in: sessions).map { $0.sessionUUID ?? $0.uuid }
    let outside = try stateFolder()?.names().filter { name in
      guard let uuid else { return false }
      if let found = SessionFiles.parseOutside(name) { return found.uuid == uuid }
      return name.hasPrefix(id) && name.hasSuffix(".\(uuid).json")
    }
    guard !own.isEmpty || !(outside ?? []).isEmpty else { throw files.notFound }
    let all = copies(of: id, among: names)
    let (editors, copies) = (all.filter { $0.content == .editor }, all.filter { $0.content != .editor })
    func rank(_ name: String) -> Int {
      if name == files.journal { return 3 }
      if name == files.json || name == files.jsonOld { return 2 }
      return SessionFiles.parse(name)?.reviewer == nil ? 1 : 0
    }
    return Belongings(
      id: id, reviewers: try reviewers(of: id), copies: copies,
      names: copies.map(\.name)
        + own.filter { name in !copies.contains { $0.name == name } }
        .sorted { (rank($0), $0) < (rank($1), $1) },
      outside: (outside ?? []).sorted(),
      left: editors.map { .init(name: $0.name, reason: "it is an editor's, which only that can read") })
  }

  /// The id of the session whose own file, or whose review's, a name is, also while it is being written.
  private static func owner(of name: String) -> String? {
    let isUnderWay = name.hasPrefix(".") && name.hasSuffix(".tmp")
    return SessionFiles.parse(isUnderWay ? String(name.dropFirst().dropLast(4)) : name)?.id
  }

  /// Destroys all that belongs to a session: each file is overwritten, then its name goes.
  ///
  /// Nothing is destroyed while the session, a review or a copy of it is open anywhere.
  ///
  /// - Returns: what may still hold it: a file with another name somewhere, or one that could not be overwritten.
  /// - Throws: `openElsewhere`, what the disk says of the folder.
  public func discard(_ belongings: Belongings) throws(StorageError) -> [CopyErasure.Holder] {
    let files = try SessionFiles(belongings.id)
    let sessions = try sessionsFolder()
    let locks = try lockAll(belongings, files, in: sessions)
    defer { withExtendedLifetime(locks) {} }
    var left = belongings.left
    func remove(_ name: String, in folder: Folder) {
      do throws(StorageError) {
        guard try !Erasure.remove(name, in: folder) else { return }
        left.append(.init(name: name, reason: "it has another name somewhere, which still leads to its text"))
      } catch {
        left.append(.init(name: name, reason: error.message))
      }
    }
    // The locks have made journals where there were none.
    let journals = belongings.reviewers.compactMap { try? SessionFiles(belongings.id, reviewer: $0).journal }
    let last = [files.jsonOld, files.json, files.journal]
    for name in belongings.names + journals where !last.contains(name) { remove(name, in: sessions) }
    if let state = try stateFolder() {
      for name in belongings.outside { remove(name, in: state) }
      try state.sync()
    }
    // What else there was is durably gone before the session cannot be found any more.
    try sessions.sync()
    for name in last { remove(name, in: sessions) }
    try sessions.sync()
    return left
  }

  /// The locks of the session and of its reviews, and of every other file that goes.
  private func lockAll(
    _ belongings: Belongings, _ files: SessionFiles, in sessions: Folder
  ) throws(StorageError) -> [OpenFile] {
    var locks: [OpenFile] = []
    var journals: Set<String> = []
    for reviewer in [nil] + belongings.reviewers.map(Optional.some) {
      let files = try SessionFiles(belongings.id, reviewer: reviewer)
      locks.append(
        try JournalLock.take(files, in: sessions, of: self) { () throws(StorageError) in true }.journal)
      journals.insert(files.journal)
    }
    for name in belongings.names where !journals.contains(name) {
      let file: OpenFile?
      do throws(StorageError) {
        file = try sessions.openIfThere(name, for: .writing)
      } catch .notAFile {
        continue
      }
      guard let file else { continue }
      guard try file.lock() else { throw files.openElsewhere }
      locks.append(file)
    }
    return locks
  }
}
