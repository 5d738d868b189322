internal import ArgumentParser
internal import Runtime

/// `focusgroup resume [SESSION]`.
struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with a session that was left or cut off.",
    discussion: """
      Without an argument, with the session that was cut off, else with the one left last. It goes on at the same \
      question, and the line that was being typed is offered again.

      Example:
        focusgroup resume
      """)

  @OptionGroup var study: StudyOptions
  @Argument(help: "A session: a file, an id, or an unambiguous start of one.")
  var session: String?
  @Flag(help: "Plain lines: for screen readers, braille lines, slow links, pipes.")
  var plain = false

  func run() throws {
    let folder = try study.folder
    throw ExitCode(SessionRun.resume(session, in: folder, open: Screen.opener(plain: plain)))
  }
}
