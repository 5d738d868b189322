public import Interview
internal import Text

/// A session that is saved outside of every study: the one it was recorded in is gone, or does not have it any more.
public struct SavedElsewhere: Equatable, Sendable {
  /// Its id.
  public let id: String
  /// What a list would say of it.
  public let heading: SessionHeading
  /// The study it was recorded in.
  public let study: String
  /// The file it is in.
  public let path: String
  /// When it was last written, in nanoseconds of the wall clock.
  public let written: Int
  /// This study has no session of this id: `resume` brings it here.
  public internal(set) var canBeBrought: Bool

  /// A line that offers it.
  public var message: String {
    let notes = counted(heading.notes, "note")
    let way =
      canBeBrought
      ? "focusgroup resume \(id)"
      : "there is another \(id) here: copy \(path) to Sessions under another name, ending in .journal"
    return safeText("saved elsewhere: \(id), \(notes), from \(study); \(way)")
  }
}

extension StudyFolder {
  /// The sessions that are saved outside of every study, by their ids. Those of a study that is still there with the
  /// session in it are not among them.
  ///
  /// - Throws: what keeps the folders from being read.
  public func savedElsewhere() throws(StorageError) -> [SavedElsewhere] {
    guard let outside = try stateFolder() else { return [] }
    var found: [String: SavedElsewhere] = [:]
    let sessions = try? sessionsFolder()
    for name in try outside.names().sorted() {
      guard let file = SessionFiles.parseOutside(name), file.reviewer == nil, found[file.uuid] == nil else {
        continue
      }
      // One that cannot be read stays where it is.
      found[file.uuid] = try? savedElsewhere(file.id, file.uuid, name, in: outside, beside: sessions)
    }
    var ids: Set<String> = []
    return found.values.sorted { ($0.id, $0.path) < ($1.id, $1.path) }.map { saved in
      var saved = saved
      if !ids.insert(saved.id).inserted { saved.canBeBrought = false }
      return saved
    }
  }

  private func savedElsewhere(
    _ id: String, _ uuid: String, _ name: String, in outside: Folder, beside sessions: Folder?
  ) throws(StorageError) -> SavedElsewhere? {
    let files = try SessionFiles(id)
    if let sessions, try sessions.holds(uuid, as: files) { return nil }
    let evidence = try Evidence<Session>(files, uuid: uuid, in: outside)
    var study: String?
    for segment in evidence.segments {
      guard let heading = segment.heading else { continue }
      guard place(of: heading, beside: sessions) == .nowhere else { return nil }
      study = study ?? heading.study
    }
    guard let study else { return nil }
    let isTaken = try sessions?.hasAnything(of: files) ?? false
    return SavedElsewhere(
      id: id, heading: SessionHeading(of: try Refold(evidence).state), study: study,
      path: outside.path(of: name), written: evidence.segments.map(\.modified).max() ?? 0,
      canBeBrought: !isTaken)
  }
}
