import Interview
import Testing

@Suite("Agreement between reviewers on codes")
struct CodeAgreementTests {
  private let notes = (1...10).map { "n\($0)" }
  private let given: [String: [String: Set<Code>]] = [
    "Ada": ["n1": ["bar.mes", "drv"], "n2": ["bar.mes"], "n3": ["bar.mes"]],
    "Ben": ["n2": ["bar.mes"], "n3": ["bar.mes"], "n4": ["bar.mes"]],
  ]

  @Test("One code is one variable, however reviewers write it")
  func caseDoesNotCount() {
    let agreement = CodeAgreement(
      reviewers: ["eva", "tom"], units: ["n1", "n2", "n3"],
      given: ["eva": ["n1": ["New"]], "tom": ["n1": ["new"], "n2": ["trust"]]])
    #expect(agreement.rows.map(\.code) == ["New", "trust"])
    #expect(agreement.rows[0].givenByAll == 1 && agreement.rows[0].kappa == 1)
  }

  @Test("Two reviewers see each code with its notes, raw agreement, kappa and alpha")
  func twoReviewers() throws {
    let agreement = CodeAgreement(reviewers: ["Ada", "Ben"], units: notes, given: given)
    #expect(agreement.rows.map(\.code) == ["bar.mes", "drv"])
    let barriers = agreement.rows[0]
    #expect(barriers.given == [3, 3])
    #expect(barriers.givenByAll == 2)
    #expect(barriers.raw == 0.8)
    #expect(try #require(barriers.kappa).isNear((0.8 - 0.58) / 0.42))
    #expect(try #require(barriers.alpha).isNear(1 - 19.0 * 2 / (14 * 6)))
    let drivers = agreement.rows[1]
    #expect(drivers.given == [1, 0])
    #expect(drivers.givenByAll == 0)
    #expect(drivers.raw == 0.9)
    #expect(try #require(drivers.kappa).isNear(0))
    #expect(try #require(drivers.alpha).isNear(0))
  }

  @Test("All codes together come with the number of notes that nobody coded")
  func pooled() throws {
    let agreement = CodeAgreement(reviewers: ["Ada", "Ben"], units: notes, given: given)
    #expect((agreement.units, agreement.coded, agreement.uncoded, agreement.judged) == (10, 4, 6, 10))
    #expect(try #require(agreement.raw).isNear(0.85))
    #expect(try #require(agreement.kappa).isNear((0.85 - 0.74) / 0.26))
    // 20 values for each code: 6 yes and 14 no, 1 yes and 19 no.
    let expected: Double = (2 * 6 * 14 + 2 * 1 * 19) / 380
    #expect(try #require(agreement.alpha).isNear(1 - 0.3 / expected))
  }

  @Test("Restricted to coded notes, the same reviewers agree less")
  func restricted() throws {
    let agreement = CodeAgreement(
      reviewers: ["Ada", "Ben"], units: notes, given: given, restrictedToCoded: true)
    #expect((agreement.units, agreement.coded, agreement.uncoded, agreement.judged) == (10, 4, 6, 4))
    #expect(agreement.rows[0].given == [3, 3])
    #expect(agreement.rows[0].raw == 0.5)
    #expect(try #require(agreement.rows[0].kappa).isNear((0.5 - 0.625) / 0.375))
  }

  @Test("Three reviewers have alpha and no kappa")
  func threeReviewers() throws {
    var given = given
    given["Cem"] = ["n2": ["bar.mes"]]
    let agreement = CodeAgreement(reviewers: ["Ada", "Ben", "Cem"], units: notes, given: given)
    #expect(agreement.rows[0].given == [3, 3, 1])
    #expect(agreement.rows[0].givenByAll == 1)
    #expect(try #require(agreement.rows[0].raw).isNear(0.8))  // each pair differs on two notes
    #expect(agreement.rows[0].kappa == nil)
    #expect(agreement.kappa == nil)
    // 30 values, 7 given: 1 − .2 / (2 · 7 · 23 / (30 · 29)).
    #expect(try #require(agreement.rows[0].alpha).isNear(1 - 0.2 / (322.0 / 870)))
    #expect(agreement.alpha != nil)
  }

  @Test("A reviewer who gave no code decided no everywhere")
  func silentReviewer() throws {
    let agreement = CodeAgreement(reviewers: ["Ada", "Dee"], units: notes, given: given)
    #expect(agreement.rows[0].given == [3, 0])
    #expect(agreement.rows[0].raw == 0.7)
    #expect(try #require(agreement.rows[0].kappa).isNear(0))
  }

  @Test("One reviewer is counted and compared with nobody; so is none")
  func fewerThanTwo() {
    let alone = CodeAgreement(reviewers: ["Ada", "Ada"], units: notes, given: given)
    #expect(alone.reviewers == ["Ada"])
    #expect(alone.rows.map(\.given) == [[3], [1]])
    #expect(alone.rows.map(\.givenByAll) == [3, 1])
    #expect(alone.rows.allSatisfy { $0.raw == nil && $0.kappa == nil && $0.alpha == nil })
    #expect(alone.raw == nil && alone.kappa == nil && alone.alpha == nil)
    let nobody = CodeAgreement(reviewers: [], units: notes, given: given)
    #expect(nobody.rows.isEmpty)
    #expect((nobody.units, nobody.coded) == (10, 0))
  }

  @Test("Where nobody coded there is nothing to agree on", arguments: [false, true])
  func nothingCoded(restricted: Bool) {
    let empty: [String: [String: Set<Code>]] = ["Ada": ["n1": []], "Ben": [:]]
    let agreement = CodeAgreement(
      reviewers: ["Ada", "Ben"], units: notes, given: empty, restrictedToCoded: restricted)
    #expect(agreement.rows.isEmpty)
    #expect((agreement.uncoded, agreement.judged) == (10, restricted ? 0 : 10))
    #expect(agreement.raw == nil && agreement.kappa == nil && agreement.alpha == nil)
  }

  @Test("A code that all gave to every note has raw agreement and nothing else")
  func givenEverywhere() {
    let all: [String: Set<Code>] = ["n1": ["a"], "n2": ["a"]]
    let agreement = CodeAgreement(
      reviewers: ["Ada", "Ben"], units: ["n1", "n2"], given: ["Ada": all, "Ben": all])
    #expect(agreement.rows[0].givenByAll == 2)
    #expect(agreement.rows[0].raw == 1)
    #expect(agreement.rows[0].kappa == nil && agreement.rows[0].alpha == nil)
    #expect(agreement.kappa == nil && agreement.alpha == nil)
  }

  @Test("Other reviewers, other notes and repetitions count for nothing")
  func strangers() {
    var more = given
    more["Eve"] = ["n1": ["other"]]
    more["Ben"]?["gone"] = ["other", "bar.mes"]
    let agreement = CodeAgreement(
      reviewers: ["Ada", "Ben", "Ada"], units: notes.reversed() + ["n1", "n9"], given: more)
    #expect(agreement == CodeAgreement(reviewers: ["Ada", "Ben"], units: notes, given: given))
  }

  @Test("Each code is judged as if everybody had been asked yes or no on every note", arguments: [31, 32])
  func asAMatrix(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<200 {
      let reviewers = ["Ada", "Ben", "Cem", "Dee"].prefix(Int.random(in: 2...4, using: &random)).map { $0 }
      var given: [String: [String: Set<Code>]] = [:]
      for reviewer in reviewers {
        for note in notes where Bool.random(using: &random) {
          given[reviewer, default: [:]][note] = Set(
            ["a", "b", "c"].filter { _ in Bool.random(using: &random) })
        }
      }
      let coded = notes.filter { note in reviewers.contains { given[$0]?[note]?.isEmpty == false } }
      for (notes, restricted) in [(notes, false), (coded, true)] {
        let agreement = CodeAgreement(
          reviewers: reviewers, units: self.notes, given: given, restrictedToCoded: restricted)
        #expect(agreement.judged == notes.count)
        for row in agreement.rows {
          let matrix = Judgements(
            notes.map { note in reviewers.map { given[$0]?[note]?.contains(row.code) == true ? 1 : 0 } })
          #expect(row.raw == matrix.rawAgreement)
          #expect(row.kappa == matrix.kappa)
          #expect(row.alpha == matrix.alpha)
        }
      }
    }
  }

  @Test("More notes that nobody coded never make two reviewers of a code agree less", arguments: [33])
  func moreUncoded(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    for _ in 0..<500 {
      let table = (0..<4).map { _ in Int.random(in: 0...6, using: &random) }
      let fewer = Judgements(table: [[table[0], table[1]], [table[2], table[3]]])
      let more = Judgements(table: [[table[0], table[1]], [table[2], table[3] + 5]])
      if let kappa = fewer.kappa { #expect(try #require(more.kappa) >= kappa - 1e-12) }
      if let alpha = fewer.alpha { #expect(try #require(more.alpha) >= alpha - 1e-12) }
    }
  }
}
