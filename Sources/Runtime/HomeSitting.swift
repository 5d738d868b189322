internal import Facilitation
internal import Screens
internal import TextScreen

/// One of the two faces of home: the full screen, or plain lines. It decides; the sitting reads.
protocol HomeFace {
  var wakeUp: Int { get }

  mutating func handle(_ event: HomeEvent) -> [HomeEffect]
  mutating func handle(_ news: HomeNews) -> [HomeEffect]
  /// Says lines; only in plain mode.
  mutating func say(_ lines: [String])
  /// Fits itself to a terminal.
  ///
  /// - Returns: what has to be done before it is shown.
  mutating func fit(_ size: Size) -> [HomeEffect]
  /// - Parameter isLast: something else takes the terminal, or home is left.
  mutating func show(on outside: inout some Outside, isLast: Bool)
}

extension HomeScreen: HomeFace {
  mutating func say(_ lines: [String]) {}

  mutating func fit(_ size: Size) -> [HomeEffect] { size == shownSize ? [] : handle(.resized(size)) }

  mutating func show(on outside: inout some Outside, isLast: Bool) {
    if !isLast { outside.draw(frame(outside.size)) }
  }
}

extension HomeLines: HomeFace {
  var wakeUp: Int { 600_000 }

  mutating func fit(_ size: Size) -> [HomeEffect] { [] }

  mutating func show(on outside: inout some Outside, isLast: Bool) {
    outside.send(takeOutput(width: outside.size.columns, isLast: isLast))
  }
}

/// Home in front of a terminal: what it wants to know is read from the study.
struct HomeSitting<Face: HomeFace>: Sitting {
  /// How a stay at home ended.
  enum Ending: Equatable {
    case quit
    /// A signal or a closed terminal.
    case stopped
    case open(HomeAction, id: String)
  }

  private var face: Face
  private(set) var ending: Ending?
  private var reader: HomeReader

  /// - Parameter effects: what has to be done before anything is shown.
  init(_ face: Face, doing effects: [HomeEffect], reader: HomeReader) {
    self.face = face
    self.reader = reader
    perform(effects)
  }

  /// An action is over; the folder is read again.
  mutating func comeBack(from action: HomeAction, _ id: String, _ status: Int32) {
    ending = nil
    let end = HomeReturn(
      action: action, id: id, status: status, complaints: Console.takeComplaints(),
      contents: reader.contents())
    perform(face.handle(.back(end)))
  }

  var wakeUp: Int { face.wakeUp }

  var awaited: [Int32] { [] }

  mutating func show(on outside: inout some Outside) {
    perform(face.fit(outside.size))
    if ending == nil { face.show(on: &outside, isLast: false) }
  }

  /// Shows what is left to show before something else takes the terminal.
  mutating func showLast(on outside: inout some Outside) { face.show(on: &outside, isLast: true) }

  mutating func take(_ happened: [Happening], on outside: inout some Outside) {
    // Nothing is opened any more by a program that has to end.
    if happened.last == .stop { ending = .stopped }
    for happening in happened where ending == nil {
      switch happening {
      case .key(let key):
        let effects = face.handle(.key(key))
        if effects.contains(.repaint) { outside.repaint() }
        perform(effects)
      case .line(let line): perform(face.handle(.line(line)))
      case .inputEnded: perform(face.handle(.inputEnded))
      case .interrupted: perform(face.handle(.interrupted))
      case .continued: perform(face.handle(.continued))
      case .idle: perform(face.handle(.woke))
      case .partial, .ready, .stop: break
      }
    }
  }

  /// Does what home asks for, and what it asks for then: in a row, since a long list is read in many pieces.
  private mutating func perform(_ effects: [HomeEffect]) {
    var rest = effects[...]
    while ending == nil, let effect = rest.popFirst() {
      switch effect {
      case .say(let lines): face.say(lines)
      case .readSessions(let ids): rest = face.handle(.sessionsRead(reader.sessions(ids))) + rest
      case .readProtocols(let ids): rest = face.handle(.protocolsRead(reader.protocols(ids))) + rest
      case .reload: rest = face.handle(.reloaded(reader.contents())) + rest
      case .open(let action, let id):
        switch action {
        case .show, .check, .print:
          let text = reader.text(action, id)
          rest = face.handle(.text(title: "\(action.rawValue) \(id)", lines: text)) + rest
        case .discard: rest = face.handle(reader.goes(with: id)) + rest
        case .run, .runShort, .resume, .replay, .follow: ending = .open(action, id: id)
        }
      case .discard(let order): rest = face.handle(reader.discard(order)) + rest
      case .quit: ending = .quit
      case .repaint: break
      }
    }
  }
}
