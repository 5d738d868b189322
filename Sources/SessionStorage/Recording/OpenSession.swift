public import Interview

/// A session that is being recorded: its lock, its journal, and the thread that writes it.
///
/// May be used from any thread. Nothing but `flush`, `withdraw`, `beginAnew`, `close` and `abandon` waits for the
/// disk. One that is let go without `close` saves what it was given and leaves the journal for recovery.
public final class OpenSession: Sendable {
  /// The session's id as it came to be: another one than wished for if that was taken.
  public let id: String
  private let mail: Monitor<WriterMail>
  private let wake: WakePipe

  init(_ files: SessionFiles, _ writer: sending JournalWriter) throws(StorageError) {
    guard let mail = Monitor(WriterMail()) else {
      throw StorageError.failed("memory", path: "the journal's writer", reason: "there is none left")
    }
    id = files.id
    self.mail = mail
    wake = try WakePipe()
    try WriterThread.start(writer, mail, wake)
  }

  deinit {
    mail.with { mail in
      if !mail.isOver { mail.commands.append(.abandon(ticket: 0)) }
    }
  }

  // MARK: Recording

  /// Takes records, in the order of their numbers; they are written as soon as the disk is free. What becomes of
  /// them is reported.
  public func append(_ records: [Record]) {
    guard let first = records.first else { return }
    let isOver = mail.with { mail -> Bool in
      if mail.isOver {
        mail.reports.append(.refused(from: first.number, .closed))
      } else {
        mail.commands.append(.append(records))
      }
      return mail.isOver
    }
    if isOver { wake.signal() }
  }

  /// Readable while reports wait: for `poll`. Valid as long as the session is held; not to be read or closed.
  public var wakeDescriptor: Int32 { wake.readEnd }

  /// The reports since the last call, in their order.
  public func reports() -> [StorageReport] {
    mail.with { mail in
      wake.clear()
      defer { mail.reports = [] }
      return mail.reports
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

  /// Destroys what the state does not have any more: writes the session file, begins the journal anew, and
  /// overwrites and removes the old files. The last record in `session` is the redaction itself, which is not
  /// appended.
  ///
  /// - Throws: where it stopped. The recording can go on: append the redaction's record then, so that it counts
  ///   in any case, and call this again; also the next `resume` and `close` finish the work.
  public func beginAnew(_ session: Session) throws(StorageError) {
    _ = try ask { .beginAnew(session, ticket: $0) }
  }

  // MARK: Leaving

  /// Writes the session file, removes the journal and lets the session go.
  ///
  /// - Throws: where it stopped; nothing is lost, the session stays open, and this can be tried again.
  public func close(_ session: Session) throws(StorageError) {
    _ = try ask { .close(session, ticket: $0) }
  }

  /// Saves what is queued and lets the session go; the journal stays, for the next start to recover.
  ///
  /// - Parameter time: after which a disk that does not answer is no longer waited for.
  /// - Throws: why not everything is on the disk.
  public func abandon(within time: Duration = .milliseconds(900)) throws(StorageError) {
    do {
      _ = try ask(within: time) { .abandon(ticket: $0) }
    } catch .closed {}
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
      throw StorageError.failed("sync", path: id, reason: "the disk does not answer")
    }
    return try answer.get()
  }
}
