public import Interview

extension RandomSession {
  /// An edit that sets any of a note's values.
  public mutating func noteEdit() -> NoteEdit {
    let content = content()
    var edit = NoteEdit()
    edit.question = maybe { $0.question() }
    edit.kind = maybe { _ in content.kind }
    edit.speakers = maybe { _ in content.speakers }
    edit.unsure = maybe { _ in content.unsure }
    edit.replyTo = maybe { _ in content.replyTo }
    edit.text = maybe { _ in content.text }
    edit.manner = maybe { _ in content.manner }
    edit.codes = maybe { _ in content.codes }
    edit.important = maybe { _ in content.important }
    edit.intense = maybe { _ in content.intense }
    edit.count = maybe { _ in content.count }
    edit.of = maybe { _ in content.of }
    edit.complete = maybe { _ in content.complete }
    edit.typed = maybe { $0.text() }
    return edit
  }

  /// A change of anything of a participant; it fits one who has been in the room as often as it drops.
  public mutating func participantEdit(dropping most: Int = 3) -> ParticipantEdit {
    var edit = ParticipantEdit()
    for id in ["function", text() + name()] where coin() {
      edit.attributes.updateValue(maybe { $0.text() }, forKey: id)
    }
    for purpose in ConsentPurpose.allCases where coin() {
      edit.consent.updateValue(
        maybe { Consent($0.one(of: ConsentAnswer.allCases), at: $0.offset()) }, forKey: purpose)
    }
    edit.label = maybe { $0.maybe { $0.text() } }
    edit.present = maybe { $0.splice(most) { $0.stretch() } }
    edit.withdrawn = maybe {
      $0.maybe { Withdrawal($0.one(of: WithdrawalScope.allCases), at: $0.offset()) }
    }
    return edit
  }

  /// A splice that fits a list of `count`.
  public mutating func splice<Element>(
    _ count: Int, _ make: (inout RandomSession) -> Element
  ) -> Splice<Element> {
    let behind = number(0...count)
    return Splice(behind: behind, dropped: number(0...count - behind), inserted: list(make))
  }

  public mutating func stanceChange() -> Stance.Change {
    Stance.Change(
      at: offset(), value: one(of: StanceValue.allCases), statement: maybe { $0.name() }, unknown: unknown())
  }

  public mutating func tick() -> ProbeMark.Change {
    ProbeMark.Change(at: offset(), how: one(of: ProbeUse.allCases), unknown: unknown())
  }

  public mutating func draftEdit() -> DraftEdit {
    let length = number(0...99)
    let behind = number(0...length)
    return DraftEdit(
      line: offset(), length: length, behind: behind, dropped: number(0...length - behind), inserted: text())
  }

  /// A change of a part of something that the session has, or that it has not.
  public mutating func partChange(of session: Session) -> Change {
    let note = session.notes.isEmpty || number(1...9) == 1 ? 9999 : one(of: session.notes).number
    switch number(0...6) {
    case 0, 1: return .edited(number: note, noteEdit(), at: offset())
    case 2: return .asked(number: note, at: maybe { $0.offset() })
    case 3:
      let stance = session.stances.isEmpty || coin() ? stance() : one(of: session.stances)
      let count = session.stance(of: stance.participant, on: stance.target)?.changes.count ?? 0
      let splice = splice(count) { $0.stanceChange() }
      return .stanceChanged(stance.participant, stance.target, splice)
    case 4:
      let stance = session.stances.isEmpty || number(1...9) == 1 ? stance() : one(of: session.stances)
      return .stanceMoved(stance.participant, stance.target, to: question())
    case 5:
      let mark = session.probes.isEmpty || coin() ? probe() : one(of: session.probes)
      let there = session.probes.first { $0.question == mark.question && $0.probe == mark.probe }
      return .probeChanged(mark.question, mark.probe, splice(there?.changes.count ?? 0) { $0.tick() })
    default:
      let person = session.participants.isEmpty ? participant(7) : one(of: session.participants)
      return .participantChanged(person.seat, participantEdit(dropping: person.present.count))
    }
  }
}
