/// What the system tells of a session's files without a byte of them being read.
struct FileGlance: Equatable, Sendable {
  /// Where a journal lies.
  struct Place: Hashable, Sendable {
    var isOutside: Bool
    var name: String
  }

  /// The session's file; nil if there is none.
  let json: FileStatus?
  /// Its journals, in the study and outside of it.
  let journals: [Place: FileStatus]

  init(_ files: SessionFiles, in sessions: Folder, of study: StudyFolder) throws(StorageError) {
    var found: [Place: FileStatus] = [:]
    if let status = try sessions.status(of: files.journal) {
      found[Place(isOutside: false, name: files.journal)] = status
    }
    for name in files.segments(among: try sessions.names()) {
      found[Place(isOutside: false, name: name)] = try sessions.status(of: name)
    }
    if let outside = try study.stateFolder() {
      for name in try outside.names() where files.ownsOutside(name) {
        found[Place(isOutside: true, name: name)] = try outside.status(of: name)
      }
    }
    journals = found
    json = try sessions.status(of: files.json)
  }

  /// The one journal that has only become longer since another glance, when nothing else has changed.
  func grown(since before: FileGlance) -> (place: Place, size: Int)? {
    guard json == before.json, journals.count == before.journals.count else { return nil }
    let changed = journals.filter { before.journals[$0.key] != $0.value }
    guard changed.count == 1, let (place, now) = changed.first, let then = before.journals[place],
      now.identity == then.identity, now.size > then.size
    else { return nil }
    return (place, now.size)
  }
}
