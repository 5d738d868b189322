public import Interview

/// Where a session that a person named is.
public enum SessionPlace: Sendable {
  /// In a study's `Sessions/`, under an id: it can be read, and gone on with.
  case session(StudyFolder, id: String)
  /// A session file by itself, somewhere: it can be read.
  case file(path: String)

  /// What the beginning of its file says, of which little is read; nil if it says too little, or a journal more.
  public var heading: SessionHeading? {
    do {
      switch self {
      case .session(let study, let id): return try study.heading(id)
      case .file(let path):
        let start = try PlainFile.file(path, disk: SystemDisk()).prefix(SessionFormat.headingLength)
        return try SessionFormat.readHead(start, file: path).heading
      }
    } catch {
      return nil
    }
  }
}

extension StudyFolder {
  /// A name of a session is a path to one of its files, and no id.
  public static func isPath(_ name: String) -> Bool {
    name.utf8.contains(UInt8(ascii: "/")) || name.hasSuffix(".json") || name.hasSuffix(".journal")
  }

  /// The session that a person means: a path to one of its files, an id, or the beginning of just one id.
  ///
  /// - Parameter currentFolder: absolute; what a relative path is relative to.
  /// - Throws: `notFound`, `ambiguous`, `badName`. A path is not looked at yet.
  public func place(of name: String, currentFolder: String) throws(StorageError) -> SessionPlace {
    guard StudyFolder.isPath(name) else { return .session(self, id: try findSession(name)) }
    let slash = UInt8(ascii: "/")
    let whole = name.utf8.first == slash ? name : currentFolder + "/" + name
    let parts = whole.utf8.split(separator: slash).map(Substring.init).filter { $0 != "." }
    guard let file = parts.last, parts.dropLast().last == "Sessions",
      let found = SessionFiles.parse(String(file)), found.reviewer == nil, found.role.isKept
    else { return .file(path: whole) }
    let study = "/" + parts.dropLast(2).joined(separator: "/")
    return .session(StudyFolder(path: study, statePath: statePath, disk: disk), id: found.id)
  }
}
