extension Session {
  /// What contradicts itself in the session, one line each. No recording makes such a thing; a careless edit of the
  /// file or a faulty merge may. The text of notes is not quoted.
  public var inconsistencies: [String] {
    let questions = Set(`protocol`.questions.map(\.id))
    let people = Set(participants.map(\.seat))
    var ids: Set<String> = []
    var found: [String] = []
    ids.reserveCapacity(notes.count)
    for note in notes {
      func tell(_ what: String) { found.append("note \(note.number): \(what)") }
      if !ids.insert(note.id).inserted { tell("its id is another note's too") }
      if note.redacted {
        var bare = note.redactedCopy
        bare.unknown = note.unknown
        if note != bare { tell("it is redacted and still holds words") }
      }
      if !questions.contains(note.question) { tell("the protocol has no such question") }
      for speaker in note.content.speakers {
        if let seat = speaker.seat, !people.contains(seat) { tell("there is no participant P\(seat)") }
      }
    }
    for visit in visits where !questions.contains(visit.question) {
      found.append("the visit at \(clock(visit.from)): the protocol has no such question")
    }
    for stance in stances {
      if let seat = stance.participant.seat, !people.contains(seat) {
        found.append("a stance: there is no participant P\(seat)")
      }
      if let note = stance.target.note, !ids.contains(note) {
        // A retraction leaves the stances on the point where they are.
        guard !retracted.contains(where: { $0.id == note }) else { continue }
        found.append("a stance of \(stance.participant.id): its point is in no note")
      }
    }
    return found
  }
}
