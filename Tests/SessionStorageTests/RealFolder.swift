import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A study on the real disk, gone with its last owner.
final class RealFolder {
  let path: String
  var study: StudyFolder { StudyFolder(path: path + "/study", statePath: path + "/state/focusgroup") }
  var sessions: String { path + "/study/Sessions/" }
  var protocols: String { path + "/study/Protocols/" }

  init() throws {
    path = NSTemporaryDirectory() + "focusgroup-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try study.create()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/study/" + name))
  }

  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: sessions).sorted() }

  /// The rights of a file, in octal.
  func mode(_ name: String) -> String {
    var found = stat()
    guard stat(path + "/" + name, &found) == 0 else { return "none" }
    return String(found.st_mode & 0o7777, radix: 8)
  }

  /// A session of the story, open.
  func create(_ id: String = Story.id) throws -> OpenSession {
    try OpenSession.create(in: study, id: id) { Story.first($0) }
  }

  /// A session of the story, cut off.
  @discardableResult
  func cutOff(_ id: String = Story.id) throws -> Session {
    let open = try create(id)
    try open.abandon()
    return try Recovery.read(in: study, id: open.id).session
  }

  /// A session of the story, left.
  func left(_ id: String = Story.id) throws {
    let open = try create(id)
    let session = try Recovery.read(in: study, id: open.id).session
    try open.close(session)
  }
}
