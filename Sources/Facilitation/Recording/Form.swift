package import Interview

/// Questions to the team, one at a time: set-up, arrival and consent, the gap after a cut, the debrief. An empty
/// line leaves one as it is (or takes the remembered answer); one can go back; commands work meanwhile.
package struct Form: Equatable, Sendable {
  package enum Step: Equatable, Sendable {
    /// A field of the group or an answer, by the name `/set` knows.
    case field(String, ask: String, choices: [String], remembered: String?)
    /// A line that is kept nowhere: it shows how this keyboard's quote and tilde arrive.
    case practice
    case participants
    case consent(Seat, ConsentPurpose)
    case attribute(Seat, Attribute)
    case gap
  }

  /// What the form is called on the screen.
  package var title: String
  /// Said when it is done.
  var done: [String] = []
  package var steps: [Step]
  package var position = 0

  /// What is asked now; nil when the form is done.
  package var step: Step? { steps.indices.contains(position) ? steps[position] : nil }

  /// The set-up: what is not given yet of the group, then the protocol's own questions, then arrival.
  static func setUp(_ session: Session, remembered: [String: String]) -> Form {
    let group = session.group
    let settings = session.protocol.settings.keys.sorted()
    let fields: [(String, String, [String], String?)] = [
      ("group", "group code, as in NL02?", [], group.code),
      ("country", "country, two letters?", [], group.country),
      ("setting", "setting?", settings, group.setting),
      ("place", "place?", [], group.place),
      ("language", "language of the talk?", session.protocol.languages, group.language),
      ("notes-language", "language of the notes?", session.protocol.languages, group.notesLanguage),
    ]
    var steps: [Step] = fields.filter { $0.3 == nil && !($0.0 == "setting" && settings.isEmpty) }
      .map { .field($0.0, ask: $0.1, choices: $0.2, remembered: nil) }
    steps += session.protocol.setup.filter { session.answers[$0.id] == nil }.map { question in
      .field(
        question.id, ask: session.filled(question.ask), choices: question.values,
        remembered: question.remember ? remembered[question.id] : nil)
    }
    steps.append(.practice)
    steps += session.participants.isEmpty ? [.participants] : arrival(session)
    return Form(
      title: "set-up", done: ["that is all; /who checks it, /back goes back, /begin starts the clock"],
      steps: steps)
  }

  /// Consent per purpose and attributes of everybody, one by one.
  static func arrival(_ session: Session) -> [Step] {
    session.participants.flatMap { person in
      ConsentPurpose.allCases.filter { person.consent[$0] == nil }.map { .consent(person.seat, $0) }
        + session.protocol.attributes.filter { person.attributes[$0.id] == nil }
        .map { .attribute(person.seat, $0) }
    }
  }

  static func debrief(_ session: Session) -> Form {
    let steps: [Step] = session.protocol.debrief.filter { session.answers[$0.id] == nil }.map {
      .field($0.id, ask: session.filled($0.ask), choices: $0.values, remembered: nil)
    }
    return Form(
      title: "debrief", done: ["the debrief is done; /finish closes the session"], steps: steps)
  }

  static let gap = Form(title: "the gap", steps: [.gap])

  /// The question that is asked now, in a few lines.
  func prompt(in session: Session) -> [String] {
    guard let step else { return done }
    var lines = [Form.ask(step, in: session)]
    let choices = Form.choices(step, in: session)
    if !choices.isEmpty {
      let list = choices.joined(separator: ", ")
      if case .attribute = step { lines[0] += ": \(list)" } else { lines.append("one of: \(list)") }
    }
    if let value = Form.value(of: step, in: session) {
      lines.append("now: \(value); Enter keeps it")
    } else if let remembered = step.remembered {
      lines.append("Enter takes: \(remembered)")
    }
    return lines
  }

  package static func ask(_ step: Step, in session: Session) -> String {
    switch step {
    case .field(_, let ask, _, _): return ask
    case .practice:
      let seat = session.interviewee == nil ? "3 " : ""
      return
        "practice: type \(seat)\"hello and ~laughter, to see how your keys arrive; kept nowhere; Enter alone goes on"
    case .participants:
      return "how many participants? 1 for an interview; Enter: they are added as they come, /in 1"
    case .consent(let seat, let purpose):
      return "P\(seat): consent to \(purpose.words)? yes, no, all; Enter leaves it open"
    case .attribute(let seat, let attribute): return "P\(seat), \(session.filled(attribute.ask))"
    case .gap: return "was it a pause, or did the group go on? pause, on"
    }
  }

  /// What may be answered, in words; empty if anything may.
  package static func choices(_ step: Step, in session: Session) -> [String] {
    switch step {
    case .field(_, _, let choices, _): return choices
    case .attribute(_, let attribute): return attribute.values.map { session.filled($0.name) }
    case .practice, .participants, .consent, .gap: return []
    }
  }

  /// What was answered already; nil if nothing was.
  package static func value(of step: Step, in session: Session) -> String? {
    switch step {
    case .field("group", _, _, _): return session.group.code
    case .field("country", _, _, _): return session.group.country
    case .field("setting", _, _, _): return session.group.setting
    case .field("place", _, _, _): return session.group.place
    case .field("language", _, _, _): return session.group.language
    case .field("notes-language", _, _, _): return session.group.notesLanguage
    case .field(let id, _, _, _): return session.answers[id]
    case .practice, .gap: return nil
    case .participants: return session.participants.isEmpty ? nil : String(session.participants.count)
    case .consent(let seat, let purpose):
      return session.participant(seat)?.consent[purpose]?.answer.rawValue
    case .attribute(let seat, let attribute):
      return session.participant(seat)?.attributes[attribute.id].map { stored in
        attribute.values.first { $0.id == stored }.map { session.filled($0.name) } ?? stored
      }
    }
  }

  /// A choice by its start or its number, else the text itself.
  package static func choice(_ text: String, of choices: [String]) -> String {
    if choices.contains(text) { return text }
    if let same = choices.first(where: { $0.lowercased() == text.lowercased() }) { return same }
    if let number = Int(text), choices.indices.contains(number &- 1) { return choices[number &- 1] }
    let near = choices.filter { $0.lowercased().hasPrefix(text.lowercased()) }
    return near.count == 1 ? near[0] : text
  }
}

extension ConsentPurpose {
  /// The purpose in words.
  package var words: String {
    switch self {
    case .part: return "taking part"
    case .recording: return "audio recording"
    case .quote: return "anonymised quotation"
    case .archive: return "archiving"
    case .contact: return "being contacted again"
    }
  }
}

extension Form.Step {
  package var seat: Seat? {
    switch self {
    case .consent(let seat, _), .attribute(let seat, _): return seat
    case .field, .practice, .participants, .gap: return nil
    }
  }

  package var remembered: String? {
    guard case .field(_, _, _, let remembered) = self else { return nil }
    return remembered
  }
}

extension String {
  package var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
