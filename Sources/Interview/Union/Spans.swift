/// Stretches of one side's time, to find what of the other side's lies outside them.
struct Spans {
  /// Disjoint and rising.
  private var taken: [Range<Offset>] = []
  private var beginnings: Set<Offset> = []
  static let forever = Offset(Int.max)

  init(_ stretches: [Stretch]) {
    for stretch in stretches.sorted(by: { $0.from < $1.from }) {
      beginnings.insert(stretch.from)
      let end = max(stretch.from, stretch.to ?? Spans.forever)
      if let last = taken.last, stretch.from <= last.upperBound {
        taken[taken.count - 1] = last.lowerBound..<max(last.upperBound, end)
      } else if stretch.from < end {
        taken.append(stretch.from..<end)
      }
    }
  }

  /// The parts of a stretch that are free, in their order.
  func free(from: Offset, to: Offset) -> [Range<Offset>] {
    var index = taken.firstPlace { $0.upperBound <= from }
    guard from < to else {
      let isTaken = beginnings.contains(from) || index < taken.count && taken[index].contains(from)
      return isTaken ? [] : [from..<from]
    }
    var parts: [Range<Offset>] = []
    var start = from
    while index < taken.count, taken[index].lowerBound < to {
      if start < taken[index].lowerBound { parts.append(start..<taken[index].lowerBound) }
      start = max(start, taken[index].upperBound)
      index += 1
    }
    if start < to { parts.append(start..<to) }
    return parts
  }
}

/// What has a beginning and an end.
protocol Lasting {
  var from: Offset { get set }
  var to: Offset? { get set }
}

extension Visit: Lasting {}
extension Pause: Lasting {}
extension Stretch: Lasting {}
extension AudioRecording: Lasting {}

extension Array where Element: Lasting {
  /// These, and of the other side's the parts at times at which this side has none. What still lasts on the other side
  /// ends with its last record.
  func united(with others: [Element], endingAt end: Offset) -> [Element] {
    let spans = Spans(map { Stretch(from: $0.from, to: $0.to) })
    let joined = others.flatMap { other in
      let to = Swift.max(other.from, other.to ?? end)
      return spans.free(from: other.from, to: to).map { part in
        var cut = other
        cut.from = part.lowerBound
        cut.to = part.upperBound
        return cut
      }
    }
    guard !joined.isEmpty else { return self }
    return (self + joined).enumerated()
      .sorted { ($0.element.from, $0.element.end, $0.offset) < ($1.element.from, $1.element.end, $1.offset) }
      .map(\.element)
  }
}

extension Lasting {
  fileprivate var end: Offset { to ?? Offset(Int.max) }

  /// The same, ending no earlier than it begins.
  var inOrder: Self {
    var stretch = self
    stretch.to = to.map { max($0, from) }
    return stretch
  }
}
