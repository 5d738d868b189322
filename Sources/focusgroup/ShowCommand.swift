internal import ArgumentParser
internal import Facilitation
internal import Interview
internal import Runtime
internal import SessionStorage

/// `focusgroup show SESSION`, and of a protocol what `focusgroup print` prints.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "A session as readable text, question by question.",
    discussion: """
      A protocol's file, or its id where no session is called so, is shown as `focusgroup print` prints it.

      Example:
        focusgroup show cogov-professionals-NL02 | less
      """)

  @OptionGroup var study: StudyOptions
  @Argument(help: "A session or a protocol: a file, an id, or an unambiguous start of one.")
  var session: String
  @Flag(help: "With the note-taker's own comments, which are for nobody else.")
  var comments = false

  func run() throws {
    let folder = try study.folder
    if try reporting({ () throws(StorageError) in try GuidePrint.isMeant(by: session, in: folder) }) {
      return try output(guide: session, in: folder)
    }
    let read = try reporting { () throws(StorageError) in try FileCheck.readSession(session, in: folder) }
    for notice in read.notices { Console.complain("focusgroup: \(notice)") }
    try output(SessionText(read.session, comments: comments).lines.joined(separator: "\n") + "\n")
  }
}
