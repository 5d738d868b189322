internal import Facilitation
internal import Text
internal import TextScreen

/// What the word before the cursor could become, and which of it stands in the line.
struct Completion: Equatable, Sendable {
  private let candidates: [Offer.Candidate]
  private var list = ChoiceList()
  /// Characters before the cursor that the next choice takes the place of.
  private var length: Int

  init(_ offer: Offer) {
    candidates = offer.candidates
    length = offer.length
  }

  /// Puts the first candidate into the line at once: a half code that is entered would be a new one.
  ///
  /// - Returns: what is left to choose from; nil if it was the only one.
  func begun(in editor: inout LineEditor) -> Completion? {
    let first = candidates[0].word
    guard candidates.count > 1 else {
      editor.replace(last: length, with: first + " ")
      return nil
    }
    editor.replace(last: length, with: first)
    var completion = self
    completion.length = first.count
    return completion
  }

  /// Puts the next candidate into the line, or the one before.
  mutating func turn(backwards: Bool, in editor: inout LineEditor) {
    list.turn(by: backwards ? -1 : 1, of: candidates.count)
    let word = candidates[list.choice].word
    editor.replace(last: length, with: word)
    length = word.count
  }

  /// The candidates around the chosen one, at most so many.
  func rows(width: Int, most: Int) -> [Row] {
    let seen = list.window(of: candidates.count, height: min(most, candidates.count))
    return seen.map { place in
      let isChosen = place == list.choice
      var row = ChoiceList.row(width, isChosen: isChosen)
      row.add(padded(candidates[place].word, to: 14) + "  ", isChosen ? .current : .code)
      row.add(candidates[place].about, .faint)
      if place == seen.upperBound - 1, candidates.count > seen.upperBound {
        row.add("  … \(candidates.count - seen.upperBound) more", .hint)
      }
      return row
    }
  }
}
