import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// One of several machines on which the same session is gone on with, each with a disk of its own.
final class Machine {
  static let json = "/study/Sessions/\(Story.id).json"
  static let journal = "/study/Sessions/\(Story.id).journal"

  let disk = MemoryDisk()
  private(set) var open: OpenSession?
  private(set) var session: Session?
  /// What resuming said last.
  private(set) var notices: [RecoveryNotice] = []
  private var recorder = ""
  /// The time on the wall, as the session's offset.
  private static let step = 10

  var study: StudyFolder { StudyFolder(path: "/study", statePath: "/state/focusgroup", disk: disk) }

  /// Begins the session.
  func begin(as recorder: String, at seconds: Int) throws {
    self.recorder = recorder
    var records = Story.first(Story.id)
    records[1].change = .recorder(Recorder(id: recorder, program: "1", from: .seconds(seconds)))
    open = try OpenSession.create(in: study, id: Story.id, recorder: recorder) { _ in records }
    var session = try #require(Session.begin(records[0]))
    for record in records.dropFirst() { session.apply(record) }
    self.session = session
  }

  /// Goes on with it, as the program does: the first record names who.
  func resume(as recorder: String, at seconds: Int) throws {
    self.recorder = recorder
    let (open, recovered) = try OpenSession.resume(in: study, id: Story.id, recorder: recorder)
    self.open = open
    session = recovered.session
    notices = recovered.notices
    try add(.recorder(Recorder(id: recorder, program: "1", from: .seconds(seconds))), at: seconds)
    try add(.visited("K1", at: .seconds(seconds)), at: seconds)
  }

  /// Notes something, and waits until it is saved.
  func note(_ text: String, at seconds: Int) throws {
    let session = try #require(session)
    let number = session.nextNote
    let note = Note(
      id: "\(recorder)-\(number)", number: number, question: "K1", at: .seconds(seconds),
      time: session.startedAt.adding(seconds * 1000), saved: .seconds(seconds),
      content: NoteContent(text: text))
    try add(.note(number: number, note), at: seconds)
  }

  func add(_ change: Change, at seconds: Int) throws {
    let open = try #require(open)
    let record = Record(number: (session?.lastRecord ?? 0) + 1, at: .seconds(seconds), change: change)
    session?.apply(record)
    open.append([record])
    try open.flush()
  }

  /// Destroys the text of a note.
  func redact(_ number: Int, at seconds: Int) throws {
    let record = Record(
      number: (session?.lastRecord ?? 0) + 1, at: .seconds(seconds), change: .redacted(numbers: [number]))
    session?.apply(record)
    try open?.beginAnew(try #require(session))
  }

  /// The file is written and the journal begun anew, as when it has outgrown its state.
  func beginAnew() throws { try open?.beginAnew(try #require(session)) }

  func leave() throws {
    try open?.close(try #require(session))
    open = nil
  }

  /// The power goes.
  func cut() throws {
    try open?.abandon(within: .seconds(60))
    open = nil
  }

  // MARK: What is there

  func read() throws -> Recovered<Session> { try Recovery.read(in: study, id: Story.id) }

  /// The texts of all notes.
  func texts() throws -> [String] { try read().session.notes.map(\.content.text) }

  /// Another machine's session file takes the place of this one's, as a synchronising client does it.
  func take(_ bytes: [UInt8]?) { disk.replace(Self.json, with: bytes) }

  var file: [UInt8]? { disk.contents[Self.json] }

  /// The names of files set aside, without the session's id.
  func asides() -> [String] {
    disk.contents.keys.filter { $0.contains(".theirs-") || $0.contains(".damaged-") }.sorted()
  }
}
