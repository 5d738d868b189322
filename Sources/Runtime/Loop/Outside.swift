internal import TextScreen

/// What wakes a loop.
enum Happening: Equatable {
  /// A key was pressed.
  case key(Key)
  /// A line came whole: from a pipe, or from a terminal that edits its lines itself.
  case line(LineSplitter.Line)
  /// Of a line that is not ended, so much has come.
  case partial(String)
  /// Nothing more will be typed; what had come of a line.
  case inputEnded(rest: LineSplitter.Line?)
  /// One of the descriptors that are waited for as well can be read.
  case ready
  /// Nothing, for as long as was asked.
  case idle
  /// `^C` at a terminal that edits its lines itself.
  case interrupted
  /// The program was stopped and goes on: what it had written of a line is no longer the last on the terminal.
  case continued
  /// The terminal is gone, or the program has to end. What was typed before it has been told.
  case stop
}

/// The world as a loop has it: what comes in, and where things are shown. Tests have another one.
protocol Outside {
  /// The terminal's size, of a screen as of the last frame.
  var size: Size { get }
  /// All that was shown or sent has been taken.
  var isSent: Bool { get }
  /// Something was typed that has not been told.
  var hasInput: Bool { get }

  /// Shows a frame, unless the one before is not yet taken: the next will be newer.
  mutating func draw(_ frame: Frame)
  /// The next frame is drawn whole.
  mutating func repaint()
  /// Writes a text as it is taken.
  mutating func send(_ text: String)

  /// Waits for something to happen.
  ///
  /// - Parameters:
  ///   - milliseconds: after which nothing is what happened.
  ///   - others: descriptors that are waited for as well; -1 is none.
  ///   - takesInput: what is typed is read; else it waits outside.
  ///   - woken: called once the waiting is over, before anything is read.
  /// - Returns: nothing when more was taken of what was sent: a frame is then to be drawn anew.
  mutating func wait(
    atMost milliseconds: Int, or others: [Int32], takesInput: Bool, woken: () -> Void
  ) -> [Happening]

  /// Gives the terminal back for good.
  mutating func close()
}
