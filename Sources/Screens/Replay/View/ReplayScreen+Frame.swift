internal import Facilitation
internal import Interview
internal import Text
public import TextScreen

extension ReplayScreen {
  /// What the screen shows.
  public mutating func frame(_ size: Size) -> Frame {
    let layout = ReplayLayout(size, of: replay.session)
    shownSize = size
    var frame = Frame(size)
    let position = replay.position
    let course = replay.timeline.course(at: position)
    let view = CourseView(
      session: course, time: position, columns: layout.columns, isWide: layout.room == .full)
    frame.set(layout[.header], layout.room == .line ? small(layout) : header(layout))
    if layout.has(.route) { frame.set(layout[.route], view.route()) }
    if layout.has(.state) { frame.set(layout[.state], stateRule(course, layout)) }
    frame.set(layout[.middle], middle(view, layout))
    if layout.has(.people) { frame.set(layout[.people], people(view)) }
    if layout.has(.scrubber) { frame.set(layout[.scrubber], scrubber(layout, at: position)) }
    drawBottom(in: &frame, layout)
    return frame
  }

  // MARK: Top

  private func header(_ layout: ReplayLayout) -> Row {
    let session = replay.session
    let group = session.group
    let words = [group.code, group.country, group.setting].compactMap { $0 }.filter { !$0.isEmpty }
    var right = Row(width: layout.columns)
    right.add(playWords.text, playWords.role)
    let isWide = layout.columns >= 60
    right.add("  \(session.clock(replay.position))", .title)
    // How long the group talked; what came to the record later may be of another day.
    if isWide, !replay.isAtNow {
      right.add(" / \(session.clock(session.endedAt?.offset ?? replay.timeline.end))", .faint)
    }
    let count = replay.timeline.noteCount(at: replay.position)
    right.add("  \(isWide ? counted(count, "note") : String(count)) ", .text)
    return layout.header(
      words, title: session.title.isEmpty && words.isEmpty ? session.id : session.title,
      asOf: replay.withoutHistory, right: right)
  }

  /// How it plays.
  private var playWords: (text: String, role: Role) {
    if replay.isAtNow {
      switch replay.life {
      case .recording: return ("● LIVE", .done)
      case .cutOff: return ("○ CUT OFF", .warning)
      case .closed, nil: return ("■ closed", .notice)
      }
    }
    if replay.head.isPlaying { return ("▶ ×\(ReplayScreen.speed(replay.head.speed))", .title) }
    let isAtEnd = replay.position >= replay.timeline.end && replay.life == nil
    return (isAtEnd ? "■ the end" : "■ paused", .notice)
  }

  static func speed(_ speed: Double) -> String {
    speed == speed.rounded() ? String(Int(speed)) : String(speed)
  }

  private func small(_ layout: ReplayLayout) -> Row {
    var row = Row(width: layout.columns)
    row.add("too small  \(replay.session.clock(replay.position))", .warning)
    return row
  }

  /// What kind of stretch this is, and how gaps are played.
  private func stateRule(_ course: Session, _ layout: ReplayLayout) -> Row {
    var right = replay.pacing.longestGap.map { "gaps \(Replay.seconds($0))" } ?? "gaps as they were"
    if replay.life != nil {
      let behind = replay.liveTime - replay.position
      right = replay.isAtNow ? "following" : "\(minutesText(milliseconds: behind)) behind, . is now"
    } else if !replay.head.isPlaying {
      right = "×\(ReplayScreen.speed(replay.head.speed)) · " + right
    }
    guard let stretch = replay.stretch(in: course) else { return ruled(layout.columns, "", right) }
    let role: Role = stretch.kind == .silence ? .faint : stretch.kind == .pause ? .notice : .warning
    let sign = [.pause: "=", .unrecorded: "x", .offRecord: "o", .silence: "…"][stretch.kind] ?? ""
    return ruled(
      layout.columns, "\(sign) \(stretch.words)", layout.room == .full ? right : "", role: role)
  }

  // MARK: Middle

  private mutating func middle(_ view: CourseView, _ layout: ReplayLayout) -> [Row] {
    let middle = layout[.middle].count
    guard middle > 0 else { return [] }
    if let reading { return reading.rows(width: layout.columns, height: middle) }
    let list = ReplayList(replay: replay, columns: layout.columns)
    if layout.room == .tiny { return list.rows(middle) }
    let hasRules = layout.room == .full
    let room = middle - (hasRules ? 2 : 0)
    // What was said matters more than what was asked: the question's first lines do.
    let asked = QuestionBlock(rows: questionRows(view, layout))
      .rows(atMost: hasRules ? max(1, room * 2 / 5) : 1)
    // The list ends above what is said, which stands over the point first.
    let free = max(0, room - asked.count)
    let hidden = min(free, max(0, covered(layout) - (hasRules ? 1 : 0)))
    let noted = list.rows(free - hidden) + Array(repeating: layout.blank, count: hidden)
    return hasRules ? asked + [notesRule(layout)] + noted + [pointRule(view)] : asked + noted
  }

  private mutating func questionRows(_ view: CourseView, _ layout: ReplayLayout) -> [Row] {
    if let ended = view.session.endedAt {
      return view.block("The group has ended after \(view.session.clock(ended.offset)).", " ", .title)
    }
    return question.rows(of: view) ?? view.block("Before the first question.", " ", .title)
  }

  private func notesRule(_ layout: ReplayLayout) -> Row {
    let all = replay.timeline.noteCount(at: replay.position)
    guard !replay.filter.isEmpty else {
      // More names than there is room for are not put together.
      let names = ((replay.layers.reviewer.map { ["\($0) (you)"] } ?? []) + replay.layers.voices)
        .prefix(layout.columns).joined(separator: ", ")
      return ruled(
        layout.columns, "\(counted(all, "note"))\(names.isEmpty ? "" : ", layers: \(names)")",
        replay.searchText.isEmpty ? "" : "\(counted(replay.hits.count, "hit")): \(replay.searchText)")
    }
    let shown = replay.admittedCount
    return ruled(
      layout.columns, "\(shown) of \(counted(all, "note")), \(all - shown) left out by: \(replay.filterText)",
      "in all \(replay.admitted.count) of \(replay.timeline.arrivals.count)", role: .notice)
  }

  private func pointRule(_ view: CourseView) -> Row {
    let position = replay.position
    return view.pointRule(replay.timeline.point(at: position, in: view.session)) {
      replay.timeline.standing(of: $0, at: position, in: view.session)
    }
  }

  private func people(_ view: CourseView) -> Row {
    guard view.session.participants.isEmpty else { return view.strip() }
    var row = Row(width: view.columns)
    row.add(" nobody in the room yet", .faint)
    return row
  }

  // MARK: Bottom

  private mutating func scrubber(_ layout: ReplayLayout, at position: Offset) -> [Row] {
    let columns = max(1, layout.columns - 2)
    let laid: ScrubberBins
    if let bins, bins.columns == columns, bins.admission == replay.admission {
      laid = bins
    } else {
      laid = ScrubberBins(replay, columns: columns)
      bins = laid
    }
    let here = replay.column(of: position, columns)
    return Scrubber(
      bins: laid, hits: replay.hits.isEmpty ? [] : ScrubberBins.columns(of: replay.hits, in: replay, columns),
      here: here, width: layout.columns
    ).rows(layout[.scrubber].count)
  }

  private func drawBottom(in frame: inout Frame, _ layout: ReplayLayout) {
    let input = layout[.input]
    if let line {
      prompt.draw(in: &frame, input, label: promptWords(line.purpose))
      if layout.room != .line {
        prompt.drawCompletion(in: &frame, over: layout[.middle].lowerBound..<input.lowerBound)
      }
    } else {
      frame.putCursor(Position(row: input.lowerBound, column: 0))
    }
    let place = placeOfMessages(layout)
    said.draw(in: &frame, free: place.free, over: place.middle)
    if layout.has(.hints) || line == nil && said.isEmpty {
      frame.set(layout.hints, hintRow(hints, width: layout.columns))
    }
  }

  /// On the free row, else over the lowest notes: never over what is typed.
  private func placeOfMessages(_ layout: ReplayLayout) -> (free: Range<Int>?, middle: Range<Int>) {
    let isFree = line == nil
    return (isFree ? layout[.input] : nil, isFree && layout.room == .line ? 0..<0 : layout[.middle])
  }

  /// How many of the lowest rows of the middle what is said stands over.
  private func covered(_ layout: ReplayLayout) -> Int {
    let place = placeOfMessages(layout)
    return said.rowsCovered(free: place.free, over: place.middle, columns: layout.columns)
  }

  private func promptWords(_ purpose: Purpose) -> String {
    switch purpose {
    case .command: "> "
    case .find: replay.search.isEmpty ? "find> " : "find (\(counted(replay.hits.count, "hit")))> "
    case .filter: "show only> "
    case .goTo: "go to> "
    case .reviewer: "who reviews? > "
    }
  }

  private var hints: [String] {
    if let line {
      switch line.purpose {
      case .find: return ["as you type", "↑ ↓ hits", "Enter keeps them", "Esc back to where you were"]
      case .filter:
        let isGroup = replay.session.interviewee == nil
        return [
          isGroup ? "P3 K1 #code quote agree important words" : "K1 #code quote important words",
          "Tab completes", "Esc as before",
        ]
      case .goTo: return ["00:41:07, K1, a word of a title, or a note’s number", "Esc back"]
      case .reviewer: return ["a-z, 0-9 and -: a pseudonym; kept for the next time", "Esc back"]
      case .command: return ["Enter does it", "Tab completes", "Esc back"]
      }
    }
    if reading != nil { return ["↑ ↓ scroll", "Esc closes"] }
    if replay.life != nil, !replay.isAtNow { return [". now", "← → notes", "Space plays", "F1 help"] }
    let play = replay.head.isPlaying || replay.isAtNow ? "Space stops" : "Space plays"
    return [
      play, "← → notes", "PgUp PgDn questions", "f find", "c code", "m memo", "g go to", "q close", "F1 help",
    ]
  }
}
