internal import Interview

extension Archive {
  /// A count that is set or, with `null`, taken away; nil if neither.
  fileprivate mutating func countSetting(_ key: FieldKey, _ old: Int??) throws(Failure) -> Int?? {
    let count = try setting(key, old)
    if let number = count ?? nil {
      try wants(
        Limit.count.contains(number),
        Mismatch("found \(number), wanted 0 to \(Limit.count.upperBound)").under(key.text))
    }
    return count
  }

  /// Whose stance on what.
  mutating func stance(
    _ old: (speaker: Speaker, target: StanceTarget)?
  ) throws(Failure) -> (speaker: Speaker, target: StanceTarget) {
    let speaker = try required("participant", old?.speaker)
    let question = try filledText("question", old?.target.question)
    return (speaker, StanceTarget(question: question, note: try optional("note", old?.target.note)))
  }
}

/// The keys are those of a note.
extension NoteEdit: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init()
    let question: QuestionID? = try archive.optional("question", old?.question)
    try archive.wants(
      question?.isEmpty != true,
      Mismatch("found an empty text, wanted something in it").under("question"))
    self.question = question
    kind = try archive.optional("kind", old?.kind)
    speakers = try archive.optional("participants", old?.speakers)
    unsure = try archive.optional("unsure", old?.unsure)
    let answered = try archive.setting("replyTo", (old?.replyTo).map { $0.map(SeatName.init) })
    replyTo = answered.map { $0?.seat }
    text = try archive.optional("text", old?.text)
    manner = try archive.setting("manner", old?.manner)
    codes = try archive.optional("codes", old?.codes)
    important = try archive.optional("important", old?.important)
    intense = try archive.optional("intense", old?.intense)
    count = try archive.countSetting("count", old?.count)
    of = try archive.countSetting("of", old?.of)
    complete = try archive.optional("complete", old?.complete)
    typed = try archive.optional("typed", old?.typed)
  }
}

extension Splice: StoredObject, Stored, Written where Element: Stored {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      behind: try archive.count("behind", old?.behind),
      dropped: try archive.count("drop", old?.dropped), inserted: try archive.list("add", old?.inserted))
  }
}

/// The keys are those of a participant; of what is taken away, `null` stands there.
extension ParticipantEdit: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let present = try archive.optional("present", old?.present)
    let named = old.map { old in
      Dictionary(uniqueKeysWithValues: old.consent.map { ($0.rawValue, Setting(value: $1)) })
    }
    let answers = try archive.table("consent", named)
    var consent: [ConsentPurpose: Consent?] = [:]
    for (name, answer) in answers {
      let purpose = ConsentPurpose(rawValue: name)
      try archive.wants(
        purpose != nil, Mismatch("found \(JSONWriter.quoted(name)), which is no purpose").under("consent"))
      if let purpose { consent.updateValue(answer.value, forKey: purpose) }
    }
    let attributes = try archive.table("attributes", old?.attributes.mapValues { Setting(value: $0) })
    self.init(
      attributes: attributes.mapValues(\.value), label: try archive.setting("label", old?.label),
      present: present, consent: consent, withdrawn: try archive.setting("withdrawn", old?.withdrawn))
  }
}

extension DraftEdit: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      line: try archive.required("line", old?.line),
      length: try archive.requiredWhole("length", old?.length, in: Limit.count),
      behind: try archive.count("behind", old?.behind),
      dropped: try archive.count("drop", old?.dropped), inserted: try archive.text("add", old?.inserted))
  }
}

extension UndoHistory: StoredObject, Stored, Written where Inverse: Stored {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      undoable: try archive.list("undoable", old?.undoable),
      redoable: try archive.list("redoable", old?.redoable),
      givenUp: try archive.count("givenUp", old?.givenUp))
  }
}

extension UndoHistory.Step: StoredObject, Stored, Written where Inverse: Stored {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      record: try archive.requiredWhole("record", old?.record, in: Limit.record),
      inverse: try archive.required("inverse", old?.inverse))
  }
}
