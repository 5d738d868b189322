internal import Facilitation
internal import TextScreen

/// The parts of home.
enum HomeArea: ScreenArea {
  /// Which study, and how much there is in it.
  case header
  case upperRule
  case list
  case lowerRule
  /// What the chosen entry is.
  case chosen
  /// What was said last, else what Enter does.
  case saying
  case input
  case hints
  case blank

  static let arrangements: [Arrangement<HomeArea>] = [
    Arrangement(
      .full, rows: 16, columns: 60,
      [
        .header: 1, .upperRule: 1, .list: .rest, .lowerRule: 1, .chosen: 1, .saying: 1, .input: 1, .hints: 1,
      ]),
    Arrangement(
      .compact, rows: 8, columns: 30, [.header: 1, .list: .rest, .saying: 1, .input: 1, .hints: 1]),
    Arrangement(.tiny, rows: 3, columns: 8, [.list: .rest, .input: 1]),
    Arrangement(.line, [.blank: .rest, .input: 1]),
  ]
}

typealias HomeLayout = Areas<HomeArea>

/// The rows of the whole list, of which a window is seen: protocols, then sessions, each under its heading. The
/// heading of the sessions stays when they are moved.
struct HomeRows {
  /// What a row is; places are those among the protocols and among the sessions that are listed.
  enum Kind: Equatable {
    case protocolsHeading
    case `protocol`(Int)
    case noProtocols
    case gap
    case sessionsHeading
    case session(Int)
    case noSessions
    case nothing
  }

  private let protocols, sessions: Int
  private let isFiltered: Bool
  private let gap: Int
  private let height: Int

  init(_ list: HomeList, _ layout: HomeLayout) {
    protocols = list.protocolCount
    sessions = list.sessionCount
    isFiltered = list.isFiltered
    gap = layout.room == .full ? 1 : 0
    height = layout[.list].count
  }

  /// Rows of the protocols with their heading and what parts them from the sessions.
  private var upper: Int {
    if isFiltered { return protocols == 0 ? 0 : 1 + protocols + (sessions == 0 ? 0 : gap) }
    return 1 + max(1, protocols) + gap
  }

  private var lower: Int { isFiltered && sessions == 0 ? 0 : 1 + max(1, sessions) }

  /// How many rows there are.
  var count: Int { max(1, upper + lower) }

  func kind(_ row: Int) -> Kind {
    guard upper + lower > 0 else { return .nothing }
    if row < upper {
      if row == 0 { return .protocolsHeading }
      if row <= protocols { return .protocol(row - 1) }
      return protocols == 0 && row == 1 ? .noProtocols : .gap
    }
    if row == upper { return .sessionsHeading }
    return sessions == 0 ? .noSessions : .session(row - upper - 1)
  }

  /// The row of an entry, by its place in the whole list.
  private func row(of place: Int) -> Int {
    place < protocols ? place + 1 : upper + 1 + place - protocols
  }

  /// The first row that has to be seen for an entry to be, nearest to the one that is.
  func top(showing place: Int, from top: Int) -> Int {
    guard height > 0, protocols + sessions > 0, place > 0 else { return 0 }
    let row = row(of: place)
    // The row above it is its heading, or what the heading stands over.
    let highest = height > 1 ? row - 1 : row
    let lowest = row - height + 1
    return max(0, min(max(top, lowest), highest, max(lowest, count - height)))
  }

  /// What is seen from a row on.
  func window(_ top: Int) -> [Kind] {
    guard height > 0 else { return [] }
    var kinds = (top..<min(count, top + height)).map(kind)
    if kinds.count > 1, case .session = kinds.first { kinds[0] = .sessionsHeading }
    return kinds
  }
}
