/// Something that happened in a session, as replay shows it.
public struct Moment: Equatable, Sendable {
  /// What it was. Numbers are places in the session's lists.
  public enum Kind: Equatable, Sendable {
    case begun, ended
    /// A question was opened.
    case visit(Int)
    case pause(Int), pauseOver(Int)
    case offRecord(Int), offRecordOver(Int)
    case audio(Int), audioOver(Int)
    /// A participant came later than the beginning, or again; or went before the end.
    case came(Seat), went(Seat)
    case outcome(Int)
    case probe(Int, change: Int)
    case summary(Int)
    /// A note was entered.
    case note(Int)
    /// A note was written anew: what it was until then is this revision.
    case edit(Int, revision: Int)
    /// A follow-up was asked.
    case asked(Int)
    case stance(Int, change: Int)
  }

  /// When.
  public var at: Offset
  /// What.
  public var kind: Kind

  /// Replay lists it on a line of its own. All other moments change a line that is listed already.
  public var isListed: Bool {
    switch kind {
    case .begun, .ended, .visit, .pause, .offRecord, .audio, .audioOver, .came, .went, .summary, .note: true
    case .pauseOver, .offRecordOver, .outcome, .probe, .edit, .asked, .stance: false
    }
  }

  /// The place of the note it enters.
  public var note: Int? { if case .note(let index) = kind { index } else { nil } }
}

extension Session {
  /// Everything that happened, in the order of time; of what happened at once, what sets the scene first. Visits
  /// that only went past a question are left out.
  var moments: [Moment] {
    var moments: [Moment] = []
    moments.reserveCapacity(notes.count + stances.count + visits.count * 2 + 64)
    func add(_ at: Offset?, _ kind: Moment.Kind) {
      guard let at else { return }
      moments.append(Moment(at: at, kind: kind))
    }
    add(begunAt?.offset, .begun)
    for (index, pause) in pauses.enumerated() { add(pause.to, .pauseOver(index)) }
    for (index, stretch) in offRecord.enumerated() { add(stretch.to, .offRecordOver(index)) }
    for (index, visit) in visits.enumerated() where !isGlance(visit) { add(visit.from, .visit(index)) }
    for (index, audio) in recordings.enumerated() {
      add(audio.from, .audio(index))
      add(audio.to, .audioOver(index))
    }
    addPresence(to: &moments)
    for (index, outcome) in outcomes.enumerated() { add(outcome.at, .outcome(index)) }
    for (index, mark) in probes.enumerated() {
      for change in mark.changes.indices { add(mark.changes[change].at, .probe(index, change: change)) }
    }
    for index in notes.indices {
      add(notes[index].saved, .note(index))
      // Whatever order a file has them in: an edit comes after the note and after the edits before it.
      var at = notes[index].saved
      for (place, revision) in notes[index].revisions.enumerated() {
        at = max(at, revision.at)
        add(at, .edit(index, revision: place))
      }
      add(notes[index].askedAt, .asked(index))
    }
    for (index, stance) in stances.enumerated() {
      for change in stance.changes.indices { add(stance.changes[change].at, .stance(index, change: change)) }
    }
    for (index, summary) in summaries.enumerated() { add(summary.at, .summary(index)) }
    for (index, stretch) in offRecord.enumerated() where stretch.to != stretch.from {
      add(stretch.from, .offRecord(index))
    }
    for (index, pause) in pauses.enumerated() { add(pause.from, .pause(index)) }
    add(endedAt?.offset, .ended)
    // Sorting is not stable: the order in which they were added decides.
    return moments.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  private func addPresence(to moments: inout [Moment]) {
    let begun = begunAt?.offset ?? .zero
    for person in participants {
      for stay in person.present {
        if stay.from > begun { moments.append(Moment(at: stay.from, kind: .came(person.seat))) }
        guard let to = stay.to, to >= begun, endedAt.map({ to < $0.offset }) ?? true else { continue }
        moments.append(Moment(at: to, kind: .went(person.seat)))
      }
    }
  }
}
