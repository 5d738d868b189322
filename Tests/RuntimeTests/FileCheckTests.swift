import Foundation
import Interview
import SessionStorage
import Testing

@testable import Runtime

@Suite("What check warns of")
struct FileCheckTests {
  @Test("Words of older programs and codes that cannot be typed are told, and the file is well-formed")
  func warnings() throws {
    let path = FileManager.default.temporaryDirectory.path + "/check-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let study = StudyFolder(path: path, statePath: path + "/state")
    try study.create()
    try FileManager.default.createDirectory(atPath: path + "/Protocols", withIntermediateDirectories: true)
    let route = """
      protocol: p
      version: "1"
      title: T
      codebook: [{code: bar-, name: B}, {code: mes, name: M}]
      questions: [{id: K1, kind: key, title: T, ask: A, minutes: 5}]
      """
    try Data(route.utf8).write(to: URL(filePath: path + "/Protocols/p.yaml"))
    let checked = FileCheck.check("p", in: study)
    #expect(checked.status == 0 && checked.lines.count == 2)
    #expect(checked.lines[0].contains("warning: code bar-: a `.` or `-` at the end"))

    let session = Session(
      id: "old", uuid: "u", title: "Old", startedAt: WallTime(milliseconds: 0), timeZone: "",
      group: Group(country: "ÄÖ"),
      protocol: InterviewProtocol(
        id: "p", version: "1", title: .plain("T"),
        questions: [Question(id: "K1", kind: .key, title: .plain("T"), minutes: 5)]))
    try Data(SessionFormat.bytes(of: session)).write(to: URL(filePath: path + "/Sessions/old.json"))
    let old = FileCheck.check("old", in: study)
    #expect(
      old.status == 0
        && old.lines.contains { $0.hasSuffix("warning: country ÄÖ is not two capitals as in NL") })
  }
}
