/// A recorded session laid out in time: what was there at any moment is found in O(log n), whichever moment was
/// looked at before. Made once, in O(n log n); never changed.
public struct Timeline: Sendable {
  /// The session as it is now, each note with its final words at all times.
  public let session: Session
  /// Everything that happened, in the order of time.
  public let moments: [Moment]
  /// The places, among the moments, of those that have a line of their own.
  public let listed: [Int]
  /// The places of notes in `session.notes`, in the order in which they were entered.
  public let arrivals: [Int]
  /// Visits that were no passing by, in the order of time.
  public let visits: [Visit]
  /// The places, among `arrivals`, of follow-ups.
  public let followUps: [Int]
  /// The time of the last thing that happened, at least the session's last record.
  public let end: Offset

  /// Without notes and stances, to be looked at as of a time.
  private let bare: Session
  /// The notes and stances that tell of each visit whether something was noted or shown in it.
  private let evidence: (notes: [Note], stances: [Stance])
  private let counters: CountersInTime
  /// The place of each note among `arrivals`.
  private let places: [Int]
  /// The places, among `arrivals`, of what is, or ever was, a point.
  private let points: [Int]
  /// When notes were edited, rising, by their places in `session.notes`; only of notes that were edited often.
  private let edits: [Int: [Offset]]

  public init(_ recorded: Session) {
    let session = recorded.forgettingEarlierWords
    self.session = session
    let moments = session.moments
    self.moments = moments
    listed = moments.indices.filter { moments[$0].isListed }
    arrivals = moments.compactMap(\.note)
    end = max(session.lastOffset, moments.last?.at ?? .zero)
    evidence = session.evidence
    counters = CountersInTime(moments, of: session.notes)
    visits = moments.compactMap { if case .visit(let index) = $0.kind { session.visits[index] } else { nil } }
    var places = Array(repeating: 0, count: arrivals.count)
    var followUps: [Int] = []
    var points: [Int] = []
    for (place, note) in arrivals.enumerated() {
      places[note] = place
      if session.notes[note].content.kind == .followUp { followUps.append(place) }
      if session.notes[note].wasEverPoint { points.append(place) }
    }
    self.places = places
    self.followUps = followUps
    self.points = points
    edits = session.editsOfOften
    var bare = session
    var parts = Session.Parts(of: session)
    (parts.notes, parts.stances) = ([], [])
    bare.restore(parts)
    self.bare = bare
  }

  // MARK: As of a time

  /// The session as it stood, but for its notes and the stances on them: of those it holds only what tells how its
  /// questions stood. Its tally counts all notes of that time; it lists none of their numbers.
  public func course(at time: Offset) -> Session {
    var past = bare.courseAsOf(time)
    past.notes = evidence.notes.compactMap { $0.asOf(time) }
    past.stances = evidence.stances.compactMap { $0.asOf(time) }
    past.tally = counters.tally(at: time)
    for note in past.notes { past.tally.keepNumber(of: note) }
    return past
  }

  /// How many notes had been entered.
  public func noteCount(at time: Offset) -> Int {
    arrivals.firstPlace { session.notes[$0].saved <= time }
  }

  /// The note as it read, by its place in `session.notes`; nil if it had not been entered.
  public func note(_ index: Int, at time: Offset) -> Note? { session.notes[index].asOf(time) }

  /// A note as it read, by its place in `session.notes`, and how many of its edits had been made. Of its earlier
  /// versions only the latest come with it, however many there are. Nil if it had not been entered.
  public func reading(of index: Int, at time: Offset) -> (note: Note, edits: Int)? {
    let note = session.notes[index]
    guard note.saved <= time else { return nil }
    let count = edits[index]?.firstPlace { $0 <= time } ?? note.edits(by: time)
    return (note.asOf(time, edits: count, keeping: Session.often), count)
  }

  /// When a note, by its place in `session.notes`, was entered, as a place in `arrivals`.
  public func arrival(of note: Int) -> Int? {
    places.indices.contains(note) ? places[note] : nil
  }

  /// The place in `session.notes` of the note with a number.
  public func index(ofNote number: Int) -> Int? { session.noteIndex(number) }

  /// Who had agreed or dissented with a note.
  public func stances(on note: Note, at time: Offset) -> [Stance] {
    session.stances(onNote: note.id).compactMap { $0.asOf(time) }
  }

  /// The point under discussion: the latest paraphrase or quote entered since the question was opened.
  public func point(at time: Offset, in course: Session) -> Note? {
    guard let visit = course.visits.last else { return nil }
    let count = noteCount(at: time)
    for place in points[..<points.firstPlace { $0 < count }].reversed() {
      guard session.notes[arrivals[place]].saved >= visit.from else { return nil }
      if let then = reading(of: arrivals[place], at: time)?.note, then.isPoint { return then }
    }
    return nil
  }

  /// How a point stood with the group.
  ///
  /// - Parameter course: the session at that time.
  public func standing(of point: Note, at time: Offset, in course: Session) -> PointStanding {
    var past = course
    past.stances = stances(on: point, at: time)
    return past.standing(of: point, at: time)
  }

  // MARK: Finding

  /// How many moments had been, that time included.
  public func momentCount(at time: Offset) -> Int { moments.firstPlace { $0.at <= time } }

  /// How many listed moments had been, that time included.
  public func listedCount(at time: Offset) -> Int { listed.firstPlace { moments[$0].at <= time } }

  /// The first moment after a time; nil after the last.
  public func moment(after time: Offset) -> Moment? {
    let place = momentCount(at: time)
    return place < moments.count ? moments[place] : nil
  }
}

extension Note {
  /// It is a point, or was one before an edit.
  fileprivate var wasEverPoint: Bool { content.isPoint || revisions.contains { $0.content.isPoint } }
}

extension Session {
  /// A note with more edits than this has them looked up by halving.
  fileprivate static let often = 16

  fileprivate var editsOfOften: [Int: [Offset]] {
    var edits: [Int: [Offset]] = [:]
    for index in notes.indices where notes[index].revisions.count > Session.often {
      var last = Offset.zero
      // Whatever order a file has them in: a version holds until the first edit after it.
      edits[index] = notes[index].revisions.map { revision in
        last = max(last, revision.at)
        return last
      }
    }
    return edits
  }
}

extension Session {
  /// Of each visit the first note and the first stance in it, and every note that was under another question once.
  fileprivate var evidence: (notes: [Note], stances: [Stance]) {
    guard !visits.isEmpty else { return ([], []) }
    // Visits follow each other: only the last two that began by then can hold a time.
    func holders(_ time: Offset) -> [Int] {
      let place = visits.firstPlace { $0.from <= time }
      return visits.indices[..<place].suffix(2).filter { time <= visits[$0].to ?? time }
    }
    var first: [Int: Int] = [:]
    var kept: Set<Int> = []
    for (index, note) in notes.enumerated() {
      if note.revisions.contains(where: { $0.question != note.question }) { kept.insert(index) }
      for visit in holders(note.at) where visits[visit].question == note.raisedAt ?? note.question {
        if first[visit].map({ notes[$0].saved > note.saved }) ?? true { first[visit] = index }
      }
    }
    kept.formUnion(first.values)
    var shown: [Int: (stance: Int, at: Offset)] = [:]
    for (index, stance) in stances.enumerated() {
      for change in stance.changes {
        for visit in holders(change.at) where visits[visit].question == stance.target.question {
          if shown[visit].map({ $0.at > change.at }) ?? true { shown[visit] = (index, change.at) }
        }
      }
    }
    return (kept.sorted().map { notes[$0] }, Set(shown.values.map(\.stance)).sorted().map { stances[$0] })
  }
}
