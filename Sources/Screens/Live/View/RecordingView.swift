internal import Facilitation
internal import Interview
internal import TextScreen

/// What was drawn last. What has not changed since is not laid out again.
struct DrawnRecording: Sendable {
  /// What somebody waits for.
  enum Awaited { case typed, saved }

  /// The last frame.
  private(set) var shown: Frame?
  /// What the last event did, if that was nothing else.
  private(set) var awaited: Awaited?
  /// All but the rows that change with every key; nil when something else has changed.
  private var body: Frame?
  /// How many rows of its middle are drawn over.
  private var covered = 0
  private var question = QuestionRows()
  /// The row of hints, of a line that is empty or not.
  private var hints: (isEmpty: Bool, row: Row)?
  private var context: (record: Int, chosen: Int?, value: ShorthandContext)?

  /// An event did nothing else than what is waited for; nil if it may have done anything.
  mutating func await(_ awaited: Awaited?) { self.awaited = awaited }

  /// More has changed than the line.
  mutating func outdate() { body = nil }

  fileprivate mutating func body(
    _ size: Size, covered: Int, _ draw: (inout QuestionRows) -> Frame
  ) -> Frame {
    if let body, body.size == size, self.covered == covered { return body }
    let new = draw(&question)
    body = new
    self.covered = covered
    hints = nil
    return new
  }

  fileprivate mutating func hints(isEmpty: Bool, _ draw: () -> Row) -> Row {
    if let hints, hints.isEmpty == isEmpty { return hints.row }
    let row = draw()
    hints = (isEmpty, row)
    return row
  }

  fileprivate mutating func show(_ frame: Frame) { shown = frame }

  /// What a line can mean.
  fileprivate mutating func context(of recording: Recording) -> ShorthandContext {
    let record = recording.session.lastRecord
    let chosen = recording.chosenNote
    if let context, context.record == record, context.chosen == chosen { return context.value }
    let value = recording.shorthandContext
    context = (record, chosen, value)
    return value
  }
}

/// The recording screen as it is seen.
struct RecordingView {
  let recording: Recording
  let typing: Typing
  let notes: NoteChoice
  let said: MessageArea
  let saving: Saving
  /// What is said in a rehearsal; nil in a real group.
  let spoken: SpokenLines?
  let now: Stamp
  /// The last full second of the session: what clocks show.
  let tick: Stamp

  private var session: Session { recording.session }

  /// The whole screen. What has not changed since the last frame is not laid out again.
  func frame(_ size: Size, _ drawn: inout DrawnRecording) -> Frame {
    let layout = RecordingLayout(size, of: session)
    let line = lineView(typing.line.isEmpty ? nil : drawn.context(of: recording))
    let preview = line.preview(layout.columns)
    let free = preview.columns <= 1 ? layout[.preview] : nil
    let covered =
      layout.has(.preview)
      ? said.rowsCovered(
        free: free, over: layout[.middle], columns: layout.columns, isTyping: !typing.current.isEmpty) : 0
    var frame = drawn.body(size, covered: covered) { body(layout, covered: covered, &$0) }
    drawLine(line, preview, free: free, in: &frame, layout, &drawn)
    drawn.show(frame)
    return frame
  }

  /// The last frame with what is waited for; nil if the last event did something else.
  func echo(_ size: Size, _ drawn: DrawnRecording) -> Frame? {
    guard let awaited = drawn.awaited, var frame = drawn.shown, frame.size == size else { return nil }
    let layout = RecordingLayout(size, of: session)
    switch awaited {
    case .typed: drawInput(in: &frame, layout)
    case .saved: drawHeader(in: &frame, layout)
    }
    return frame
  }

  // MARK: Above the line

  /// - Parameter covered: how many of the lowest rows of the middle what is said stands over.
  private func body(
    _ layout: RecordingLayout, covered: Int, _ question: inout QuestionRows
  ) -> Frame {
    var frame = Frame(layout.size)
    drawHeader(in: &frame, layout)
    if layout.has(.route) { frame.set(layout[.route], course(layout).route()) }
    if layout.has(.state) { frame.set(layout[.state], header(layout).budgetOrAlerts()) }
    frame.set(layout[.middle], middle(layout, covered: covered, &question))
    if layout.has(.people) { frame.set(layout[.people], people(layout)) }
    return frame
  }

  private func drawHeader(in frame: inout Frame, _ layout: RecordingLayout) {
    let header = header(layout)
    frame.set(layout[.header], layout.has(.state) ? header.header() : header.smallHeader())
  }

  private func header(_ layout: RecordingLayout) -> HeaderView {
    HeaderView(recording: recording, saving: saving, tick: tick, columns: layout.columns)
  }

  /// The session as it stands now, to be laid out.
  private func course(_ layout: RecordingLayout, at time: Offset? = nil) -> CourseView {
    CourseView(
      session: session, time: time ?? tick.offset, columns: layout.columns, isWide: layout.room == .full)
  }

  /// In a rehearsal what is said; then question and notes, or what stands over them.
  private func middle(
    _ layout: RecordingLayout, covered: Int, _ laidOut: inout QuestionRows
  ) -> [Row] {
    let height = layout[.middle].count
    let heard = spoken?.rows(of: height, columns: layout.columns) ?? []
    return heard + written(layout, height - heard.count, covered: covered, &laidOut)
  }

  /// Question and notes, or what stands over them.
  private func written(
    _ layout: RecordingLayout, _ height: Int, covered: Int, _ laidOut: inout QuestionRows
  ) -> [Row] {
    guard height > 0 else { return [] }
    if let panel = typing.panel {
      let entries = PanelEntries(session: session, now: now.offset)
      return PanelView(panel: panel, entries: entries, columns: layout.columns).rows(height)
    }
    if let form = recording.form, recording.isFillingIn {
      return FormView(form: form, session: session, columns: layout.columns).rows(height)
    }
    let notes = NotesView(
      session: session, notes: notes, pending: saving.pending, columns: layout.columns)
    // The newest note stays in sight: the list ends above what is said, which stands over the point first.
    if layout.room == .tiny { return notes.rows(max(1, height - covered)) }
    let course = course(layout)
    let question = QuestionBlock(
      rows: QuestionView(course: course).rows { laidOut.rows(of: course) })
    let hasRules = layout.room == .full
    let room = height - (hasRules ? 2 : 0)
    // The notes get what they need, up to half of the room; the question what is left.
    let wanted = min(self.notes.list(of: session).count + 1, max(3, room / 2))
    let hidden = max(0, covered - (hasRules ? 1 : 0))
    let asked = question.rows(atMost: max(1, min(room - wanted, room - hidden - 1)))
    let free = max(0, room - asked.count)
    let noted = notes.rows(max(0, free - hidden)) + Array(repeating: layout.blank, count: min(hidden, free))
    guard hasRules else { return asked + noted }
    let point = course.pointRule(session.pointUnderDiscussion) { session.standing(of: $0, at: now.offset) }
    return asked + [notes.rule()] + noted + [point]
  }

  /// Everybody in the room, or how people are added.
  private func people(_ layout: RecordingLayout) -> Row {
    // Who came this second is here, though no clock shows it yet.
    guard session.participants.isEmpty else { return course(layout, at: now.offset).strip() }
    var row = layout.blank
    row.add(
      recording.isFillingIn
        ? " nobody yet: how many is asked in a moment"
        : " nobody yet: /in 1-8 adds participants, or write P1 before what is said", .faint)
    return row
  }

  // MARK: The line

  /// The rows that change with every key: how the line will be understood, the line, hints or what is said; and the
  /// list of candidates over what stands above.
  private func drawLine(
    _ view: LineView, _ preview: Row, free: Range<Int>?, in frame: inout Frame, _ layout: RecordingLayout,
    _ drawn: inout DrawnRecording
  ) {
    let line = typing.line
    frame.set(layout[.preview], preview)
    // What stands below the line only asks of it whether it is empty.
    if layout.has(.hints) {
      frame.set(
        layout[.hints], drawn.hints(isEmpty: line.isEmpty) { hintRow(view.hints, width: layout.columns) })
    }
    if layout.has(.preview) {
      said.draw(
        in: &frame, free: free, over: layout[.middle], isTyping: !typing.current.isEmpty)
      line.prompt.drawCompletion(in: &frame, over: 0..<layout[.preview].lowerBound)
    }
    drawInput(in: &frame, layout)
  }

  private func lineView(_ context: ShorthandContext? = nil) -> LineView {
    LineView(
      recording: recording, line: typing.line, panel: typing.writtenIn ?? typing.panel,
      isWalking: notes.selected != nil && typing.line.isEmpty, context: context)
  }

  /// The line itself, with the cursor.
  private func drawInput(in frame: inout Frame, _ layout: RecordingLayout) {
    let line = typing.current
    line.prompt.draw(
      in: &frame, layout[.input], label: lineView().label, role: line.isOffered ? .current : .input)
  }
}
