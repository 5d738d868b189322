/// What changes of a participant; nil or empty for what stays.
///
/// A record of someone who leaves the room holds this and not the participant, who has come and gone before.
public struct ParticipantEdit: Equatable, Sendable {
  /// Attributes that are answered or, with nil, not answered any more.
  public var attributes: [String: String?]
  /// As in the participant; nil inside takes it away.
  public var label: String??
  /// Stretches of time in the room.
  public var present: Splice<Stretch>?
  /// Answers about consent; nil takes one back.
  public var consent: [ConsentPurpose: Consent?]
  /// As in the participant; nil inside takes it back.
  public var withdrawn: Withdrawal??

  /// Changes nothing unless told.
  public init(
    attributes: [String: String?] = [:], label: String?? = nil, present: Splice<Stretch>? = nil,
    consent: [ConsentPurpose: Consent?] = [:], withdrawn: Withdrawal?? = nil
  ) {
    self.attributes = attributes
    self.label = label
    self.present = present
    self.consent = consent
    self.withdrawn = withdrawn
  }

  /// The edit that turns one participant into another. The seat and fields of a newer version stay as they are.
  public init(from old: Participant, to new: Participant) {
    self.init(
      attributes: changes(from: old.attributes, to: new.attributes),
      label: old.label == new.label ? nil : .some(new.label),
      present: Splice(from: old.present, to: new.present),
      consent: changes(from: old.consent, to: new.consent),
      withdrawn: old.withdrawn == new.withdrawn ? nil : .some(new.withdrawn))
  }

  /// Changes a participant.
  ///
  /// - Returns: what takes it back; nil if the participant has not been in the room so often, and stays as it is.
  func apply(to participant: inout Participant) -> ParticipantEdit? {
    var back = ParticipantEdit()
    if let present {
      guard let old = present.apply(to: &participant.present) else { return nil }
      back.present = old
    }
    for (id, value) in attributes {
      back.attributes.updateValue(participant.attributes[id], forKey: id)
      participant.attributes[id] = value
    }
    for (purpose, answer) in consent {
      back.consent.updateValue(participant.consent[purpose], forKey: purpose)
      participant.consent[purpose] = answer
    }
    if let label {
      back.label = .some(participant.label)
      participant.label = label
    }
    if let withdrawn {
      back.withdrawn = .some(participant.withdrawn)
      participant.withdrawn = withdrawn
    }
    return back
  }
}

/// The keys whose values differ, with what they become; nil for those that go.
private func changes<Key, Value: Equatable>(from old: [Key: Value], to new: [Key: Value]) -> [Key: Value?] {
  var changes: [Key: Value?] = [:]
  for (key, value) in new where old[key] != value { changes.updateValue(value, forKey: key) }
  for key in old.keys where new[key] == nil { changes.updateValue(nil, forKey: key) }
  return changes
}

extension Session {
  /// The change that makes a participant what it is to be: as a whole only if it is not there yet.
  public func change(to participant: Participant) -> Change {
    guard let old = self.participant(participant.seat), old.unknown == participant.unknown else {
      return .participant(participant.seat, participant)
    }
    return .participantChanged(participant.seat, ParticipantEdit(from: old, to: participant))
  }
}
