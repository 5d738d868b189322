/// Whether a session goes on.
public enum SessionStatus: String, CaseIterable, Sendable {
  /// Can be resumed.
  case open
  /// The people are gone; the debrief is open.
  case ended
  /// Done.
  case finished
}

/// Whom and where.
public struct Group: Equatable, Sendable {
  /// The team's own code, `NL02`.
  public var code: String?
  /// ISO 3166-1 alpha-2.
  public var country: String?
  /// One of the protocol's settings.
  public var setting: String?
  /// A town or a building, as much as may be told.
  public var place: String?
  /// The language of the talk (BCP 47).
  public var language: String?
  /// The language of the notes (BCP 47).
  public var notesLanguage: String?
  public var unknown: UnknownFields

  public init(
    code: String? = nil, country: String? = nil, setting: String? = nil, place: String? = nil,
    language: String? = nil, notesLanguage: String? = nil, unknown: UnknownFields = [:]
  ) {
    self.code = code
    self.country = country
    self.setting = setting
    self.place = place
    self.language = language
    self.notesLanguage = notesLanguage
    self.unknown = unknown
  }
}

/// How long the session is to take.
public struct Budget: Equatable, Sendable {
  /// The protocol's short version is used.
  public var short: Bool
  /// Minutes for the whole, from the beginning; nil as the protocol plans.
  public var minutes: Double?
  /// The wall time at which it has to end; goes before `minutes`.
  public var until: WallTime?

  public var unknown: UnknownFields

  public init(
    short: Bool = false, minutes: Double? = nil, until: WallTime? = nil, unknown: UnknownFields = [:]
  ) {
    self.short = short
    self.minutes = minutes
    self.until = until
    self.unknown = unknown
  }
}

/// One start or resume of the recording.
public struct Recorder: Equatable, Sendable {
  /// Four random letters.
  public var id: String
  /// The program's version.
  public var program: String
  /// When it started.
  public var from: Offset
  /// The number of its highest record in this session; nil where an older program did not say.
  public var last: Int?
  public var unknown: UnknownFields

  public init(
    id: String, program: String, from: Offset, last: Int? = nil, unknown: UnknownFields = [:]
  ) {
    self.id = id
    self.program = program
    self.from = from
    self.last = last
    self.unknown = unknown
  }
}

/// The unfinished line.
public struct Draft: Equatable, Sendable {
  /// As typed so far.
  public var text: String
  /// Its first keystroke.
  public var at: Offset
  /// The question on which it was begun.
  public var question: QuestionID?
  /// The number of the note that is being edited.
  public var editing: Int?
  public var unknown: UnknownFields

  public init(
    text: String, at: Offset, question: QuestionID?, editing: Int? = nil, unknown: UnknownFields = [:]
  ) {
    self.text = text
    self.at = at
    self.question = question
    self.editing = editing
    self.unknown = unknown
  }
}

/// A session: the fold of its numbered records (`apply`).
public struct Session: Equatable, Sendable {
  /// Its id, `[A-Za-z0-9_-]`, 1-100.
  public var id: String
  /// Made at its start; names it for ever.
  public var uuid: String
  /// What people call it.
  public var title: String
  /// Whether it goes on.
  public var status: SessionStatus
  /// Offset zero on the wall clock.
  public var startedAt: WallTime
  /// The people had arrived and the clock began.
  public var begunAt: Stamp?
  /// The people left.
  public var endedAt: Stamp?
  /// IANA name, or empty if unknown.
  public var timeZone: String
  /// Whom and where.
  public var group: Group
  /// How long it is to take.
  public var budget: Budget
  /// The number of the last record that is in this state; 0 before the first.
  public var lastRecord: Int
  /// The number the next note gets.
  public var nextNote: Int
  /// The offset of the last record.
  public var lastOffset: Offset
  /// The unfinished line.
  public var draft: Draft?
  /// Lines that could not be entered and were not entered otherwise since, in the order in which they were typed.
  public var putAside: [Draft] = []
  /// Starts and resumes.
  public var recorders: [Recorder]
  /// In the order of their seats.
  public internal(set) var participants: [Participant]
  /// In the order of time; only the last can be open.
  public internal(set) var visits: [Visit]
  /// Each statement, in the order of their questions' ids; those of a question as they were stated.
  public internal(set) var outcomes: [QuestionOutcome]
  /// Ticked probes, in the order of their questions' and their own ids.
  public internal(set) var probes: [ProbeMark]
  /// Who agrees and dissents with what, in the order of question, point and participant.
  public internal(set) var stances: [Stance]
  /// Breaks, leaves and cuts.
  public internal(set) var pauses: [Pause]
  /// Off the record.
  public internal(set) var offRecord: [Stretch]
  /// Stretches in which audio ran.
  public internal(set) var recordings: [AudioRecording]
  /// Oral summaries that were read out.
  public internal(set) var summaries: [OralSummary]
  /// Set-up and debrief answers by id.
  public internal(set) var answers: [String: String]
  /// Notes that were retracted.
  public internal(set) var retracted: [RetractedNote]
  /// Disagreements of the clocks.
  public internal(set) var clock: [ClockJump]
  /// Records that could not be placed, whole.
  public var unapplied: [JSON]
  /// The whole protocol as it was used.
  public var `protocol`: InterviewProtocol
  /// In the order of their numbers.
  public internal(set) var notes: [Note]
  public var unknown: UnknownFields
  /// Counters kept up to date with `notes`, never stored.
  public internal(set) var tally: Tally

  /// A session that has just been opened: nobody is there, nothing is noted.
  public init(
    id: String, uuid: String, title: String, startedAt: WallTime, timeZone: String, group: Group,
    budget: Budget = Budget(), protocol: InterviewProtocol
  ) {
    self.id = id
    self.uuid = uuid
    self.title = title
    status = .open
    self.startedAt = startedAt
    self.timeZone = timeZone
    self.group = group
    self.budget = budget
    lastRecord = 0
    nextNote = 1
    lastOffset = .zero
    recorders = []
    participants = []
    visits = []
    outcomes = []
    probes = []
    stances = []
    pauses = []
    offRecord = []
    recordings = []
    summaries = []
    answers = [:]
    retracted = []
    clock = []
    unapplied = []
    self.protocol = `protocol`
    notes = []
    unknown = [:]
    tally = Tally()
  }

  /// The lists of a session as a file holds them, for a reader that has checked every part: notes in the order of their
  /// numbers, participants of their seats.
  public struct Parts: Sendable {
    public var participants: [Participant]
    public var visits: [Visit]
    public var outcomes: [QuestionOutcome]
    public var probes: [ProbeMark]
    public var stances: [Stance]
    public var pauses: [Pause]
    public var offRecord: [Stretch]
    public var recordings: [AudioRecording]
    public var summaries: [OralSummary]
    public var answers: [String: String]
    public var retracted: [RetractedNote]
    public var clock: [ClockJump]
    public var notes: [Note]

    /// Nothing is left out: whoever makes a session of parts has to say what becomes of each.
    public init(
      participants: [Participant], visits: [Visit], outcomes: [QuestionOutcome], probes: [ProbeMark],
      stances: [Stance], pauses: [Pause], offRecord: [Stretch], recordings: [AudioRecording],
      summaries: [OralSummary], answers: [String: String], retracted: [RetractedNote], clock: [ClockJump],
      notes: [Note]
    ) {
      self.participants = participants
      self.visits = visits
      self.outcomes = outcomes
      self.probes = probes
      self.stances = stances
      self.pauses = pauses
      self.offRecord = offRecord
      self.recordings = recordings
      self.summaries = summaries
      self.answers = answers
      self.retracted = retracted
      self.clock = clock
      self.notes = notes
    }

    /// All parts of a session.
    public init(of session: Session) {
      self.init(
        participants: session.participants, visits: session.visits, outcomes: session.outcomes,
        probes: session.probes, stances: session.stances, pauses: session.pauses,
        offRecord: session.offRecord, recordings: session.recordings, summaries: session.summaries,
        answers: session.answers, retracted: session.retracted, clock: session.clock, notes: session.notes)
    }
  }

  /// Makes room for so many records, most of which bring a note, so that the list of notes does not grow with each.
  public mutating func expect(_ records: Int) { notes.reserveCapacity(notes.count + records) }

  /// Takes the parts a file holds; the counters are made anew.
  public mutating func restore(_ parts: Parts) {
    participants = parts.participants.sorted { $0.seat < $1.seat }
    visits = parts.visits
    // Sorting is not stable: of what was stated at once, the order in the file decides.
    outcomes = parts.outcomes.enumerated()
      .sorted {
        ($0.element.question, $0.element.at, $0.offset) < ($1.element.question, $1.element.at, $1.offset)
      }.map(\.element)
    probes = parts.probes.sorted { ($0.question, $0.probe) < ($1.question, $1.probe) }
    stances = parts.stances.sorted { $0.place < $1.place }
    pauses = parts.pauses
    offRecord = parts.offRecord
    recordings = parts.recordings
    summaries = parts.summaries
    answers = parts.answers
    retracted = parts.retracted
    clock = parts.clock
    notes = parts.notes
    let isInOrder = notes.indices.dropFirst().allSatisfy { notes[$0 - 1].number < notes[$0].number }
    if !isInOrder { notes.sort { $0.number < $1.number } }
    tally = Tally(notes: notes)
    nextNote = max(nextNote, (notes.last?.number ?? 0).adding(1))
  }

  /// The language questions are read out in: the group's if the protocol has it, else the protocol's first.
  public var language: String { group.language ?? `protocol`.languages.first ?? "en" }

  /// The language notes are typed in.
  public var notesLanguage: String { group.notesLanguage ?? language }

  /// The note with a number; found in O(log n).
  public func note(_ number: Int) -> Note? { noteIndex(number).map { notes[$0] } }

  func noteIndex(_ number: Int) -> Int? {
    let index = notes.firstIndex(number: number)
    return index < notes.count && notes[index].number == number ? index : nil
  }

  /// The note with an id, `abcd-17`; found in O(log n).
  public func note(id: String) -> Note? {
    if let note = Note.number(inID: id).flatMap(note), note.id == id { return note }
    return tally.strays[id]?.first.flatMap(note)
  }

  /// The participant at a seat.
  public func participant(_ seat: Seat) -> Participant? { participants.first { $0.seat == seat } }

  /// The visit that lasts.
  public var openVisit: Visit? { visits.last.flatMap { $0.to == nil ? $0 : nil } }

  /// The question under discussion, or the last one there was.
  public var currentQuestion: QuestionID? { visits.last?.question }

  /// The pause that lasts.
  public var openPause: Pause? { pauses.last.flatMap { $0.to == nil ? $0 : nil } }

  /// Off the record right now.
  public var isOffRecord: Bool { offRecord.last.map { $0.to == nil } ?? false }

  /// Audio runs right now.
  public var isRecordingAudio: Bool { recordings.last.map { $0.to == nil } ?? false }

  /// What was stated of a question last; nil if nothing was. Found in O(log n).
  public func outcome(of question: QuestionID) -> QuestionOutcome? {
    let end = outcomes.firstPlace { $0.question <= question }
    return end > 0 && outcomes[end - 1].question == question ? outcomes[end - 1] : nil
  }

  /// The words of the setting, of four letters and more, in lower case.
  private var settingWords: Set<String> {
    let words = group.setting.flatMap { `protocol`.settings[$0] } ?? [:]
    let languages = [language, notesLanguage]
    let texts = words.values.flatMap { word in languages.map { word.text(in: $0, fallback: language) } }
    let all = texts.flatMap { $0.lowercased().split { !$0.isLetter } }
    return Set(all.filter { $0.count > 3 }.map(String.init))
  }

  /// What the shorthand has to know of this session.
  public var shorthandContext: ShorthandContext {
    ShorthandContext(
      seats: Set(participants.map(\.seat)), questions: Set(`protocol`.questions.map(\.id)),
      codes: Set(`protocol`.codebook.map(\.code)).union(tally.codes.keys), language: notesLanguage,
      settingWords: settingWords, present: begunAt == nil ? nil : present(at: lastOffset).count,
      lastNote: notes.last { !$0.redacted }?.number,
      abbreviations: Abbreviations(inNotes(`protocol`.abbreviations)))
  }

  /// The same for somebody with abbreviations of their own. Where the protocol has the same one, the protocol's counts: a
  /// word then means the same in all sessions of a study, whoever types it.
  public func shorthandContext(adding own: [String: LocalText]) -> ShorthandContext {
    var context = shorthandContext
    context.abbreviations.add(inNotes(own))
    return context
  }

  private func inNotes(_ texts: [String: LocalText]) -> [String: String] {
    texts.mapValues { $0.text(in: notesLanguage, fallback: language) }
  }
}

extension [Note] {
  /// The place of the first note whose number is not below `number`, by halving.
  func firstIndex(number: Int) -> Int {
    // Nearly always a new note, which comes last.
    if let last, last.number < number { return count }
    return firstPlace { $0.number < number }
  }
}
