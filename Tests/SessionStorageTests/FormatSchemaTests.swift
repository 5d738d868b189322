import Foundation
import Interview
import RandomSessions
import Testing

@testable import SessionStorage

/// The written files against `Sessions/session.schema.json`, judged by check-jsonschema.
@Suite(
  "The schema of a session", .enabled(if: SchemaChecker.program != nil, "make test installs check-jsonschema")
)
struct FormatSchemaTests {
  @Test("describes every file that is written")
  func good() throws {
    var files: [String: [UInt8]] = [
      "library": SessionFormat.bytes(of: .library), "meeting": SessionFormat.bytes(of: .meeting),
    ]
    for seed in 0..<40 {
      var random = RandomSession(seed: seed, isFull: seed % 8 == 0)
      files["random-\(seed)"] = SessionFormat.bytes(of: random.session())
    }
    #expect(try SchemaChecker.refused(files) == [])
  }

  @Test("refuses a file with a wrong value or without what has to be there")
  func wrong() throws {
    let whole = try JSONReader.read(SessionFormat.bytes(of: .meeting))
    let changes: [(path: String, value: JSON?)] = [
      ("format", .string("atlas")), ("version", .integer(2)), ("id", .string("../x")), ("title", nil),
      ("status", .string("shut")), ("startedAt", .string("14 March")), ("begun", nil), ("summary", nil),
      ("group/code", .integer(1)), ("budget/minutes", .integer(0)), ("summary/lastRecord", .integer(-1)),
      ("participants/0/seat", .integer(100)), ("participants/0/id", .string("P0")),
      ("participants/0/consent/part/answer", .string("maybe")), ("visits/0/from", .integer(-1)),
      ("visits/0/question", nil), ("stances/0/participant", .string("P100")), ("stances/0/changes", .null),
      ("pauses/0/why", .string("lunch")), ("recorders/0/program", nil), ("recorders/0/last", .integer(-1)),
      ("answers/facilitator", .null),
      ("protocol/questions", .array([])), ("protocol/questions/0/kind", .string("big")),
      ("protocol/title", .object([:])), ("notes", nil), ("notes/0/kind", .string("drawing")),
      ("notes/0/number", .integer(0)), ("notes/0/time", .string("2026-02-30")),
      ("notes/0/codes", .string("x")),
      ("notes/0/participants/0", .string("Anna")), ("notes/0/unsure", .integer(1)), ("notes/1/saved", nil),
      ("notes/0/revisions/0/kind", .null), ("notes/0/revisions/0/at", nil),
    ]
    var files: [String: [UInt8]] = [:]
    for (index, change) in changes.enumerated() {
      var steps = change.path.split(separator: "/").map(String.init)
      let key = steps.removeLast()
      let json = whole.changing(steps) { json in
        guard case .object(var members) = json else { return .array([change.value ?? .null]) }
        members[key] = change.value
        return .object(members)
      }
      files["wrong-\(index)"] = JSONWriter.bytes(of: json)
    }
    #expect(try SchemaChecker.refused(files) == files.keys.sorted())
  }
}

/// The written files against `Sessions/review.schema.json`, judged by check-jsonschema.
@Suite(
  "The schema of a review", .enabled(if: SchemaChecker.program != nil, "make test installs check-jsonschema")
)
struct FormatReviewSchemaTests {
  static let schema = "Sessions/review.schema.json"

  @Test("describes every file that is written")
  func good() throws {
    var files = ["sample": ReviewFormat.bytes(of: .sample)]
    for seed in 0..<40 {
      var random = RandomSession(seed: seed, isFull: seed % 8 == 0)
      files["random-\(seed)"] = ReviewFormat.bytes(of: random.review())
    }
    #expect(try SchemaChecker.refused(files, by: Self.schema) == [])
  }

  @Test("refuses what the program refuses: a wrong value, or what has to be there and is not")
  func wrong() throws {
    let changes: [(path: String, value: JSON?)] = [
      ("format", .string("focusgroup.session")), ("version", .integer(0)), ("uuid", nil),
      ("reviewer", .string("Anna")), ("reviewer", .string("")), ("session", .string("../x")),
      ("sessionUUID", nil), ("startedAt", .string("today")), ("summary", nil),
      ("summary/lastRecord", .integer(-1)), ("summary/lastChange", nil), ("summary/nextMemo", .integer(0)),
      ("summary/coded", nil), ("summary/codes", .string("1")), ("codebook/0/code", nil),
      ("codebook/0/at", nil), ("codebook/0/about", .integer(1)), ("notes", nil), ("notes/0/note", nil),
      ("notes/0/note", .string("a.b")), ("notes/0/codes/0/at", nil), ("notes/0/codes/0/removed", .string("")),
      ("notes/0/codes", .object([:])), ("notes/1/memos/0/number", .integer(0)), ("notes/1/memos/0/at", nil),
      ("notes/1/memos/0/text", .null), ("notes/1/check", .string("x")), ("notes/1/check/at", nil),
      ("notes/1/participants/who", .array([.string("P100")])), ("notes/1/participants/at", nil),
      ("notes/1/verified/text", .integer(3)), ("notes/1/verified/at", .string("2026")),
    ]
    let whole = try JSONReader.read(ReviewFormat.bytes(of: .sample))
    var files: [String: [UInt8]] = [:]
    for (index, change) in changes.enumerated() {
      var steps = change.path.split(separator: "/").map(String.init)
      let key = steps.removeLast()
      let json = whole.changing(steps) { json in
        guard case .object(var members) = json else { return json }
        members[key] = change.value
        return .object(members)
      }
      let bytes = JSONWriter.bytes(of: json)
      files["wrong-\(index)"] = bytes
      #expect(throws: FormatError.self, "\(change.path)") { try ReviewFormat.read(bytes, file: "review") }
    }
    #expect(try SchemaChecker.refused(files, by: Self.schema) == files.keys.sorted())
  }
}

/// check-jsonschema, which the project's virtual environment holds.
enum SchemaChecker {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let program: String? = {
    let told = ProcessInfo.processInfo.environment["FOCUSGROUP_CHECK_JSONSCHEMA"]
    let path = told ?? root.appending(path: ".venv/bin/check-jsonschema").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  /// The names of the files that the schema refuses, sorted.
  static func refused(
    _ files: [String: [UInt8]], by schema: String = "Sessions/session.schema.json"
  ) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var arguments = [
      "--output-format", "json", "--schemafile",
      root.appending(path: schema).path,
    ]
    for (name, bytes) in files {
      let file = folder.appending(path: name + ".json")
      try Data(bytes).write(to: file)
      arguments.append(file.path)
    }
    let output = try run(arguments)
    struct Report: Decodable {
      struct Refusal: Decodable { var filename: String }
      var errors: [Refusal]
      var parse_errors: [Refusal]?
    }
    let report = try JSONDecoder().decode(Report.self, from: output)
    #expect((report.parse_errors ?? []).map(\.filename) == [])
    let names = report.errors.map { URL(filePath: $0.filename).deletingPathExtension().lastPathComponent }
    return Set(names).sorted()
  }

  private static func run(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: try #require(program))
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return output
  }
}
