import Testing

@testable import SessionStorage

@Suite("The names of a session's files")
struct SessionFilesTests {
  private func files(_ reviewer: String? = nil) throws -> SessionFiles {
    try SessionFiles("one", reviewer: reviewer)
  }

  @Test("are read as what they were made as", arguments: [nil, "anna"])
  func roundTrip(reviewer: String?) throws {
    let files = try files(reviewer)
    let made: [(String, SessionFiles.Role)] = [
      (files.json, .json), (files.jsonOld, .old), (files.journal, .journal), (files.segment(2), .segment(2)),
      (files.segment(4711), .segment(4711)), (files.torn(1), .torn), (files.torn(12), .torn),
      (files.aside(.damaged, at: "20260314T092653", copy: 1), .aside(.damaged)),
      (files.aside(.theirs, at: "20260314T092653", copy: 3), .aside(.theirs)),
    ]
    for (name, role) in made {
      let found = try #require(SessionFiles.parse(name), "\(name)")
      #expect(found.id == "one" && found.reviewer == reviewer && found.role == role, "\(name)")
      #expect(files.role(of: name) == role && SessionFiles.parseOutside(name) == nil, "\(name)")
    }
    #expect(files.segments(among: made.map(\.0).reversed()) == [files.segment(2), files.segment(4711)])
    for (name, role) in [
      (files.secondJournal(uuid: "5b1e-x"), SessionFiles.Role.journal),
      (files.segment(10, uuid: "5b1e-x"), .segment(10)),
    ] {
      let found = try #require(SessionFiles.parseOutside(name), "\(name)")
      #expect(found.id == "one" && found.reviewer == reviewer && found.uuid == "5b1e-x" && found.role == role)
      #expect(files.ownsOutside(name) && SessionFiles.parse(name) == nil, "\(name)")
    }
  }

  @Test(
    "are no others",
    arguments: [
      "one.journal-1", "one.journal-02", "one.journal-", "one.journal--2", "one.journal-99999999999999999999",
      ".one.json", ".one.json.tmp", ".one.journal", ".one.journal-2", "one.json.old", "one.theirs-.json",
      "one.theirs.json", "one.ours-20260314T092653.json", "one.theirs-20260314T092653.journal",
    ])
  func others(name: String) { #expect(SessionFiles.parse(name) == nil) }

  @Test("of a stranger are a session's of its own")
  func stranger() throws {
    #expect(try files().strangerID(at: "20260314T092653", copy: 1) == "one-theirs-20260314T092653")
    let long = try SessionFiles(String(repeating: "x", count: 100))
    for copy in [1, 2, 1000] {
      let id = long.strangerID(at: "20260314T092653", copy: copy)
      #expect(SessionFiles.isID(id) && id.utf8.count == 100)
    }
  }
}
