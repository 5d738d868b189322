internal import Interview
internal import Text

/// A change in the words of the facilitator: what was undone.
enum ChangeWords {
  static func of(_ inverse: Change, in session: Session) -> String {
    switch inverse {
    case .note(let number, let note):
      return note == nil || session.note(number) == nil ? "note \(number)" : "edit of note \(number)"
    case .edited(let number, _, _), .unedited(let number, _): return "edit of note \(number)"
    case .asked(let number, _): return "asking of \(number)"
    case .retracted(let number, _): return "return of note \(number)"
    case .unretracted(let note): return "retraction of note \(note.number)"
    case .stance(let stance): return "stance of \(stance.participant.id)"
    case .stanceChanged(let speaker, _, _), .stanceMoved(let speaker, _, _): return "stance of \(speaker.id)"
    case .probe(let mark): return "probe of \(mark.question)"
    case .probeChanged(let question, _, _): return "probe of \(question)"
    case .outcome(let question, _): return "outcome of \(question)"
    case .participant(let seat, _), .participantChanged(let seat, _): return "change of P\(seat)"
    case .answer(let id, _): return "answer \(id)"
    case .group: return "change of the group"
    case .budget: return "change of the plan"
    case .together(let changes):
      let ofNotes = changes.filter { $0.changedNote != nil }
      if ofNotes.count == 1 { return of(ofNotes[0], in: session) }
      let notes = counted(ofNotes.count, "note")
      if changes.contains(where: { if case .relabelled = $0 { true } else { false } }) {
        return "move of \(notes)"
      }
      return changes.count == 1 ? of(changes[0], in: session) : "correction of \(notes)"
    case .relabelled: return "change"
    // Facts are not undone.
    case .started, .recorder, .begun, .visited, .visitClosed, .pause, .offRecord, .struckOut, .recording,
      .summary,
      .redacted, .wordRedacted, .erased, .draft, .draftChanged, .putAside, .clock, .ended, .finished,
      .history:
      return "change"
    }
  }
}

extension Change {
  /// The participants that it is about, not those of notes.
  var seats: [Seat] {
    switch self {
    case .participant(let seat, _), .participantChanged(let seat, _): [seat]
    case .together(let changes): changes.flatMap(\.seats)
    default: []
    }
  }
}
