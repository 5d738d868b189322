internal import Text

/// What became of records that were given to an open session.
public enum StorageReport: Equatable, Sendable {
  /// All records up to this number are on the disk.
  case durable(through: Int)
  /// All records up to this number are written; that they survive a power cut is promised by no disk of this machine.
  case written(through: Int)
  /// The records from this number on are on no disk. They are kept, in order, and tried again with the next
  /// record, with `flush`, and when the session is left; `withdraw` takes them back.
  case refused(from: Int, StorageError)
  /// The journal's file failed for good, or was taken away. All records are in another one now, at this path, and the
  /// recording goes on there.
  case movedOn(to: String, StorageError)
  /// Something that people should know.
  case noticed(StorageNotice)
  /// The journal has become much larger than the state that it leads to: answer with `renew`. Nothing is wrong, and nothing
  /// is lost if the answer comes late.
  case outgrown
  /// The state's file is gone: answer with `renew`, so that all of it is in a file again.
  case wantsState
}

/// What people should know of the files while a session is open.
public enum StorageNotice: Equatable, Sendable {
  /// The study's file system cannot promise all that is asked of it. `keepsSecond` says that this machine's own disk can,
  /// and has a second journal meanwhile.
  case weak(study: String, locks: Bool, syncs: Bool, keepsSecond: Bool)
  /// What somebody else had put in the place of the session's file is kept under this name.
  case stranger(file: String, keptAs: String)
  /// The study's folder has another path now.
  case moved(to: String)
  /// The session's file had been taken away, and was written again.
  case renewed(path: String)
  /// A file is more than half as large as the largest that can be written and read, in bytes.
  case filling(path: String, bytes: Int, limit: Int)
  /// Another program has locked the file that bears the journal's name now: there may be two writers.
  case lockLost(path: String)
  /// Another program has written into a journal of this session, which therefore stays when the others go.
  case otherWriter(path: String)
  /// Text that was to be destroyed is still in the file system under another name, which is not known.
  case otherLink(path: String)
  /// Text that was destroyed late, in leaving, may still be in a file, and why.
  case mayHold(file: String, reason: String)

  /// One line without control characters.
  public var message: String { safeText(text) }

  private var text: String {
    switch self {
    case .weak(let study, let locks, let syncs, let keepsSecond):
      var words: [String] = []
      if !syncs { words.append("cannot promise that notes survive a power cut") }
      if !locks { words.append("cannot tell whether the session is open on another machine as well") }
      let second = keepsSecond ? "; a second copy is kept on this machine meanwhile" : ""
      return
        "\(study) is on a file system that \(words.joined(separator: ", and ")): a local folder can\(second)"
    case .stranger(let file, let aside):
      return "another program had changed \(file): that version is kept as \(aside)"
    case .moved(let path):
      return "the study's folder has been moved: going on in \(path)"
    case .renewed(let path):
      return "another program had taken the session's file away: everything was written again, into \(path)"
    case .filling(let path, let bytes, let limit):
      return
        "\(path) has \(bytes >> 20) MiB; at \(limit >> 20) MiB nothing more can be saved: "
        + "leave before that, and go on in a new session"
    case .lockLost(let path):
      return "another program has \(path) open too: one of the two should be left"
    case .otherWriter(let path):
      return "another program has written into \(path): it stays, and the next resume brings both together"
    case .otherLink(let path):
      return "\(path) had a second name, a copy of somebody's, which still holds the text"
    case .mayHold(let file, let reason):
      return "what was redacted may still be in \(file): \(reason)"
    }
  }
}
