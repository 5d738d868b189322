import Foundation
import Interview
import PseudoTerminal
import SessionStorage

/// A folder with a study, its sessions and the peers' texts; it goes away with this value. It lies beside what was
/// built, on the disk that is really used, and is the current folder from now on.
final class Workspace: Sendable {
  let binary: String
  let writeAndSync: String
  let root: String

  /// - Parameter builds: where the release builds are.
  init(builds: String) throws {
    let folder = URL(filePath: builds)
    binary =
      ProcessInfo.processInfo.environment["FOCUSGROUP_BINARY"] ?? folder.appending(path: "focusgroup").path
    writeAndSync = folder.appending(path: "WriteAndSync").path
    root = folder.appending(path: "bench-\(UUID().uuidString)").path
    for program in [binary, writeAndSync] where !FileManager.default.isExecutableFile(atPath: program) {
      throw Stuck("\(program) is not built; make bench builds it")
    }
    for name in ["home", "texts"] {
      try FileManager.default.createDirectory(
        atPath: "\(root)/\(name)", withIntermediateDirectories: true)
    }
    guard FileManager.default.changeCurrentDirectoryPath(texts) else { throw Stuck("no folder \(texts)") }
    try run([binary, "init", study])
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private var texts: String { root + "/texts" }
  var study: String { root + "/study" }

  /// Where the bare program appends: beside the sessions.
  var syncedFile: String { study + "/Sessions/.bare" }

  /// The session with so many notes.
  static func session(_ notes: Int) -> String { "bench\(notes)" }

  /// The text with so many lines, from the current folder: editors show the name, and a long one wraps.
  static func text(_ lines: Int) -> String { "\(lines).txt" }

  var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": root + "/home",
      "XDG_STATE_HOME": root + "/home/state", "FOCUSGROUP_STUDY": study, "LANG": "C.UTF-8",
      "TERM": "xterm-256color",
    ]
  }

  /// Makes the session and the text with so many notes, through the program itself.
  func make(notes: Int) throws {
    let lines = Workspace.lines(notes).joined()
    try Data(lines.utf8).write(to: URL(filePath: Workspace.text(notes)))
    let typed = "\(root)/typed"
    try Data((lines + "/leave\n").utf8).write(to: URL(filePath: typed))
    try run(recording(Workspace.session(notes)), input: typed)
  }

  /// So many notes, as they are typed.
  static func lines(_ notes: Int) -> [String] {
    (0..<notes).map { "\($0 % 8 + 1) they told us in week \($0) that the rules had changed\n" }
  }

  /// Records a session with this id, line by line.
  func recording(_ id: String) -> [String] {
    [binary, "run", "example", "--id", id, "--participants", "8", "--yes", "--plain"]
  }

  /// The finished session with so many notes, from the current folder, for those that take it as a text.
  static func replayed(_ notes: Int) -> String { "long\(notes).json" }

  /// Makes the finished session with so many notes.
  func makeFinished(notes: Int) throws {
    let folder = StudyFolder(path: study, statePath: root + "/home/state")
    let file = try folder.protocolBytes(named: "example", currentFolder: study)
    let route = try ProtocolReader.read(file.bytes, file: file.file).get()
    let name = Workspace.replayed(notes)
    let session = LongSession(route, notes: notes).session(id: String(name.dropLast(".json".count)))
    let path = "\(study)/Sessions/\(name)"
    try Data(SessionFormat.bytes(of: session)).write(to: URL(filePath: path))
    guard link(path, name) == 0 else { throw Stuck("cannot make \(name)") }
  }

  /// The study with so many sessions.
  func study(of sessions: Int) -> String { "\(root)/study\(sessions)" }

  /// Makes a study of so many sessions: one, under as many names.
  func make(sessions: Int) throws {
    let study = study(of: sessions)
    try run([binary, "init", study])
    for number in 0..<sessions {
      let minutes = String(number % 60 + 100).dropFirst()
      let hours = String(number / 60 % 24 + 100).dropFirst()
      let days = String(number / 1440 % 28 + 101).dropFirst()
      let name = "example-G\(number)-202603\(days)-\(hours)\(minutes).json"
      let source = "\(self.study)/Sessions/\(Workspace.session(0)).json"
      guard link(source, "\(study)/Sessions/\(name)") == 0 else { throw Stuck("cannot make \(name)") }
    }
  }

  /// Takes away what a killed peer has left.
  func tidy() {
    let folder = root + "/texts"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(".")
    {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  /// Runs a command to its end.
  ///
  /// - Throws: if that is another one.
  func run(_ command: [String], input: String = "/dev/null", ending expected: End = .exit(0)) throws {
    let from = open(input, O_RDONLY | O_CLOEXEC)
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { for descriptor in [from, nowhere] { close(descriptor) } }
    let running = try Running(
      command, environment: environment,
      standard: .descriptors(input: from, output: nowhere, error: STDERR_FILENO))
    let end = try running.wait()
    guard end == expected else { throw Stuck("\(command.prefix(3)): \(end)") }
  }
}
