extension Sequence<String> {
  /// The word that was probably meant: the one that takes the fewest slips of the hand, the first of equals; nil if
  /// none is near. A slip is a letter too many, missing, wrong or exchanged with its neighbour (Damerau 1964); one is
  /// forgiven for every three letters. Capitals count as small letters.
  public func nearest(to word: String) -> String? {
    let typed = Array(word.lowercased().unicodeScalars.prefix(longest + 1))
    guard !typed.isEmpty, typed.count <= longest else { return nil }
    var best: (word: String, slips: Int)?
    for candidate in self {
      let known = Array(candidate.lowercased().unicodeScalars)
      let allowed = Swift.max(typed.count, known.count) / 3
      guard known.count <= longest, abs(known.count - typed.count) <= allowed else { continue }
      let slips = slips(from: typed, to: known)
      if slips <= Swift.max(1, allowed), slips < best?.slips ?? .max { best = (candidate, slips) }
    }
    return best?.word
  }

  /// `, did you mean …?` with the word that was probably meant, else nothing.
  public func suggestion(for word: String) -> String {
    nearest(to: word).map { ", did you mean `\($0)`?" } ?? ""
  }
}

/// Longer words are not compared. Nobody mistypes them, and to compare takes the square of their length.
private let longest = 64

/// The optimal string alignment distance.
private func slips(from typed: [Unicode.Scalar], to known: [Unicode.Scalar]) -> Int {
  var before: [Int] = []
  var last = Array(0...known.count)
  for (row, letter) in typed.enumerated() {
    var next = [row + 1]
    for (column, wanted) in known.enumerated() {
      var cost = min(last[column] + (letter == wanted ? 0 : 1), last[column + 1] + 1, next[column] + 1)
      if row > 0, column > 0, letter == known[column - 1], typed[row - 1] == wanted {
        cost = min(cost, before[column - 1] + 1)
      }
      next.append(cost)
    }
    (before, last) = (last, next)
  }
  return last[known.count]
}
