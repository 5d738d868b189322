internal import Facilitation
internal import Interview
internal import TextScreen

extension Completion {
  /// The word before the cursor and what it could become; nil if nothing.
  static func of(_ before: String, in recording: Recording) -> Completion? {
    let word = String(before.reversed().prefix { !$0.isWhitespace }.reversed())
    let head = before.dropLast(word.count)
    var found: [Candidate]
    var length = word.count
    if let step = recording.form?.step, !before.hasPrefix("/") {
      found = answers(to: step, in: recording.session).filter { starts($0.word, with: before) }
      length = before.count
    } else if before.hasPrefix("/") {
      found = head.isEmpty ? commands(word) : words(after: String(head), word, in: recording.session)
    } else {
      found = parts(word, isFirst: head.allSatisfy(\.isWhitespace), in: recording.session)
    }
    return Completion(candidates: found, length: length)
  }

  private static func starts(_ text: String, with start: some StringProtocol) -> Bool {
    text.lowercased().hasPrefix(start.lowercased())
  }

  private static func answers(to step: Form.Step, in session: Session) -> [Candidate] {
    switch step {
    case .consent: return ["yes", "no", "all"].map { Candidate(word: $0, about: "") }
    case .gap: return ["pause", "on"].map { Candidate(word: $0, about: "") }
    default: return Form.choices(step, in: session).map { Candidate(word: $0, about: "") }
    }
  }

  private static func commands(_ word: String) -> [Candidate] {
    Recording.commands.rows.compactMap { reader in
      let names = reader.names.map { "/" + $0 }
      guard let name = names.first(where: { starts($0, with: word) }) else { return nil }
      return Candidate(word: name, about: reader.does)
    }
  }

  /// Words of shorthand: a code, a question, a participant.
  private static func parts(_ word: String, isFirst: Bool, in session: Session) -> [Candidate] {
    if word.hasPrefix("#") { return codes(String(word.dropFirst()), in: session) }
    if word.hasPrefix(">") {
      return questions(in: session).map { Candidate(word: ">" + $0.word, about: $0.about) }
        .filter { starts($0.word, with: word) }
    }
    if let at = word.firstIndex(of: "@") {
      let head = word[...at]
      return people(in: session, prefix: "").map { Candidate(word: head + $0.word, about: $0.about) }
        .filter { $0.word.hasPrefix(word) }
    }
    guard isFirst else { return [] }
    let prefix = word.first == "P" || word.first == "p" ? "P" : ""
    return people(in: session, prefix: prefix).filter { starts($0.word, with: word) }
  }

  /// Codes: first those that the question under discussion offers, then the codebook, then emergent ones; by their
  /// start, else by a part of the code or its name.
  private static func codes(_ word: String, in session: Session) -> [Candidate] {
    let all = Reports.offeredCodes(in: session).map { Candidate(word: "#" + $0.code, about: $0.name) }
    let near = all.filter { starts($0.word, with: "#" + word) }
    let wanted = word.lowercased()
    return near.isEmpty ? all.filter { ($0.word + $0.about).lowercased().contains(wanted) } : near
  }

  private static func questions(in session: Session) -> [Candidate] {
    session.protocol.questions.map { Candidate(word: $0.id, about: session.title(of: $0)) }
  }

  private static func people(in session: Session, prefix: String) -> [Candidate] {
    session.participants.map { person in
      let label = person.label.map { [$0] } ?? []
      let about = (label + session.attributeWords(of: person)).joined(separator: ", ")
      return Candidate(word: prefix + String(person.seat), about: about)
    }
  }

  /// What may follow a command.
  private static func words(after head: String, _ word: String, in session: Session) -> [Candidate] {
    let before = head.split(separator: " ").map { $0.lowercased() }
    func plain(_ words: [String]) -> [Candidate] { words.map { Candidate(word: $0, about: "") } }
    let found: [Candidate]
    switch (before.first ?? "", before.count) {
    case ("/go", 1), ("/g", 1), ("/moved", 1): found = questions(in: session)
    case ("/skip", 1): found = plain(SkipReason.allCases.map(\.rawValue))
    case ("/gap", 1): found = plain(["pause", "on"])
    case ("/rec", 1): found = plain(["on", "off"])
    case ("/help", 1), ("/?", 1):
      found = Recording.commands.rows.map { Candidate(word: $0.names[0], about: $0.does) }
    case ("/set", 1):
      let answers = (session.protocol.setup + session.protocol.debrief).map {
        Candidate(word: $0.id, about: session.filled($0.ask))
      }
      found = plain(["group", "country", "setting", "place", "language", "notes-language"]) + answers
    case ("/set", 2) where before[1] == "setting": found = plain(session.protocol.settings.keys.sorted())
    case ("/withdraw", 2):
      found = WithdrawalScope.allCases.map { Candidate(word: $0.rawValue, about: $0.words) }
    case ("/consent", 1):
      found = plain(["all"]) + people(in: session, prefix: "")
    case ("/consent", 2):
      found = ConsentPurpose.allCases.map { Candidate(word: $0.rawValue, about: $0.words) }
    case ("/consent", 3): found = plain(ConsentAnswer.allCases.map(\.rawValue))
    case ("/p", 1), ("/out", 1), ("/in", 1), ("/withdraw", 1), ("/reseat", 1), ("/swap", 1):
      found = people(in: session, prefix: "")
    case ("/p", _):
      found = session.protocol.attributes.flatMap { attribute in
        attribute.values.map { Candidate(word: "\(attribute.id)=\($0.id)", about: session.filled($0.name)) }
      }
    case ("/reseat", 3), ("/swap", 3), ("/moved", 2), ("/off", 1): found = plain(["since"])
    default: found = []
    }
    return found.filter { starts($0.word, with: word) }
  }
}

extension RecordingScreen {
  /// Completes the word before the cursor, or goes on to the next candidate.
  mutating func complete(backwards: Bool) {
    let recording = recording
    let isAsked = line.isCompleting || !session.isOffRecord || line.text.first == "/"
    let isDone =
      isAsked
      && line.complete(backwards: backwards, at: now, on: session.currentQuestion) { before in
        Completion.of(before, in: recording)
      }
    if !isDone { say(.told, "nothing to complete here; # codes, > questions, / commands") }
  }
}
