public import Interview

/// A line as someone typed it.
public struct TypedLine: Equatable, Sendable {
  /// The whole line.
  public var text: String
  /// Its first keystroke.
  public var begun: Stamp
  /// The question on which it was begun; nil before the first.
  public var question: QuestionID?
  /// Some of it was pasted, as far as the terminal tells.
  public var isPasted: Bool

  public init(_ text: String, begun: Stamp, question: QuestionID?, isPasted: Bool = false) {
    self.text = text
    self.begun = begun
    self.question = question
    self.isPasted = isPasted
  }
}

/// What the world has to do for a recording, in this order.
public enum Effect: Equatable, Sendable {
  /// Make the record durable. It is in the session already.
  case append(Record)
  /// Say it, once all records before it are durable.
  case say(Reply)
  /// Text was destroyed: begin the files anew before anything else is acknowledged.
  case beginAnew
  /// The journal has outgrown the state: write this state and begin the journal anew with the records after it. Nobody
  /// waits for it.
  case renew(Session)
  /// Put this line back where it was typed, with its time; it is not in the record. With `editing`, give the line this
  /// note's shorthand, to be edited.
  case giveBack(TypedLine, editing: Int?)
  /// Write the session and close it; it can be resumed.
  case leave
  /// Write the session and close it; it is done.
  case finish
  /// Draw the whole screen anew.
  case repaint
}
