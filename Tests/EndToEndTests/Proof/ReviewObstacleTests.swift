import Foundation
import PseudoTerminal
import Testing

/// What may stand where a review, its journal, the preferences or a temporary file should be.
@Suite("Hostile files of reviews and preferences")
struct ReviewObstacleTests {
  @Test(
    "At a review's file or journal: said at once, the session is shown all the same",
    arguments: Obstacle.allCases)
  func reviews(_ obstacle: Obstacle) throws {
    for suffix in [".review-anna.json", ".review-anna.journal"] {
      let study = try Study.withSample()
      let before = try study.bytesAndTime(Study.sample + ".json")
      let victim = study.root + "/home/victim"
      try Data("victim".utf8).write(to: URL(filePath: victim))
      try obstacle.place(at: study.path + "/Sessions/" + Study.sample + suffix, target: victim)
      let looked = try study.runAtOnce(["replay", Study.sample, "--plain"], input: "/go K2\n/layers\n")
      #expect(looked.end == .exit(0), "\(suffix) \(looked.err)")
      #expect(looked.out.contains("question K2") && looked.violations == [])
      let wrote = try study.runAtOnce(
        ["replay", Study.sample, "--plain", "--reviewer", "anna"], input: "/memo 3 mine\n/leave\n")
      #expect(wrote.violations == [])
      // Either it is refused, or the obstacle was but a journal without a record in it.
      let isKept = wrote.out.contains("memo 1 on 3") && (try? study.review("anna").memos) == ["mine"]
      let isRefused = wrote.out.contains("error: ") || wrote.end != .exit(0)
      #expect(isKept != isRefused, "\(suffix) \(wrote.end) \(wrote.out.suffix(300)) \(wrote.err)")
      #expect(try Data(contentsOf: URL(filePath: victim)) == Data("victim".utf8), "it went through a link")
      #expect(try study.bytesAndTime(Study.sample + ".json").bytes == before.bytes)
      for command in [["list"], [], ["show", Study.sample]] {
        let outcome = try study.runAtOnce(command)
        #expect(outcome.end == .exit(0) && outcome.violations == [], "\(command) \(suffix) \(outcome.err)")
      }
    }
  }

  @Test("At the preferences: they are none, and what one says is kept or not", arguments: Obstacle.allCases)
  func preferences(_ obstacle: Obstacle) throws {
    let study = try Study.withSample()
    let folder = study.root + "/home/config/focusgroup"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let victim = study.root + "/home/victim"
    try Data("victim".utf8).write(to: URL(filePath: victim))
    try obstacle.place(at: folder + "/preferences.json", target: victim)
    let outcome = try study.runAtOnce(
      ["replay", Study.sample, "--plain"], input: "/memo 3 mine\n/reviewer anna\n/leave\n")
    #expect(outcome.end == .exit(0), "\(outcome.err)")
    #expect(outcome.violations == [])
    #expect(try study.review("anna").memos == ["mine"])
    #expect(try Data(contentsOf: URL(filePath: victim)) == Data("victim".utf8), "it went through a link")
  }

  @Test("At the names of temporary files: nothing is written through a link", arguments: Obstacle.allCases)
  func temporaries(_ obstacle: Obstacle) throws {
    for name in [".one.json.tmp", ".one.journal.tmp"] {
      let study = try Study()
      let victim = study.root + "/home/victim"
      try Data("victim".utf8).write(to: URL(filePath: victim))
      try FileManager.default.createDirectory(
        atPath: study.path + "/Sessions", withIntermediateDirectories: false)
      try obstacle.place(at: study.path + "/Sessions/" + name, target: victim)
      let outcome = try study.runAtOnce(
        Study.session("one"), input: "3 kept\n4 gone\n/redact 2\nyes\n/leave\n")
      #expect(outcome.violations == [])
      #expect(try Data(contentsOf: URL(filePath: victim)) == Data("victim".utf8), "it went through a link")
      let shown = try study.runAtOnce(["show", "one"])
      #expect(
        shown.end == .exit(0) && shown.out.contains("kept"),
        "\(name) \(outcome.end) \(outcome.err) \(shown.err)")
    }
  }

  /// Session files that break readers: numbers beyond all bounds, keys given twice, ids that are paths.
  static let spoilt: [(String, String)] = [
    ("\"version\": 1,", "\"version\": 1e999,"), ("\"version\": 1,", "\"version\": 1, \"version\": 1,"),
    ("\"id\": \"", "\"id\": \"../"), ("\"id\": \"", "\"id\": \"\\u0000"),
    ("\"uuid\": \"", "\"uuid\": \"../../"),
    ("\"title\": \"", "\"title\": \"\\ud800"),
  ]

  @Test(
    "A session that says impossible things is refused in time, and its id is no way out",
    arguments: spoilt.indices)
  func spoiltSession(index: Int) throws {
    let study = try Study.withSample()
    let (good, bad) = Self.spoilt[index]
    let text = try String(contentsOfFile: study.file(Study.sample), encoding: .utf8)
    let range = try #require(text.range(of: good))
    try study.write(text.replacingCharacters(in: range, with: bad), to: "Sessions/bad.json")
    for arguments in [
      ["show", "bad"], ["replay", "bad", "--plain"], ["resume", "bad", "--plain"], ["check", "bad"],
    ] {
      let outcome = try study.runAtOnce(arguments, input: "/memo 3 x\n/reviewer anna\n1 x\n/leave\n")
      #expect([.exit(0), .exit(65)].contains(outcome.end), "\(arguments) \(outcome.end) \(outcome.err)")
      #expect(outcome.violations == [])
    }
    let all = try FileManager.default.subpathsOfDirectory(atPath: study.root)
    let outside = all.filter { $0.contains("bad") && !$0.hasPrefix("study/Sessions/bad") }
    #expect(outside.isEmpty, "\(outside)")
  }
}

extension Study {
  /// Runs the program to its end, which has to come within a second; five on a busy machine.
  func runAtOnce(_ arguments: [String], input: String = "") throws -> Outcome {
    let program = try start(arguments)
    program.type(input)
    program.closeInput()
    return try program.outcome(within: 1.0 * 5)
  }
}
