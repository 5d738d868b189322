import Interview
import Testing

@Suite("Agreement, whatever was judged")
struct AgreementTests {
  @Test("Kappa and alpha are what their definitions say, counted pair by pair", arguments: [1, 2, 3, 4])
  func definitions(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var defined = 0
    for _ in 0..<1000 {
      let units = Self.units(from: &random)
      let judgements = Judgements(units)
      Self.expect(judgements.alpha, Self.alphaByPairs(units), "alpha", units)
      Self.expect(judgements.kappa, Self.kappaByPairs(units), "kappa", units)
      Self.expect(judgements.rawAgreement, Self.rawByPairs(units), "raw", units)
      if judgements.alpha != nil, judgements.alpha != 1 { defined += 1 }
    }
    #expect(defined > 300)
  }

  @Test("The order of units and of coders, and the names of categories, change nothing", arguments: [5, 6])
  func order(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<1000 {
      let units = Self.units(from: &random)
      let width = units.map(\.count).max() ?? 0
      let places = (0..<width).shuffled(using: &random)
      let names = (0..<5).map { $0 * 1_000_003 - 7 }.shuffled(using: &random)
      let other = units.shuffled(using: &random).map { unit in
        places.map { place in unit.indices.contains(place) ? unit[place].map { names[$0] } : nil }
      }
      let (before, after) = (Judgements(units), Judgements(other))
      #expect(before.alpha == after.alpha)
      #expect(before.kappa == after.kappa)
      #expect(before.rawAgreement == after.rawAgreement)
    }
  }

  @Test("Figures stay in their range, even where rows are ragged and categories extreme", arguments: [7, 8])
  func ranges(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<1000 {
      let units = Self.units(from: &random).map { unit in
        unit.prefix(Int.random(in: 0...5, using: &random)).map { $0.map { $0 == 0 ? .min : .max - $0 } }
      }
      let judgements = Judgements(units)
      if let raw = judgements.rawAgreement { #expect((0...1).contains(raw)) }
      for terms in [judgements.cohen, judgements.krippendorff].compactMap({ $0 }) {
        #expect((0...1).contains(terms.observed) && (0...1).contains(terms.expected))
        if let figure = terms.coefficient { #expect((-1...1).contains(figure)) }
      }
    }
  }

  @Test("Perfect agreement is 1 where anything varies", arguments: 2...5)
  func perfect(coders: Int) {
    let units = [3, 1, 1, 2].map { [Int?](repeating: $0, count: coders) }
    let judgements = Judgements(units)
    #expect(judgements.rawAgreement == 1)
    #expect(judgements.alpha == 1)
    #expect(judgements.kappa == (coders == 2 ? 1 : nil))
  }

  @Test("Where nothing varies, agreement says nothing")
  func withoutVariation() {
    let judgements = Judgements([[1, 1], [1, 1], [1, 1]])
    #expect(judgements.rawAgreement == 1)
    #expect(judgements.kappa == nil)
    #expect(judgements.alpha == nil)
    #expect(
      judgements.cohen == ChanceCorrected.pooled([judgements.cohen, judgements.cohen].compactMap { $0 }))
  }

  @Test(
    "What nobody else judged cannot be compared",
    arguments: [
      [], [[]], [[1], [2]], [[1, nil], [nil, 2]], [[nil, nil]], [[1], [nil, 1], [nil, nil, 2]],
    ])
  func nothingInCommon(units: [[Int?]]) {
    let judgements = Judgements(units)
    #expect(judgements.units == units.count)
    #expect(judgements.rawAgreement == nil)
    #expect(judgements.kappa == nil)
    #expect(judgements.alpha == nil)
  }

  @Test("A judgement that stands alone is no part of chance either")
  func unpaired() {
    let paired: [[Int?]] = [[1, 1], [1, 2], [2, 2], [1, 1]]
    let lonely: [[Int?]] = [[2, nil], [nil, 3], [4, nil], [nil, nil]]
    #expect(Judgements(paired + lonely).alpha == Judgements(paired).alpha)
    #expect(Judgements(paired + lonely).kappa == Judgements(paired).kappa)
    #expect(Judgements(paired + lonely).rawAgreement == 0.75)
    #expect(Judgements(paired + lonely).units == 8)
  }

  @Test("Two who always differ agree less than chance would have it")
  func opposed() throws {
    let judgements = Judgements([[0, 1], [1, 0], [0, 1], [1, 0]])
    #expect(judgements.rawAgreement == 0)
    #expect(judgements.kappa == -1)
    #expect(try #require(judgements.alpha).isNear(1 - 1 / (4.0 / 7)))
  }

  @Test("A variable without variation leaves the pooled figure as it is, and alone gives none")
  func pooledWithoutVariation() throws {
    let varied = try #require(Judgements([[1, 1], [1, 2], [2, 2]]).cohen)
    let constant = try #require(Judgements([[1, 1], [1, 1]]).cohen)
    let pooled = try #require(ChanceCorrected.pooled([varied, constant, constant])?.coefficient)
    #expect(pooled.isNear(try #require(varied.coefficient)))
    #expect(ChanceCorrected.pooled([constant])?.coefficient == nil)
    #expect(ChanceCorrected.pooled([]) == nil)
  }
}

/// The figures once more, from their definitions: every pair is looked at, nothing is tabulated.
extension AgreementTests {
  /// Up to 12 units of up to 5 coders, up to 4 categories, from none to most judgements missing, some rows cut short.
  static func units(from random: inout SplitMix) -> [[Int?]] {
    let coders = Int.random(in: 0...5, using: &random)
    let categories = Int.random(in: 1...4, using: &random)
    let shares: [Double] = [0, 0, 0.2, 0.6]
    let missing = shares.randomElement(using: &random) ?? 0
    let isRagged = Int.random(in: 0..<3, using: &random) == 0
    return (0..<Int.random(in: 0...12, using: &random)).map { _ in
      let places = isRagged ? Int.random(in: 0...coders, using: &random) : coders
      return (0..<places).map { _ in
        let isMissing = Double.random(in: 0..<1, using: &random) < missing
        return isMissing ? nil : Int.random(in: 0..<categories, using: &random)
      }
    }
  }

  /// One minus the mean disagreement of a value with the others of its unit, over the disagreement of any two of all
  /// values that have such others.
  static func alphaByPairs(_ units: [[Int?]]) -> Double? {
    let units = units.map { $0.compactMap { $0 } }.filter { $0.count > 1 }
    var within: [Double] = []
    for unit in units {
      for (place, value) in unit.enumerated() {
        let others = unit.enumerated().filter { $0.offset != place }
        within.append(Double(others.filter { $0.element != value }.count) / Double(others.count))
      }
    }
    guard let expected = disagreement(units.flatMap { $0 }), expected > 0 else { return nil }
    return 1 - within.reduce(0, +) / Double(within.count) / expected
  }

  /// Agreement on a unit beside that of a unit of the one coder with any unit of the other.
  static func kappaByPairs(_ units: [[Int?]]) -> Double? {
    guard units.map(\.count).max() == 2 else { return nil }
    let both = units.compactMap { unit -> (Int, Int)? in
      guard unit.count == 2, let first = unit[0], let second = unit[1] else { return nil }
      return (first, second)
    }
    guard !both.isEmpty else { return nil }
    let observed = both.map { $0.0 == $0.1 ? 1.0 : 0 }
    let crossed = both.flatMap { unit in both.map { unit.0 == $0.1 ? 1.0 : 0 } }
    let expected = crossed.reduce(0, +) / Double(crossed.count)
    guard expected < 1 else { return nil }
    return (observed.reduce(0, +) / Double(observed.count) - expected) / (1 - expected)
  }

  static func rawByPairs(_ units: [[Int?]]) -> Double? {
    let pairs = units.map { $0.compactMap { $0 } }.flatMap { unit in
      unit.indices.flatMap { first in unit[(first + 1)...].map { $0 == unit[first] } }
    }
    return pairs.isEmpty ? nil : Double(pairs.filter { $0 }.count) / Double(pairs.count)
  }

  private static func disagreement(_ values: [Int]) -> Double? {
    let pairs = values.indices.flatMap { first in values[(first + 1)...].map { $0 != values[first] } }
    return pairs.isEmpty ? nil : Double(pairs.filter { $0 }.count) / Double(pairs.count)
  }

  private static func expect(_ figure: Double?, _ other: Double?, _ name: String, _ units: [[Int?]]) {
    switch (figure, other) {
    case (nil, nil): break
    case (let figure?, let other?) where figure.isNear(other): break
    default:
      Issue.record("\(name) \(String(describing: figure)), by pairs \(String(describing: other)): \(units)")
    }
  }
}
