internal import ArgumentParser
internal import Interview
internal import Runtime
internal import SessionStorage

/// `focusgroup run PROTOCOL`.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Start a session: the main job.",
    discussion: """
      What is not given is asked in the set-up form; --yes leaves the rest empty and begins at once. Without a \
      terminal nothing is asked.

      Example:
        focusgroup run cogov-professionals --group NL02 --country NL --setting municipality --participants 8
      """)

  @OptionGroup var study: StudyOptions
  @Argument(help: "A protocol: a file, an id, or an unambiguous start of one.")
  var `protocol`: String
  @Option(help: ArgumentHelp("The group's code, as in NL02.", valueName: "code"))
  var group: String?
  @Option(help: ArgumentHelp("Two letters, as in NL.", valueName: "cc"))
  var country: String?
  @Option(help: "One of the protocol's settings.")
  var setting: String?
  @Option(help: "Where the group meets, as much as may be told.")
  var place: String?
  @Option(help: ArgumentHelp("The language of the talk, as in nl.", valueName: "tag"))
  var language: String?
  @Option(help: ArgumentHelp("The language of the notes, as in en.", valueName: "tag"))
  var notesLanguage: String?
  @Option(help: ArgumentHelp("How many participants, P1 to Pn, 0 to 99; 1 is an interview.", valueName: "n"))
  var participants: Int = 0
  @Option(help: "The session's id; otherwise made of protocol, group and time.")
  var id: String?
  @Flag(help: "Use the protocol's short version.")
  var short = false
  @Option(help: ArgumentHelp("Minutes for the whole.", valueName: "n"))
  var minutes: Double?
  @Option(help: ArgumentHelp("When it must end, as in 16:00.", valueName: "hh:mm"))
  var until: String?
  @Flag(help: "Ask nothing and begin at once.")
  var yes = false
  @Flag(help: "Plain lines: for screen readers, braille lines, slow links, pipes.")
  var plain = false

  func validate() throws {
    guard (0...99).contains(participants) else { throw ValidationError("--participants is 0 to 99") }
    if let id, !PlainName.isValid(id) {
      throw ValidationError("--id is 1 to 100 letters without accents, digits, - or _")
    }
    if let minutes, !(1...1440).contains(minutes) { throw ValidationError("--minutes is 1 to 1440") }
    if let until, TimeOfDay(until) == nil {
      throw ValidationError("--until is a time of day, as in 16:00 or 9:05")
    }
    if let country, Country(country) == nil {
      throw ValidationError("--country is two letters of ISO 3166, as in NL")
    }
    for (option, tag) in [("--language", language), ("--notes-language", notesLanguage)] {
      guard let tag, Language(tag) == nil else { continue }
      throw ValidationError("\(option) is a tag, as in nl or nl-BE")
    }
  }

  func run() throws {
    let folder = try study.folder
    let notices =
      [country.flatMap(Country.notice)] + Set([language, notesLanguage]).map { $0.flatMap(Language.notice) }
    for notice in notices.compactMap({ $0 }).sorted() { Console.complain("focusgroup: \(notice)") }
    let start = SessionRun.Start(
      protocol: `protocol`,
      group: Group(
        code: group.map(PathText.repaired), country: country.flatMap(Country.init)?.code,
        setting: setting.map(PathText.repaired), place: place.map(PathText.repaired),
        language: language.flatMap(Language.init)?.tag,
        notesLanguage: notesLanguage.flatMap(Language.init)?.tag),
      participants: participants, id: id, short: short, minutes: minutes,
      until: until.flatMap(TimeOfDay.init), beginAtOnce: yes)
    throw ExitCode(SessionRun.run(start, in: folder, open: Screen.opener(plain: plain)))
  }
}
