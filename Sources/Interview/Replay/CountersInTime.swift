/// The counters of a session as they stood at any time: kept whole at every so many changes, and counted on from the
/// last one kept.
struct CountersInTime: Sendable {
  /// A note comes, or becomes another.
  private struct Step: Sendable {
    var at: Offset
    var note: Int
    /// The revision it was before; nil when it comes.
    var before: Int?
  }

  /// Changes between two that are kept: seeking counts at most so many.
  private static let interval = 256

  private let notes: [Note]
  private var steps: [Step] = []
  private var kept: [Tally] = []

  init(_ moments: [Moment], of notes: [Note]) {
    self.notes = notes
    for moment in moments {
      switch moment.kind {
      case .note(let index): steps.append(Step(at: moment.at, note: index, before: nil))
      case .edit(let index, let revision): steps.append(Step(at: moment.at, note: index, before: revision))
      default: break
      }
    }
    var tally = Tally()
    for (index, step) in steps.enumerated() {
      if index % CountersInTime.interval == 0 { kept.append(tally) }
      count(step, in: &tally)
    }
  }

  /// Frequency and extensiveness as they stood.
  func tally(at time: Offset) -> Tally {
    let count = steps.firstPlace { $0.at <= time }
    let place = min(count / CountersInTime.interval, kept.count - 1)
    guard place >= 0 else { return Tally() }
    var tally = kept[place]
    for step in steps[place * CountersInTime.interval..<count] { self.count(step, in: &tally) }
    return tally
  }

  private func count(_ step: Step, in tally: inout Tally) {
    let note = notes[step.note]
    guard let before = step.before else {
      tally.count(version(0, of: note), by: 1)
      return
    }
    tally.count(version(before, of: note), by: -1)
    tally.count(version(before + 1, of: note), by: 1)
  }

  /// A note as it was before the edit with a place; after all of them as it is.
  private func version(_ place: Int, of note: Note) -> Note {
    guard place < note.revisions.count else { return note }
    var past = note
    past.content = note.revisions[place].content
    past.question = note.revisions[place].question
    return past
  }
}
