internal import Interview

extension FieldReader {
  /// A value that is set or, with `null`, taken away; nil if neither.
  mutating func setting<Value: Stored>(_ key: Key) throws(Mismatch) -> Value?? {
    guard let json: JSON = try optional(key) else { return nil }
    guard json != .null else { return .some(nil) }
    do { return .some(try Value(json: json)) } catch { throw error.under(key.text) }
  }

  /// A count that is set or, with `null`, taken away; nil if neither.
  fileprivate mutating func countSetting(_ key: Key) throws(Mismatch) -> Int?? {
    let count: Int?? = try setting(key)
    if let number = count ?? nil, !Limit.count.contains(number) {
      throw Mismatch("found \(number), wanted 0 to \(Limit.count.upperBound)").under(key.text)
    }
    return count
  }

  /// Whose stance on what.
  mutating func stance() throws(Mismatch) -> (Speaker, StanceTarget) {
    let speaker: Speaker = try required("participant")
    return (
      speaker, StanceTarget(question: try filledText("question"), note: try optional("note"))
    )
  }
}

extension FieldWriter {
  /// A value that is set or, as `null`, taken away.
  fileprivate mutating func putSetting(_ key: Key, _ setting: (some Stored)??) {
    guard let setting else { return }
    put(key, setting?.json ?? JSON.null)
  }

  /// Whose stance on what.
  mutating func put(_ speaker: Speaker, _ target: StanceTarget) {
    put("participant", speaker)
    put("question", target.question)
    put("note", target.note)
  }

  fileprivate mutating func putCount(_ key: Key, _ count: Int) {
    if count != 0 { put(key, count) }
  }
}

/// The keys are those of a note.
extension NoteEdit: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init()
    let question: QuestionID? = try fields.optional("question")
    guard question?.isEmpty != true else {
      throw Mismatch("found an empty text, wanted something in it").under("question")
    }
    self.question = question
    kind = try fields.optional("kind")
    speakers = try fields.optional("participants")
    unsure = try fields.optional("unsure")
    let answered: Speaker?? = try fields.setting("replyTo")
    if let answered {
      guard answered == nil || answered?.seat != nil else {
        throw Mismatch("found no participant, wanted P1 to P99").under("replyTo")
      }
      replyTo = .some(answered?.seat)
    }
    text = try fields.optional("text")
    manner = try fields.setting("manner")
    codes = try fields.optional("codes")
    important = try fields.optional("important")
    intense = try fields.optional("intense")
    count = try fields.countSetting("count")
    of = try fields.countSetting("of")
    complete = try fields.optional("complete")
    typed = try fields.optional("typed")
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("question", question)
    members.put("kind", kind)
    members.put("participants", speakers)
    members.put("unsure", unsure)
    members.putSetting("replyTo", replyTo.map { $0.map(Speaker.participant) })
    members.put("text", text)
    members.putSetting("manner", manner)
    members.put("codes", codes)
    members.put("important", important)
    members.put("intense", intense)
    members.putSetting("count", count)
    members.putSetting("of", of)
    members.put("complete", complete)
    members.put("typed", typed)
  }
}

extension Splice where Element: Stored {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      behind: try fields.whole("behind", in: Limit.count) ?? 0,
      dropped: try fields.whole("drop", in: Limit.count) ?? 0, inserted: try fields.list("add"))
  }

  func fill(_ members: inout some FieldWriter) {
    members.putCount("behind", behind)
    members.putCount("drop", dropped)
    members.putList("add", inserted)
  }
}

/// The keys are those of a participant; of what is taken away, `null` stands there.
extension ParticipantEdit: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    var present: Splice<Stretch>?
    if let json: JSON = try fields.optional("present") {
      do throws(Mismatch) {
        var parts = try Fields(json)
        present = try Splice(from: &parts)
      } catch {
        throw error.under("present")
      }
    }
    let answers: [String: Setting<Consent>] = try fields.table("consent")
    var consent: [ConsentPurpose: Consent?] = [:]
    for (name, answer) in answers {
      guard let purpose = ConsentPurpose(rawValue: name) else {
        throw Mismatch("found \(JSONWriter.quoted(name)), which is no purpose").under("consent")
      }
      consent.updateValue(answer.value, forKey: purpose)
    }
    let attributes: [String: Setting<String>] = try fields.table("attributes")
    self.init(
      attributes: attributes.mapValues(\.value), label: try fields.setting("label"), present: present,
      consent: consent, withdrawn: try fields.setting("withdrawn"))
  }

  func fill(_ members: inout some FieldWriter) {
    members.putTable("attributes", attributes.mapValues { Setting(value: $0) })
    members.putSetting("label", label)
    if let present {
      var parts = Members()
      present.fill(&parts)
      members.put("present", JSON.object(parts.object))
    }
    var answers: [String: Setting<Consent>] = [:]
    for (purpose, answer) in consent { answers[purpose.rawValue] = Setting(value: answer) }
    members.putTable("consent", answers)
    members.putSetting("withdrawn", withdrawn)
  }
}

/// A value or, as `null`, none.
private struct Setting<Value: Stored>: Stored {
  var value: Value?

  init(value: Value?) { self.value = value }

  init(json: JSON) throws(Mismatch) { value = json == .null ? nil : try Value(json: json) }

  var json: JSON { value?.json ?? .null }
}

extension DraftEdit: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      line: try fields.required("line"), length: try fields.requiredWhole("length", in: Limit.count),
      behind: try fields.whole("behind", in: Limit.count) ?? 0,
      dropped: try fields.whole("drop", in: Limit.count) ?? 0, inserted: try fields.text("add"))
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("line", line)
    members.put("length", length)
    members.putCount("behind", behind)
    members.putCount("drop", dropped)
    members.putText("add", inserted)
  }
}

extension UndoHistory: StoredObject, Stored, Written where Inverse: Stored {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      undoable: try fields.list("undoable"), redoable: try fields.list("redoable"),
      givenUp: try fields.whole("givenUp", in: Limit.count) ?? 0)
  }

  func fill(_ members: inout some FieldWriter) {
    members.putList("undoable", undoable)
    members.putList("redoable", redoable)
    members.putCount("givenUp", givenUp)
  }
}

extension UndoHistory.Step: StoredObject, Stored, Written where Inverse: Stored {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(
      record: try fields.requiredWhole("record", in: Limit.record), inverse: try fields.required("inverse"))
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("record", record)
    members.put("inverse", inverse)
  }
}
