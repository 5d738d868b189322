#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
public import Interview

/// What a list says of one session.
public struct SessionListing: Equatable, Sendable {
  /// Its id.
  public let id: String
  /// What its file's beginning says, or why it cannot be read. Of a session that was cut off or is being
  /// recorded, as the journal has it.
  public let heading: Result<SessionHeading, StorageError>
  /// Its journal is there, and nobody is writing to it: `resume` brings it back.
  public let wasCutOff: Bool
  /// Another program is recording it now.
  public let isBeingRecorded: Bool
  /// Copies of it, and of its reviews, that other programs or people have made.
  public internal(set) var copies: [FileCopy] = []
  /// A journal is there, or was when it was looked for; also of one that cannot be read.
  public var hasJournal = false
  /// What of it is lost or cannot be read, as far as a list looks, and what bears its name and is another's.
  public var notices: [RecoveryNotice] = []
  /// It is in no study, and saved outside of this one.
  public var isElsewhere = false

  /// Something of it is lost or cannot be read.
  public var isDamaged: Bool { notices.contains(where: \.isDamage) }

  /// How it stands; nil if its file cannot be read.
  public var standing: SessionStanding? {
    guard case .success(let heading) = heading else { return nil }
    if isBeingRecorded { return .running }
    guard wasCutOff else { return isDamaged ? .damaged : SessionStanding(heading.status) }
    return isElsewhere ? .elsewhere : isDamaged ? .cutOffDamaged : .cutOff
  }
}

extension StudyFolder {
  /// The ids of all sessions, in no order that means anything; reads no file.
  ///
  /// - Throws: `notFound` without a `Sessions/`.
  public func sessionIDs() throws(StorageError) -> [String] {
    let inside = try sessionsFolder().names().compactMap { name -> String? in
      guard let file = SessionFiles.parse(name), file.reviewer == nil, file.role.isKept else { return nil }
      return file.id
    }
    var ids = Set(inside)
    // Outside there may be other studies' too: only what names this one counts as a session by itself.
    for id in try idsOutside() where !ids.contains(id) && hasOutside(id) { ids.insert(id) }
    return ids.sorted()
  }

  /// A session that is nowhere in this study was recorded in it all the same.
  func hasOutside(_ id: String) -> Bool {
    guard let recovered = try? Recovery.read(in: self, id: id) else { return false }
    return recovered.origin == nil
  }

  /// Every session with its copies under it, in the order in which they were started; what cannot be read comes last.
  ///
  /// - Throws: `notFound` without a `Sessions/`. One bad file is a bad entry and no more.
  public func sessions() throws(StorageError) -> [SessionListing] {
    let folder = try sessionsFolder()
    let outside = Set(try idsOutside())
    let cutOff = Set(try folder.names().compactMap(StudyFolder.idOfJournal))
    var search = ZeroSearch()
    let listings = try sessionIDs().map {
      listing(
        $0, in: folder, hasJournal: cutOff.contains($0), mayBeOutside: outside.contains($0), search: &search)
    }
    return try gatheringCopies(listings, in: folder).sorted { left, right in
      switch (left.startedAt, right.startedAt) {
      case (let first?, let second?): return (first, left.id) < (second, right.id)
      case (nil, nil): return left.id < right.id
      case (let first, _): return first != nil
      }
    }
  }

  /// What a list says of the session with an id.
  public func listing(_ id: String) throws(StorageError) -> SessionListing {
    let folder = try sessionsFolder()
    let hasJournal = try folder.names().contains { StudyFolder.idOfJournal($0) == id }
    var search = ZeroSearch()
    return listing(
      id, in: folder, hasJournal: hasJournal, mayBeOutside: try idsOutside().contains(id), search: &search)
  }

  /// Whose journal a name is; nil if it is none of a session.
  private static func idOfJournal(_ name: String) -> String? {
    guard let file = SessionFiles.parse(name), file.reviewer == nil else { return nil }
    switch file.role {
    case .journal, .segment: return file.id
    case .json, .old, .torn, .aside: return nil
    }
  }

  /// What the beginning of a session's file says; nil if there is no file, or a journal that knows more.
  public func heading(_ id: String) throws(StorageError) -> SessionHeading? {
    let files = try SessionFiles(id)
    let folder = try sessionsFolder()
    guard try folder.identity(of: files.journal) == nil else { return nil }
    return try heading(files, in: folder)
  }

  /// When a file of a session was last written, here or outside, in nanoseconds of the wall clock; nil if there is none.
  public func lastWritten(_ id: String) -> Int? {
    guard let files = try? SessionFiles(id), let folder = try? sessionsFolder() else { return nil }
    let inside = ((try? folder.names()) ?? []).filter { files.role(of: $0)?.isKept ?? false }
    var times = inside.compactMap { try? folder.status(of: $0)?.modified }
    if let outside = try? stateFolder() {
      let names = files.outside(among: (try? outside.names()) ?? [])
      times += names.compactMap { try? outside.status(of: $0)?.modified }
    }
    return times.max()
  }

  /// The id that a person means, as `MeantID` has it.
  ///
  /// One that is saved elsewhere is found as well.
  /// - Throws: `notFound`, or `ambiguous` with all that begin so.
  public func findSession(_ name: String) throws(StorageError) -> String {
    guard SessionFiles.isID(name) else { throw StorageError.badName(name) }
    let here = try sessionIDs()
    // What is called so elsewhere is meant, and not what only begins so here.
    if !here.contains(name), try idsOutside().contains(name),
      try savedElsewhere().contains(where: { $0.id == name && $0.canBeBrought })
    {
      return name
    }
    do {
      return try chosen(name, from: here, what: "session")
    } catch .notFound {
      let elsewhere = try savedElsewhere().filter(\.canBeBrought).map(\.id)
      return try chosen(name, from: elsewhere, what: "session")
    }
  }

  /// What a name means that may be a session's or a protocol's.
  ///
  /// - Parameters:
  ///   - name: no path.
  ///   - protocolsFirst: where both fit as well; else it is the session.
  /// - Throws: `notFound`, `badName`, or `ambiguous` with all that begin so.
  public func meant(by name: String, protocolsFirst: Bool = false) throws(StorageError) -> Named {
    guard SessionFiles.isID(name) else { throw StorageError.badName(name) }
    let sessions = try StudyFolder.ids { () throws(StorageError) in try sessionIDs() }
    let protocols = try StudyFolder.ids { () throws(StorageError) in try self.protocols() }
    let outside = try idsOutside().filter { $0 == name }
    let found =
      protocolsFirst
      ? MeantID(name, among: protocols, sessions + outside)
      : MeantID(name, among: sessions + outside, protocols)
    switch found {
    case .one(let id, let list) where (list == 0) == protocolsFirst: return .protocol(id)
    case .several(let ids): throw StorageError.ambiguous(name, candidates: ids)
    case .one, .none:
      do throws(StorageError) {
        return .session(try findSession(name))
      } catch .notFound {
        throw StorageError.notFound("session or protocol", name)
      }
    }
  }

  /// Something of a study, by its id.
  public enum Named: Equatable, Sendable {
    case session(String)
    case `protocol`(String)
  }

  /// What a folder lists; nothing where there is no folder.
  private static func ids(
    _ list: () throws(StorageError) -> [String]
  ) throws(StorageError) -> [String] {
    do throws(StorageError) {
      return try list()
    } catch .notFound {
      return []
    }
  }

  /// The one of some names that a person means by it.
  func chosen(_ name: String, from all: [String], what: String) throws(StorageError) -> String {
    switch MeantID(name, among: all) {
    case .one(let id, _): return id
    case .several(let ids): throw StorageError.ambiguous(name, candidates: ids)
    case .none: throw StorageError.notFound(what, name)
    }
  }

  private func idsOutside() throws(StorageError) -> [String] {
    try stateFolder()?.names().compactMap { name in
      SessionFiles.parseOutside(name).flatMap { $0.reviewer == nil ? $0.id : nil }
    } ?? []
  }

  /// - Parameters:
  ///   - hasJournal: a journal was seen, though it may be gone by now.
  ///   - search: looks through files for blocks that a crash has emptied.
  func listing(
    _ id: String, in folder: Folder, hasJournal: Bool, mayBeOutside: Bool, search: inout ZeroSearch
  ) -> SessionListing {
    do throws(StorageError) {
      let files = try SessionFiles(id)
      let isThere = try folder.identity(of: files.journal) != nil
      if !hasJournal, !isThere, !mayBeOutside, let found = try readable(files, in: folder, &search) {
        return SessionListing(
          id: id, heading: .success(found.heading), wasCutOff: false, isBeingRecorded: false,
          notices: found.isWhole ? [] : [.endLost(file: files.json)])
      }
      if try folder.size(of: [files.json, files.journal]) > SessionListing.largest {
        return try uncounted(files, in: folder)
      }
      let recovered = try Recovery.read(in: self, id: id)
      return SessionListing(
        id: id, heading: .success(SessionHeading(of: recovered.session)), wasCutOff: recovered.wasCutOff,
        isBeingRecorded: recovered.isOpenElsewhere,
        hasJournal: recovered.wasCutOff || recovered.isOpenElsewhere,
        notices: recovered.notices.filter(\.isForLists),
        isElsewhere: recovered.origin != nil)
    } catch {
      let isThere = (try? SessionFiles(id)).map { (try? folder.identity(of: $0.journal)) != nil } ?? false
      return SessionListing(
        id: id, heading: .failure(error), wasCutOff: false, isBeingRecorded: false,
        hasJournal: hasJournal || isThere)
    }
  }

  /// The largest damaged file that is read for a list, in bytes.
  private static let largestRead = 8 << 20

  /// The heading of a session that was left, and whether its file's end is there; nil if its file has to be read as a
  /// whole, since there is none, or no heading in it that can be read, or a part of it was emptied.
  private func readable(
    _ files: SessionFiles, in folder: Folder, _ search: inout ZeroSearch
  ) throws(StorageError) -> (heading: SessionHeading, isWhole: Bool)? {
    do throws(StorageError) {
      guard let file = try folder.openIfThere(files.json, for: .reading) else { return nil }
      guard let heading = try heading(of: file) else { return nil }
      let size = try file.status().size
      let end = try file.bytes(from: max(0, size - 64), upTo: 64, expected: min(64, size))
      let last = end.last { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
      guard !search.finds(in: file, size: size) else { return nil }
      return (heading, last == UInt8(ascii: "}"))
    } catch .invalid(let path, let problem) {
      let size = try folder.status(of: files.json)?.size ?? 0
      guard size <= StudyFolder.largestRead else { throw StorageError.invalid(path: path, problem: problem) }
      return nil
    }
  }

  /// What the session file says of a session whose journal is not read for a list.
  private func uncounted(_ files: SessionFiles, in folder: Folder) throws(StorageError) -> SessionListing {
    let isLocked = try folder.openUnlessObstacle(files.journal, for: .reading)?.isLocked() ?? false
    guard let heading = try heading(files, in: folder) else {
      throw StorageError.invalid(
        path: folder.path(of: files.journal),
        problem:
          "over \(SessionListing.largest >> 20) MiB are not counted for a list: show and resume read it")
    }
    return SessionListing(
      id: files.id, heading: .success(heading), wasCutOff: !isLocked, isBeingRecorded: isLocked)
  }

  /// From the first bytes of the file, or, should somebody have written a very long title or put the keys in another
  /// order, from a megabyte: no file makes a list cost more.
  private func heading(_ files: SessionFiles, in folder: Folder) throws(StorageError) -> SessionHeading? {
    guard let file = try folder.openIfThere(files.json, for: .reading) else { return nil }
    return try heading(of: file)
  }

  private func heading(of file: OpenFile) throws(StorageError) -> SessionHeading? {
    do {
      return try SessionFormat.readHead(try file.prefix(SessionFormat.headingLength), file: file.path).heading
    } catch FormatError.headingIncomplete {
      let most = SessionFormat.mostOfHeading
      let bytes = try file.prefix(most)
      do throws(FormatError) {
        return try SessionFormat.readHead(bytes, file: file.path).heading
      } catch .headingIncomplete where bytes.count == most {
        throw StorageError.invalid(
          path: file.path,
          problem:
            "its summary is not in the first \(most >> 20) MiB, as far as lists look: show reads all of it, "
            + "and resume and /leave write it in order")
      } catch {
        throw StorageError.invalid(path: file.path, problem: error.message)
      }
    } catch let error as FormatError {
      throw StorageError.invalid(path: file.path, problem: error.message)
    } catch let error as StorageError {
      throw error
    } catch {
      return nil
    }
  }
}

/// Looks for zeros in files of ours, which never hold one: a crash leaves blocks of them. Only as far as its allowance
/// goes, so that no folder makes a list slow; a list that is read in pieces has one for all of them.
public struct ZeroSearch: Sendable {
  /// So many bytes more are looked through.
  private var left = 16 << 20
  /// The largest file that is: a key may be waiting.
  private static let largest = 1 << 20

  /// It has looked at nothing yet.
  public init() {}

  /// There is a zero in a file; false of one that is not looked through, or cannot be.
  mutating func finds(in file: OpenFile, size: Int) -> Bool {
    guard size <= min(left, ZeroSearch.largest) else { return false }
    left -= size
    guard let bytes = try? file.bytes(from: 0, upTo: size, expected: size) else { return false }
    return bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return false }
      return memchr(base, 0, bytes.count) != nil
    }
  }
}

extension Folder {
  /// How many bytes some files have; 0 for those that are not there.
  fileprivate func size(of names: [String]) throws(StorageError) -> Int {
    var size = 0
    for name in names { size += try openIfThere(name, for: .reading)?.status().size ?? 0 }
    return size
  }
}

extension SessionListing {
  /// As much of a session that was cut off is read to say how it stands; of a larger one a list shows what its file said
  /// when it was left last.
  static let largest = 64 << 20

  fileprivate var startedAt: Int? { (try? heading.get())?.startedAt.milliseconds }
}
