import Foundation
import Interview
import TextScreen

@testable import Runtime
@testable import SessionStorage

/// A session's record comes back from its line as it was.
func readsBack(_ record: Record) -> Bool {
  (try? RecordFormat.read(RecordFormat.bytes(of: record))) == .record(record)
}

extension Target {
  static let files = [
    Target(
      name: "protocol",
      words: [
        "protocol: ", "version: ", "title: ", "languages: [en, nl]\n", "settings:\n", "codebook:\n",
        "abbreviations:\n  ab: ",
        "attributes:\n",
        "questions:\n", "debrief:\n", "  - ", "id: K1", "kind: key\n", "ask: ", "minutes: ", "must: true",
        "codes: [a.*]",
        "probes: [", "{org}", "{", "}", "*a", "&a", "!!str ", "? ", "|\n", ">-\n", "%YAML 1.2\n", "---\n",
        "...\n", "<<: ",
        "# ", "~", "{en: a, nl: b}",
      ]
    ) { bytes in
      guard case .failure(let faults) = ProtocolReader.read(bytes, file: "x") else { return nil }
      return faults.all.contains { $0.message.isObeyed } ? "a fault that a terminal obeys" : nil
    },
    Target(name: "session", words: jsonWords) { bytes in
      _ = try? SessionFormat.readHead(Array(bytes.prefix(SessionFormat.headingLength)), file: "x")
      switch whole(bytes) {
      case .failure(let error): return error.message.isObeyed ? "a message that a terminal obeys" : nil
      case .success(let session):
        let written = SessionFormat.bytes(of: session)
        guard case .success(let again) = whole(written) else {
          return "what was read cannot be written and read"
        }
        guard again == session else { return "what was read is another thing once it is written" }
        return SessionFormat.bytes(of: again) == written ? nil : "it is written otherwise the second time"
      }
    },
    Target(name: "review", words: jsonWords) { bytes in
      guard let review = try? ReviewFormat.read(bytes, file: "x"), !review.isNewer else { return nil }
      let again = try? ReviewFormat.read(ReviewFormat.bytes(of: review.review), file: "x")
      return again?.review == review.review ? nil : "what was read is another thing once it is written"
    },
    Target(name: "record", words: jsonWords) { bytes in
      if case .record(let record)? = try? RecordFormat.read(bytes), !readsBack(record) {
        return "a record is another one once it is written"
      }
      if case .record(let record)? = try? ReviewRecordFormat.read(bytes) {
        guard case .record(record)? = try? ReviewRecordFormat.read(ReviewRecordFormat.bytes(of: record))
        else {
          return "a review's record is another one once it is written"
        }
      }
      return nil
    },
    Target(name: "frames", words: ["00000000 00000000 \n", "348ce320 00000007 {\"n\":1}\n", "\n", " "]) {
      bytes in
      let scan = JournalScan(bytes)
      let parts = scan.payloads + scan.damage + (scan.torn.map { [$0] } ?? [])
      guard parts.allSatisfy({ $0.lowerBound >= 0 && $0.upperBound <= bytes.count }) else {
        return "beyond the end"
      }
      let again = JournalScan(scan.payloads.flatMap { JournalFrame.bytes(of: bytes[$0]) })
      return again.payloads.count == scan.payloads.count && again.damage.isEmpty
        ? nil : "whole frames do not come back"
    },
    Target(name: "journal", words: jsonWords + ["\n"]) { Wreckage.shared.read($0) },
    Target(name: "lines", words: ["\n", "\r\n", "\r"]) { bytes in
      // However the bytes arrive, the lines are the same.
      var whole = LineSplitter()
      var pieces = LineSplitter()
      let lines = whole.take(bytes) + (whole.end().map { [$0] } ?? [])
      var found: [LineSplitter.Line] = []
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + 1 + Int(bytes[start] % 7))
        found += pieces.take(Array(bytes[start..<end]))
        start = end
      }
      found += pieces.end().map { [$0] } ?? []
      return found == lines ? nil : "other lines when they come in pieces"
    },
  ]

  private static func whole(_ bytes: [UInt8]) -> Result<Session, FormatError> {
    do throws(FormatError) { return .success(try SessionFormat.read(bytes, file: "x")) } catch {
      return .failure(error)
    }
  }

  static let jsonWords = [
    "{", "}", "[", "]", ":", ",", "null", "true", "false", "\"\"", "\\u0000", "\\ud800", "\\udc00\\ud800",
    "\"format\":",
    "\"version\":2", "\"version\":1", "\"notes\":[]", "\"n\":1", "\"at\":", "\"kind\":\"note\"",
    "\"kind\":\"redacted\"",
    "\"kind\":\"together\"", "\"kind\":\"journal\"", "\"kind\":\"edited\"", "\"kind\":\"draft-changed\"",
    "\"kind\":\"stance-changed\"", "\"kind\":\"participant-changed\"", "\"kind\":\"history\"", "\"set\":{}",
    "\"add\":[]", "\"drop\":1", "\"behind\":1", "\"inverse\":", "\"undoable\":[]", "\"data\":{}",
    "\"undo\":3", "\"redo\":3", "\"number\":",
    "\"text\":\"\"",
    "\"participants\":[\"P0\",\"M\",\"P99\"]", "\"question\":\"K1\"", "\"from\":", "\"to\":", "1.0", "1e3",
    "-0",
    "9007199254740993", "\"2026-03-29T02:30:00.000+01:00\"", "\"redacted\":true",
  ]
}

/// A study in memory's folder, whose one journal is what a test makes of it.
private final class Wreckage: @unchecked Sendable {
  static let shared = Wreckage()

  private let path: String
  private let study: StudyFolder
  private let sessions: String

  private init() {
    let shared = "/dev/shm"
    let folder = FileManager.default.isWritableFile(atPath: shared) ? shared : NSTemporaryDirectory()
    path = folder + "/focusgroup-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
    study = StudyFolder(path: path, statePath: path + "/state")
    sessions = path + "/Sessions"
    try? study.create()
    try? FileManager.default.createDirectory(atPath: sessions, withIntermediateDirectories: true)
    atexit {
      try? FileManager.default.removeItem(atPath: Wreckage.shared.path)
    }
  }

  /// Recovers a session from some lines, each a record with a true checksum or, where a line begins with `!`, as it
  /// stands; then goes on, leaves and reads it again.
  func read(_ bytes: [UInt8]) -> String? {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: sessions)) ?? [] {
      try? FileManager.default.removeItem(atPath: sessions + "/" + name)
    }
    let lines = bytes.split(separator: JournalFrame.newline)
    let journal = lines.flatMap { line in
      line.first == UInt8(ascii: "!")
        ? Array(line.dropFirst()) + [JournalFrame.newline] : JournalFrame.bytes(of: line)
    }
    guard FileManager.default.createFile(atPath: sessions + "/a.journal", contents: Data(journal)) else {
      return "no file"
    }
    guard let read = try? Recovery.read(in: study, id: "a") else { return nil }
    guard !read.notices.contains(where: { $0.message.isObeyed }) else {
      return "a notice that a terminal obeys"
    }
    let open: OpenSession
    let resumed: Recovered<Session>
    do { (open, resumed) = try OpenSession.resume(in: study, id: "a") } catch {
      // What can be read but not resumed has to say so when it is read.
      return read.isReadOnly ? nil : "it can be read and not resumed: \(error)"
    }
    guard resumed.session == read.session else { return "resuming differs from reading" }
    do {
      try open.close(resumed.session)
      let left = try Recovery.read(in: study, id: "a").session
      return left == resumed.session ? nil : "it is another session once it is left"
    } catch {
      try? open.abandon()
      return "it cannot be left: \(error)"
    }
  }
}
