#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
public import Interview
internal import Text

/// What became of the copies of a session, and of its reviews' copies, when text was destroyed in it.
public struct CopyErasure: Equatable, Sendable {
  /// A file that still holds the text, or may.
  public struct Holder: Equatable, Sendable {
    /// Its name in `Sessions/`.
    public let name: String
    /// Why it was left as it is.
    public let reason: String
  }

  /// Files that held the text and no longer do.
  public internal(set) var cleaned: [String] = []
  /// Files that were left as they are.
  public internal(set) var holders: [Holder] = []
}

/// How far text was destroyed outside of a session's own files.
public struct ErasedElsewhere: Equatable, Sendable {
  /// Reviewers whose reviews still say something of what was destroyed.
  public let reviewers: [String]
  /// What became of copies.
  public let copies: CopyErasure

  /// No file of the study holds it any more.
  public var isEverywhere: Bool { reviewers.isEmpty && copies.holders.isEmpty }
}

extension StudyFolder {
  /// Takes out of every copy of a session and of its reviews exactly what is destroyed in the session. A copy that
  /// cannot be read whole, is in use, has another name elsewhere, holds records without a place, or is no format of
  /// ours stays as it is, and is named.
  ///
  /// - Parameters:
  ///   - session: as it is now, with what was destroyed.
  ///   - id: under which it is open; the file may say another of itself.
  ///   - isUnknown: what was destroyed had been taken back before, so that nobody can tell it in a copy: each copy
  ///     that has notes which the session does not have is named.
  ///   - words: they are destroyed wherever they stand in a copy.
  ///   - asks: also files are named of which nobody can tell whether they are copies.
  public func eraseCopies(
    of session: Session, under id: String, isUnknown: Bool, words: [String] = [], asks: Bool = true
  ) -> CopyErasure {
    var erasure = CopyErasure()
    guard let own = try? SessionFiles(id), let sessions = try? sessionsFolder(),
      let names = try? sessions.names()
    else {
      erasure.holders = [.init(name: "Sessions", reason: "it cannot be read")]
      return erasure
    }
    let work = CopyCleaning(
      session: session, own: own, sessions: sessions, isUnknown: isUnknown, words: words, asks: asks)
    for name in names.sorted() where !work.isOwn(name) {
      do throws(StorageError) {
        if try work.clean(name) { erasure.cleaned.append(name) }
      } catch .notFound {
        continue
      } catch {
        erasure.holders.append(.init(name: name, reason: error.holding))
      }
    }
    return erasure
  }
}

extension CopyErasure.Holder {
  /// A file that recovery has let go and that may still hold destroyed text; none if the notice tells of something else.
  init?(_ notice: RecoveryNotice) {
    guard case .otherLink(let file) = notice else { return nil }
    self.init(StorageNotice.otherLink(path: file))
  }

  /// A file of the session's own that may still hold destroyed text; none if the notice tells of something else.
  init?(_ notice: StorageNotice) {
    switch notice {
    case .mayHold(let file, let reason): self.init(name: file, reason: reason)
    case .otherLink(let path):
      self.init(
        name: path, reason: "a file that had this name has another one somewhere, and is somebody's copy")
    case .otherWriter(let path):
      self.init(
        name: path,
        reason: "another program writes there: leave the session there too, then redact once more")
    default:
      return nil
    }
  }
}

extension StorageError {
  /// Why a copy was left as it is: without the path, which is known.
  fileprivate var holding: String {
    switch self {
    case .invalid(_, let problem): return problem
    case .openElsewhere: return "it is open in another terminal"
    case .newerVersion: return "it is of a newer focusgroup"
    case .notAFile(_, let kind): return "it is a \(kind)"
    case .tooLarge: return "it is too large to be read"
    case .unverified: return "its new version does not read back as it was written"
    default: return message
    }
  }
}

/// Takes destroyed text out of one copy after the other.
private struct CopyCleaning {
  let session: Session
  let own: SessionFiles
  let sessions: Folder
  let isUnknown: Bool
  let words: [String]
  let asks: Bool

  /// As much of a file that is no format of ours is searched for the session's uuid.
  private static let searched = 16 << 20

  /// The file is the session's own, or one of its reviews', which are seen to elsewhere.
  func isOwn(_ name: String) -> Bool {
    if own.isOwn(name) { return true }
    guard let found = SessionFiles.parse(name), found.id == own.id else {
      return CopyFinder.isUnderWay(name)
        && SessionFiles.parse(String(name.dropFirst().dropLast(4)))?.id == own.id
    }
    return SessionFiles.isPlain(name)
  }

  /// - Returns: something was taken out.
  /// - Throws: why a copy that holds destroyed text, or may, was left as it is.
  func clean(_ name: String) throws(StorageError) -> Bool {
    let isRelated = isRelated(name)
    let file: OpenFile
    do {
      file = try sessions.open(name, for: .reading)
    } catch .notAFile(_, let kind) where !isRelated {
      guard asks, let problem = unseen(name, kind) else { return false }
      throw StorageError.invalid(path: name, problem: problem)
    }
    guard let beginning = FileBeginning(try file.prefix(FileBeginning.length)) else {
      let size = try file.status().size
      guard size > 0 else { return false }
      if !isRelated {
        guard asks else { return false }
        guard size <= CopyCleaning.searched else {
          throw StorageError.invalid(path: name, problem: "it is too large to be looked through")
        }
        guard try mentions(file) else { return false }
      }
      throw StorageError.invalid(path: name, problem: "it is no file that this program can read")
    }
    switch beginning.kind {
    case .session where beginning.uuid == session.uuid:
      return try rewrite(name, Session.self) { copy throws(StorageError) in
        try check(copy, name)
        return words.reduce(copy.takingOut(whatIsDestroyedIn: session)) {
          WordRedaction(of: $1, in: $0, at: session.lastOffset).session
        }
      }
    case .review where beginning.sessionUUID == session.uuid:
      return try rewrite(name, Review.self) { copy throws(StorageError) in
        guard copy.unapplied.isEmpty else { throw unplaced(name) }
        return words.reduce(copy.takingOut(whatIsDestroyedIn: session)) {
          $0.takingOut(word: $1, keeping: session.codesOfTheBook) ?? $0
        }
      }
    case .journal where beginning.sessionUUID ?? session.uuid == session.uuid:
      guard beginning.reviewer == nil || beginning.session == own.id || beginning.session == session.id else {
        return false
      }
      throw StorageError.invalid(
        path: name, problem: "it is a journal, which only its session can be read with")
    default: return false
    }
  }

  /// Notes that nobody knows here may be what was destroyed.
  private func check(_ copy: Session, _ name: String) throws(StorageError) {
    guard isUnknown else { return }
    let more = copy.notes.count { !$0.redacted && session.note(id: $0.id) == nil }
    guard more == 0 else {
      throw StorageError.invalid(
        path: name, problem: "it has \(counted(more, "note")) that this session does not have")
    }
  }

  /// Its name begins with that of one of the session's files, as copies' names do.
  private func isRelated(_ name: String) -> Bool {
    if let edited = SessionFiles.edited(name) { return edited.id == own.id }
    let stem = name.hasPrefix(".") ? name.dropFirst() : name[...]
    guard stem.hasPrefix(own.id), !SessionFiles.isPlain(name) else { return false }
    // Another session's id may begin with this one's.
    return stem.dropFirst(own.id.count).first.map { !SessionFiles.isID(String($0)) } ?? true
  }

  /// Why nobody can tell what is behind a name that is no file's; nil if there is nothing.
  private func unseen(_ name: String, _ kind: String) -> String? {
    switch FileKind(rawValue: kind) {
    case .folder:
      let names = try? Folder(name, in: sessions).names()
      return names?.isEmpty ?? false ? nil : "it is a folder: what is in it is not looked at"
    case .symlink: return "it is a link: where it leads is not looked at"
    default: return nil
    }
  }

  /// The session's uuid stands somewhere in a file that tells nothing of itself.
  private func mentions(_ file: OpenFile) throws(StorageError) -> Bool {
    let bytes = try file.bytes(limit: CopyCleaning.searched)
    // An editor may have saved it in the encoding of two bytes.
    return bytes.hold(Array(session.uuid.utf8))
      || bytes.hold(Array(session.uuid.utf8.flatMap { [$0, 0] }.dropLast()))
  }

  // MARK: Rewriting

  /// Puts a copy without what is destroyed in the place of a copy.
  ///
  /// The new file is written, synced and read back first; only then does it get the name, and the old one is
  /// overwritten.
  /// - Returns: false if nothing in the copy was destroyed.
  private func rewrite<State: Journaled>(
    _ name: String, _ type: State.Type, without takeOut: (State) throws(StorageError) -> State
  ) throws(StorageError) -> Bool {
    let old = try sessions.open(name, for: .writing)
    let found = try old.status()
    let bytes = try old.bytes(limit: Recovery.largest)
    let read: ReadState<State>
    do throws(StorageError) {
      read = try State.read(bytes, path: name)
    } catch .newerVersion {
      throw StorageError.newerVersion(path: name)
    } catch {
      throw StorageError.invalid(path: name, problem: "it cannot be read whole")
    }
    // What this program does not understand of it may hold anything.
    guard !read.isNewer else { throw StorageError.newerVersion(path: name) }
    let state = try takeOut(read.state)
    guard state != read.state else { return false }
    guard read.state.unapplied.isEmpty else { throw unplaced(name) }
    guard found.links <= 1 else { throw linked(name) }
    let lock = try lock(name, old)
    defer { if let lock { JournalLock.release(lock.file, named: lock.name, in: sessions) } }
    try replace(name, old, found, with: state)
    return true
  }

  private func replace(
    _ name: String, _ old: OpenFile, _ found: FileStatus, with state: some Journaled
  ) throws(StorageError) {
    let temporary = "." + name + ".tmp"
    let bytes = state.fileBytes
    try Erasure.remove(temporary, in: sessions)
    let new = try sessions.create(temporary)
    do throws(StorageError) {
      try new.write(bytes[...], at: 0)
      try new.syncAll()
      try verify(new, bytes, state)
      // Who has written meanwhile has the last word.
      guard try sessions.status(of: name) == found, try old.status() == found else {
        throw StorageError.invalid(path: name, problem: "another program has just written it")
      }
      try sessions.rename(temporary, to: name)
    } catch {
      _ = try? Erasure.remove(temporary, in: sessions)
      throw error
    }
    try sessions.sync()
    guard try old.overwrite() else { throw linked(name) }
  }

  private func linked(_ name: String) -> StorageError {
    .invalid(path: name, problem: "it has another name as well, perhaps a person's own copy")
  }

  private func verify<State: Journaled>(
    _ file: OpenFile, _ bytes: [UInt8], _ state: State
  ) throws(StorageError) {
    guard try file.bytes(limit: max(bytes.count, Recovery.largest)) == bytes,
      let read = try? State.read(bytes, path: file.path).state, read == state
    else { throw StorageError.unverified(path: file.path) }
  }

  private func unplaced(_ name: String) -> StorageError {
    .invalid(path: name, problem: "it holds records without a place")
  }

  // MARK: Whoever has it open

  /// Keeps others from opening a copy that has a name of ours; one that was cut off is left alone, since its journal
  /// goes on from the file as it is.
  private func lock(_ name: String, _ file: OpenFile) throws(StorageError) -> (file: OpenFile, name: String)?
  {
    guard try !file.isLocked() else { throw StorageError.openElsewhere(session: name) }
    guard let found = SessionFiles.parse(name), found.role == .json,
      let files = try? SessionFiles(found.id, reviewer: found.reviewer)
    else { return nil }
    guard let journal = try sessions.createUnlessThere(files.journal) else {
      guard try sessions.openUnlessObstacle(files.journal, for: .reading)?.isLocked() ?? false else {
        throw StorageError.invalid(path: name, problem: "it was cut off: resume and leave it first")
      }
      throw StorageError.openElsewhere(session: name)
    }
    guard try journal.lock() else { throw StorageError.openElsewhere(session: name) }
    return (journal, files.journal)
  }
}

extension [UInt8] {
  /// The bytes stand somewhere among these.
  fileprivate func hold(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    return withUnsafeBytes { bytes in
      var start = 0
      while start + wanted.count <= bytes.count, let base = bytes.baseAddress {
        guard let found = memchr(base + start, Int32(first), bytes.count - start) else { return false }
        start = UnsafeRawPointer(found) - base
        if bytes[start...].starts(with: wanted) { return true }
        start += 1
      }
      return false
    }
  }
}
