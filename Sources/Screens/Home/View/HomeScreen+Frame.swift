internal import Facilitation
internal import Interview
internal import Text
public import TextScreen

extension HomeScreen {
  /// What home shows.
  public func frame(_ size: Size) -> Frame {
    let layout = HomeLayout(size)
    var frame = Frame(size)
    if layout.has(.header) { frame.set(layout[.header], header(layout)) }
    frame.set(layout[.upperRule], rule(layout, ""))
    frame.set(layout[.list], middle(layout))
    frame.set(layout[.lowerRule], rule(layout, ""))
    if layout.has(.chosen) { frame.set(layout[.chosen], chosenRow(layout)) }
    if layout.has(.saying) { frame.set(layout[.saying], sayingRow(layout)) }
    frame.set(layout[.hints], hintRow(hints, width: layout.columns))
    drawLine(in: &frame, layout)
    return frame
  }

  private func drawLine(in frame: inout Frame, _ layout: HomeLayout) {
    var row = Row(width: layout.columns)
    if layout.columns >= 16 { row.add(HomeCommand.isCommand(line.text) ? "do> " : "filter> ", .prompt) }
    let visible = LineWindow(line, columns: max(1, layout.columns - row.columns - 1))
    if visible.isCut { row.add("‹", .hint) }
    frame.putCursor(Position(row: layout[.input].lowerBound, column: row.columns + visible.cursor))
    row.add(visible.text, .input)
    frame.set(layout[.input], row)
  }

  // MARK: Above the list

  /// Which study, and how much there is in it.
  private func header(_ layout: HomeLayout) -> Row {
    var right = Row(width: layout.columns)
    let progress = list.progress
    let isReading = list.isFiltered && progress.read < progress.all
    if isReading {
      right.add("reading \(grouped(progress.read)) of \(grouped(progress.all)) ", .notice)
    } else {
      let isWide = layout.columns >= 60
      if isWide, !list.unreadable.contains(.protocols) {
        right.add("\(groupedCount(list.protocols.count, "protocol")) · ", .text)
      }
      if !list.unreadable.contains(.sessions) {
        right.add(groupedCount(list.sessionsOnce, "session"), .text)
      }
      let cut = list.cutOffCount
      if cut > 0 {
        right.add(" · ", .text)
        right.add("\(grouped(cut)) cut off", .warning)
      }
      right.add(" ")
    }
    var left = Row(width: max(0, layout.columns - right.columns - 1))
    let name = path.split(separator: "/").last.map(String.init) ?? path
    left.add(" ")
    left.add(DisplayWidth.of(path) < left.left ? path : name, .title)
    var row = Row(width: layout.columns)
    row.add(left)
    row.addAtEnd(right)
    return row
  }

  /// A rule with words on it.
  private func rule(_ layout: HomeLayout, _ words: String, _ end: String = "") -> Row {
    let tail = end.isEmpty ? "" : " \(end) ──"
    var row = Row(width: layout.columns)
    if !words.isEmpty {
      row.add("── ", .faint)
      var title = Row(width: max(0, row.left - DisplayWidth.of(tail) - 1))
      title.add(words, .title)
      row.add(title)
      row.add(" ")
    }
    row.fill(with: "─", to: layout.columns - DisplayWidth.of(tail), .faint)
    row.add(tail, .faint)
    return row
  }

  // MARK: The list

  private func middle(_ layout: HomeLayout) -> [Row] {
    switch panel {
    case .reading(let title, let lines, let top): return readingRows(title, lines, top, layout)
    case .actions(let choice): return actionRows(choice, layout)
    case nil: return listRows(layout)
    }
  }

  private func listRows(_ layout: HomeLayout) -> [Row] {
    let rows = HomeRows(list, layout)
    let table = HomeTable(columns: layout.columns)
    let chosen = choice < list.protocolCount ? nil : choice - list.protocolCount
    return rows.window(rows.top(showing: choice, from: top)).map { kind in
      var row = Row(width: layout.columns)
      switch kind {
      case .protocolsHeading:
        row.add("   PROTOCOLS", .title)
        row.add("  Enter starts a session with one", .faint)
      case .protocol(let place): return protocolRow(list.protocol(place), place == choice, layout)
      case .noProtocols where list.unreadable.contains(.protocols):
        row.add("   their folder cannot be read", .warning)
      case .noProtocols:
        row.add("   none yet; ^Q, then ", .notice)
        row.add("focusgroup init", .title)
        row.add(" makes an example", .notice)
      case .gap: break
      case .sessionsHeading: return table.heading()
      case .session(let place): return table.row(list.session(place), isChosen: place == chosen)
      case .noSessions where list.unreadable.contains(.sessions):
        row.add("   their folder cannot be read", .warning)
      case .noSessions:
        let start = list.protocols.isEmpty ? "" : "; choose a protocol and press Enter to start one"
        row.add("   no sessions yet\(start)", .notice)
      case .nothing: row.add("   nothing fits “\(list.filter)”", .notice)
      }
      return row
    }
  }

  private func protocolRow(_ found: HomeProtocol, _ isChosen: Bool, _ layout: HomeLayout) -> Row {
    var row = Row(width: layout.columns)
    row.add(HomeTable.mark(isChosen))
    var end = Row(width: layout.columns)
    switch found.content {
    case .unread: row.add(found.id)
    case .faulty(let error):
      row.add("faulty  ", .warning)
      row.add(error.contains(found.id) ? error : "\(found.id): \(error)")
    case .read(let heading):
      let isNarrow = layout.columns < 60
      end.add("  \(plainNumber(heading.minutes)) min", .text)
      if let short = heading.shortMinutes, !isNarrow { end.add(", short \(plainNumber(short))", .faint) }
      end.add(" ")
      let width = isNarrow ? row.left - end.columns : min(30, layout.columns / 3)
      var id = Row(width: width)
      id.add(found.id)
      row.add(id)
      if !isNarrow { row.skip(to: 3 + width + 2) }
      var title = Row(width: isNarrow ? 0 : row.left - end.columns)
      title.add(heading.title, .faint)
      row.add(title)
    }
    row.addAtEnd(end)
    return isChosen ? row.whole(.current) : row
  }

  private func readingRows(_ title: String, _ lines: [String], _ top: Int, _ layout: HomeLayout) -> [Row] {
    let height = max(0, layout[.list].count - 1)
    let last = ReadingText.lastTop(of: lines, width: layout.columns, height: height)
    let top = min(top, last)
    let isWhole = last == 0 || layout.columns < 60
    let end = isWhole ? "" : "from line \(grouped(top + 1)) of \(grouped(lines.count)) · "
    let body = ReadingText.rows(lines, from: top, width: layout.columns, height: height)
    return [rule(layout, title, end + "Esc closes")] + body
  }

  private func actionRows(_ choice: Int, _ layout: HomeLayout) -> [Row] {
    guard let entry else { return [] }
    let actions = entry.actions
    let rows = actions.enumerated().map { index, action in
      var row = Row(width: layout.columns)
      row.add(HomeTable.mark(index == choice))
      row.add(padded(action.title, to: 11), .title)
      row.add(entry.about(action), .faint)
      return index == choice ? row.whole(.current) : row
    }
    let height = max(0, layout[.list].count - 1)
    let first = max(0, min(choice - height + 1, rows.count - height))
    return [rule(layout, entry.id, "Esc closes")] + rows.dropFirst(first).prefix(height)
  }

  // MARK: Below the list

  /// What the chosen entry is, as far as the list has no room for it.
  private func chosenRow(_ layout: HomeLayout) -> Row {
    var row = Row(width: layout.columns)
    row.add(" ")
    switch entry {
    case .protocol(let found): row.add(words(found.id, of: found.content) { [$0.title] })
    case .session(let found):
      let reviews = found.reviewers.isEmpty ? [] : ["reviewed by " + found.reviewers.joined(separator: ", ")]
      row.add(
        words(found.id, of: found.content) {
          [$0.session.title, $0.session.group.setting ?? ""] + reviews + found.copies
        })
    case nil: break
    }
    return row
  }

  private func words<Heading>(
    _ id: String, of content: HomeContent<Heading>, _ words: (Heading) -> [String]
  ) -> String {
    switch content {
    case .unread: return id
    case .faulty(let error): return error
    case .read(let heading): return ([id] + words(heading)).filter { !$0.isEmpty }.joined(separator: " · ")
    }
  }

  /// What was said last, else what Enter does.
  private func sayingRow(_ layout: HomeLayout) -> Row {
    var row = Row(width: layout.columns)
    row.add(" ")
    if let message {
      row.add(message.text, message.isWarning ? .warning : .notice)
    } else if HomeCommand.isCommand(line.text) {
      row.add(HomeCommand.about(line.text) ?? "no such command; F1 lists them", .hint)
    } else if panel == nil, let entry, let action = entry.actions.first {
      row.add("Enter: \(action.title) – \(entry.about(action))", .hint)
    } else if list.isFiltered {
      row.add("nothing fits; Esc clears the filter", .hint)
    }
    return row
  }

  /// The keys that matter now, the most useful first.
  private var hints: [String] {
    switch panel {
    case .reading: return ["↑ ↓ PgUp PgDn scroll", "Esc closes", "^Q quit", "F1 help"]
    case .actions: return ["↑ ↓ choose", "Enter does it", "Esc back", "^Q quit"]
    case nil: break
    }
    if HomeCommand.isCommand(line.text) {
      return ["Enter does it", "Tab completes", "Esc clears", "^Q quit"]
    }
    if !line.isEmpty {
      return ["Enter opens", "Esc all again", "Tab more", "↑ ↓ choose", "^Q quit", "F1 help"]
    }
    if entry == nil { return ["F5 reads the folder again", "^Q quit", "F1 help"] }
    return [
      "↑ ↓ choose", "Enter opens", "Tab more", "type to filter", "^Q quit", "F1 help", "F5 reads again",
    ]
  }
}
