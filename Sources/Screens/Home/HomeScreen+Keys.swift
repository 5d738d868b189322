internal import Facilitation
internal import TextScreen

extension HomeScreen {
  /// Takes a key.
  mutating func press(_ key: Key) -> [HomeEffect] {
    said.clear()
    isUntouched = false
    if case .asking(let question, let reading, let before) = panel,
      let effects = press(key, asked: question, reading, before)
    {
      return effects
    }
    switch key {
    case .control("q"): return [.quit]
    case .control("c"):
      guard !prompt.isEmpty || panel != nil else { return [.quit] }
      escape()
      return []
    case .function(1):
      if case .help = panel { panel = nil } else { panel = .commands }
      return []
    case .function(5), .control("l"): return [.repaint, .reload]
    case .escape:
      escape()
      return []
    default: break
    }
    switch panel {
    case .actions(let choices): if let effects = pressInActions(key, choices) { return effects }
    case .reading(let reading): if read(key, reading, as: { .reading($0) }) { return [] }
    case .help(let reading): if read(key, reading, as: { .help($0) }) { return [] }
    case .asking, nil: break
    }
    return pressInList(key)
  }

  private mutating func escape() {
    if panel != nil {
      panel = nil
    } else {
      prompt.begin()
      narrow()
    }
  }

  // MARK: The list

  private mutating func pressInList(_ key: Key) -> [HomeEffect] {
    if choices.move(key, of: list.count, page: max(1, HomeLayout(size)[.list].count - 2)) {
      scroll()
      return []
    }
    switch key {
    case .home: choose(0)
    case .end: choose(list.count - 1)
    case .enter: return enter()
    case .right where prompt.isEmpty: openActions()
    case .tab:
      if HomeCommand.isCommand(prompt.text) { complete() } else { openActions() }
    case .control("z"): if prompt.undo() { narrow() }
    case .control("y"): if prompt.redo() { narrow() }
    case .paste(let block):
      // What is looked for has no line breaks, and a pasted one enters nothing.
      type(.paste(String(block.prefix(1000).map { $0.isNewline ? " " : $0 })))
    default: type(key)
    }
    return []
  }

  private mutating func type(_ key: Key) {
    switch prompt.handle(key) {
    case .edited:
      panel = nil
      narrow()
    case .full: said.sayOnly(.warning, "the line is full")
    case .moved, .ignored: break
    }
  }

  /// Narrows the list to what is typed; a command narrows nothing.
  private mutating func narrow() {
    let text = HomeCommand.isCommand(prompt.text) ? "" : prompt.text
    guard text != list.filter else { return }
    let chosen = entry
    list.narrow(to: text)
    // While words are typed the best is at the top; without any, what was chosen stays.
    if list.isFiltered { choose(0) } else { follow(chosen) }
  }

  private mutating func choose(_ place: Int) {
    choices.choose(place, of: list.count)
    scroll()
  }

  /// Moves the list so that the chosen entry is seen.
  mutating func scroll() { top = HomeRows(list, HomeLayout(size)).top(showing: choices.choice, from: top) }

  private mutating func enter() -> [HomeEffect] {
    guard HomeCommand.isCommand(prompt.text) else {
      guard let entry, let usual = entry.actions.first else {
        said.sayOnly(.told, list.isFiltered ? "nothing fits; Esc clears the filter" : "there is nothing yet")
        return []
      }
      return [.open(usual, id: entry.id)]
    }
    switch HomeCommand.read(prompt.text, in: list, chosen: entry) {
    case .failure(let fault):
      said.sayOnly(.warning, fault.message)
      return []
    case .success(let command):
      prompt.begin()
      switch command {
      case .act(let action, let id): return [.open(action, id: id)]
      case .quit: return [.quit]
      case .help: panel = .commands
      case .again: return [.repaint, .reload]
      }
      return []
    }
  }

  /// Completes the name of a command; behind it, takes the id of what is chosen.
  private mutating func complete() {
    if let text = Offer.line(prompt.text, in: HomeRoom(list), chosen: entry?.id) { prompt.begin(text) }
  }

  // MARK: Panels

  private mutating func openActions() {
    guard entry != nil else { return }
    panel = .actions(ChoiceList())
  }

  /// Takes a key while the actions are listed; nil if it closes them and means something else.
  private mutating func pressInActions(_ key: Key, _ choices: ChoiceList) -> [HomeEffect]? {
    guard let entry else {
      panel = nil
      return nil
    }
    let actions = entry.actions
    var choices = choices
    switch key {
    case .up, .backTab: choices.turn(by: -1, of: actions.count)
    case .down, .tab: choices.turn(by: 1, of: actions.count)
    case .home: choices.choose(0, of: actions.count)
    case .end: choices.choose(actions.count - 1, of: actions.count)
    case .pageUp, .pageDown, .right: break
    case .enter:
      panel = nil
      return [.open(actions[min(choices.choice, actions.count - 1)], id: entry.id)]
    case .left:
      panel = nil
      return []
    default:
      panel = nil
      return nil
    }
    panel = .actions(choices)
    return []
  }

  /// Takes a key while an id is wanted; nil for one that means the same everywhere. Only what is typed by hand is an answer.
  private mutating func press(
    _ key: Key, asked question: HomeQuestion, _ reading: ReadingPanel, _ before: Prompt
  ) -> [HomeEffect]? {
    switch key {
    case .control("q"), .control("l"), .function(5): return nil
    case .escape, .control("c"), .function(1):
      close(before, saying: question.left)
      return key == .function(1) ? nil : []
    case .up, .down, .pageUp, .pageDown:
      var reading = reading
      _ = reading.scroll(key, width: size.columns, height: HomeLayout(size)[.list].count)
      panel = .asking(question, reading, before: before)
    case .paste: said.sayOnly(.warning, "an id that is pasted does not count: please type it")
    case .enter:
      switch question.take(prompt.text) {
      case .stays: said.sayOnly(.warning, "that is not its id: nothing is destroyed; Esc leaves it as it is")
      case .left(let words): close(before, saying: words)
      case .destroy(let order):
        close(before)
        return [.discard(order)]
      }
    case .control("z"): _ = prompt.undo()
    case .control("y"): _ = prompt.redo()
    default:
      if case .full = prompt.handle(key) { said.sayOnly(.warning, "the line is full") }
    }
    return []
  }

  /// Asks no more, and gives back the line that was typed before.
  private mutating func close(_ before: Prompt, saying words: String? = nil) {
    panel = nil
    prompt = before
    if let words { said.sayOnly(.told, words) }
  }

  /// Takes a key that moves or closes what is read; false for any other.
  private mutating func read(_ key: Key, _ reading: ReadingPanel, as kind: (ReadingPanel) -> Panel) -> Bool {
    guard key != .enter else {
      panel = nil
      return true
    }
    var reading = reading
    let height = HomeLayout(size)[.list].count
    guard reading.scroll(key, width: size.columns, height: height) else { return false }
    panel = kind(reading)
    return true
  }
}

extension HomeScreen.Panel {
  fileprivate static let commands = HomeScreen.Panel.help(
    ReadingPanel(HomeHelp.title, HomeHelp.lines, .document))
}
