extension StudyFolder {
  /// The largest protocol that is read, in bytes.
  static let largestProtocol = 1 << 20

  /// The ids of the protocols in `Protocols/`, by their file names, sorted.
  ///
  /// - Throws: `notFound` without a `Protocols/`.
  public func protocols() throws(StorageError) -> [String] {
    try protocolsFolder().names().compactMap(StudyFolder.protocolID(ofFile:)).sorted()
  }

  /// What people put into `Protocols/` and cannot choose there: a protocol under a name that is no id, and what guides
  /// are written in that is none. By name, sorted.
  ///
  /// - Throws: `notFound` without a `Protocols/`.
  public func unusableProtocols() throws(StorageError) -> [String] {
    try protocolsFolder().names().filter { name in
      let stem = name.split(separator: ".").first?.lowercased()
      return !name.hasPrefix(".") && stem != "readme" && StudyFolder.protocolID(ofFile: name) == nil
        && StudyFolder.guideEndings.contains { name.lowercased().hasSuffix("." + $0) }
    }.sorted()
  }

  /// Why a file of `Protocols/` is none to choose, in a line.
  ///
  /// - Parameter name: one of `unusableProtocols`.
  public func whyUnusable(_ name: String) -> String {
    let path = "Protocols/" + name
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      return "\(path): a protocol's file is named by its id, as in my-guide.yaml: no spaces, no accents"
    }
    do throws(StorageError) {
      let start = try protocolsFolder().open(name, for: .reading).prefix(ForeignFile.length)
      let found = ForeignFile(start) ?? ForeignFile(text: start, name: name)
      return "\(path): \(found?.message ?? "a protocol's file ends in .yaml")"
    } catch {
      return error.message
    }
  }

  private static let guideEndings = [
    "yaml", "yml", "md", "markdown", "txt", "csv", "tsv", "docx", "doc", "odt", "rtf", "pdf", "html", "htm",
    "xlsx",
    "xls", "ods", "pages",
  ]

  /// The protocol that a person means: a path to a file, an id, the beginning of just one id, or a file's name in
  /// `Protocols/`.
  ///
  /// - Parameter currentFolder: absolute; what a relative path is relative to.
  /// - Returns: the file's bytes, at most 1 MiB, and its name for messages.
  /// - Throws: `notFound`, `ambiguous`, `notAFile`; `tooLarge` before a byte is read, unless its beginning says that it is
  ///   no protocol: `invalid`.
  public func protocolBytes(
    named name: String, currentFolder: String
  ) throws(StorageError) -> (bytes: [UInt8], file: String) {
    if name.utf8.contains(UInt8(ascii: "/")) {
      let file = try PlainFile.file(name, in: currentFolder, disk: disk)
      return (try StudyFolder.bytes(of: file, named: name), name)
    }
    // No id holds a dot.
    if name.utf8.contains(UInt8(ascii: ".")) {
      do throws(StorageError) {
        let file = try PlainFile.file(name, in: currentFolder, disk: disk)
        return (try StudyFolder.bytes(of: file, named: name), name)
      } catch {
        guard case .notFound = error, let file = try? protocolsFolder().openIfThere(name, for: .reading)
        else {
          throw error
        }
        return (try StudyFolder.bytes(of: file, named: "Protocols/" + name), "Protocols/" + name)
      }
    }
    let folder = try protocolsFolder()
    let files = try folder.names().filter { StudyFolder.protocolID(ofFile: $0) != nil }
    let id = try chosen(name, from: files.compactMap(StudyFolder.protocolID(ofFile:)), what: "protocol")
    let file = files.contains(id + ".yaml") ? id + ".yaml" : id + ".yml"
    let bytes = try StudyFolder.bytes(of: folder.open(file, for: .reading), named: "Protocols/" + file)
    return (bytes, "Protocols/" + file)
  }

  /// - Parameter name: for messages.
  private static func bytes(of file: OpenFile, named name: String) throws(StorageError) -> [UInt8] {
    do throws(StorageError) {
      return try file.bytes(limit: largestProtocol)
    } catch {
      // A document with pictures is large; that it is one says more.
      guard case .tooLarge = error, let other = ForeignFile(try file.prefix(ForeignFile.length)) else {
        throw error
      }
      throw StorageError.invalid(path: name, problem: other.message)
    }
  }

  private static func protocolID(ofFile name: String) -> String? {
    for suffix in [".yaml", ".yml"] where name.hasSuffix(suffix) && !name.hasPrefix(".") {
      let id = String(name.dropLast(suffix.count))
      return SessionFiles.isID(id) ? id : nil
    }
    return nil
  }
}

/// Reads a file that a person named by its path.
public enum PlainFile {
  /// The whole file; a link, pipe, device or folder is refused at once.
  ///
  /// - Parameters:
  ///   - currentFolder: absolute; what a relative path is relative to.
  ///   - limit: in bytes; a larger file is refused without being read.
  public static func bytes(
    _ path: String, in currentFolder: String, limit: Int
  ) throws(StorageError) -> [UInt8] {
    try file(path, in: currentFolder, disk: SystemDisk()).bytes(limit: limit)
  }

  /// What a file holds by its beginning, whatever its name: nil of one that cannot be read, or is none of ours.
  ///
  /// - Parameter currentFolder: absolute; what a relative path is relative to.
  public static func contents(_ path: String, in currentFolder: String) -> FileContents? {
    guard let file = try? file(path, in: currentFolder, disk: SystemDisk()),
      let bytes = try? file.prefix(FileBeginning.length)
    else { return nil }
    return FileBeginning(bytes)?.kind
  }

  fileprivate static func file(
    _ path: String, in currentFolder: String, disk: any Disk
  ) throws(StorageError) -> OpenFile {
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    return try file(isAbsolute ? path : currentFolder + "/" + path, disk: disk)
  }

  /// The file, open.
  ///
  /// - Parameter whole: an absolute path.
  static func file(_ whole: String, disk: any Disk) throws(StorageError) -> OpenFile {
    guard let slash = whole.utf8.lastIndex(of: UInt8(ascii: "/")), !whole.utf8.contains(0) else {
      throw StorageError.notFound("file", whole)
    }
    let name = String(whole[whole.utf8.index(after: slash)...])
    let folder = String(whole[..<slash])
    guard !name.isEmpty, name != ".", name != ".." else {
      throw StorageError.notAFile(path: whole, kind: FileKind.folder.rawValue)
    }
    return try Folder(path: folder.isEmpty ? "/" : folder, disk: disk).open(name, for: .reading)
  }
}
