internal import Interview

extension ConsentAnswer: StoredWord {}
extension WithdrawalScope: StoredWord {}

extension Participant: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    let seat = try archive.requiredWhole("seat", old?.seat, in: seats)
    let id: String = try archive.required("id", old?.id)
    try archive.wants(
      id == "P\(seat)",
      Mismatch("found \(JSONWriter.quoted(id)), wanted \"P\(seat)\" for its seat").under("id"))
    let attributes: [String: String] = try archive.table("attributes", old?.attributes)
    let label: String? = try archive.optional("label", old?.label)
    let present: [Stretch] = try archive.list("present", old?.present)
    let consents = try archive.optional("consent", old.flatMap(ConsentTable.init))
    let withdrawn: Withdrawal? = try archive.optional("withdrawn", old?.withdrawn)
    var unknown = archive.rest(old?.unknown)
    if let rest = consents?.unknown, !rest.isEmpty { unknown["consent"] = .object(rest) }
    self.init(
      seat: seat, attributes: attributes, label: label, present: present, consent: consents?.answers ?? [:],
      withdrawn: withdrawn, unknown: unknown)
  }
}

/// The answers to all purposes. Purposes of a newer version are kept with the participant's unknown fields.
private struct ConsentTable: StoredObject {
  var answers: [ConsentPurpose: Consent]
  var unknown: UnknownFields = [:]

  /// Nil if there is none.
  init?(of participant: Participant) {
    answers = participant.consent
    if case .object(let rest) = participant.unknown["consent"] { unknown = rest }
    if answers.isEmpty, unknown.isEmpty { return nil }
  }

  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    answers = [:]
    for purpose in ConsentPurpose.allCases {
      answers[purpose] = try archive.optional(named: purpose.rawValue, old?.answers[purpose])
    }
    unknown = archive.rest(old?.unknown)
  }
}

extension Consent: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      try archive.required("answer", old?.answer), at: try archive.required("at", old?.at),
      unknown: archive.rest(old?.unknown))
  }
}

extension Withdrawal: StoredObject {
  init<A: Archive>(_ archive: inout A, _ old: Self?) throws(A.Failure) {
    self.init(
      try archive.required("scope", old?.scope), at: try archive.required("at", old?.at),
      unknown: archive.rest(old?.unknown))
  }
}
