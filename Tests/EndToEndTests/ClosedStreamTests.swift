import Foundation
import PseudoTerminal
import Testing

@Suite("Standard streams that are closed")
struct ClosedStreamTests {
  /// Runs the program with a stream redirected as the shell does it.
  private func redirected(_ redirection: String) -> [String] {
    ["bash", "-c", "exec \"$@\" \(redirection)", "bash"]
  }

  @Test("A closed standard input is an input that has ended: the journal is never read as notes")
  func input() throws {
    let study = try Study()
    let outcome = try study.run(Study.session("one"), under: redirected("<&-"))
    #expect(outcome.end == .exit(0) && outcome.saved.isEmpty)
    #expect(try study.session("one").notes.isEmpty)
    #expect(try study.run(["resume", "one"], under: redirected("<&-")).end == .exit(0))
    #expect(try study.session("one").notes.isEmpty)
  }

  @Test("A closed standard output or error costs the answers and nothing of the record")
  func output() throws {
    let study = try Study()
    for redirection in [">&-", "2>&-", ">&- 2>&-"] {
      let id = "one-\(redirection.filter(\.isNumber).count)-\(redirection.count)"
      let program = try study.start(Study.session(id), under: redirected(redirection))
      for number in 1...30 { program.enter("3 note \(number) of \(id)") }
      let deadline = Date(timeIntervalSinceNow: 60)
      while try study.places(of: "note 30 of \(id)").isEmpty, Date() < deadline { usleep(20_000) }
      try program.kill()
      let shown = try study.run(["show", id])
      #expect(shown.out.contains("P3 note 30 of \(id)"), "\(redirection)")
      #expect(shown.err == "", "\(redirection)")
      #expect(try study.run(["check", id]).end == .exit(0), "\(redirection)")
    }
  }

  @Test(
    "A list that cannot be written whole is an I/O error",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func full() throws {
    let study = try Study()
    _ = try study.run(Study.session("one"), input: "1 hello\n/end\n")
    for command in [["list"], ["list", "--json"], ["show", "one"], []] {
      #expect(try study.run(command, under: redirected(">/dev/full")).end == .exit(74), "\(command)")
    }
  }
}
