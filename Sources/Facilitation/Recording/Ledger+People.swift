internal import Interview
internal import Text

/// Who takes part, consent, and what is filled in about the group.
extension Ledger {
  /// How a line is read in a group of one.
  static func howItIsRead(_ seat: Seat) -> String {
    "a line without a seat is P\(seat)'s, m: the interviewer's"
  }

  /// Says that the session is an interview, if it is.
  mutating func tellInterview() {
    if let seat = session.interviewee { say(.told, "an interview: \(Ledger.howItIsRead(seat))") }
  }

  /// Says how lines are read from now on, if it changed with who takes part.
  mutating func tellInterview(since former: Seat?) {
    guard session.interviewee != former else { return }
    tellInterview()
    guard let former, session.participants.count > 1 else { return }
    say(.told, "a group now: a line without a seat is nobody's, \(former) text is P\(former)'s")
  }

  mutating func arrive(_ seat: Seat, now: Stamp) {
    var person = session.participant(seat) ?? Participant(seat: seat)
    guard !person.isPresent(at: now.offset) else {
      refuse("P\(seat) is here", nil)
      return
    }
    guard person.gone == nil else {
      let free = seats.first { session.participant($0) == nil }.map { ": /in \($0)" } ?? ""
      refuse("P\(seat) has withdrawn and does not come back; somebody new takes a free seat\(free)", nil)
      return
    }
    let known = session.participant(seat) != nil
    let highest = session.participants.map(\.seat).max()
    if session.begunAt != nil { person.present.append(Stretch(from: now.offset)) }
    record(session.change(to: person), at: now.offset)
    say(.saved, "P\(seat) \(known && !person.present.dropLast().isEmpty ? "is back" : "is here")")
    // Two digits for one are a slip that nobody sees.
    if let highest, seat > highest + 1 {
      say(.warning, "P\(seat), though the seats go to \(highest); if that was a slip: /undo")
    }
    if person.consents(to: .part) == .unknown {
      say(.warning, "P\(seat): ask for consent, then /consent \(seat) all yes")
    }
  }

  mutating func depart(_ seat: Seat, now: Stamp) {
    guard var person = session.participant(seat) else {
      refuse("there is no P\(seat)", nil)
      return
    }
    guard let index = person.present.firstIndex(where: { $0.to == nil }) else {
      if session.begunAt == nil {
        record(.participant(seat, nil), at: now.offset)
        say(.saved, "P\(seat) does not take part")
      } else {
        refuse("P\(seat) is not in the room", nil)
      }
      return
    }
    person.present[index].to = max(now.offset, person.present[index].from)
    record(session.change(to: person), at: now.offset)
    say(.saved, "P\(seat) left the room")
  }

  mutating func describe(_ seat: Seat, _ words: String, line: TypedLine?, now: Stamp) {
    var person = session.participant(seat) ?? Participant(seat: seat)
    let attributes = session.protocol.attributes
    guard !words.isEmpty else {
      let known = attributes.map { "\($0.id): \($0.values.map(\.id).joined(separator: ", "))" }
      say(.told, [Reports.participant(person, in: session, at: now.offset)] + known)
      return
    }
    let (label, rest) = AttributeWords(session: session).splittingLabel(words)
    if let label { person.label = label }
    if !rest.isEmpty {
      switch AttributeWords(session: session).read(rest) {
      case .success(let filled): for (id, value) in filled { person.attributes[id] = value }
      case .failure(let fault): return refuse(fault.message, line)
      }
    }
    fill(person, now: now)
  }

  /// Takes an answer to the form: what somebody said of an attribute.
  mutating func describe(_ seat: Seat, _ attribute: Attribute, as text: String, line: TypedLine, now: Stamp) {
    guard let value = attribute.value(meantBy: text, in: session) else {
      return refuse(AttributeWords.fault(text, of: [attribute]).message, line)
    }
    var person = session.participant(seat) ?? Participant(seat: seat)
    person.attributes[attribute.id] = value
    fill(person, now: now)
  }

  /// Records what is filled in of somebody. Who was not here before has come.
  private mutating func fill(_ person: Participant, now: Stamp) {
    var person = person
    if session.participant(person.seat) == nil, session.begunAt != nil {
      person.present = [Stretch(from: now.offset)]
    }
    record(session.change(to: person), at: now.offset)
    say(.saved, Reports.participant(person, in: session, at: now.offset))
  }

  mutating func consent(
    _ whom: Command.Whom, _ purpose: ConsentPurpose?, _ answer: ConsentAnswer, now: Stamp
  ) {
    let people: [Participant]
    switch whom {
    case .all: people = session.participants.filter { $0.withdrawn == nil }
    case .seat(let seat): people = [session.participant(seat) ?? Participant(seat: seat)]
    }
    guard !people.isEmpty else {
      refuse("there are no participants yet; /in 1", nil)
      return
    }
    let purposes = purpose.map { [$0] } ?? ConsentPurpose.allCases
    let changes: [Change] = people.map { person in
      var person = person
      for purpose in purposes where !(whom == .all && answer == .yes && person.consents(to: purpose) == .no) {
        person.consent[purpose] = Consent(answer, at: now.offset)
      }
      if session.participant(person.seat) == nil, session.begunAt != nil {
        person.present = [Stretch(from: now.offset)]
      }
      return session.change(to: person)
    }
    record(changes, at: now.offset)
    let who = people.count == 1 ? people[0].id : "\(people.count) participants"
    let what = purpose?.rawValue ?? "all purposes"
    say(.saved, "consent of \(who), \(what): \(answer.rawValue)")
    if answer == .no, purposes.contains(.part) {
      for person in people {
        let count = session.notes(goingWith: person.seat).count
        guard count > 0 else { continue }
        say(
          .warning,
          "\(person.id) has \(counted(count, "note")) from before, and what was said stays: "
            + "/withdraw \(person.seat) erase destroys it")
      }
    }
    guard whom == .all, answer == .yes else { return }
    for person in session.participants {
      let refused = purposes.filter { person.consents(to: $0) == .no }.map(\.rawValue)
      if !refused.isEmpty {
        say(.warning, "\(person.id) said no, and it stays no: \(refused.joined(separator: ", "))")
      }
    }
  }

  mutating func withdraw(
    _ seat: Seat, _ scope: WithdrawalScope, now: Stamp, _ goAhead: GoAhead?
  ) {
    guard var person = session.participant(seat) else {
      refuse("there is no P\(seat)", nil)
      return
    }
    switch scope {
    case .erase:
      let before = session.notes.count { $0.redacted }
      record(.erased(seat, at: now.offset), at: now.offset, goAhead)
      let count = session.notes.count { $0.redacted } - before
      say(
        .saved,
        "P\(seat) withdrew: \(counted(count, "note")) destroyed, also what was said together; undo begins afresh"
      )
    case .leave, .noQuote:
      person.withdrawn = Withdrawal(scope, at: now.offset)
      if scope == .noQuote {
        person.consent[.quote] = Consent(.no, at: now.offset)
      } else if let index = person.present.firstIndex(where: { $0.to == nil }) {
        person.present[index].to = max(now.offset, person.present[index].from)
      }
      record(session.change(to: person), at: now.offset)
      say(
        .saved,
        scope == .leave
          ? "P\(seat) withdrew and left; what was said is kept" : "P\(seat) is kept but will not be quoted")
    }
  }

  mutating func set(_ field: String, _ text: String, line: TypedLine?, now: Stamp) {
    var group = session.group
    var value = text.isEmpty ? nil : text
    switch field {
    case "group": group.code = value
    case "country":
      let country = value.flatMap(Country.init)
      guard (country == nil) == (value == nil) else {
        refuse("“\(text)” is no country; two letters of ISO 3166, as in NL", line)
        return
      }
      value = country?.code
      group.country = value
    case "setting":
      let known = session.protocol.settings
      if let typed = value { value = known.keys.first { $0.lowercased() == typed.lowercased() } ?? typed }
      if let value, known[value] == nil, !known.isEmpty {
        refuse("no setting “\(value)”; there are: \(known.keys.sorted().joined(separator: ", "))", line)
        return
      }
      group.setting = value
    case "place":
      guard value?.contains(where: \.isLetter) ?? true else {
        refuse("“\(text)” is no place; a name, as in Utrecht", line)
        return
      }
      group.place = value
    case "language", "notes-language":
      let language = value.flatMap(Language.init)
      guard (language == nil) == (value == nil) else {
        refuse("“\(text)” is no language; a tag, as in nl or nl-BE", line)
        return
      }
      value = language?.tag
      if field == "language" { group.language = value } else { group.notesLanguage = value }
    default:
      let questions = session.protocol.setup + session.protocol.debrief
      guard questions.contains(where: { $0.id == field }) else {
        let ids =
          (["group", "country", "setting", "place", "language", "notes-language"]
          + questions.map(\.id)).joined(separator: " ")
        refuse("nothing is called “\(field)”; there are: \(ids)", line)
        return
      }
      record(.answer(id: field, text: value), at: now.offset)
      say(.saved, "\(field): \(value ?? "not answered")")
      return
    }
    record(.group(group), at: now.offset)
    let notice =
      switch field {
      case "country": Country.notice(text)
      case "language", "notes-language": Language.notice(text)
      default: String?.none
      }
    say(.saved, "\(field): \(value ?? "none")" + (notice.map { "; \($0)" } ?? ""))
    if field == "language" { tellLanguage() }
  }

  /// Says in which language the questions are if the protocol lacks the group's.
  mutating func tellLanguage() {
    guard let instead = session.languageInstead, let wanted = session.group.language else { return }
    say(.warning, "the protocol has no \(wanted): its questions are in \(instead)")
  }
}
