import Foundation
import Interview
import SessionStorage
import Testing

@testable import Runtime

@Suite("The table of sessions")
struct SessionTableTests {
  @Test("On a terminal the table fits: what says least of a session is left out first, and no row is broken")
  func fits() throws {
    let path = FileManager.default.temporaryDirectory.path + "/table-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let study = StudyFolder(path: path, statePath: path + "/state")
    try study.create()
    let session = Session(
      id: "gb-housing-organisation-in-leeds", uuid: "u", title: "Leeds",
      startedAt: WallTime(milliseconds: 0), timeZone: "",
      group: Group(code: "GB01", country: "GB", setting: "housing-organisation"),
      protocol: InterviewProtocol(
        id: "p", version: "1", title: .plain("T"),
        questions: [Question(id: "K1", kind: .key, title: .plain("T"), minutes: 5)]))
    try FileManager.default.createDirectory(atPath: path + "/Sessions", withIntermediateDirectories: true)
    try Data(SessionFormat.bytes(of: session)).write(to: URL(filePath: path + "/Sessions/\(session.id).json"))
    let listings = try study.sessions()
    func titles(_ columns: Int?) -> [String] {
      let lines = SessionTable.text(listings, columns: columns).split(separator: "\n").map(String.init)
      if let columns { #expect(lines.allSatisfy { $0.count <= columns }) }
      #expect(lines.count == 2 && lines[1].hasPrefix(session.id))
      return lines[0].split(separator: "  ").map { String($0.filter { $0 != " " }) }.filter { !$0.isEmpty }
    }
    #expect(
      titles(nil) == ["SESSION", "STATUS", "DATE", "GROUP", "COUNTRY", "SETTING", "INROOM", "NOTES"])
    #expect(titles(200) == titles(nil))
    #expect(titles(90) == ["SESSION", "STATUS", "DATE", "GROUP", "INROOM", "NOTES"])
    #expect(titles(80) == ["SESSION", "STATUS", "DATE", "INROOM", "NOTES"])
  }
}
