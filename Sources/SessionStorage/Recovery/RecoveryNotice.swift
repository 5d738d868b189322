/// What recovery found that people should know.
public enum RecoveryNotice: Equatable, Sendable {
  /// The last write was cut off; it was never acknowledged. `keptAs` is the copy's name once it was taken off.
  case torn(file: String, bytes: Int, keptAs: String?)
  /// Bytes in the middle of a file are no records any more. `keptAs` is their copy's name once there is one.
  case damaged(file: String, bytes: Int, keptAs: String?)
  /// Records that are in no file.
  case missing(ClosedRange<Int>)
  /// The beginning was lost: what is not told by the rest, as a session's protocol, is made up from it.
  case headLost
  /// Records from several files were put together.
  case merged([String])
  /// A file that bears the name belongs to another session or review and was left alone.
  case foreign(file: String)
  /// A record that could not be placed is kept whole beside the others.
  case unplaced(Int)
  /// A newer program wrote the file: it can be read only.
  case newer(file: String)
  /// A number in the file is out of its range, and was taken as the nearest in it.
  case outOfRange(FormatFault)
  /// Numbers were put right in the file; its copy holds it as it was.
  case renumbered(file: String, keptAs: String)

  /// Something that was saved is lost or cannot be read any more.
  public var isDamage: Bool {
    switch self {
    case .damaged, .missing, .headLost, .outOfRange: return true
    case .torn, .merged, .foreign, .unplaced, .newer, .renumbered: return false
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

  /// One line without control characters.
  public var message: String { printable(text) }

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
    case .merged(let files):
      return "put together from \(files.joined(separator: ", "))"
    case .foreign(let file):
      return "\(file) belongs to another session or review and was left alone"
    case .unplaced(let number):
      return "record \(number) has no place; it is kept whole"
    case .newer(let file):
      return "\(file) is of a newer focusgroup: it can be read here but not changed"
    case .outOfRange(let fault):
      return FormatError.invalid(fault).message
    case .renumbered(let file, let name):
      return "\(file): numbers out of range were put right, or counted anew; \(name) is the file as it was"
    }
  }
}
