internal import Facilitation
public import TextScreen

extension RecordingScreen {
  /// What the screen shows. What has not changed since the last frame is not laid out again.
  public mutating func frame(_ size: Size) -> Frame {
    let layout = RecordingLayout(size)
    if body == nil || body?.size != size {
      body = wholeBody(layout)
      bottom = nil
    }
    guard var frame = body else { return Frame(size) }
    drawLine(in: &frame, layout)
    shown = frame
    return frame
  }

  /// The last frame with what is waited for, to be shown before anything else is worked out: a letter in the line, before
  /// what the line would mean; how many notes are saved, before the marks on them.
  ///
  /// - Returns: nil if the last event did something else.
  public func echo(_ size: Size) -> Frame? {
    guard let lastEvent, var frame = shown, frame.size == size else { return nil }
    let layout = RecordingLayout(size)
    switch lastEvent {
    case .typed: drawInput(in: &frame, layout)
    case .saved: drawHeader(in: &frame, layout)
    }
    return frame
  }

  /// All rows but those that change with every key.
  private mutating func wholeBody(_ layout: RecordingLayout) -> Frame {
    var frame = Frame(layout.size)
    drawHeader(in: &frame, layout)
    if layout.has(.route) { frame.set(layout[.route], course(layout).route()) }
    if layout.has(.state) { frame.set(layout[.state], budgetOrAlerts(layout)) }
    frame.set(layout[.middle], middle(layout))
    if layout.has(.people) { frame.set(layout[.people], strip(layout)) }
    return frame
  }

  private func drawHeader(in frame: inout Frame, _ layout: RecordingLayout) {
    frame.set(layout[.header], layout.has(.state) ? header(layout) : smallHeader(layout))
  }

  /// Question and notes, or what stands over them.
  private mutating func middle(_ layout: RecordingLayout) -> [Row] {
    let middle = layout[.middle].count
    guard middle > 0 else { return [] }
    if let panel { return panelRows(panel, layout) }
    if let form = recording.form, recording.isFillingIn { return formRows(form, layout) }
    if layout.room == .tiny { return noteRows(layout, height: middle) }
    let hasRules = layout.room == .full
    let rules = hasRules ? 2 : 0
    let question = questionRows(layout)
    let notes = NoteList(of: session, all: showsAllNotes).count
    // The notes get what they need, up to half of the room; the question what is left.
    let room = middle - rules
    let wanted = min(max(4, notes + 1), max(3, room / 2))
    let height = min(question.count, max(1, room - wanted))
    var rows = cut(question, to: height, layout)
    if hasRules { rows.append(notesRule(layout)) }
    rows += noteRows(layout, height: max(0, room - height))
    if hasRules { rows.append(pointRule(layout)) }
    return rows
  }

  private func cut(_ rows: [Row], to height: Int, _ layout: RecordingLayout) -> [Row] {
    guard rows.count > height, height > 1 else { return Array(rows.prefix(height)) }
    var last = Row(width: layout.columns)
    last.add("   … \(rows.count - height + 1) more lines: /question", .hint)
    return rows.prefix(height - 1) + [last]
  }

  /// A rule with words on it.
  func rule(_ layout: RecordingLayout, _ left: String, _ right: String = "", role: Role = .faint) -> Row {
    ruled(layout.columns, left, right, role: role)
  }
}
