internal import Interview

/// The records once more, on this machine's own disk, where the study's file system cannot promise that they are durable.
struct SecondJournal {
  private let study: StudyFolder
  private let files: SessionFiles
  /// Nil when this machine's own disk takes none either.
  private var journal: JournalFile?

  /// Begins it with a heading and frames.
  init(_ files: SessionFiles, of study: StudyFolder, _ heading: JournalHeading, _ kept: KeptFrames) {
    self.study = study
    self.files = files
    journal = try? begun(heading, kept)
  }

  /// It is there, and what is in it is durable.
  var isDurable: Bool { journal.map { !$0.folder.isWeak } ?? false }

  /// Takes frames; what fails is begun anew with everything.
  mutating func append(_ frames: ArraySlice<UInt8>, _ heading: JournalHeading, all kept: KeptFrames) {
    guard var open = journal else { return beginAnew(heading, kept) }
    do {
      try open.append(frames)
      journal = open
    } catch {
      beginAnew(heading, kept)
    }
  }

  /// Begins it anew; the one before is overwritten.
  mutating func beginAnew(_ heading: JournalHeading, _ kept: KeptFrames) {
    journal = try? begun(heading, kept)
  }

  /// Overwrites and removes it.
  func remove(_ notices: inout [StorageNotice]) throws(StorageError) {
    guard let journal else { return }
    try JournalChain.remove([journal], &notices)
  }

  private func begun(_ heading: JournalHeading, _ kept: KeptFrames) throws(StorageError) -> JournalFile {
    let folder = try study.makeStateFolder()
    let name = files.secondJournal(uuid: heading.uuid)
    let temporary = "." + name + ".tmp"
    try Erasure.remove(temporary, in: folder)
    let file = try folder.create(temporary)
    guard try file.lock() else { throw files.openElsewhere }
    let new = try JournalFile.begin(file, name, in: folder, heading, frames: kept.frames(from: 0))
    // The one before is not needed from here on, whichever of the two a crash leaves.
    let old = try folder.openIfThere(name, for: .writing)
    try old?.losesName()
    try folder.rename(temporary, to: name)
    try folder.sync()
    try old?.overwrite()
    return new
  }
}
