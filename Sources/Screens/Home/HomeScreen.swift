public import Facilitation
internal import Interview
internal import Text
public import TextScreen

/// What happens at home.
public enum HomeEvent: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// A line came whole; only in plain mode, as the next three.
  case line(LineSplitter.Line)
  /// Nothing more will be typed.
  case inputEnded
  /// `^C` at a terminal that edits its lines itself.
  case interrupted
  /// The program was stopped and goes on.
  case continued
  /// Nothing happened for as long as was wanted.
  case woke
  /// The terminal has this size now.
  case resized(Size)
}

/// Home: the protocols and sessions of a study, filtered as one types, and what can be done with each. Pure; a key
/// costs what is visible and one look at each name.
public struct HomeScreen: Sendable {
  /// Something that stands over the list for a while.
  enum Panel: Equatable, Sendable {
    /// What can be done with the chosen entry.
    case actions(ChoiceList)
    /// Something to read.
    case reading(ReadingPanel)
    /// The help, to be read.
    case help(ReadingPanel)
    /// What would be destroyed, and the line that was typed before. The line is the answer.
    case asking(HomeQuestion, ReadingPanel, before: Prompt)
  }

  let path: String
  var list: HomeList
  var size: Size
  /// What is looked for, or a command.
  var prompt = Prompt()
  /// Among protocols and sessions, as they are listed.
  var choices = ChoiceList()
  /// The first row of the list that is seen.
  var top = 0
  var panel: Panel?
  /// What is said below the list until the next key.
  var said = MessageArea()
  /// Nobody has chosen anything yet.
  var isUntouched = true
  /// The session that is spoken of once it is read.
  var announced: String?

  /// Sessions that are read at once when nothing else happens.
  static let chunk = 64
  /// Sessions with a journal that are read first: those that were cut off.
  static let journals = 8

  /// Opens home.
  ///
  /// - Parameter path: of the study.
  /// - Returns: the screen, and what has to be done before it is shown.
  public static func open(
    _ path: String, _ contents: HomeContents, size: Size
  ) -> (screen: HomeScreen, effects: [HomeEffect]) {
    var screen = HomeScreen(path: path, list: HomeList(contents), size: size)
    screen.complain(of: contents.faults)
    return (screen, screen.readFirst())
  }

  private init(path: String, list: HomeList, size: Size) {
    self.path = path
    self.list = list
    self.size = size
  }

  /// Milliseconds until home wants to be woken; 0 while there is something to be read.
  public var wakeUp: Int {
    list.unreadProtocol != nil || list.progress.read < list.progress.all ? 0 : 1000
  }

  /// Takes an event.
  ///
  /// - Returns: what has to be done, in order.
  public mutating func handle(_ event: HomeEvent) -> [HomeEffect] {
    switch event {
    case .key(let key):
      let effects = press(key)
      return effects + readVisible()
    case .woke: return readOn()
    case .line, .inputEnded, .interrupted, .continued: return []
    case .resized(let size):
      self.size = size
      scroll()
      return readVisible()
    }
  }

  /// Takes what became of something that it asked for.
  ///
  /// - Returns: what has to be done, in order.
  public mutating func handle(_ news: HomeNews) -> [HomeEffect] {
    switch news {
    case .sessionsRead(let read):
      let chosen = entry
      list.take(read)
      follow(chosen)
      take(note: read)
    case .protocolsRead(let read):
      let chosen = entry
      list.take(read)
      follow(chosen)
    case .reloaded(let contents):
      load(contents)
      complain(of: contents.faults)
      return readFirst()
    case .text(let title, let lines): panel = .reading(ReadingPanel(title, lines, .document))
    case .refused(let why): said.sayOnly(.warning, why)
    case .goes(let goes): ask(goes)
    case .back(let end): return comeBack(end)
    }
    return []
  }

  /// The size that it was told last.
  public var shownSize: Size { size }

  /// The chosen entry; nil in an empty list.
  var entry: HomeEntry? { list.entry(choices.choice) }

  /// Shows what goes, and takes the line for the answer.
  private mutating func ask(_ goes: HomeBelongings) {
    guard let question = HomeQuestion(goes, in: list) else { return }
    let reading = ReadingPanel("discard \(goes.id)", question.lines + [question.howToAnswer])
    panel = .asking(question, reading, before: prompt)
    prompt.begin()
    // What is asked about is what is told of below, and its place is where the list goes on afterwards.
    if let place = list.place(ofSession: goes.id) { choices.choose(place, of: list.count) }
    scroll()
  }

  // MARK: Reading

  /// What stands on the screen, and what was cut off.
  private func readFirst() -> [HomeEffect] {
    let visible = visibleUnread()
    let cut = list.unreadJournals(atMost: HomeScreen.journals).filter { !visible.contains($0) }
    return visible.isEmpty && cut.isEmpty ? [] : [.readSessions(visible + cut)]
  }

  private func readVisible() -> [HomeEffect] {
    let visible = visibleUnread()
    return visible.isEmpty ? [] : [.readSessions(visible)]
  }

  private mutating func readOn() -> [HomeEffect] {
    let visible = readVisible()
    guard visible.isEmpty else { return visible }
    if let next = list.unreadProtocol { return [.readProtocols([next])] }
    let next = list.nextUnread(atMost: HomeScreen.chunk)
    return next.isEmpty ? [] : [.readSessions(next)]
  }

  private func visibleUnread() -> [String] {
    let rows = HomeRows(list, HomeLayout(size))
    return rows.window(top).compactMap { kind in
      guard case .session(let place) = kind else { return nil }
      return list.needsReading(session: place)
    }
  }

  // MARK: The folder

  private mutating func load(_ contents: HomeContents) {
    let chosen = entry
    list.load(contents)
    follow(chosen)
  }

  private mutating func complain(of faults: [String]) {
    guard !faults.isEmpty else { return }
    said.sayOnly(.warning, faults.joined(separator: " · "))
  }

  /// Keeps an entry chosen, wherever it is now.
  mutating func follow(_ chosen: HomeEntry?) {
    let place = chosen.flatMap { entry?.id == $0.id ? choices.choice : list.place(of: $0) }
    choices.choose(place ?? choices.choice, of: list.count)
    scroll()
  }

  /// Chooses a session that was cut off as long as nobody has chosen, and speaks of the one just left.
  private mutating func take(note read: [HomeSession]) {
    if let id = announced, let found = read.first(where: { $0.id == id }) {
      announced = nil
      if let heading = found.heading {
        let notes = groupedCount(heading.session.notes, "note")
        said.sayOnly(.told, "\(id): \(heading.standing.inShort), \(notes) saved")
      }
    }
    guard isUntouched else { return }
    isUntouched = false
    guard let cut = read.first(where: { $0.heading?.standing.isCutOff == true }),
      let place = list.place(ofSession: cut.id)
    else { return }
    choices.choose(place, of: list.count)
    scroll()
    said.sayOnly(.warning, "a session was cut off: Enter recovers it")
  }

  private mutating func comeBack(_ end: HomeReturn) -> [HomeEffect] {
    let before = Set(list.sessions.lazy.map(\.id))
    isUntouched = false
    panel = nil
    let place = list.sessions.firstIndex { $0.id == end.id }
    load(end.contents)
    if end.action == .run || end.action == .runShort {
      if let new = list.sessions.first(where: { !before.contains($0.id) }) {
        // What was just made is what is looked for, and no filter may hide it.
        prompt.begin()
        list.narrow(to: "")
        if let place = list.place(ofSession: new.id) { choices.choose(place, of: list.count) }
        announced = new.id
        scroll()
      }
    } else if end.action == .resume {
      announced = end.id
    } else if end.action == .discard, list.count == 0, let place {
      // The last that fitted is gone: the whole list is seen again, from where it stood.
      prompt.begin()
      list.narrow(to: "")
      let next = min(place, list.sessionCount - 1)
      choices.choose(list.protocolCount + max(0, next), of: list.count)
      scroll()
    }
    let effects = readFirst()
    guard end.status != 0 || !end.complaints.isEmpty else {
      complain(of: end.contents.faults)
      if end.contents.faults.isEmpty, !end.told.isEmpty {
        said.sayOnly(.told, end.told.joined(separator: " · "))
      }
      return [.repaint] + effects
    }
    announced = nil
    let complaints = end.complaints.map { $0.hasPrefix("focusgroup: ") ? String($0.dropFirst(12)) : $0 }
    let lines = end.told + complaints
    let text = lines.isEmpty ? HomeScreen.advice(end) : lines.joined(separator: " · ")
    said.sayOnly(.warning, text)
    return [.repaint] + effects
  }

  /// What to do about an exit status, where nothing was said.
  private static func advice(_ end: HomeReturn) -> String {
    switch end.status {
    case 65: return "\(end.id): the file is invalid; Tab, check says where"
    case 66: return "\(end.id) is not there any more; F5 reads the folder again"
    case 73, 74: return "\(end.id): the disk does not take it; make room or mend it, then again"
    case 75: return "\(end.id) is open in another terminal, which goes on; Tab: follow or show it"
    default: return "\(end.id): \(end.action.title) ended with status \(end.status)"
    }
  }
}
