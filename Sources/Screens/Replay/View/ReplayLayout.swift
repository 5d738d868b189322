internal import Facilitation
internal import Interview
internal import TextScreen

/// The parts of the replay screen.
enum ReplayArea: ScreenArea {
  /// Whose session, how it plays, where it stands.
  case header
  case route
  /// What kind of stretch this is.
  case state
  /// Question and notes, or what is read over them.
  case middle
  case people
  case scrubber
  /// What is typed or said.
  case input
  case hints

  static let arrangements: [Arrangement<ReplayArea>] = [
    Arrangement(
      .full, rows: 18, columns: 60,
      [
        .header: 1, .route: 1, .state: 1, .middle: .rest, .people: 1, .scrubber: 3, .input: 1, .hints: 1,
      ]),
    Arrangement(
      .compact, rows: 10, columns: 30,
      [.header: 1, .state: 1, .middle: .rest, .scrubber: 2, .input: 1]),
    Arrangement(
      .tiny, rows: 5, columns: 16, [.header: 1, .middle: .rest, .scrubber: 1, .input: 1]),
    Arrangement(.line, [.header: 1, .middle: .rest, .input: 1]),
  ]
}

typealias ReplayLayout = Areas<ReplayArea>

extension ReplayLayout {
  /// An interview has no row of people: there is nobody to be told apart, or not to be heard.
  init(_ size: Size, of session: Session) {
    self.init(size, without: session.interviewee == nil ? [] : [.people])
  }
}

extension Areas<ReplayArea> {
  /// The row of the hints; where they have none of their own, that of the line.
  var hints: Range<Int> { has(.hints) ? self[.hints] : self[.input] }

  /// Whose session it is at the left, how it stands at the right.
  ///
  /// - Parameter time: as of when it is the session's; said where there is room for it beside the group.
  func header(_ group: [String], title: String, asOf time: String?, right: Row) -> Row {
    var left = blank
    left.add(" " + (group.isEmpty ? title : group.joined(separator: " · ")), .title)
    let name = left.columns
    if room == .full, !group.isEmpty, !title.isEmpty { left.add(" · " + title, .faint) }
    var sign = blank
    if room == .full, let time { sign.add(" (\(time))", .faint) }
    let free = columns - right.columns - 1 - sign.columns
    guard sign.columns > 0, name <= free else { return twoEnds(left, right) }
    var whole = blank
    var cut = Row(width: free)
    cut.add(left)
    whole.add(cut)
    whole.add(sign)
    return twoEnds(whole, right)
  }
}
