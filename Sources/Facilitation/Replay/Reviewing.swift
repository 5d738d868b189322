internal import Interview
internal import Text

/// The layers of reviewers, and what one writes into one's own. A change waits until somebody has said who reviews, and until
/// the review is open.
struct Reviewing: Sendable {
  /// Where one stands when one reviews.
  struct Place {
    /// The session as it is now.
    let session: Session
    /// The note that is looked at, as it is now.
    let note: Note?
    /// Why no note is looked at.
    let noNote: String
    let now: Stamp
  }

  /// A change that waits for a reviewer's name, or for the review to be opened.
  struct Waiting {
    let command: ReviewCommand
    /// The line that asked for it; nil if a key did.
    let line: String?
  }

  /// What reviewers say.
  private(set) var layers: Layers
  private(set) var waiting: Waiting?

  init(_ layers: Layers) { self.layers = layers }

  // MARK: Opening

  /// One's review was opened for writing: what had to wait for it is done.
  mutating func opened(
    _ review: Review, history: UndoHistory<ReviewChange>, at place: Place, _ answers: inout ReplayAnswers
  ) {
    layers.set(review)
    layers.reviewer = review.reviewer
    layers.isOpen = true
    layers.history = history
    eraseWhatWasDestroyed(at: place, &answers)
    doWhatWaited(at: place, &answers)
  }

  /// What one said of a note may quote it: if the note was redacted since, that is destroyed too.
  private mutating func eraseWhatWasDestroyed(at place: Place, _ answers: inout ReplayAnswers) {
    guard let own = layers.own else { return }
    let ids = place.session.notes.filter { $0.redacted && own.notes[$0.id] != nil }.map(\.id)
    guard !ids.isEmpty else { return }
    let words = "destroyed what this review said of \(counted(ids.count, "redacted note"))"
    keep(.erased(notes: ids), words, at: place, &answers)
  }

  /// One's review could not be opened, or nobody says who reviews: what waited for it is not done.
  mutating func giveUpWaiting() { waiting = nil }

  private mutating func doWhatWaited(at place: Place, _ answers: inout ReplayAnswers) {
    if let waiting { review(waiting.command, line: waiting.line, at: place, &answers) }
  }

  // MARK: Layers

  /// Somebody says who reviews, or asks.
  mutating func setReviewer(_ name: String?, at place: Place, _ answers: inout ReplayAnswers) {
    guard let name else {
      answers.say(
        .told, layers.reviewer.map { "reviewing as \($0)" } ?? "nobody reviews yet; /reviewer anna")
      return
    }
    guard Review.isName(name) else {
      answers.refuse("a reviewer's name is 1 to 40 of a-z, 0-9 and -; a pseudonym will do")
      return
    }
    guard !layers.isOpen || name == layers.reviewer else {
      answers.refuse("\(layers.reviewer ?? "") has changed this review; leave and open it again as \(name)")
      return
    }
    layers.reviewer = name
    layers.hidden.remove(name)
    answers.ask(.remember(reviewer: name))
    answers.say(.told, "reviewing as \(name)")
    doWhatWaited(at: place, &answers)
  }

  /// Shows the layers of some others, of all, or of none.
  mutating func show(_ names: [String], _ answers: inout ReplayAnswers) {
    let others = Set(layers.reviews.keys).subtracting([layers.reviewer].compactMap { $0 })
    switch names.first {
    case nil: break
    case "all": layers.hidden = []
    case "off": layers.hidden = others
    default:
      for name in names where !others.contains(name) {
        answers.refuse("no review of \(name) here; there are: \(others.sorted().joined(separator: ", "))")
        return
      }
      layers.hidden = others.subtracting(names)
    }
    let words = layers.reviews.keys.sorted().map { name in
      let state = name == layers.reviewer ? "yours" : layers.hidden.contains(name) ? "hidden" : "shown"
      return "\(name) (\(state))"
    }
    answers.say(
      .told,
      words.isEmpty ? "nobody has reviewed this session yet" : "layers: \(words.joined(separator: ", "))")
  }

  // MARK: Changing

  /// Changes one's own review, or has the change wait.
  ///
  /// - Parameter line: that asked for it; nil if a key did.
  mutating func review(
    _ command: ReviewCommand, line: String?, at place: Place, _ answers: inout ReplayAnswers
  ) {
    guard let reviewer = layers.reviewer else {
      waiting = Waiting(command: command, line: line)
      answers.say(.refused, "who reviews? /reviewer anna; the name is kept, a pseudonym will do")
      return
    }
    guard layers.isOpen, let own = layers.own else {
      if command == .undo || command == .redo, layers.own == nil {
        answers.say(.told, "nothing to \(command == .undo ? "undo" : "redo")")
        return
      }
      waiting = Waiting(command: command, line: line)
      answers.ask(.openReview(reviewer: reviewer))
      return
    }
    waiting = nil
    switch command {
    case .undo: undo(at: place, &answers)
    case .redo: redo(at: place, &answers)
    case .newCode(let code, let about):
      let isThere = place.session.protocol.codebook.contains { $0.code == code }
      guard !isThere else {
        answers.refuse("#\(code) is in the protocol's codebook already")
        return
      }
      let new = ReviewerCode(about: about, at: place.now.wall)
      keep(.newCode(code, new), "code #\(code) made", at: place, &answers)
    case .unmemo(let number):
      guard let note = own.notes.first(where: { $0.value.memos.contains { $0.number == number } })?.key else {
        answers.refuse("there is no memo \(number) of \(reviewer)")
        return
      }
      keep(.memo(note: note, number: number, nil), "memo \(number) taken back", at: place, &answers)
    case .note(let number, let remark):
      guard let note = note(meantBy: number, at: place, &answers) else { return }
      review(note, remark, own, at: place, &answers)
    }
  }

  private mutating func review(
    _ note: Note, _ remark: ReviewCommand.Remark, _ own: Review, at place: Place,
    _ answers: inout ReplayAnswers
  ) {
    guard !note.redacted else {
      answers.refuse("note \(note.number) was redacted: there is nothing to review")
      return
    }
    let about = "\(note.number)"
    let now = place.now.wall
    switch remark {
    case .code(let codes): mark(codes, isGiven: true, on: note, own, at: place, &answers)
    case .uncode(let codes): mark(codes, isGiven: false, on: note, own, at: place, &answers)
    case .memo(let text):
      let number = own.nextMemo
      keep(
        .memo(note: note.id, number: number, .init(number: number, text: text, at: now)),
        "memo \(number) on \(about)", at: place, &answers)
    case .check(let why):
      keep(
        .check(note: note.id, .init(about: why, at: now)), "to be checked: \(about)", at: place, &answers)
    case .checked:
      guard own[note].check != nil else {
        answers.refuse("you have not marked \(about) to be checked")
        return
      }
      keep(.check(note: note.id, nil), "checked: \(about)", at: place, &answers)
    case .speaker(let who): setSpeaker(who, on: note, at: place, &answers)
    case .verify(let words):
      let isBack = words.lowercased() == "as-recorded"
      keep(
        .verified(note: note.id, isBack ? nil : .init(text: words, at: now)),
        isBack ? "\(about) as recorded" : "words of \(about) verified", at: place, &answers)
    }
  }

  /// The note with a number, or that is looked at; nil if there is none, which is said.
  private func note(meantBy number: Int?, at place: Place, _ answers: inout ReplayAnswers) -> Note? {
    guard let number else {
      if place.note == nil { answers.refuse("\(place.noNote); write its number, as in /memo 17 words") }
      return place.note
    }
    let note = place.session.note(number)
    if note == nil { answers.refuse("there is no note \(number)") }
    return note
  }

  private mutating func mark(
    _ codes: [Code], isGiven: Bool, on note: Note, _ own: Review, at place: Place,
    _ answers: inout ReplayAnswers
  ) {
    var changes: [ReviewChange] = []
    let session = place.session
    let known = Set(session.protocol.codebook.map(\.code)).union(session.tally.codes.keys)
      .union(layers.codes.map(\.code))
    // The codebook's spelling first, then the session's, then a reviewer's: case does not tell codes apart.
    let codes = codes.map { code in
      let book = CodeForm.spelling(of: code, among: session.protocol.codebook.map(\.code))
      return known.contains(book) ? book : CodeForm.spelling(of: code, among: known)
    }
    for code in codes {
      let isLive = note.content.codes.contains(code)
      let before = own[note].codes[code]
      // A code that is taken away leaves a mark only if the note has it live.
      let wanted: NoteReview.CodeMark? =
        isGiven || isLive ? .init(isGiven: isGiven, at: place.now.wall) : nil
      guard before?.isGiven != wanted?.isGiven else { continue }
      changes.append(.code(note: note.id, code, wanted))
    }
    let words = codes.map { "#\($0)" }.joined(separator: " ")
    guard !changes.isEmpty else {
      answers.refuse(
        isGiven ? "\(note.number) has \(words) from you already" : "\(note.number) has no \(words)")
      return
    }
    let new = isGiven ? codes.filter { !known.contains($0) } : []
    keep(
      changes.count == 1 ? changes[0] : .together(changes),
      "\(isGiven ? "coded" : "not coded") \(note.number) \(words)"
        + (new.isEmpty ? "" : "; new: /newcode \(new[0]) what it means"), at: place, &answers)
  }

  private mutating func setSpeaker(
    _ who: String, on note: Note, at place: Place, _ answers: inout ReplayAnswers
  ) {
    let small = who.trimmed.lowercased()
    if small == "as-recorded" {
      let words = "\(note.number) said by whom it was recorded"
      keep(.speakers(note: note.id, nil), words, at: place, &answers)
      return
    }
    var speakers: [Speaker] = []
    if small != "nobody" {
      for word in small.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
        let id = word.first?.isNumber == true ? "P\(word)" : word.uppercased()
        guard let speaker = Speaker(id: id),
          speaker.seat.map({ place.session.participant($0) != nil }) ?? true
        else {
          answers.refuse("\(word) is nobody of this session; as in /speaker \(note.number) P4")
          return
        }
        if !speakers.contains(speaker) { speakers.append(speaker) }
      }
    }
    let names = speakers.map(\.words).joined(separator: ", ")
    keep(
      .speakers(note: note.id, .init(speakers: speakers, at: place.now.wall)),
      "\(note.number) said by \(names.isEmpty ? "nobody in particular" : names)", at: place, &answers)
  }

  private mutating func undo(at place: Place, _ answers: inout ReplayAnswers) {
    guard let step = layers.history.undoable.last else {
      let older = layers.history.givenUp
      answers.say(
        .told,
        older == 0
          ? "nothing to undo"
          : "nothing more to undo: only the newest changes are kept for it, \(counted(older, "older one")) "
            + "can be put right but not undone")
      return
    }
    keep(step.inverse, "undone", role: .undo(step.record), at: place, &answers)
  }

  private mutating func redo(at place: Place, _ answers: inout ReplayAnswers) {
    guard let step = layers.history.redoable.last else {
      answers.say(.told, "nothing to redo")
      return
    }
    keep(step.inverse, "done again", role: .redo(step.record), at: place, &answers)
  }

  // MARK: Keeping

  /// The review's journal has grown much larger than the review. It is begun anew after the review as it stands, with
  /// what can still be undone.
  mutating func renew(now: Stamp, _ answers: inout ReplayAnswers) {
    guard let state = layers.own else { return }
    record(.history(layers.history.newest), now: now, &answers)
    answers.ask(.renew(state))
  }

  private mutating func keep(
    _ change: ReviewChange, _ words: String, role: RecordRole = .change, at place: Place,
    _ answers: inout ReplayAnswers
  ) {
    record(change, role: role, now: place.now, &answers)
    answers.say(.saved, words)
  }

  /// Applies a change to one's own review, and asks for it to be made durable.
  private mutating func record(
    _ change: ReviewChange, role: RecordRole = .change, now: Stamp, _ answers: inout ReplayAnswers
  ) {
    guard var own = layers.own else { return }
    let record = ReviewRecord(number: own.lastRecord + 1, at: now.wall, role: role, change: change)
    let inverse = own.apply(record)
    layers.history.remember(record, inverse: inverse)
    layers.set(own)
    answers.ask(.append(record))
  }
}
