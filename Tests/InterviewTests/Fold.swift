import Interview

/// A session under test, told as what happens in it: each call is one record.
struct Fold {
  var session: Session
  var history = History()
  var at = Offset.zero

  static let route = InterviewProtocol(
    id: "route", version: "1", title: .plain("A route"),
    settings: [
      "museum": ["org": .plain("museum"), "people": .byLanguage(["en": "visitors", "nl": "bezoekers"])]
    ],
    codebook: [CodebookEntry(code: "bar.mes", name: .plain("Barrier"))],
    questions: [
      Question(id: "W", kind: .welcome, title: .plain("Welcome"), minutes: 2, must: true),
      Question(
        id: "K1", kind: .key, title: .plain("What helps"), ask: .plain("What helps {people} of the {org}?"),
        minutes: 10, short: 8, must: true,
        probes: [Probe(id: "micro", ask: .plain("time?")), Probe(id: "2", ask: .plain("rules?"))]),
      Question(id: "K2", kind: .key, title: .plain("What hinders"), minutes: 10, short: 4),
      Question(id: "E1", kind: .ending, title: .plain("All things considered"), minutes: 5, must: true),
    ])

  init(seats: ClosedRange<Int> = 1...4, begun: Bool = true) {
    let head = SessionHead(
      id: "route-NL02", uuid: "u", title: "", startedAt: Fold.wall(.zero), timeZone: "Europe/Amsterdam",
      group: Group(code: "NL02"), budget: Budget(), protocol: Fold.route)
    session = Session.begin(Record(number: 1, at: .zero, change: .started(head))) ?? head.session
    apply(.recorder(Recorder(id: "abcd", program: "test", from: .zero)))
    for seat in seats { apply(.participant(seat, Participant(seat: seat, present: [Stretch(from: .zero)]))) }
    if begun { apply(.begun(Stamp(offset: .zero, wall: Fold.wall(.zero)))) }
    history = History()
  }

  static func wall(_ offset: Offset) -> WallTime {
    WallTime(milliseconds: 1_773_500_000_000 + offset.rawValue, utcOffset: 60)
  }

  @discardableResult
  mutating func apply(_ change: Change, role: RecordRole = .change) -> Applied {
    let record = Record(number: session.lastRecord + 1, at: at, role: role, change: change)
    let applied = session.apply(record)
    history.remember(record, applied)
    return applied
  }

  mutating func go(_ question: String, at seconds: Int) {
    at = .seconds(seconds)
    apply(.visited(question, at: at))
  }

  /// The session is gone on with, perhaps on another machine.
  func resumed(by recorder: String, at seconds: Int) -> Fold {
    var fold = self
    fold.at = .seconds(seconds)
    fold.history = History()
    fold.apply(.recorder(Recorder(id: recorder, program: "test", from: fold.at)))
    return fold
  }

  /// A note is begun and entered at the same second.
  @discardableResult
  mutating func note(
    _ text: String, by seats: [Seat] = [], kind: NoteKind = .paraphrase, at seconds: Int,
    on question: String? = nil,
    raisedAt: String? = nil, codes: [Code] = [], important: Bool = false
  ) -> Note {
    at = .seconds(seconds)
    let number = session.nextNote
    let note = Note(
      id: "\(session.recorders.last?.id ?? "abcd")-\(number)", number: number,
      question: question ?? session.currentQuestion ?? "W", at: at,
      time: Fold.wall(at), saved: at,
      content: NoteContent(
        kind: kind, speakers: seats.map { .participant($0) }, text: text, codes: codes, important: important),
      raisedAt: raisedAt, typed: text)
    apply(.note(number: number, note))
    return note
  }

  mutating func stance(
    _ seat: Seat, _ value: StanceValue, on note: Note?, at seconds: Int, statement: String? = nil
  ) {
    at = .seconds(seconds)
    let target = StanceTarget(question: session.currentQuestion ?? "W", note: note?.id)
    let change = Stance.Change(at: at, value: value, statement: statement)
    apply(.stanceChanged(.participant(seat), target, Splice(inserted: [change])))
  }

  mutating func edit(_ number: Int, _ text: String, at seconds: Int) {
    at = .seconds(seconds)
    guard let note = session.note(number) else { return }
    var content = note.content
    content.text = text
    apply(session.edit(note, content: content, typed: text, at: at))
  }

  mutating func undo() {
    guard let step = history.undoable.last else { return }
    apply(step.inverse, role: .undo(step.record))
  }

  mutating func redo() {
    guard let step = history.redoable.last else { return }
    apply(step.inverse, role: .redo(step.record))
  }

  /// Everything the session holds, as one text: what is not in it is nowhere.
  var everything: String {
    var text = ""
    dump(session, to: &text)
    dump(history, to: &text)
    return text
  }

  /// The state without what only counts on.
  var state: Session {
    var state = session
    state.lastRecord = 0
    state.lastOffset = .zero
    state.nextNote = 0
    for index in state.recorders.indices { state.recorders[index].last = nil }
    return state
  }
}

/// Random numbers that are the same each run (SplitMix64, Steele, Lea & Flood 2014).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
