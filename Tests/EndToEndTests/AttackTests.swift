import Foundation
import PseudoTerminal
import Testing

@Suite("What other programs, machines, terminals and signals do to a recording")
struct AttackTests {
  @Test("The short form of the attacks holds, row for row")
  func short() throws {
    let python = Repository.python
    try #require(
      FileManager.default.isExecutableFile(atPath: python), "\(python) is not there: make test installs it")
    let study = try Study()
    let attacks = Repository.root.appending(path: "Tests/Attacks").path
    let outcome = try Program(
      [python, "-B", attacks, "--short", "--fallen", "--jobs", "2", "--binary", Repository.binary], in: study
    ).outcome(within: 3600)
    for row in outcome.lines where row.hasPrefix("fell") { Issue.record("\(row)") }
    // What this machine cannot try is said, and is not what was asked for.
    for row in outcome.lines where row.hasPrefix("skipped") { print(row) }
    let summary = outcome.lines.last { $0.hasSuffix(" failed") } ?? ""
    #expect(outcome.end == .exit(0), "\(summary)\(outcome.err)")
    let passed = Int(summary.prefix { $0.isNumber }) ?? 0
    #expect(passed > 100, "\(passed) rows are too few to be the short form: \(outcome.out)\(outcome.err)")
  }
}
