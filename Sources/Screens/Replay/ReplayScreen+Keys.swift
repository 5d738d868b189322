internal import Facilitation
internal import Interview
internal import Text
internal import TextScreen

extension ReplayScreen {
  mutating func press(_ key: Key) -> [ReplayEffect] {
    switch key {
    case .control("l"): return [.repaint]
    case .control("q"):
      // Half a memo is not thrown away by the key that closes.
      guard let open = line, isHalfSaid else { return [.leave] }
      giveUp(open)
      return []
    case .function(1):
      reading = ReadingPanel("help", ReplayHelp.onScreen)
      return []
    default: break
    }
    if line != nil { return type(key) }
    if reading != nil, let effects = read(key) { return effects }
    return command(key)
  }

  // MARK: Keys that act

  private mutating func command(_ key: Key) -> [ReplayEffect] {
    switch key {
    case .character(let character): return command(character)
    case .left, .up: return perform(.step(.note, forward: false))
    case .right, .down: return perform(.step(.note, forward: true))
    case .pageUp: return perform(.step(.question, forward: false))
    case .pageDown: return perform(.step(.question, forward: true))
    case .home: return perform(.start)
    case .end: return perform(.end)
    case .control("g"): open(.goTo, "")
    case .control("r"): open(.find, "")
    case .control("z"): return perform(.review(.undo))
    case .control("y"): return perform(.review(.redo))
    case .control("c"): tell("q or ^Q closes; what is reviewed is kept")
    case .escape:
      if replay.searchText.isEmpty, replay.filterText.isEmpty { return [] }
      return perform(replay.searchText.isEmpty ? .filter("") : .find(""))
    default: break
    }
    return []
  }

  private mutating func command(_ character: Character) -> [ReplayEffect] {
    switch character {
    case " ":
      said.clear()
      return perform(replay.head.isPlaying || replay.isAtNow ? .pause : .play)
    case "+", "=": return perform(.faster)
    case "-": return perform(.slower)
    case "i": return perform(.gap(replay.pacing.longestGap == nil ? Replay.usualGap : nil))
    case "[": return perform(.step(.visit, forward: false))
    case "]": return perform(.step(.visit, forward: true))
    case "?": return perform(.step(.followUp, forward: true))
    case "n": return perform(.step(.hit, forward: true))
    case "N": return perform(.step(.hit, forward: false))
    case ".": return perform(.now)
    case "g": open(.goTo, "")
    case "f": open(.find, "")
    case "F": open(.filter, replay.filterText.isEmpty ? "" : replay.filterText + " ")
    case "/": open(.command, "/")
    case "c": begin("/code", " #")
    case "x": begin("/uncode", " #")
    case "m": begin("/memo", " ")
    case "!": begin("/check", " ")
    case "s": begin("/speaker", " P")
    case "v":
      // As it reads now: it may have been completed since.
      let now = replay.currentNote.flatMap { replay.session.note($0.number) }
      begin("/verify", " " + (now?.content.text ?? ""))
    case "u": return perform(.review(.undo))
    case "l": return perform(.layers(replay.layers.hidden.isEmpty ? ["off"] : ["all"]))
    case "a": return perform(.agreement([]))
    case "t": return perform(.note(nil))
    case "q": return [.leave]
    case "h": reading = ReadingPanel("help", ReplayHelp.onScreen)
    default: tell("\(character) does nothing here; F1 lists the keys, / begins a command")
    }
    return []
  }

  private mutating func tell(_ text: String) { said.sayOnly(.told, text, at: replay.now.offset) }

  /// Begins a command about the note that is looked at; the time stands still meanwhile.
  private mutating func begin(_ command: String, _ rest: String) {
    let wasAtNow = replay.isAtNow
    if let note = replay.currentNote {
      replay.setPlaying(false)
      if let place = replay.timeline.index(ofNote: note.number).flatMap(replay.timeline.arrival) {
        replay.look(at: place)
      }
      open(.command, "\(command) \(note.number)\(rest)")
    } else {
      // What is typed next must not be taken for keys: the line says what is missing.
      open(.command, command + rest)
    }
    line?.wasAtNow = wasAtNow
  }

  // MARK: Reading

  /// Scrolls or closes what is read; nil for a key that means something else, which closes it too.
  private mutating func read(_ key: Key) -> [ReplayEffect]? {
    let height = ReplayLayout(shownSize, of: replay.session)[.middle].count
    let scrolling: Key = key == .character(" ") ? .pageDown : key
    if reading?.scroll(scrolling, width: shownSize.columns, height: height) == true { return [] }
    reading = nil
    switch key {
    case .escape, .enter, .character("q"): return []
    default: return nil
    }
  }

  // MARK: The line

  private mutating func type(_ key: Key) -> [ReplayEffect] {
    guard let open = line else { return [] }
    switch key {
    case .enter: return close(open)
    case .escape, .control("c"):
      giveUp(open)
      return []
    case .tab, .backTab:
      complete(backwards: key == .backTab)
      return []
    case .up where open.purpose == .find: return perform(.step(.hit, forward: false))
    case .down where open.purpose == .find: return perform(.step(.hit, forward: true))
    case .backspace where prompt.isEmpty || prompt.text == "/":
      giveUp(open)
      return []
    case .up where open.purpose == .command:
      prompt.bringBack()
      return []
    case .character("#") where prompt.before.hasSuffix("#"): return []
    default: break
    }
    guard prompt.handle(key) == .edited else { return [] }
    switch open.purpose {
    case .find:
      replay.look(for: prompt.text)
      // Where nothing is found one stands where one was.
      if let hit = nearest(to: open.from) { replay.look(at: hit) } else { replay.seek(to: open.from) }
    case .filter:
      _ = perform(.filter(prompt.text))
      said.clear()
    case .command, .goTo, .reviewer: break
    }
    return []
  }

  /// The first hit from where the search began.
  private func nearest(to time: Offset) -> Int? {
    let place = replay.hits.firstPlace { replay.note(at: $0).saved < time }
    return place < replay.hits.count ? replay.hits[place] : replay.hits.last
  }

  private mutating func close(_ open: Line) -> [ReplayEffect] {
    let text = prompt.text
    line = nil
    prompt.begin()
    switch open.purpose {
    case .command:
      guard text.trimmed != "/", !text.trimmed.isEmpty else { return [] }
      let effects = keepIfRefused(enter(text), text)
      if open.wasAtNow, line == nil { performQuietly(.now) }
      return effects
    case .find:
      guard !replay.search.isEmpty else { return [] }
      let count = replay.hits.count
      if count == 0 { replay.seek(to: open.from) }
      tell(count == 0 ? "nothing found" : "\(counted(count, "hit")); n the next, N the one before, Esc none")
      return []
    case .filter: return perform(.filter(text))
    case .goTo: return text.trimmed.isEmpty ? [] : perform(.go(text.trimmed))
    case .reviewer:
      guard !text.trimmed.isEmpty else { return [] }
      return enter(Command.isCommand(text) ? text : "reviewer \(text.trimmed)")
    }
  }

  /// A refused command stays in the line, to be mended.
  private mutating func keepIfRefused(_ effects: [ReplayEffect], _ text: String) -> [ReplayEffect] {
    if line == nil, isRefused { open(.command, text) }
    return effects
  }

  private mutating func giveUp(_ open: Line) {
    let isHalfSaid = isHalfSaid
    line = nil
    prompt.giveUp(keeping: isHalfSaid)
    switch open.purpose {
    case .find:
      replay.look(for: open.before)
      replay.seek(to: open.from)
    case .filter: _ = perform(.filter(open.before))
    case .reviewer: replay.giveUpWaiting()
    case .command, .goTo: break
    }
    said.clear()
    if open.wasAtNow { performQuietly(.now) }
    if isHalfSaid { tell("dropped; / and ↑ bring it back") }
  }

  /// What is typed is a command with words of one's own in it.
  private var isHalfSaid: Bool {
    line?.purpose == .command && prompt.text.split(separator: " ").count > 2
  }

  /// Does a command that says nothing of importance.
  private mutating func performQuietly(_ command: ReplayCommand) {
    let said = said
    _ = perform(command)
    self.said = said
  }

  // MARK: Completion

  private mutating func complete(backwards: Bool) {
    guard let line else { return }
    let replay = replay
    let found = prompt.complete(backwards: backwards) { before in
      Offer.of(before, after: line.purpose.command, in: replay)
    }
    if !found { tell("nothing to complete here") }
  }
}

extension ReplayScreen.Purpose {
  /// The command of which only what follows is typed; nil if the line says it itself.
  fileprivate var command: String? {
    switch self {
    case .command: nil
    case .find: "find"
    case .filter: "filter"
    case .goTo: "go"
    case .reviewer: "reviewer"
    }
  }
}
