public import Interview
internal import Platform
internal import Synchronization

/// A session that is being recorded, or a review that is being written: its lock, its journal, and the thread that writes
/// it.
///
/// May be used from any thread. Nothing but `flush`, `withdraw`, `beginAnew`, `close` and `abandon` waits for the
/// disk. One that is let go without `close` saves what it was given and leaves the journal for recovery.
public final class OpenJournal<State: RecordedState>: Sendable {
  let files: SessionFiles
  let study: StudyFolder
  private let mail: Monitor<WriterMail<State>>
  private let wake: WakePipe
  /// What other files still have to be rid of; of a review nothing.
  let late: Mutex<LateDestruction>
  /// Saves records on this machine's own disk: their journal's heading, and how long that may take.
  private let rescue: @Sendable ([State.Entry], JournalHeading, Duration) -> String?

  /// - Parameter holders: files that recovery has let go, and that may still hold what was to be destroyed.
  init(
    _ files: SessionFiles, of study: StudyFolder, _ writer: sending JournalWriter<State>,
    holders: [CopyErasure.Holder] = [], late: LateDestruction = LateDestruction()
  ) throws(StorageError) where State: Journaled {
    self.study = study
    self.late = Mutex(late)
    rescue = { records, heading, time in Rescue.save(records, heading, files, of: study, within: time) }
    let first = WriterMail<State>(reports: writer.takeNotices(), heading: writer.heading, holders: holders)
    self.files = files
    do throws(SystemFailure) {
      mail = try Monitor(first)
      wake = try WakePipe()
      try WriterThread.start(writer, mail, wake)
    } catch {
      throw StorageError(error, whose: "the journal's writer")
    }
  }

  /// The session's id as it came to be: another one than wished for if that was taken.
  public var id: String { files.id }

  deinit {
    mail.with { mail in
      if !mail.isOver { mail.commands.append(.abandon(ticket: 0)) }
    }
  }

  // MARK: Recording

  /// Takes records, in the order of their numbers; they are written as soon as the disk is free. What becomes of
  /// them is reported.
  public func append(_ records: [State.Entry]) {
    guard let first = records.first else { return }
    late.withLock { $0.take(records) }
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

  /// Readable while reports wait: for `poll`. Valid as long as this is held; not to be read or closed.
  public var wakeDescriptor: Int32 { wake.readEnd }

  /// The reports since the last call, in their order.
  public func reports() -> [StorageReport] {
    // Cleared first: a report that comes in between is taken now, and its signal tells of nothing then.
    wake.clear()
    let reports = mail.quietly { mail in
      defer { mail.reports = [] }
      return mail.reports
    }
    return late.withLock { late in
      late.take(reports)
      return reports + late.takeReports()
    }
  }

  /// Tries what was refused once more, without waiting; what becomes of it is reported.
  public func tryAgain() {
    mail.with { mail in
      if !mail.isOver { mail.commands.append(.append([])) }
    }
  }

  /// Waits until everything is on the disk; what was refused is tried once more.
  ///
  /// - Throws: why it is not.
  public func flush() throws(StorageError) {
    _ = try ask { .save(ticket: $0) }
  }

  /// Takes back the records that are on no disk, all of them: what comes next has their numbers.
  ///
  /// - Returns: the number of the first of them; nil when everything is on the disk.
  public func withdraw() throws(StorageError) -> Int? {
    try ask { .withdraw(ticket: $0) }
  }

  /// Destroys what the state does not have any more: writes its file, begins the journal anew, and overwrites and removes
  /// the old files. The last record in the state is the redaction itself, which is not appended.
  ///
  /// - Throws: where it stopped. The recording can go on: append the redaction's record then, so that it counts
  ///   in any case, and call this again; also the next opening and `close` finish the work.
  public func beginAnew(_ state: State) throws(StorageError) {
    _ = try ask { .beginAnew(state, ticket: $0) }
  }

  /// The answer to `outgrown` and `wantsState`: writes the file and begins the journal anew with the records after it, without
  /// waiting. Should it fail, the old journal goes on, and it is asked for again.
  ///
  /// - Parameter state: as it was before a `history` record that is appended already, so that what can be undone is not
  ///   lost with the records before.
  public func renew(_ state: State) {
    mail.with { mail in
      if !mail.isOver { mail.commands.append(.renew(state)) }
    }
  }

  /// Where the records went last, if that is not where the files were at the opening.
  public var elsewhere: String? { mail.quietly { $0.elsewhere } }

  /// Files of its own, let go since it was opened, that may still hold what was to be destroyed.
  var holders: [CopyErasure.Holder] { mail.quietly { $0.holders } }

  // MARK: Leaving

  /// Writes the state's file, removes the journal and waits for that.
  func leave(_ state: State) throws(StorageError) {
    _ = try ask { .close(state, ticket: $0) }
  }

  /// Saves what is queued and lets go; the journal stays, for the next opening to recover. What a disk that hangs does not
  /// take in half of the time is saved on this machine's own disk in the other half.
  ///
  /// - Parameter time: after which a disk that does not answer is no longer waited for.
  /// - Throws: why not everything is on the disk.
  public func abandon(within time: Duration = .milliseconds(900)) throws(StorageError) {
    do {
      _ = try ask(within: time / 2) { .abandon(ticket: $0) }
    } catch .closed {
      return
    } catch {
      let (records, heading) = mail.quietly { ($0.unsettled, $0.heading) }
      guard case .failed = error, !records.isEmpty else { throw error }
      guard let place = rescue(records, heading, time / 2) else { throw error }
      mail.quietly { mail in
        mail.elsewhere = place
        mail.unsettled = []
      }
    }
  }

  private func ask(
    within time: Duration? = nil, _ command: (Int) -> WriterCommand<State>
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
