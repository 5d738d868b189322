internal import ArgumentParser
internal import Interview
internal import Runtime
internal import SessionStorage

/// `focusgroup print PROTOCOL`.
struct Print: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract: "A protocol as a guide on paper.",
    discussion: """
      Questions with their minutes, probes and boxes to tick; what to bring, a sheet for the seats, the forms, the \
      codebook, and how notes are typed. It is plain text of 78 columns.

      Example:
        focusgroup print cogov-professionals --setting museum --language nl | lp
      """)

  @OptionGroup var study: StudyOptions
  @Argument(help: "A protocol: a file, an id, or an unambiguous start of one.")
  var `protocol`: String
  @Option(help: ArgumentHelp("One of the protocol's languages, as in nl.", valueName: "tag"))
  var language: String?
  @Option(help: "One of the protocol's settings.")
  var setting: String?
  @Flag(help: "The protocol's short version.")
  var short = false

  func run() throws {
    try output(
      guide: `protocol`, language: language.map { Language($0)?.tag ?? PathText.repaired($0) },
      setting: setting.map(PathText.repaired), short: short, in: study.folder)
  }
}

/// Writes a protocol as a guide on paper to standard output.
func output(
  guide wanted: String, language: String? = nil, setting: String? = nil, short: Bool = false,
  in folder: StudyFolder
) throws {
  let printed = try reporting { () throws(StorageError) in
    try GuidePrint.lines(of: wanted, language: language, setting: setting, short: short, in: folder)
  }
  guard printed.status == 0 else {
    for line in printed.lines { Console.complain(line) }
    throw ExitCode(printed.status)
  }
  try output(printed.lines.joined(separator: "\n") + "\n")
}
