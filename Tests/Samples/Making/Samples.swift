internal import Foundation
public import Interview
internal import SessionStorage

/// The samples of this repository: scripts beside this file, sessions in `Sessions/`.
public enum Samples {
  /// The repository.
  public static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Where the scripts are.
  public static let scripts = repository + "/Tests/Samples/Scripts"

  /// The names of all scripts, sorted, without `.session`.
  public static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scripts).filter { $0.hasSuffix(".session") }
      .map { String($0.dropLast(".session".count)) }.sorted()
  }

  /// The protocol that the samples were recorded with.
  public static func route() throws -> InterviewProtocol {
    let study = StudyFolder(path: repository, statePath: repository)
    let file = try study.protocolBytes(named: "cogov-professionals", currentFolder: repository)
    return try ProtocolReader.read(file.bytes, file: file.file).get()
  }

  /// Reads a script.
  public static func script(_ name: String) throws -> SampleScript {
    let file = name + ".session"
    return try SampleScript(String(contentsOfFile: scripts + "/" + file, encoding: .utf8), file: file)
  }

  /// Makes one session in a study of its own, which goes away again.
  ///
  /// - Parameter hear: takes each line and what the program answers.
  /// - Returns: its id and the bytes of its file.
  public static func make(
    _ name: String, protocol route: InterviewProtocol,
    hear: (_ line: String, _ answers: [String]) -> Void = { _, _ in }
  ) throws -> (id: String, bytes: [UInt8]) {
    let script = try script(name)
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "focusgroup-sample-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let study = StudyFolder(path: folder + "/study", statePath: folder + "/state")
    try SampleMaker.make(script, file: name + ".session", protocol: route, in: study, hear: hear)
    let session = URL(filePath: study.path + "/Sessions/" + script.id + ".json")
    return (script.id, [UInt8](try Data(contentsOf: session)))
  }
}
