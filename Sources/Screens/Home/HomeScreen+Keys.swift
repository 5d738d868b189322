internal import Facilitation
internal import TextScreen

extension HomeScreen {
  /// Takes a key.
  mutating func press(_ key: Key) -> [HomeEffect] {
    message = nil
    isUntouched = false
    switch key {
    case .control("q"): return [.quit]
    case .control("c"):
      guard !line.isEmpty || panel != nil else { return [.quit] }
      escape()
      return []
    case .function(1):
      if case .reading(let title, _, _) = panel, title == HomeHelp.title {
        panel = nil
      } else {
        panel = .reading(title: HomeHelp.title, lines: HomeHelp.lines, top: 0)
      }
      return []
    case .function(5), .control("l"): return [.repaint, .reload]
    case .escape:
      escape()
      return []
    default: break
    }
    switch panel {
    case .actions(let choice): if let effects = pressInActions(key, choice) { return effects }
    case .reading: if pressInReading(key) { return [] }
    case nil: break
    }
    return pressInList(key)
  }

  private mutating func escape() {
    if panel != nil {
      panel = nil
    } else {
      line = LineEditor()
      narrow()
    }
  }

  // MARK: The list

  private mutating func pressInList(_ key: Key) -> [HomeEffect] {
    let page = max(1, HomeLayout(size)[.list].count - 2)
    switch key {
    case .up: choose(choice - 1)
    case .down: choose(choice + 1)
    case .pageUp: choose(choice - page)
    case .pageDown: choose(choice + page)
    case .home: choose(0)
    case .end: choose(list.count - 1)
    case .enter: return enter()
    case .right where line.isEmpty: openActions()
    case .tab:
      if HomeCommand.isCommand(line.text) { complete() } else { openActions() }
    case .control("z"): if line.undo() { narrow() }
    case .control("y"): if line.redo() { narrow() }
    case .paste(let block):
      // What is looked for has no line breaks, and a pasted one enters nothing.
      type(.paste(String(block.prefix(1000).map { $0.isNewline ? " " : $0 })))
    default: type(key)
    }
    return []
  }

  private mutating func type(_ key: Key) {
    switch line.handle(key) {
    case .edited:
      panel = nil
      narrow()
    case .full: message = Message(text: "the line is full", isWarning: true)
    case .moved, .ignored: break
    }
  }

  /// Narrows the list to what is typed; a command narrows nothing.
  private mutating func narrow() {
    let text = HomeCommand.isCommand(line.text) ? "" : line.text
    guard text != list.filter else { return }
    let chosen = entry
    list.narrow(to: text)
    // While words are typed the best is at the top; without any, what was chosen stays.
    if list.isFiltered { choose(0) } else { follow(chosen) }
  }

  private mutating func choose(_ place: Int) {
    choice = max(0, min(place, list.count - 1))
    scroll()
  }

  /// Moves the list so that the chosen entry is seen.
  mutating func scroll() { top = HomeRows(list, HomeLayout(size)).top(showing: choice, from: top) }

  private mutating func enter() -> [HomeEffect] {
    guard HomeCommand.isCommand(line.text) else {
      guard let entry, let usual = entry.actions.first else {
        message = Message(
          text: list.isFiltered ? "nothing fits; Esc clears the filter" : "there is nothing yet")
        return []
      }
      return [.open(usual, id: entry.id)]
    }
    switch HomeCommand.read(line.text, in: list, chosen: entry) {
    case .failure(let fault):
      message = Message(text: fault.message, isWarning: true)
      return []
    case .success(let command):
      line = LineEditor()
      switch command {
      case .act(let action, let id): return [.open(action, id: id)]
      case .quit: return [.quit]
      case .help: panel = .reading(title: HomeHelp.title, lines: HomeHelp.lines, top: 0)
      case .again: return [.repaint, .reload]
      }
      return []
    }
  }

  /// Completes the name of a command; behind it, takes the id of what is chosen.
  private mutating func complete() {
    let text = line.text
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count > 1 else {
      let near = HomeRoom.commands.rows.map(\.usage).filter { $0.hasPrefix(text.lowercased()) }
      if near.count == 1, let name = near[0].split(separator: " ").first {
        line = LineEditor(String(name) + (near[0].contains(" ") ? " " : ""))
      }
      return
    }
    let wanted = words[1].lowercased()
    let ids = (words[0] == "/run" ? [] : list.sessions.map(\.id)) + list.protocols.map(\.id)
    let near = ids.filter { $0.lowercased().hasPrefix(wanted) }
    if wanted.isEmpty, let entry {
      line = LineEditor("\(words[0]) \(entry.id)")
    } else if let first = near.first {
      let common = near.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
      line = LineEditor("\(words[0]) \(common)")
    }
  }

  // MARK: Panels

  private mutating func openActions() {
    guard entry != nil else { return }
    panel = .actions(choice: 0)
  }

  /// Takes a key while the actions are listed; nil if it closes them and means something else.
  private mutating func pressInActions(_ key: Key, _ choice: Int) -> [HomeEffect]? {
    guard let entry else {
      panel = nil
      return nil
    }
    let actions = entry.actions
    switch key {
    case .up, .backTab: panel = .actions(choice: (choice + actions.count - 1) % actions.count)
    case .down, .tab: panel = .actions(choice: (choice + 1) % actions.count)
    case .home: panel = .actions(choice: 0)
    case .end: panel = .actions(choice: actions.count - 1)
    case .left: panel = nil
    case .enter:
      panel = nil
      return [.open(actions[min(choice, actions.count - 1)], id: entry.id)]
    case .pageUp, .pageDown, .right: break
    default:
      panel = nil
      return nil
    }
    return []
  }

  /// Takes a key that moves what is read.
  private mutating func pressInReading(_ key: Key) -> Bool {
    guard case .reading(let title, let lines, var top) = panel else { return false }
    let page = max(1, HomeLayout(size)[.list].count - 2)
    switch key {
    case .up: top -= 1
    case .down: top += 1
    case .pageUp: top -= page
    case .pageDown: top += page
    case .home: top = 0
    case .end: top = lines.count
    case .enter:
      panel = nil
      return true
    default: return false
    }
    let last = ReadingText.lastTop(of: lines, width: size.columns, height: HomeLayout(size)[.list].count - 1)
    panel = .reading(title: title, lines: lines, top: max(0, min(top, last)))
    return true
  }
}

extension String {
  /// What two texts have in common at their beginning; case does not count.
  fileprivate func commonPrefix(with other: String) -> String {
    let length = zip(self, other).prefix { $0.lowercased() == $1.lowercased() }.count
    return String(prefix(length))
  }
}
