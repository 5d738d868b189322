internal import Interview

extension ConsentAnswer: StoredWord {}
extension WithdrawalScope: StoredWord {}

extension Participant: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    let seat = try fields.requiredWhole("seat", in: seats)
    let id: String = try fields.required("id")
    guard id == "P\(seat)" else {
      throw Mismatch("found \(JSONWriter.quoted(id)), wanted \"P\(seat)\" for its seat").under("id")
    }
    let attributes: [String: String] = try fields.table("attributes")
    let label: String? = try fields.optional("label")
    let present: [Stretch] = try fields.list("present")
    let consents: ConsentTable? = try fields.optional("consent")
    let withdrawn: Withdrawal? = try fields.optional("withdrawn")
    var unknown = fields.rest
    if let rest = consents?.unknown, !rest.isEmpty { unknown["consent"] = .object(rest) }
    self.init(
      seat: seat, attributes: attributes, label: label, present: present, consent: consents?.answers ?? [:],
      withdrawn: withdrawn, unknown: unknown)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("seat", seat)
    members.put("id", id)
    members.putTable("attributes", attributes)
    members.put("label", label)
    members.putList("present", present)
    var consents = ConsentTable(answers: consent)
    if case .object(let rest) = unknown["consent"] { consents.unknown = rest }
    if !(consents.answers.isEmpty && consents.unknown.isEmpty) { members.put("consent", consents) }
    members.put("withdrawn", withdrawn)
    members.keep(unknown)
  }
}

/// The answers to all purposes. Purposes of a newer version are kept with the participant's unknown fields.
private struct ConsentTable: StoredObject {
  var answers: [ConsentPurpose: Consent]
  var unknown: UnknownFields = [:]

  init(answers: [ConsentPurpose: Consent]) { self.answers = answers }

  init(from fields: inout some FieldReader) throws(Mismatch) {
    answers = [:]
    for purpose in ConsentPurpose.allCases { answers[purpose] = try fields.optional(named: purpose.rawValue) }
    unknown = fields.rest
  }

  func fill(_ members: inout some FieldWriter) {
    for (purpose, consent) in answers { members.put(named: purpose.rawValue, consent) }
    members.keep(unknown)
  }
}

extension Consent: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(try fields.required("answer"), at: try fields.required("at"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("answer", answer)
    members.put("at", at)
    members.keep(unknown)
  }
}

extension Withdrawal: StoredObject {
  init(from fields: inout some FieldReader) throws(Mismatch) {
    self.init(try fields.required("scope"), at: try fields.required("at"), unknown: fields.rest)
  }

  func fill(_ members: inout some FieldWriter) {
    members.put("scope", scope)
    members.put("at", at)
    members.keep(unknown)
  }
}
