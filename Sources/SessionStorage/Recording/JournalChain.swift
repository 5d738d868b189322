internal import Interview

/// The journals of an open session or review that are not removed yet, the one that takes records last. They stay open
/// for their locks, whatever becomes of the files.
struct JournalChain {
  private let files: SessionFiles
  private(set) var journals: [JournalFile]
  /// Names that journals had: none is taken twice, since a segment that failed may hold what a later one supersedes.
  private var used: Set<String>
  /// Files that took a journal's name, open so that nobody else locks them.
  private(set) var guarded: [OpenFile] = []

  init(_ files: SessionFiles, _ first: JournalFile) {
    self.files = files
    journals = [first]
    used = [first.name]
  }

  /// The one that takes records.
  var last: JournalFile? {
    get { journals.last }
    set { if let newValue, !journals.isEmpty { journals[journals.count - 1] = newValue } }
  }

  /// A name in a folder leads to one of these.
  func owns(_ name: String, in folder: Folder) throws(StorageError) -> Bool {
    for journal in bearing(name, in: folder) where try journal.isNamed() { return true }
    return false
  }

  /// A name in a folder leads to one of these, and no other program has written there.
  func mayReplace(_ name: String, in folder: Folder) throws(StorageError) -> Bool {
    for journal in bearing(name, in: folder) where try journal.hasOthersRecords() { return false }
    return try owns(name, in: folder)
  }

  private func bearing(_ name: String, in folder: Folder) -> [JournalFile] {
    journals.filter { $0.folder === folder && $0.name == name }
  }

  /// Puts a new journal, made with this heading and these frames, in the place of the first one.
  mutating func replace(
    in folder: Folder, _ heading: JournalHeading, _ kept: KeptFrames
  ) throws(StorageError) {
    var old: [OpenFile] = []
    for journal in bearing(files.journal, in: folder) where try journal.isNamed() { old.append(journal.file) }
    journals.append(
      try JournalRewrite.replace(files, in: folder, heading, frames: kept.frames(from: 0), old: old))
  }

  /// Makes a segment in a folder: a new file, locked, with frames in it, durable with its name.
  mutating func addSegment(
    in folder: Folder, _ heading: JournalHeading, _ kept: KeptFrames, name: (Int) -> String
  ) throws(StorageError) {
    let journal = try JournalFile.segment(of: files, in: folder, heading, kept, used: used, name: name)
    do throws(StorageError) {
      try folder.sync()
    } catch {
      _ = try? Erasure.remove(journal.name, in: folder)
      throw error
    }
    used.insert(journal.name)
    journals.append(journal)
  }

  /// Takes the lock of what bears the first journal's name now, so that no second program is let in.
  ///
  /// - Returns: its path if another program has that lock already.
  mutating func guardName() -> String? {
    guard let first = journals.first, (try? owns(first.name, in: first.folder)) == false,
      let file = try? first.folder.openIfThere(first.name, for: .writing)
    else { return nil }
    guard (try? file.lock()) ?? false else { return file.path }
    guarded.append(file)
    return nil
  }

  /// Takes all journals out but the last `count`.
  mutating func dropAll(but count: Int) -> [JournalFile] {
    defer { journals.removeFirst(journals.count - count) }
    return Array(journals.dropLast(count))
  }

  /// Puts journals back before the others: they could not be removed.
  mutating func putBack(_ old: [JournalFile]) { journals = old + journals }

  /// Overwrites journals, and removes the names that still lead to them; the newest first. One in which another
  /// program has written stays.
  ///
  /// - Parameter notices: takes which of them stay, and which have another name.
  static func remove(_ journals: [JournalFile], _ notices: inout [StorageNotice]) throws(StorageError) {
    for journal in journals.reversed() {
      if journal.folder.isGone {
        // No name in it leads there; the bytes are overwritten as far as the disk still takes that.
        switch try? journal.file.overwrite(isNamed: false) {
        case true?: break
        case false?: notices.append(.otherLink(path: journal.file.path))
        case nil:
          notices.append(.mayHold(file: journal.file.path, reason: "its disk takes nothing any more"))
        }
        continue
      }
      if try journal.hasOthersRecords() {
        notices.append(.otherWriter(path: journal.file.path))
        continue
      }
      if try !Erasure.remove(journal) { notices.append(.otherLink(path: journal.file.path)) }
      try journal.folder.sync()
    }
  }

  /// A copy of one of these that somebody put under the first one's name goes with it, if it holds nothing that the
  /// state does not.
  func removeStray<State: Journaled>(
    in folder: Folder, madeBy headings: [JournalHeading], heldBy state: State,
    _ notices: inout [StorageNotice]
  ) throws(StorageError) {
    guard let file = guarded.last, try folder.identity(of: files.journal) == file.status().identity else {
      return
    }
    let stray = try Segment(file, name: files.journal, in: folder, newest: State.Change.version)
    guard let made = stray.heading, headings.contains(made), stray.scan.damage.isEmpty else { return }
    let isInState = stray.records.allSatisfy { record in
      ((try? LineFormat<State.Change>.read(Array(stray.bytes[record])))?.number ?? .max) <= state.lastRecord
    }
    guard isInState else { return }
    if try Erasure.remove(files.journal, in: folder) == .linked {
      notices.append(.otherLink(path: file.path))
    }
    try folder.sync()
  }

  /// Lets go of everything; the files stay as they are.
  mutating func release() {
    journals = []
    guarded = []
  }
}

extension JournalFile {
  /// Makes a segment: a file of a name that none has or had, locked, with frames in it that are durable; its name is
  /// once the folder is synced.
  ///
  /// - Parameter used: names that others had.
  static func segment(
    of files: SessionFiles, in folder: Folder, _ heading: JournalHeading, _ kept: KeptFrames,
    used: Set<String> = [], name: (Int) -> String
  ) throws(StorageError) -> JournalFile {
    let taken = Set(try folder.names()).union(used)
    var number = 2
    while taken.contains(name(number)) { number += 1 }
    let name = name(number)
    let file = try folder.create(name)
    do throws(StorageError) {
      guard try file.lock() else { throw files.openElsewhere }
      return try begin(file, name, in: folder, heading, frames: kept.frames(from: 0))
    } catch {
      _ = try? Erasure.remove(name, in: folder)
      throw error
    }
  }
}
