/// One change of a session: what a record carries.
///
/// A small value is set as a whole under its key, so that its inverse is the value before. Of what keeps its own
/// history (a note, a stance, a participant) a change holds what is new and never the history: the n-th change is no
/// larger than the first. What is a fact (visits, pauses, off the record, redactions, the clock) has no inverse.
///
/// Programs of record version 1 wrote `note`, `stance`, `probe` and `participant` as a whole each time; such records are
/// applied for ever.
public indirect enum Change: Equatable, Sendable {
  /// The session's head: the first record of a session.
  case started(SessionHead)
  /// A start or resume of the recording.
  case recorder(Recorder)
  /// The clock starts: people have arrived.
  case begun(Stamp)
  /// Whom and where.
  case group(Group)
  /// How long the session is to take.
  case budget(Budget)
  /// A set-up or debrief answer; nil removes it.
  case answer(id: String, text: String?)
  /// A participant as it is from now on; nil removes it.
  case participant(Seat, Participant?)
  /// Something of a participant changes.
  case participantChanged(Seat, ParticipantEdit)
  /// A note as it is from now on; nil removes it without a trace.
  case note(number: Int, Note?)
  /// Values of a note are set; what they were becomes a revision.
  case edited(number: Int, NoteEdit, at: Offset)
  /// The inverse of an edit: values of a note are set, and its last revision goes.
  case unedited(number: Int, NoteEdit)
  /// When a follow-up was asked after all; nil if it was not.
  case asked(number: Int, at: Offset?)
  /// A note is retracted: its id and times remain.
  case retracted(number: Int, at: Offset)
  /// The inverse of a retraction.
  case unretracted(Note)
  /// A stance as it is from now on; one without changes is removed.
  case stance(Stance)
  /// A few changes of a speaker's stance on a point come or go; a stance without any is removed.
  case stanceChanged(Speaker, StanceTarget, Splice<Stance.Change>)
  /// A stance with all its changes was taken on another question.
  case stanceMoved(Speaker, StanceTarget, to: QuestionID)
  /// A probe's ticks as they are from now on; one without changes is removed.
  case probe(ProbeMark)
  /// A few ticks of a probe come or go; a probe without any is removed.
  case probeChanged(QuestionID, String, Splice<ProbeMark.Change>)
  /// What is stated of a question from now on; nil takes its last statement back.
  case outcome(QuestionID, QuestionOutcome?)
  /// A question is opened; the visit that lasts is closed.
  case visited(QuestionID, at: Offset)
  /// The visit that lasts is closed.
  case visitClosed(at: Offset)
  /// From one time on, to the end of the visit that holds it or to another time, the talk was about a question.
  case relabelled(from: Offset, to: Offset?, question: QuestionID)
  /// A pause, keyed by its beginning.
  case pause(Pause)
  /// A stretch off the record, keyed by its beginning.
  case offRecord(Stretch)
  /// What was noted from a time on is destroyed: notes, stances, probes' ticks stay out of the record.
  case struckOut(from: Offset, to: Offset)
  /// A stretch of audio, keyed by its beginning.
  case recording(AudioRecording)
  /// An oral summary was read out.
  case summary(OralSummary)
  /// The text of notes is destroyed; place, time and kind remain.
  case redacted(numbers: [Int])
  /// A word is destroyed wherever it stands in what was noted.
  case wordRedacted(String, at: Offset)
  /// All that a participant said is destroyed.
  case erased(Seat, at: Offset)
  /// The unfinished line; nil when there is none.
  case draft(Draft?)
  /// The text of the unfinished line changes; nothing happens if it was not like that.
  case draftChanged(DraftEdit)
  /// A line that could not be entered is kept, to be entered otherwise; nil once it is entered, or dropped. Its first
  /// keystroke tells it from others.
  case putAside(at: Offset, Draft?)
  /// The clocks disagreed.
  case clock(ClockJump)
  /// The group has ended.
  case ended(Stamp)
  /// The session is done.
  case finished
  /// What can be undone and redone of what came before: the first record of a journal that was begun anew.
  case history(History)
  /// Several changes that are one: all of them or none.
  case together([Change])

  /// Cannot be undone: what happened, happened.
  public var isFact: Bool { weight >= .fact }

  /// Undo does not reach beyond it. The group began or ended, which changed who is in the room, or text was destroyed,
  /// which an inverse could bring back.
  public var endsHistory: Bool { weight >= .turn }

  /// Destroys text: the storage begins its files anew before it is acknowledged.
  public var destroysText: Bool { weight == .destruction }

  /// What a change means for the history of undo; of several that are one, the heaviest counts.
  private enum Weight: Int, Comparable {
    /// Undo takes it back.
    case undoable
    /// It happened, and undo passes over it.
    case fact
    /// It ends the history.
    case turn
    /// It destroys text, and ends the history.
    case destruction

    static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
  }

  private var weight: Weight {
    switch self {
    case .group, .budget, .answer, .participant, .participantChanged, .note, .edited, .unedited, .asked,
      .retracted, .unretracted, .stance, .stanceChanged, .stanceMoved, .probe, .probeChanged, .outcome,
      .relabelled:
      .undoable
    case .started, .recorder, .visited, .visitClosed, .pause, .offRecord, .recording, .summary, .draft,
      .draftChanged, .putAside, .clock, .history:
      .fact
    case .begun, .ended, .finished: .turn
    case .redacted, .wordRedacted, .erased, .struckOut: .destruction
    case .together(let changes): changes.lazy.map(\.weight).max() ?? .undoable
    }
  }

  /// The number of the note that it makes or changes; nil for every other change, and for several.
  public var changedNote: Int? {
    switch self {
    case .note(let number, _), .edited(let number, _, _), .unedited(let number, _), .asked(let number, _):
      return number
    default: return nil
    }
  }
}

/// What the first record of a session says.
public struct SessionHead: Equatable, Sendable {
  /// The session's id.
  public var id: String
  /// The session's uuid.
  public var uuid: String
  /// What people call it.
  public var title: String
  /// Offset zero on the wall clock.
  public var startedAt: WallTime
  /// IANA name, or empty.
  public var timeZone: String
  /// Whom and where.
  public var group: Group
  /// How long it is to take.
  public var budget: Budget
  /// The whole protocol.
  public var `protocol`: InterviewProtocol

  public init(
    id: String, uuid: String, title: String, startedAt: WallTime, timeZone: String, group: Group,
    budget: Budget, protocol: InterviewProtocol
  ) {
    self.id = id
    self.uuid = uuid
    self.title = title
    self.startedAt = startedAt
    self.timeZone = timeZone
    self.group = group
    self.budget = budget
    self.protocol = `protocol`
  }

  /// The session as it is before its second record.
  public var session: Session {
    Session(
      id: id, uuid: uuid, title: title, startedAt: startedAt, timeZone: timeZone, group: group,
      budget: budget, protocol: `protocol`)
  }
}
