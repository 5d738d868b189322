import Interview
import RandomSessions

@testable import SessionStorage

/// What the numbers are put into.
extension HostileNumberTests {
  static let texts: Set = ["first", "second", "third"]

  /// A session with a little of everything, and three notes.
  static let file: JSONText = {
    var random = RandomSession(seed: 4, isFull: true)
    var session = random.session()
    session.id = "full"
    session.status = .open
    session.endedAt = nil
    session.timeZone = "Europe/Amsterdam"
    var parts = Session.Parts(of: session)
    parts.participants = [random.participant(3), random.participant(5)]
    parts.visits = session.visits
    parts.visits[parts.visits.count - 1].to = nil
    parts.outcomes = Array(session.outcomes.prefix(1))
    parts.probes = Array(session.probes.prefix(1))
    parts.stances = Array(session.stances.prefix(1))
    parts.pauses = session.pauses
    parts.offRecord = [Stretch(from: Offset(5), to: Offset(7))]
    parts.recordings = session.recordings
    parts.summaries = session.summaries
    parts.retracted = session.retracted
    parts.clock = session.clock
    parts.notes = ["first", "second", "third"].enumerated().map { index, text in
      var note = random.note(index + 1)
      note.content.text = text
      note.redacted = false
      note.revisions = Array(note.revisions.prefix(1))
      return note
    }
    session.unknown = [:]
    session.restore(parts)
    session.nextNote = 4
    return JSONText(SessionFormat.bytes(of: session))
  }()

  static let review: Review = {
    var review = Review(
      ReviewHead(
        uuid: "r", reviewer: "anna", session: "full", sessionUUID: "u",
        startedAt: WallTime(milliseconds: 1_773_476_813_589)))
    review.lastRecord = 9
    review.notes["abcd-1"] = NoteReview()
    review.notes["abcd-1"]?.memos = [memo(1, "first"), memo(3, "third")]
    review.notes["abcd-2"] = NoteReview()
    review.notes["abcd-2"]?.memos = [memo(2, "second")]
    review.nextMemo = 4
    return review
  }()

  static func memo(_ number: Int, _ text: String) -> NoteReview.Memo {
    NoteReview.Memo(number: number, text: text, at: WallTime(milliseconds: 1_773_476_813_589))
  }

  /// A journal of a session with a few of everything.
  static let records: [Record] = {
    var records = Story.first("full")
    if case .started(var head) = records[0].change {
      head.uuid = "full-uuid"
      head.budget = Budget(minutes: 90)
      records[0].change = .started(head)
    }
    let wall = WallTime(milliseconds: 1_773_476_813_589)
    let note = Note(
      id: "abcd-1", number: 1, question: "K1", at: Offset(900), time: wall, saved: Offset(950),
      content: NoteContent(text: "first", count: 3, of: 5))
    let changes: [Change] = [
      .begun(Stamp(offset: Offset(100), wall: wall)), .participant(3, Participant(seat: 3)),
      .note(number: 1, note), .pause(Pause(from: Offset(1000), to: Offset(1100), why: .break)),
      .clock(ClockJump(at: Offset(1200), by: 5000)),
      .draft(Draft(text: "x", at: Offset(1300), question: "K1", editing: 1)),
      .stance(
        Stance(
          participant: .participant(3), target: StanceTarget(question: "K1", note: "abcd-1"),
          changes: [.init(at: Offset(1400), value: .agree)])),
      .relabelled(from: Offset(10), to: Offset(50), question: "K1"), .redacted(numbers: []),
      .struckOut(from: Offset(2000), to: Offset(2001)), .budget(Budget(minutes: 30)),
      .retracted(number: 1, at: Offset(2100)),
    ]
    for change in changes {
      records.append(Record(number: records.count + 1, at: Offset(2200), change: change))
    }
    records[records.count - 1].role = .redo(5)
    return records
  }()

  /// One number of each kind that a file has: that of the first element stands for those of the others.
  static func places(in file: JSONText) -> [JSONText.Place] {
    var seen: Set<String> = []
    return file.numbers.filter { place in
      // Nobody but a newer program knows what these are.
      !place.path.contains("x-") && !place.path.hasPrefix("unapplied") && seen.insert(place.kind).inserted
    }
  }
}
