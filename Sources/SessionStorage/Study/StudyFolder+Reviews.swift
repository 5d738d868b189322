extension StudyFolder {
  /// The names of all who have a review of a session, sorted, by the names of files only.
  ///
  /// - Throws: `notFound` without a `Sessions/`; `badName`.
  public func reviewers(of id: String) throws(StorageError) -> [String] {
    _ = try SessionFiles(id)
    return try reviewers()[id] ?? []
  }

  /// The names of all who have a review, sorted, by the ids of the sessions; by the names of files only.
  ///
  /// - Throws: `notFound` without a `Sessions/`.
  public func reviewers() throws(StorageError) -> [String: [String]] {
    var found: [String: Set<String>] = [:]
    for name in try sessionsFolder().names() {
      guard let file = SessionFiles.parse(name), let reviewer = file.reviewer, file.role.isKept else {
        continue
      }
      found[file.id, default: []].insert(reviewer)
    }
    return found.mapValues { $0.sorted() }
  }
}
