internal import Facilitation
internal import Interview
internal import TextScreen

/// What stands in each column of the scrubber, whatever the time and whatever is looked for: made anew when notes,
/// filter or width change.
struct ScrubberBins: Equatable, Sendable {
  let columns: Int
  /// The notes that were admitted.
  let admission: Int
  /// Shown notes in each column.
  let notes: [Int]
  /// A sign for what is no silence: a pause, time that was not recorded, off the record.
  let stretches: [Character?]
  /// Question ids and where their visits begin.
  let labels: [Character]
  /// Follow-ups, important notes.
  let marks: [Character?]

  /// Lays a replay out over columns, at least one.
  init(_ replay: Replay, columns: Int) {
    let columns = max(1, columns)
    let timeline = replay.timeline
    self.columns = columns
    admission = replay.admission
    var marks: [Character?] = Array(repeating: nil, count: columns)
    let (all, arrivals) = (timeline.session.notes, timeline.arrivals)
    for place in replay.admitted where all[arrivals[place]].content.important {
      marks[replay.column(of: all[arrivals[place]].saved, columns)] = "!"
    }
    for place in timeline.followUps where replay.isAdmitted(place) {
      marks[replay.column(of: all[arrivals[place]].saved, columns)] = "?"
    }
    notes = ScrubberBins.columns(of: replay.admitted, in: replay, columns)
    self.marks = marks
    stretches = ScrubberBins.stretches(replay, columns)
    labels = ScrubberBins.labels(replay, columns)
  }

  /// How many of some notes are in each column.
  ///
  /// - Parameter places: among the notes in the order in which they were entered, rising.
  static func columns(of places: [Int], in replay: Replay, _ columns: Int) -> [Int] {
    let (timeline, notes) = (replay.timeline, replay.timeline.session.notes)
    var passed = 0
    return (0..<columns).map { column in
      let before = passed
      passed = places.firstPlace { place in
        replay.column(of: notes[timeline.arrivals[place]].saved, columns) <= column
      }
      return passed - before
    }
  }

  private static func stretches(_ replay: Replay, _ columns: Int) -> [Character?] {
    var signs: [Character?] = Array(repeating: nil, count: columns)
    func fill(_ from: Offset, _ to: Offset?, _ sign: Character) {
      let first = replay.column(of: from, columns)
      let last = replay.column(of: to ?? replay.timeline.end, columns)
      // Up to its end, but never nothing.
      for place in first..<max(first + 1, last) { signs[place] = sign }
    }
    for pause in replay.session.pauses { fill(pause.from, pause.to, pause.unrecorded ? "x" : "=") }
    for off in replay.session.offRecord where off.to != off.from { fill(off.from, off.to, "o") }
    return signs
  }

  private static func labels(_ replay: Replay, _ columns: Int) -> [Character] {
    var row = Array(repeating: Character(" "), count: columns)
    var free = 0
    for visit in replay.timeline.visits {
      let place = replay.column(of: visit.from, columns)
      guard place >= free else { continue }
      let label = Array("│" + visit.question.prefix(8))
      let shown = place + label.count <= columns ? label : label.prefix(1).map { $0 }
      for (offset, character) in shown.enumerated() { row[place + offset] = character }
      free = place + shown.count
    }
    return row
  }
}

extension Replay {
  /// The column of a time, among at least one.
  func column(of time: Offset, _ columns: Int) -> Int {
    guard picture.length > 0 else { return 0 }
    return min(columns - 1, Int(Double(picture.played(at: time)) / Double(picture.length) * Double(columns)))
  }
}

/// The scrubber: where notes are dense, where questions begin, where one is.
struct Scrubber {
  let bins: ScrubberBins
  /// How many notes that are looked for are in each column; empty if nothing is.
  let hits: [Int]
  /// The column where one is.
  let here: Int
  /// Columns of a row; the scrubber has one less at each side.
  let width: Int

  private static let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The rows: density; with two also marks; with three the questions between them.
  func rows(_ count: Int) -> [Row] {
    switch count {
    case 0: return []
    case 1: return [density]
    case 2: return [density, marks]
    default: return [density, questions, marks]
    }
  }

  private var density: Row {
    let most = max(1, bins.notes.max() ?? 1)
    return row { column in
      let notes = bins.notes[column]
      let sign: Character
      var role = Role.text
      if notes > 0 {
        sign = Scrubber.heights[min(7, (notes * 8 - 1) / most)]
      } else if let stretch = bins.stretches[column] {
        sign = stretch
        role = stretch == "x" ? .warning : .faint
      } else {
        sign = " "
      }
      return (sign, column == here ? .current : role)
    }
  }

  private var questions: Row { row { (bins.labels[$0], .faint) } }

  private var marks: Row {
    row { column in
      if column == here { return ("▲", .title) }
      if !hits.isEmpty, hits[column] > 0 { return ("◆", .must) }
      return bins.marks[column].map { ($0, .notice) } ?? (" ", .text)
    }
  }

  private func row(_ cell: (Int) -> (Character, Role)) -> Row {
    var row = Row(width: width)
    row.add(" ")
    var run = ""
    var role = Role.text
    for column in 0..<bins.columns {
      let (sign, next) = cell(column)
      if next != role {
        row.add(run, role)
        run = ""
        role = next
      }
      run.append(sign)
    }
    row.add(run, role)
    return row
  }
}
