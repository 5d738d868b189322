internal import Interview
internal import Platform

/// Saves records on this machine's own disk when the program has to end and the study's disk does not answer.
enum Rescue {
  /// Writes a journal of these records on a thread of its own, and waits for a while only.
  ///
  /// - Returns: its path once it is durable; nil if that was not in time.
  static func save<Change: JournalChange>(
    _ records: [Numbered<Change, Change.Time>], _ heading: JournalHeading, _ files: SessionFiles,
    of study: StudyFolder,
    within time: Duration
  ) -> String? {
    guard let done = try? Monitor<String??>(nil) else { return nil }
    let isStarted: Void? = try? startThread {
      let path = try? write(records, heading, files, of: study)
      done.with { $0 = .some(path) }
    }
    guard isStarted != nil else { return nil }
    return done.wait(atMost: time) { $0 } ?? nil
  }

  private static func write<Change: JournalChange>(
    _ records: [Numbered<Change, Change.Time>], _ heading: JournalHeading, _ files: SessionFiles,
    of study: StudyFolder
  ) throws(StorageError) -> String {
    let folder = try study.makeStateFolder()
    var kept = KeptFrames()
    for record in records { kept.append(record.number, payload: record.payload) }
    let journal = try JournalFile.segment(of: files, in: folder, heading, kept) {
      files.segment($0, uuid: heading.uuid)
    }
    // Should this fail, the file stays: it may be the last that has these records.
    try folder.sync()
    return folder.path(of: journal.name)
  }
}
