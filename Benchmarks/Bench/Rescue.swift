import Foundation
import PseudoTerminal

/// A program that brings back what a killed one has left, from its start to its end: all of it read, and kept in a
/// file that needs no recovery any more.
struct Rescue: Sendable {
  let name: String
  let command: [String]
  /// What it says when its user can go on, and what then is typed so that it ends; nil of one that only brings back.
  var goesOn: (says: String, ends: String)?
  /// What was left, and where the program looks for it.
  let left: [(from: String, to: String)]
  /// Where all of it is afterwards.
  let result: String
}

extension Rescue {
  /// Our recording resumed, and left.
  static func ours(in workspace: Workspace) -> Rescue {
    let sessions = workspace.study + "/Sessions"
    return Rescue(
      name: "focusgroup", command: [workspace.binary, "resume", "killed", "--plain"],
      goesOn: (says: "session killed", ends: "/leave\n"),
      left: [(workspace.killed("notes.journal"), sessions + "/killed.journal")],
      result: sessions + "/killed.json")
  }

  /// vim, from its swap file into a text.
  static func vim(in workspace: Workspace) -> Rescue {
    let text = workspace.killed("recovered.txt")
    return Rescue(
      name: "vim -r",
      command: ["vim", "-u", "NONE", "-es", "-r", "notes.swp", "-c", "w \(text)", "-c", "q!"],
      left: [(workspace.killed("notes.swp"), "notes.swp")], result: text)
  }

  /// SQLite, from its write-ahead log into the database.
  static func sqlite(_ name: String, in workspace: Workspace) -> Rescue {
    Rescue(
      name: name, command: ["sqlite3", "killed.db", "SELECT count(*) FROM note"],
      left: ["", "-wal"].map { (workspace.killed("\(name).db\($0)"), "killed.db\($0)") }, result: "killed.db")
  }

  /// Puts what was left where it is looked for.
  func prepare() throws {
    unlink(result)
    for file in left {
      unlink(file.to)
      // A log is only read, then removed; to copy the longest would keep the disk busy for a while.
      if file.from.hasSuffix("-wal"), link(file.from, file.to) == 0 { continue }
      try FileManager.default.copyItem(atPath: file.from, toPath: file.to)
    }
  }
}

extension Workspace {
  /// Lets a program bring back what was left.
  ///
  /// - Returns: microseconds from its start until its user could go on, and until its end.
  func run(_ rescue: Rescue) throws -> (ready: Double, whole: Double) {
    let begin = microseconds()
    guard let (says, ends) = rescue.goesOn else {
      try run(rescue.command)
      let whole = microseconds() - begin
      return (whole, whole)
    }
    let keyboard = try Glue.pipe()
    let screen = try Glue.pipe()
    let running = try Running(
      rescue.command, environment: environment,
      standard: .descriptors(input: keyboard.read, output: screen.write, error: STDERR_FILENO))
    for end in [keyboard.read, screen.write] { close(end) }
    let output = Output(screen.read)
    defer { output.stop() }
    do {
      defer { close(keyboard.write) }
      try output.next(says)
      let ready = microseconds() - begin
      Glue.write([UInt8](ends.utf8), to: keyboard.write)
      let end = try running.wait()
      guard end == .exit(0) else { throw Stuck("\(rescue.name): \(end)") }
      return (ready, microseconds() - begin)
    }
  }

  /// SQLite with a commit for each note, and with one for all.
  static let databases = ["SQLite", "SQLite, one commit"]

  /// What the killed programs have left lies apart, as rescues change it.
  func killed(_ name: String) -> String { "\(root)/killed/\(name)" }

  /// Lets the programs write so many notes and kills them with -9.
  func makeKilled(notes: Int) throws {
    try FileManager.default.createDirectory(atPath: killed(""), withIntermediateDirectories: true)
    let lines = Workspace.lines(notes)
    try killOurs(lines)
    let text = Workspace.text(notes)
    try run(
      ["vim", "-u", "NONE", "-es", "-c", "preserve", "-c", "silent !kill -9 $PPID", text],
      ending: .signal(SIGKILL))
    try FileManager.default.moveItem(atPath: ".\(text).swp", toPath: killed("notes.swp"))
    for name in Workspace.databases { try killSQLite(killed("\(name).db"), lines, atOnce: name != "SQLite") }
  }

  private func killOurs(_ lines: [String]) throws {
    let keyboard = try Glue.pipe()
    let screen = try Glue.pipe()
    let running = try Running(
      recording("killed"), environment: environment,
      standard: .descriptors(input: keyboard.read, output: screen.write, error: STDERR_FILENO))
    for end in [keyboard.read, screen.write] { close(end) }
    defer { close(keyboard.write) }
    let output = Output(screen.read)
    Glue.write([UInt8](lines.joined().utf8), to: keyboard.write)
    try output.next("saved \(lines.count) ", within: 90)
    running.send(SIGKILL)
    _ = try running.wait()
    try FileManager.default.moveItem(
      atPath: "\(study)/Sessions/killed.journal", toPath: killed("notes.journal"))
  }

  private func killSQLite(_ database: String, _ lines: [String], atOnce: Bool) throws {
    // Syncs do not matter to what lies in the log when the program is killed.
    var script = """
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = OFF;
      PRAGMA wal_autocheckpoint = 0;
      CREATE TABLE note (text TEXT);

      """
    if atOnce { script += "BEGIN;\n" }
    for line in lines { script += "INSERT INTO note VALUES ('\(line.dropLast())');\n" }
    if atOnce { script += "COMMIT;\n" }
    script += ".shell kill -9 $PPID\n"
    let typed = killed("typed")
    try Data(script.utf8).write(to: URL(filePath: typed))
    try run(["sqlite3", database], input: typed, ending: .signal(SIGKILL))
  }
}
