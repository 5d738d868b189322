internal import Interview

/// What is offered for the word before the cursor.
package struct Offer: Equatable, Sendable {
  /// A word that it could become.
  package struct Candidate: Equatable, Sendable {
    /// What is put in place of the word.
    package let word: String
    /// What it is.
    package let about: String
  }

  /// The likeliest first; there is one at least.
  package let candidates: [Candidate]
  /// Characters before the cursor of which a candidate takes the place.
  package let length: Int

  /// Nil without candidates.
  init?(_ candidates: [Candidate], for length: Int) {
    guard !candidates.isEmpty else { return nil }
    self.candidates = candidates
    self.length = length
  }
}

/// What is typed before the cursor: the word, and what stands before it.
private struct Typed {
  let word: String
  let head: Substring

  init(_ before: String) {
    word = String(before.reversed().prefix { !$0.isWhitespace }.reversed())
    head = before.dropLast(word.count)
  }

  /// With one word more; nil if the rest is a command alone.
  var longer: Typed? {
    let blanks = head.reversed().prefix(while: \.isWhitespace).count
    let word = head.dropLast(blanks).reversed().prefix { !$0.isWhitespace }.count
    let shorter = head.dropLast(blanks + word)
    return shorter.isEmpty ? nil : Typed(word: head.dropFirst(shorter.count) + self.word, head: shorter)
  }

  private init(word: some StringProtocol, head: Substring) {
    (self.word, self.head) = (String(word), head)
  }

  var isFirst: Bool { head.allSatisfy(\.isWhitespace) }

  /// The words before this one.
  var words: [String] { head.split(separator: " ").map { $0.lowercased() } }

  /// What may follow the command that the line begins with.
  func candidates<Room: CommandRoom>(after table: CommandTable<Room>, in room: Room) -> [Offer.Candidate] {
    let words = words
    guard let row = words.first.flatMap({ table[$0.dropFirst()] }) else { return [] }
    return row.completes(Array(words.dropFirst()), room)
  }
}

extension [Offer.Candidate] {
  /// Those that begin like a word; case does not count.
  fileprivate func starting(with word: some StringProtocol) -> [Offer.Candidate] {
    let word = word.lowercased()
    return filter { $0.word.lowercased().hasPrefix(word) }
  }
}

extension Offer {
  // MARK: In a recording

  /// The word before the cursor and what it could become; nil if nothing.
  package static func of(_ before: String, in recording: Recording) -> Offer? {
    let typed = Typed(before)
    let session = recording.session
    if let step = recording.form?.step, !Command.isCommand(before) {
      return Offer(answers(to: step, in: session).starting(with: before), for: before.count)
    }
    let found: [Candidate]
    if !Command.isCommand(before) {
      found = parts(typed.word, isFirst: typed.isFirst, in: session)
    } else if typed.head.isEmpty {
      found = commands(typed.word)
    } else {
      return afterCommand(before, in: recording)
    }
    return Offer(found, for: typed.word.count)
  }

  /// What may follow a command, for the last word or the last words that begin a candidate with blanks in it.
  private static func afterCommand(_ before: String, in recording: Recording) -> Offer? {
    var typed = Typed(before)
    var offer: Offer?
    for _ in 0..<mostWords {
      let found = typed.candidates(after: Recording.commands, in: recording).starting(with: typed.word)
      offer = Offer(found, for: typed.word.count) ?? offer
      guard let longer = typed.longer else { break }
      typed = longer
    }
    return offer
  }

  /// The most words of a candidate that are typed before it is completed.
  private static let mostWords = 8

  private static func answers(to step: Form.Step, in session: Session) -> [Candidate] {
    switch step {
    case .consent: plain(["yes", "no", "all"])
    case .gap: plain(["pause", "on"])
    case .field, .practice, .participants, .attribute: plain(Form.choices(step, in: session))
    }
  }

  /// Commands by any of their names.
  private static func commands(_ word: String) -> [Candidate] {
    Recording.commands.rows(beginning: word.dropFirst()).compactMap { row in
      let name = row.names.first { $0.hasPrefix(word.dropFirst().lowercased()) }
      return name.map { Candidate(word: "/" + $0, about: row.does) }
    }
  }

  /// Words of shorthand: a code, a question, a participant.
  private static func parts(_ word: String, isFirst: Bool, in session: Session) -> [Candidate] {
    if word.hasPrefix("#") { return codes(String(word.dropFirst()), in: session) }
    if word.hasPrefix(">") {
      return questions(in: session).map { Candidate(word: ">" + $0.word, about: $0.about) }
        .starting(with: word)
    }
    if let at = word.firstIndex(of: "@") {
      let head = word[...at]
      return people(in: session).map { Candidate(word: head + $0.word, about: $0.about) }
        .filter { $0.word.hasPrefix(word) }
    }
    guard isFirst else { return [] }
    let prefix = word.first == "P" || word.first == "p" ? "P" : ""
    return people(in: session, prefix: prefix).starting(with: word)
  }

  /// Codes: first those that the question under discussion offers, then the codebook, then emergent ones; by their
  /// start, else by a part of the code or its name.
  private static func codes(_ word: String, in session: Session) -> [Candidate] {
    let all = Reports.offeredCodes(in: session).map { Candidate(word: "#" + $0.code, about: $0.name) }
    let near = all.starting(with: "#" + word)
    let wanted = word.lowercased()
    return near.isEmpty ? all.filter { ($0.word + $0.about).lowercased().contains(wanted) } : near
  }

  // MARK: In a replay

  /// The word before the cursor and what it could become in a replay's line; nil if nothing.
  ///
  /// - Parameter name: of the command to which the whole line belongs; nil if the line says it itself.
  package static func of(_ before: String, after name: String?, in replay: Replay) -> Offer? {
    let typed = Typed(before)
    let found: [Candidate]
    if name == nil, typed.head.isEmpty {
      found = Replay.commands.rows.map { Candidate(word: "/" + $0.names[0], about: $0.does) }
    } else if typed.word.hasPrefix("#") {
      found = codes(in: replay)
    } else if let row = name.flatMap({ Replay.commands[$0] }) {
      found = row.completes(typed.words, replay)
    } else {
      found = typed.candidates(after: Replay.commands, in: replay)
    }
    return Offer(found.starting(with: typed.word), for: typed.word.count)
  }

  /// The codebook, codes of the session, codes of reviewers, each once.
  private static func codes(in replay: Replay) -> [Candidate] {
    let session = replay.session
    var seen: Set<Code> = []
    let all =
      session.protocol.codebook.map { ($0.code, session.filled($0.name)) }
      + replay.layers.codes.map { ($0.code, $0.about.isEmpty ? "of a reviewer" : $0.about) }
      + session.tally.codes.keys.sorted().map { ($0, "new in the session") }
    return all.filter { seen.insert($0.0).inserted }.map { Candidate(word: "#" + $0.0, about: $0.1) }
  }

  // MARK: At home

  /// The line with its last word completed as far as it is certain; nil if nothing begins like that.
  ///
  /// - Parameter chosen: what is meant where no name is begun.
  package static func line(_ line: String, in room: HomeRoom, chosen: String?) -> String? {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count > 1 else {
      let near = HomeRoom.commands.rows.filter { $0.usage.hasPrefix(line.lowercased()) }
      guard near.count == 1 else { return nil }
      return "/" + near[0].names[0] + (near[0].usage.contains(" ") ? " " : "")
    }
    let wanted = words[1]
    if wanted.isEmpty, let chosen { return "\(words[0]) \(chosen)" }
    let near = Typed(line).candidates(after: HomeRoom.commands, in: room).starting(with: wanted).map(\.word)
    guard let first = near.first else { return nil }
    let common = near.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    return "\(words[0]) \(common)"
  }

  // MARK: What may follow

  /// Words that need no explanation.
  static func plain(_ words: [String]) -> [Candidate] { words.map { Candidate(word: $0, about: "") } }

  static func questions(in session: Session) -> [Candidate] {
    session.protocol.questions.map { Candidate(word: $0.id, about: session.title(of: $0)) }
  }

  static func people(in session: Session, prefix: String = "") -> [Candidate] {
    session.participants.map { person in
      let label = person.label.map { [$0] } ?? []
      let about = (label + session.attributeWords(of: person)).joined(separator: ", ")
      return Candidate(word: prefix + String(person.seat), about: about)
    }
  }

  /// Attributes of participants with each of their values.
  static func values(in session: Session) -> [Candidate] {
    session.protocol.attributes.flatMap { attribute in
      attribute.values.map { Candidate(word: "\(attribute.id)=\($0.id)", about: session.filled($0.name)) }
    }
  }

  /// What can be filled in.
  static func fields(in session: Session) -> [Candidate] {
    plain(["group", "country", "setting", "place", "language", "notes-language"])
      + (session.protocol.setup + session.protocol.debrief).map {
        Candidate(word: $0.id, about: session.filled($0.ask))
      }
  }
}

extension String {
  /// What two texts have in common at their beginning; case does not count.
  fileprivate func commonPrefix(with other: String) -> String {
    let length = zip(self, other).prefix { $0.lowercased() == $1.lowercased() }.count
    return String(prefix(length))
  }
}
