import Foundation

/// What the tests find in the repository.
enum Repository {
  /// Its folder, from where this file is.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program under test: `$FOCUSGROUP_BINARY`, else the release build, else the debug build.
  static let binary: String = {
    if let named = ProcessInfo.processInfo.environment["FOCUSGROUP_BINARY"], !named.isEmpty { return named }
    let builds = ["release", "debug"].map { root.appending(path: ".build/\($0)/focusgroup").path }
    return builds.first { FileManager.default.isExecutableFile(atPath: $0) } ?? builds[0]
  }()

  /// The validator of JSON Schema: `$FOCUSGROUP_CHECK_JSONSCHEMA`, else the one in the repository's `.venv`.
  static let schemaChecker: String = {
    let named = ProcessInfo.processInfo.environment["FOCUSGROUP_CHECK_JSONSCHEMA"]
    return named.flatMap { $0.isEmpty ? nil : $0 } ?? root.appending(path: ".venv/bin/check-jsonschema").path
  }()

  /// A Python with the terminal emulator that the attacks read screens through: `$FOCUSGROUP_PYTHON`, else the one in the
  /// repository's `.venv`.
  static let python: String = {
    let named = ProcessInfo.processInfo.environment["FOCUSGROUP_PYTHON"]
    return named.flatMap { $0.isEmpty ? nil : $0 } ?? root.appending(path: ".venv/bin/python").path
  }()

  /// The long forms of the tests were asked for: `make prove`.
  static let proves = ProcessInfo.processInfo.environment["FOCUSGROUP_PROVE"] == "1"

  /// A text that the tests keep beside them.
  static func fixture(_ name: String) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/\(name)")
    return try String(contentsOf: file, encoding: .utf8)
  }
}
