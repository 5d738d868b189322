public import TextScreen

/// What happens to a screen. The time comes with each event.
public enum ScreenEvent: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Time has passed.
  case woke
  /// All records up to this number are on the disk.
  case durable(through: Int)
  /// The disk does not take what it was given; it is tried again.
  case refused(String)
  /// The journal's file failed; all is in another one now, and the recording goes on there.
  case movedOn(to: String, because: String)
  /// The journal has become much larger than what it tells.
  case outgrown
  /// A file comes near to the largest that there can be.
  case filling(String)
  /// Text is out of the record, but not off the disk.
  case notDestroyed(String)
  /// Text was destroyed, but these reviewers' reviews, which may quote it, could not be reached.
  case reviewsNotErased(of: [String])
  /// The session's files could not be closed; nothing is lost, and it can be tried again.
  case notClosed(String)
  /// The wall clock was set, ahead by so many milliseconds.
  case clockJumped(by: Int)
  /// The machine slept so long, till now.
  case slept(milliseconds: Int)
  /// The program has to end now: what is typed is the draft.
  case stopping
}
