extension StudyFolder {
  /// Puts a file into `Protocols/`, durably, unless one of that name is there.
  ///
  /// - Parameter name: a plain name, without a folder.
  /// - Returns: false if it was there and is left as it is.
  public func addProtocolFile(_ name: String, _ bytes: [UInt8]) throws(StorageError) -> Bool {
    let folder = try protocolsFolder()
    guard let file = try folder.createUnlessThere(name) else { return false }
    do throws(StorageError) {
      try file.write(bytes[...], at: 0)
      try file.syncAll()
    } catch {
      try? folder.remove(name)
      throw error
    }
    try folder.sync()
    return true
  }
}
