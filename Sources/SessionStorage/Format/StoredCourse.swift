internal import Interview

extension SessionStatus: StoredWord {}

extension Outcome: StoredWord {}
extension SkipReason: StoredWord {}
extension Wording: StoredWord {}
extension ProbeUse: StoredWord {}
extension StanceValue: StoredWord {}
extension PauseReason: StoredWord {}

extension FieldReader {
  /// The end of a stretch of time; absent while it lasts, never before its beginning.
  mutating func end(after from: Offset) throws(Mismatch) -> Offset? {
    guard let to: Offset = try optional("to") else { return nil }
    guard from <= to else {
      throw Mismatch("found \(to.rawValue), wanted \(from.rawValue) or later", nearest: from.json).under("to")
    }
    return to
  }
}

extension Group: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      code: try fields.optional("code"), country: try fields.optional("country"),
      setting: try fields.optional("setting"), place: try fields.optional("place"),
      language: try fields.optional("language"), notesLanguage: try fields.optional("notesLanguage"),
      unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("code", code)
    members.put("country", country)
    members.put("setting", setting)
    members.put("place", place)
    members.put("language", language)
    members.put("notesLanguage", notesLanguage)
    members.keep(unknown)
  }
}

extension Budget: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      short: try fields.flag("short"), minutes: try fields.minutes("minutes"),
      until: try fields.optional("until"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.putFlag("short", short)
    members.putMinutes("minutes", minutes)
    members.put("until", until)
    members.keep(unknown)
  }
}

extension Recorder: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      id: try fields.name("id"), program: try fields.required("program"), from: try fields.required("from"),
      last: try fields.lastOfRecorder(), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("id", id)
    members.put("program", program)
    members.put("from", from)
    members.put("last", last)
    members.keep(unknown)
  }
}

extension Draft: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      text: try fields.required("text"), at: try fields.required("at"),
      question: try fields.optional("question"), editing: try fields.whole("editing", in: Limit.note),
      unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("text", text)
    members.put("at", at)
    members.put("question", question)
    members.put("editing", editing)
    members.keep(unknown)
  }
}

extension Visit: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    let from: Offset = try fields.required("from")
    let question = try fields.filledText("question")
    let to = try fields.end(after: from)
    // It is worked out anew when the session is written.
    _ = try fields.flag("passing")
    self.init(question: question, from: from, to: to, unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("question", question)
    members.put("from", from)
    members.put("to", to)
    members.keep(unknown)
  }
}

extension QuestionOutcome: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      question: try fields.filledText("question"), outcome: try fields.required("outcome"),
      reason: try fields.optional("reason"), wording: try fields.optional("wording"),
      at: try fields.required("at"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("question", question)
    members.put("outcome", outcome)
    members.put("reason", reason)
    members.put("wording", wording)
    members.put("at", at)
    members.keep(unknown)
  }
}

extension ProbeMark: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      question: try fields.filledText("question"), probe: try fields.filledText("probe"),
      changes: try fields.list("changes"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("question", question)
    members.put("probe", probe)
    members.putList("changes", changes)
    members.keep(unknown)
  }
}

extension ProbeMark.Change: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(at: try fields.required("at"), how: try fields.required("how"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("at", at)
    members.put("how", how)
    members.keep(unknown)
  }
}

extension Stance: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      participant: try fields.required("participant"),
      target: StanceTarget(
        question: try fields.filledText("question"), note: try fields.optional("note")),
      changes: try fields.list("changes"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("participant", participant)
    members.put("question", target.question)
    members.put("note", target.note)
    members.putList("changes", changes)
    members.keep(unknown)
  }
}

extension Stance.Change: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      at: try fields.required("at"), value: try fields.required("value"),
      statement: try fields.optional("statement"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("at", at)
    members.put("value", value)
    members.put("statement", statement)
    members.keep(unknown)
  }
}

extension Pause: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    let from: Offset = try fields.required("from")
    self.init(
      from: from, to: try fields.end(after: from), why: try fields.required("why"),
      unrecorded: try fields.flag("unrecorded"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("from", from)
    members.put("to", to)
    members.put("why", why)
    members.putFlag("unrecorded", unrecorded)
    members.keep(unknown)
  }
}

extension Stretch: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    let from: Offset = try fields.required("from")
    self.init(from: from, to: try fields.end(after: from), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("from", from)
    members.put("to", to)
    members.keep(unknown)
  }
}

extension AudioRecording: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    let from: Offset = try fields.required("from")
    self.init(
      from: from, to: try fields.end(after: from), label: try fields.optional("label"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("from", from)
    members.put("to", to)
    members.put("label", label)
    members.keep(unknown)
  }
}

extension OralSummary: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(at: try fields.required("at"), notes: try fields.list("notes"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("at", at)
    members.putList("notes", notes)
    members.keep(unknown)
  }
}

extension RetractedNote: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      id: try fields.name("id"), at: try fields.required("at"),
      retractedAt: try fields.required("retractedAt"),
      unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("id", id)
    members.put("at", at)
    members.put("retractedAt", retractedAt)
    members.keep(unknown)
  }
}

extension ClockJump: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      at: try fields.required("at"), by: try fields.requiredWhole("by", in: Limit.difference),
      unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("at", at)
    members.put("by", by)
    members.keep(unknown)
  }
}
