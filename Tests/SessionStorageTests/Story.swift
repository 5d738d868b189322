import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// The story of one focus group, told to the storage step by step, with what it promised on the way.
///
/// What is undone by a crash or a fault stops it; what it promised until then must hold for ever.
final class Story {
  static let secret = "leave that out please"
  static let id = "cogov-NL02"

  let study: StudyFolder
  /// The session after each record, by its number; the first is before the first.
  private(set) var states: [Session] = []
  private(set) var records: [Record] = []
  /// What can be undone after each record, as long as the session is not left.
  private(set) var histories: [History] = []
  private(set) var open: OpenSession?
  /// Every record up to this one was reported as durable.
  private(set) var acknowledged = 0
  /// The redaction was acknowledged.
  private(set) var isDestroyed = false
  private(set) var isLeft = false
  private(set) var reports: [StorageReport] = []
  private(set) var errors: [StorageError] = []

  init(_ disk: any Disk, at path: String = "/study", state: String = "/home/state/focusgroup") {
    study = StudyFolder(path: path, statePath: state, disk: disk)
  }

  /// Goes on with a story that another program told until it died, on the same disk.
  init(_ disk: any Disk, continuing story: Story) {
    study = StudyFolder(path: story.study.path, statePath: story.study.statePath, disk: disk)
    states = story.states
    records = story.records
    histories = story.histories
    acknowledged = story.acknowledged
  }

  var session: Session { states[states.count - 1] }

  static let route = InterviewProtocol(
    id: "cogov", version: "1", title: .plain("COGOV"),
    questions: [
      Question(id: "K1", kind: .key, title: .plain("What helps"), ask: .plain("Think."), minutes: 10)
    ])

  static func first(_ id: String) -> [Record] {
    let head = SessionHead(
      id: id, uuid: "5b1e-" + id, title: "NL02", startedAt: WallTime(milliseconds: 1_773_476_813_589),
      timeZone: "Europe/Amsterdam", group: Group(code: "NL02"), budget: Budget(), protocol: route)
    return [
      Record(number: 1, at: .zero, change: .started(head)),
      Record(number: 2, at: .zero, change: .recorder(Recorder(id: "abcd", program: "1", from: .zero))),
      Record(number: 3, at: .zero, change: .visited("K1", at: .zero)),
    ]
  }

  /// The next record: a note with this text.
  func note(_ text: String) -> Record {
    let number = session.nextNote
    let at = Offset.seconds(records.count * 10)
    let note = Note(
      id: "abcd-\(number)", number: number, question: "K1", at: at,
      time: session.startedAt.adding(at.rawValue), saved: at, content: NoteContent(text: text))
    return Record(number: session.lastRecord + 1, at: at, change: .note(number: number, note))
  }

  /// Applies a record as the program does before it gives it away.
  @discardableResult
  func apply(_ record: Record) -> Record {
    var next = session
    var history = histories[histories.count - 1]
    history.remember(record, next.apply(record))
    states.append(next)
    histories.append(history)
    records.append(record)
    return record
  }

  func collect() {
    guard let open else { return }
    for report in open.reports() {
      reports.append(report)
      if case .durable(let number) = report { acknowledged = max(acknowledged, number) }
    }
  }

  private func step(_ body: () throws(StorageError) -> Void) -> Bool {
    do {
      try body()
      collect()
      return true
    } catch {
      errors.append(error)
      collect()
      return false
    }
  }

  // MARK: Steps; each is false when it did not come to its end

  func create() -> Bool {
    let first = Story.first(Story.id)
    guard let begun = Session.begin(first[0]) else { return false }
    states = [begun, begun]
    histories = [History(), History()]
    records = [first[0]]
    for record in first.dropFirst() { apply(record) }
    return step { () throws(StorageError) in
      open = try OpenSession.create(in: study, id: Story.id) { Story.first($0) }
      acknowledged = records.count
    }
  }

  /// Notes, all at once.
  func say(_ texts: String...) -> Bool { say(texts) }

  func say(_ texts: [String]) -> Bool {
    step { () throws(StorageError) in
      open?.append(texts.map { apply(note($0)) })
      try open?.flush()
    }
  }

  /// Destroys the text of a note.
  func redact(_ number: Int) -> Bool { redact([number]) }

  func redact(_ numbers: [Int]) -> Bool { destroy(.redacted(numbers: numbers)) }

  /// Destroys a word.
  func redact(word: String) -> Bool { destroy(.wordRedacted(word, at: session.lastOffset)) }

  private func destroy(_ change: Change) -> Bool {
    let record = Record(number: session.lastRecord + 1, at: session.lastOffset, change: change)
    apply(record)
    let done = step { () throws(StorageError) in
      try open?.beginAnew(session)
      isDestroyed = true
    }
    // As the contract says: so that the redaction counts in any case.
    if !done { open?.append([record]) }
    return done
  }

  /// The journal is begun anew, as when it has outgrown the session.
  func renew() -> Bool {
    let state = session
    let number = state.lastRecord
    let kept = apply(
      Record(number: number + 1, at: state.lastOffset, change: .history(histories[number].newest)))
    return step { () throws(StorageError) in
      open?.append([kept])
      open?.renew(state)
      try open?.flush()
    }
  }

  func leave() -> Bool {
    isLeft = step { () throws(StorageError) in try open?.close(session) }
    if isLeft { open = nil }
    return isLeft
  }

  func finish() -> Bool {
    open?.append([apply(Record(number: session.lastRecord + 1, at: session.lastOffset, change: .finished))])
    return leave()
  }

  func resume() -> Bool {
    step { () throws(StorageError) in
      let (open, recovered) = try OpenSession.resume(in: study, id: Story.id)
      #expect(recovered.session == session)
      self.open = open
      isLeft = false
    }
  }

  func abandon() -> Bool {
    let done = step { () throws(StorageError) in try open?.abandon(within: .seconds(60)) }
    open = nil
    return done
  }

  /// Lets go as a program does that has died.
  func die() {
    try? open?.abandon(within: .seconds(60))
    open = nil
  }

  /// The whole of it, to the first step that fails.
  func tell() {
    guard create(), say("P3 has time"), say(Story.secret, "council rules"), redact(2), say("laughter"),
      leave(), resume(), say("the audit office"), renew(), abandon(), resume(), say("room in daily work"),
      finish()
    else { return die() }
  }

  /// The whole of it, whatever fails; steps that need an open session try to come back to one.
  func tellOn() {
    guard create() else { return }
    _ = say("P3 has time")
    _ = say(Story.secret, "council rules")
    _ = redact(2)
    _ = say("laughter")
    _ = renew()
    if leave(), !resume() { return }
    _ = say("the audit office")
    _ = leave()
    die()
  }

  /// No report but of records that became durable.
  var isCalm: Bool {
    reports.allSatisfy { report in
      guard case .durable = report else { return false }
      return true
    }
  }

  // MARK: Promises

  /// What it has promised so far, as a number.
  var promises: Int { acknowledged * 2 + (isDestroyed ? 1 : 0) }

  /// The session as the records with these numbers make it.
  func fold(_ has: (Int) -> Bool) -> Session? {
    guard let first = records.first, var session = Session.begin(first) else { return nil }
    for record in records.dropFirst() where has(record.number) { _ = session.apply(record) }
    return session
  }
}

extension Story {
  /// What must hold of the files, whatever happened to the program: checks it by reading, by going on, and by
  /// leaving.
  ///
  /// - Parameter isWhole: every record is there, not only the acknowledged ones.
  func expectKept(on disk: MemoryDisk, isWhole: Bool = false, _ what: Comment) {
    let wasDestroyed = isDestroyed
    defer { isDestroyed = wasDestroyed }
    let study = StudyFolder(path: study.path, statePath: study.statePath, disk: disk)
    guard let read = try? Recovery.read(in: study, id: Story.id) else {
      #expect(acknowledged == 0, "cannot be read: \(what)")
      return
    }
    expect(read, what)
    if isWhole { #expect(read.session.lastRecord == session.lastRecord, "not whole: \(what)") }
    expectDestroyed(on: disk, what)
    let open: OpenSession
    let resumed: Recovered<Session>
    do {
      (open, resumed) = try OpenSession.resume(in: study, id: Story.id)
    } catch {
      Issue.record("cannot be resumed, \(error): \(what)")
      return
    }
    expect(resumed, what)
    let isSame = resumed.session == read.session
    #expect(isSame, "resuming differs from reading: \(what)")
    // Also a redaction that was cut off before it was acknowledged is finished now.
    if resumed.session.hasNoSecret { isDestroyed = true }
    expectDestroyed(on: disk, what)
    var session = resumed.session
    let number = session.lastRecord + 1
    let next = Record(number: number, at: session.lastOffset, change: .answer(id: "again", text: "yes"))
    _ = session.apply(next)
    open.append([next])
    #expect(throws: Never.self, what) { try open.flush() }
    let isRunning = (try? Recovery.read(in: study, id: Story.id))?.session == session
    #expect(isRunning, "going on is lost: \(what)")
    #expect(throws: Never.self, what) { try open.close(session) }
    let isKept = (try? Recovery.read(in: study, id: Story.id))?.session == session
    #expect(isKept, "leaving loses something: \(what)")
    var random = SeededRandom(seed: UInt64(number))
    for left in [disk, disk.afterPowerCut(&random)] {
      let names = left.contents.keys.filter { !$0.contains(".torn") }
      #expect(names == ["/study/Sessions/\(Story.id).json"], "left: \(what)")
    }
    expectDestroyed(on: disk, what)
  }

  private func expect(_ recovered: Recovered<Session>, _ what: Comment) {
    var missing: Set<Int> = []
    for case .missing(let numbers) in recovered.notices { missing.formUnion(numbers) }
    let last = recovered.session.lastRecord
    #expect(last >= acknowledged, what)
    guard acknowledged > 0 else { return }
    #expect(missing.allSatisfy { $0 > acknowledged }, "acknowledged records are missing: \(what)")
    let isTrue = recovered.session == fold { $0 <= last && !missing.contains($0) }
    #expect(isTrue, "it is not the session that was recorded: \(what)")
  }

  private func expectDestroyed(on disk: MemoryDisk, _ what: Comment) {
    guard isDestroyed else { return }
    for (path, bytes) in disk.contents {
      #expect(!bytes.contains(text: Story.secret), "\(path) still holds the text: \(what)")
    }
  }
}

extension Session {
  /// Something was destroyed, and with it the secret.
  fileprivate var hasNoSecret: Bool {
    notes.contains(where: \.redacted) && !notes.contains { $0.content.text == Story.secret }
  }
}
