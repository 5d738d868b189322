internal import Interview

/// `1 note`, `2 notes`.
func counted(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }

extension Participant {
  /// What was answered about consent: `consent to all`, `consent unknown`, `consent: part yes, quote no, otherwise
  /// unknown`.
  var consentWords: String {
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
  var words: String {
    switch self {
    case .leave: return "what was said is kept"
    case .noQuote: return "kept but not to be quoted"
    case .erase: return "what was said is destroyed"
    }
  }
}
