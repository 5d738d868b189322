internal import Interview
internal import Text

extension StudyFolder {
  /// All copies of one session and of its reviews, by their names.
  ///
  /// - Throws: `notFound` without a `Sessions/`; `badName`.
  public func copies(of id: String) throws(StorageError) -> [FileCopy] {
    _ = try SessionFiles(id)
    return copies(of: id, among: try sessionsFolder().names())
  }

  /// The copies among some names of one session and of its reviews.
  public func copies(of id: String, among names: [String]) -> [FileCopy] {
    var search = CopySearch()
    return copies(of: id, among: names, search: &search)
  }

  /// The same, where those of many sessions are looked for: an original is read once, and all of them cost no more than a
  /// list may.
  public func copies(of id: String, among names: [String], search: inout CopySearch) -> [FileCopy] {
    guard let files = try? SessionFiles(id), let sessions = try? sessionsFolder(),
      let original = try? CopyFinder.beginning(of: files, in: sessions)
    else { return [] }
    var finder = CopyFinder(self, sessions, originals: [original.uuid: id], search)
    defer { search = finder.search }
    return names.sorted().compactMap { finder.copy($0, isPlain: SessionFiles.isPlain($0)) }
  }

  /// The copies among sessions that have been read, taken out of the list and put under the one they are a copy of.
  ///
  /// A copy that is being recorded, or was cut off, stays in the list as well: it has to be gone on with.
  func gatheringCopies(
    _ listings: [SessionListing], in sessions: Folder
  ) throws(StorageError) -> [SessionListing] {
    let originals = CopyFinder.originals(listings)
    var finder = CopyFinder(self, sessions, originals: originals)
    var copies: [String: [FileCopy]] = [:]
    for name in try sessions.names().sorted() where !SessionFiles.isPlain(name) {
      if let copy = finder.copy(name, isPlain: false) { copies[copy.original, default: []].append(copy) }
    }
    var kept: [SessionListing] = []
    for listing in listings {
      guard let heading = try? listing.heading.get(), let original = originals[heading.uuid],
        original != listing.id
      else {
        kept.append(listing)
        continue
      }
      let copy = finder.session("\(listing.id).json", of: original)
      copies[original, default: []].append(copy)
      if listing.wasCutOff || listing.isBeingRecorded { kept.append(listing) }
    }
    guard !copies.isEmpty else { return listings }
    return kept.map { listing in
      var listing = listing
      listing.copies = (copies[listing.id] ?? []).sorted { $0.name < $1.name }
      return listing
    }
  }
}

extension StudyFolder {
  /// The names of files that keep what could not be read of a session, or of its journals.
  public func keptUnread(of id: String) -> [String] {
    guard let names = try? sessionsFolder().names() else { return [] }
    return names.filter { name in
      guard let found = SessionFiles.parse(name), found.id == id, found.reviewer == nil else { return false }
      return found.role == .torn || found.role == .aside(.damaged)
    }.sorted()
  }
}

/// A session in a file whose name none can have, while it stands nowhere else in the study: no command finds it.
public struct LostName: Equatable, Sendable {
  /// The file's name in `Sessions/`.
  public let name: String
  /// The id that it says of itself.
  public let id: String
  /// A file stands under that id's name, and is not this session's.
  public let isTaken: Bool

  /// What to do, in a line without control characters.
  public var message: String {
    return safeText(
      isTaken
        ? "Sessions/\(name) holds session \(id), and \(id).json is another's or cannot be read: "
          + "move that away and name this \(id).json, to go on with it"
        : "Sessions/\(name) holds session \(id), and there is no \(id).json: name it so, to go on with it")
  }
}

extension StudyFolder {
  /// The sessions in files that no list has, by name.
  ///
  /// - Parameters:
  ///   - names: of files; nil for all in `Sessions/`.
  ///   - listed: the uuids of the sessions that a list has.
  public func lostNames(among names: [String]? = nil, listed: Set<String>) -> [LostName] {
    guard let sessions = try? sessionsFolder(), let names = names ?? (try? sessions.names()) else {
      return []
    }
    var found: [LostName] = []
    var known = listed
    for name in names.sorted() where !SessionFiles.isPlain(name) && !CopyFinder.isUnderWay(name) {
      guard let file = try? sessions.openIfThere(name, for: .reading),
        let beginning = (try? file.prefix(FileBeginning.length)).flatMap({ FileBeginning($0) }),
        beginning.kind == .session, let own = try? SessionFiles(beginning.session),
        (try? CopyFinder.beginning(of: own, in: sessions))?.uuid != beginning.uuid,
        known.insert(beginning.uuid).inserted
      else { continue }
      let isTaken = (try? sessions.identity(of: own.json)) != nil
      found.append(LostName(name: name, id: beginning.session, isTaken: isTaken))
    }
    return found
  }
}

extension SessionFiles {
  /// The name is that of a session's or a review's own file or journal, whichever session's.
  static func isPlain(_ name: String) -> Bool {
    guard let found = parse(name) else { return false }
    if case .segment = found.role { return true }
    return found.role == .json || found.role == .journal || found.role == .torn
  }
}

/// What a search for copies has read so far.
public struct CopySearch: Sendable {
  /// How many bytes of whole files are read to compare copies with their originals; beyond that none is compared, so
  /// that no folder makes a list slow.
  fileprivate static let allowance = 16 << 20

  fileprivate var left = CopySearch.allowance
  /// The ids of the notes that originals have or had, by their ids.
  fileprivate var known: [String: Set<String>] = [:]

  /// Begins a search.
  public init() {}
}

/// Finds copies by what the beginnings of files say.
struct CopyFinder {
  private let study: StudyFolder
  private let sessions: Folder
  /// The ids of the originals, by their uuids.
  private let originals: [String: String]
  private(set) var search: CopySearch

  init(
    _ study: StudyFolder, _ sessions: Folder, originals: [String: String], _ search: CopySearch = CopySearch()
  ) {
    self.study = study
    self.sessions = sessions
    self.originals = originals
    self.search = search
  }

  /// Which of the sessions with one uuid is the original: the one whose file has the name that it says of itself, else
  /// the one with the shortest name.
  static func originals(_ listings: [SessionListing]) -> [String: String] {
    var originals: [String: (id: String, isNamed: Bool)] = [:]
    for listing in listings {
      guard let heading = try? listing.heading.get() else { continue }
      let found = (id: listing.id, isNamed: heading.id == listing.id)
      guard let other = originals[heading.uuid] else {
        originals[heading.uuid] = found
        continue
      }
      let isBetter =
        found.isNamed != other.isNamed
        ? found.isNamed : (found.id.utf8.count, found.id) < (other.id.utf8.count, other.id)
      if isBetter { originals[heading.uuid] = found }
    }
    return originals.mapValues(\.id)
  }

  /// What the beginning of a session's own file says, or of its journal.
  static func beginning(of files: SessionFiles, in sessions: Folder) throws(StorageError) -> FileBeginning? {
    for name in [files.json, files.journal] {
      guard let file = try sessions.openIfThere(name, for: .reading) else { continue }
      if let beginning = FileBeginning(try file.prefix(FileBeginning.length)) { return beginning }
    }
    return nil
  }

  /// What a name in the folder is a copy of; nil if it is none, or nobody can tell.
  ///
  /// - Parameter isPlain: it has a name of the program's own, so that only another session's can be meant.
  mutating func copy(_ name: String, isPlain: Bool) -> FileCopy? {
    if isPlain { return plainCopy(name) }
    if let edited = SessionFiles.edited(name) {
      guard originals.values.contains(edited.id) else { return nil }
      return FileCopy(name: name, original: edited.id, content: .editor)
    }
    guard !CopyFinder.isUnderWay(name), let beginning = beginning(name) else { return nil }
    return copy(name, beginning)
  }

  /// A session under a plain name that is another's.
  private mutating func plainCopy(_ name: String) -> FileCopy? {
    guard let found = SessionFiles.parse(name), !originals.values.contains(found.id),
      found.role == .json || found.role == .journal, let beginning = beginning(name)
    else { return nil }
    return copy(name, beginning)
  }

  private mutating func copy(_ name: String, _ beginning: FileBeginning) -> FileCopy? {
    let original =
      beginning.sessionUUID.flatMap { originals[$0] }
      ?? (originals.values.contains(beginning.session) && beginning.sessionUUID == nil
        ? beginning.session : nil)
    guard let original else { return nil }
    switch (beginning.kind, beginning.reviewer) {
    case (.session, _): return session(name, of: original)
    case (.review, let reviewer?):
      return FileCopy(name: name, original: original, content: .review(by: reviewer))
    case (.review, nil), (.journal, _): return FileCopy(name: name, original: original, content: .journal)
    }
  }

  /// A session's copy, compared as far as the allowance goes.
  mutating func session(_ name: String, of original: String) -> FileCopy {
    guard let mine = notes(of: original), let bytes = whole(name) else {
      return FileCopy(name: name, original: original, content: .session(more: nil))
    }
    guard let copy = try? Session.read(bytes, path: name).state else {
      return FileCopy(name: name, original: original, content: .unreadable)
    }
    let more = copy.notes.count { !mine.contains($0.id) }
    return FileCopy(name: name, original: original, content: .session(more: more))
  }

  /// The ids of the notes that an original has or had.
  private mutating func notes(of id: String) -> Set<String>? {
    if let ids = search.known[id] { return ids }
    guard let files = try? SessionFiles(id), spend(files.json), spend(files.journal),
      let session = try? Recovery.read(in: study, id: id).session
    else { return nil }
    let ids = Set(session.notes.map(\.id) + session.retracted.map(\.id))
    search.known[id] = ids
    return ids
  }

  private mutating func whole(_ name: String) -> [UInt8]? {
    guard spend(name), let file = try? sessions.openIfThere(name, for: .reading) else { return nil }
    return try? file.bytes(limit: CopySearch.allowance)
  }

  /// Takes what reading a file costs from the allowance; false if there is not so much left.
  private mutating func spend(_ name: String) -> Bool {
    guard let status = try? sessions.status(of: name) else { return true }
    guard status.size <= search.left else { return false }
    search.left -= status.size
    return true
  }

  private func beginning(_ name: String) -> FileBeginning? {
    guard let file = try? sessions.openIfThere(name, for: .reading),
      let bytes = try? file.prefix(FileBeginning.length)
    else { return nil }
    return FileBeginning(bytes)
  }

  /// It stands there while its file is being written.
  static func isUnderWay(_ name: String) -> Bool {
    name.hasPrefix(".") && (name.hasSuffix(".tmp") || name.hasSuffix(".json.old"))
  }
}
