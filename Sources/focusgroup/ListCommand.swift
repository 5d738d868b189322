internal import ArgumentParser
internal import Runtime
internal import SessionStorage

/// `focusgroup list`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "The sessions of the study.",
    discussion: "Example:\n  focusgroup list --json | jq '.[] | select(.status == \"cut off\") | .id'")

  @OptionGroup var study: StudyOptions
  @Flag(help: "As JSON, one array.")
  var json = false

  func run() throws {
    let folder = try study.folder
    let listings = try reporting { () throws(StorageError) in try SessionTable.sessions(of: folder) }
    let elsewhere = SessionTable.elsewhere(folder)
    let console = Console()
    let lost = SessionTable.lost(listings, in: folder)
    try output(
      json
        ? SessionTable.json(listings, elsewhere: elsewhere, lost: lost)
        : SessionTable.text(
          listings, elsewhere: elsewhere, lost: lost, columns: console.isTerminal ? console.width : nil))
  }
}
