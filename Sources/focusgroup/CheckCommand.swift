internal import ArgumentParser
internal import Runtime
internal import SessionStorage

/// `focusgroup check FILE…`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate protocols and sessions.",
    discussion: """
      Every fault of a protocol is told, one a line, as a compiler does; of a malformed one as many as can be told at \
      once, 20 at most. What is no protocol (Markdown, a Word document, a table) is named for what it is.

      Example:
        focusgroup check Protocols/*.yaml Sessions/*.json
      """)

  @OptionGroup var study: StudyOptions
  @Argument(help: "Protocol files (.yaml), session files (.json), or ids.", completion: .file())
  var files: [String]

  func run() throws {
    let folder = try study.folder
    var status: Int32 = 0
    for file in files {
      let findings = FileCheck.check(file, in: folder)
      for line in findings.lines {
        if findings.status == 0 { Console().write(line + "\n") } else { Console.complain(line) }
      }
      if status == 0 { status = findings.status }
    }
    throw ExitCode(status)
  }
}
