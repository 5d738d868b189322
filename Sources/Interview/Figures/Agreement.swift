/// What several coders made of the same units, on a nominal scale; some judgements may be missing.
///
/// A unit is one row with a place for each coder: the category that coder gave, or nil where there is no judgement.
/// A row that is shorter than the longest lacks its last judgements. Which numbers stand for the categories, and the
/// order of the units and of the coders, change no figure. A figure is nil where it is not defined; none is ever
/// not-a-number.
public struct Judgements: Sendable {
  /// How many units show which row. Figures do not depend on the order of units, and whole numbers add up to the
  /// same sum in any order.
  private var rows: [[Int?]: Int] = [:]

  /// How many coders: the places of the longest row.
  public private(set) var coders = 0
  /// How many units, those without a judgement included.
  public private(set) var units = 0

  /// Judgements as units × coders.
  public init(_ units: [[Int?]] = []) {
    for unit in units { add(unit) }
  }

  /// Raw (percent) agreement, 0…1: of all pairs of judgements of one unit by two coders, the share that agree.
  /// For two coders that is the share of units on which they agree; for more, the mean over their pairs where no
  /// judgement is missing. Nothing in it is corrected for chance. Nil if no unit has two judgements.
  public var rawAgreement: Double? {
    var pairs = 0
    var agreeing = 0
    for (row, times) in rows {
      let counts = row.counts
      let values = counts.values.reduce(0, +)
      pairs += times * values * (values - 1)
      agreeing += times * counts.values.reduce(0) { $0 + $1 * ($1 - 1) }
    }
    return pairs > 0 ? Double(agreeing) / Double(pairs) : nil
  }

  /// Cohen's kappa, −1…1. Nil unless there are exactly two coders who judged a unit in common, and if both gave one
  /// and the same category throughout: without variation, agreement says nothing.
  public var kappa: Double? { cohen?.coefficient }

  /// Krippendorff's alpha for nominal data, −1…1. Nil if no unit has two judgements (as with fewer than two coders),
  /// and if all values that can be paired are the same.
  public var alpha: Double? { krippendorff?.coefficient }

  /// The terms of Cohen's kappa (Cohen 1960): observed is the share of units on which two coders agree, expected the
  /// sum over the categories of the product of the shares in which each coder used it. Only units that both judged
  /// count. Nil unless there are exactly two coders with such a unit.
  public var cohen: ChanceCorrected? {
    guard coders == 2 else { return nil }
    var common = 0
    var agreeing = 0
    var first: [Int: Int] = [:]
    var second: [Int: Int] = [:]
    for (row, times) in rows {
      guard row.count == 2, let one = row[0], let other = row[1] else { continue }
      common += times
      if one == other { agreeing += times }
      first[one, default: 0] += times
      second[other, default: 0] += times
    }
    guard common > 0 else { return nil }
    let alike = first.reduce(0) { $0 + $1.value * (second[$1.key] ?? 0) }
    return ChanceCorrected(
      observed: Double(agreeing) / Double(common), expected: Double(alike) / Double(common * common))
  }

  /// The terms of Krippendorff's alpha (Krippendorff 2011) for nominal data, as agreements: one minus the observed
  /// and one minus the expected disagreement.
  ///
  /// A unit with m judgements adds each of its ordered pairs as 1/(m − 1) to the coincidence matrix, so that every
  /// judgement weighs the same; a unit with fewer than two adds nothing, nor do its values count as ones to expect.
  /// Observed is the diagonal over the total n; expected is Σ n_c(n_c − 1) / n(n − 1) over the margins n_c: values
  /// are drawn without putting back, which corrects for small samples. Where no judgement is missing, observed is
  /// the raw agreement. Nil if no unit has two judgements.
  public var krippendorff: ChanceCorrected? {
    var margins: [Int: Int] = [:]
    var agreeingPairs: [Int: Int] = [:]
    for (row, times) in rows {
      let counts = row.counts
      let values = counts.values.reduce(0, +)
      guard values > 1 else { continue }
      for (category, count) in counts {
        margins[category, default: 0] += times * count
        agreeingPairs[values, default: 0] += times * count * (count - 1)
      }
    }
    let total = margins.values.reduce(0, +)
    guard total > 1 else { return nil }
    // One fraction for each number of judgements, added in rising order: the sum is the same to the last bit for any
    // order of units.
    let diagonal = agreeingPairs.sorted { $0.key < $1.key }
      .reduce(0) { $0 + Double($1.value) / Double($1.key - 1) }
    let alike = margins.values.reduce(0) { $0 + $1 * ($1 - 1) }
    return ChanceCorrected(
      observed: diagonal / Double(total), expected: Double(alike) / Double(total * (total - 1)))
  }

  /// Adds units that all show the same row; none if `times` is not above 0.
  mutating func add(_ row: [Int?], times: Int = 1) {
    guard times > 0 else { return }
    rows[row, default: 0] += times
    coders = max(coders, row.count)
    units += times
  }

  /// The units in which the coder at a place gave a category.
  func units(in category: Int, by coder: Int) -> Int {
    rows.reduce(0) { $0 + ($1.key.indices.contains(coder) && $1.key[coder] == category ? $1.value : 0) }
  }

  /// The units in which every coder gave a category; 0 without coders.
  func units(inByAll category: Int) -> Int {
    guard coders > 0 else { return 0 }
    return rows[[Int?](repeating: category, count: coders)] ?? 0
  }
}

/// An agreement beside the one that chance alone would bring about.
public struct ChanceCorrected: Equatable, Sendable {
  /// The agreement observed, 0…1.
  public let observed: Double
  /// The agreement to be expected by chance, 0…1.
  public let expected: Double

  /// (observed − expected) / (1 − expected): 1 for perfect agreement, 0 for that of chance, below 0 for less. Nil if
  /// expected is 1, where nothing varies.
  public var coefficient: Double? {
    expected < 1 ? (observed - expected) / (1 - expected) : nil
  }

  /// One figure for several variables: the mean of the observed beside the mean of the expected agreements.
  ///
  /// Its coefficient is the pooled kappa of De Vries, Elliott, Kanouse & Teleki (2008) for terms of kappa. For terms
  /// of alpha it is one minus the mean observed over the mean expected disagreement: made by the same pattern, not
  /// taken from their paper. Every variable weighs the same. One without variation leaves the coefficient as it is,
  /// where a mean of coefficients would have to leave it out. Nil for no variables.
  public static func pooled(_ variables: [ChanceCorrected]) -> ChanceCorrected? {
    guard !variables.isEmpty else { return nil }
    let count = Double(variables.count)
    return ChanceCorrected(
      observed: variables.reduce(0) { $0 + $1.observed } / count,
      expected: variables.reduce(0) { $0 + $1.expected } / count)
  }
}

extension [Int?] {
  /// How many judgements there are in each category.
  fileprivate var counts: [Int: Int] {
    reduce(into: [:]) { counts, value in
      if let value { counts[value, default: 0] += 1 }
    }
  }
}
