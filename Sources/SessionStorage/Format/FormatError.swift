public import Interview
internal import Text

/// A place in a text file, as editors count it.
public struct TextPosition: Hashable, Sendable {
  /// 1 for the first line.
  public var line: Int
  /// 1 for the first character (Unicode scalar) of the line.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// One thing that is wrong in a file or a record.
public struct FormatFault: Hashable, Sendable {
  /// The file's name as the caller gave it.
  public var file: String
  /// Where the wrong value begins; nil if that is not known.
  public var position: TextPosition?
  /// The keys that lead to it, `notes[3].kind`; empty for the file itself.
  public var path: String
  /// What was found and what is wanted.
  public var problem: String

  public init(file: String, position: TextPosition? = nil, path: String = "", problem: String) {
    self.file = file
    self.position = position
    self.path = path
    self.problem = problem
  }
}

/// Why a file or a record cannot be read.
public enum FormatError: Error, Equatable, Sendable {
  /// It is no JSON, or says what cannot be: put the named place right in an editor, or go back to a copy.
  case invalid(FormatFault)
  /// What was given of the file ends before its heading does: give more of it, at last the whole file.
  case headingIncomplete(file: String)
  /// A newer program wrote it: use that program to go on. The session is there for reading only, as far as
  /// this program understands it; nil if it does not.
  indirect case newer(file: String, version: Int, session: Session?)

  /// One line, `file:12:7: error: notes[3].kind: …`; free of control characters whatever the file holds.
  public var message: String {
    switch self {
    case .invalid(let fault):
      let place = fault.position.map { ":\($0.line):\($0.column)" } ?? ""
      let path = fault.path.isEmpty ? "" : fault.path + ": "
      return safeText("\(fault.file)\(place): error: \(path)\(fault.problem)")
    case .headingIncomplete(let file):
      return safeText("\(file): error: the file ends before its summary does")
    case .newer(let file, let version, _):
      return safeText(
        "\(file): error: version \(version) of the format is newer than this program: read-only")
    }
  }
}
