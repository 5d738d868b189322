public import Interview
internal import Text
public import TextScreen

/// What is shown of a long session while it is read, where it will stand then.
public enum OpeningFrame {
  /// A frame of what the beginning of the session's file says; nil where that says nothing.
  public static func frame(_ heading: SessionHeading?, _ size: Size) -> Frame {
    let layout = ReplayLayout(size)
    var frame = Frame(size)
    if layout.top > 0 {
      var right = Row(width: size.columns)
      right.add("… reading ", .notice)
      if let heading, layout.columns >= 60 {
        right.add(" \(clockText(milliseconds: 0))", .title)
        right.add(" / \(clockText(milliseconds: heading.length)) ", .faint)
        right.add(" \(counted(heading.notes, "note")) ", .text)
      }
      let words = heading.map { [$0.group.code, $0.group.country, $0.group.setting] } ?? []
      let known = words.compactMap { $0 }.filter { !$0.isEmpty }
      frame.set(0, layout.header(known, title: heading?.title ?? "", right: right))
    }
    if layout.top > 1 { frame.set(layout.top - 1, ruled(layout.columns, "")) }
    if layout.middle > 0, let heading {
      var row = Row(width: layout.columns)
      let begun = heading.begun.civil
      row.add(" \(begun.date) \(begun.timeOfDay) · \(heading.status.rawValue)", .text)
      frame.set(layout.top, row)
    }
    var hint = Row(width: layout.columns)
    hint.add(" reading… q gives up", .hint)
    frame.set(size.rows - 1, hint)
    return frame
  }
}
