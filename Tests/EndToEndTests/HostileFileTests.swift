import Foundation
import PseudoTerminal
import Testing

/// What may stand at a path instead of a file.
enum Obstacle: String, CaseIterable, CustomTestStringConvertible {
  case symlink, danglingSymlink, fifo, folder, device, socket, empty, binary, nesting, huge

  var testDescription: String { rawValue }

  /// It is not even a file.
  var isNoFile: Bool { ![.empty, .binary, .nesting, .huge].contains(self) }

  /// Puts it at a path; `target` is what a link leads to.
  func place(at path: String, target: String) throws {
    let files = FileManager.default
    switch self {
    case .symlink: try files.createSymbolicLink(atPath: path, withDestinationPath: target)
    case .danglingSymlink: try files.createSymbolicLink(atPath: path, withDestinationPath: path + "-nowhere")
    case .device: try files.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
    case .fifo: #expect(mkfifo(path, 0o600) == 0)
    case .folder: try files.createDirectory(atPath: path, withIntermediateDirectories: false)
    case .socket: #expect(mknod(path, S_IFSOCK | 0o600, 0) == 0)
    case .empty: try Data().write(to: URL(filePath: path))
    case .binary:
      let bytes = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 37) }
      try Data(bytes).write(to: URL(filePath: path))
    case .nesting:
      try Data(repeating: UInt8(ascii: "["), count: 900_000).write(to: URL(filePath: path))
    case .huge:
      try Data("{\"format\":\"focusgroup.session\"".utf8).write(to: URL(filePath: path))
      #expect(truncate(path, 10 << 30) == 0)
    }
  }
}

@Suite("Hostile files and names")
struct HostileFileTests {
  private let refusals: [End] = [.exit(65), .exit(66), .exit(73), .exit(74)]

  @Test(
    "Ids are names and never paths",
    arguments: ["../x", "/etc/passwd", "a%00b", "a b", "é", ".", "..", "-x", "a/b", ""])
  func ids(_ id: String) throws {
    let study = try Study()
    for arguments in [
      ["run", "example", "--yes", "--id=" + id], ["run", "--yes", "--", id], ["show", "--", id],
      ["resume", "--", id],
    ] {
      let outcome = try study.run(arguments, input: "1 hello\n/end\n")
      // The one that is an id, though an ugly one.
      let isRefused = refusals.contains(outcome.end) || outcome.end == .exit(64)
      #expect(id == "-x" || isRefused, "\(arguments) \(outcome.end)")
      #expect(outcome.violations == [])
    }
    #expect(study.sessionFiles == (id == "-x" ? ["-x.json"] : []))
    let all = try FileManager.default.subpathsOfDirectory(atPath: study.root).filter {
      $0.hasSuffix("x.json")
    }
    #expect(all.allSatisfy { $0.hasPrefix("study/Sessions/") })
  }

  @Test("What is no session file is refused at once, wherever it stands", arguments: Obstacle.allCases)
  func sessions(_ obstacle: Obstacle) throws {
    for suffix in [".json", ".journal"] {
      let study = try Study()
      _ = try study.run(Study.session("good"), input: "1 hello\n/end\n")
      let path = study.path + "/Sessions/bad" + suffix
      try obstacle.place(at: path, target: study.file("good"))
      for arguments in [["show", "bad"], ["resume", "bad"], ["check", "bad"], ["show", path]] {
        let outcome = try study.runAtOnce(arguments)
        #expect(refusals.contains(outcome.end), "\(arguments) \(suffix) \(outcome.end) \(outcome.err)")
        #expect(outcome.err.hasPrefix("focusgroup: ") && outcome.violations == [])
      }
      let listed = try study.runAtOnce(["list"])
      #expect(listed.end == .exit(0) && listed.out.contains("good "), "\(suffix)")
      let json = try study.runAtOnce(["list", "--json"])
      #expect(try JSONSerialization.jsonObject(with: Data(json.outBytes)) is [Any])
      let new = try study.runAtOnce(Study.session("bad"), input: "1 hello\n/end\n")
      #expect(new.end == .exit(0) && new.lines[0] == "session bad-2", "\(suffix) \(new.err)")
      #expect(try study.session("good").texts == ["hello"])
    }
  }

  @Test("What is no protocol is refused at once", arguments: Obstacle.allCases)
  func protocols(_ obstacle: Obstacle) throws {
    let study = try Study()
    let path = study.path + "/Protocols/bad.yaml"
    try obstacle.place(at: path, target: study.path + "/Protocols/example.yaml")
    for arguments in [["check", "bad"], ["check", path], ["run", "bad", "--yes"], ["run", path, "--yes"]] {
      let outcome = try study.runAtOnce(arguments)
      #expect(refusals.contains(outcome.end), "\(arguments) \(outcome.end)")
      #expect(outcome.out == "" && !outcome.err.isEmpty && outcome.violations == [])
    }
    #expect(try study.runAtOnce([]).end == .exit(0))
  }

  @Test(
    "A Sessions that is no folder is refused",
    arguments: Obstacle.allCases.filter { $0 != .folder && $0 != .huge })
  func folders(_ obstacle: Obstacle) throws {
    let study = try Study()
    let elsewhere = study.root + "/home/elsewhere"
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
    try obstacle.place(at: study.path + "/Sessions", target: elsewhere)
    for arguments in [Study.session("one"), ["list"], ["show", "one"], ["resume", "one"], ["resume"]] {
      let outcome = try study.run(arguments, input: "1 hello\n/end\n")
      #expect(refusals.contains(outcome.end), "\(arguments) \(outcome.end) \(outcome.out.prefix(200))")
      #expect(outcome.violations == [])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere) == [])
  }

  @Test("A file name that a terminal would obey is listed safely or not at all")
  func names() throws {
    let study = try Study()
    _ = try study.run(Study.session("good"), input: "1 hello\n/end\n")
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: study.file("good"))))
    for text in Hostile.texts where !text.contains("/") {
      try study.write(bytes, to: "Sessions/\(text).json")
      try study.write("protocol: x", to: "Protocols/\(text).yaml")
      for path in ["/Sessions/\(text).json", "/Protocols/\(text).yaml"] {
        let outcome = try study.run(["check", study.path + path])
        #expect(outcome.violations == [])
      }
    }
    for command in [["list"], ["list", "--json"], [], ["resume"], ["show", "g"]] {
      let outcome = try study.run(command)
      #expect(outcome.violations == [], "\(command)")
    }
  }
}
