public import TextScreen

/// What is shown while a long session is read.
public enum OpeningFrame {
  /// A frame that says which session is read.
  public static func frame(_ heading: String, _ size: Size) -> Frame {
    var frame = Frame(size)
    var head = Row(width: size.columns)
    head.add(" " + heading, .title)
    frame.set(0, head)
    var text = Row(width: size.columns)
    text.add(" reading… q gives up", .hint)
    frame.set(min(2, size.rows - 1), text)
    return frame
  }
}
