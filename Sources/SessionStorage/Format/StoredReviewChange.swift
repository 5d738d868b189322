internal import Interview

extension ReviewChange {
  /// What a change is called in a review's journal.
  enum Kind: String, CaseIterable {
    case started, code, memo, check, speakers, verified, erased, history, together
    case newCode = "new-code"
  }

  var kind: Kind {
    switch self {
    case .started: return .started
    case .code: return .code
    case .memo: return .memo
    case .check: return .check
    case .speakers: return .speakers
    case .verified: return .verified
    case .newCode: return .newCode
    case .erased: return .erased
    case .history: return .history
    case .together: return .together
    }
  }

  /// What it changes.
  func fill(_ members: inout some FieldWriter) {
    switch self {
    case .started(let head): head.fill(&members)
    case .code(let note, let code, let mark):
      members.put("note", note)
      members.put("code", code)
      members.put("mark", mark)
    case .memo(let note, let number, let memo):
      members.put("note", note)
      members.put("number", number)
      members.put("memo", memo)
    case .check(let note, let check):
      members.put("note", note)
      members.put("check", check)
    case .speakers(let note, let speakers):
      members.put("note", note)
      members.put("participants", speakers)
    case .verified(let note, let verified):
      members.put("note", note)
      members.put("verified", verified)
    case .newCode(let code, let entry):
      members.put("code", code)
      members.put("entry", entry)
    case .erased(let notes): members.putList("notes", notes)
    case .history(let history): history.fill(&members)
    case .together(let changes): members.putList("changes", changes)
    }
  }

  /// Reads what is changed.
  init(_ kind: Kind, from fields: inout some FieldReader) throws(Mismatch) {
    switch kind {
    case .started: self = .started(try ReviewHead(from: &fields))
    case .code:
      self = .code(
        note: try fields.name("note"), try fields.required("code"), try fields.optional("mark"))
    case .memo:
      let note = try fields.name("note")
      let number = try fields.requiredWhole("number", in: Limit.note)
      let memo: NoteReview.Memo? = try fields.optional("memo")
      if let memo, memo.number != number { throw Mismatch("it belongs to another").under("memo") }
      self = .memo(note: note, number: number, memo)
    case .check: self = .check(note: try fields.name("note"), try fields.optional("check"))
    case .speakers: self = .speakers(note: try fields.name("note"), try fields.optional("participants"))
    case .verified: self = .verified(note: try fields.name("note"), try fields.optional("verified"))
    case .newCode: self = .newCode(try fields.required("code"), try fields.optional("entry"))
    case .erased: self = .erased(notes: try fields.list("notes"))
    case .history: self = .history(try UndoHistory(from: &fields))
    case .together: self = .together(try fields.list("changes"))
    }
  }
}

/// A change among others that are one.
extension ReviewChange: Stored {
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
