import Foundation
import Testing

/// `Protocols/protocol.schema.json` guides authors in their editors; the reader decides. Where one of them sees
/// more, the table says so: `ProtocolCase.schemaAccepts`.
@Suite(
  "The schema of a protocol",
  .enabled(if: ProtocolSchema.checker != nil, "make test installs check-jsonschema"))
struct ProtocolSchemaTests {
  @Test("says of each file what the reader says")
  func agrees() throws {
    let refused = try ProtocolSchema.refused(ProtocolCase.all.map(\.yaml))
    for (file, isRefused) in zip(ProtocolCase.all, refused) {
      let isAccepted = file.schemaAccepts ?? file.read().isEmpty
      #expect(isRefused == !isAccepted, "\(file)")
    }
  }

  @Test("accepts the protocols that come with the program")
  func shipped() throws {
    let folder = repository.appending(path: "Protocols")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let protocols = try files.filter { $0.pathExtension == "yaml" }.map {
      try String(contentsOf: $0, encoding: .utf8)
    }
    #expect(try ProtocolSchema.refused(protocols) == protocols.map { _ in false })
  }
}

/// The schema as check-jsonschema applies it.
enum ProtocolSchema {
  /// Where the program is, if it is.
  static let checker: String? = {
    let named = ProcessInfo.processInfo.environment["FOCUSGROUP_CHECK_JSONSCHEMA"]
    let path = named ?? repository.appending(path: ".venv/bin/check-jsonschema").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  /// Which of the files it refuses, by one launch for all.
  static func refused(_ files: [String]) throws -> [Bool] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "protocols-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = files.indices.map { folder.appending(path: "\($0).yaml").path }
    for (name, file) in zip(names, files) { try Data(file.utf8).write(to: URL(filePath: name)) }

    let process = Process()
    process.executableURL = URL(filePath: try #require(checker))
    let schema = repository.appending(path: "Protocols/protocol.schema.json").path
    process.arguments = ["--output-format", "json", "--schemafile", schema] + names
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let report = try JSONDecoder().decode(Report.self, from: output)
    let refused = Set((report.errors + (report.parse_errors ?? [])).map(\.filename))
    return names.map(refused.contains)
  }

  private struct Report: Decodable {
    struct Refusal: Decodable { let filename: String }
    let errors: [Refusal]
    let parse_errors: [Refusal]?
  }
}
