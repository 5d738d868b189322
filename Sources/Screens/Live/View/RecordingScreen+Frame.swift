internal import Facilitation
internal import Interview
public import TextScreen

/// What was drawn last. What has not changed since is not laid out again.
struct DrawnRecording: Sendable {
  /// All but the rows that change with every key; nil when something else has changed.
  var body: Frame?
  /// The last frame.
  var shown: Frame?
  var question = QuestionRows()
  /// The row of hints, of a line that is empty or not.
  fileprivate var hints: (isEmpty: Bool, row: Row)?
  private var context: (record: Int, value: ShorthandContext)?

  /// What a line can mean.
  fileprivate mutating func context(of session: Session) -> ShorthandContext {
    if let context, context.record == session.lastRecord { return context.value }
    let value = session.shorthandContext
    context = (session.lastRecord, value)
    return value
  }
}

extension RecordingScreen {
  /// What the screen shows. What has not changed since the last frame is not laid out again.
  public mutating func frame(_ size: Size) -> Frame {
    let layout = RecordingLayout(size)
    var frame: Frame
    if let body = drawn.body, body.size == size {
      frame = body
    } else {
      frame = wholeBody(layout)
      drawn.body = frame
      drawn.hints = nil
    }
    drawLine(in: &frame, layout)
    drawn.shown = frame
    return frame
  }

  /// The last frame with what is waited for, to be shown before anything else is worked out: a letter in the line, before
  /// what the line would mean; how many notes are saved, before the marks on them.
  ///
  /// - Returns: nil if the last event did something else.
  public func echo(_ size: Size) -> Frame? {
    guard let lastEvent, var frame = drawn.shown, frame.size == size else { return nil }
    let layout = RecordingLayout(size)
    switch lastEvent {
    case .typed: drawInput(in: &frame, layout)
    case .saved: drawHeader(in: &frame, layout)
    }
    return frame
  }

  // MARK: Above the line

  private mutating func wholeBody(_ layout: RecordingLayout) -> Frame {
    var frame = Frame(layout.size)
    drawHeader(in: &frame, layout)
    if layout.has(.route) { frame.set(layout[.route], course(layout).route()) }
    if layout.has(.state) { frame.set(layout[.state], header(layout).budgetOrAlerts()) }
    frame.set(layout[.middle], middle(layout))
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

  /// Question and notes, or what stands over them.
  private mutating func middle(_ layout: RecordingLayout) -> [Row] {
    let height = layout[.middle].count
    guard height > 0 else { return [] }
    if let panel {
      let entries = PanelEntries(session: session, now: now.offset)
      return PanelView(panel: panel, entries: entries, columns: layout.columns).rows(height)
    }
    if let form = recording.form, recording.isFillingIn {
      return FormView(form: form, session: session, columns: layout.columns).rows(height)
    }
    let notes = NotesView(
      session: session, notes: notes, pending: saving.pending, columns: layout.columns)
    if layout.room == .tiny { return notes.rows(height) }
    let course = course(layout)
    let question = QuestionBlock(
      rows: QuestionView(course: course).rows { drawn.question.rows(of: course) })
    let hasRules = layout.room == .full
    let room = height - (hasRules ? 2 : 0)
    // The notes get what they need, up to half of the room; the question what is left.
    let wanted = min(max(4, self.notes.list(of: session).count + 1), max(3, room / 2))
    let asked = question.rows(atMost: max(1, room - wanted))
    let noted = notes.rows(max(0, room - asked.count))
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
  private mutating func drawLine(in frame: inout Frame, _ layout: RecordingLayout) {
    let view = lineView(line.isEmpty ? nil : drawn.context(of: session))
    let preview = view.preview(layout.columns)
    frame.set(layout[.preview], preview)
    // What stands below the line only asks of it whether it is empty.
    if layout.has(.hints), drawn.hints?.isEmpty != line.isEmpty {
      drawn.hints = (line.isEmpty, hintRow(view.hints, width: layout.columns))
    }
    if let hints = drawn.hints { frame.set(layout[.hints], hints.row) }
    if layout.has(.preview) {
      drawMessages(in: &frame, free: preview.columns <= 1 ? layout[.preview] : nil, over: layout[.middle])
      line.prompt.drawCompletion(in: &frame, over: 0..<layout[.preview].lowerBound)
    }
    drawInput(in: &frame, layout)
  }

  private func lineView(_ context: ShorthandContext? = nil) -> LineView {
    LineView(
      recording: recording, line: line, panel: panel, isWalking: notes.selected != nil, context: context)
  }

  /// The line itself, with the cursor.
  private func drawInput(in frame: inout Frame, _ layout: RecordingLayout) {
    typed.prompt.draw(in: &frame, layout[.input], label: lineView().label)
  }

  /// The line that keys go to.
  private var typed: OpenLine { panel.flatMap { $0.hasLine ? $0.line : nil } ?? line }

  /// While one types only what must be seen stays.
  private func drawMessages(in frame: inout Frame, free: Range<Int>?, over middle: Range<Int>) {
    let isTyping = !typed.isEmpty
    said.draw(in: &frame, free: free, over: middle) { message in
      switch message.kind {
      case .refused, .warning: true
      case .told, .question: !isTyping || message.at >= lastTyped
      case .saved: !isTyping
      }
    }
  }
}
