internal import ArgumentParser
internal import Runtime
internal import SessionStorage
internal import Text
internal import TextScreen

/// `focusgroup init [DIR]`.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a new study folder with two example protocols.",
    discussion: """
      example.yaml is short and can be run at once. every-feature.yaml has all that a protocol can have, each with a \
      comment that explains it. What is there already is left as it is.

      Example:
        focusgroup init ~/studies/renewal
      """)

  @Argument(help: "The folder; the current one if it is left out.", completion: .directory)
  var dir: String = "."

  func run() throws {
    let folder = try StudyOptions.folder(dir)
    try reporting { () throws(StorageError) in try folder.create() }
    let console = Console()
    for (name, bytes) in [
      ("example.yaml", PackageResources.example_yaml),
      ("every-feature.yaml", PackageResources.every_feature_yaml),
      ("protocol.schema.json", PackageResources.protocol_schema_json),
    ] {
      let made = try reporting { () throws(StorageError) in try folder.addProtocolFile(name, bytes) }
      console.write("\(made ? "made" : "left as it is:") \(safeText(folder.path))/Protocols/\(name)\n")
    }
    let study = Init.quoted(folder.path)
    console.write("try it: focusgroup run example --study \(study)\n")
    console.write(
      "write your own: copy example.yaml, look into every-feature.yaml for what else a protocol can have,\n")
    console.write("  and see what is wrong with it: focusgroup check my-guide --study \(study)\n")
  }

  /// A path as a shell takes it: in `$'…'` where it has bytes that are no UTF-8, which are written as `\xE9`.
  private static func quoted(_ path: String) -> String {
    guard path.unicodeScalars.contains(where: { $0.carriedByte != nil }) else {
      return "'" + safeText(path).replacing("'", with: "'\\''") + "'"
    }
    return "$'" + safeText(path.replacing("\\", with: "\\\\").replacing("'", with: "\\'")) + "'"
  }
}
