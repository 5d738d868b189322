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
  case code(Int?, [Code]), uncode(Int?, [Code])
  case memo(Int?, String), unmemo(Int)
  case check(Int?, String), checked(Int?)
  case speaker(Int?, String)
  case verify(Int?, String)
  case newCode(Code, String)
  case undo, redo
  case reviewer(String?)
  case layers([String])
  case agreement([String]), codes
  case help(String?)
  case leave
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
      asks: .nothing
    ) { words, _ in
      guard let word = words.first else { return .step(.note, forward: forward) }
      let meant = ReplayCommand.Step.allCases.filter { $0.rawValue.hasPrefix(word.lowercased()) }
      return words.count == 1 && meant.count == 1 ? .step(meant[0], forward: forward) : nil
    }
  }

  /// A reader of a command about a note: its number may stand first; else it is the note that is looked at.
  private static func onNote(
    _ names: String, _ words: String, _ does: String,
    _ command: @escaping @Sendable (Int?, String) -> ReplayCommand?
  ) -> Row {
    let names = names.split(separator: " ").map(String.init)
    let usage = "/\(names[0]) [17]\(words.isEmpty ? "" : " " + words)"
    return Row(names: names, usage: usage, does: does, asks: .nothing) { words, tail in
      guard let first = words.first, let number = number(first) else { return command(nil, tail) }
      return command(number, String(tail.dropFirst(first.count).drop(while: \.isWhitespace)))
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
        does: "goes to a time, a question (its id or a word of its title), a note", asks: .nothing
      ) { _, tail in tail.isEmpty ? nil : .go(tail) },
      step("next n", true), step("back b", false),
      .plain("start", "goes to the beginning", .start), .plain("end", "goes to the end", .end),
      .plain("now", "goes to where the recording is that is followed", .now),
      Row(
        names: ["find", "f"], usage: "/find words",
        does: "marks the notes that hold all of them; alone: none", asks: .nothing
      ) {
        _, tail in .find(tail)
      },
      Row(
        names: ["filter"], usage: "/filter P3 K1 #bar.* quote agree important “words”",
        does: "shows only notes that fit, of each kind of condition one; alone: all", asks: .nothing
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
        asks: .nothing
      ) { words, _ in .agreement(words.map { $0.lowercased() }) },
      Row(names: ["help", "?"], usage: "/help", does: "keys and commands", asks: .nothing) { words, _ in
        .help(words.first)
      },
      .plain("leave quit", "closes the replay", .leave),
    ]

  private static let reviewing: [Row] = [
    onNote("code c", "#bar.mes", "gives codes to a note") { number, rest in
      someCodes(rest).map { .code(number, $0) }
    },
    onNote("uncode x", "#bar.mes", "takes codes from a note; a live code is marked as not fitting") {
      number, rest in someCodes(rest).map { .uncode(number, $0) }
    },
    onNote("memo m", "words", "a remark on a note") { number, rest in
      rest.isEmpty ? nil : .memo(number, rest)
    },
    Row(names: ["unmemo"], usage: "/unmemo 3", does: "takes a memo back", asks: .nothing) { words, _ in
      words.count == 1 ? number(words[0]).map { .unmemo($0) } : nil
    },
    onNote("check", "[why]", "this has to be checked") { .check($0, $1) },
    onNote("checked", "", "it was checked") { number, rest in rest.isEmpty ? .checked(number) : nil },
    onNote("speaker s", "P4, P1,P4, nobody or as-recorded", "who said it, as heard on the recording") {
      number, rest in rest.isEmpty ? nil : .speaker(number, rest)
    },
    onNote("verify v", "the words, or as-recorded", "the words, verified from the recording") {
      number, rest in
      rest.isEmpty ? nil : .verify(number, rest)
    },
    Row(names: ["newcode"], usage: "/newcode trust.loss what it means", does: "makes a code", asks: .nothing)
    {
      words, tail in
      guard let word = words.first, let code = Shorthand.code(word) else { return nil }
      return .newCode(code, String(tail.dropFirst(word.count).drop(while: \.isWhitespace)))
    },
    .plain("undo u", "takes back the last change of the review", .undo),
    .plain("redo", "makes it again", .redo),
    Row(
      names: ["reviewer"], usage: "/reviewer anna", does: "who reviews: a-z, 0-9, -; kept for the next time",
      asks: .nothing
    ) {
      words, _ in words.count <= 1 ? .reviewer(words.first?.lowercased()) : nil
    },
    Row(
      names: ["layers"], usage: "/layers, /layers all, /layers off or /layers anna",
      does: "which reviewers are shown", asks: .nothing
    ) {
      words, _ in .layers(words.map { $0.lowercased() })
    },
  ]
}
