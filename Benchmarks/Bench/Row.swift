/// One comparison.
struct Row: Sendable {
  let what: String
  let ours: String
  let peer: String
  /// Ours divided by the peer's.
  let ratio: Double
  /// The ratio that we hold ourselves to; nil where the peer is there for comparison only.
  let goal: Double?

  var verdict: String {
    guard let goal else { return "–" }
    // A ratio is shown with two digits after the point; what is shown as the goal meets it.
    guard ratio >= goal + 0.005 else { return "met" }
    return "missed by \(Int(((ratio / goal - 1) * 100).rounded(.up))) %"
  }
}

/// Rows in columns, as text.
func table(_ rows: [Row]) -> String {
  let head = ["row", "ours", "peer", "ratio", "goal", "verdict"]
  let lines =
    [head]
    + rows.map { row in
      [
        row.what, row.ours, row.peer, fixed(row.ratio, digits: 2),
        row.goal.map { "≤ " + fixed($0, digits: 1) } ?? "–", row.verdict,
      ]
    }
  let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
  return lines.map { line in
    let cells = zip(line, widths).map { text, width in
      text + String(repeating: " ", count: width - text.count)
    }
    return cells.joined(separator: "  ").replacing(/\ +$/, with: "")
  }.joined(separator: "\n")
}

/// A number with so many digits after the point.
func fixed(_ value: Double, digits: Int) -> String {
  guard value.isFinite else { return "∞" }
  let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
  let scaled = Int((value * Double(scale)).rounded())
  guard digits > 0 else { return String(scaled) }
  let rest = String(scaled % scale)
  return "\(scaled / scale)." + String(repeating: "0", count: digits - rest.count) + rest
}

/// KiB with the unit that reads best.
func memory(_ kibibytes: Double) -> String { fixed(kibibytes / 1024, digits: 1) + " MiB" }

/// Microseconds with the unit that reads best.
func duration(_ microseconds: Double) -> String {
  microseconds < 2000
    ? fixed(microseconds, digits: 0) + " µs" : fixed(microseconds / 1000, digits: 1) + " ms"
}
