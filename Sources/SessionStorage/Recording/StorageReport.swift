/// What became of records that were given to an open session.
public enum StorageReport: Equatable, Sendable {
  /// All records up to this number are on the disk.
  case durable(through: Int)
  /// The records from this number on are on no disk. They are kept, in order, and tried again with the next
  /// record, with `flush`, and when the session is left; `withdraw` takes them back.
  case refused(from: Int, StorageError)
  /// The journal's file failed for good. All records are in another one now, at this path, and the recording
  /// goes on there.
  case movedOn(to: String, StorageError)
}
