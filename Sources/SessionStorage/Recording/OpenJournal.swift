internal import Interview
internal import Platform

/// The lock, the journal and the writing thread of what is being recorded: a session or a review.
///
/// May be used from any thread. Only what is said to wait does so. One that is let go without `close` saves what
/// it was given and leaves the journal for recovery.
final class OpenJournal: Sendable {
  let files: SessionFiles
  private let mail: Monitor<WriterMail>
  private let wake: WakePipe

  private let study: StudyFolder

  /// - Parameter holders: files that recovery has let go, and that may still hold what was to be destroyed.
  init(
    _ files: SessionFiles, of study: StudyFolder, _ writer: sending JournalWriter,
    holders: [CopyErasure.Holder] = []
  ) throws(StorageError) {
    self.study = study
    let first = WriterMail(reports: writer.takeNotices(), heading: writer.heading, holders: holders)
    self.files = files
    do throws(SystemFailure) {
      mail = try Monitor(first)
      wake = try WakePipe()
      try WriterThread.start(writer, mail, wake)
    } catch {
      throw StorageError(error, whose: "the journal's writer")
    }
  }

  deinit {
    mail.with { mail in
      if !mail.isOver { mail.commands.append(.abandon(ticket: 0)) }
    }
  }

  /// Takes records, in the order of their numbers; what becomes of them is reported.
  func append(_ records: [any JournalRecord]) {
    guard let first = records.first else { return }
    let isOver = mail.with { mail -> Bool in
      if mail.isOver {
        mail.reports.append(.refused(from: first.number, .closed))
      } else {
        mail.commands.append(.append(records))
        mail.unsettled += records
      }
      return mail.isOver
    }
    if isOver { wake.signal() }
  }

  /// Readable while reports wait. Valid as long as this is held.
  var wakeDescriptor: Int32 { wake.readEnd }

  /// The reports since the last call, in their order.
  func reports() -> [StorageReport] {
    // Cleared first: a report that comes in between is taken now, and its signal tells of nothing then.
    wake.clear()
    return mail.quietly { mail in
      defer { mail.reports = [] }
      return mail.reports
    }
  }

  /// Tries what was refused once more, without waiting.
  func tryAgain() {
    mail.with { mail in
      if !mail.isOver { mail.commands.append(.append([])) }
    }
  }

  /// Waits until everything is on the disk.
  func flush() throws(StorageError) {
    _ = try ask { .save(ticket: $0) }
  }

  /// Takes back the records that are on no disk, and waits for that.
  ///
  /// - Returns: the number of the first of them; nil when there is none.
  func withdraw() throws(StorageError) -> Int? {
    try ask { .withdraw(ticket: $0) }
  }

  /// Destroys what the state does not have any more, and waits for that.
  func beginAnew(_ state: some Journaled) throws(StorageError) {
    _ = try ask { .beginAnew(state, ticket: $0) }
  }

  /// Writes the state's file and begins the journal anew with the records after the state. Nobody waits for it: should it
  /// fail, the old journal goes on.
  func renew(_ state: some Journaled) {
    mail.with { mail in
      if !mail.isOver { mail.commands.append(.renew(state)) }
    }
  }

  /// Where the records went last, if that is not where they began.
  var elsewhere: String? { mail.quietly { $0.elsewhere } }

  /// Files of its own, let go since it was opened, that may still hold what was to be destroyed.
  var holders: [CopyErasure.Holder] { mail.quietly { $0.holders } }

  /// Writes the state's file, removes the journal and waits for that.
  func close(_ state: some Journaled) throws(StorageError) {
    _ = try ask { .close(state, ticket: $0) }
  }

  /// Saves what is queued and lets go; the journal stays. Waits for a while only: what a disk that hangs does not take in
  /// half of it is saved on this machine's own disk in the other half.
  func abandon(within time: Duration) throws(StorageError) {
    do {
      _ = try ask(within: time / 2) { .abandon(ticket: $0) }
    } catch .closed {
      return
    } catch {
      let (records, heading) = mail.quietly { ($0.unsettled, $0.heading) }
      guard case .failed = error, !records.isEmpty else { throw error }
      guard let place = Rescue.save(records, heading, files, of: study, within: time / 2) else { throw error }
      mail.quietly { mail in
        mail.elsewhere = place
        mail.unsettled = []
      }
    }
  }

  private func ask(
    within time: Duration? = nil, _ command: (Int) -> WriterCommand
  ) throws(StorageError) -> Int? {
    let ticket = mail.with { mail -> Int? in
      guard !mail.isOver else { return nil }
      mail.lastTicket += 1
      mail.commands.append(command(mail.lastTicket))
      return mail.lastTicket
    }
    guard let ticket else { throw StorageError.closed }
    let answer = mail.wait(atMost: time) { mail -> WriterAnswer? in
      if let answer = mail.answers.removeValue(forKey: ticket) { return answer }
      return mail.isOver ? .failure(.closed) : nil
    }
    guard let answer else {
      throw StorageError.failed("sync", path: files.stem, reason: "the disk does not answer")
    }
    return try answer.get()
  }
}
