internal import Interview

extension Review: Journaled {
  static var fileVersion: Int { ReviewFormat.version }
  /// Its first record says only that it was begun.
  var isUntouched: Bool { lastRecord <= 1 }
  var fileBytes: [UInt8] { ReviewFormat.bytes(of: self) }

  static func read(_ bytes: [UInt8], path: String) throws(StorageError) -> ReadState<Review> {
    do {
      let read = try ReviewFormat.readMending(bytes, file: path)
      return ReadState(state: read.review, isNewer: read.isNewer, faults: read.faults)
    } catch .newer {
      throw StorageError.newerVersion(path: path)
    } catch {
      throw StorageError.invalid(path: path, problem: error.message)
    }
  }

  func isRead(from bytes: [UInt8]) -> Bool {
    guard let read = try? ReviewFormat.read(bytes, file: ""), !read.isNewer else { return false }
    return (uuid, lastRecord, notes.count, codebook.count)
      == (read.review.uuid, read.review.lastRecord, read.review.notes.count, read.review.codebook.count)
  }

  init?(salvagedFrom records: [ReviewRecord], of files: SessionFiles, uuid: String?) {
    guard let first = records.first, let reviewer = files.reviewer else { return nil }
    self.init(
      ReviewHead(
        uuid: uuid ?? files.lostUUID, reviewer: reviewer, session: files.id, sessionUUID: files.lostUUID,
        startedAt: first.at))
    lastRecord = first.number - 1
  }

  mutating func take(_ record: ReviewRecord, noting history: inout UndoHistory<ReviewChange>) -> Bool {
    history.remember(record, inverse: apply(record))
    // Only the first record begins a review.
    if case .started = record.change { return false }
    return true
  }

  mutating func makeRoom() -> Bool {
    let hasRoom = makeRoomForRecords()
    restore(
      recorders.map { recorder in
        var recorder = recorder
        recorder.last = recorder.last.map(Limit.held)
        return recorder
      })
    return renumberMemos(above: Limit.roomForNumbers) && hasRoom
  }
}
