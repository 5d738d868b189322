internal import Interview
internal import Platform

/// What is asked of the writer.
enum WriterCommand<State: RecordedState>: Sendable {
  case append([State.Entry])
  /// Each of these is answered under its ticket.
  case save(ticket: Int)
  case withdraw(ticket: Int)
  case beginAnew(State, ticket: Int)
  /// Nobody waits for it.
  case renew(State)
  case close(State, ticket: Int)
  case abandon(ticket: Int)
}

/// The writer's answer: the number of the first record that was withdrawn, if that was asked and there was one.
typealias WriterAnswer = Result<Int?, StorageError>

/// What the writer and the one who records share.
struct WriterMail<State: RecordedState>: Sendable {
  var commands: [WriterCommand<State>] = []
  var reports: [StorageReport] = []
  /// Records that no disk is known to have, and the heading of the journal that they belong to.
  var unsettled: [State.Entry] = []
  var heading: JournalHeading
  /// Files that may still hold what was to be destroyed.
  var holders: [CopyErasure.Holder] = []
  /// Where the records went last, if that is not where they began.
  var elsewhere: String?
  var answers: [Int: WriterAnswer] = [:]
  var lastTicket = 0
  /// The writer is gone, and takes no more.
  var isOver = false
}

/// The one thread that writes to the files of a session or a review, so that no sync ever holds up the screen.
final class WriterThread<State: Journaled> {
  private let writer: JournalWriter<State>
  private let mail: Monitor<WriterMail<State>>
  private let wake: WakePipe

  private init(_ writer: JournalWriter<State>, _ mail: Monitor<WriterMail<State>>, _ wake: WakePipe) {
    self.writer = writer
    self.mail = mail
    self.wake = wake
  }

  /// Starts the thread, which from now on has the writer to itself.
  static func start(
    _ writer: sending JournalWriter<State>, _ mail: Monitor<WriterMail<State>>, _ wake: WakePipe
  ) throws(SystemFailure) {
    let thread = WriterThread(writer, mail, wake)
    try startThread { thread.run() }
  }

  /// How often the files are looked at when nothing is written: another program may take them away.
  private static var lookInterval: Duration { .seconds(2) }

  private func run() {
    var isOver = false
    while !isOver {
      let commands = mail.wait(atMost: WriterThread.lookInterval) { mail -> [WriterCommand<State>]? in
        guard !mail.commands.isEmpty else { return nil }
        defer { mail.commands = [] }
        return mail.commands
      }
      guard let commands else {
        report(writer.look())
        continue
      }
      var hasNew = false
      for command in commands {
        if case .append(let records) = command {
          writer.add(records)
          hasNew = true
          continue
        }
        if hasNew { report(writer.save()) }
        hasNew = false
        if perform(command) { isOver = true }
        if isOver { break }
      }
      if hasNew { report(writer.save()) }
    }
  }

  /// Answers a command that waits for an answer; true when it was the last one.
  private func perform(_ command: WriterCommand<State>) -> Bool {
    switch command {
    case .append:
      return false
    case .save(let ticket):
      answer(ticket, saved())
    case .withdraw(let ticket):
      answer(ticket, .success(writer.withdraw()))
    case .beginAnew(let state, let ticket):
      let result = outcome { () throws(StorageError) in try writer.beginAnew(state) }
      report(writer.takeNotices())
      if case .success = result { report([.durable(through: state.lastRecord)]) }
      answer(ticket, result)
    case .renew(let state):
      renew(state)
    case .close(let state, let ticket):
      let result = outcome { () throws(StorageError) in try writer.close(state) }
      report(writer.takeNotices())
      guard case .success = result else {
        share([])
        answer(ticket, result)
        return false
      }
      report([.durable(through: state.lastRecord)])
      answer(ticket, result, isOver: true)
      return true
    case .abandon(let ticket):
      var result = saved()
      if case .failure = result {
        let reports = writer.saveElsewhere()
        report(reports)
        if writer.isSaved { result = .success(nil) }
      }
      writer.release()
      answer(ticket, result, isOver: true)
      return true
    }
    return false
  }

  private func renew(_ state: State) {
    do throws(StorageError) {
      let number = try writer.renew(state)
      report(writer.takeNotices() + [.durable(through: number)])
    } catch {
      // The old journal goes on; it is asked for again when it has grown further, or with the next look.
      report(writer.takeNotices())
    }
  }

  /// Tries what is on no disk once more.
  private func saved() -> WriterAnswer {
    let reports = writer.save()
    report(reports)
    guard !writer.isSaved else { return .success(nil) }
    for case .refused(_, let error) in reports { return .failure(error) }
    return .failure(.closed)
  }

  private func outcome(_ body: () throws(StorageError) -> Void) -> WriterAnswer {
    do {
      try body()
      return .success(nil)
    } catch {
      return .failure(error)
    }
  }

  private func answer(_ ticket: Int, _ answer: WriterAnswer, isOver: Bool = false) {
    mail.with { mail in
      mail.answers[ticket] = answer
      if isOver { mail.isOver = true }
    }
  }

  private func report(_ reports: [StorageReport]) {
    guard !reports.isEmpty else { return }
    share(reports)
    wake.signal()
  }

  /// Tells what happened and where the records go now. The disk is asked for that before the mail is held: whoever wants to
  /// end the program must not have to wait for it.
  private func share(_ reports: [StorageReport]) {
    let (heading, elsewhere) = (writer.heading, writer.elsewhere)
    mail.quietly { $0.take(reports, heading, elsewhere) }
  }
}

extension WriterMail {
  fileprivate mutating func take(
    _ reports: [StorageReport], _ heading: JournalHeading, _ elsewhere: String?
  ) {
    self.reports += reports
    self.heading = heading
    self.elsewhere = elsewhere
    for case .noticed(let notice) in reports {
      if let holder = CopyErasure.Holder(notice), !holders.contains(holder) { holders.append(holder) }
    }
    for case .durable(let number) in reports {
      unsettled.removeFirst(unsettled.firstIndex { $0.number > number } ?? unsettled.count)
    }
  }
}
