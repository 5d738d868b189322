internal import ArgumentParser
internal import FoundationEssentials
internal import Runtime
internal import SessionStorage
internal import TextScreen

/// `focusgroup init [DIR]`.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a new study folder with an example protocol.",
    discussion: "Example:\n  focusgroup init ~/studies/renewal\n\nWhat is there already is left as it is.")

  @Argument(help: "The folder; the current one if it is left out.", completion: .directory)
  var dir: String = "."

  func run() throws {
    let folder = StudyFolder.locate(
      explicit: dir, environment: ProcessInfo.processInfo.environment,
      currentFolder: Here.folder)
    try reporting { () throws(StorageError) in try folder.create() }
    let console = Console()
    for (name, bytes) in [
      ("example.yaml", PackageResources.example_yaml),
      ("protocol.schema.json", PackageResources.protocol_schema_json),
    ] {
      let made = try reporting { () throws(StorageError) in try folder.addProtocolFile(name, bytes) }
      console.write("\(made ? "made" : "left as it is:") \(safeText(folder.path))/Protocols/\(name)\n")
    }
    let quoted =
      "'"
      + safeText(folder.path).split(separator: "'", omittingEmptySubsequences: false).joined(
        separator: "'\\''") + "'"
    console.write("try it: focusgroup run example --study \(quoted)\n")
  }
}
