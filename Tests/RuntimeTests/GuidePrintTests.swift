import Foundation
import SessionStorage
import Testing

@testable import Runtime

@Suite("Which protocol is printed, and in which words")
struct GuidePrintTests {
  private let study: StudyFolder
  private let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/print-\(UUID().uuidString)"
    study = StudyFolder(path: path, statePath: path + "/state")
    try study.create()
    try FileManager.default.createDirectory(atPath: path + "/Protocols", withIntermediateDirectories: true)
    try write(
      """
      protocol: parks
      version: "1"
      title: {en: Parks, nl: Parken}
      languages: [en, nl]
      settings: {city: {org: {en: city, nl: stad}}, village: {org: {en: village, nl: dorp}}}
      questions: [{id: K1, kind: key, title: One, ask: {en: "In your {org}?", nl: "In jullie {org}?"}, minutes: 5, short: 4}]
      """, to: "Protocols/parks.yaml")
  }

  private func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path + "/" + file))
  }

  private func remove() { try? FileManager.default.removeItem(atPath: path) }

  @Test("By an id, its start or a path, in a language, a setting and the short version")
  func choices() throws {
    defer { remove() }
    for name in ["parks", "pa", path + "/Protocols/parks.yaml"] {
      let printed = try GuidePrint.lines(of: name, in: study)
      #expect(
        printed.status == 0 && printed.lines[0] == "Parks" && printed.lines.contains("    In your {org}?"))
    }
    let chosen = try GuidePrint.lines(of: "parks", language: "nl-BE", setting: "CITY", short: true, in: study)
    #expect(chosen.status == 0)
    for line in ["Language: nl.", "Setting: city.", "    In jullie stad?", "Questions: 4 minutes"] {
      #expect(chosen.lines.contains(line), "\(line)")
    }
  }

  @Test(
    "A language or a setting that it does not have is refused with those it has, faults are told, and what is not there"
  )
  func refusals() throws {
    defer { remove() }
    let hr = try GuidePrint.lines(of: "parks", language: "hr", in: study)
    #expect(hr.status == 64 && hr.lines == ["focusgroup: parks has no language “hr”; it has: en, nl"])
    let castle = try GuidePrint.lines(of: "parks", setting: "castle\u{1B}", in: study)
    #expect(
      castle.status == 64
        && castle.lines == ["focusgroup: parks has no setting “castle\\u{1B}”; it has: city, village"])
    try write("protocol: bad\n", to: "Protocols/bad.yaml")
    let bad = try GuidePrint.lines(of: "bad", in: study)
    #expect(bad.status == 65 && bad.lines.allSatisfy { $0.hasPrefix("Protocols/bad.yaml:") })
    #expect(throws: StorageError.notFound("protocol", "nothing")) {
      try GuidePrint.lines(of: "nothing", in: study)
    }
  }

  @Test(
    "A name is a session's if one is called so or, where nothing is, begins so; else a protocol's; a protocol's file is always one"
  )
  func meant() throws {
    defer { remove() }
    #expect(try GuidePrint.isMeant(by: "parks", in: study))
    #expect(try GuidePrint.isMeant(by: "par", in: study))
    try write("{}", to: "Sessions/parks-NL02.json")
    #expect(try GuidePrint.isMeant(by: "parks", in: study), "an id wins over the start of another")
    for name in ["par", "parks-NL02", path + "/Sessions/parks-NL02.json"] {
      #expect(try !GuidePrint.isMeant(by: name, in: study), "\(name)")
    }
    #expect(try GuidePrint.isMeant(by: path + "/Protocols/parks.yaml", in: study))
    #expect(throws: StorageError.notFound("session or protocol", "castles")) {
      try GuidePrint.isMeant(by: "castles", in: study)
    }
    #expect(throws: StorageError.self) { try GuidePrint.isMeant(by: "..", in: study) }
  }
}
