extension Session {
  /// What in the session contradicts itself, one line each: what no recording makes, but a careless edit or a
  /// faulty merge may. The text of notes is not quoted.
  public var inconsistencies: [String] {
    let questions = Set(`protocol`.questions.map(\.id))
    let people = Set(participants.map(\.seat))
    var ids: Set<String> = []
    var found: [String] = []
    for note in notes {
      let name = "note \(note.number)"
      if !ids.insert(note.id).inserted { found.append("\(name): its id is another note's too") }
      var bare = note.redactedCopy
      bare.unknown = note.unknown
      if note.redacted, note != bare { found.append("\(name): it is redacted and still holds words") }
      if !questions.contains(note.question) { found.append("\(name): the protocol has no such question") }
      let strangers = note.content.speakers.compactMap(\.seat).filter { !people.contains($0) }
      for seat in strangers { found.append("\(name): there is no participant P\(seat)") }
    }
    for visit in visits where !questions.contains(visit.question) {
      found.append("the visit at \(clock(visit.from)): the protocol has no such question")
    }
    for stance in stances {
      if let seat = stance.participant.seat, !people.contains(seat) {
        found.append("a stance: there is no participant P\(seat)")
      }
      if let note = stance.target.note, !ids.contains(note) {
        // A point that was retracted takes no stance with it: it stays about a note that is gone.
        guard !retracted.contains(where: { $0.id == note }) else { continue }
        found.append("a stance of \(stance.participant.id): its point is in no note")
      }
    }
    return found
  }
}
