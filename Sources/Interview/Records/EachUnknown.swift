/// What is done to the fields that one value keeps of newer versions.
typealias UnknownChange = (inout UnknownFields) -> Void

extension Session {
  /// Goes through the fields of newer versions wherever some are kept, but for the protocol.
  mutating func changeUnknown(_ change: UnknownChange) {
    change(&unknown)
    change(&group.unknown)
    change(&budget.unknown)
    each(&draft, \.unknown, change)
    each(&putAside, \.unknown, change)
    each(&recorders, \.unknown, change)
    for place in participants.indices { participants[place].changeUnknown(change) }
    each(&visits, \.unknown, change)
    each(&outcomes, \.unknown, change)
    each(&probes, \.unknown, change)
    for place in probes.indices { each(&probes[place].changes, \.unknown, change) }
    each(&stances, \.unknown, change)
    for place in stances.indices { each(&stances[place].changes, \.unknown, change) }
    each(&pauses, \.unknown, change)
    each(&offRecord, \.unknown, change)
    each(&recordings, \.unknown, change)
    each(&summaries, \.unknown, change)
    each(&retracted, \.unknown, change)
    each(&clock, \.unknown, change)
    for place in notes.indices { notes[place].changeUnknown(change) }
  }
}

extension Participant {
  /// Goes through the fields of newer versions that are kept of a participant.
  mutating func changeUnknown(_ change: UnknownChange) {
    change(&unknown)
    each(&present, \.unknown, change)
    for purpose in ConsentPurpose.allCases { each(&consent[purpose], \.unknown, change) }
    each(&withdrawn, \.unknown, change)
  }
}

extension Note {
  /// Goes through the fields of newer versions that are kept of a note and of its versions.
  mutating func changeUnknown(_ change: UnknownChange) {
    change(&unknown)
    each(&revisions, \.unknown, change)
  }
}

extension Review {
  /// Goes through the fields of newer versions wherever some are kept.
  mutating func changeUnknown(_ change: UnknownChange) {
    change(&unknown)
    each(&recorders, \.unknown, change)
    for code in codebook.keys.sorted() { each(&codebook[code], \.unknown, change) }
    for id in notes.keys.sorted() {
      guard var note = notes[id] else { continue }
      note.changeUnknown(change)
      notes[id] = note
    }
  }
}

extension NoteReview {
  fileprivate mutating func changeUnknown(_ change: UnknownChange) {
    change(&unknown)
    for code in codes.keys.sorted() { each(&codes[code], \.unknown, change) }
    each(&memos, \.unknown, change)
    each(&check, \.unknown, change)
    each(&speakers, \.unknown, change)
    each(&verified, \.unknown, change)
  }
}

private func each<Value>(
  _ values: inout [Value], _ unknown: WritableKeyPath<Value, UnknownFields>, _ change: UnknownChange
) {
  for place in values.indices { change(&values[place][keyPath: unknown]) }
}

private func each<Value>(
  _ value: inout Value?, _ unknown: WritableKeyPath<Value, UnknownFields>, _ change: UnknownChange
) {
  guard var changed = value else { return }
  change(&changed[keyPath: unknown])
  value = changed
}
