/// Which utterance is said aloud. One is said at a time, and one may wait for its end: whoever listens hears what stands in the pane
/// now, or the one before it.
public struct AloudQueue: Equatable, Sendable {
  /// The last that has begun.
  private var latest = -1
  private var spoken: Int?
  private var waiting: Int?

  public init() {}

  /// An utterance has begun in the pane. When another one waits already, what is said has fallen two behind: it is cut off, and what waited
  /// is left out.
  ///
  /// - Parameter number: its place in the script; what was begun before is known.
  /// - Returns: the one to say now, instead of what is being said; nil if nothing is to be done.
  public mutating func begin(_ number: Int) -> Int? {
    guard number > latest else { return nil }
    latest = number
    if spoken != nil, waiting == nil {
      waiting = number
      return nil
    }
    (spoken, waiting) = (number, nil)
    return number
  }

  /// What was said has come to its end.
  ///
  /// - Returns: the one to say now; nil if none waits.
  public mutating func end() -> Int? {
    (spoken, waiting) = (waiting, nil)
    return spoken
  }
}
