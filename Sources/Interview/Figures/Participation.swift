/// How a point stands with the group. Silence is never agreement: who showed neither is `notShown`.
public struct PointStanding: Equatable, Sendable {
  /// Who agrees.
  public var agree: [Speaker]
  /// Who dissents.
  public var dissent: [Speaker]
  /// Participants who were there and showed neither, without those whose point it is.
  public var notShown: [Seat]
}

extension Session {
  /// Where a note is in the audio recording that ran when it was begun: the recording, and milliseconds from its beginning.
  /// Nil if none ran.
  public func audioPlace(of note: Note) -> (recording: AudioRecording, milliseconds: Int)? {
    recordings.last { $0.from <= note.at && $0.to.map { note.at < $0 } ?? true }
      .map { ($0, note.at - $0.from) }
  }

  /// Seats on which somebody sits: participants who were in the room at least once; before the beginning all. Whoever else
  /// is named in a note counts as someone.
  public var seatsTaken: Set<Seat> {
    Set(participants.lazy.filter { begunAt == nil || !$0.present.isEmpty }.map(\.seat))
  }

  /// Seats of those in the room at a time, in their order.
  public func present(at time: Offset) -> [Seat] {
    participants.filter { $0.isPresent(at: time) }.map(\.seat)
  }

  /// Participants in the room who are not heard in any note of a question. It counts notes, not talk time.
  public func notYetHeard(on question: QuestionID, at time: Offset) -> [Seat] {
    let heard = tally.questions[question]?.participants ?? [:]
    return present(at: time).filter { heard[$0] == nil }
  }

  /// How far a question that goes round the table has come: of those in the room, how many are heard in a note of it. Nil if
  /// it does not go round, or nobody is there.
  public func round(on question: QuestionID, at time: Offset) -> (heard: Int, present: Int)? {
    let present = present(at: time).count
    guard `protocol`.question(question)?.round == true, present > 0 else { return nil }
    return (present - notYetHeard(on: question, at: time).count, present)
  }

  /// The point that a stance of `speaker` is about: the latest paraphrase or quote entered since the question was
  /// opened, wherever it is filed, that was not said by that speaker alone.
  ///
  /// - Parameter time: as it was then; nil for now.
  public func pointUnderDiscussion(for speaker: Speaker, at time: Offset? = nil) -> Note? {
    pointUnderDiscussion(at: time) { $0.content.speakers != [speaker] }
  }

  /// The latest point since the question was opened, whoever said it.
  public var pointUnderDiscussion: Note? { pointUnderDiscussion() }

  /// The latest point since the question was opened that is meant, whoever said it.
  ///
  /// - Parameter time: as it was then; nil for now.
  public func pointUnderDiscussion(
    at time: Offset? = nil, where isMeant: (Note) -> Bool = { _ in true }
  ) -> Note? {
    guard let visit = time.flatMap(visit(at:)) ?? openVisit ?? visits.last else { return nil }
    for number in tally.points.reversed() {
      guard let note = note(number), note.saved >= visit.from else { return nil }
      if time.map({ note.at <= $0 }) ?? true, isMeant(note) { return note }
    }
    return nil
  }

  /// The visit that held a time.
  public func visit(at time: Offset) -> Visit? { visits.last { $0.holds(time) } }

  /// A participant's latest point in the whole session.
  public func latestPoint(of seat: Seat) -> Note? {
    tally.points.reversed().lazy.compactMap(note).first { $0.content.speakers.contains(.participant(seat)) }
  }

  /// The stances on a target as they stand; found in O(log n).
  public func stances(on target: StanceTarget) -> [Stance] {
    let place = (target.question, target.note ?? "")
    let first = stances.firstPlace { ($0.target.question, $0.target.note ?? "") < place }
    return Array(stances[first...].prefix { $0.target == target })
  }

  /// The stances on a note as they stand, under whichever question they were shown; found in O(log n) for each
  /// question that has any.
  public func stances(onNote id: String) -> [Stance] {
    var found: [Stance] = []
    var start = 0
    while start < stances.count {
      let question = stances[start].target.question
      found += stances(on: StanceTarget(question: question, note: id))
      start = stances.firstPlace { $0.target.question <= question }
    }
    return found
  }

  /// How a point stands: agree, dissent, not shown. Not shown counts only who was in the room when the point was
  /// made or at the time given, and nobody whose words were erased.
  public func standing(of note: Note, at time: Offset) -> PointStanding {
    let shown = stances(onNote: note.id)
    let agree = shown.filter { $0.value == .agree }.map(\.participant).sorted()
    let dissent = shown.filter { $0.value == .dissent }.map(\.participant).sorted()
    let own = Set(note.content.speakers.compactMap(\.seat))
    let taken = Set((agree + dissent).compactMap(\.seat))
    let erased = participants.filter { $0.withdrawn?.scope == .erase }.map(\.seat)
    let there = Set(present(at: note.at) + present(at: time)).subtracting(erased)
    return PointStanding(
      agree: agree, dissent: dissent, notShown: there.subtracting(own).subtracting(taken).sorted())
  }
}
