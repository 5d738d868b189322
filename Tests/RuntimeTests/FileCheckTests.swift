import Facilitation
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

    let cut = """
      protocol: other
      version: "1"
      title: Group #3
      questions:
        - id: K1
          kind: key
          title: One # a remark
          minutes: 5 # five
          ask: You are number #1 here. What is next?
          probes: [What, then, Else?, "Well, well", so, {id: a, ask: x}]
      """
    try Data(cut.utf8).write(to: URL(filePath: path + "/Protocols/cut.yaml"))
    let warned = FileCheck.check(path + "/Protocols/cut.yaml", in: study)
    let told = warned.lines.map { $0.replacing(path + "/Protocols/", with: "") }
    let goesOn = "which is a comment: put the text in quotation marks if it goes on"
    #expect(warned.status == 0)
    #expect(told[0] == "cut.yaml:3:13: warning: the text ends here, before `#3`, \(goesOn)")
    #expect(
      told[1] == "cut.yaml:9:24: warning: the text ends here, before `#1 here. What is next?`, \(goesOn)")
    #expect(
      told[2]
        == "cut.yaml:10:20: warning: the comma before `then` ends a text: put the text in quotation marks if it "
        + "goes on")
    #expect(told[3] == "cut.yaml: warning: the protocol is other, so that the file should be other.yaml")
    #expect(told[4].hasPrefix("cut.yaml: well-formed protocol other") && told.count == 5, "\(told)")
    try Data("{\n  \"$schema\": \"x\"\n}".utf8).write(to: URL(filePath: path + "/Sessions/a.schema.json"))
    #expect(FileCheck.check(path + "/Sessions/a.schema.json", in: study).status == 0)
    try Data("{\n  \"format\": \"x\"\n}".utf8).write(to: URL(filePath: path + "/Sessions/a.schema.json"))
    #expect(FileCheck.check(path + "/Sessions/a.schema.json", in: study).status == 65)

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
        && old.lines.contains { $0.hasSuffix("warning: country ÄÖ is no country of ISO 3166 as in NL") })
  }

  @Test("A guide that is no protocol is named by check and at home, wherever it lies")
  func foreign() throws {
    let path = FileManager.default.temporaryDirectory.path + "/check-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let study = StudyFolder(path: path, statePath: path + "/state")
    try study.create()
    try Data("# Guide\n* What?\n* Why?\n".utf8).write(to: URL(filePath: path + "/Protocols/guide.md"))
    let told =
      "this is Markdown, no protocol: copy its questions into one, as in the example.yaml that `focusgroup init` makes"
    for name in ["guide.md", path + "/Protocols/guide.md"] {
      let checked = FileCheck.check(name, in: study)
      #expect(
        checked.status == 65 && checked.lines.count == 1 && checked.lines[0].hasSuffix(":1:1: error: \(told)")
      )
    }
    #expect(
      try HomeText.text(study).contains(
        "\nnone; focusgroup init makes an example\nProtocols/guide.md: \(told)\n"))
    var reader = HomeReader(study)
    #expect(reader.contents().protocols == [HomeProtocol(strays: ["guide.md"])])
    for id in ["guide.md", HomeProtocol.straysID] {
      #expect(reader.text(.check, id) == ["Protocols/guide.md: \(told)"])
    }
  }
}
