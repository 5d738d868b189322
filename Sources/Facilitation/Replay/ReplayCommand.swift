package import Interview

/// What a line asks of a replay. The same on the screen and in plain mode.
package enum ReplayCommand: Equatable, Sendable {
  /// What one can step by.
  package enum Step: String, CaseIterable, Sendable {
    case note, question, visit
    case followUp = "follow-up"
    case hit
  }

  case play, pause
  case speed(Double), faster, slower
  case gap(Int?)
  case go(String)
  case step(Step, forward: Bool)
  case start, end, now
  case find(String)
  case filter(String)
  case around, all, question, note(Int?)
  case review(ReviewCommand)
  case reviewer(String?)
  case layers([String])
  case agreement([String]), codes
  case help(String?)
  case leave
}

/// What a line changes in one's review.
package enum ReviewCommand: Equatable, Sendable {
  /// What is said of a note.
  package enum Remark: Equatable, Sendable {
    case code([Code]), uncode([Code])
    case memo(String)
    case check(String), checked
    case speaker(String)
    case verify(String)
  }

  /// Of the note with a number; without one, of the note that is looked at.
  case note(Int?, Remark)
  case unmemo(Int)
  case newCode(Code, String)
  case undo, redo
}

extension Replay: CommandRoom {
  package typealias Command = ReplayCommand
  package static let commands = CommandTable<Replay>(ReplayCommands.all, room: " of a replay")
}

/// Every command of a replay.
enum ReplayCommands {
  typealias Row = CommandRow<Replay>

  private static func step(_ names: String, _ forward: Bool) -> Row {
    let names = names.split(separator: " ").map(String.init)
    return Row(
      names: names, usage: "/\(names[0]) [note, question, visit, follow-up or hit]",
      does: "steps to the \(forward ? "next" : "previous") note, question, visit, follow-up, hit",
      asks: .nothing,
      completes: { words, _ in
        words.isEmpty ? Offer.plain(ReplayCommand.Step.allCases.map(\.rawValue)) : []
      }
    ) { words, _ in
      guard let word = words.first else { return .step(.note, forward: forward) }
      let meant = ReplayCommand.Step.allCases.filter { $0.rawValue.hasPrefix(word.lowercased()) }
      return words.count == 1 && meant.count == 1 ? .step(meant[0], forward: forward) : nil
    }
  }

  /// A command about a note. Its number may stand first; without one it is the note that is looked at.
  private static func onNote(
    _ names: String, _ words: String, _ does: String, completes: @escaping Row.Completes = { _, _ in [] },
    _ command: @escaping @Sendable (Int?, String) -> ReplayCommand?
  ) -> Row {
    let names = names.split(separator: " ").map(String.init)
    let usage = "/\(names[0]) [17]\(words.isEmpty ? "" : " " + words)"
    return Row(names: names, usage: usage, does: does, asks: .nothing, completes: completes) { words, tail in
      guard let first = words.first, let number = number(first) else { return command(nil, tail) }
      return command(number, String(tail.dropFirst(first.count).drop(while: \.isWhitespace)))
    }
  }

  /// A command that says something of a note.
  private static func remark(
    _ names: String, _ words: String, _ does: String, completes: @escaping Row.Completes = { _, _ in [] },
    _ remark: @escaping @Sendable (String) -> ReviewCommand.Remark?
  ) -> Row {
    onNote(names, words, does, completes: completes) { number, rest in
      remark(rest).map { .review(.note(number, $0)) }
    }
  }

  // MARK: What completes them

  private static let questions: Row.Completes = { _, replay in Offer.questions(in: replay.session) }

  private static let people: Row.Completes = { _, replay in
    replay.session.participants.map { Offer.Candidate(word: $0.id, about: "participant") }
  }

  private static let conditions: Row.Completes = { words, replay in
    questions(words, replay) + people(words, replay)
      + NoteKind.allCases.map { Offer.Candidate(word: $0.rawValue, about: "kind of note") }
      + ["agree", "dissent"].map { Offer.Candidate(word: $0, about: "somebody has shown it") }
      + NoteFilter.Mark.allCases.map { Offer.Candidate(word: $0.rawValue, about: "mark") }
  }

  private static let reviewers: Row.Completes = { _, replay in
    replay.layers.reviews.keys.sorted().map {
      Offer.Candidate(word: $0, about: "has reviewed this session")
    }
  }

  private static func number(_ word: String) -> Int? {
    Int(word).flatMap { (1...10_000_000).contains($0) ? $0 : nil }
  }

  /// Codes with or without `#`; nil if a word is none.
  private static func someCodes(_ text: String) -> [Code]? {
    let words = text.split { $0.isWhitespace || $0 == "," }
    let codes = words.compactMap { Shorthand.code(String($0)) }
    return codes.isEmpty || codes.count != words.count ? nil : codes
  }

  static let all: [Row] =
    [
      .plain("play p", "plays on", .play), .plain("pause", "stands still", .pause),
      Row(names: ["speed"], usage: "/speed 4, from 0.5 to 64", does: "how fast it plays", asks: .nothing) {
        words, _ in
        guard words.count == 1, let speed = Double(words[0].drop { $0 == "x" || $0 == "×" }),
          (0.5...64).contains(speed)
        else { return nil }
        return .speed(speed)
      },
      .plain("faster", "plays twice as fast", .faster), .plain("slower", "plays half as fast", .slower),
      Row(
        names: ["gap"], usage: "/gap 2 or /gap off",
        does: "the longest gap, in seconds, that is played as it was; longer ones are shortened to it",
        asks: .nothing
      ) { words, _ in
        guard words.count == 1 else { return nil }
        if words[0].lowercased() == "off" { return .gap(nil) }
        return Double(words[0]).flatMap { (0...3600).contains($0) ? .gap(Int($0 * 1000)) : nil }
      },
      Row(
        names: ["go", "g", "at"], usage: "/go 00:41:07, /go K2 or /go 17",
        does: "goes to a time, a question (its id or a word of its title), a note", asks: .nothing,
        completes: questions
      ) { _, tail in tail.isEmpty ? nil : .go(tail) },
      step("next n", true), step("back b", false),
      .plain("start", "goes to the beginning", .start), .plain("end", "goes to the end", .end),
      .plain("now", "goes to where the recording is that is followed", .now),
      Row(
        names: ["find", "f"], usage: "/find words",
        does: "marks the notes that hold all of them; alone: none", asks: .nothing, completes: questions
      ) {
        _, tail in .find(tail)
      },
      Row(
        names: ["filter"], usage: "/filter P3 K1 #bar.* quote agree important “words”",
        does: "shows only notes that fit, of each kind of condition one; alone: all", asks: .nothing,
        completes: conditions
      ) { _, tail in .filter(tail) },
      .plain("around", "the latest notes as they read then", .around),
      .plain("all", "all notes that the filter admits", .all),
      .plain("question q", "the question under discussion, with its probes", .question),
      onNote("note", "", "says a note with all that reviewers say of it") { number, rest in
        rest.isEmpty ? .note(number) : nil
      },
    ] + reviewing + [
      .plain("codes", "the codebook, the session's codes, the reviewers' codes", .codes),
      Row(
        names: ["agreement"], usage: "/agreement or /agreement anna tomas",
        does: "how far the reviewers that are shown agree: kappa, alpha, and what nobody coded",
        asks: .nothing, completes: reviewers
      ) { words, _ in .agreement(words.map { $0.lowercased() }) },
      Row(names: ["help", "?"], usage: "/help", does: "keys and commands", asks: .nothing) { words, _ in
        .help(words.first)
      },
      .plain("leave quit", "closes the replay", .leave),
    ]

  private static let reviewing: [Row] = [
    remark("code c", "#bar.mes", "gives codes to a note") { someCodes($0).map { .code($0) } },
    remark("uncode x", "#bar.mes", "takes codes from a note; a live code is marked as not fitting") {
      someCodes($0).map { .uncode($0) }
    },
    remark("memo m", "words", "a remark on a note") { $0.isEmpty ? nil : .memo($0) },
    Row(names: ["unmemo"], usage: "/unmemo 3", does: "takes a memo back", asks: .nothing) { words, _ in
      words.count == 1 ? number(words[0]).map { .review(.unmemo($0)) } : nil
    },
    remark("check", "[why]", "this has to be checked") { .check($0) },
    remark("checked", "", "it was checked") { $0.isEmpty ? .checked : nil },
    remark(
      "speaker s", "P4, P1,P4, nobody or as-recorded", "who said it, as heard on the recording",
      completes: people
    ) { $0.isEmpty ? nil : .speaker($0) },
    remark("verify v", "the words, or as-recorded", "the words, verified from the recording") {
      $0.isEmpty ? nil : .verify($0)
    },
    Row(names: ["newcode"], usage: "/newcode trust.loss what it means", does: "makes a code", asks: .nothing)
    {
      words, tail in
      guard let word = words.first, let code = Shorthand.code(word) else { return nil }
      return .review(.newCode(code, String(tail.dropFirst(word.count).drop(while: \.isWhitespace))))
    },
    .plain("undo u", "takes back the last change of the review", .review(.undo)),
    .plain("redo", "makes it again", .review(.redo)),
    Row(
      names: ["reviewer"], usage: "/reviewer anna", does: "who reviews: a-z, 0-9, -; kept for the next time",
      asks: .nothing, completes: reviewers
    ) { words, _ in
      words.count <= 1 ? .reviewer(words.first?.lowercased()) : nil
    },
    Row(
      names: ["layers"], usage: "/layers, /layers all, /layers off or /layers anna",
      does: "which reviewers are shown", asks: .nothing, completes: reviewers
    ) { words, _ in
      .layers(words.map { $0.lowercased() })
    },
  ]
}
