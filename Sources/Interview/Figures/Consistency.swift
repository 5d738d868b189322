extension Session {
  /// Seats that notes or stances name and nobody sits on, with how many notes name each; rising. A slip makes no
  /// participant: until somebody comes or it is corrected, they count as someone.
  public var seatsOfNobody: [(seat: Seat, notes: Int)] {
    let people = seatsTaken
    var found: [Seat: Int] = [:]
    for note in notes {
      for seat in Set(note.content.speakers.compactMap(\.seat)).subtracting(people) {
        found[seat, default: 0] += 1
      }
    }
    for seat in stances.compactMap(\.participant.seat) where !people.contains(seat) {
      found[seat, default: 0] += 0
    }
    return found.sorted { $0.key < $1.key }.map { (seat: $0.key, notes: $0.value) }
  }

  /// What contradicts itself in the session, one line each. No recording makes such a thing; a careless edit of the
  /// file or a faulty merge may. The text of notes is not quoted.
  public var inconsistencies: [String] {
    let questions = Set(`protocol`.questions.map(\.id))
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
    }
    for visit in visits where !questions.contains(visit.question) {
      found.append("the visit at \(clock(visit.from)): the protocol has no such question")
    }
    for stance in stances {
      if let note = stance.target.note, !ids.contains(note) {
        // A retraction leaves the stances on the point where they are.
        guard !retracted.contains(where: { $0.id == note }) else { continue }
        found.append("a stance of \(stance.participant.id): its point is in no note")
      }
    }
    return found
  }
}
