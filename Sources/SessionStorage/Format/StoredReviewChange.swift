internal import Interview

extension ReviewChange {
  /// What a change is called in a review's journal.
  enum Kind: String, CaseIterable {
    case started, code, memo, check, speakers, verified, erased, history, together
    case newCode = "new-code"
    case wordErased = "word-erased"
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
    case .wordErased: return .wordErased
    case .history: return .history
    case .together: return .together
    }
  }

  /// Goes through what is changed, as a `StoredObject` does.
  ///
  /// - Parameter old: of this kind.
  init<A: Archive>(_ kind: Kind, _ archive: inout A, _ old: ReviewChange?) throws(A.Failure) {
    switch kind {
    case .started:
      let old: ReviewHead? = if case .started(let head)? = old { head } else { nil }
      self = .started(try ReviewHead(&archive, old))
    case .code:
      let old: (note: String, code: Code, mark: NoteReview.CodeMark?)? =
        if case .code(let note, let code, let mark)? = old { (note, code, mark) } else { nil }
      self = .code(
        note: try archive.name("note", old?.note), try archive.required("code", old?.code),
        try archive.optional("mark", old?.mark))
    case .memo:
      let old: (note: String, number: Int, memo: NoteReview.Memo?)? =
        if case .memo(let note, let number, let memo)? = old { (note, number, memo) } else { nil }
      let note = try archive.name("note", old?.note)
      let number = try archive.requiredWhole("number", old?.number, in: Limit.note)
      self = .memo(
        note: note, number: number, try archive.value("memo", old?.memo, of: number, \.number))
    case .check:
      let old: (note: String, check: NoteReview.Check?)? =
        if case .check(let note, let check)? = old { (note, check) } else { nil }
      self = .check(note: try archive.name("note", old?.note), try archive.optional("check", old?.check))
    case .speakers:
      let old: (note: String, speakers: NoteReview.SpeakerCorrection?)? =
        if case .speakers(let note, let speakers)? = old { (note, speakers) } else { nil }
      self = .speakers(
        note: try archive.name("note", old?.note), try archive.optional("participants", old?.speakers))
    case .verified:
      let old: (note: String, verified: NoteReview.VerifiedText?)? =
        if case .verified(let note, let verified)? = old { (note, verified) } else { nil }
      self = .verified(
        note: try archive.name("note", old?.note), try archive.optional("verified", old?.verified))
    case .newCode:
      let old: (code: Code, entry: ReviewerCode?)? =
        if case .newCode(let code, let entry)? = old { (code, entry) } else { nil }
      self = .newCode(try archive.required("code", old?.code), try archive.optional("entry", old?.entry))
    case .erased:
      let old: [String]? = if case .erased(let notes)? = old { notes } else { nil }
      self = .erased(notes: try archive.list("notes", old))
    case .wordErased:
      let old: (word: String, codes: [Code])? =
        if case .wordErased(let word, let codes)? = old { (word, codes) } else { nil }
      self = .wordErased(
        try archive.filledText("word", old?.word), keeping: try archive.list("keep", old?.codes))
    case .history:
      let old: UndoHistory<ReviewChange>? = if case .history(let history)? = old { history } else { nil }
      self = .history(try UndoHistory(&archive, old))
    case .together:
      let old: [ReviewChange]? = if case .together(let changes)? = old { changes } else { nil }
      self = .together(try archive.list("changes", old))
    }
  }
}

/// A change among others that are one.
extension ReviewChange: Stored {
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
