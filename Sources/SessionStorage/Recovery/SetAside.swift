internal import Interview

/// Keeps files that are in the way under names of their own, never over another.
struct SetAside {
  let files: SessionFiles
  let sessions: Folder

  /// Names that are tried for one second.
  static let most = 999

  /// Writes bytes into a file of their own, durably; one that has these very bytes is there already.
  ///
  /// - Parameter modified: when they were written, in nanoseconds.
  /// - Returns: its name.
  func keep(
    _ bytes: [UInt8], _ why: SessionFiles.Aside, since modified: Int
  ) throws(StorageError) -> String {
    try keep(bytes) { files.aside(why, at: SetAside.time(modified), copy: $0) }
  }

  /// Writes what is torn or damaged of a journal into a file of its own, durably.
  ///
  /// - Returns: its name.
  func keepTorn(_ bytes: [UInt8]) throws(StorageError) -> String {
    try keep(bytes) { files.torn($0) }
  }

  private func keep(_ bytes: [UInt8], _ name: (Int) -> String) throws(StorageError) -> String {
    for copy in 1...SetAside.most {
      let name = name(copy)
      var file = try sessions.createUnlessThere(name)
      if let file {
        try file.write(bytes[...], at: 0)
      } else {
        // A crash may have come after it was made: it need not be made again.
        file = try? sessions.open(name, for: .writing)
        guard let file, (try? file.bytes(limit: Recovery.largest)) == bytes else { continue }
      }
      try file?.syncAll()
      try sessions.sync()
      return name
    }
    throw StorageError.cannotCreate(path: sessions.path(of: name(1)), reason: "there are too many already")
  }

  /// Gives a file, or whatever else has the name, another name, durably.
  ///
  /// - Returns: the new name.
  func move(
    _ name: String, _ why: SessionFiles.Aside, since modified: Int
  ) throws(StorageError) -> String {
    try move(name) { files.aside(why, at: SetAside.time(modified), copy: $0) }
  }

  /// Gives another session's file an id of its own, durably.
  ///
  /// - Returns: the new name.
  func moveStranger(_ name: String, since modified: Int) throws(StorageError) -> String {
    guard files.reviewer == nil else { return try move(name, .theirs, since: modified) }
    return try move(name) { files.strangerID(at: SetAside.time(modified), copy: $0) + ".json" }
  }

  private func move(_ name: String, _ free: (Int) -> String) throws(StorageError) -> String {
    for copy in 1...SetAside.most {
      let new = free(copy)
      guard try sessions.renameUnlessThere(name, to: new) else { continue }
      // What is no plain file cannot be opened, and keeps its rights.
      if let file = try? sessions.open(new, for: .reading) { file.makeOwnersOnly() }
      try sessions.sync()
      return new
    }
    throw StorageError.cannotCreate(path: sessions.path(of: free(1)), reason: "there are too many already")
  }

  /// `yyyymmddThhmmss` in UTC.
  static func time(_ nanoseconds: Int) -> String {
    WallTime(milliseconds: nanoseconds / 1_000_000).civil.stamp
  }
}
