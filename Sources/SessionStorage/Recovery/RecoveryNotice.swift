internal import Text

/// What recovery found that people should know. `keptAs` is the name of a copy, or the new name of a file, once there
/// is one.
public enum RecoveryNotice: Equatable, Sendable {
  /// The last write was cut off; it was never acknowledged.
  case torn(file: String, bytes: Int, keptAs: String?)
  /// Bytes in the middle of a file are no records any more.
  case damaged(file: String, bytes: Int, keptAs: String?)
  /// Records that are in no file.
  case missing(ClosedRange<Int>)
  /// The beginning was lost: what is not told by the rest, as a session's protocol, is made up from it.
  case headLost
  /// The file cannot be read; what is shown is from the journals beside it, or from an earlier writing.
  case badFile(file: String, problem: String, keptAs: String?)
  /// The file cannot be read as a whole; what can be read of it is shown.
  case partial(file: String, problem: String, FileLosses, keptAs: String?)
  /// The file's end is not there; the rest was not looked at.
  case endLost(file: String)
  /// There is only an earlier writing of the file: what was changed since is lost.
  case older(file: String)
  /// Records from several files were put together.
  case merged([String])
  /// The same session or review was gone on with elsewhere: both were put together. `notes` came from the other.
  case united(with: String, notes: Int, keptAs: String?)
  /// A journal of an older program does not tell whether its records are in the file already.
  case unsure(file: String, keptAs: String?)
  /// A journal that bears the name belongs to another session or review and was left alone.
  case foreign(file: String)
  /// What bears a journal's name is no file: a folder, a link, a pipe.
  case obstacle(name: String, kind: String, keptAs: String?)
  /// The file that bears the name is another session's or review's: its name is wanted by the journal beside it.
  case stranger(file: String, keptAs: String?)
  /// It was recorded in a study in which it is no more.
  case savedElsewhere(study: String)
  /// A record that could not be placed is kept whole beside the others.
  case unplaced(Int)
  /// A newer program wrote the file: it can be read only.
  case newer(file: String)
  /// What was let go had another name, which is not known: its text is still there.
  case otherLink(file: String)
  /// A number in the file is out of its range, and was taken as the nearest in it.
  case outOfRange(FormatFault)
  /// Numbers were put right in the file; its copy holds it as it was.
  case renumbered(file: String, keptAs: String)

  /// Something that was saved is lost or cannot be read any more.
  public var isDamage: Bool {
    switch self {
    case .damaged, .missing, .headLost, .badFile, .partial, .endLost, .older, .outOfRange: return true
    case .torn, .merged, .united, .unsure, .foreign, .obstacle, .stranger, .savedElsewhere, .unplaced, .newer,
      .otherLink, .renumbered:
      return false
    }
  }

  /// Something that the file holds cannot be read, and nobody knows what it says.
  public var hidesText: Bool {
    if case .outOfRange = self { return false }
    return isDamage
  }

  /// A list says it.
  var isForLists: Bool {
    switch self {
    case .stranger, .united, .foreign, .obstacle: return true
    default: return isDamage
    }
  }

  /// The last write was cut off.
  var isTorn: Bool {
    guard case .torn = self else { return false }
    return true
  }

  /// A newer program wrote it.
  var isNewer: Bool {
    guard case .newer = self else { return false }
    return true
  }

  /// The same, if it is about a file, with where that file or its bytes are now.
  func kept(as name: String, ifAbout file: String) -> RecoveryNotice {
    switch self {
    case .torn(file, let bytes, nil): return .torn(file: file, bytes: bytes, keptAs: name)
    case .damaged(file, let bytes, nil): return .damaged(file: file, bytes: bytes, keptAs: name)
    case .badFile(file, let problem, nil): return .badFile(file: file, problem: problem, keptAs: name)
    case .partial(file, let problem, let losses, nil):
      return .partial(file: file, problem: problem, losses, keptAs: name)
    case .united(file, let notes, nil): return .united(with: file, notes: notes, keptAs: name)
    case .unsure(file, nil): return .unsure(file: file, keptAs: name)
    case .stranger(file, nil): return .stranger(file: file, keptAs: name)
    case .obstacle(file, let kind, nil): return .obstacle(name: file, kind: kind, keptAs: name)
    default: return self
    }
  }

  /// One line without control characters.
  public var message: String { safeText(text) }

  private var text: String {
    func kept(_ name: String?) -> String { name.map { "; kept as \($0)" } ?? "" }
    switch self {
    case .torn(let file, let bytes, let name):
      return "\(file): the last \(bytes) bytes were cut off before they were saved\(kept(name))"
    case .damaged(let file, let bytes, let name):
      return "\(file): \(bytes) bytes are damaged\(kept(name))"
    case .missing(let numbers):
      return numbers.count == 1
        ? "record \(numbers.lowerBound) is missing"
        : "records \(numbers.lowerBound)-\(numbers.upperBound) are missing"
    case .headLost:
      return "the beginning is lost: a session's questions are then known by their ids only"
    case .badFile(let file, let problem, let name):
      return "\(file) cannot be read, this is what else is there: \(problem)\(kept(name))"
    case .partial(let file, let problem, let losses, let name):
      return "\(file) is damaged, this is what can be read of it: \(losses.text)\(kept(name)) (\(problem))"
    case .endLost(let file):
      return "\(file) ends too early: `focusgroup show` tells what can be read of it"
    case .older(let file):
      return "\(file) is an earlier writing: what was changed after it is lost"
    case .merged(let files):
      return "put together from \(files.joined(separator: ", "))"
    case .united(let file, let notes, let name):
      let count = counted(notes, "note")
      return
        "\(file) was written by somebody else meanwhile: both are put together, \(count) from it\(kept(name))"
    case .unsure(let file, let name):
      return "\(file) does not tell whether all of it is in the session file\(kept(name))"
    case .foreign(let file):
      return "\(file) belongs to another session or review and was left alone"
    case .obstacle(let name, let kind, let kept?):
      return "\(name) was a \(kind) and no file; it is \(kept) now"
    case .obstacle(let name, let kind, nil):
      return "\(name) is a \(kind) and no file: what stood there before, if anything, was moved or removed"
    case .stranger(let file, let name?):
      return "\(file) was another's and is \(name) now"
    case .stranger(let file, nil):
      return "\(file) belongs to another session or review; this one is from its journal"
        + " (the other: focusgroup show Sessions/\(file))"
    case .savedElsewhere(let study):
      return "this was recorded in \(study) and saved elsewhere"
    case .unplaced(let number):
      return "record \(number) has no place; it is kept whole"
    case .newer(let file):
      return "\(file) is of a newer focusgroup: it can be read here but not changed"
    case .otherLink(let file): return StorageNotice.otherLink(path: file).message
    case .outOfRange(let fault):
      return FormatError.invalid(fault).message
    case .renumbered(let file, let name):
      return "\(file): numbers out of range were put right, or counted anew; \(name) is the file as it was"
    }
  }
}
