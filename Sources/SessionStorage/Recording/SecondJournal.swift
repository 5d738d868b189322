internal import Interview

/// The records once more, on this machine's own disk, where the study's file system cannot promise that they are durable.
struct SecondJournal {
  private let study: StudyFolder
  private let files: SessionFiles
  /// Nil when this machine's own disk takes none either.
  private var journal: JournalFile?

  /// One that takes no more, and still has records that are durable nowhere else.
  private var left: JournalFile?

  /// Begins it with a heading and frames.
  init(
    _ files: SessionFiles, of study: StudyFolder, _ heading: JournalHeading, _ kept: KeptFrames,
    _ notices: inout [StorageNotice]
  ) {
    self.study = study
    self.files = files
    beginAnew(heading, kept, erasing: false, &notices)
  }

  /// It is there, and what is in it is durable.
  var isDurable: Bool { journal.map { !$0.folder.isWeak } ?? false }

  /// Takes frames; what fails is begun anew with everything.
  mutating func append(
    _ frames: ArraySlice<UInt8>, _ heading: JournalHeading, all kept: KeptFrames,
    _ notices: inout [StorageNotice]
  ) {
    guard var open = journal else { return beginAnew(heading, kept, erasing: false, &notices) }
    do {
      try open.append(frames)
      journal = open
    } catch {
      beginAnew(heading, kept, erasing: false, &notices)
    }
  }

  /// Begins it anew; the one before is overwritten. Where there can be no new one, that one stays until the end.
  ///
  /// - Parameter erasing: it has text that is to be destroyed: it goes in any case.
  mutating func beginAnew(
    _ heading: JournalHeading, _ kept: KeptFrames, erasing: Bool, _ notices: inout [StorageNotice]
  ) {
    do throws(StorageError) {
      journal = try begun(heading, kept, &notices)
      left = nil
    } catch {
      left = journal ?? left
      journal = nil
      guard erasing, let old = left else { return }
      do throws(StorageError) {
        try JournalChain.remove([old], &notices)
        left = nil
      } catch {
        notices.append(.mayHold(file: old.file.path, reason: "this machine's own disk does not take it"))
      }
    }
  }

  /// Overwrites and removes it.
  func remove(_ notices: inout [StorageNotice]) throws(StorageError) {
    try JournalChain.remove([left, journal].compactMap { $0 }, &notices)
  }

  private func begun(
    _ heading: JournalHeading, _ kept: KeptFrames, _ notices: inout [StorageNotice]
  ) throws(StorageError) -> JournalFile {
    let folder = try study.makeStateFolder()
    let name = files.secondJournal(uuid: heading.uuid)
    let temporary = "." + name + ".tmp"
    try Erasure.remove(temporary, in: folder)
    let new: JournalFile
    do throws(StorageError) {
      let file = try folder.create(temporary)
      guard try file.lock() else { throw files.openElsewhere }
      new = try JournalFile.begin(file, name, in: folder, heading, frames: kept.frames(from: 0))
    } catch {
      _ = try? Erasure.remove(temporary, in: folder)
      throw error
    }
    // The one before is not needed from here on, whichever of the two a crash leaves.
    let old = try folder.openIfThere(name, for: .writing)
    try old?.losesName()
    try folder.rename(temporary, to: name)
    try folder.sync()
    if let old, try !old.overwrite() { notices.append(.otherLink(path: old.path)) }
    return new
  }
}
