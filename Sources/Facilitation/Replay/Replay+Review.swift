public import Interview
internal import Text

extension Replay {
  // MARK: Opening

  /// One's review was opened for writing.
  ///
  /// - Returns: what has to be done: what had to wait for it.
  public mutating func opened(
    _ review: Review, history: UndoHistory<ReviewChange>, at now: Stamp
  ) -> [ReplayEffect] {
    self.now = now
    layers.set(review)
    layers.reviewer = review.reviewer
    layers.isOpen = true
    layers.history = history
    effects = []
    eraseWhatWasDestroyed()
    sift()
    if let waiting { self.review(waiting.command, line: waiting.line) }
    return take()
  }

  /// What one said of a note may quote it: if the note was redacted since, that is destroyed too.
  mutating func eraseWhatWasDestroyed() {
    guard layers.isOpen, let own = layers.own else { return }
    let ids = session.notes.filter { $0.redacted && own.notes[$0.id] != nil }.map(\.id)
    guard !ids.isEmpty else { return }
    keep(.erased(notes: ids), "destroyed what this review said of \(counted(ids.count, "redacted note"))")
  }

  /// One's review could not be opened.
  public mutating func notOpened(_ reason: String) -> [ReplayEffect] {
    waiting = nil
    return [.say(Reply(.refused, [safeText("error: \(reason)")]))]
  }

  mutating func setReviewer(_ name: String?) {
    guard let name else {
      say(.told, layers.reviewer.map { "reviewing as \($0)" } ?? "nobody reviews yet; /reviewer anna")
      return
    }
    guard Review.isName(name) else {
      refuse("a reviewer's name is 1 to 40 of a-z, 0-9 and -; a pseudonym will do")
      return
    }
    guard !layers.isOpen || name == layers.reviewer else {
      refuse("\(layers.reviewer ?? "") has changed this review; leave and open it again as \(name)")
      return
    }
    layers.reviewer = name
    layers.hidden.remove(name)
    effects.append(.remember(reviewer: name))
    say(.told, "reviewing as \(name)")
    sift()
    if let waiting { review(waiting.command, line: waiting.line) }
  }

  mutating func setLayers(_ names: [String]) {
    let others = Set(layers.reviews.keys).subtracting([layers.reviewer].compactMap { $0 })
    switch names.first {
    case nil: break
    case "all": layers.hidden = []
    case "off": layers.hidden = others
    default:
      for name in names where !others.contains(name) {
        refuse("no review of \(name) here; there are: \(others.sorted().joined(separator: ", "))")
        return
      }
      layers.hidden = others.subtracting(names)
    }
    sift()
    let words = layers.reviews.keys.sorted().map { name in
      let state = name == layers.reviewer ? "yours" : layers.hidden.contains(name) ? "hidden" : "shown"
      return "\(name) (\(state))"
    }
    say(
      .told,
      words.isEmpty ? "nobody has reviewed this session yet" : "layers: \(words.joined(separator: ", "))")
  }

  // MARK: Changing

  mutating func review(_ command: ReviewCommand, line: String?) {
    guard let reviewer = layers.reviewer else {
      waiting = Waiting(command: command, line: line)
      say(.refused, "who reviews? /reviewer anna; the name is kept, a pseudonym will do")
      return
    }
    guard layers.isOpen, let own = layers.own else {
      if command == .undo || command == .redo, layers.own == nil {
        say(.told, "nothing to \(command == .undo ? "undo" : "redo")")
        return
      }
      waiting = Waiting(command: command, line: line)
      effects.append(.openReview(reviewer: reviewer))
      return
    }
    waiting = nil
    switch command {
    case .undo: takeBack(own)
    case .redo: makeAgain(own)
    case .newCode(let code, let about):
      let isThere = session.protocol.codebook.contains { $0.code == code }
      guard !isThere else {
        refuse("#\(code) is in the protocol's codebook already")
        return
      }
      keep(.newCode(code, ReviewerCode(about: about, at: now.wall)), "code #\(code) made")
    case .unmemo(let number):
      guard let note = own.notes.first(where: { $0.value.memos.contains { $0.number == number } })?.key else {
        refuse("there is no memo \(number) of \(reviewer)")
        return
      }
      keep(.memo(note: note, number: number, nil), "memo \(number) taken back")
    case .note(let number, let remark): review(number, remark, own)
    }
  }

  private mutating func review(_ number: Int?, _ remark: ReviewCommand.Remark, _ own: Review) {
    guard let note = note(meantBy: number) else { return }
    guard !note.redacted else {
      refuse("note \(note.number) was redacted: there is nothing to review")
      return
    }
    let about = "\(note.number)"
    switch remark {
    case .code(let codes): mark(codes, isGiven: true, on: note, own)
    case .uncode(let codes): mark(codes, isGiven: false, on: note, own)
    case .memo(let text):
      let number = own.nextMemo
      keep(
        .memo(note: note.id, number: number, .init(number: number, text: text, at: now.wall)),
        "memo \(number) on \(about)")
    case .check(let why):
      keep(.check(note: note.id, .init(about: why, at: now.wall)), "to be checked: \(about)")
    case .checked:
      guard own[note].check != nil else {
        refuse("you have not marked \(about) to be checked")
        return
      }
      keep(.check(note: note.id, nil), "checked: \(about)")
    case .speaker(let who): setSpeaker(who, on: note)
    case .verify(let words):
      let isBack = words.lowercased() == "as-recorded"
      keep(
        .verified(note: note.id, isBack ? nil : .init(text: words, at: now.wall)),
        isBack ? "\(about) as recorded" : "words of \(about) verified")
    }
  }

  /// The note with a number, or that is looked at; nil if there is none, which is said.
  private mutating func note(meantBy number: Int?) -> Note? {
    guard let number else {
      if let note = currentNote { return session.note(note.number) }
      refuse("\(noNoteWords); write its number, as in /memo 17 words")
      return nil
    }
    guard let note = session.note(number) else {
      refuse("there is no note \(number)")
      return nil
    }
    return note
  }

  private mutating func mark(_ codes: [Code], isGiven: Bool, on note: Note, _ own: Review) {
    var changes: [ReviewChange] = []
    for code in codes {
      let isLive = note.content.codes.contains(code)
      let before = own[note].codes[code]
      // A code that is taken away leaves a mark only if the note has it live.
      let wanted: NoteReview.CodeMark? =
        isGiven || isLive ? .init(isGiven: isGiven, at: now.wall) : nil
      guard before?.isGiven != wanted?.isGiven else { continue }
      changes.append(.code(note: note.id, code, wanted))
    }
    let words = codes.map { "#\($0)" }.joined(separator: " ")
    guard !changes.isEmpty else {
      refuse(isGiven ? "\(note.number) has \(words) from you already" : "\(note.number) has no \(words)")
      return
    }
    let known = Set(session.protocol.codebook.map(\.code)).union(session.tally.codes.keys)
      .union(layers.codes.map(\.code))
    let new = isGiven ? codes.filter { !known.contains($0) } : []
    keep(
      changes.count == 1 ? changes[0] : .together(changes),
      "\(isGiven ? "coded" : "not coded") \(note.number) \(words)"
        + (new.isEmpty ? "" : "; new: /newcode \(new[0]) what it means"))
  }

  private mutating func setSpeaker(_ who: String, on note: Note) {
    let small = who.trimmed.lowercased()
    if small == "as-recorded" {
      keep(.speakers(note: note.id, nil), "\(note.number) said by whom it was recorded")
      return
    }
    var speakers: [Speaker] = []
    if small != "nobody" {
      for word in small.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
        let id = word.first?.isNumber == true ? "P\(word)" : word.uppercased()
        guard let speaker = Speaker(id: id), speaker.seat.map({ session.participant($0) != nil }) ?? true
        else {
          refuse("\(word) is nobody of this session; as in /speaker \(note.number) P4")
          return
        }
        if !speakers.contains(speaker) { speakers.append(speaker) }
      }
    }
    let names = speakers.map(\.words).joined(separator: ", ")
    keep(
      .speakers(note: note.id, .init(speakers: speakers, at: now.wall)),
      "\(note.number) said by \(names.isEmpty ? "nobody in particular" : names)")
  }

  // MARK: Keeping

  /// The review's journal has grown much larger than the review. It is begun anew after the review as it stands, with
  /// what can still be undone.
  public mutating func beginJournalAnew(at now: Stamp) -> [ReplayEffect] {
    self.now = now
    effects = []
    guard let state = layers.own else { return [] }
    record(.history(layers.history.newest))
    effects.append(.renew(state))
    return take()
  }

  private mutating func takeBack(_ own: Review) {
    guard let step = layers.history.undoable.last else {
      let older = layers.history.givenUp
      say(
        .told,
        older == 0
          ? "nothing to undo"
          : "nothing more to undo: only the newest changes are kept for it, \(counted(older, "older one")) "
            + "can be put right but not undone")
      return
    }
    keep(step.inverse, "undone", role: .undo(step.record))
  }

  private mutating func makeAgain(_ own: Review) {
    guard let step = layers.history.redoable.last else {
      say(.told, "nothing to redo")
      return
    }
    keep(step.inverse, "done again", role: .redo(step.record))
  }

  private mutating func keep(_ change: ReviewChange, _ words: String, role: RecordRole = .change) {
    guard record(change, role: role) else { return }
    say(.saved, words)
    if !filter.isEmpty || !search.isEmpty { sift() }
  }

  /// Applies a change and asks for it to be made durable.
  ///
  /// - Returns: false if there is no review of one's own.
  @discardableResult
  private mutating func record(_ change: ReviewChange, role: RecordRole = .change) -> Bool {
    guard let reviewer = layers.reviewer, var own = layers.reviews[reviewer] else { return false }
    let record = ReviewRecord(number: own.lastRecord + 1, at: now.wall, role: role, change: change)
    let inverse = own.apply(record)
    layers.history.noteApplied(record, inverse: inverse)
    layers.set(own)
    effects.append(.append(record))
    return true
  }
}
