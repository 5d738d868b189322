internal import Interview

/// Questions to the team, one at a time: set-up, arrival and consent, the gap after a cut, the debrief. An empty
/// line leaves one open (or takes the remembered answer); commands work meanwhile.
struct Form: Equatable, Sendable {
  enum Step: Equatable, Sendable {
    /// A field of the group or an answer, by the name `/set` knows.
    case field(String, ask: String, choices: [String], remembered: String?)
    case participants
    case consent(Seat, ConsentPurpose)
    case attribute(Seat, Attribute)
    case gap
  }

  /// What the form is for; said when it is done.
  var done: [String]
  var steps: [Step]

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
      ("notes-language", "language of the notes?", [], group.notesLanguage),
    ]
    var steps: [Step] = fields.filter { $0.3 == nil && !($0.0 == "setting" && settings.isEmpty) }
      .map { .field($0.0, ask: $0.1, choices: $0.2, remembered: nil) }
    steps += session.protocol.setup.filter { session.answers[$0.id] == nil }.map { question in
      .field(
        question.id, ask: session.filled(question.ask), choices: question.values,
        remembered: question.remember ? remembered[question.id] : nil)
    }
    steps += session.participants.isEmpty ? [.participants] : arrival(session)
    return Form(done: ["that is all; /who checks it, /begin starts the clock"], steps: steps)
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
    return Form(done: ["the debrief is done; /finish closes the session"], steps: steps)
  }

  /// The question that is asked now, in one or two lines.
  func prompt(in session: Session) -> [String] {
    switch steps.first {
    case nil: return done
    case .field(_, let ask, let choices, let remembered):
      let offered = remembered.map { "Enter takes: \($0)" }
      let choice = choices.isEmpty ? nil : "one of: \(choices.joined(separator: ", "))"
      return [ask] + [choice, offered].compactMap { $0 }
    case .participants: return ["how many participants? Enter: they are added as they come, /in 1"]
    case .consent(let seat, let purpose):
      return ["P\(seat): consent to \(purpose.words)? yes, no, all; Enter leaves it open"]
    case .attribute(let seat, let attribute):
      return [
        "P\(seat), \(session.filled(attribute.ask)): \(attribute.values.map { session.filled($0.name) }.joined(separator: ", "))"
      ]
    case .gap: return ["was it a pause, or did the group go on? pause, on"]
    }
  }
}

extension ConsentPurpose {
  /// The purpose in words.
  var words: String {
    switch self {
    case .part: return "taking part"
    case .recording: return "audio recording"
    case .quote: return "anonymised quotation"
    case .archive: return "archiving"
    case .contact: return "being contacted again"
    }
  }
}

extension Recording {
  /// Asks the form's next question, or says that it is done.
  mutating func askNext() {
    guard let form else { return }
    say(.question, form.prompt(in: session))
    if form.steps.isEmpty { self.form = nil }
  }

  mutating func start(_ form: Form) {
    guard interactive else { return }
    self.form = form
    askNext()
  }

  /// Takes a line as the answer to the form's question.
  mutating func answer(_ line: TypedLine, now: Stamp) {
    guard let step = form?.steps.first else { return }
    let text = line.text.trimmed
    if text.isEmpty, !(step.remembered != nil) {
      if case .gap = step {
        refuse("please say pause or on", nil)
        return askNext()
      }
      form?.steps.removeFirst()
      return askNext()
    }
    let before = session.lastRecord
    switch step {
    case .field(let name, _, let choices, let remembered):
      let value = text.isEmpty ? remembered ?? "" : choice(text, of: choices)
      performPeople(.set(name, value), line: line, now: now)
    case .participants:
      guard let count = Int(text), seats.contains(count) else {
        refuse("a number from 1 to 99", nil)
        return askNext()
      }
      record(.together((1...count).map { .participant($0, Participant(seat: $0)) }), at: now.offset)
      say(.saved, "\(count) participants, P1 to P\(count)")
      form?.steps.removeFirst()
      form?.steps += Form.arrival(session)
      return askNext()
    case .consent(let seat, let purpose): answerConsent(seat, purpose, text, line: line, now: now)
    case .attribute(let seat, let attribute):
      let names = attribute.values.map { session.filled($0.name) }
      let chosen = choice(text, of: names)
      let value =
        names.firstIndex(of: chosen).map { attribute.values[$0].id }
        ?? choice(text, of: attribute.values.map(\.id))
      performPeople(.participant(seat, "\(attribute.id)=\(value)"), line: line, now: now)
    case .gap:
      guard ["pause", "p", "on", "o"].contains(text.lowercased()) else {
        // The group talks on: a note is a note, and the question can wait.
        form = nil
        note(line, now: now)
        say(.told, "when there is time: was it a pause, or did the group go on? /gap pause or /gap on")
        if draftIsOffered { offerDraft(now: now) }
        return
      }
      answerGap(text.lowercased().hasPrefix("o"), now: now)
      return
    }
    effects.removeAll { if case .giveBack = $0 { true } else { false } }
    if session.lastRecord > before { form?.steps.removeFirst() }
    askNext()
  }

  private mutating func answerConsent(
    _ seat: Seat, _ purpose: ConsentPurpose, _ text: String, line: TypedLine, now: Stamp
  ) {
    switch text.lowercased() {
    case "all":
      let rest = form?.steps ?? []
      performPeople(.consent(.seat(seat), nil, .yes), line: line, now: now)
      let first = rest.first
      form?.steps = rest.filter { step in
        guard case .consent(seat, _) = step, step != first else { return true }
        return false
      }
    case "yes", "y": performPeople(.consent(.seat(seat), purpose, .yes), line: line, now: now)
    case "no", "n":
      performPeople(.consent(.seat(seat), purpose, .no), line: line, now: now)
      // Who does not take part is asked nothing more.
      guard purpose == .part, let first = form?.steps.first else { return }
      form?.steps.removeAll { $0 != first && $0.seat == seat }
    default: refuse("yes, no or all", nil)
    }
  }

  /// A choice by its start or its number, else the text itself.
  private func choice(_ text: String, of choices: [String]) -> String {
    if choices.contains(text) { return text }
    if let number = Int(text), choices.indices.contains(number - 1), !choices.contains(text) {
      return choices[number - 1]
    }
    let near = choices.filter { $0.lowercased().hasPrefix(text.lowercased()) }
    return near.count == 1 ? near[0] : text
  }

  /// Says what the gap after a cut was.
  mutating func answerGap(_ groupWentOn: Bool, now: Stamp) {
    guard var gap else {
      refuse("there is no gap to explain", nil)
      return
    }
    gap.unrecorded = groupWentOn
    record(.pause(gap), at: now.offset)
    self.gap = nil
    say(
      .saved,
      groupWentOn ? "the group went on: that time is marked as not recorded" : "it was a pause")
    if case .gap = form?.steps.first {
      form?.steps.removeFirst()
      if form?.steps.isEmpty == false { askNext() } else { form = nil }
      if draftIsOffered { offerDraft(now: now) }
    }
  }
}

extension Form.Step {
  fileprivate var seat: Seat? {
    switch self {
    case .consent(let seat, _), .attribute(let seat, _): return seat
    default: return nil
    }
  }

  fileprivate var remembered: String? {
    guard case .field(_, _, _, let remembered) = self else { return nil }
    return remembered
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
