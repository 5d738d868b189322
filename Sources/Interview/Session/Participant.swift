/// What a participant can consent to, each by itself.
public enum ConsentPurpose: String, CaseIterable, Sendable {
  /// Taking part.
  case part
  /// Audio recording.
  case recording
  /// Anonymised quotation.
  case quote
  /// Archiving for other researchers.
  case archive
  /// Being contacted again.
  case contact
}

/// What was answered when consent was asked.
public enum ConsentAnswer: String, CaseIterable, Sendable {
  case yes, no, unknown
}

/// A consent given or refused, and when.
public struct Consent: Hashable, Sendable {
  /// The answer.
  public var answer: ConsentAnswer
  /// When it was given.
  public var at: Offset

  public var unknown: UnknownFields

  public init(_ answer: ConsentAnswer, at: Offset, unknown: UnknownFields = [:]) {
    self.answer = answer
    self.at = at
    self.unknown = unknown
  }
}

/// How far a participant withdraws.
public enum WithdrawalScope: String, CaseIterable, Sendable {
  /// Leaves; what was said is kept.
  case leave
  /// What was said is kept but not quoted.
  case noQuote = "noquote"
  /// What was said is destroyed.
  case erase
}

/// A withdrawal, and when.
public struct Withdrawal: Hashable, Sendable {
  /// How far it goes.
  public var scope: WithdrawalScope
  /// When it was asked for.
  public var at: Offset

  public var unknown: UnknownFields

  public init(_ scope: WithdrawalScope, at: Offset, unknown: UnknownFields = [:]) {
    self.scope = scope
    self.at = at
    self.unknown = unknown
  }
}

/// A stretch of the session's time; without `to` it lasts.
public struct Stretch: Hashable, Sendable {
  /// Its beginning.
  public var from: Offset
  /// Its end, exclusive; nil while it lasts.
  public var to: Offset?
  public var unknown: UnknownFields

  public init(from: Offset, to: Offset? = nil, unknown: UnknownFields = [:]) {
    self.from = from
    self.to = to
    self.unknown = unknown
  }

  /// The time is in it.
  public func holds(_ time: Offset) -> Bool { from <= time && to.map { time < $0 } ?? true }

  /// How much of it lies in `range`, in milliseconds; a lasting one lasts to the range's end.
  public func overlap(_ range: Range<Offset>) -> Int {
    let end = min(to ?? range.upperBound, range.upperBound)
    return max(0, end - max(from, range.lowerBound))
  }
}

/// A participant: a seat number and a pseudonym, never a name.
public struct Participant: Equatable, Sendable {
  /// Its seat, 1-99.
  public var seat: Seat
  /// The protocol's attributes that were answered, by id.
  public var attributes: [String: String]
  /// For the screen only (a word about where someone sits), never exported.
  public var label: String?
  /// When the participant was in the room.
  public var present: [Stretch]
  /// What was answered for each purpose that was asked.
  public var consent: [ConsentPurpose: Consent]
  /// Set once the participant withdraws.
  public var withdrawn: Withdrawal?
  public var unknown: UnknownFields

  public init(
    seat: Seat, attributes: [String: String] = [:], label: String? = nil, present: [Stretch] = [],
    consent: [ConsentPurpose: Consent] = [:], withdrawn: Withdrawal? = nil, unknown: UnknownFields = [:]
  ) {
    self.seat = seat
    self.attributes = attributes
    self.label = label
    self.present = present
    self.consent = consent
    self.withdrawn = withdrawn
    self.unknown = unknown
  }

  /// The pseudonym, `P3`.
  public var id: String { "P\(seat)" }

  /// When the participant withdrew from taking part, for good. Nil of one who stays and is not quoted.
  public var gone: Offset? { withdrawn.flatMap { $0.scope == .noQuote ? nil : $0.at } }

  /// In the room at this time. Nobody is who has withdrawn by then, whatever came after.
  public func isPresent(at time: Offset) -> Bool {
    present.contains { $0.holds(time) } && gone.map { time < $0 } ?? true
  }

  /// The answer for a purpose; `unknown` if it was never asked.
  public func consents(to purpose: ConsentPurpose) -> ConsentAnswer { consent[purpose]?.answer ?? .unknown }
}
