internal import Interview

/// What stands under the name of the file of a session or a review.
struct StateFile<State: Journaled> {
  let name: String
  /// Nil if nothing of it can be read.
  private(set) var state: State?
  /// A newer program wrote it.
  private(set) var isNewer = false
  /// Why it cannot be read as a whole.
  private(set) var fault: StorageError?
  /// Numbers in it that are out of their range, and were taken as the nearest in it.
  private(set) var numbers: [FormatFault] = []
  /// What of it could be read all the same, and what could not.
  private(set) var losses: FileLosses?
  /// Its bytes; none of what is no plain file.
  let bytes: [UInt8]
  /// When it was last written, in nanoseconds.
  let modified: Int
  /// What the system told of it before it was read; nil of what is no plain file.
  private var status: FileStatus?

  /// Reads it; nil if there is none.
  ///
  /// - Throws: what the disk says, never that the content is at fault; `newerVersion` if no part is understood.
  init?(_ name: String, of files: SessionFiles, in sessions: Folder) throws(StorageError) {
    self.name = name
    let path = sessions.path(of: name)
    let found: OpenFile
    do throws(StorageError) {
      guard let file = try sessions.openIfThere(name, for: .reading) else { return nil }
      found = file
    } catch {
      guard error.isOfContent else { throw error }
      fault = error
      modified = try sessions.status(of: name)?.modified ?? 0
      bytes = []
      return
    }
    let status = try found.status()
    self.status = status
    modified = status.modified
    do throws(StorageError) {
      bytes = try found.bytes(limit: Recovery.largest)
    } catch {
      guard error.isOfContent else { throw error }
      fault = error
      bytes = []
      return
    }
    do throws(StorageError) {
      let read = try State.read(bytes, path: path)
      state = read.state
      isNewer = read.isNewer
      numbers = read.faults
    } catch {
      guard error.isOfContent else { throw error }
      fault = error
      guard let salvaged = State.salvaged(from: bytes, of: files) else { return }
      state = salvaged.state
      losses = salvaged.losses
      // What a newer program wrote is only looked at, damaged or not.
      isNewer = FileLines(bytes).version.map { $0 > State.fileVersion } ?? false
    }
  }

  /// Where numbers were wrong, that of the last record is what the recorders tell, else the journals: it must not say that
  /// their records are in the file already.
  mutating func countFromRecorders(orFrom segments: [Segment]) {
    guard !numbers.isEmpty, var state else { return }
    let told = state.recorderMarks.compactMap(\.last).max() ?? segments.lazy.compactMap(\.heading?.from).min()
    guard let told else { return }
    state.lastRecord = min(state.lastRecord, told)
    self.state = state
  }

  /// The uuid, as far as it tells.
  var uuid: String? { state.flatMap { $0.uuid.hasPrefix(SessionFiles.lostMark) ? nil : $0.uuid } }

  /// The file as it was read, to be known again; nil of what is no plain file.
  var trace: FileTrace? { status.map { FileTrace($0, bytes) } }

  /// What `FileChecksum` says of it.
  var checksum: String { FileChecksum.of(bytes) }
}

extension StorageError {
  /// What stands in the file is at fault, not the disk or the program.
  var isOfContent: Bool {
    switch self {
    case .invalid, .notAFile, .tooLarge: return true
    default: return false
    }
  }
}
