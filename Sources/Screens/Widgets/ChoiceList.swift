internal import TextScreen

/// Which entry of a list is chosen, and which part of a long list is seen. The entries stay with whoever has them; only
/// those that are seen are laid out.
struct ChoiceList: Equatable, Sendable {
  /// The place of the chosen entry, from 0.
  private(set) var choice: Int

  init(at choice: Int = 0) { self.choice = choice }

  /// Chooses an entry, or the nearest that there is.
  mutating func choose(_ place: Int, of count: Int) { choice = max(0, min(place, count - 1)) }

  /// Goes on by so many entries, and around the end.
  mutating func turn(by step: Int, of count: Int) {
    guard count > 0 else { return }
    choice = ((choice + step) % count + count) % count
  }

  /// Takes a key that goes up or down, by one or by a page.
  ///
  /// - Returns: false for a key that means something else.
  mutating func move(_ key: Key, of count: Int, page: Int) -> Bool {
    switch key {
    case .up: choose(choice - 1, of: count)
    case .down: choose(choice + 1, of: count)
    case .pageUp: choose(choice - page, of: count)
    case .pageDown: choose(choice + page, of: count)
    default: return false
    }
    return true
  }

  /// The entries that are seen: those around the chosen one.
  func window(of count: Int, height: Int) -> Range<Int> {
    let first = max(0, min(choice - height / 2, count - height))
    return first..<max(first, min(count, first + height))
  }

  /// The entries that are seen, a row each.
  ///
  /// - Parameter fill: puts an entry into its row, behind the mark.
  func rows(
    of count: Int, width: Int, height: Int, marksMore: Bool = false, _ fill: (Int, inout Row) -> Void
  ) -> [Row] {
    let seen = window(of: count, height: height)
    let rows = seen.map { place in
      var row = ChoiceList.row(width, isChosen: place == choice)
      fill(place, &row)
      return place == choice ? row.whole(.current) : row
    }
    return marksMore ? marked(rows, more: count - seen.upperBound) : rows
  }

  /// The beginning of an entry's row: a mark before the chosen one.
  static func row(_ width: Int, isChosen: Bool) -> Row {
    var row = Row(width: width)
    row.add(isChosen ? " ▸ " : "   ", isChosen ? .current : .text)
    return row
  }
}
