/// What each contender needed in each round.
struct Figures: Sendable {
  private var rounds: [String: [Double]] = [:]

  /// Adds a round.
  mutating func add(_ value: Double, of name: String) { rounds[name, default: []].append(value) }

  /// Adds a round of which each contender has several values: those in the middle.
  mutating func add(middlesOf values: [String: [Double]]) {
    for (name, values) in values { if let middle = middle(of: values) { add(middle, of: name) } }
  }

  /// Adds a round of which each contender has several values: the greatest.
  mutating func add(mostOf values: [String: [Double]]) {
    for (name, values) in values { if let most = values.max() { add(most, of: name) } }
  }

  /// The median of the rounds; nil if nothing was measured.
  func median(_ name: String) -> Double? { rounds[name].flatMap { middle(of: $0) } }

  /// The most of the rounds; nil if nothing was measured.
  func most(_ name: String) -> Double? { rounds[name]?.max() }

  /// The median of the ratios within each round, so that what slows a whole round down is not counted; nil if the
  /// two did not run in the same rounds.
  func ratio(_ name: String, to other: String) -> Double? {
    guard let ours = rounds[name], let theirs = rounds[other], ours.count == theirs.count else { return nil }
    return middle(of: zip(ours, theirs).map { $1 > 0 ? $0 / $1 : .infinity })
  }

  /// A contender's figures here beside its figures where there is less, as if those were a peer's.
  func beside(_ less: Figures, of name: String, called peer: String = "empty") -> Figures {
    var both = Figures()
    both.rounds = [name: rounds[name] ?? [], peer: less.rounds[name] ?? []]
    return both
  }
}

/// The value that a part of all lies at or below, by the nearest rank; nil of nothing.
func quantile(_ part: Double, of values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let rank = Int((part * Double(values.count)).rounded(.up))
  return values.sorted()[min(max(rank, 1), values.count) - 1]
}

/// The median; of an even number the mean of the middle two; nil of nothing.
func middle(of values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
