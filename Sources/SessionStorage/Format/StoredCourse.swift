internal import Interview

extension SessionStatus: StoredWord {}

extension Outcome: StoredWord {}
extension SkipReason: StoredWord {}
extension Wording: StoredWord {}
extension ProbeUse: StoredWord {}
extension StanceValue: StoredWord {}
extension PauseReason: StoredWord {}

extension Group: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      code: try archive.optional("code", old?.code), country: try archive.optional("country", old?.country),
      setting: try archive.optional("setting", old?.setting),
      place: try archive.optional("place", old?.place),
      language: try archive.optional("language", old?.language),
      notesLanguage: try archive.optional("notesLanguage", old?.notesLanguage),
      unknown: archive.rest(old?.unknown))
  }
}

extension Budget: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      short: try archive.flag("short", old?.short), minutes: try archive.minutes("minutes", old?.minutes),
      until: try archive.optional("until", old?.until), unknown: archive.rest(old?.unknown))
  }
}

extension Recorder: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      id: try archive.name("id", old?.id), program: try archive.required("program", old?.program),
      from: try archive.required("from", old?.from),
      last: try archive.lastOfRecorder(old?.last), unknown: archive.rest(old?.unknown))
  }
}

extension Draft: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      text: try archive.required("text", old?.text), at: try archive.required("at", old?.at),
      question: try archive.optional("question", old?.question),
      editing: try archive.whole("editing", old?.editing, in: Limit.note),
      unknown: archive.rest(old?.unknown))
  }
}

/// A visit, with what is worked out from the session when it is written.
struct WrittenVisit: StoredObject, Equatable {
  var visit: Visit
  var isPassing: Bool

  init(_ visit: Visit, isPassing: Bool) {
    self.visit = visit
    self.isPassing = isPassing
  }

  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let from = try archive.required("from", old?.visit.from)
    let question = try archive.filledText("question", old?.visit.question)
    let to = try archive.end(old?.visit.to, after: from)
    isPassing = try archive.flag("passing", old?.isPassing)
    visit = Visit(question: question, from: from, to: to, unknown: archive.rest(old?.visit.unknown))
  }
}

extension QuestionOutcome: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      question: try archive.filledText("question", old?.question),
      outcome: try archive.required("outcome", old?.outcome),
      reason: try archive.optional("reason", old?.reason),
      wording: try archive.optional("wording", old?.wording),
      at: try archive.required("at", old?.at), unknown: archive.rest(old?.unknown))
  }
}

extension ProbeMark: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      question: try archive.filledText("question", old?.question),
      probe: try archive.filledText("probe", old?.probe),
      changes: try archive.list("changes", old?.changes), unknown: archive.rest(old?.unknown))
  }
}

extension ProbeMark.Change: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      at: try archive.required("at", old?.at), how: try archive.required("how", old?.how),
      unknown: archive.rest(old?.unknown))
  }
}

extension Stance: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      participant: try archive.required("participant", old?.participant),
      target: StanceTarget(
        question: try archive.filledText("question", old?.target.question),
        note: try archive.optional("note", old?.target.note)),
      changes: try archive.list("changes", old?.changes), unknown: archive.rest(old?.unknown))
  }
}

extension Stance.Change: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      at: try archive.required("at", old?.at), value: try archive.required("value", old?.value),
      statement: try archive.optional("statement", old?.statement), unknown: archive.rest(old?.unknown))
  }
}

extension Pause: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let from: Offset = try archive.required("from", old?.from)
    self.init(
      from: from, to: try archive.end(old?.to, after: from), why: try archive.required("why", old?.why),
      unrecorded: try archive.flag("unrecorded", old?.unrecorded), unknown: archive.rest(old?.unknown))
  }
}

extension Stretch: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let from: Offset = try archive.required("from", old?.from)
    self.init(from: from, to: try archive.end(old?.to, after: from), unknown: archive.rest(old?.unknown))
  }
}

extension AudioRecording: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let from: Offset = try archive.required("from", old?.from)
    self.init(
      from: from, to: try archive.end(old?.to, after: from), label: try archive.optional("label", old?.label),
      unknown: archive.rest(old?.unknown))
  }
}

extension OralSummary: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      at: try archive.required("at", old?.at), notes: try archive.list("notes", old?.notes),
      unknown: archive.rest(old?.unknown))
  }
}

extension RetractedNote: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      id: try archive.name("id", old?.id), at: try archive.required("at", old?.at),
      retractedAt: try archive.required("retractedAt", old?.retractedAt),
      unknown: archive.rest(old?.unknown))
  }
}

extension ClockJump: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      at: try archive.required("at", old?.at),
      by: try archive.requiredWhole("by", old?.by, in: Limit.difference),
      unknown: archive.rest(old?.unknown))
  }
}
