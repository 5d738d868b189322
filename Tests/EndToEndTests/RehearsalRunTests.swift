import Foundation
import PseudoTerminal
import Testing

@Suite("A rehearsal in the program", .timeLimit(.minutes(3)))
struct RehearsalRunTests {
  /// A fictional session, and an empty folder for what is thrown away.
  private func study() throws -> (study: Study, temporary: String) {
    let study = try Study(protocols: false)
    try study.write(
      """
      protocol: parks
      version: "1"
      title: Parks (fictional)
      questions: [{id: K1, kind: key, title: What, minutes: 5, ask: "What is there to be said of them?"}]
      """, to: "Protocols/parks.yaml")
    let recorded = try study.run(
      ["run", "parks", "--id", "sample-parks", "--participants", "2", "--yes", "--plain"],
      input: "1 the council decides\n/leave\n")
    try #require(recorded.end == .exit(0), "\(recorded)")
    let temporary = study.root + "/temporary"
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
    return (study, temporary)
  }

  @Test(
    "All that was typed is off the disk at its end, also when a signal ends it", arguments: [false, true])
  func thrownAway(isStopped: Bool) throws {
    let (study, temporary) = try study()
    let program = try study.start(
      ["rehearse", "sample-parks", "--plain"], with: ["TMPDIR": temporary])
    program.enter("1 struckword")
    try program.answer("saved 1")
    #expect(try !study.places(of: "struckword").isEmpty)
    if isStopped { program.running.send(SIGTERM) } else { program.enter("/leave") }
    #expect(try program.outcome().end == .exit(isStopped ? 1 : 0))
    #expect(try study.places(of: "struckword") == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
  }

  @Test("One's own abbreviations are written out as in a session")
  func abbreviations() throws {
    let (study, temporary) = try study()
    let folder = study.root + "/home/config/focusgroup"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "mgmt: management\n".write(toFile: folder + "/abbreviations.yaml", atomically: false, encoding: .utf8)
    let program = try study.start(
      ["rehearse", "sample-parks", "--plain"], with: ["TMPDIR": temporary])
    program.enter("1 the mgmt of it")
    try program.answer("saved 1")
    #expect(try !study.places(of: "the management of it").isEmpty)
    program.enter("/leave")
    #expect(try program.outcome().end == .exit(0))
  }
}
