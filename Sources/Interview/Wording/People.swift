extension Speaker {
  /// As it is shown: `P3`, `someone`, `moderator`.
  public var words: String {
    switch self {
    case .moderator: return "moderator"
    case .someone: return "someone"
    case .participant: return id
    }
  }
}

extension Session {
  /// `Function: policy`, in the words of the protocol and its order; what it does not know as it is stored.
  public func attributeWords(of person: Participant) -> [String] {
    let known = `protocol`.attributes.compactMap { attribute -> String? in
      guard let stored = person.attributes[attribute.id] else { return nil }
      let name = attribute.values.first { $0.id == stored }.map { filled($0.name) } ?? stored
      return "\(filled(attribute.ask)): \(name)"
    }
    let ids = Set(`protocol`.attributes.map(\.id))
    let others = person.attributes.filter { !ids.contains($0.key) }.sorted { $0.key < $1.key }
    return known + others.map { "\($0.key): \($0.value)" }
  }
}

extension Participant {
  /// What was answered about consent: `consent to all`, `consent unknown`, `consent: part yes, quote no, otherwise
  /// unknown`.
  public var consentWords: String {
    let asked = ConsentPurpose.allCases.filter { consents(to: $0) != .unknown }
    if asked.isEmpty { return "consent unknown" }
    let isWhole = asked.count == ConsentPurpose.allCases.count
    if isWhole, asked.allSatisfy({ consents(to: $0) == .yes }) { return "consent to all" }
    let answers = asked.map { "\($0.rawValue) \(consents(to: $0).rawValue)" }.joined(separator: ", ")
    return "consent: \(answers)\(isWhole ? "" : ", otherwise unknown")"
  }
}

extension WithdrawalScope {
  /// The scope in words.
  public var words: String {
    switch self {
    case .leave: return "what was said is kept"
    case .noQuote: return "kept but not to be quoted"
    case .erase: return "what was said is destroyed"
    }
  }
}
