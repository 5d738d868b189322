public import Interview

/// When an unfinished line is kept: with its first key, at every pause of the typing, and in a stretch without a pause
/// once a second.
public struct DraftRhythm: Sendable {
  /// After so many milliseconds without a key the typing pauses. Two records of a line are at least so far apart.
  static let pause = 250
  /// Milliseconds between two records of a line that is typed without a pause.
  static let interval = 1000

  private var typed = Offset(-interval)
  private var kept = Offset(-interval)

  /// A line that was neither typed nor kept yet.
  public init() {}

  /// A key came.
  public mutating func type(at offset: Offset) { typed = offset }

  /// The line was kept.
  public mutating func keep(at offset: Offset) { kept = offset }

  /// When a line that is not kept has to be, if no key comes before.
  public var due: Offset {
    max(kept + DraftRhythm.pause, min(typed + DraftRhythm.pause, kept + DraftRhythm.interval))
  }
}
