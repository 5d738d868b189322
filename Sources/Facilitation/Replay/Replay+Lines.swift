public import Interview
internal import Text

extension Replay {
  /// What a reader should know first.
  public var openingLines: [String] {
    let group = [session.group.code, session.group.country, session.group.setting].compactMap { $0 }
    let lines = [
      ([session.title.isEmpty ? session.id : session.title] + group).joined(separator: ", ")
        + (withoutHistory.map { " (\($0))" } ?? ""),
      "\(session.notesCounted), \(lengthWords)", "Enter reads on, /play plays, /? lists the commands",
    ]
    return (life == nil ? lines : lines + [lifeWords]).map(safeText)
  }

  /// How long it was, by the names that every view has for it.
  private var lengthWords: String {
    let lengths = session.lengths(at: timeline.end)
    return "in the room \(clockText(milliseconds: lengths.inTheRoom)), whole session "
      + clockText(milliseconds: lengths.whole)
  }

  /// What has become of a session that is followed.
  public var lifeWords: String {
    switch life {
    case .recording: "being recorded: new notes follow"
    case .cutOff: "cut off: nobody is recording it now; it may be resumed"
    case .closed: session.status == .finished ? "the session is finished" : "the recording was left"
    case nil: "not followed"
    }
  }

  /// What is said beside title, group and plan, which keep no history: they are as at the end, or as they are now while
  /// the session is recorded. Nil where one stands at that time anyhow.
  public var withoutHistory: String? {
    guard !isAtNow, position < timeline.end else { return nil }
    return life == .recording || life == .cutOff ? "as it is now" : Replay.atTheEnd
  }

  /// What keeps no history is shown like this.
  public static let atTheEnd = "as at the end"

  /// It follows a recording and stands at its latest moment.
  public var isGoingOn: Bool { isAtNow }

  /// Where one is, and the last that had happened there.
  public var latestLines: [String] {
    var lines = whereLines
    if let note = currentNote {
      lines.append(safeText(session.line(of: note)))
      lines += layers.lines(on: note).map { safeText("  \($0)") }
    }
    return lines
  }

  /// What happened after one time, up to and with another, a line each, in order. With a filter, only the notes that
  /// it admits and what became of them.
  public func lines(after: Offset, through: Offset) -> [String] {
    lines(fromMoment: timeline.momentCount(at: after), through: through)
  }

  /// What happened from a moment on, by its place among all, up to and with a time.
  public func lines(fromMoment first: Int, through: Offset) -> [String] {
    let last = max(first, timeline.momentCount(at: through))
    return (first..<last).flatMap { place -> [String] in
      let moment = timeline.moments[place]
      guard isTold(place) else { return [] }
      if moment.note != nil, let line = destroyedLine(at: place) { return line }
      let line = safeText(MomentLine(timeline: timeline, moment: moment).text)
      guard let index = moment.note else { return [line] }
      return [line] + layers.lines(on: session.notes[index]).map { safeText("  \($0)") }
    }
  }

  /// How the note was destroyed that a moment enters. That it went off the record does not part notes that went with it.
  private func destruction(at place: Int) -> DestroyedNotes.Way? {
    switch timeline.moments[place].kind {
    case .note(let index): session.destruction(of: session.notes[index])
    case .offRecord(let index): .offRecord(index)
    default: nil
    }
  }

  /// Destroyed notes in a row are told where the row begins, whatever part of it is asked for: nothing at those after it;
  /// nil of a note that is told by itself.
  private func destroyedLine(at place: Int) -> [String]? {
    guard let way = destruction(at: place) else { return nil }
    var before = place - 1
    while before >= 0, destruction(at: before) == way {
      if timeline.moments[before].note != nil, isTold(before) { return [] }
      before -= 1
    }
    var row: DestroyedNotes?
    for next in place..<timeline.moments.count {
      guard destruction(at: next) == way else { break }
      guard let index = timeline.moments[next].note, isTold(next) else { continue }
      if row == nil {
        row = DestroyedNotes(session.notes[index], way)
      } else {
        row?.add(session.notes[index])
      }
    }
    guard let row, row.isOneLine else { return nil }
    return [safeText(row.words(in: session))]
  }

  /// Goes on to the next moment, and says it.
  public mutating func stepOn(at now: Stamp) -> [String] {
    pass(to: now)
    var here = position
    while let next = timeline.moment(after: here) {
      here = next.at
      let said = lines(after: position, through: here)
      if !said.isEmpty {
        seek(to: here)
        return said
      }
    }
    return ["the end"]
  }

  /// The filter leaves the moment in.
  private func isTold(_ place: Int) -> Bool {
    filter.isEmpty || isAdmitted(moment: timeline.moments[place])
  }

  private func isAdmitted(moment: Moment) -> Bool {
    let index: Int
    switch moment.kind {
    case .note(let note), .edit(let note, _), .asked(let note): index = note
    case .stance(let stance, _):
      guard let id = session.stances[stance].target.note, let note = session.note(id: id),
        let found = timeline.index(ofNote: note.number)
      else { return false }
      index = found
    case .begun, .ended, .visit, .pause, .pauseOver, .offRecord, .offRecordOver, .audio, .audioOver, .came,
      .went,
      .outcome, .probe, .summary:
      return false
    }
    return timeline.arrival(of: index).map(sifting.isAdmitted) ?? false
  }
}
