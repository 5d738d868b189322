internal import TextScreen

/// Where the parts of home stand, from a size alone.
struct HomeLayout: Equatable {
  /// How much there is room for.
  enum Kind: Equatable {
    /// All parts.
    case full
    /// Without rules, with one row on what is chosen.
    case compact
    /// The list and the line.
    case tiny
    /// The line alone.
    case line
  }

  let size: Size
  let kind: Kind

  init(_ size: Size) {
    self.size = size
    if size.rows >= 16, size.columns >= 60 {
      kind = .full
    } else if size.rows >= 8, size.columns >= 30 {
      kind = .compact
    } else if size.rows >= 3, size.columns >= 8 {
      kind = .tiny
    } else {
      kind = .line
    }
  }

  var columns: Int { size.columns }

  /// Rows above the list.
  var above: Int {
    switch kind {
    case .full: return 2
    case .compact: return 1
    case .tiny, .line: return 0
    }
  }

  /// Rows of the list.
  var list: Int {
    switch kind {
    case .full: return size.rows - 7
    case .compact: return size.rows - 4
    case .tiny: return size.rows - 1
    case .line: return 0
    }
  }

  var hasHints: Bool { kind == .full || kind == .compact }
  /// The row of the input.
  var input: Int { size.rows - (hasHints ? 2 : 1) }
}

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
    gap = layout.kind == .full ? 1 : 0
    height = layout.list
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
