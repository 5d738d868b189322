import Foundation
import PseudoTerminal
import Testing

/// Places where little is: the program runs there, or says in one line why not.
@Suite("The barest places")
struct BarePlaceTests {
  private func under(_ script: String) -> [String] { ["bash", "-c", script + "; exec \"$@\"", "bash"] }

  private func recorded() throws -> Study {
    let study = try Study()
    #expect(try study.run(Study.session("one"), input: "1 what was said\n").end == .exit(0))
    return study
  }

  #if os(Linux)
    /// A folder in the way of /proc; nil where this system lets nobody mount.
    private static let withoutProc: [String]? = {
      let script = "mount -t tmpfs none /proc || exit 99; exec \"$0\" \"$@\""
      let command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
      let tried = try? Study().run(["--version"], under: command)
      return tried?.end == .exit(99) || tried?.end == .exit(1) ? nil : command
    }()

    @Test("Without /proc everything is as ever: what was asked for is done", .enabled(if: withoutProc != nil))
    func noProc() throws {
      let study = try recorded()
      let wrapper = try #require(Self.withoutProc)
      let listed = try study.run(["list"], under: wrapper)
      #expect(listed.end == .exit(0) && listed.out.contains("one "), "\(listed.err)")
      let gone = try study.run(["resume", "one", "--plain"], input: "2 and more\n", under: wrapper)
      #expect(gone.end == .exit(0) && gone.saved.count == 1, "\(gone.err)")
      #expect(try study.run(["show", "nothing-like-it"], under: wrapper).end == .exit(66))
    }

    @Test("No core file can be written, and nobody may look into the process")
    func core() throws {
      let study = try Study()
      let isRoot = geteuid() == 0
      if isRoot {
        for folder in [study.root, study.path, study.path + "/Protocols"] {
          try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
        }
      }
      // This project may lie where only root gets to, as a home does: somebody else needs a program of their own.
      let program = study.root + "/program"
      // By another process: what is open for writing here, a child that another test forks has open as well for a moment,
      // and a program that somebody writes to cannot be run.
      let copying = Process()
      copying.executableURL = URL(filePath: "/bin/cp")
      copying.arguments = [Repository.binary, program]
      try copying.run()
      copying.waitUntilExit()
      // Whatever the umask is.
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
      let ordinary = isRoot ? ["setpriv", "--reuid=65534", "--clear-groups"] : []
      let asked = "ulimit -c unlimited; exec \(program) \"${@:2}\""
      let recording = try study.start(
        Study.session("one"), under: ordinary + ["bash", "-c", asked, "bash"], folder: study.root)
      try recording.answer("session one")
      let limits = try String(contentsOfFile: "/proc/\(recording.running.pid)/limits", encoding: .utf8)
      let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
      #expect(
        line.split(separator: " ", omittingEmptySubsequences: true).dropFirst(4).prefix(2) == ["0", "0"])
      // What lets nobody look is the system's.
      let owner = try FileManager.default.attributesOfItem(atPath: "/proc/\(recording.running.pid)/status")
      #expect(owner[.ownerAccountID] as? Int == 0)
      recording.running.send(SIGABRT)
      #expect(try recording.running.wait() == .signal(SIGABRT))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: study.root).filter { $0.hasPrefix("core") } == [])
    }

    @Test("Under strace, whoever looks on goes on seeing what it sees")
    func traced() throws {
      let traced = Traced(["openat"])
      #expect(try recorded().run(["list"], under: traced.wrapper).end == .exit(0))
      #expect(try traced.calls().contains { $0.description.contains("Sessions") })
    }
  #endif

  @Test("A terminal that terminfo does not know: lines, and one line that says why")
  func noTerminfo() throws {
    // High enough that what is said first does not scroll away before it is looked at.
    let desk = try Facilitation(rows: 60, with: ["TERM": "no-such-terminal"])
    try desk.sees("terminfo does not know TERM=no-such-terminal")
    try desk.sees("W>")
    try desk.leaves()
    // One that cannot move its cursor is known to be none.
    let study = try Study()
    let dumb = try Terminal(Study.session("one").filter { $0 != "--plain" }, in: study)
    try dumb.prompt("W")
    dumb.type(TerminalKey.leave)
    #expect(try dumb.end() == .exit(0))
    #expect(!dumb.screen.text.contains("terminfo"))
  }

  @Test("With hardly a file to open it says why, and does nothing else than it was asked")
  func fewFiles() throws {
    let study = try recorded()
    for command in [["list"], ["show", "one"], ["resume", "one", "--plain"], []] {
      let outcome = try study.run(command, under: under("ulimit -n 12"))
      #expect(outcome.end == .exit(1) && outcome.out == "", "\(command)")
      #expect(outcome.err.contains("no 24 more files can be opened"), "\(command): \(outcome.err)")
      #expect(outcome.err.split(separator: "\n").count == 1)
    }
    #expect(try study.run(["list"], under: under("ulimit -S -n 12")).end == .exit(0))
  }

  @Test("A small stack is made larger, as far as it may be")
  func smallStack() throws {
    let study = try recorded()
    for limit in ["-S -s 256", "-s 512"] {
      let shown = try study.run(["show", "one"], under: under("ulimit \(limit)"))
      #expect(shown.end == .exit(0) && shown.out.contains("what was said"), "\(limit): \(shown.err)")
    }
  }
}

/// A path is bytes: it leads where it came from, or nowhere.
@Suite("Folders of any name")
struct FolderNameTests {
  /// Runs a script of bash, for which $program is the program, in the study's folder above.
  private func shell(_ script: String, in study: Study) throws -> Outcome {
    let program = try Program(
      ["bash", "-c", "program=$0; cd \"$1\"; \(script)", Repository.binary, study.root], in: study,
      with: ["FOCUSGROUP_STUDY": ""])
    program.closeInput()
    return try program.outcome()
  }

  private static let names = [
    #"$'caf\xe9'"#, #"$'caf\xe9 \xff\x80'"#, #"$'\xcc\x81accent'"#, #"$'\xf4\x8f\xba\x80'"#, #"$'e\xcc\x81'"#,
    #"$'\xc3\xa9'"#,
    #"$'a\\\\xE9b'"#,
  ]

  @Test("All is made in the folder that was asked for, and nothing beside it", arguments: names)
  func folders(name: String) throws {
    let study = try Study(protocols: false)
    let script = """
      rm -rf study; mkdir work; cd work; d=\(name); mkdir -- "$d"
      "$program" init "$d" >/dev/null || exit 2
      printf '1 what was said\\n' | "$program" run example --study "$d" --id one --plain >/dev/null || exit 3
      cd -- "$d"
      printf '1 and again\\n' | "$program" resume one --plain >/dev/null || exit 4
      HOME=$PWD/home "$program" list | grep -q one || exit 5
      "$program" show Sessions/one.json | grep -q again || exit 6
      "$program" check "../$d/Protocols/example.yaml" >/dev/null || exit 7
      FOCUSGROUP_STUDY=$PWD; export FOCUSGROUP_STUDY; cd /; "$program" list | grep -q one || exit 8
      cd "$1/work"; ls | wc -l; ls -- "$d" | tr '\\n' ' '
      """
    let outcome = try shell(script, in: study)
    #expect(outcome.end == .exit(0), "\(outcome.err)")
    #expect(
      outcome.out.split(whereSeparator: \.isWhitespace).map(String.init) == ["1", "Protocols", "Sessions"])
  }

  @Test("A state folder of such a name is found again, and messages name it as a shell would")
  func messages() throws {
    let study = try Study(protocols: false)
    let outcome = try shell(#"d=$'caf\xe9'; "$program" list --study "$d"; "$program" init "$d""#, in: study)
    #expect(outcome.end == .exit(0) && outcome.err.contains(#"caf\xE9"#), "\(outcome.err)")
    #expect(outcome.out.contains(#"--study $'"#) && outcome.out.contains(#"/caf\xE9'"#), "\(outcome.out)")
  }

  @Test("In a folder that was removed it refuses, and makes nothing anywhere")
  func removed() throws {
    let study = try Study()
    let gone = "mkdir gone; cd gone; rmdir ../gone;"
    for command in [
      "init", "init new", "run example --id one --yes --plain", "list", "", "check x.yaml", "resume",
    ] {
      let outcome = try shell("\(gone) exec \"$program\" \(command)", in: study)
      #expect(outcome.end == .exit(66), "\(command): \(outcome.out)\(outcome.err)")
      #expect(outcome.err.contains("was removed") && outcome.out.isEmpty, "\(command): \(outcome.err)")
    }
    #expect(
      !FileManager.default.fileExists(atPath: "/Protocols")
        && !FileManager.default.fileExists(atPath: "/Sessions"))
    // What needs no folder goes on.
    let listed = try shell("\(gone) exec \"$program\" list --study \"$1/study\"", in: study)
    #expect(listed.err.contains("Sessions") || listed.end == .exit(0), "\(listed.err)")
  }
}
