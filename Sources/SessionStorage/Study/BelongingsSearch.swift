internal import Interview

/// Looks for all that belongs to a session: in `Sessions/` by names and by what files say of themselves, on this machine's
/// own disk by uuids. Nothing is changed.
struct BelongingsSearch {
  private let study: StudyFolder
  private let files: SessionFiles
  private let sessions: Folder
  private let names: [String]
  private let state: Folder?
  private let stateNames: [String]
  /// The session's uuids as its own files tell them, more than one where a foreign file stands among them; none where
  /// nothing tells, or only others' files do and not all the same.
  private var uuids: Set<String> = []
  private var reviewUUIDs: Set<String> = []

  /// Whether a file belongs to the session.
  private enum Kinship {
    case own
    case another
    /// It may; why nobody can tell.
    case unclear(String)
  }

  init(_ files: SessionFiles, in study: StudyFolder) throws(StorageError) {
    self.study = study
    self.files = files
    sessions = try study.sessionsFolder()
    names = try sessions.names().sorted()
    state = try study.stateFolder()
    stateNames = try state?.names().sorted() ?? []
  }

  /// - Throws: `notFound`.
  mutating func belongings() throws(StorageError) -> Belongings {
    uuids = sessionUUIDs()
    let all = copies()
    let copies = all.filter { $0.content != .editor }
    let ids = [files.id] + Set(copies.compactMap { secondID($0.name) }).sorted()
    let found = Set(copies.map(\.name))
    let foreign = foreignIDs(among: ids)
    let ownNames = names.filter { !found.contains($0) }
    let own = ownNames.filter { ownership($0, under: ids, foreign) == .own }
    let doubtful = ownNames.filter { ownership($0, under: ids, foreign) == .doubtful }.map {
      CopyErasure.Holder(
        name: $0, reason: "whose it is cannot be told: another session's files stand beside it")
    }
    reviewUUIDs = Set((own + found).compactMap(reviewUUID))
    var beside = Sorted()
    for name in names where !found.contains(name) && isRelated(name) { beside.take(name, kinship(name)) }
    var outside = Sorted()
    for name in stateNames { outside.take(name, kinshipOutside(name)) }
    let editors = all.filter { $0.content == .editor }.map {
      CopyErasure.Holder(name: $0.name, reason: "it is an editor's, which only that can read")
    }
    let inside = copies.map(\.name) + beside.own + inOrder(own)
    guard !inside.isEmpty || !outside.own.isEmpty else { throw files.notFound }
    return Belongings(
      id: files.id, reviewers: try study.reviewers(of: files.id), copies: copies, names: inside,
      outside: outside.own, left: editors + doubtful + beside.left + outside.left, ids: ids,
      states: states(inside, outside.own))
  }

  /// Files by whether they belong to the session.
  private struct Sorted {
    var own: [String] = []
    var left: [CopyErasure.Holder] = []

    mutating func take(_ name: String, _ kinship: Kinship) {
      switch kinship {
      case .own: own.append(name)
      case .unclear(let reason): left.append(.init(name: name, reason: reason))
      case .another: break
      }
    }
  }

  /// What is not the session's own first, the session's own file last.
  private func inOrder(_ own: [String]) -> [String] {
    func rank(_ name: String) -> Int {
      if name == files.journal { return 3 }
      if name == files.json || name == files.jsonOld { return 2 }
      return SessionFiles.ownerInside(name).map { $0.id == files.id && $0.reviewer == nil } ?? false ? 1 : 0
    }
    return own.sorted { (rank($0), $0) < (rank($1), $1) }
  }

  // MARK: Uuids

  /// What the session's own files say, else its reviews, else files beside it that say its id, else journals outside.
  private func sessionUUIDs() -> Set<String> {
    let own =
      [files.json, files.jsonOld, files.journal] + files.segments(among: names)
      + [files.jsonTemporary, files.journalTemporary]
    let said = own.filter(names.contains).compactMap { beginning($0)?.sessionUUID ?? lineUUID($0) }
    if !said.isEmpty { return Set(said) }
    let reviews = names.filter { name in
      SessionFiles.ownerInside(name).map { $0.id == files.id && $0.reviewer != nil } ?? false
    }
    let related = names.filter { isRelated($0) && beginning($0)?.session == files.id }
    let groups = [
      Set(reviews.compactMap { beginning($0)?.sessionUUID }),
      Set(related.compactMap { beginning($0)?.sessionUUID }),
      Set(stateNames.compactMap { heading($0) }.filter(isOfThisSession).map(\.uuid)),
    ]
    // Where they do not agree, nobody can tell which of them is this session's.
    return groups.first { !$0.isEmpty }.flatMap { $0.count == 1 ? $0 : nil } ?? []
  }

  private func isOfThisSession(_ heading: JournalHeading) -> Bool {
    heading.reviewer == nil && heading.session == files.id
      && study.place(of: heading, beside: sessions) == .here
  }

  /// The uuid of the review that a file is of, if it is of one.
  private func reviewUUID(_ name: String) -> String? {
    if let beginning = beginning(name) { return beginning.reviewer == nil ? nil : beginning.uuid }
    return SessionFiles.ownerInside(name)?.reviewer == nil ? nil : lineUUID(name)
  }

  /// What a line near the start of a file says whose first bytes are damaged.
  private func lineUUID(_ name: String) -> String? {
    start(of: name, in: sessions).flatMap { Folder.uuid(ofFile: $0) }
      .flatMap { SessionFiles.isID($0) ? $0 : nil }
  }

  private func beginning(_ name: String) -> FileBeginning? {
    start(of: name, in: sessions).flatMap { FileBeginning($0) }
  }

  private func start(of name: String, in folder: Folder) -> [UInt8]? {
    (try? folder.openUnlessObstacle(name, for: .reading))?.flatMap { try? $0.prefix(FileBeginning.length) }
  }

  // MARK: Beside the session

  private func copies() -> [FileCopy] {
    // Without a uuid only an editor's is certain, by its name.
    let originals = uuids.isEmpty ? ["": files.id] : Dictionary(uuids.map { ($0, files.id) }) { $1 }
    var finder = CopyFinder(study, sessions, originals: originals)
    return names.compactMap { finder.copy($0, isPlain: SessionFiles.isPlain($0)) }
  }

  private enum Ownership {
    case own
    case doubtful
    case another
  }

  /// Whether it is one of the session's own files, or of a copy's that stands under another session's name. Beside files of
  /// that other session, what does not tell whose it is may be its.
  private func ownership(_ name: String, under ids: [String], _ foreign: Set<String>) -> Ownership {
    guard let id = SessionFiles.ownerInside(name)?.id, ids.contains(id) else { return .another }
    if id == files.id { return .own }
    guard let uuid = beginning(name)?.sessionUUID else {
      guard foreign.contains(id) else { return .own }
      return (try? sessions.status(of: name))?.size == 0 ? .another : .doubtful
    }
    return uuids.contains(uuid) ? .own : .another
  }

  /// Ids of copies under which files of another session stand.
  private func foreignIDs(among ids: [String]) -> Set<String> {
    Set(
      names.compactMap { name in
        guard let id = SessionFiles.ownerInside(name)?.id, id != files.id, ids.contains(id),
          let uuid = beginning(name)?.sessionUUID, !uuids.contains(uuid)
        else { return nil }
        return id
      })
  }

  private func states(_ inside: [String], _ outside: [String]) -> [Belongings.FileName: Belongings.FileState]
  {
    var states: [Belongings.FileName: Belongings.FileState] = [:]
    for (names, folder, isOutside) in [(inside, Optional(sessions), false), (outside, state, true)] {
      for name in names {
        guard let status = try? folder?.status(of: name) else { continue }
        states[.init(name: name, isOutside: isOutside)] = .init(size: status.size, modified: status.modified)
      }
    }
    return states
  }

  /// The id under which all of a copy stands that has a name as any session has.
  private func secondID(_ copy: String) -> String? {
    guard let found = SessionFiles.parse(copy), found.reviewer == nil, found.role.isKept else { return nil }
    return found.id
  }

  /// The name begins with the session's, as copies' names do, also while it is being written.
  private func isRelated(_ name: String) -> Bool {
    let finished = SessionFiles.finished(name)
    return SessionFiles.edited(name) == nil && SessionFiles.parse(finished) == nil
      && SessionFiles.beginning(of: finished) == files.id
  }

  private func kinship(_ name: String) -> Kinship {
    guard let status = try? sessions.status(of: name), status.kind == .file else {
      return .unclear("it is no file: what is in it is not looked at")
    }
    guard status.size > 0 else { return .another }
    guard let beginning = beginning(name) else {
      return isOverwritten(name) ? .own : .unclear("it is no file that this program can read")
    }
    guard let uuid = beginning.sessionUUID, !uuids.isEmpty else {
      return .unclear("whose it is cannot be told, since the session's own files do not tell theirs")
    }
    return uuids.contains(uuid) ? .own : .another
  }

  /// Nothing but zeros is in it: a discard that was cut off left it so.
  private func isOverwritten(_ name: String) -> Bool {
    guard let start = start(of: name, in: sessions), start.allSatisfy({ $0 == 0 }) else { return false }
    let bytes = try? sessions.openUnlessObstacle(name, for: .reading)?.bytes(limit: Recovery.largest)
    return bytes?.allSatisfy { $0 == 0 } ?? false
  }

  // MARK: On this machine's own disk

  private func heading(_ name: String) -> JournalHeading? {
    guard let state, SessionFiles.ownerOutside(name) != nil, let start = start(of: name, in: state),
      let first = JournalScan(start).payloads.first
    else { return nil }
    return try? JournalHeading.read(Array(start[first]), newest: .max)
  }

  private func kinshipOutside(_ name: String) -> Kinship {
    guard let state, let found = SessionFiles.ownerOutside(name) else { return .another }
    let isNamed = uuids.contains(found.uuid) || reviewUUIDs.contains(found.uuid)
    // Of a session whose uuid is known, its own journals have it in their names; a review's may be the last of it.
    let isOpen = found.id == files.id && (found.reviewer != nil || uuids.isEmpty)
    guard isNamed || isOpen else { return .another }
    if let heading = heading(name) {
      switch study.place(of: heading, beside: sessions) {
      case .here: return .own
      case .elsewhere:
        return isNamed
          ? .unclear("it was recorded in \(heading.study), where the session still is") : .another
      case .nowhere:
        return isNamed ? .own : .unclear("it was recorded in \(heading.study), where it is no more")
      }
    }
    if isNamed { return .own }
    let said = start(of: name, in: state).flatMap { FileBeginning($0) }?.sessionUUID
    if let said, !uuids.isEmpty { return uuids.contains(said) ? .own : .another }
    return .unclear("nobody can tell from it whose it is")
  }
}
