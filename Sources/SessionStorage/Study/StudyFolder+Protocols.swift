extension StudyFolder {
  /// The largest protocol that is read, in bytes.
  static let largestProtocol = 1 << 20

  /// The ids of the protocols in `Protocols/`, by their file names, sorted.
  ///
  /// - Throws: `notFound` without a `Protocols/`.
  public func protocols() throws(StorageError) -> [String] {
    try protocolsFolder().names().compactMap(StudyFolder.protocolID(ofFile:)).sorted()
  }

  /// The protocol that a person means: a path to a file, an id, or the beginning of just one id.
  ///
  /// - Parameter currentFolder: absolute; what a relative path is relative to.
  /// - Returns: the file's bytes, at most 1 MiB, and its name for messages.
  /// - Throws: `notFound`, `ambiguous`, `notAFile`, `tooLarge` before a byte is read.
  public func protocolBytes(
    named name: String, currentFolder: String
  ) throws(StorageError) -> (bytes: [UInt8], file: String) {
    if name.utf8.contains(UInt8(ascii: "/")) || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      let limit = StudyFolder.largestProtocol
      return (try PlainFile.bytes(name, in: currentFolder, limit: limit, disk: disk), name)
    }
    let folder = try protocolsFolder()
    let files = try folder.names().filter { StudyFolder.protocolID(ofFile: $0) != nil }
    let id = try chosen(name, from: files.compactMap(StudyFolder.protocolID(ofFile:)), what: "protocol")
    let file = files.contains(id + ".yaml") ? id + ".yaml" : id + ".yml"
    let bytes = try folder.open(file, for: .reading).bytes(limit: StudyFolder.largestProtocol)
    return (bytes, "Protocols/" + file)
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
    try bytes(path, in: currentFolder, limit: limit, disk: SystemDisk())
  }

  static func bytes(
    _ path: String, in currentFolder: String, limit: Int, disk: any Disk
  ) throws(StorageError) -> [UInt8] {
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    return try file(isAbsolute ? path : currentFolder + "/" + path, disk: disk).bytes(limit: limit)
  }

  /// What a file holds by its beginning, whatever its name: nil of one that cannot be read, or is none of ours.
  ///
  /// - Parameter currentFolder: absolute; what a relative path is relative to.
  public static func contents(_ path: String, in currentFolder: String) -> FileContents? {
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    guard let file = try? file(isAbsolute ? path : currentFolder + "/" + path, disk: SystemDisk()),
      let bytes = try? file.prefix(FileBeginning.length)
    else { return nil }
    return FileBeginning(bytes)?.kind
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
