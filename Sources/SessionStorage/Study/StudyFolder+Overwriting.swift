extension StudyFolder {
  /// Overwrites and removes every file of a study that was made to be thrown away, and of its state folder. The folders stay.
  ///
  /// Each is tried, whatever becomes of the others.
  /// - Throws: the first that could not be.
  public func overwriteAllFiles() throws(StorageError) {
    var first: StorageError?
    for folder in [try? protocolsFolder(), try? sessionsFolder(), try? stateFolder()] {
      guard let folder else { continue }
      do throws(StorageError) {
        for name in try folder.names() {
          do throws(StorageError) { try Erasure.remove(name, in: folder) } catch { first = first ?? error }
        }
      } catch {
        first = first ?? error
      }
    }
    if let first { throw first }
  }
}
