internal import Facilitation
public import Interview
internal import Text
public import TextScreen

/// What is shown of a long session while it is read, where it will stand then.
public enum OpeningFrame {
  /// A frame of what the beginning of the session's file says; nil where that says nothing.
  public static func frame(_ heading: SessionHeading?, _ size: Size) -> Frame {
    let layout = ReplayLayout(size)
    var frame = Frame(size)
    if layout.has(.header) {
      var right = Row(width: size.columns)
      right.add("… reading ", .notice)
      if let heading, layout.columns >= 60 {
        right.add(" \(clockText(milliseconds: 0))", .title)
        right.add(" / \(clockText(milliseconds: heading.length)) ", .faint)
        right.add(" \(counted(heading.notes, "note")) ", .text)
      }
      let words = heading.map { [$0.group.code, $0.group.country, $0.group.setting] } ?? []
      let known = words.compactMap { $0 }.filter { !$0.isEmpty }
      frame.set(
        layout[.header],
        layout.header(
          known, title: heading?.title ?? "", asOf: heading == nil ? nil : Replay.atTheEnd, right: right))
    }
    frame.set(layout[.state], ruled(layout.columns, ""))
    if let heading {
      var row = Row(width: layout.columns)
      let begun = heading.begun.civil
      row.add(" \(begun.date) \(begun.timeOfDay) · \(heading.status.rawValue)", .text)
      frame.set(layout[.middle], row)
    }
    var hint = Row(width: layout.columns)
    hint.add(" reading… q gives up", .hint)
    frame.set(layout.hints, hint)
    return frame
  }
}
