internal import ArgumentParser
internal import Runtime
internal import SessionStorage
internal import Text
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
    let folder = try StudyOptions.folder(dir)
    try reporting { () throws(StorageError) in try folder.create() }
    let console = Console()
    for (name, bytes) in [
      ("example.yaml", PackageResources.example_yaml),
      ("protocol.schema.json", PackageResources.protocol_schema_json),
    ] {
      let made = try reporting { () throws(StorageError) in try folder.addProtocolFile(name, bytes) }
      console.write("\(made ? "made" : "left as it is:") \(safeText(folder.path))/Protocols/\(name)\n")
    }
    console.write("try it: focusgroup run example --study \(Init.quoted(folder.path))\n")
  }

  /// A path as a shell takes it: in `$'…'` where it has bytes that are no UTF-8, which are written as `\xE9`.
  private static func quoted(_ path: String) -> String {
    guard path.unicodeScalars.contains(where: { $0.carriedByte != nil }) else {
      return "'" + safeText(path).replacing("'", with: "'\\''") + "'"
    }
    return "$'" + safeText(path.replacing("\\", with: "\\\\").replacing("'", with: "\\'")) + "'"
  }
}
