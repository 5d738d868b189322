internal import Interview

/// What a line asks of a replay. The same on the screen and in plain mode.
enum ReplayCommand: Equatable, Sendable {
  /// What one can step by.
  enum Step: String, CaseIterable, Sendable {
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

/// Every command of a replay: its names, how it is used, what it does, how its words are read.
enum ReplayCommandTable {
  struct Reader: Sendable {
    let names: [String]
    let usage: String
    let does: String
    let read: @Sendable (_ words: [String], _ tail: String) -> ReplayCommand?
  }

  static let readers: [String: Reader] = {
    var readers: [String: Reader] = [:]
    for reader in all { for name in reader.names { readers[name] = reader } }
    return readers
  }()

  /// Reads a line; the slash may be left out where nothing but a command can stand.
  static func read(_ line: String) -> Result<ReplayCommand, CommandFault> {
    let text = line.hasPrefix("/") ? line.dropFirst() : line[...]
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let name = words.first?.lowercased() else {
      return .failure(CommandFault("/ alone is no command; /? lists them"))
    }
    guard let reader = readers[name] else {
      let near = CommandFault.perhaps(name, among: readers.keys)
      return .failure(CommandFault("/\(name.prefix(20)) is no command of a replay\(near); /? lists them"))
    }
    let start = text.firstIndex { !$0.isWhitespace } ?? text.startIndex
    let tail = String(text[start...].dropFirst(name.count).drop(while: \.isWhitespace))
    guard let command = reader.read(Array(words.dropFirst()), tail) else {
      return .failure(CommandFault("/\(name) is used like this: \(reader.usage)"))
    }
    return .success(command)
  }

  private static func plain(_ names: String, _ does: String, _ command: ReplayCommand) -> Reader {
    let names = names.split(separator: " ").map(String.init)
    return Reader(names: names, usage: "/" + names[0], does: does) { words, _ in
      words.isEmpty ? command : nil
    }
  }

  private static func step(_ names: String, _ forward: Bool) -> Reader {
    let names = names.split(separator: " ").map(String.init)
    return Reader(
      names: names, usage: "/\(names[0]) [note, question, visit, follow-up or hit]",
      does: "steps to the \(forward ? "next" : "previous") note, question, visit, follow-up, hit"
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
  ) -> Reader {
    let names = names.split(separator: " ").map(String.init)
    let usage = "/\(names[0]) [17]\(words.isEmpty ? "" : " " + words)"
    return Reader(names: names, usage: usage, does: does) { words, tail in
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

  static let all: [Reader] =
    [
      plain("play p", "plays on", .play), plain("pause", "stands still", .pause),
      Reader(names: ["speed"], usage: "/speed 4, from 0.5 to 64", does: "how fast it plays") { words, _ in
        guard words.count == 1, let speed = Double(words[0].drop { $0 == "x" || $0 == "×" }),
          (0.5...64).contains(speed)
        else { return nil }
        return .speed(speed)
      },
      plain("faster", "plays twice as fast", .faster), plain("slower", "plays half as fast", .slower),
      Reader(
        names: ["gap"], usage: "/gap 2 or /gap off",
        does: "the longest gap, in seconds, that is played as it was; longer ones are shortened to it"
      ) { words, _ in
        guard words.count == 1 else { return nil }
        if words[0].lowercased() == "off" { return .gap(nil) }
        return Double(words[0]).flatMap { (0...3600).contains($0) ? .gap(Int($0 * 1000)) : nil }
      },
      Reader(
        names: ["go", "g", "at"], usage: "/go 00:41:07, /go K2 or /go 17",
        does: "goes to a time, a question (its id or a word of its title), a note"
      ) { _, tail in tail.isEmpty ? nil : .go(tail) },
      step("next n", true), step("back b", false),
      plain("start", "goes to the beginning", .start), plain("end", "goes to the end", .end),
      plain("now", "goes to where the recording is that is followed", .now),
      Reader(
        names: ["find", "f"], usage: "/find words", does: "marks the notes that hold all of them; alone: none"
      ) {
        _, tail in .find(tail)
      },
      Reader(
        names: ["filter"], usage: "/filter P3 K1 #bar.* quote agree important “words”",
        does: "shows only notes that fit, of each kind of condition one; alone: all"
      ) { _, tail in .filter(tail) },
      plain("around", "the latest notes as they read then", .around),
      plain("all", "all notes that the filter admits", .all),
      plain("question q", "the question under discussion, with its probes", .question),
      onNote("note", "", "says a note with all that reviewers say of it") { number, rest in
        rest.isEmpty ? .note(number) : nil
      },
    ] + reviewing + [
      plain("codes", "the codebook, the session's codes, the reviewers' codes", .codes),
      Reader(
        names: ["agreement"], usage: "/agreement or /agreement anna tomas",
        does: "how far the reviewers that are shown agree: kappa, alpha, and what nobody coded"
      ) { words, _ in .agreement(words.map { $0.lowercased() }) },
      Reader(names: ["help", "?"], usage: "/help", does: "keys and commands") { words, _ in .help(words.first)
      },
      plain("leave quit", "closes the replay", .leave),
    ]

  private static let reviewing: [Reader] = [
    onNote("code c", "#bar.mes", "gives codes to a note") { number, rest in
      someCodes(rest).map { .code(number, $0) }
    },
    onNote("uncode x", "#bar.mes", "takes codes from a note; a live code is marked as not fitting") {
      number, rest in someCodes(rest).map { .uncode(number, $0) }
    },
    onNote("memo m", "words", "a remark on a note") { number, rest in
      rest.isEmpty ? nil : .memo(number, rest)
    },
    Reader(names: ["unmemo"], usage: "/unmemo 3", does: "takes a memo back") { words, _ in
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
    Reader(names: ["newcode"], usage: "/newcode trust.loss what it means", does: "makes a code") {
      words, tail in
      guard let word = words.first, let code = Shorthand.code(word) else { return nil }
      return .newCode(code, String(tail.dropFirst(word.count).drop(while: \.isWhitespace)))
    },
    plain("undo u", "takes back the last change of the review", .undo),
    plain("redo", "makes it again", .redo),
    Reader(
      names: ["reviewer"], usage: "/reviewer anna", does: "who reviews: a-z, 0-9, -; kept for the next time"
    ) {
      words, _ in words.count <= 1 ? .reviewer(words.first?.lowercased()) : nil
    },
    Reader(
      names: ["layers"], usage: "/layers, /layers all, /layers off or /layers anna",
      does: "which reviewers are shown"
    ) {
      words, _ in .layers(words.map { $0.lowercased() })
    },
  ]
}
