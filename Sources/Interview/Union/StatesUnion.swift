/// The work of uniting two states, after each has lost what was destroyed in the other.
struct StatesUnion {
  /// The largest number that a note can have.
  private static let largest = 1_000_000_000

  private let mine, theirs: Session
  private let lineage: NotesUnion.Lineage
  /// Where both sides have a course or an answer, that of `front` stands: the side that has every record of the other,
  /// else this one.
  private let front, back: Session
  private var conflicts: [Union.Conflict] = []

  init(_ mine: Session, _ theirs: Session) {
    self.mine = mine
    self.theirs = theirs
    if theirs.recorders.areContained(in: mine.recorders) {
      lineage = .ahead
    } else {
      lineage = mine.recorders.areContained(in: theirs.recorders) ? .behind : .apart
    }
    (front, back) = lineage == .behind ? (theirs, mine) : (mine, theirs)
  }

  mutating func unite() -> Union {
    let notes = NotesUnion(mine, theirs, lineage)
    let numbered = number(notes.joining, beside: notes.notes)
    conflicts = notes.conflicts.map { .note(id: $0.note, version: $0.version) }
    var session = head()
    session.restore(parts(retracted: notes.retracted, notes: notes.notes + numbered))
    session.draft = draft(in: session)
    session.putAside = putAside(in: session)
    let renumbered = zip(notes.joining.map(\.number), numbered).filter { $0 != $1.number }
    return Union(
      session: session, joined: numbered.map(\.id),
      renumbered: renumbered.map { Union.Renumbering(id: $1.id, old: $0, new: $1.number) },
      conflicts: conflicts)
  }

  /// Gives the notes that join numbers in the order of time.
  private func number(_ joining: [Note], beside notes: [Note]) -> [Note] {
    let hasRoom = mine.nextNote > 0 && mine.nextNote <= StatesUnion.largest - joining.count
    let used = hasRoom ? [] : Set(notes.map(\.number))
    var next = hasRoom ? mine.nextNote : 1
    return joining.map { note in
      while used.contains(next) { next += 1 }
      var note = note
      note.number = next
      next += 1
      return note
    }
  }

  // MARK: What there is once

  private func head() -> Session {
    var session = mine
    session.title = front.title
    session.status = front.status
    session.begunAt = front.begunAt ?? back.begunAt
    session.endedAt = front.endedAt ?? back.endedAt
    session.group = front.group.completed(by: back.group)
    session.budget = front.budget
    session.lastRecord = max(mine.lastRecord, theirs.lastRecord)
    session.lastOffset = max(mine.lastOffset, theirs.lastOffset)
    session.nextNote = max(mine.nextNote, front.nextNote)
    session.recorders = front.recorders.united(
      with: back.recorders, lastRecord: front.lastRecord, otherRecord: back.lastRecord)
    session.unapplied = mine.unapplied.united(withUnapplied: theirs.unapplied)
    session.unknown = front.unknown.merging(back.unknown) { front, _ in front }
    return session
  }

  private mutating func answers() -> [String: String] {
    for (id, answer) in front.answers.sorted(by: { $0.key < $1.key }) {
      if lineage == .apart, let other = back.answers[id], other != answer {
        conflicts.append(.answer(id: id))
      }
    }
    return front.answers.merging(back.answers) { front, _ in front }
  }

  /// The unfinished line of this side, else of the other. The note that it edits may have another number in the union.
  private mutating func draft(in session: Session) -> Draft? {
    if lineage == .apart, let mine = mine.draft, let theirs = theirs.draft, mine.text != theirs.text {
      conflicts.append(.draft)
    }
    if lineage != .behind, let draft = mine.draft { return draft }
    if lineage == .ahead { return nil }
    return theirs.draft.map { theirs($0, in: session) }
  }

  /// A line of the other side: the note that it edits may have another number in the union.
  private func theirs(_ draft: Draft, in session: Session) -> Draft {
    var draft = draft
    draft.editing = draft.editing.flatMap(theirs.note).flatMap { session.note(id: $0.id)?.number }
    return draft
  }

  /// Lines that were put aside: of the side that has all records of the other, else of both.
  private func putAside(in session: Session) -> [Draft] {
    let others = theirs.putAside.map { theirs($0, in: session) }
    switch lineage {
    case .ahead: return mine.putAside
    case .behind: return others
    case .apart:
      let known = Set(mine.putAside.map(\.at))
      return (mine.putAside + others.filter { !known.contains($0.at) }).sorted { $0.at < $1.at }
    }
  }

  // MARK: People

  private mutating func participants() -> [Participant] {
    var united: [Participant] = []
    for participant in front.participants {
      guard let other = back.participant(participant.seat) else {
        united.append(participant)
        continue
      }
      if lineage == .apart, participant.contradicts(other) {
        conflicts.append(.participant(participant.seat))
      }
      united.append(participant.united(with: other, endingAt: back.lastOffset))
    }
    for other in back.participants where front.participant(other.seat) == nil {
      var other = other
      other.present = [Stretch]().united(with: other.present, endingAt: back.lastOffset)
      united.append(other)
    }
    return united
  }

  // MARK: The course

  private mutating func parts(retracted: [RetractedNote], notes: [Note]) -> Session.Parts {
    let end = back.lastOffset
    return Session.Parts(
      participants: participants(), visits: front.visits.united(with: back.visits, endingAt: end),
      outcomes: front.outcomes.joined(with: back.outcomes, at: \.at, what: \.self), probes: probes(),
      stances: stances(), pauses: front.pauses.united(with: back.pauses, endingAt: end),
      // As far as one that lasts has struck out.
      offRecord: front.offRecord.united(with: back.offRecord, endingAt: end + 1),
      recordings: front.recordings.united(with: back.recordings, endingAt: end),
      summaries: front.summaries.joined(with: back.summaries, at: \.at, what: \.notes), answers: answers(),
      retracted: retracted, clock: front.clock.joined(with: back.clock, at: \.at, what: \.by), notes: notes)
  }

  private func probes() -> [ProbeMark] {
    struct Key: Hashable { var question, probe: String }
    func key(_ mark: ProbeMark) -> Key { Key(question: mark.question, probe: mark.probe) }
    let others = Dictionary(back.probes.map { (key($0), $0) }) { first, _ in first }
    let known = Set(front.probes.map(key))
    let united = front.probes.map { mark in
      guard let other = others[key(mark)] else { return mark }
      var mark = mark
      mark.changes = mark.changes.joined(with: other.changes, at: \.at, what: \.how)
      return mark
    }
    return united + back.probes.filter { !known.contains(key($0)) }
  }

  private func stances() -> [Stance] {
    let others = Dictionary(back.stances.map { (StanceKey($0), $0) }) { first, _ in first }
    let known = Set(front.stances.map(StanceKey.init))
    let united = front.stances.map { stance in
      guard let other = others[StanceKey(stance)] else { return stance }
      var stance = stance
      stance.changes = stance.changes.joined(with: other.changes, at: \.at, what: \.value)
      return stance
    }
    return united + back.stances.filter { !known.contains(StanceKey($0)) }
  }
}
