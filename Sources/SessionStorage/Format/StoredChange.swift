internal import Interview

extension Change {
  /// What a change is called in a journal.
  enum Kind: String, CaseIterable {
    case started, recorder, begun, group, budget, answer, participant, note, retracted, unretracted, stance
    case probe, outcome, visited, relabelled, pause, recording, summary, redacted, erased, draft, clock, ended
    case finished, together, edited, unedited, asked, history
    case stanceChanged = "stance-changed"
    case stanceMoved = "stance-moved"
    case probeChanged = "probe-changed"
    case participantChanged = "participant-changed"
    case draftChanged = "draft-changed"
    case visitClosed = "visit-closed"
    case offRecord = "off-record"
    case struckOut = "struck-out"
    case wordRedacted = "word-redacted"
    case putAside = "put-aside"
  }

  var kind: Kind {
    switch self {
    case .started: return .started
    case .recorder: return .recorder
    case .begun: return .begun
    case .group: return .group
    case .budget: return .budget
    case .answer: return .answer
    case .participant: return .participant
    case .note: return .note
    case .retracted: return .retracted
    case .unretracted: return .unretracted
    case .stance: return .stance
    case .probe: return .probe
    case .outcome: return .outcome
    case .visited: return .visited
    case .visitClosed: return .visitClosed
    case .relabelled: return .relabelled
    case .pause: return .pause
    case .offRecord: return .offRecord
    case .struckOut: return .struckOut
    case .recording: return .recording
    case .summary: return .summary
    case .redacted: return .redacted
    case .wordRedacted: return .wordRedacted
    case .erased: return .erased
    case .draft: return .draft
    case .clock: return .clock
    case .ended: return .ended
    case .finished: return .finished
    case .together: return .together
    case .edited: return .edited
    case .unedited: return .unedited
    case .asked: return .asked
    case .stanceChanged: return .stanceChanged
    case .stanceMoved: return .stanceMoved
    case .probeChanged: return .probeChanged
    case .participantChanged: return .participantChanged
    case .draftChanged: return .draftChanged
    case .putAside: return .putAside
    case .history: return .history
    }
  }

  /// Goes through what is changed, as a `StoredObject` does.
  ///
  /// - Parameter old: of this kind.
  init<A: Archive>(_ kind: Kind, _ archive: inout A, _ old: Change?) throws(A.Failure) {
    switch kind {
    case .started:
      let old: SessionHead? = if case .started(let head)? = old { head } else { nil }
      self = .started(try SessionHead(&archive, old))
    case .recorder:
      let old: Recorder? = if case .recorder(let recorder)? = old { recorder } else { nil }
      self = .recorder(try Recorder(&archive, old))
    case .begun:
      let old: Stamp? = if case .begun(let stamp)? = old { stamp } else { nil }
      self = .begun(try Stamp(&archive, old))
    case .ended:
      let old: Stamp? = if case .ended(let stamp)? = old { stamp } else { nil }
      self = .ended(try Stamp(&archive, old))
    case .group:
      let old: Group? = if case .group(let group)? = old { group } else { nil }
      self = .group(try Group(&archive, old))
    case .budget:
      let old: Budget? = if case .budget(let budget)? = old { budget } else { nil }
      self = .budget(try Budget(&archive, old))
    case .unretracted:
      let old: Note? = if case .unretracted(let note)? = old { note } else { nil }
      self = .unretracted(try Note(&archive, old))
    case .stance:
      let old: Stance? = if case .stance(let stance)? = old { stance } else { nil }
      self = .stance(try Stance(&archive, old))
    case .probe:
      let old: ProbeMark? = if case .probe(let mark)? = old { mark } else { nil }
      self = .probe(try ProbeMark(&archive, old))
    case .pause:
      let old: Pause? = if case .pause(let pause)? = old { pause } else { nil }
      self = .pause(try Pause(&archive, old))
    case .offRecord:
      let old: Stretch? = if case .offRecord(let stretch)? = old { stretch } else { nil }
      self = .offRecord(try Stretch(&archive, old))
    case .recording:
      let old: AudioRecording? = if case .recording(let recording)? = old { recording } else { nil }
      self = .recording(try AudioRecording(&archive, old))
    case .summary:
      let old: OralSummary? = if case .summary(let summary)? = old { summary } else { nil }
      self = .summary(try OralSummary(&archive, old))
    case .clock:
      let old: ClockJump? = if case .clock(let jump)? = old { jump } else { nil }
      self = .clock(try ClockJump(&archive, old))
    case .draftChanged:
      let old: DraftEdit? = if case .draftChanged(let edit)? = old { edit } else { nil }
      self = .draftChanged(try DraftEdit(&archive, old))
    case .history:
      let old: History? = if case .history(let history)? = old { history } else { nil }
      self = .history(try History(&archive, old))
    case .finished: self = .finished
    case .answer:
      let old: (id: String, text: String?)? =
        if case .answer(let id, let text)? = old { (id, text) } else { nil }
      self = .answer(
        id: try archive.filledText("id", old?.id), text: try archive.optional("text", old?.text))
    case .participant:
      let old: (seat: Seat, participant: Participant?)? =
        if case .participant(let seat, let participant)? = old { (seat, participant) } else { nil }
      let seat = try archive.requiredWhole("seat", old?.seat, in: seats)
      self = .participant(seat, try archive.value("participant", old?.participant, of: seat, \.seat))
    case .note:
      let old: (number: Int, note: Note?)? =
        if case .note(let number, let note)? = old { (number, note) } else { nil }
      let number = try archive.requiredWhole("number", old?.number, in: Limit.note)
      self = .note(number: number, try archive.value("note", old?.note, of: number, \.number))
    case .retracted:
      let old: (number: Int, at: Offset)? =
        if case .retracted(let number, let at)? = old { (number, at) } else { nil }
      self = .retracted(
        number: try archive.requiredWhole("number", old?.number, in: Limit.note),
        at: try archive.required("at", old?.at))
    case .edited:
      let old: (number: Int, edit: NoteEdit, at: Offset)? =
        if case .edited(let number, let edit, let at)? = old { (number, edit, at) } else { nil }
      self = .edited(
        number: try archive.requiredWhole("number", old?.number, in: Limit.note),
        try archive.required("set", old?.edit), at: try archive.required("at", old?.at))
    case .unedited:
      let old: (number: Int, edit: NoteEdit)? =
        if case .unedited(let number, let edit)? = old { (number, edit) } else { nil }
      self = .unedited(
        number: try archive.requiredWhole("number", old?.number, in: Limit.note),
        try archive.required("set", old?.edit))
    case .asked:
      let old: (number: Int, at: Offset?)? =
        if case .asked(let number, let at)? = old { (number, at) } else { nil }
      self = .asked(
        number: try archive.requiredWhole("number", old?.number, in: Limit.note),
        at: try archive.optional("at", old?.at))
    case .stanceChanged:
      let old: (stance: (Speaker, StanceTarget), splice: Splice<Stance.Change>)? =
        if case .stanceChanged(let speaker, let target, let splice)? = old {
          ((speaker, target), splice)
        } else { nil }
      let (speaker, target) = try archive.stance(old?.stance)
      self = .stanceChanged(speaker, target, try Splice(&archive, old?.splice))
    case .stanceMoved:
      let old: (stance: (Speaker, StanceTarget), question: QuestionID)? =
        if case .stanceMoved(let speaker, let target, let question)? = old {
          ((speaker, target), question)
        } else { nil }
      let (speaker, target) = try archive.stance(old?.stance)
      self = .stanceMoved(speaker, target, to: try archive.filledText("to", old?.question))
    case .probeChanged:
      let old: (question: QuestionID, probe: String, splice: Splice<ProbeMark.Change>)? =
        if case .probeChanged(let question, let probe, let splice)? = old {
          (question, probe, splice)
        } else { nil }
      self = .probeChanged(
        try archive.filledText("question", old?.question), try archive.filledText("probe", old?.probe),
        try Splice(&archive, old?.splice))
    case .participantChanged:
      let old: (seat: Seat, edit: ParticipantEdit)? =
        if case .participantChanged(let seat, let edit)? = old { (seat, edit) } else { nil }
      self = .participantChanged(
        try archive.requiredWhole("seat", old?.seat, in: seats), try archive.required("set", old?.edit))
    case .outcome:
      let old: (question: QuestionID, outcome: QuestionOutcome?)? =
        if case .outcome(let question, let outcome)? = old { (question, outcome) } else { nil }
      let question = try archive.filledText("question", old?.question)
      self = .outcome(question, try archive.value("outcome", old?.outcome, of: question, \.question))
    case .visited:
      let old: (question: QuestionID, at: Offset)? =
        if case .visited(let question, let at)? = old { (question, at) } else { nil }
      self = .visited(
        try archive.filledText("question", old?.question), at: try archive.required("at", old?.at))
    case .visitClosed:
      let old: Offset? = if case .visitClosed(let at)? = old { at } else { nil }
      self = .visitClosed(at: try archive.required("at", old))
    case .relabelled:
      let old: (from: Offset, to: Offset?, question: QuestionID)? =
        if case .relabelled(let from, let to, let question)? = old { (from, to, question) } else { nil }
      self = .relabelled(
        from: try archive.required("from", old?.from), to: try archive.optional("to", old?.to),
        question: try archive.filledText("question", old?.question))
    case .struckOut:
      let old: (from: Offset, to: Offset)? =
        if case .struckOut(let from, let to)? = old { (from, to) } else { nil }
      self = .struckOut(
        from: try archive.required("from", old?.from), to: try archive.required("to", old?.to))
    case .redacted:
      let old: [Int]? = if case .redacted(let numbers)? = old { numbers } else { nil }
      self = .redacted(numbers: try archive.list("numbers", old))
    case .wordRedacted:
      let old: (word: String, at: Offset)? =
        if case .wordRedacted(let word, let at)? = old { (word, at) } else { nil }
      self = .wordRedacted(
        try archive.filledText("word", old?.word), at: try archive.required("at", old?.at))
    case .erased:
      let old: (seat: Seat, at: Offset)? =
        if case .erased(let seat, let at)? = old { (seat, at) } else { nil }
      self = .erased(
        try archive.requiredWhole("seat", old?.seat, in: seats), at: try archive.required("at", old?.at))
    case .draft:
      let old: Draft? = if case .draft(let draft)? = old { draft } else { nil }
      self = .draft(try archive.optional("draft", old))
    case .putAside:
      let old: (at: Offset, line: Draft?)? =
        if case .putAside(let at, let line)? = old { (at, line) } else { nil }
      self = .putAside(
        at: try archive.required("at", old?.at), try archive.optional("line", old?.line))
    case .together:
      let old: [Change]? = if case .together(let changes)? = old { changes } else { nil }
      self = .together(try archive.list("changes", old))
    }
  }

  init(_ kind: Kind, data: JSON) throws(Mismatch) {
    if kind == .finished {
      // Whatever stands there.
      self = .finished
      return
    }
    var fields = try Fields(data)
    try self.init(kind, &fields, nil)
  }
}

extension Archive {
  /// What is set under a key, which it names itself too.
  mutating func value<Value: Stored, Owner: Equatable>(
    _ key: FieldKey, _ old: Value?, of owner: Owner, _ own: (Value) -> Owner
  ) throws(Failure) -> Value? {
    guard let value = try optional(key, old) else { return nil }
    try wants(own(value) == owner, Mismatch("it belongs to another").under(key.text))
    return value
  }
}

/// A change among others that are one.
extension Change: Stored {
  init(json: JSON) throws(Mismatch) {
    var fields = try Fields(json)
    let name = try fields.filledText("kind", nil)
    guard let kind = Kind(rawValue: name) else {
      throw Mismatch("found \(JSONWriter.quoted(name)), which is no kind of change").under("kind")
    }
    let data: JSON = try fields.required("data", nil)
    do { try self.init(kind, data: data) } catch { throw error.under("data") }
  }

  var json: JSON {
    .object(["kind": .string(kind.rawValue), "data": data])
  }
}

extension SessionHead: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      id: try archive.name("id", old?.id), uuid: try archive.name("uuid", old?.uuid),
      title: try archive.required("title", old?.title),
      startedAt: try archive.required("startedAt", old?.startedAt),
      timeZone: try archive.text("timeZone", old?.timeZone),
      group: try archive.required("group", old?.group), budget: try archive.required("budget", old?.budget),
      protocol: try archive.required("protocol", old?.`protocol`))
  }
}
