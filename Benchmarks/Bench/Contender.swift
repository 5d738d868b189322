/// A program that keys are sent to, and how one works with it.
struct Contender: Sendable {
  let name: String
  /// The command that opens so many notes, or a text of so many lines.
  var command: @Sendable (_ notes: Int) -> [String]
  /// One of these is on the screen when the program can be used.
  let ready: [String]
  /// Keys that bring the cursor to where is typed.
  var prepare = ""
  /// Keys that give an empty line to type on.
  var freshLine = "\r"
  /// Keys that save what was typed.
  var save = ""
  /// Keys that end the program; one without is killed.
  var leave: String?
  /// What is on the screen only when all has been read; nil for a program that shows nothing before.
  var whole: String?
  /// Its cost does not depend on the notes: it opens none.
  var isFloor = false
}

extension Contender {
  /// Our program. It tells itself whether it is in the full screen or in plain mode: what is waited for is there in
  /// one of the two.
  static func ours(in workspace: Workspace) -> Contender {
    let binary = workspace.binary
    return Contender(
      name: "focusgroup", command: { [binary, "resume", Workspace.session($0)] },
      ready: ["notes saved", "note saved", "W>"], freshLine: "\u{15}", leave: "\u{15}/leave\r")
  }

  /// Our program at home, in a study of so many sessions.
  static func home(in workspace: Workspace) -> Contender {
    let binary = workspace.binary
    return Contender(
      name: "focusgroup", command: { [binary, "--study", workspace.study(of: $0)] }, ready: ["F1 help"],
      leave: "\u{11}")
  }

  /// The same folder by its files' own records, the last twenty shown.
  static func list(in workspace: Workspace) -> Contender {
    Contender(
      name: "ls -l",
      command: {
        let folder = workspace.study(of: $0) + "/Sessions"
        return ["sh", "-c", "ls -l \"$0\" | tail -n 20; printf ready; exec cat", folder]
      }, ready: ["ready"])
  }

  /// What is on our screen when that many notes are durable. The full screen's header counts only those; what it
  /// answers to a line may come before.
  static func durable(_ notes: Int, fullScreen: Bool) -> String {
    guard fullScreen else { return "saved \(notes) " }
    return notes == 1 ? " 1 note saved" : " \(notes) notes saved"
  }

  /// nano without anybody's configuration, at the end of the text.
  static let nano = Contender(
    name: "nano", command: { ["nano", "--ignorercfiles", "+\($0 + 1)", Workspace.text($0)] },
    ready: ["^X Exit"])

  /// vim without anybody's configuration, inserting at the end of the text.
  static let vim = Contender(
    name: "vim", command: { ["vim", "-u", "NONE", "+", Workspace.text($0)] }, ready: [" lines, "],
    prepare: "o")

  /// nano on a text of ours, read to its end.
  static func nano(reading file: @escaping @Sendable (_ notes: Int) -> String) -> Contender {
    Contender(name: "nano", command: { ["nano", "--ignorercfiles", file($0)] }, ready: ["[ Read "])
  }

  /// vim on a text of ours, without anybody's configuration; it reads all before it shows any.
  static func vim(reading file: @escaping @Sendable (_ notes: Int) -> String) -> Contender {
    Contender(name: "vim", command: { ["vim", "-u", "NONE", file($0)] }, ready: [" lines, "])
  }

  /// What no program can be faster than: each byte is read and written.
  static let cat = Contender(
    name: "cat", command: { _ in ["sh", "-c", "stty raw -echo; printf 'ready\\r\\n'; exec cat"] },
    ready: ["ready"], freshLine: "\r\n", isFloor: true)

  /// What no note can be durable faster than.
  static func writeAndSync(in workspace: Workspace) -> Contender {
    Contender(
      name: "write+sync", command: { _ in [workspace.writeAndSync, workspace.syncedFile] },
      ready: ["ready"], isFloor: true)
  }

  /// The same through SQLite, as one row: a write-ahead log that is synced at each commit.
  static func sqlite(in workspace: Workspace) -> Contender {
    Contender(
      name: "SQLite", command: { _ in [workspace.writeAndSync, workspace.syncedFile + ".db", "sqlite"] },
      ready: ["ready"])
  }
}
