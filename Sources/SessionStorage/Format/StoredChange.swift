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
    case .history: return .history
    }
  }

  /// What it changes.
  func fill(_ members: inout some FieldWriter) {
    switch self {
    case .started(let head): head.fill(&members)
    case .recorder(let recorder): recorder.fill(&members)
    case .begun(let stamp), .ended(let stamp): stamp.fill(&members)
    case .group(let group): group.fill(&members)
    case .budget(let budget): budget.fill(&members)
    case .unretracted(let note): note.fill(&members)
    case .stance(let stance): stance.fill(&members)
    case .probe(let mark): mark.fill(&members)
    case .pause(let pause): pause.fill(&members)
    case .offRecord(let stretch): stretch.fill(&members)
    case .recording(let recording): recording.fill(&members)
    case .summary(let summary): summary.fill(&members)
    case .clock(let jump): jump.fill(&members)
    case .draftChanged(let edit): edit.fill(&members)
    case .history(let history): history.fill(&members)
    case .answer(let id, let text):
      members.put("id", id)
      members.put("text", text)
    case .participant(let seat, let participant):
      members.put("seat", seat)
      members.put("participant", participant)
    case .note(let number, let note):
      members.put("number", number)
      members.put("note", note)
    case .retracted(let number, let at):
      members.put("number", number)
      members.put("at", at)
    case .edited(let number, let edit, let at):
      members.put("number", number)
      members.put("at", at)
      members.put("set", edit)
    case .unedited(let number, let edit):
      members.put("number", number)
      members.put("set", edit)
    case .asked(let number, let at):
      members.put("number", number)
      members.put("at", at)
    case .stanceChanged(let speaker, let target, let splice):
      members.put(speaker, target)
      splice.fill(&members)
    case .stanceMoved(let speaker, let target, let question):
      members.put(speaker, target)
      members.put("to", question)
    case .probeChanged(let question, let probe, let splice):
      members.put("question", question)
      members.put("probe", probe)
      splice.fill(&members)
    case .participantChanged(let seat, let edit):
      members.put("seat", seat)
      members.put("set", edit)
    case .outcome(let question, let outcome):
      members.put("question", question)
      members.put("outcome", outcome)
    case .visited(let question, let at):
      members.put("question", question)
      members.put("at", at)
    case .visitClosed(let at): members.put("at", at)
    case .relabelled(let from, let to, let question):
      members.put("from", from)
      members.put("to", to)
      members.put("question", question)
    case .struckOut(let from, let to):
      members.put("from", from)
      members.put("to", to)
    case .redacted(let numbers): members.putList("numbers", numbers)
    case .erased(let seat, let at):
      members.put("seat", seat)
      members.put("at", at)
    case .draft(let draft): members.put("draft", draft)
    case .together(let changes): members.putList("changes", changes)
    case .finished: break
    }
  }

  /// Reads what is changed.
  init(_ kind: Kind, from fields: inout some FieldReader) throws(Mismatch) {
    switch kind {
    case .started: self = .started(try SessionHead(from: &fields))
    case .recorder: self = .recorder(try Recorder(from: &fields))
    case .begun: self = .begun(try Stamp(from: &fields))
    case .ended: self = .ended(try Stamp(from: &fields))
    case .group: self = .group(try Group(from: &fields))
    case .budget: self = .budget(try Budget(from: &fields))
    case .unretracted: self = .unretracted(try Note(from: &fields))
    case .stance: self = .stance(try Stance(from: &fields))
    case .probe: self = .probe(try ProbeMark(from: &fields))
    case .pause: self = .pause(try Pause(from: &fields))
    case .offRecord: self = .offRecord(try Stretch(from: &fields))
    case .recording: self = .recording(try AudioRecording(from: &fields))
    case .summary: self = .summary(try OralSummary(from: &fields))
    case .clock: self = .clock(try ClockJump(from: &fields))
    case .draftChanged: self = .draftChanged(try DraftEdit(from: &fields))
    case .history: self = .history(try History(from: &fields))
    case .finished: self = .finished
    case .answer: self = .answer(id: try fields.filledText("id"), text: try fields.optional("text"))
    case .participant:
      let seat = try fields.requiredWhole("seat", in: seats)
      self = .participant(seat, try fields.value("participant", of: seat, \.seat))
    case .note:
      let number = try fields.requiredWhole("number", in: Limit.note)
      self = .note(number: number, try fields.value("note", of: number, \.number))
    case .retracted:
      self = .retracted(
        number: try fields.requiredWhole("number", in: Limit.note), at: try fields.required("at"))
    case .edited:
      let number = try fields.requiredWhole("number", in: Limit.note)
      self = .edited(number: number, try fields.required("set"), at: try fields.required("at"))
    case .unedited:
      self = .unedited(
        number: try fields.requiredWhole("number", in: Limit.note), try fields.required("set"))
    case .asked:
      self = .asked(number: try fields.requiredWhole("number", in: Limit.note), at: try fields.optional("at"))
    case .stanceChanged:
      let (speaker, target) = try fields.stance()
      self = .stanceChanged(speaker, target, try Splice(from: &fields))
    case .stanceMoved:
      let (speaker, target) = try fields.stance()
      self = .stanceMoved(speaker, target, to: try fields.filledText("to"))
    case .probeChanged:
      self = .probeChanged(
        try fields.filledText("question"), try fields.filledText("probe"), try Splice(from: &fields))
    case .participantChanged:
      self = .participantChanged(
        try fields.requiredWhole("seat", in: seats), try fields.required("set"))
    case .outcome:
      let question = try fields.filledText("question")
      self = .outcome(question, try fields.value("outcome", of: question, \.question))
    case .visited:
      self = .visited(try fields.filledText("question"), at: try fields.required("at"))
    case .visitClosed: self = .visitClosed(at: try fields.required("at"))
    case .relabelled:
      self = .relabelled(
        from: try fields.required("from"), to: try fields.optional("to"),
        question: try fields.filledText("question"))
    case .struckOut:
      let from: Offset = try fields.required("from")
      self = .struckOut(from: from, to: try fields.required("to"))
    case .redacted: self = .redacted(numbers: try fields.list("numbers"))
    case .erased:
      self = .erased(try fields.requiredWhole("seat", in: seats), at: try fields.required("at"))
    case .draft: self = .draft(try fields.optional("draft"))
    case .together: self = .together(try fields.list("changes"))
    }
  }

  init(_ kind: Kind, data: JSON) throws(Mismatch) {
    if kind == .finished {
      // Whatever stands there.
      self = .finished
      return
    }
    var fields = try Fields(data)
    try self.init(kind, from: &fields)
  }
}

extension FieldReader {
  /// What is set under a key, which it names itself too.
  fileprivate mutating func value<Value: Stored, Owner: Equatable>(
    _ key: Key, of owner: Owner, _ own: KeyPath<Value, Owner>
  ) throws(Mismatch) -> Value? {
    guard let value: Value = try optional(key) else { return nil }
    guard value[keyPath: own] == owner else { throw Mismatch("it belongs to another").under(key.text) }
    return value
  }
}

/// A change among others that are one.
extension Change: Stored {
  init(json: JSON) throws(Mismatch) {
    var fields = try Fields(json)
    let name = try fields.filledText("kind")
    guard let kind = Kind(rawValue: name) else {
      throw Mismatch("found \(JSONWriter.quoted(name)), which is no kind of change").under("kind")
    }
    let data: JSON = try fields.required("data")
    do { try self.init(kind, data: data) } catch { throw error.under("data") }
  }

  var json: JSON {
    .object(["kind": .string(kind.rawValue), "data": data])
  }
}

extension SessionHead: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      id: try fields.name("id"), uuid: try fields.name("uuid"), title: try fields.required("title"),
      startedAt: try fields.required("startedAt"), timeZone: try fields.text("timeZone"),
      group: try fields.required("group"), budget: try fields.required("budget"),
      protocol: try fields.required("protocol"))
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("id", id)
    members.put("uuid", uuid)
    members.put("title", title)
    members.put("startedAt", startedAt)
    members.putText("timeZone", timeZone)
    members.put("group", group)
    members.put("budget", budget)
    members.put("protocol", `protocol`)
  }
}
