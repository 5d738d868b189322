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
  /// The journal has become much larger than the state that it leads to: answer with `renew`. Nothing is wrong, and nothing
  /// is lost if the answer comes late.
  case outgrown
  /// A file is more than half as large as the largest that can be written and read.
  case filling(path: String, bytes: Int, limit: Int)

  /// What to tell people of a file that becomes too large; nil for every other report. Without control characters.
  public var fillingWords: String? {
    guard case .filling(let path, let bytes, let limit) = self else { return nil }
    return printable(
      "\(path) has \(bytes >> 20) MiB; at \(limit >> 20) MiB nothing more can be saved: "
        + "leave before that, and go on in a new session")
  }
}
