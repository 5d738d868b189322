package import Interview
internal import Text

extension Recording: CommandRoom {
  package typealias Command = Facilitation.Command
  package typealias Moment = Stamp
  package static let commands = CommandTable<Recording>(RecordingCommands.all, takesText: true)
}

/// Every command of a recording.
enum RecordingCommands {
  typealias Row = CommandRow<Recording>

  private static func note(
    _ name: String, _ does: String, when: [Condition<Recording>] = [], asks: Asking<Recording>,
    _ command: @escaping @Sendable (Int) -> Command
  ) -> Row {
    Row(names: [name], usage: "/\(name) 17", does: does, when: when, asks: asks) { words, _ in
      words.count == 1 ? number(words[0]).map(command) : nil
    }
  }

  private static func seat(
    _ name: String, _ does: String, _ command: @escaping @Sendable (Seat) -> Command
  ) -> Row {
    Row(names: [name], usage: "/\(name) 4", does: does, asks: .nothing, completes: seatFirst) { words, _ in
      words.count == 1 ? aSeat(words[0]).map(command) : nil
    }
  }

  /// What is stated of a question; of the one under discussion if none is named.
  private static func outcome(
    _ name: String, _ does: String, asks: Asking<Recording> = .nothing,
    _ command: @escaping @Sendable (String?) -> Command
  ) -> Row {
    Row(
      names: [name], usage: "/\(name) or /\(name) K3", does: does, when: [.onQuestion], asks: asks,
      completes: { words, recording in words.isEmpty ? Offer.questions(in: recording.session) : [] }
    ) { words, _ in words.count <= 1 ? command(words.first) : nil }
  }

  // MARK: What completes them

  private static let seatFirst: Row.Completes = { words, recording in
    words.isEmpty ? Offer.people(in: recording.session) : []
  }

  private static func first(_ words: [String]) -> Row.Completes {
    { before, _ in before.isEmpty ? Offer.plain(words) : [] }
  }

  private static let twoSeatsSince: Row.Completes = { words, recording in
    words.count == 2 ? Offer.plain(["since"]) : seatFirst(words, recording)
  }

  static let all: [Row] = [
    .plain("next n", "the next question", .next),
    .plain("back b", "the question before", .back),
    Row(
      names: ["go", "g"], usage: "/go K2", does: "a question by id, number or a word of its title",
      asks: .nothing,
      completes: { words, recording in words.isEmpty ? Offer.questions(in: recording.session) : [] }
    ) { _, tail in
      tail.isEmpty ? .choose(.question) : .go(tail)
    },
    .plain("question q", "say the question again", .question),
    Row(
      names: ["peek"], usage: "/peek or /peek K5",
      does: "look at the next question or another without opening it",
      asks: .nothing,
      completes: { words, recording in words.isEmpty ? Offer.questions(in: recording.session) : [] }
    ) { _, tail in .peek(tail.isEmpty ? nil : tail) },
    Row(
      names: ["skip"], usage: "/skip time or /skip K3 time",
      does: "this question or another is skipped, and why: time, covered, sensitive, other",
      when: [.onQuestion], asks: .outcome,
      completes: { words, recording in
        let reasons = Offer.plain(SkipReason.allCases.map(\.rawValue))
        switch words.count {
        case 0: return reasons + Offer.questions(in: recording.session)
        case 1: return SkipReason(rawValue: words[0]) == nil ? reasons : []
        default: return []
        }
      }
    ) { words, _ in
      guard let last = words.last else { return .skip(nil, .other) }
      let reason = SkipReason(rawValue: last.lowercased())
      switch (words.count, reason) {
      case (1, let reason?): return .skip(nil, reason)
      case (1, nil): return .skip(last, .other)
      case (2, let reason?): return .skip(words[0], reason)
      default: return nil
      }
    },
    outcome("covered", "this question or another was answered elsewhere", asks: .outcome) { .covered($0) },
    outcome("adapted", "this question or another was asked in other words than written") { .adapted($0) },
    outcome("as-written", "this question or another was asked as written") { .asWritten($0) },
    Row(
      names: ["edit", "e"], usage: "/edit 17 the note as shorthand",
      does: "write a note anew; its time stays", when: [.onRecord], asks: .nothing
    ) { words, tail in
      guard let word = words.first, let note = number(word) else { return nil }
      return .edit(note, String(tail.dropFirst(word.count).drop(while: \.isWhitespace)))
    },
    note("retract", "take a note back; its number and time remain", asks: .nothing) { .retract($0) },
    .plain("undo", "take back the last change", when: [.onRecord], .undo),
    .plain("redo", "make it again", when: [.onRecord], .redo),
    note("asked", "a follow-up was asked after all", when: [.onRecord], asks: .nothing) { .asked($0) },
    Row(
      names: ["break"], usage: "/break or /break 2m", does: "a break, also one that began 2 minutes ago",
      when: [.running], asks: .nothing
    ) { words, _ in ago(words).map { .pause(ago: $0) } },
    Row(
      names: ["on"], usage: "/on or /on 2m",
      does: "back from a break, also 2 minutes ago, or from off the record", asks: .nothing
    ) { words, _ in ago(words).map { .on(ago: $0) } },
    Row(
      names: ["off"], usage: "/off, /off since 41 or /off 2m",
      does: "off the record, also for what was already noted", asks: .past, completes: first(["since"])
    ) { words, _ in
      if words.isEmpty { return .off(.now) }
      if let note = since(words[...]) { return .off(.since(note: note)) }
      return ago(words).map { .off(.milliseconds($0)) }
    },
    Row(
      names: ["redact", "rd"], usage: "/redact 17, /redact 41-48 or /redact \"Johnson\"",
      does:
        "destroy the text of notes, the last if none is named, or a name in all, for ever; place and time remain",
      asks: .redaction
    ) { words, tail in
      if let word = quoted(tail) { return .redactWord(word) }
      let numbers = listed(words).map(someNotes)
      guard !numbers.contains(where: \.isEmpty), numbers.isEmpty == words.isEmpty else { return nil }
      var seen: Set<Int> = []
      let all = numbers.flatMap { $0 }.filter { seen.insert($0).inserted }
      return all.count <= mostAtOnce ? .redact(all) : nil
    },
    Row(
      names: ["in"], usage: "/in 9 or /in 1-8", does: "someone came, late or again; or several",
      asks: .nothing, completes: seatFirst
    ) {
      words, _ in
      let seats = listed(words).map(someSeats)
      guard !seats.isEmpty, !seats.contains(where: \.isEmpty) else { return nil }
      return .arrive(seats.flatMap { $0 })
    },
    seat("out", "someone left the room") { .depart($0) },
    .plain("who", "who is here, consent, who is not yet heard", .who),
    Row(
      names: ["p"], usage: "/p 3 function=policy",
      does: "a participant's attributes; label=… is for the screen", when: [.onRecord], asks: .nothing,
      completes: { words, recording in
        words.isEmpty ? Offer.people(in: recording.session) : Offer.values(in: recording.session)
      }
    ) {
      words, tail in
      guard let word = words.first, let seat = aSeat(word) else { return nil }
      return .participant(seat, String(tail.dropFirst(word.count).drop(while: \.isWhitespace)))
    },
    Row(
      names: ["reseat", "rs"], usage: "/reseat 3 5 since 41",
      does: "what was noted of P3 since note 41 was P5; without a number, the last note",
      when: [.onRecord], asks: .correction, completes: twoSeatsSince
    ) { words, _ in twoSeats(words).map { .reseat($0.0, $0.1, since: $0.since) } },
    Row(
      names: ["swap"], usage: "/swap 3 5 since 41",
      does: "P3 and P5 were mixed up since note 41; without a number, in the last note",
      when: [.onRecord], asks: .correction, completes: twoSeatsSince
    ) { words, _ in twoSeats(words).map { .swap($0.0, $0.1, since: $0.since) } },
    Row(
      names: ["moved", "mv"], usage: "/moved K2 since 41",
      does: "the talk had moved to K2 at note 41; alone, to this question at the last note",
      when: [.onRecord], asks: .correction,
      completes: { words, recording in
        switch words.count {
        case 0: Offer.questions(in: recording.session)
        case 1: Offer.plain(["since"])
        default: []
        }
      }
    ) {
      words, _ in
      // A number alone is a note: questions have names that a number can be only by chance.
      if words.count <= 1, let since = sinceOrLast(words[...]) { return .moved(nil, since: since) }
      guard let question = words.first, let since = sinceOrLast(words[1...]) else { return nil }
      return .moved(question, since: since)
    },
    Row(
      names: ["consent"], usage: "/consent 4 quote no, /consent all yes",
      does: "consent per purpose: part, recording, quote, archive, contact, all; yes, no, unknown",
      asks: .nothing,
      completes: { words, recording in
        switch words.count {
        case 0: Offer.plain(["all"]) + Offer.people(in: recording.session)
        case 1: ConsentPurpose.allCases.map { Offer.Candidate(word: $0.rawValue, about: $0.words) }
        case 2: Offer.plain(ConsentAnswer.allCases.map(\.rawValue))
        default: []
        }
      },
      read: { words, _ in consent(words) }),
    Row(
      names: ["withdraw"], usage: "/withdraw 4 leave, noquote or erase",
      does: "a participant withdraws: leaves, is not quoted, or all is destroyed", asks: .erasure,
      completes: { words, recording in
        switch words.count {
        case 0: Offer.people(in: recording.session)
        case 1: WithdrawalScope.allCases.map { Offer.Candidate(word: $0.rawValue, about: $0.words) }
        default: []
        }
      }
    ) { words, _ in
      guard words.count == 2, let seat = aSeat(words[0]) else { return nil }
      return WithdrawalScope(rawValue: words[1].lowercased()).map { .withdraw(seat, $0) }
    },
    Row(
      names: ["rec"], usage: "/rec on or /rec off", does: "an audio recording begins, ends",
      when: [.noAudioOffRecord], asks: .audio, completes: first(["on", "off"])
    ) {
      words, tail in
      switch words.first?.lowercased() {
      case "on":
        let label = String(tail.dropFirst(2).drop(while: \.isWhitespace))
        return .audio(true, label.isEmpty ? nil : label)
      case "off" where words.count == 1: return .audio(false, nil)
      default: return nil
      }
    },
    Row(names: ["find", "f"], usage: "/find words", does: "find in the notes", asks: .nothing) { _, tail in
      tail.isEmpty ? .choose(.note) : .find(tail)
    },
    Row(
      names: ["sum"], usage: "/sum or /sum read",
      does: "the oral summary: what to read out; and that it was read out", when: [.onRecord, .inTheRoom],
      asks: .nothing, completes: first(["read"])
    ) { words, _ in
      switch words.map({ $0.lowercased() }) {
      case []: return .summary
      case ["read"]: return .summaryRead
      default: return nil
      }
    },
    .plain("notes", "the notes of this question", .notes),
    .plain("all", "all notes", .allNotes),
    .plain("codes", "the codes of this question, then the codebook", .codes),
    .plain("point", "the point under discussion, and how it stands", .point),
    .plain("begin", "people have arrived: the clock starts", when: [.notBegun], .begin),
    .plain("time", "clocks, budget, projected finish", .time),
    Row(names: ["minutes"], usage: "/minutes 100", does: "how long the whole may take", asks: .nothing) {
      words, _ in
      guard words.count == 1, let minutes = Double(words[0]), minutes >= 1, minutes <= 1440 else {
        return nil
      }
      return .minutes(minutes)
    },
    Row(names: ["until"], usage: "/until 16:00", does: "when it must end", asks: .nothing) { words, _ in
      guard words.count == 1, let time = TimeOfDay(words[0]) else { return nil }
      return .until(time)
    },
    Row(
      names: ["set"], usage: "/set place Utrecht",
      does:
        "fill in: group, country, setting, place, language, notes-language, or a set-up or debrief answer",
      when: [.onRecord], asks: .nothing,
      completes: { words, recording in
        if words.isEmpty { return Offer.fields(in: recording.session) }
        return words == ["setting"] ? Offer.plain(recording.session.protocol.settings.keys.sorted()) : []
      }
    ) { words, tail in
      guard let field = words.first else { return nil }
      return .set(field.lowercased(), String(tail.dropFirst(field.count).drop(while: \.isWhitespace)))
    },
    Row(
      names: ["gap"], usage: "/gap pause or /gap on", does: "what the cut was: a pause, or the group went on",
      when: [.afterGap], asks: .nothing, completes: first(["pause", "on"])
    ) {
      words, _ in
      switch words.map({ $0.lowercased() }) {
      case ["pause"]: return .gap(groupWentOn: false)
      case ["on"]: return .gap(groupWentOn: true)
      default: return nil
      }
    },
    Row(
      names: ["draft"], usage: "/draft or /draft drop",
      does: "save the line that was cut off, or have one back that was refused; or drop it",
      when: [.onRecord], asks: .nothing
    ) {
      words, _ in
      switch words.map({ $0.lowercased() }) {
      case []: return .draft(keep: true)
      case ["drop"]: return .draft(keep: false)
      default: return nil
      }
    },
    .plain("end", "the group has ended: what is still open, then the debrief", when: [.begun], .end),
    .plain("finish", "the session is done", when: [.begun], .finish),
    .plain("leave", "leave, to be resumed later", .leave),
    Row(
      names: ["protocol"], usage: "/protocol NAME",
      does: "before a note is taken: the same people and answers on another protocol", when: [.notNoted],
      asks: .sheet, completes: { words, recording in words.isEmpty ? Offer.plain(recording.protocols) : [] }
    ) { words, _ in words.count == 1 ? .protocol(words[0], takesConsents: true) : nil },
    Row(
      names: ["discard"], usage: "/discard",
      does: "destroy the whole session with its reviews and copies; wants its id typed", asks: .discard
    ) { words, _ in words.count <= 1 ? .discard(words.first) : nil },
    Row(
      names: ["help", "?"], usage: "/help or /help off",
      does: "all commands and the shorthand, or one command", asks: .nothing,
      completes: { words, _ in
        words.isEmpty
          ? Recording.commands.rows.map { Offer.Candidate(word: $0.names[0], about: $0.does) } : []
      }
    ) {
      words, _ in
      words.count <= 1 ? .help(words.first.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }) : nil
    },
  ]

  private static func consent(_ words: [String]) -> Command? {
    guard (2...3).contains(words.count),
      let answer = ConsentAnswer(rawValue: words[words.count - 1].lowercased())
    else { return nil }
    let whom: Command.Whom
    if words[0].lowercased() == "all" {
      whom = .all
    } else if let seat = aSeat(words[0]) {
      whom = .seat(seat)
    } else {
      return nil
    }
    guard words.count == 3, words[1].lowercased() != "all" else { return .consent(whom, nil, answer) }
    return ConsentPurpose(rawValue: words[1].lowercased()).map { .consent(whom, $0, answer) }
  }
}
