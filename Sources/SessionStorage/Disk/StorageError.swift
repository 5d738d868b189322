package import Platform
internal import Text

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What went wrong with the files of a study, and what can be done about it.
public enum StorageError: Error, Equatable, Sendable {
  /// There is no such protocol, session, file or folder; `what` is which of them.
  case notFound(_ what: String, _ name: String)
  /// More than one begins like that.
  case ambiguous(_ name: String, candidates: [String])
  /// Not an id: 1 to 100 of `A-Z a-z 0-9 _ -`.
  case badName(String)
  /// Not a reviewer's name: 1 to 40 of `a-z 0-9 -`.
  case badReviewer(String)
  /// Another program has the session open, or this reviewer's review of it.
  case openElsewhere(session: String, reviewer: String? = nil)
  /// A link, pipe, device or folder stands where a plain file is wanted; `kind` says which.
  case notAFile(path: String, kind: String)
  /// It is no folder, or a link to one.
  case noFolder(path: String)
  /// Larger than any real file of its kind; the limit is in bytes.
  case tooLarge(path: String, limit: Int)
  /// It would become larger than the largest file that can be opened again; the limit is in bytes.
  case fileLimit(path: String, limit: Int)
  /// The system does not let this user do that.
  case noRight(path: String, call: String)
  /// The file's content is at fault; `problem` says where and what.
  case invalid(path: String, problem: String)
  /// The file was written by a newer version of the program and is never written by this one.
  case newerVersion(path: String)
  /// The journal is another session's or review's, whatever its name says.
  case foreignJournal(path: String)
  /// The journal does not hold the beginning of anything, and there is no file beside it.
  case nothingRecorded(path: String)
  /// A file or folder cannot be made.
  case cannotCreate(path: String, reason: String)
  /// The disk, the quota or the largest allowed file is full.
  case full(path: String, reason: String)
  /// The disk cannot be written now.
  case readOnly(path: String)
  /// A system call failed.
  case failed(_ call: String, path: String, reason: String)
  /// Another program has moved, replaced, shortened or removed the file.
  case displaced(path: String)
  /// Another program writes to the file, and does not see our lock.
  case otherWriter(path: String)
  /// The study's folder is gone. Everything is in this file, on this machine's own disk.
  case savedElsewhere(path: String)
  /// What was read back is not what was written.
  case unverified(path: String)
  /// The session or review was left already.
  case closed
  /// The folder that the program was started in is not there, and a name is relative to it.
  case noCurrentFolder

  /// One line, without control characters: what happened and what to do.
  public var message: String { safeText(text) }

  /// As in sysexits: 65 a file is invalid, 66 no such thing, 73 cannot create, 74 I/O error, 75 open elsewhere.
  public var exitStatus: Int32 {
    switch self {
    case .notFound, .ambiguous, .badName, .badReviewer, .notAFile, .noFolder, .noCurrentFolder: return 66
    case .tooLarge, .invalid, .newerVersion, .foreignJournal, .nothingRecorded: return 65
    case .cannotCreate: return 73
    case .fileLimit, .full, .readOnly, .noRight, .failed, .displaced, .otherWriter, .savedElsewhere,
      .unverified,
      .closed:
      return 74
    case .openElsewhere: return 75
    }
  }

  private var text: String {
    switch self {
    case .notFound(let what, let name):
      return "no \(what) \(name); `focusgroup list` shows this study's sessions, `focusgroup` its protocols"
    case .ambiguous(let name, let candidates):
      let shown = candidates.prefix(8).joined(separator: ", ") + (candidates.count > 8 ? ", …" : "")
      return "\(name) can be \(shown): write more of it"
    case .badName(let name):
      return "\(name.prefix(120)) is no id: 1 to 100 letters without accents, digits, - or _"
    case .badReviewer(let name):
      return "\(name.prefix(120)) is no reviewer's name: 1 to 40 of a-z, 0-9 or -"
    case .openElsewhere(let session, let reviewer?):
      return
        "the review of \(session) by \(reviewer) is open in another terminal: go on there, or review under another name"
    case .openElsewhere(let session, nil):
      return
        "\(session) is open in another terminal, which goes on; `focusgroup replay --follow \(session)` watches it meanwhile"
    case .notAFile(let path, let kind):
      return "\(path) is a \(kind), not a plain file: put the file itself there"
    case .noFolder(let path):
      return
        "\(path) is no folder, or a link to one: put the folder itself there, "
        + "or name the study that the link leads to with --study"
    case .tooLarge(let path, let limit):
      return "\(path) is larger than \(limit >> 20) MiB: it is no file of ours"
    case .fileLimit(let path, let limit):
      return "not saved, \(path) would have more than \(limit >> 20) MiB and could not be opened again: "
        + "what the journal holds is safe; go on in a new session"
    case .invalid(let path, let problem):
      return problem.hasPrefix(path) ? problem : "\(path): \(problem)"
    case .newerVersion(let path):
      return "\(path) is of a newer focusgroup: it can be read here but not changed; update the program"
    case .foreignJournal(let path):
      return "\(path) belongs to another session or review: move it away"
    case .nothingRecorded(let path):
      return "\(path) holds nothing: it was cut off before anything was saved"
    case .cannotCreate(let path, let reason):
      return "cannot make \(path): \(reason); choose another folder with --study"
    case .full(let path, let reason):
      return "not saved, \(reason): make room for \(path)"
    case .readOnly(let path):
      return "not saved, the disk is read-only: make \(path) writable"
    case .noRight(let path, let call):
      return
        "\(path): \(call) is not allowed: its owner, or that of a folder above, has to give the right to it"
    case .failed(let call, let path, let reason):
      return "\(call) failed on \(path): \(reason); check the disk"
    case .displaced(let path):
      return "another program has moved, replaced or removed \(path)"
    case .otherWriter(let path):
      return "another program writes to \(path) as well, and does not see that it is open here"
    case .savedElsewhere(let path):
      return "the study's folder is gone: everything is in \(path)"
    case .unverified(let path):
      return "\(path) does not read back as it was written: the journal was kept; check the disk"
    case .closed:
      return "it was left already"
    case .noCurrentFolder:
      return "the folder that this was started in was removed, or may not be read: cd to another one"
    }
  }
}

extension StorageError {
  /// Says a system call's fault as what a user can do about it.
  init(_ fault: SystemFault, path: String, creating: Bool) {
    let reason = String(cString: strerror(fault.code))
    switch fault.code {
    case ENOSPC: self = .full(path: path, reason: "the disk is full")
    case EDQUOT: self = .full(path: path, reason: "your share of the disk is used up")
    case EFBIG: self = .full(path: path, reason: "no larger file is allowed")
    case EROFS: self = .readOnly(path: path)
    case EACCES where !creating && fault.call != .makeFolder:
      self = .noRight(path: path, call: fault.call.rawValue)
    case ENOENT where !creating: self = .notFound("file", path)
    case ELOOP, EMLINK: self = .notAFile(path: path, kind: FileKind.symlink.rawValue)
    case EISDIR: self = .notAFile(path: path, kind: FileKind.folder.rawValue)
    case ENXIO where fault.call == .open: self = .notAFile(path: path, kind: FileKind.other.rawValue)
    case ENOTDIR where fault.call == .openFolder:
      self = .noFolder(path: path)
    default:
      self =
        creating || fault.call == .makeFolder
        ? .cannotCreate(path: path, reason: reason)
        : .failed(fault.call.rawValue, path: path, reason: reason)
    }
  }

  /// Writing failed for want of room or right: the same bytes can be written to the same place later.
  var isRefusal: Bool {
    switch self {
    case .full, .readOnly: return true
    default: return false
    }
  }
}

extension StorageError {
  /// - Parameter whose: for whom there is none left: `the journal's writer`.
  package init(_ failure: SystemFailure, whose: String) {
    self = .failed(failure.what, path: whose, reason: failure.reason)
  }
}
