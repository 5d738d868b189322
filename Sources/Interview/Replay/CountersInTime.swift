/// The counters of a session as they stood at any time. They are kept whole after every `interval` changes, and
/// counted on from the last that was kept.
struct CountersInTime: Sendable {
  /// A note comes, or becomes another.
  private struct Step: Sendable {
    var at: Offset
    var note: Int
    /// The revision it was before; nil when it comes.
    var before: Int?
  }

  /// Changes between two tallies that are kept: to find a time counts at most so many.
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
      case .begun, .ended, .visit, .pause, .pauseOver, .offRecord, .offRecordOver, .audio, .audioOver, .came,
        .went,
        .outcome, .probe, .summary, .asked, .stance:
        break
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
    guard let before = step.before else {
      count(0, of: step.note, by: 1, in: &tally)
      return
    }
    count(before, of: step.note, by: -1, in: &tally)
    count(before + 1, of: step.note, by: 1, in: &tally)
  }

  /// Counts a note as it was before the edit with a place; after all of them as it is.
  private func count(_ place: Int, of note: Int, by step: Int, in tally: inout Tally) {
    if place < notes[note].revisions.count {
      let past = notes[note].revisions[place]
      tally.count(past.content, on: past.question, by: step)
    } else {
      tally.count(notes[note].content, on: notes[note].question, by: step)
    }
  }
}
