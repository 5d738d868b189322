internal import Interview
internal import TextScreen

/// The parts of the recording screen. What is typed or noted moves nothing but the border between question and notes.
enum RecordingArea: ScreenArea {
  /// Which group, how things stand, what is saved; on a small screen what needs the facilitator.
  case header
  case route
  /// How much of the time is over, or what needs the facilitator.
  case state
  /// Question and notes, or what stands over them.
  case middle
  case people
  /// How the line will be understood.
  case preview
  case input
  case hints

  static let arrangements: [Arrangement<RecordingArea>] = [
    Arrangement(
      .full, rows: 18, columns: 60,
      [
        .header: 1, .route: 1, .state: 1, .middle: .rest, .people: 1, .preview: 1, .input: 1, .hints: 1,
      ]),
    Arrangement(
      .compact, rows: 12, columns: 30,
      [.header: 1, .state: 1, .middle: .rest, .people: 1, .preview: 1, .input: 1, .hints: 1]),
    Arrangement(
      .compact, rows: 10, columns: 30,
      [.header: 1, .state: 1, .middle: .rest, .preview: 1, .input: 1, .hints: 1]),
    Arrangement(
      .tiny, rows: 4, columns: 16, [.header: 1, .middle: .rest, .preview: 1, .input: 1]),
    Arrangement(.line, [.header: 1, .middle: .rest, .input: 1]),
  ]
}

typealias RecordingLayout = Areas<RecordingArea>

extension RecordingLayout {
  /// An interview has no row of people: there is nobody to be told apart, or not to be heard.
  init(_ size: Size, of session: Session) {
    self.init(size, without: session.interviewee == nil ? [] : [.people])
  }
}
