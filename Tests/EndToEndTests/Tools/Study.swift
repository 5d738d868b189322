import Foundation
import PseudoTerminal

/// A study in a temporary folder, with the repository's protocols in it, and a home of its own beside it. It goes
/// away with this value.
final class Study: Sendable {
  /// Holds the study and the home, and nothing else.
  let root: String
  /// The study.
  var path: String { root + "/study" }
  /// `$XDG_STATE_HOME`.
  var statePath: String { root + "/state" }

  init(protocols: Bool = true) throws {
    root =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "focusgroup-\(UUID().uuidString)").path
    for folder in ["study", "home", "state"] {
      try FileManager.default.createDirectory(
        atPath: root + "/" + folder, withIntermediateDirectories: true)
    }
    guard protocols else { return }
    let target = path + "/Protocols"
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
    for name in ["cogov-professionals.yaml", "example.yaml"] {
      let file = Repository.root.appending(path: "Protocols/" + name)
      try Data(contentsOf: file).write(to: URL(filePath: target + "/" + name))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": root + "/home",
      "XDG_STATE_HOME": statePath, "XDG_DATA_HOME": root + "/home/data",
      "XDG_CONFIG_HOME": root + "/home/config", "XDG_CACHE_HOME": root + "/home/cache",
      "FOCUSGROUP_STUDY": path, "LANG": "C.UTF-8", "TERM": "dumb", "TZ": "Europe/Amsterdam",
    ]
  }

  // MARK: Running the program

  /// Starts the program on this study.
  func start(
    _ arguments: [String], under wrapper: [String] = [], with extra: [String: String] = [:],
    folder: String? = nil
  ) throws -> Program {
    try Program(wrapper + [Repository.binary] + arguments, in: self, with: extra, folder: folder)
  }

  /// Runs the program to its end.
  func run(
    _ arguments: [String], input: String = "", under wrapper: [String] = [],
    with extra: [String: String] = [:],
    folder: String? = nil
  ) throws -> Outcome {
    try run(arguments, bytes: [UInt8](input.utf8), under: wrapper, with: extra, folder: folder)
  }

  func run(
    _ arguments: [String], bytes: [UInt8], under wrapper: [String] = [], with extra: [String: String] = [:],
    folder: String? = nil
  ) throws -> Outcome {
    let program = try start(arguments, under: wrapper, with: extra, folder: folder)
    program.write(bytes)
    program.closeInput()
    return try program.outcome()
  }

  /// The arguments of a session of eight in a municipality.
  static func session(_ id: String, participants: Int = 8) -> [String] {
    [
      "run", "cogov-professionals", "--id", id, "--group", "NL02", "--country", "NL", "--setting",
      "municipality", "--participants", String(participants), "--yes", "--plain",
    ]
  }

  // MARK: Files

  /// The names in `Sessions/`, sorted.
  var sessionFiles: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path + "/Sessions")) ?? []).sorted()
  }

  /// The path of a session's file.
  func file(_ id: String) -> String { path + "/Sessions/" + id + ".json" }

  /// A session as its file has it.
  func session(_ id: String) throws -> WrittenSession {
    try JSONDecoder().decode(WrittenSession.self, from: Data(contentsOf: URL(filePath: file(id))))
  }

  /// Writes a file below the study.
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func write(_ text: String, to name: String) throws { try write([UInt8](text.utf8), to: name) }

  /// The files, below the study and the home, in whose name or bytes a word is.
  func places(of word: String) throws -> [String] {
    let wanted = Data(word.utf8)
    return try everyFile().filter { name, bytes in name.contains(word) || bytes.range(of: wanted) != nil }
      .map(\.name)
  }

  /// All bytes of all files below the study and the home.
  func everyByte() throws -> Data { try everyFile().reduce(into: Data()) { $0 += $1.bytes } }

  private func everyFile() throws -> [(name: String, bytes: Data)] {
    guard let names = FileManager.default.enumerator(atPath: root) else { throw Stuck("no \(root)") }
    return names.compactMap { $0 as? String }.compactMap { name in
      var status = stat()
      guard lstat(root + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      return (name, (try? Data(contentsOf: URL(filePath: root + "/" + name))) ?? Data())
    }
  }
}
