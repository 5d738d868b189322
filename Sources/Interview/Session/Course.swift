/// One stretch of time on a question.
public struct Visit: Equatable, Sendable {
  /// The question under discussion.
  public var question: QuestionID
  /// When it was opened.
  public var from: Offset
  /// When it was left; nil while it lasts.
  public var to: Offset?
  public var unknown: UnknownFields

  public init(question: QuestionID, from: Offset, to: Offset? = nil, unknown: UnknownFields = [:]) {
    self.question = question
    self.from = from
    self.to = to
    self.unknown = unknown
  }

  /// The time is in it.
  public func holds(_ time: Offset) -> Bool { from <= time && to.map { time < $0 } ?? true }
}

/// What became of a question.
public enum Outcome: String, CaseIterable, Sendable {
  /// It was asked.
  case asked
  /// It was answered elsewhere.
  case covered
  /// It was left out.
  case skipped
}

/// Why a question was skipped.
public enum SkipReason: String, CaseIterable, Sendable {
  case time, covered, sensitive, other
}

/// In what words a question was asked.
public enum Wording: String, CaseIterable, Sendable {
  case asWritten = "as-written"
  case adapted
}

/// What the facilitator stated of a question at one time. Each statement is kept, and the last of a question counts.
public struct QuestionOutcome: Hashable, Sendable {
  /// Whose outcome it is.
  public var question: QuestionID
  /// What became of it.
  public var outcome: Outcome
  /// Why it was skipped.
  public var reason: SkipReason?
  /// In what words it was asked; nil if that was not stated.
  public var wording: Wording?
  /// When it was stated.
  public var at: Offset
  public var unknown: UnknownFields

  public init(
    question: QuestionID, outcome: Outcome, reason: SkipReason? = nil, wording: Wording? = nil, at: Offset,
    unknown: UnknownFields = [:]
  ) {
    self.question = question
    self.outcome = outcome
    self.reason = reason
    self.wording = wording
    self.at = at
    self.unknown = unknown
  }
}

/// How a probe was used.
public enum ProbeUse: String, CaseIterable, Sendable {
  /// It was asked.
  case asked
  /// It was answered without being asked.
  case unprompted
  /// Neither.
  case none
}

/// A probe's ticks over time; the last counts.
public struct ProbeMark: Equatable, Sendable {
  /// One tick.
  public struct Change: Equatable, Sendable {
    /// When.
    public var at: Offset
    /// How it was used.
    public var how: ProbeUse

    public var unknown: UnknownFields

    public init(at: Offset, how: ProbeUse, unknown: UnknownFields = [:]) {
      self.at = at
      self.how = how
      self.unknown = unknown
    }
  }

  /// The probe's question.
  public var question: QuestionID
  /// The probe's id.
  public var probe: String
  /// Oldest first.
  public var changes: [Change]
  public var unknown: UnknownFields

  public init(question: QuestionID, probe: String, changes: [Change], unknown: UnknownFields = [:]) {
    self.question = question
    self.probe = probe
    self.changes = changes
    self.unknown = unknown
  }

  /// How it stands.
  public var use: ProbeUse { changes.last?.how ?? .none }
}

/// What a stance is about: a point, or without one the question itself.
public struct StanceTarget: Hashable, Sendable {
  /// The question under discussion when the stance was taken.
  public var question: QuestionID
  /// The id of the point; nil for the question.
  public var note: String?

  public init(question: QuestionID, note: String?) {
    self.question = question
    self.note = note
  }
}

/// One speaker's stance on one point over time; the last change counts.
public struct Stance: Equatable, Sendable {
  /// One change.
  public struct Change: Equatable, Sendable {
    /// When it was shown.
    public var at: Offset
    /// What was shown.
    public var value: StanceValue
    /// The id of the note that states it (SE, SD in the consensus matrix).
    public var statement: String?

    public var unknown: UnknownFields

    public init(at: Offset, value: StanceValue, statement: String? = nil, unknown: UnknownFields = [:]) {
      self.at = at
      self.value = value
      self.statement = statement
      self.unknown = unknown
    }
  }

  /// Who takes it.
  public var participant: Speaker
  /// What it is about.
  public var target: StanceTarget
  /// Oldest first.
  public var changes: [Change]
  public var unknown: UnknownFields

  public init(
    participant: Speaker, target: StanceTarget, changes: [Change], unknown: UnknownFields = [:]
  ) {
    self.participant = participant
    self.target = target
    self.changes = changes
    self.unknown = unknown
  }

  /// How it stands.
  public var value: StanceValue { changes.last?.value ?? .none }
}

/// Why the session paused.
public enum PauseReason: String, CaseIterable, Sendable {
  /// A break.
  case `break`
  /// The recording was left and resumed.
  case left
  /// The recording was cut off.
  case cut
  /// The machine slept.
  case asleep
}

/// A pause.
public struct Pause: Equatable, Sendable {
  /// Its beginning.
  public var from: Offset
  /// Its end; nil while it lasts.
  public var to: Offset?
  /// Why.
  public var why: PauseReason
  /// The group went on meanwhile: the time counts as the session's, but nothing of it was recorded.
  public var unrecorded: Bool
  public var unknown: UnknownFields

  public init(
    from: Offset, to: Offset? = nil, why: PauseReason, unrecorded: Bool = false, unknown: UnknownFields = [:]
  ) {
    self.from = from
    self.to = to
    self.why = why
    self.unrecorded = unrecorded
    self.unknown = unknown
  }

  /// As a stretch of time.
  public var stretch: Stretch { Stretch(from: from, to: to) }
}

/// A stretch in which an audio recording ran.
public struct AudioRecording: Equatable, Sendable {
  /// Its beginning.
  public var from: Offset
  /// Its end; nil while it runs.
  public var to: Offset?
  /// What the team calls it.
  public var label: String?
  public var unknown: UnknownFields

  public init(from: Offset, to: Offset? = nil, label: String? = nil, unknown: UnknownFields = [:]) {
    self.from = from
    self.to = to
    self.label = label
    self.unknown = unknown
  }
}

/// An oral summary that was read out.
public struct OralSummary: Equatable, Sendable {
  /// When.
  public var at: Offset
  /// The ids of the notes that were read out.
  public var notes: [String]
  public var unknown: UnknownFields

  public init(at: Offset, notes: [String], unknown: UnknownFields = [:]) {
    self.at = at
    self.notes = notes
    self.unknown = unknown
  }
}

/// A note that was retracted: nothing of it but its id and times.
public struct RetractedNote: Equatable, Sendable {
  /// The note's id.
  public var id: String
  /// Its first keystroke.
  public var at: Offset
  /// When it was retracted.
  public var retractedAt: Offset
  public var unknown: UnknownFields

  public init(id: String, at: Offset, retractedAt: Offset, unknown: UnknownFields = [:]) {
    self.id = id
    self.at = at
    self.retractedAt = retractedAt
    self.unknown = unknown
  }
}

/// A time at which the wall clock and the session clock disagreed by more than a second.
public struct ClockJump: Equatable, Sendable {
  /// When it was seen.
  public var at: Offset
  /// How far the wall clock was ahead of where it should have been, in milliseconds.
  public var by: Int
  public var unknown: UnknownFields

  public init(at: Offset, by: Int, unknown: UnknownFields = [:]) {
    self.at = at
    self.by = by
    self.unknown = unknown
  }
}
