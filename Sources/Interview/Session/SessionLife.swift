/// What becomes of a session that others look at.
public enum SessionLife: Equatable, Sendable {
  /// A program is recording it.
  case recording
  /// Its journal is there, and nobody is writing to it.
  case cutOff
  /// It was left, or is finished: there is only its file.
  case closed
}
