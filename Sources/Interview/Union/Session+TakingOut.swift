/// What was destroyed in a session: which notes, whose words, and when nothing was to be noted.
struct Destruction {
  /// Ids of notes whose text was destroyed.
  private(set) var notes: Set<String> = []
  /// Of these notes, those that were the second version of another note: the id of the version, without a count.
  private var versions: Set<String> = []
  /// When these notes were begun.
  private(set) var beginnings: Set<Offset> = []
  /// Participants who withdrew with all that they said, and when.
  private(set) var erased: [Seat: Offset] = [:]
  /// Off the record, also for the past.
  private(set) var offRecord: [Stretch] = []
  /// Notes out of which a word was taken, and when.
  private(set) var worded: [String: Set<Offset>] = [:]
  /// A word was taken out of something else than a note.
  private(set) var isWordTakenElsewhere = false

  init(in session: Session) {
    for note in session.notes {
      if note.redacted {
        notes.insert(note.id)
        beginnings.insert(note.at)
        if let version = Note.versionID(in: note.id) { versions.insert(version) }
      } else if !note.revisions.isEmpty {
        let times = note.redactionsOfWords
        if !times.isEmpty { worded[note.id] = times }
      }
    }
    isWordTakenElsewhere = session.hasTakenOutElsewhere
    for participant in session.participants {
      guard let withdrawn = participant.withdrawn, withdrawn.scope == .erase else { continue }
      erased[participant.seat] = withdrawn.at
    }
    // A stretch that lasts has struck out nothing later than the last record.
    offRecord = session.offRecord.map { stretch in
      Stretch(from: stretch.from, to: stretch.to ?? max(stretch.from, session.lastOffset + 1))
    }
  }

  /// The part of it that another state has not destroyed.
  func unknown(to other: Destruction) -> Destruction {
    var news = self
    news.notes.subtract(other.notes)
    news.versions = versions
    news.beginnings.subtract(other.beginnings)
    for (id, times) in other.worded { news.worded[id]?.subtract(times) }
    // Of a note that is destroyed, nothing tells any more what was taken out before.
    news.worded = news.worded.filter { !$0.value.isEmpty && !other.notes.contains($0.key) }
    for seat in other.erased.keys { news.erased[seat] = nil }
    let known = Spans(other.offRecord)
    news.offRecord = offRecord.flatMap { stretch in
      let parts = known.free(from: stretch.from, to: stretch.to ?? Spans.forever)
      return parts.map { Stretch(from: $0.lowerBound, to: $0.upperBound) }
    }
    return news
  }

  /// Nothing was destroyed.
  var isEmpty: Bool {
    notes.isEmpty && erased.isEmpty && offRecord.isEmpty && worded.isEmpty && !isWordTakenElsewhere
  }

  /// The note's text was destroyed, under its own id or as a version that stood beside another.
  func has(_ note: Note) -> Bool {
    notes.contains(note.id) || (!versions.isEmpty && versions.contains(note.versionID))
  }

  /// The text of the note with an id was destroyed.
  func has(id: String) -> Bool { notes.contains(id) }

  /// Nothing was to be noted then.
  func wasOffRecord(_ time: Offset) -> Bool { offRecord.contains { $0.holds(time) } }
}

extension Session {
  /// Something was destroyed: the text of notes, what a participant said, or what stood where nothing was to be noted.
  public var hasDestroyed: Bool { !Destruction(in: self).isEmpty }

  /// The session without what was destroyed in another state of it, and with everything else: notes by their ids,
  /// edits and stances that were struck out, all that erased participants said, and what may quote it.
  public func takingOut(whatIsDestroyedIn main: Session) -> Session {
    let destroyed = Destruction(in: main)
    guard !destroyed.isEmpty else { return self }
    let known = Destruction(in: self)
    let news = destroyed.unknown(to: known)
    var copy = self
    if let draft, mayQuote(draft, news) { copy.draft = nil }
    // What is destroyed here as well has been taken out of these lines already.
    copy.putAside.removeAll { line in
      mayQuote(line, news) && !(line.editing.flatMap(note).map(known.has) ?? false)
    }
    copy.wipe(destroyed)
    copy.takeWords(news.worded, from: main)
    if destroyed.isWordTakenElsewhere {
      // The word that was taken out of them is not known, and may be in a line that was not entered.
      if copy.takeTexts(from: main) { (copy.draft, copy.putAside) = (nil, []) }
    }
    if !news.offRecord.isEmpty {
      copy.wipeTakenBack(news, as: main)
      copy.takeBackStruck(news, as: main)
    }
    for (seat, at) in destroyed.erased.sorted(by: { $0.key < $1.key }) { copy.forget(seat, at: at, as: main) }
    if !news.isEmpty { copy.unapplied = unapplied.map(\.withoutWords) }
    return copy
  }

  /// An unfinished line may hold words that were destroyed.
  private func mayQuote(_ draft: Draft, _ news: Destruction) -> Bool {
    let edited = draft.editing.flatMap(note)
    // Nothing tells which words were taken out of notes.
    return !news.erased.isEmpty || !news.worded.isEmpty || news.beginnings.contains(draft.at)
      || news.wasOffRecord(draft.at)
      || edited.map(news.has) ?? false
  }

  private mutating func wipe(_ destroyed: Destruction) {
    for note in notes where destroyed.has(note) && note != note.redactedCopy {
      setNote(note.number, note.redactedCopy)
    }
    for index in stances.indices {
      for change in stances[index].changes.indices {
        guard let statement = stances[index].changes[change].statement, destroyed.notes.contains(statement)
        else { continue }
        stances[index].changes[change].statement = nil
      }
    }
  }

  /// Out of these notes the other state has taken a word, and nothing tells any more which: its versions stand. Where
  /// each state has taken something out that the other does not know of, neither can stand.
  private mutating func takeWords(_ worded: [String: Set<Offset>], from main: Session) {
    for (id, _) in worded.sorted(by: { $0.key < $1.key }) {
      guard let note = note(id: id), !note.redacted, var kept = main.note(id: id) else { continue }
      if note.redactionsOfWords.isSubset(of: kept.redactionsOfWords) {
        kept.number = note.number
        setNote(note.number, kept)
      } else {
        setNote(note.number, note.redactedCopy)
        takeBackStatement(of: id)
      }
    }
  }

  /// Answers, labels, the title and the like, without the words that were taken out of them.
  ///
  /// - Returns: something was taken out of a text that this state did not have like that.
  private mutating func takeTexts(from main: Session) -> Bool {
    var isNews = false
    for (id, answer) in main.answers { isNews = answer.takeGaps(outOf: &answers[id]) || isNews }
    for person in main.participants {
      let place = participants.firstIndex { $0.seat == person.seat }
      var label = place.flatMap { participants[$0].label }
      isNews = person.label.takeGaps(outOf: &label) || isNews
      if let place { participants[place].label = label }
    }
    for recording in main.recordings {
      let place = recordings.firstIndex { $0.from == recording.from }
      var label = place.flatMap { recordings[$0].label }
      isNews = recording.label.takeGaps(outOf: &label) || isNews
      if let place { recordings[place].label = label }
    }
    isNews = main.group.place.takeGaps(outOf: &group.place) || isNews
    isNews = main.group.code.takeGaps(outOf: &group.code) || isNews
    var named: String? = title
    isNews = main.title.takeGaps(outOf: &named) || isNews
    title = named ?? title
    return isNews
  }

  /// Something else than a note has a gap where a word was.
  fileprivate var hasTakenOutElsewhere: Bool {
    let texts = [title, group.place, group.code] + participants.map(\.label) + recordings.map(\.label)
    return texts.contains { $0?.hasGap ?? false } || answers.values.contains(where: \.hasGap)
  }

  /// Notes that the other state took back, and that were begun or entered when nothing was to be noted.
  private mutating func wipeTakenBack(_ news: Destruction, as main: Session) {
    let recorders = Set(main.recorders.map(\.id))
    for note in notes where !note.redacted && main.note(id: note.id) == nil {
      let recorder = note.id.lastIndex(of: "-").map { String(note.id[..<$0]) } ?? ""
      guard recorders.contains(recorder), news.wasOffRecord(note.at) || news.wasOffRecord(note.saved) else {
        continue
      }
      setNote(note.number, note.redactedCopy)
      takeBackStatement(of: note.id)
    }
  }

  /// A note that was edited off the record gets back what the other state has, where that has struck the edit out.
  private mutating func takeBackStruck(_ news: Destruction, as main: Session) {
    for note in notes where !note.redacted && note.revisions.contains(where: { news.wasOffRecord($0.at) }) {
      guard let kept = main.note(id: note.id) else { continue }
      let known = Set(kept.revisions.map(\.at))
      guard note.revisions.contains(where: { news.wasOffRecord($0.at) && !known.contains($0.at) }) else {
        continue
      }
      var before = kept
      before.number = note.number
      setNote(note.number, before)
    }
    let known = Dictionary(
      main.stances.map { (StanceKey($0), Set($0.changes.map(\.at))) }, uniquingKeysWith: { $0.union($1) })
    for index in stances.indices {
      let kept = known[StanceKey(stances[index])] ?? []
      stances[index].changes.removeAll { news.wasOffRecord($0.at) && !kept.contains($0.at) }
    }
    stances.removeAll { $0.changes.isEmpty }
  }

  /// Takes out what an erased participant said. What the other state holds of the seat in spite of that was noted
  /// afterwards, and stays.
  private mutating func forget(_ seat: Seat, at: Offset, as main: Session) {
    for note in notes where !note.redacted {
      guard let changed = note.erasing(seat), main.note(id: note.id)?.erasing(seat) == nil else { continue }
      setNote(note.number, changed)
      if changed.redacted { takeBackStatement(of: note.id) }
    }
    let kept = Set(main.stances.map(StanceKey.init))
    stances.removeAll { $0.participant == .participant(seat) && !kept.contains(StanceKey($0)) }
    if participant(seat)?.withdrawn?.scope != .erase { eraseParticipant(seat, at: at) }
  }
}

extension Note {
  /// When words were taken out of it.
  fileprivate var redactionsOfWords: Set<Offset> { Set(revisions.lazy.filter(\.redacted).map(\.at)) }
}

extension String {
  fileprivate var hasGap: Bool { contains(String.takenOut) }

  /// Takes out of another state's text what was taken out of this one, of which nothing tells what it was. Where each has
  /// lost something that the other still has, neither can stand.
  ///
  /// - Returns: the other state did not have the text like that, or had none.
  fileprivate func takeGaps(outOf text: inout String?) -> Bool {
    guard hasGap else { return false }
    guard let other = text else { return true }
    guard other != self, !other.isRest(of: self) else { return false }
    text = !other.hasGap || isRest(of: other) ? self : String.takenOut
    return true
  }

  /// It is what is left of another text once words, and nothing else, were taken out of it.
  private func isRest(of text: String) -> Bool {
    var pieces = split(separator: String.takenOut, omittingEmptySubsequences: false)
    let (first, last) = (pieces.removeFirst(), pieces.popLast() ?? "")
    guard text.hasPrefix(first) else { return false }
    var rest = text.dropFirst(first.count)
    for piece in pieces where !piece.isEmpty {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return hasGap ? rest.hasSuffix(last) : rest.isEmpty
  }
}

extension String? {
  fileprivate func takeGaps(outOf text: inout String?) -> Bool { self?.takeGaps(outOf: &text) ?? false }
}

/// Whose stance it is, and on what.
struct StanceKey: Hashable {
  private let participant: Speaker
  private let target: StanceTarget

  init(_ stance: Stance) {
    participant = stance.participant
    target = stance.target
  }
}

extension [JSON] {
  /// The records without a place of two sides, each once: one whose words either side has destroyed is without them.
  func united(withUnapplied other: [JSON]) -> [JSON] {
    func isDestroyed(_ record: JSON, in one: [JSON], of another: [JSON]) -> Bool {
      one.contains(record.withoutWords) && !another.contains(record.withoutWords)
    }
    let mine = map { isDestroyed($0, in: other, of: self) ? $0.withoutWords : $0 }
    return mine + other.filter { !mine.contains($0) && !isDestroyed($0, in: mine, of: other) }
  }
}
