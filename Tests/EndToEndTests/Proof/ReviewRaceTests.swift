import PseudoTerminal
import Testing

@Suite("Reviewers that race")
struct ReviewRaceTests {
  @Test(
    "Of several who review under one name at once, one writes; what was acknowledged is there, and nothing else"
  )
  func race() throws {
    let study = try Study.withSample()
    var acknowledged: Set<String> = []
    for round in 1...(Repository.proves ? 30 : 4) {
      let racers = try (0..<4).map { _ in
        try study.start(["replay", Study.sample, "--plain", "--reviewer", "anna"])
      }
      for (number, racer) in racers.enumerated() {
        for memo in 1...3 { racer.enter("/memo \(memo) of racer \(round)-\(number)-\(memo)") }
      }
      for racer in racers { racer.closeInput() }
      for (number, racer) in racers.enumerated() {
        let outcome = try racer.outcome()
        // One that comes when the winner is gone already is no rival.
        let said = outcome.lines.filter { $0.hasPrefix("memo ") && $0.contains(" on ") }
        #expect(said.count == 3 || outcome.out.contains("error: "), "\(outcome.out)\(outcome.err)")
        for memo in 1...3
        where said.contains(where: { $0.hasSuffix(" on \(memo)") || $0.contains(" on \(memo)") }) {
          acknowledged.insert("of racer \(round)-\(number)-\(memo)")
        }
      }
      let memos = try study.review("anna").memos
      #expect(Set(memos) == acknowledged, "round \(round)")
      #expect(memos.count == acknowledged.count, "a memo is there twice: \(memos)")
      #expect(study.sessionFiles.allSatisfy { $0.hasSuffix(".json") })
    }
  }
}
