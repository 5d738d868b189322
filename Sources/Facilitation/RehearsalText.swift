public import Interview
internal import Text

/// The score of a rehearsal as readable text, safe for a terminal.
public struct RehearsalText: Sendable {
  /// The lines, without line ends.
  public let lines: [String]

  /// - Parameters:
  ///   - script: what was rehearsed.
  ///   - session: what was recorded of it; its notes are shown beside what was missed.
  ///   - width: columns to wrap at, at least 60.
  public init(
    _ score: RehearsalScore, of script: Session, in session: Session, speed: Double, width: Int = 80
  ) {
    let width = max(60, width)
    var lines = ["", "rehearsal of \(script.id), speed \(plainNumber(speed))"]
    guard score.all.points > 0 else {
      self.lines = (lines + ["nothing had been said to its end: nothing is scored"]).map(safeText)
      return
    }
    lines += ["", RehearsalText.row(["", "points", "caught", "speaker", "quotes", "stances"])]
    lines += score.questions.map { RehearsalText.row($0.question ?? "", $0) }
    lines += [RehearsalText.row("all", score.all), ""]
    lines += wrapped(RehearsalText.lag(score), width: width)
    lines += wrapped(RehearsalText.rules, width: width)
    if !score.missed.isEmpty {
      lines += ["", "missed, and what was noted then:"]
      for missed in score.missed { lines += RehearsalText.beside(missed, in: session, width: width) }
    }
    self.lines = lines.map(safeText)
  }

  static let rules =
    "caught: noted for the right seat, with half of the words of four letters and more, within 60 s; speaker: the right "
    + "one, of what was noted; quotes: word for word, of those marked as quotes; stances: of those shown"

  private static func row(_ question: String, _ row: RehearsalScore.Row) -> String {
    func part(_ count: Int, _ all: Int) -> String { all == 0 ? "-" : "\(count) of \(all)" }
    return self.row([
      question, String(row.points),
      row.points == 0 ? "-" : "\(row.caught), \(row.caught * 100 / row.points) %",
      part(row.caught, row.held), part(row.exactQuotes, row.quotes), part(row.caughtStances, row.stances),
    ])
  }

  /// The first column at the left, which has an id of at most 20 letters; the others under the ends of their titles.
  private static func row(_ cells: [String]) -> String {
    let widths = [20, 8, 11, 12, 12, 12]
    return zip(cells, widths).enumerated().map { place, cell in
      let blanks = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
      return place == 0 ? cell.0 + blanks : blanks + cell.0
    }.joined()
  }

  private static func lag(_ score: RehearsalScore) -> String {
    guard let median = score.medianLag, let slow = score.slowLag else { return "lag: no point was caught" }
    return "lag, last word to first key: median \(seconds(median)), nine in ten within "
      + seconds(slow)
  }

  private static func seconds(_ milliseconds: Int) -> String {
    "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }

  /// What was said at the left, what was noted at the right.
  private static func beside(_ missed: RehearsalScore.Missed, in session: Session, width: Int) -> [String] {
    let half = (width - 3) / 2
    let said = "\(session.clock(missed.at)) \(missed.utterance.question) \(missed.utterance.who): "
    let noted = missed.note.map { note in
      let who = note.content.speakers.map(\.id).joined(separator: ", ")
      return "\(session.clock(note.at)) \(who.isEmpty ? "nobody" : who): \(note.content.text)"
    }
    let left = wrapped(safeText(said + missed.utterance.text), width: half, breakingWords: true)
    let right = wrapped(safeText(noted ?? "nothing"), width: half, breakingWords: true)
    return (0..<max(left.count, right.count)).map { place in
      let text = place < left.count ? left[place] : ""
      let blanks = String(repeating: " ", count: max(0, half - DisplayWidth.of(text)))
      return text + blanks + (place < right.count ? " | " + right[place] : " |")
    } + [""]
  }
}
