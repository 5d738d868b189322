public import Interview

/// What the program knows of the person at this machine, in `focusgroup` in `$XDG_CONFIG_HOME` (`~/.config`): what it
/// remembers is in `preferences.json`, and what the person writes there in `abbreviations.yaml`. Nothing of a study is in
/// either.
public struct Preferences: Sendable {
  private let path: String?
  private let disk: any Disk

  private static let file = "preferences.json"
  private static let largest = 1 << 16
  private static let abbreviationsFile = "abbreviations.yaml"

  /// Where the environment says; nowhere if it names no home.
  public init(environment: [String: String]) {
    self.init(environment: environment, disk: SystemDisk())
  }

  init(environment: [String: String], disk: any Disk) {
    // A relative path in an XDG variable counts as none (XDG Base Directory Specification).
    func absolute(_ name: String) -> String? { environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let folder = absolute("XDG_CONFIG_HOME") ?? absolute("HOME").map { $0 + "/.config" }
    path = folder.map { $0 + "/focusgroup" }
    self.disk = disk
  }

  /// Under which name one reviews; nil if it was never said, or is none that a reviewer can have.
  public var reviewer: String? {
    guard case .string(let name) = values["reviewer"], Review.isName(name) else { return nil }
    return name
  }

  /// Remembers a name to review under; what else the file holds stays.
  ///
  /// - Throws: why it could not be kept: it will be asked again.
  public func keep(reviewer: String) throws(StorageError) {
    guard let path else { return }
    var values = values
    values["reviewer"] = .string(reviewer)
    let folder = try StudyFolder(path: path, statePath: path, disk: disk).makeStateFolder()
    let temporary = "." + Preferences.file + ".tmp"
    try folder.remove(temporary)
    let file = try folder.create(temporary)
    try file.write(Array((JSON.object(values).text + "\n").utf8)[...], at: 0)
    try file.syncAll()
    try folder.rename(temporary, to: Preferences.file)
    try folder.sync()
  }

  /// The abbreviations that the person takes notes with, in every study; none if there is no such file.
  ///
  /// - Returns: also one line for a file of which nothing is used: why, and where.
  public var abbreviations: (texts: [String: LocalText], trouble: String?) {
    guard let path else { return ([:], nil) }
    let name = path + "/" + Preferences.abbreviationsFile
    do throws(StorageError) {
      let bytes = try Folder(path: path, disk: disk)
        .openIfThere(Preferences.abbreviationsFile, for: .reading)?.bytes(limit: ProtocolReader.mostBytes)
      switch ProtocolReader.readAbbreviations(bytes ?? [], file: name) {
      case .success(let texts): return (texts, nil)
      case .failure(let faults):
        let more = faults.all.count > 1 ? " (and \(faults.all.count - 1) more)" : ""
        return ([:], "your own abbreviations are not used: \(faults.all[0])\(more)")
      }
    } catch {
      if case .notFound = error { return ([:], nil) }
      return ([:], "your own abbreviations are not used: \(error.message)")
    }
  }

  /// What the file holds; a file that cannot be read is as good as none.
  private var values: [String: JSON] {
    guard let path, let folder = try? Folder(path: path, disk: disk),
      let file = try? folder.openIfThere(Preferences.file, for: .reading),
      let bytes = try? file.bytes(limit: Preferences.largest),
      case .object(let values)? = try? JSONReader.read(bytes)
    else { return [:] }
    return values
  }
}
