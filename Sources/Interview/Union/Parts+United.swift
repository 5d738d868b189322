/// Something that happened at a time.
private struct Happening<What: Hashable>: Hashable {
  var at: Offset
  var what: What
}

extension Array {
  /// The elements of both sides, in the order of time; what both have stands once.
  func joined<What: Hashable>(
    with others: [Element], at: KeyPath<Element, Offset>, what: KeyPath<Element, What>
  ) -> [Element] {
    func key(_ element: Element) -> Happening<What> {
      Happening(at: element[keyPath: at], what: element[keyPath: what])
    }
    let known = Set(map(key))
    let joined = others.filter { !known.contains(key($0)) }
    guard !joined.isEmpty else { return self }
    return (self + joined).enumerated()
      .sorted { ($0.element[keyPath: at], $0.offset) < ($1.element[keyPath: at], $1.offset) }
      .map(\.element)
  }
}

extension Group {
  /// The group with what only the other side says of it.
  func completed(by other: Group) -> Group {
    Group(
      code: code ?? other.code, country: country ?? other.country, setting: setting ?? other.setting,
      place: place ?? other.place, language: language ?? other.language,
      notesLanguage: notesLanguage ?? other.notesLanguage,
      unknown: unknown.merging(other.unknown) { mine, _ in mine })
  }
}

extension Participant {
  /// The two sides give different values to one attribute, or different labels.
  func contradicts(_ other: Participant) -> Bool {
    attributes.contains { key, value in other.attributes[key].map { $0 != value } ?? false }
      || label != other.label && label != nil && other.label != nil
  }

  /// The participant with what only the other side says. A refusal goes before a consent, a withdrawal before none, and
  /// the one that reaches farther before the other. Who was erased on either side has no attributes.
  func united(with other: Participant, endingAt end: Offset) -> Participant {
    var united = self
    united.attributes.merge(other.attributes) { mine, _ in mine }
    united.label = label ?? other.label
    united.present = present.united(with: other.present, endingAt: end)
    united.consent.merge(other.consent) { mine, theirs in
      theirs.answer.strength > mine.answer.strength ? theirs : mine
    }
    if let theirs = other.withdrawn, theirs.scope.reach > withdrawn?.scope.reach ?? 0 {
      united.withdrawn = theirs
    }
    if united.withdrawn?.scope == .erase, withdrawn?.scope != .erase || other.withdrawn?.scope != .erase {
      united.attributes = [:]
      united.label = nil
    }
    united.unknown.merge(other.unknown) { mine, _ in mine }
    return united
  }
}

extension ConsentAnswer {
  fileprivate var strength: Int {
    switch self {
    case .unknown: 0
    case .yes: 1
    case .no: 2
    }
  }
}

extension WithdrawalScope {
  fileprivate var reach: Int {
    switch self {
    case .leave: 1
    case .noQuote: 2
    case .erase: 3
    }
  }
}
