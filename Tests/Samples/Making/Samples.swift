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

  /// The names of the reviewers' scripts of a sample, sorted: `nl02-municipality.review-anna`.
  public static func reviews(of name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scripts).filter { $0.hasPrefix(name + ".review-") }
      .sorted()
  }

  /// A file of the samples.
  public struct Made: Sendable {
    /// As it is called in `Sessions/`.
    public var file: String
    /// What is in it.
    public var bytes: [UInt8]
  }

  /// Makes one session, and its reviews, in a study of its own, which goes away again.
  ///
  /// - Parameter hear: takes each line of the session and what the program answers.
  /// - Returns: the session's file, then those of its reviews.
  public static func make(
    _ name: String, protocol route: InterviewProtocol,
    hear: (_ line: String, _ answers: [String]) -> Void = { _, _ in }
  ) throws -> [Made] {
    let script = try script(name)
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "focusgroup-sample-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let study = StudyFolder(path: folder + "/study", statePath: folder + "/state")
    try SampleMaker.make(script, file: name + ".session", protocol: route, in: study, hear: hear)
    var files = [script.id + ".json"]
    for (place, review) in try reviews(of: name).enumerated() {
      let reviewer = String(review.dropFirst(name.count + ".review-".count))
      let text = try String(contentsOfFile: scripts + "/" + review, encoding: .utf8)
      try SampleReview.make(
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), reviewer: reviewer,
        uuid: script.uuid.dropLast(1) + String(place + 10, radix: 16), of: script.id, in: study,
        begunAt: script.startedAt.adding((3 + place) * 86_400_000), file: review)
      files.append("\(script.id).review-\(reviewer).json")
    }
    return try files.map { file in
      Made(file: file, bytes: [UInt8](try Data(contentsOf: URL(filePath: study.path + "/Sessions/" + file))))
    }
  }
}
