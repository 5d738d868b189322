public import Interview

/// Makes sessions and records of which every field can be anything that it may be: the same for the same seed.
public struct RandomSession {
  /// SplitMix64 (Steele, Lea & Flood 2014).
  public struct Dice: RandomNumberGenerator {
    public var state: UInt64

    public mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  public var dice: Dice
  /// Every field is there.
  public var isFull = false

  public init(seed: Int, isFull: Bool = false) {
    dice = Dice(state: UInt64(truncatingIfNeeded: seed))
    self.isFull = isFull
  }

  // MARK: - The session

  public mutating func session() -> Session {
    var session = head().session
    session.status = one(of: [.open, .ended, .finished])
    session.begunAt = maybe { $0.stamp() }
    session.endedAt = maybe { $0.stamp() }
    session.lastRecord = number(0...100_000)
    session.nextNote = number(1_000_000...2_000_000)
    session.lastOffset = offset()
    session.draft = maybe { $0.draft() }
    session.putAside = list { $0.draft() }.sorted { $0.at < $1.at }
    session.recorders = list { $0.recorder() }
    session.unapplied = list { $0.json(depth: 2) }
    session.unknown = unknown()
    session.restore(parts())
    return session
  }

  private mutating func parts() -> Session.Parts {
    var points: Set<StanceTarget> = []
    var number = 0
    return Session.Parts(
      participants: seats().map { participant($0) }, visits: visits(),
      outcomes: ["E1", "K1", "W"].flatMap { question in list { $0.outcome(of: question) } },
      probes: list { $0.probe() },
      stances: list { $0.stance() }.filter { points.insert($0.target).inserted }, pauses: list { $0.pause() },
      offRecord: list { $0.stretch() }, recordings: list { $0.recording() }, summaries: list { $0.summary() },
      answers: table { $0.text() }, retracted: list { $0.retracted() }, clock: list { $0.jump() },
      notes: list(upTo: 12) {
        number += $0.number(1...3)
        return $0.note(number)
      })
  }

  public mutating func head() -> SessionHead {
    SessionHead(
      id: name(), uuid: name(), title: text(), startedAt: wall(), timeZone: coin() ? "Europe/Ljubljana" : "",
      group: group(), budget: budget(), protocol: `protocol`())
  }

  public mutating func group() -> Group {
    Group(
      code: maybe { $0.text() }, country: maybe { $0.one(of: ["NL", "SI"]) }, setting: maybe { $0.text() },
      place: maybe { $0.text() }, language: maybe { $0.one(of: ["nl", "pt-BR"]) },
      notesLanguage: maybe { $0.one(of: ["en", "nl"]) }, unknown: unknown())
  }

  public mutating func budget() -> Budget {
    Budget(short: coin(), minutes: maybe { $0.minutes() }, until: maybe { $0.wall() })
  }

  public mutating func recorder() -> Recorder {
    Recorder(
      id: name(), program: text(), from: offset(), last: maybe { $0.number(0...100_000) }, unknown: unknown())
  }

  public mutating func draft() -> Draft {
    Draft(
      text: text(), at: offset(), question: maybe { $0.question() }, editing: maybe { $0.number(1...99) },
      unknown: unknown())
  }

  public mutating func participant(_ seat: Seat) -> Participant {
    var consent: [ConsentPurpose: Consent] = [:]
    for purpose in ConsentPurpose.allCases where coin() {
      consent[purpose] = Consent(one(of: ConsentAnswer.allCases), at: offset())
    }
    return Participant(
      seat: seat, attributes: table { $0.text() }, label: maybe { $0.text() },
      present: list { $0.stretch() }, consent: consent,
      withdrawn: maybe { Withdrawal($0.one(of: WithdrawalScope.allCases), at: $0.offset()) },
      unknown: unknown())
  }

  // MARK: - What happened

  public mutating func visits() -> [Visit] {
    var time = 0
    var visits: [Visit] = list(upTo: 8) {
      let from = time + $0.number(0...3000)
      time = from + $0.number(0...9000)
      return Visit(question: $0.question(), from: Offset(from), to: Offset(time), unknown: $0.unknown())
    }
    if coin(), !visits.isEmpty { visits[visits.count - 1].to = nil }
    return visits
  }

  public mutating func outcome(of question: QuestionID) -> QuestionOutcome {
    QuestionOutcome(
      question: question, outcome: one(of: Outcome.allCases),
      reason: maybe { $0.one(of: SkipReason.allCases) }, wording: maybe { $0.one(of: Wording.allCases) },
      at: offset(), unknown: unknown())
  }

  public mutating func probe() -> ProbeMark {
    ProbeMark(
      question: question(), probe: name() + String(number(0...999_999)),
      changes: list { ProbeMark.Change(at: $0.offset(), how: $0.one(of: ProbeUse.allCases)) },
      unknown: unknown())
  }

  public mutating func stance() -> Stance {
    Stance(
      participant: speaker(), target: StanceTarget(question: question(), note: maybe { $0.name() }),
      changes: list {
        Stance.Change(
          at: $0.offset(), value: $0.one(of: StanceValue.allCases), statement: $0.maybe { $0.name() })
      }, unknown: unknown())
  }

  public mutating func pause() -> Pause {
    let stretch = stretch()
    return Pause(
      from: stretch.from, to: stretch.to, why: one(of: PauseReason.allCases), unrecorded: coin(),
      unknown: unknown())
  }

  public mutating func stretch() -> Stretch {
    let from = offset()
    return Stretch(from: from, to: maybe { from + $0.number(0...5000) }, unknown: unknown())
  }

  public mutating func recording() -> AudioRecording {
    let stretch = stretch()
    return AudioRecording(
      from: stretch.from, to: stretch.to, label: maybe { $0.text() }, unknown: unknown())
  }

  public mutating func summary() -> OralSummary {
    OralSummary(at: offset(), notes: list { $0.name() }, unknown: unknown())
  }

  public mutating func retracted() -> RetractedNote {
    RetractedNote(id: name(), at: offset(), retractedAt: offset(), unknown: unknown())
  }

  public mutating func jump() -> ClockJump {
    ClockJump(at: offset(), by: number(-9_000_000...9_000_000), unknown: unknown())
  }

  // MARK: - Notes

  public mutating func note(_ number: Int) -> Note {
    Note(
      id: "abcd-\(number)", number: number, question: question(), at: offset(), time: wall(),
      saved: offset(), late: maybe { $0.number(0...600_000) }, content: content(),
      raisedAt: maybe { $0.question() }, language: maybe { $0.text() },
      typed: text(), askedAt: maybe { $0.offset() }, redacted: coin(),
      revisions: list { $0.revision() }, unknown: unknown())
  }

  private mutating func revision() -> Revision {
    Revision(
      at: offset(), content: content(), question: question(), typed: text(), reworded: coin(),
      redacted: coin(), unknown: unknown())
  }

  mutating func content() -> NoteContent {
    NoteContent(
      kind: one(of: NoteKind.allCases), speakers: list { $0.speaker() }, unsure: coin(),
      replyTo: maybe { $0.number(1...99) }, text: text(), manner: maybe { $0.text() },
      codes: list { $0.text() }, important: coin(), intense: coin(), count: maybe { $0.number(0...20) },
      of: maybe { $0.number(0...20) }, complete: coin())
  }

  // MARK: - Dice

  public mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }

  public mutating func coin() -> Bool { isFull || Bool.random(using: &dice) }

  public mutating func one<Element>(of elements: [Element]) -> Element {
    elements[number(0...elements.count - 1)]
  }

  public mutating func maybe<Value>(_ make: (inout RandomSession) -> Value) -> Value? {
    coin() ? make(&self) : nil
  }

  public mutating func list<Value>(upTo most: Int = 3, _ make: (inout RandomSession) -> Value) -> [Value] {
    var values: [Value] = []
    for _ in 0..<number(isFull ? 2...most : 0...most) { values.append(make(&self)) }
    return values
  }

  public mutating func table<Value>(_ make: (inout RandomSession) -> Value) -> [String: Value] {
    var values: [String: Value] = [:]
    for _ in 0..<number(isFull ? 1...3 : 0...3) { values[text() + name()] = make(&self) }
    return values
  }

  public mutating func offset() -> Offset { Offset(number(0...9_000_000)) }

  public mutating func wall() -> WallTime {
    WallTime(milliseconds: number(0...4_000_000_000_000), utcOffset: number(-1439...1439))
  }

  public mutating func stamp() -> Stamp { Stamp(offset: offset(), wall: wall()) }

  public mutating func minutes() -> Double { coin() ? Double(number(1...600)) : Double(number(1...9999)) / 7 }

  public mutating func question() -> QuestionID { one(of: ["W", "O1", "K1", "K2", "E1"]) }

  public mutating func seats() -> [Seat] { Array(1...99).filter { _ in number(1...20) == 1 } }

  public mutating func speaker() -> Speaker {
    one(of: [.moderator, .someone, .participant(number(1...99))])
  }

  public mutating func name() -> String {
    let letters = Array("abcXYZ019_-")
    return String((0...number(0...20)).map { _ in one(of: letters) })
  }

  public mutating func text() -> String {
    (0..<number(isFull ? 1...3 : 0...3)).map { _ in one(of: RandomSession.words) }.joined()
  }

  private static let words = [
    "we hear it too late ", "čšž đ ", "é", "e\u{301}", "👩‍👩‍👧‍👦", "日本", "\"", "\\", "/", "\n", "\t", "\u{0}",
    "\u{7}",
    "\u{1B}[2J", "\u{7F}", "\u{85}", "\u{9B}31m", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{200F}",
    "\u{61C}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "\u{10FFFF}", "\\u0041", "}", "]", ",\n{",
    "a long text of many words ",
  ]

  /// Fields of a newer version.
  public mutating func unknown() -> UnknownFields {
    guard isFull || number(1...4) == 1 else { return [:] }
    return ["x-" + name(): json(depth: 2)]
  }

  public mutating func json(depth: Int) -> JSON {
    switch number(0...(depth > 0 ? 6 : 4)) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &dice))
    case 2: return .integer(one(of: [0, -1, Int.max, Int.min, number(-99...99)]))
    case 3:
      let double = Double(bitPattern: dice.next())
      return .number(double.isFinite ? double : -0.0)
    case 4: return .string(text())
    case 5: return .array(list { $0.json(depth: depth - 1) })
    default: return .object(table { $0.json(depth: depth - 1) })
    }
  }
}
