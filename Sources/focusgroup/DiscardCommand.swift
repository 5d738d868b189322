internal import ArgumentParser
internal import Runtime

/// `focusgroup discard SESSION`.
struct Discard: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard",
    abstract: "Destroy a session with its reviews and copies.",
    discussion: """
      It shows what goes, and wants the session's id typed. Every file is overwritten before its name goes. Nothing is \
      destroyed while the session or a review of it is open.

      Example:
        focusgroup discard cogov-professionals-NL02-20260714-1400
      """)

  @OptionGroup var study: StudyOptions
  @Argument(help: "A session: a file, an id, or an unambiguous start of one.")
  var session: String

  func run() throws {
    throw ExitCode(Discarding.discard(session, in: try study.folder))
  }
}
