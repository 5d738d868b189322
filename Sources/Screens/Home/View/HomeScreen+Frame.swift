internal import Facilitation
internal import Interview
internal import Text
public import TextScreen

extension HomeScreen {
  /// On a narrower screen what is typed gets all of the row.
  private static let leastForLabel = 16
  /// On a narrower screen the keys do not tell of actions.
  private static let leastForAction = 60

  /// What home shows.
  public func frame(_ size: Size) -> Frame {
    let layout = HomeLayout(size)
    var frame = Frame(size)
    if layout.has(.header) { frame.set(layout[.header], header(layout)) }
    frame.set(layout[.upperRule], ruled(layout.columns, ""))
    frame.set(layout[.list], middle(layout))
    frame.set(layout[.lowerRule], ruled(layout.columns, ""))
    if layout.has(.chosen) { frame.set(layout[.chosen], chosenRow(layout)) }
    if said.isEmpty, layout.has(.saying) { frame.set(layout[.saying], usualRow(layout)) }
    said.draw(in: &frame, free: layout[.saying], over: 0..<0)
    frame.set(layout[.hints], hintRow(hints(layout.columns), width: layout.columns))
    let label = if case .asking(let question, _, _) = panel { question.prompt + "> " } else { lineLabel }
    prompt.draw(in: &frame, layout[.input], label: layout.columns >= HomeScreen.leastForLabel ? label : "")
    return frame
  }

  private var lineLabel: String { HomeCommand.isCommand(prompt.text) ? "do> " : "filter> " }

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
        right.add("\(list.protocolsCounted) · ", .text)
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
    return twoEnds(left, right)
  }

  // MARK: The list

  private func middle(_ layout: HomeLayout) -> [Row] {
    switch panel {
    case .reading(let reading), .help(let reading), .asking(_, let reading, _):
      return reading.rows(width: layout.columns, height: layout[.list].count)
    case .actions(let choices): return actionRows(choices, layout)
    case nil: return listRows(layout)
    }
  }

  private func listRows(_ layout: HomeLayout) -> [Row] {
    let rows = HomeRows(list, layout)
    let table = HomeTable(columns: layout.columns)
    let choice = choices.choice
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
    var row = ChoiceList.row(layout.columns, isChosen: isChosen)
    var end = Row(width: layout.columns)
    switch found.content {
    case .unread: row.add(found.id)
    case .faulty(let error) where !found.strays.isEmpty: row.add(error, .faint)
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

  private func actionRows(_ choices: ChoiceList, _ layout: HomeLayout) -> [Row] {
    guard let entry else { return [] }
    let actions = entry.actions
    let height = max(0, layout[.list].count - 1)
    return [titleRule(layout.columns, entry.id)]
      + choices.rows(of: actions.count, width: layout.columns, height: height) { place, row in
        row.add(padded(actions[place].title, to: 11), .title)
        row.add(entry.about(actions[place]), .faint)
      }
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

  /// What Enter does.
  private func usualRow(_ layout: HomeLayout) -> Row {
    var row = Row(width: layout.columns)
    row.add(" ")
    if case .asking = panel {
      row.add("its id and Enter: destroys it; Enter alone leaves it as it is", .hint)
    } else if HomeCommand.isCommand(prompt.text) {
      row.add(HomeCommand.about(prompt.text) ?? "no such command; F1 lists them", .hint)
    } else if panel == nil, let entry, let action = entry.actions.first {
      row.add("Enter: \(action.title) – \(entry.about(action))", .hint)
    } else if panel == nil, list.isFiltered {
      row.add("nothing fits; Esc clears the filter", .hint)
    }
    return row
  }

  /// What Tab opens, by what nothing else tells of.
  private func tabHint(_ columns: Int) -> String {
    let actions = entry?.actions ?? []
    let told = [HomeAction.print, .discard].first { actions.contains($0) }
    guard columns >= HomeScreen.leastForAction, let told else { return "Tab more" }
    return "Tab \(told.title)…"
  }

  /// The keys that matter now, the most useful first.
  private func hints(_ columns: Int) -> [String] {
    switch panel {
    case .reading, .help: return ["↑ ↓ PgUp PgDn scroll", "Esc closes", "^Q quit", "F1 help"]
    case .actions: return ["↑ ↓ choose", "Enter does it", "Esc back", "^Q quit"]
    case .asking: return ["Enter answers", "Esc leaves it", "↑ ↓ scroll", "^Q quit", "F1 help"]
    case nil: break
    }
    if HomeCommand.isCommand(prompt.text) {
      return ["Enter does it", "Tab completes", "Esc clears", "^Q quit"]
    }
    if !prompt.isEmpty {
      return ["Enter opens", "Esc all again", "Tab more", "↑ ↓ choose", "^Q quit", "F1 help"]
    }
    if entry == nil { return ["F5 reads the folder again", "^Q quit", "F1 help"] }
    return [
      "↑ ↓ choose", "Enter opens", tabHint(columns), "type to filter", "^Q quit", "F1 help", "F5 reads again",
    ]
  }
}
