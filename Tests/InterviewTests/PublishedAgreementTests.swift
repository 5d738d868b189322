import Interview
import Testing

@Suite("Agreement, as others have worked it out")
struct PublishedAgreementTests {
  @Test("Krippendorff 2011, A: two observers, binary, nothing missing: alpha .095")
  func krippendorffBinary() throws {
    let meg: [Int?] = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    let owen: [Int?] = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    let judgements = Judgements(byCoder: [meg, owen])
    #expect(judgements.units == 10)
    #expect(try #require(judgements.alpha).rounded(to: 3) == 0.095)
    // By hand: 6 of 10 agree; of 20 values 14 are 0 and 6 are 1: 1 − 19 · 4 / (14 · 6).
    #expect(judgements.rawAgreement == 0.6)
    #expect(try #require(judgements.alpha).isNear(1 - 19.0 * 4 / 84))
  }

  @Test("Krippendorff 2011, B: two observers, five categories, nothing missing: alpha .692")
  func krippendorffNominal() throws {
    let ben: [Int?] = [1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1]
    let gerry: [Int?] = [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]
    let judgements = Judgements(byCoder: [ben, gerry])
    #expect(try #require(judgements.alpha).rounded(to: 3) == 0.692)
    #expect(judgements.rawAgreement == 0.75)
  }

  @Test("Krippendorff 2011, C: four observers, judgements missing: alpha .743")
  func krippendorffMissing() throws {
    let judgements = Judgements(byCoder: [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
      [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
    ])
    #expect(judgements.coders == 4)
    #expect(judgements.units == 12)
    #expect(try #require(judgements.alpha).rounded(to: 3) == 0.743)
  }

  @Test("Krippendorff's example with three coders and more missing than given (Wikipedia): alpha .691")
  func krippendorffSparse() throws {
    let judgements = Judgements(byCoder: [
      [nil, nil, nil, nil, nil, 3, 4, 1, 2, 1, 1, 3, 3, nil, 3],
      [1, nil, 2, 1, 3, 3, 4, 3, nil, nil, nil, nil, nil, nil, nil],
      [nil, nil, 2, 1, 3, 4, 4, nil, 2, 1, 1, 3, 3, nil, 4],
    ])
    #expect(try #require(judgements.alpha).rounded(to: 6) == 0.691358)
  }

  @Test("Cohen 1960, table 2b (p. 45), 200 cases: kappa .492")
  func cohen() throws {
    let judgements = Judgements(table: [[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    #expect(judgements.units == 200)
    #expect(judgements.rawAgreement == 0.70)
    #expect(try #require(judgements.cohen).expected.isNear(0.41))
    #expect(try #require(judgements.kappa).rounded(to: 3) == 0.492)
  }

  @Test("Sim & Wright 2005, table 1: two clinicians, 39 patients: kappa .67")
  func simAndWright() throws {
    let judgements = Judgements(table: [[22, 2], [4, 11]])
    #expect(try #require(judgements.kappa).rounded(to: 2) == 0.67)
  }

  @Test(
    "The two examples of Wikipedia's page on Cohen's kappa",
    arguments: [([[20, 5], [10, 15]], 0.70, 0.40), ([[45, 15], [25, 15]], 0.60, 0.1304)])
  func grants(table: [[Int]], raw: Double, kappa: Double) throws {
    let judgements = Judgements(table: table)
    #expect(judgements.rawAgreement == raw)
    #expect(try #require(judgements.kappa).rounded(to: 4) == kappa)
  }

  @Test(
    "The first paradox of Feinstein & Cicchetti 1990: the same raw agreement, half the kappa",
    arguments: [([[40, 9], [6, 45]], 0.50, 0.70), ([[80, 10], [5, 5]], 0.78, 0.32)])
  func paradox(table: [[Int]], expected: Double, kappa: Double) throws {
    let judgements = Judgements(table: table)
    #expect(judgements.rawAgreement == 0.85)
    #expect(try #require(judgements.cohen).expected.rounded(to: 2) == expected)
    #expect(try #require(judgements.kappa).rounded(to: 2) == kappa)
  }

  @Test("Pooled kappa is made of mean agreements, not of mean kappas (De Vries et al. 2008; worked by hand)")
  func pooledKappa() throws {
    let common = try #require(Judgements(table: [[20, 5], [10, 15]]).cohen)  // .70 beside .50: .40
    let rare = try #require(Judgements(table: [[0, 1], [0, 9]]).cohen)  // .90 beside .90: 0
    let pooled = try #require(ChanceCorrected.pooled([common, rare]))
    #expect(pooled.observed.isNear(0.80))
    #expect(pooled.expected.isNear(0.70))
    #expect(try #require(pooled.coefficient).isNear(0.1 / 0.3))
  }

  @Test("Pooled alpha is one minus mean observed over mean expected disagreement (worked by hand)")
  func pooledAlpha() throws {
    // Each with 20 values: 16 and 4, with 4 of 10 units in dispute; 10 and 10, with none.
    let rare = try #require(Judgements(table: [[6, 1], [3, 0]]).krippendorff)
    let even = try #require(Judgements(table: [[5, 0], [0, 5]]).krippendorff)
    let pooled = try #require(ChanceCorrected.pooled([rare, even]))
    #expect(pooled.observed.isNear(0.8))
    let expected: Double = (2 * 16 * 4 + 2 * 10 * 10) / (2 * 20 * 19)
    #expect(try #require(pooled.coefficient).isNear(1 - 0.2 / expected))
  }
}

extension Judgements {
  /// Judgements as coders × units.
  init(byCoder coders: [[Int?]]) {
    let units = coders.map(\.count).max() ?? 0
    self.init((0..<units).map { unit in coders.map { $0.indices.contains(unit) ? $0[unit] : nil } })
  }

  /// Judgements of two coders, as the number of units for each category of the first (row) and the second (column).
  init(table: [[Int]]) {
    var units: [[Int?]] = []
    for (first, row) in table.enumerated() {
      for (second, count) in row.enumerated() { units += [[Int?]](repeating: [first, second], count: count) }
    }
    self.init(units)
  }
}

extension Double {
  /// As printed with a number of decimals.
  func rounded(to decimals: Int) -> Double {
    let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    return (self * power).rounded() / power
  }

  /// Whether two ways to the same figure have arrived.
  func isNear(_ other: Double) -> Bool { abs(self - other) < 1e-12 }
}
