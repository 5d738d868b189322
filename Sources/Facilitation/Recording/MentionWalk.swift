internal import Interview
internal import Text

/// The notes of others that name or answer somebody who is erased, asked about one by one: a yes destroys the text of one,
/// as a redaction does.
struct MentionWalk: Equatable, Sendable {
  private struct Open: Equatable, Sendable {
    let seat: Seat
    let mentions: [Mention]
    var place = 0
    var destroyed = 0

    /// Passes over notes that have gone meanwhile.
    ///
    /// - Returns: the note whose turn it is; nil behind the last.
    mutating func note(in session: Session) -> Note? {
      while place < mentions.count {
        if let note = session.note(mentions[place].note), !note.redacted { return note }
        place += 1
      }
      return nil
    }
  }

  private var open: Open?
  /// What was found when somebody was erased: later nothing tells which notes answered them or hold their label.
  private var found: [Seat: [Mention]] = [:]

  /// One of them is asked about.
  var isOpen: Bool { open != nil }

  /// The notes that name or answer somebody, as far as they have text.
  func mentions(of seat: Seat, in session: Session) -> [Mention] {
    let seen = session.mentions(of: seat)
    let numbers = Set(seen.map(\.note))
    let known = (found[seat] ?? []).filter {
      !numbers.contains($0.note) && session.note($0.note)?.redacted == false
    }
    return (seen + known).sorted { $0.note < $1.note }
  }

  /// Destroys all that somebody said, if any of it is left; then asks about what others said of them. Where nobody can be
  /// asked, that is named.
  mutating func erase(
    _ seat: Seat, in ledger: inout Ledger, asking confirming: inout Confirming, now: Stamp,
    _ goAhead: GoAhead?
  ) {
    let mentions = mentions(of: seat, in: ledger.session)
    if !ledger.interactive || mentions.isEmpty || !ledger.session.isErased(seat) {
      ledger.withdraw(seat, .erase, now: now, goAhead)
      guard ledger.session.participant(seat)?.withdrawn?.scope == .erase else { return }
      ledger.say(
        .told, "reviews may name P\(seat) where they speak of other notes: look there with focusgroup replay")
    }
    found[seat] = mentions
    guard !mentions.isEmpty else { return }
    guard ledger.interactive else {
      let numbers = mentions.map { String($0.note) }.joined(separator: ", ")
      ledger.say(.warning, "P\(seat) is still named or answered in: \(numbers); /edit or /redact them")
      return
    }
    open = Open(seat: seat, mentions: mentions)
    ask(in: &ledger, asking: &confirming, now: now)
  }

  /// Goes on to the next.
  ///
  /// - Parameter wasDestroyed: the text of the one before was.
  mutating func next(
    wasDestroyed: Bool = false, in ledger: inout Ledger, asking confirming: inout Confirming, now: Stamp
  ) {
    open?.place += 1
    if wasDestroyed { open?.destroyed += 1 }
    ask(in: &ledger, asking: &confirming, now: now)
  }

  /// Asks about the one whose turn it is; after the last it says how many went.
  mutating func ask(in ledger: inout Ledger, asking confirming: inout Confirming, now: Stamp) {
    guard var walk = open else { return }
    guard let note = walk.note(in: ledger.session) else {
      open = nil
      let kept = walk.mentions.count - walk.destroyed
      ledger.say(.told, "all looked at: \(walk.destroyed) destroyed, \(kept) kept")
      return
    }
    open = walk
    let why = walk.mentions[walk.place].why.words(walk.seat)
    let lines = [
      "\(walk.place + 1) of \(walk.mentions.count), \(why): destroy its text?",
      ledger.session.line(of: note),
    ]
    _ = confirming.ask(
      lines, about: .redact([note.number]), line: nil, walk: .withdraw(walk.seat, .erase), now: now)
    guard let waiting = confirming.waiting else { return }
    ledger.say(.confirmation(lines + [waiting.howToAnswer]), now: now)
  }

  /// Asks about no more of them, and says how many were not looked at.
  mutating func stop(in ledger: inout Ledger) {
    guard let walk = open else { return }
    open = nil
    let left = walk.mentions[walk.place...]
    let again = Set(ledger.session.mentions(of: walk.seat).map(\.note))
    let lost = left.count { !again.contains($0.note) }
    let command = Command.withdraw(walk.seat, .erase).line
    // What only this recording knows is not found by the next.
    let until =
      lost == 0 ? "" : lost == left.count ? ", before you leave" : ", \(lost) of them only before you leave"
    ledger.say(.warning, "\(left.count) not looked at: \(command) again lists them\(until)")
  }
}

extension Mention.Why {
  /// What the note does: `answers P4`.
  fileprivate func words(_ seat: Seat) -> String {
    switch self {
    case .answers: "answers P\(seat)"
    case .stance: "shows a stance of P\(seat)"
    case .names: "names P\(seat)"
    case .label: "holds the label of P\(seat)"
    }
  }
}

extension Session {
  /// All that somebody said was destroyed, and nothing came after.
  func isErased(_ seat: Seat) -> Bool {
    participant(seat)?.withdrawn?.scope == .erase && !hasWords(of: seat)
  }
}
