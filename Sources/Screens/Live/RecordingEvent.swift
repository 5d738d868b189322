public import Facilitation
public import TextScreen

/// What happens to a screen. The time comes with each event.
public enum RecordingEvent: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// A line came whole; only in plain mode, as the next four.
  case line(LineSplitter.Line)
  /// So much has come of a line that is not ended.
  case partial(String)
  /// Nothing more will be typed; what had come of a line.
  case inputEnded(rest: LineSplitter.Line?)
  /// `^C` at a terminal that edits its lines itself.
  case interrupted
  /// The program was stopped and goes on.
  case continued
  /// All that was shown is on the terminal, and no key waits that was pressed before.
  case shown
  /// Time has passed.
  case woke
  /// All records up to this number are on the disk.
  case durable(through: Int)
  /// The disk does not take what it was given; it is tried again.
  case refused(String)
  /// The journal's file failed; all is in another one now, and the recording goes on there.
  case movedOn(to: String, because: String)
  /// Something that people should know of the files.
  case noticed(String)
  /// What is written survives a power cut, or no disk of this machine promises that.
  case synced(Bool)
  /// The journal has become much larger than what it tells, or the session's file is gone.
  case outgrown
  /// Text is out of the record, but not off the disk.
  case notDestroyed(String)
  /// Text was destroyed, and so far.
  case destroyed(Destruction)
  /// The session's files are being written, which a slow disk may take long over; then it is left. Until it is, nothing more
  /// is taken into the session.
  case closing
  /// They are written, and the session is left.
  case closed
  /// The session's files could not be closed; nothing is lost, and it can be tried again.
  case notClosed(String)
  /// The wall clock was set, ahead by so many milliseconds.
  case clockJumped(by: Int)
  /// The machine slept so long, till now.
  case slept(milliseconds: Int)
  /// In a rehearsal somebody speaks.
  case heard(Speech)
  /// The rehearsal is over.
  case rehearsed
  /// The program has to end now: what is typed is the draft.
  case stopping
}
