public import TextScreen

extension RecordingScreen {
  /// What the screen shows. What has not changed since the last frame is not laid out again.
  public mutating func frame(_ size: Size) -> Frame {
    let layout = ScreenLayout(size)
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
    let layout = ScreenLayout(size)
    switch lastEvent {
    case .typed: drawInput(in: &frame, layout)
    case .saved: drawHeader(in: &frame, layout)
    }
    return frame
  }

  /// All rows but those that change with every key.
  private mutating func wholeBody(_ layout: ScreenLayout) -> Frame {
    var frame = Frame(layout.size)
    drawHeader(in: &frame, layout)
    switch layout.kind {
    case .full:
      frame.set(1, course(layout).route())
      frame.set(2, budgetOrAlerts(layout))
    case .compact: frame.set(1, budgetOrAlerts(layout))
    case .tiny, .line: break
    }
    frame.set(from: layout.top, middle(layout).prefix(layout.middle))
    if layout.hasStrip { frame.set(layout.size.rows - 4, strip(layout)) }
    return frame
  }

  private func drawHeader(in frame: inout Frame, _ layout: ScreenLayout) {
    guard layout.top > 0 else { return }
    let isSmall = layout.kind == .tiny || layout.kind == .line
    frame.set(0, isSmall ? smallHeader(layout) : header(layout))
  }

  /// Question and notes, or what stands over them.
  private mutating func middle(_ layout: ScreenLayout) -> [Row] {
    guard layout.middle > 0 else { return [] }
    if let panel { return panelRows(panel, layout) }
    if let form = recording.form, recording.isFillingIn { return formRows(form, layout) }
    if layout.kind == .tiny { return noteRows(layout, height: layout.middle) }
    let hasRules = layout.kind == .full
    let rules = hasRules ? 2 : 0
    let question = questionRows(layout)
    let notes = NoteList(of: session, all: showsAllNotes).count
    // The notes get what they need, up to half of the room; the question what is left.
    let room = layout.middle - rules
    let wanted = min(max(4, notes + 1), max(3, room / 2))
    let height = min(question.count, max(1, room - wanted))
    var rows = cut(question, to: height, layout)
    if hasRules { rows.append(notesRule(layout)) }
    rows += noteRows(layout, height: max(0, room - height))
    if hasRules { rows.append(pointRule(layout)) }
    return rows
  }

  private func cut(_ rows: [Row], to height: Int, _ layout: ScreenLayout) -> [Row] {
    guard rows.count > height, height > 1 else { return Array(rows.prefix(height)) }
    var last = Row(width: layout.columns)
    last.add("   … \(rows.count - height + 1) more lines: /question", .hint)
    return rows.prefix(height - 1) + [last]
  }

  /// A rule with words on it.
  func rule(_ layout: ScreenLayout, _ left: String, _ right: String = "", role: Role = .faint) -> Row {
    ruled(layout.columns, left, right, role: role)
  }
}
