/// What stands at the name of one of our files and is no plain file: a folder, a link, a pipe that another program or
/// a person has put there. Nothing of it is ever opened, followed or removed.
extension Folder {
  /// What it is; nil for a plain file, and for nothing.
  func obstacle(at name: String) throws(StorageError) -> FileKind? {
    guard let kind = try status(of: name)?.kind, kind != .file else { return nil }
    return kind
  }

  /// Opens a file, or nothing where there is none or an obstacle.
  func openUnlessObstacle(_ name: String, for access: Access) throws(StorageError) -> OpenFile? {
    do {
      return try openIfThere(name, for: access)
    } catch .notAFile {
      return nil
    }
  }

  /// Gives an obstacle another name, `NAME.aside` or `NAME.aside-2`, …, durably.
  ///
  /// - Returns: the new name; nil if there is no obstacle.
  func moveObstacle(at name: String) throws(StorageError) -> String? {
    guard try obstacle(at: name) != nil else { return nil }
    for number in 1...SetAside.most {
      let new = name + ".aside" + (number == 1 ? "" : "-\(number)")
      guard try renameUnlessThere(name, to: new) else { continue }
      try sync()
      return new
    }
    throw StorageError.cannotCreate(path: path(of: name) + ".aside", reason: "there are too many already")
  }
}
