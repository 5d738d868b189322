internal import Interview
internal import TextScreen

/// What stands in each column of the scrubber, whatever the time: made anew when notes, filter or width change.
struct ScrubberBins: Equatable, Sendable {
  let columns: Int
  /// Where a time stands.
  private let picture: Pacing
  /// Shown notes in each column.
  private(set) var notes: [Int]
  /// A sign for what is no silence: a pause, time that was not recorded, off the record.
  private(set) var stretches: [Character?]
  /// Question ids and where their visits begin.
  private(set) var labels: [Character]
  /// Hits, follow-ups, important notes.
  private(set) var marks: [Character?]

  /// Lays a replay out over columns, at least one.
  init(_ replay: Replay, columns: Int) {
    let columns = max(1, columns)
    let timeline = replay.timeline
    let picture = Pacing.picture(of: timeline)
    func column(of time: Offset) -> Int { ScrubberBins.column(of: time, picture, columns) }
    self.columns = columns
    self.picture = picture
    var notes = Array(repeating: 0, count: columns)
    var marks: [Character?] = Array(repeating: nil, count: columns)
    for place in replay.admitted {
      let note = replay.note(at: place)
      let column = column(of: note.saved)
      notes[column] += 1
      if note.content.kind == .followUp { marks[column] = "?" }
      if note.content.important, marks[column] == nil { marks[column] = "!" }
    }
    for place in replay.hits {
      marks[column(of: replay.note(at: place).saved)] = "◆"
    }
    self.notes = notes
    self.marks = marks
    stretches = ScrubberBins.stretches(timeline, columns, column)
    labels = ScrubberBins.labels(timeline, columns, column)
  }

  /// The column of a time.
  func column(of time: Offset) -> Int { ScrubberBins.column(of: time, picture, columns) }

  private static func column(of time: Offset, _ picture: Pacing, _ columns: Int) -> Int {
    guard picture.length > 0 else { return 0 }
    return min(columns - 1, Int(Double(picture.played(at: time)) / Double(picture.length) * Double(columns)))
  }

  private static func stretches(
    _ timeline: Timeline, _ columns: Int, _ column: (Offset) -> Int
  ) -> [Character?] {
    var signs: [Character?] = Array(repeating: nil, count: columns)
    func fill(_ from: Offset, _ to: Offset?, _ sign: Character) {
      let first = column(from)
      let last = column(to ?? timeline.end)
      // Up to its end, but never nothing.
      for place in first..<max(first + 1, last) { signs[place] = sign }
    }
    for pause in timeline.session.pauses { fill(pause.from, pause.to, pause.unrecorded ? "x" : "=") }
    for off in timeline.session.offRecord where off.to != off.from { fill(off.from, off.to, "o") }
    return signs
  }

  private static func labels(
    _ timeline: Timeline, _ columns: Int, _ column: (Offset) -> Int
  ) -> [Character] {
    var row = Array(repeating: Character(" "), count: columns)
    var free = 0
    for moment in timeline.moments {
      guard case .visit(let index) = moment.kind else { continue }
      let place = column(moment.at)
      guard place >= free else { continue }
      let label = Array("│" + timeline.session.visits[index].question.prefix(8))
      let shown = place + label.count <= columns ? label : label.prefix(1).map { $0 }
      for (offset, character) in shown.enumerated() { row[place + offset] = character }
      free = place + shown.count
    }
    return row
  }
}

/// The scrubber: where notes are dense, where questions begin, where one is.
struct Scrubber {
  let bins: ScrubberBins
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
      guard let mark = bins.marks[column] else { return (" ", .text) }
      return (mark, mark == "◆" ? .must : .notice)
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
