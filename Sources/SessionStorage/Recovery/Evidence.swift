internal import Interview

/// All that there is of one session or review: its file and its journals, in the study and outside of it.
struct Evidence<State: Journaled> {
  let files: SessionFiles
  /// The file, if it is this one's: what stands under its name, else an earlier writing.
  private(set) var file: StateFile<State>?
  /// What stands under the file's name and cannot be read, or not whole.
  private(set) var badFile: StateFile<State>?
  /// The whole file's state, or what a newer one is to this program.
  var state: State? { file?.fault == nil ? file?.state : nil }
  /// In the order in which they were begun.
  private(set) var segments: [Segment] = []
  /// Names of journals that belong to others.
  private(set) var foreign: [String] = []
  /// What bears a journal's name and is no file; where it is now, if it was in a writer's way.
  private(set) var obstacles: [RecoveryNotice] = []
  /// What stands under the file's name and belongs to another session or review.
  private(set) var stranger: StateFile<State>?
  /// The study it was recorded in, if it is not this one and the session is nowhere in it.
  private(set) var origin: String?
  private var isNewer = false

  /// Reads the journals, then the file.
  ///
  /// - Parameters:
  ///   - journal: the open journal, if there is one; nothing in it may be a new one.
  ///   - obstacle: what was in the way of the journal.
  init(
    _ files: SessionFiles, journal: OpenFile?, in sessions: Folder, of study: StudyFolder, for access: Access,
    obstacle: RecoveryNotice? = nil
  ) throws(StorageError) {
    self.files = files
    obstacles = obstacle.map { [$0] } ?? []
    var inside: [Segment] = []
    if journal == nil { try take(obstacleAt: files.journal, in: sessions) }
    if let journal {
      inside.append(try Segment(journal, name: files.journal, in: sessions, newest: State.Change.version))
    }
    for name in try Evidence.segments(
      of: files, isListed: journal != nil || files.reviewer == nil, in: sessions)
    {
      if let file = try sessions.openUnlessObstacle(name, for: access) {
        inside.append(try Segment(file, name: name, in: sessions, newest: State.Change.version))
      }
      try take(obstacleAt: name, in: sessions)
    }
    let outside = try Evidence.outside(files, of: study, for: access)
    var file = try StateFile<State>(files.json, of: files, in: sessions)
    if file?.fault != nil { badFile = file }
    if file?.state == nil, let old = try StateFile<State>(files.jsonOld, of: files, in: sessions),
      old.fault == nil
    {
      file = old
    }
    let isOutside = file == nil
    if isOutside { file = try Evidence.stateOutside(files, beside: inside + outside, of: study) }
    take(file, inside)
    self.file?.countFromRecorders(orFrom: segments)
    try take(outside, besideFile: !isOutside, of: study, in: sessions)
    // In the order in which they were begun, wherever they are; what a second journal has more counts, and no more.
    let order = segments.enumerated().map { index, segment in
      (files.number(of: segment.name), segment.isSecondJournal ? -1 : index, segment)
    }
    segments = order.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    isNewer = (self.file?.isNewer ?? false) || segments.contains(where: \.isNewer)
  }

  private mutating func take(obstacleAt name: String, in sessions: Folder) throws(StorageError) {
    guard let kind = try sessions.obstacle(at: name) else { return }
    obstacles.append(.obstacle(name: name, kind: kind.rawValue, keptAs: nil))
  }

  /// What lies outside of every study with one uuid.
  init(_ files: SessionFiles, uuid: String, in outside: Folder) throws(StorageError) {
    self.files = files
    for name in files.outside(among: try outside.names()) where SessionFiles.parseOutside(name)?.uuid == uuid
    {
      if let file = try outside.openIfThere(name, for: .reading) {
        segments.append(try Segment(file, name: name, in: outside, newest: State.Change.version))
      }
    }
    isNewer = segments.contains(where: \.isNewer)
  }

  /// The name of what a newer program wrote; nil if nothing is.
  var newerFile: String? { isNewer ? segments.first(where: \.isNewer)?.name ?? files.json : nil }

  /// There is nothing of it.
  var isEmpty: Bool { file == nil && badFile == nil && segments.isEmpty && stranger == nil }

  /// No record was ever saved, and nothing tells of any.
  var isBlank: Bool {
    file == nil && badFile == nil && !isNewer && foreign.isEmpty && stranger == nil && segments.count <= 1
      && segments.allSatisfy(\.records.isEmpty)
  }

  /// The uuid, as far as anything tells it.
  var uuid: String? { file?.uuid ?? segments.lazy.compactMap(\.heading?.uuid).first }

  /// Sorts out what belongs to others: a journal that tells something and was made under this name says whose it is,
  /// else the file.
  private mutating func take(_ file: StateFile<State>?, _ inside: [Segment]) {
    let telling = inside.first { $0.isTelling && files.areNamed(in: $0.heading) }
    let own = telling?.heading?.uuid ?? file?.uuid ?? inside.lazy.compactMap(\.heading?.uuid).first
    for segment in inside {
      if let heading = segment.heading, heading.uuid != own {
        if segment.isTelling { foreign.append(segment.name) }
      } else {
        segments.append(segment)
      }
    }
    if let file, let uuid = file.uuid, uuid != own {
      stranger = file
    } else {
      self.file = file
    }
  }

  /// Takes the journals outside of the study that are this one's: those with its uuid; where nothing of it is in the
  /// study, those of one session that was recorded in this study, or in one in which it is no more.
  ///
  /// - Parameter besideFile: the state's file, if there is one, is in the study.
  private mutating func take(
    _ outside: [Segment], besideFile: Bool, of study: StudyFolder, in sessions: Folder
  ) throws(StorageError) {
    let known = uuid
    let isHere = known != nil && (besideFile || !segments.isEmpty)
    let found = outside.map { segment in
      (
        segment, uuid: segment.heading?.uuid ?? SessionFiles.parseOutside(segment.name)?.uuid,
        place: segment.heading.map { study.place(of: $0, beside: sessions) } ?? .here
      )
    }
    let own =
      known ?? found.first { $0.place == .here }?.uuid ?? found.first { $0.place != .elsewhere }?.uuid
    for (segment, uuid, place) in found where uuid == own {
      switch place {
      case .here: segments.append(segment)
      case .nowhere:
        segments.append(segment)
        if !isHere { origin = segment.heading?.study }
      case .elsewhere:
        if isHere { segments.append(segment.borrowed) }
      }
    }
  }

  /// The names of the segments beside the journal. For one of many thousand reviews, of which nearly none has any, the
  /// folder is listed only if a low number is taken.
  private static func segments(
    of files: SessionFiles, isListed: Bool, in sessions: Folder
  ) throws(StorageError) -> [String] {
    var isListed = isListed
    for number in SessionFiles.firstSegment..<10 where !isListed {
      isListed = try sessions.identity(of: files.segment(number)) != nil
    }
    return isListed ? files.segments(among: try sessions.names()) : []
  }

  /// The state's file that was written on this machine's own disk when the study was gone: of the session or review that
  /// the journals are of.
  private static func stateOutside(
    _ files: SessionFiles, beside journals: [Segment], of study: StudyFolder
  ) throws(StorageError) -> StateFile<State>? {
    guard let uuid = journals.lazy.compactMap(\.heading?.uuid).first, let folder = try study.stateFolder()
    else {
      return nil
    }
    let file = try StateFile<State>(files.outsideJSON(uuid: uuid), of: files, in: folder)
    return file?.fault == nil ? file : nil
  }

  private static func outside(
    _ files: SessionFiles, of study: StudyFolder, for access: Access
  ) throws(StorageError) -> [Segment] {
    guard let folder = try study.stateFolder() else { return [] }
    var segments: [Segment] = []
    for name in files.outside(among: try folder.names()) {
      if let file = try folder.openUnlessObstacle(name, for: access) {
        segments.append(try Segment(file, name: name, in: folder, newest: State.Change.version))
      }
    }
    return segments
  }
}

extension SessionFiles {
  /// A journal's heading names the session, and the reviewer, whose names these are.
  fileprivate func areNamed(in heading: JournalHeading?) -> Bool {
    heading.map { $0.session.lowercased() == id.lowercased() && $0.reviewer == reviewer } ?? false
  }
}
