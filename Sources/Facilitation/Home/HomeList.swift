internal import Interview
internal import Text

/// The protocols and sessions of a study, and which of them fit the words that are typed. A session is read when it is
/// looked at; the others follow in chunks, so that a filter finds them by more than their names. When the folder is
/// read again, what was read before stays until its turn comes. A session that turns out to be a copy goes under the
/// one that it is a copy of.
package struct HomeList: Equatable, Sendable {
  package private(set) var protocols: [HomeProtocol] = []
  package private(set) var sessions: [HomeSession] = []
  /// The folders that cannot be read.
  package private(set) var unreadable: Set<HomeContents.Part> = []
  /// What is searched; empty until it is asked for or read.
  private var protocolTexts: [String] = []
  private var sessionTexts: [String] = []
  private var isRead: [Bool] = []
  private var isProtocolRead: [Bool] = []
  private var unread = 0
  /// All sessions before this one are read.
  private var frontier = 0
  /// Where the last session was found. The next is looked for from there.
  private var hint = 0

  package private(set) var filter = ""
  private var words: [String] = []
  /// The places of what fits; nil when nothing is asked for, and all fits.
  private var found: (protocols: [Int], sessions: [Int])?

  package init(_ contents: HomeContents = HomeContents()) { load(contents) }

  package static func == (left: HomeList, right: HomeList) -> Bool {
    left.protocols == right.protocols && left.sessions == right.sessions && left.filter == right.filter
      && left.unreadable == right.unreadable && left.isRead == right.isRead
      && left.isProtocolRead == right.isProtocolRead
  }

  /// The folder was read: what is new in it is not read yet.
  package mutating func load(_ contents: HomeContents) {
    let old = self
    protocols = contents.protocols
    sessions = contents.sessions
    unreadable = contents.unreadable
    if !old.protocols.isEmpty {
      for (index, found) in protocols.enumerated() where found.content == .unread {
        if let before = old.protocols.first(where: { $0.id == found.id }) {
          protocols[index].content = before.content
        }
      }
    }
    if !old.sessions.isEmpty {
      hint = 0
      for (index, found) in sessions.enumerated() where found.content == .unread {
        if let place = old.place(ofSession: found.id, near: hint) {
          sessions[index].content = old.sessions[place].content
          sessions[index].original = old.sessions[place].original
          hint = place + 1
        }
      }
    }
    isRead = contents.sessions.map { $0.content != .unread }
    isProtocolRead = contents.protocols.map { $0.content != .unread }
    unread = isRead.count { !$0 }
    frontier = 0
    hint = 0
    protocolTexts = Array(repeating: "", count: protocols.count)
    sessionTexts = Array(repeating: "", count: sessions.count)
    gather()
    find()
  }

  /// Puts copies under the sessions they are copies of, where those are listed.
  ///
  /// - Parameter kept: so many sessions from the first on stay where they are.
  private mutating func gather(kept: Int = 0) {
    let places = Dictionary(
      sessions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var copies: [Int: [Int]] = [:]
    for place in sessions.indices.dropFirst(kept) {
      guard let above = sessions[place].original.flatMap({ places[$0] }), above != place, above + 1 >= kept,
        // A copy stands under another session itself.
        sessions[above].original == nil
      else { continue }
      copies[above, default: []].append(place)
    }
    guard !copies.isEmpty else { return }
    let moved = Set(copies.values.joined())
    let order = sessions.indices.flatMap { place in
      moved.contains(place) ? [] : [place] + (copies[place] ?? [])
    }
    guard !order.elementsEqual(sessions.indices) else { return }
    sessions = order.map { sessions[$0] }
    sessionTexts = order.map { sessionTexts[$0] }
    isRead = order.map { isRead[$0] }
    frontier = 0
    hint = 0
  }

  // MARK: Reading

  /// How many sessions are read, of how many.
  package var progress: (read: Int, all: Int) { (sessions.count - unread, sessions.count) }

  /// The next protocol that is not read.
  package var unreadProtocol: String? { isProtocolRead.firstIndex(of: false).map { protocols[$0].id } }

  /// The session at a place of the list is still to be read.
  package func needsReading(session place: Int) -> String? {
    let index = sessionIndex(place)
    return isRead[index] ? nil : sessions[index].id
  }

  /// The next sessions that are not read, those with a journal first.
  package mutating func nextUnread(atMost count: Int) -> [String] {
    guard unread > 0 else { return [] }
    while frontier < isRead.count, isRead[frontier] { frontier += 1 }
    var ids: [String] = []
    for index in frontier..<sessions.count where !isRead[index] {
      ids.append(sessions[index].id)
      if ids.count == count { break }
    }
    return ids
  }

  /// Sessions with a journal that are not read.
  package func unreadJournals(atMost count: Int) -> [String] {
    guard unread > 0 else { return [] }
    return Array(
      sessions.indices.lazy.filter { sessions[$0].hasJournal && !isRead[$0] }.map { sessions[$0].id }
        .prefix(count))
  }

  /// Sessions were read.
  ///
  /// - Parameter told: so many entries have a number that somebody may use: they keep it.
  package mutating func take(_ read: [HomeSession], told: Int = 0) {
    for session in read {
      guard let place = place(ofSession: session.id, near: hint) else { continue }
      hint = place + 1
      if !isRead[place] {
        isRead[place] = true
        unread -= 1
      }
      sessions[place] = session
      sessionTexts[place] = session.searched
    }
    if read.contains(where: { $0.original != nil }) { gather(kept: max(0, told - protocols.count)) }
    if found != nil { find() }
  }

  /// Protocols were read.
  package mutating func take(_ read: [HomeProtocol]) {
    for found in read {
      guard let place = protocols.firstIndex(where: { $0.id == found.id }) else { continue }
      isProtocolRead[place] = true
      protocols[place] = found
      protocolTexts[place] = found.searched
    }
    if found != nil { find() }
  }

  private func place(ofSession id: String, near hint: Int) -> Int? {
    for distance in 0..<sessions.count {
      let place = (hint + distance) % sessions.count
      if sessions[place].id == id { return place }
    }
    return nil
  }

  // MARK: Finding

  /// Lists what holds all words of a text, wherever they stand in it; case does not count.
  package mutating func narrow(to text: String) {
    guard text != filter else { return }
    filter = text
    words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    find()
  }

  private mutating func find() {
    guard !words.isEmpty else {
      found = nil
      return
    }
    // The texts are made when they are first asked for: the first screen does without them.
    for (index, text) in sessionTexts.enumerated() where text.isEmpty {
      sessionTexts[index] = sessions[index].searched
    }
    for (index, text) in protocolTexts.enumerated() where text.isEmpty {
      protocolTexts[index] = protocols[index].searched
    }
    found = (
      protocolTexts.indices.filter { place in words.allSatisfy(protocolTexts[place].holds(folded:)) },
      sessionTexts.indices.filter { place in words.allSatisfy(sessionTexts[place].holds(folded:)) }
    )
  }

  // MARK: What is listed

  package var isFiltered: Bool { found != nil }
  package var protocolCount: Int { found?.protocols.count ?? protocols.count }
  package var sessionCount: Int { found?.sessions.count ?? sessions.count }
  /// Protocols first, then sessions.
  package var count: Int { protocolCount + sessionCount }

  /// The protocol at a place among those listed.
  package func `protocol`(_ place: Int) -> HomeProtocol { protocols[found?.protocols[place] ?? place] }

  /// The session at a place among those listed.
  package func session(_ place: Int) -> HomeSession { sessions[sessionIndex(place)] }

  private func sessionIndex(_ place: Int) -> Int { found?.sessions[place] ?? place }

  /// The entry at a place of the whole list; nil where there is none.
  package func entry(_ place: Int) -> HomeEntry? {
    guard place >= 0, place < count else { return nil }
    return place < protocolCount ? .protocol(self.protocol(place)) : .session(session(place - protocolCount))
  }

  /// Where an entry like this is in the whole list.
  package func place(of entry: HomeEntry) -> Int? {
    switch entry {
    case .protocol(let wanted): return (0..<protocolCount).first { self.protocol($0).id == wanted.id }
    case .session(let wanted): return place(ofSession: wanted.id)
    }
  }

  /// Where a session is in the whole list.
  package func place(ofSession id: String) -> Int? {
    (0..<sessionCount).first { session($0).id == id }.map { $0 + protocolCount }
  }

  /// The ids of the protocols, faulty ones too.
  package var protocolIDs: [String] { protocols.filter(\.strays.isEmpty).map(\.id) }

  /// Names of files beside the protocols that are none.
  package var strays: [String] { protocols.flatMap(\.strays) }

  /// How many protocols there are, faulty ones apart, as far as they are read.
  package var protocolsCounted: String {
    let all = protocols.filter(\.strays.isEmpty)
    let faulty = all.count { $0.fault != nil }
    return groupedCount(all.count - faulty, "protocol")
      + (faulty == 0 ? "" : " and \(grouped(faulty)) faulty")
  }

  /// How many sessions there are, each counted once, as far as they are read.
  package var sessionsOnce: Int { sessions.count { $0.original == nil } }

  /// How many sessions were cut off, as far as they are read.
  package var cutOffCount: Int { sessions.count { $0.hasJournal && $0.heading?.standing.isCutOff == true } }
}
