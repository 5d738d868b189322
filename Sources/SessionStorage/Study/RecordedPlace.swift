internal import Interview

/// Where the study is in which a journal was written that lies outside of every study.
enum RecordedPlace: Equatable {
  /// It is this one.
  case here
  /// It is another one, in which the session still is.
  case elsewhere
  /// It is another one, which is gone, or in which the session is no more.
  case nowhere
}

extension StudyFolder {
  /// Where a journal outside was recorded, by what its heading says. What cannot be looked at counts as still there.
  ///
  /// - Parameter sessions: this study's `Sessions/`, if it has one.
  func place(of heading: JournalHeading, beside sessions: Folder?) -> RecordedPlace {
    if heading.study == path { return .here }
    guard heading.study.hasPrefix("/"),
      let files = try? SessionFiles(heading.session, reviewer: heading.reviewer)
    else { return .nowhere }
    do throws(StorageError) {
      let other = try StudyFolder(path: heading.study, statePath: statePath, disk: disk).sessionsFolder()
      // Another way to the same folder.
      if let sessions, try other.status().identity == sessions.status().identity { return .here }
      return try other.holds(heading.uuid, as: files) ? .elsewhere : .nowhere
    } catch {
      switch error {
      case .notFound, .notAFile, .noFolder: return .nowhere
      default: return .elsewhere
      }
    }
  }
}

extension Folder {
  /// A session or a review with this uuid is here under the names of these files, or something of these names that
  /// does not tell.
  func holds(_ uuid: String, as files: SessionFiles) throws(StorageError) -> Bool {
    for name in [files.json, files.journal] {
      guard let start = try openUnlessObstacle(name, for: .reading)?.prefix(SessionFormat.headingLength)
      else {
        continue
      }
      let told = name == files.json ? Folder.uuid(ofFile: start) : Folder.uuid(ofJournal: start)
      if (told ?? uuid) == uuid { return true }
    }
    return false
  }

  /// There is something of these files but copies of what was torn or damaged, and one that is not asked about.
  func hasAnything(of files: SessionFiles, but name: String? = nil) throws(StorageError) -> Bool {
    try names().contains { $0 != name && files.role(of: $0)?.isKept ?? false }
  }

  /// What the line with the key says, which is among a file's first.
  static func uuid(ofFile start: [UInt8]) -> String? {
    for line in start.split(separator: UInt8(ascii: "\n")) {
      guard let member = FileLine.member(of: line), member.key == "uuid",
        case .string(let uuid) = member.value
      else { continue }
      return uuid
    }
    return nil
  }

  private static func uuid(ofJournal start: [UInt8]) -> String? {
    guard let first = JournalScan(start).payloads.first else { return nil }
    return try? JournalHeading.read(Array(start[first]), newest: .max).uuid
  }
}
